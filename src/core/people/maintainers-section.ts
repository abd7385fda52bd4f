import { type Problem, warningAt } from "../problem/problem.ts";
import { clip } from "../text/neutralise.ts";
import { type Source, spanOf } from "../text/source.ts";
import type { Maintainer, Ownership } from "./maintainers.ts";
import type { Entry, Section } from "./maintainers-sections.ts";
import { asksNothing, globLengthMax, hasWildcard, type PathGlob, pathGlob } from "./path-glob.ts";
import { readIdentities, shownMax } from "./people.ts";
import { acceptsAnything, compilePerlPattern, type TextPattern } from "./perl-pattern.ts";

/** A section with its patterns compiled. */
export type ReadSection = {
  readonly ownership: Ownership;
  /** `F:` and `X:`. */
  readonly files: readonly PathGlob[];
  readonly exclusions: readonly PathGlob[];
  /** `N:` and `K:`. */
  readonly names: readonly TextPattern[];
  readonly keywords: readonly TextPattern[];
  /** Why it cannot be told which paths the section owns besides those that its readable patterns match, else null. */
  readonly doubt: string | null;
  readonly keywordDoubts: readonly string[];
  readonly problems: readonly Problem[];
};

/** Makes sense of the letters of a section. Letters about mail, trees and pages (L W Q B C T) are allowed and left alone. */
export function readSection(source: Source, { title, line, entries }: Section): ReadSection {
  const problems: Problem[] = [];
  const warn = ({ value, start }: Entry, code: string, text: string): void => {
    problems.push(warningAt(code, text, spanOf(source, start, start + value.length)));
  };
  const read: Gathered = {
    title,
    maintainers: [],
    reviewers: [],
    files: [],
    exclusions: [],
    names: [],
    keywords: [],
    doubts: [],
    keywordDoubts: [],
    status: null,
  };
  entries.forEach((entry, position) => {
    if (entry.value === "") warn(entry, "empty-entry", `\`${entry.letter}:\` has no value`);
    else takeEntry(read, entry, entries[position - 1], warn);
  });
  const { maintainers, reviewers, status } = read;
  const matchesEverything = read.files.some(asksNothing) || read.names.some(acceptsAnything);
  const excludesAll = read.exclusionDoubt === true;
  return {
    ownership: { section: title, line, status, maintainers, reviewers, matchesEverything },
    files: excludesAll ? [] : read.files,
    exclusions: read.exclusions,
    names: excludesAll ? [] : read.names,
    keywords: read.keywords,
    doubt: read.doubts[0] ?? null,
    keywordDoubts: read.keywordDoubts,
    problems,
  };
}

type Gathered = {
  readonly title: string;
  readonly maintainers: Maintainer[];
  readonly reviewers: Maintainer[];
  readonly files: PathGlob[];
  readonly exclusions: PathGlob[];
  readonly names: TextPattern[];
  readonly keywords: TextPattern[];
  readonly doubts: string[];
  readonly keywordDoubts: string[];
  status: string | null;
  /** An exclusion could not be read, so no path is surely the section's. */
  exclusionDoubt?: boolean;
};
type Warn = (entry: Entry, code: string, text: string) => void;

function takeEntry(read: Gathered, entry: Entry, previous: Entry | undefined, warn: Warn): void {
  switch (entry.letter) {
    case "M":
      return takePeople(read.maintainers, entry, previous, warn);
    case "R":
      return takePeople(read.reviewers, entry, previous, warn);
    case "S":
      read.status ??= entry.value;
      return;
    case "F":
    case "X":
      return takeGlob(read, entry, warn);
    case "N":
    case "K":
      return takePattern(read, entry, warn);
    default:
      if (!"LWQBCPT".includes(entry.letter))
        warn(entry, "unknown-letter", `\`${entry.letter}:\` is no letter of a section`);
  }
}

/** Old files name the person in a `P:` line and give the bare address in the `M:` line below. */
function takePeople(into: Maintainer[], entry: Entry, previous: Entry | undefined, warn: Warn): void {
  const identities = readIdentities(entry.value);
  if (!identities)
    return warn(
      entry,
      "unreadable-person",
      `\`${clip(entry.value, shownMax)}\` has no address that mail could be sent to`,
    );
  const namedAbove = previous?.letter === "P" && identities.length === 1 ? previous.value : "";
  for (const { name, email } of identities) {
    into.push({ kind: "identity", identity: { name: name === "" ? namedAbove : name, email }, line: entry.line });
  }
}

function takeGlob(read: Gathered, entry: Entry, warn: Warn): void {
  if (entry.value.length <= globLengthMax) {
    (entry.letter === "F" ? read.files : read.exclusions).push(compileFilePattern(entry.value));
    return;
  }
  const why = `cannot evaluate \`${entry.letter}:\` in \`${clip(read.title, shownMax)}\`: longer than ${globLengthMax} characters`;
  read.doubts.push(why);
  if (entry.letter === "X") read.exclusionDoubt = true;
  warn(entry, "pattern-not-evaluated", why);
}

function compileFilePattern(text: string): PathGlob {
  if (text.endsWith("/")) return pathGlob(text.slice(0, -1).split("/"), "only");
  const components = text.split("/");
  return pathGlob(components, components.some(hasWildcard) ? "never" : "also");
}

function takePattern(read: Gathered, entry: Entry, warn: Warn): void {
  const compiled = compilePerlPattern(entry.value);
  if (compiled.ok) {
    (entry.letter === "N" ? read.names : read.keywords).push(compiled.pattern);
    return;
  }
  const why = `cannot evaluate \`${entry.letter}: ${clip(entry.value, shownMax)}\` in \`${clip(read.title, shownMax)}\`: ${compiled.why}`;
  (entry.letter === "N" ? read.doubts : read.keywordDoubts).push(why);
  warn(entry, "pattern-not-evaluated", why);
}
