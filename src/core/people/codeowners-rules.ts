import { type Problem, warningAt } from "../problem/problem.ts";
import { clip } from "../text/neutralise.ts";
import { type Source, spanOf } from "../text/source.ts";
import { type CodeownersFlavour, compileCodeownersPattern } from "./codeowners-pattern.ts";
import type { Maintainer } from "./maintainers.ts";
import type { PathGlob } from "./path-glob.ts";
import { isLogin, readIdentities, shownMax } from "./people.ts";

/** `pattern owner…`. No owners: the paths are unowned on purpose. `excludes` is GitLab's `!pattern`. */
export type CodeownersRule = {
  readonly glob: PathGlob;
  readonly pattern: string;
  readonly line: number;
  readonly owners: readonly Maintainer[];
  readonly excludes: boolean;
};

/** GitLab's `[Name]`; on GitHub, and before the first heading, there is one section without a name. */
export type CodeownersSection = {
  readonly name: string | null;
  readonly optional: boolean;
  readonly rules: readonly CodeownersRule[];
};

/**
 * Reads the lines of a CODEOWNERS file. A line that the forge would not honour is a warning and is left out, as the forge
 * leaves it out. Sections of one name, whatever its case, are one section; it is optional only if every heading says so.
 */
export function readCodeowners(
  source: Source,
  flavour: CodeownersFlavour,
): { sections: readonly CodeownersSection[]; problems: readonly Problem[] } {
  const first: OpenSection = { name: null, optional: false, rules: [] };
  const reading: Reading = {
    source,
    flavour,
    problems: [],
    sections: new Map([["", first]]),
    section: first,
    defaults: [],
  };
  let start = 0;
  source.text.split("\n").forEach((text, index) => {
    const content = text.trim();
    const line = { content, number: index + 1, start: start + text.indexOf(content) };
    if (content !== "" && !content.startsWith("#")) takeLine(reading, line);
    start += text.length + 1;
  });
  return { sections: [...reading.sections.values()], problems: reading.problems };
}

type OpenSection = { readonly name: string | null; optional: boolean; readonly rules: CodeownersRule[] };
type Line = { readonly content: string; readonly number: number; readonly start: number };
type Reading = {
  readonly source: Source;
  readonly flavour: CodeownersFlavour;
  readonly problems: Problem[];
  readonly sections: Map<string, OpenSection>;
  section: OpenSection;
  /** Owners of the rules that name none, from the section's heading. */
  defaults: readonly Maintainer[];
};

function takeLine(reading: Reading, line: Line): void {
  const isHeading = reading.flavour === "gitlab" && /^\^?\[/.test(line.content);
  if (isHeading) takeHeading(reading, line);
  else takeRule(reading, line);
}

function takeHeading(reading: Reading, line: Line): void {
  const optional = line.content.startsWith("^");
  const open = line.content.indexOf("[");
  const close = line.content.indexOf("]");
  const name = line.content.slice(open + 1, close).trim();
  if (close === -1 || name === "")
    return warn(reading, line, "unreadable-section", "is no section heading: `[Name]` is");
  const key = name.toLowerCase();
  const known = reading.sections.get(key);
  if (known) known.optional &&= optional;
  reading.section = known ?? { name, optional, rules: [] };
  reading.sections.set(key, reading.section);
  const rest = line.content.slice(close + 1).replace(/^\[\d*\]/, "");
  reading.defaults = readOwners(rest, line.number).owners;
}

function takeRule(reading: Reading, line: Line): void {
  const end = patternEnd(line.content);
  const written = line.content.slice(0, end);
  const excludes = reading.flavour === "gitlab" && written.startsWith("!");
  const pattern = excludes ? written.slice(1) : written;
  const compiled = compileCodeownersPattern(pattern, reading.flavour);
  if (!compiled.ok) return warn(reading, line, "pattern-not-honoured", compiled.why);
  const { owners, strangers } = readOwners(line.content.slice(end), line.number);
  if (strangers.length > 0) {
    const rest = reading.flavour === "github" ? "GitHub skips the line" : "GitLab ignores it";
    warn(reading, line, "unreadable-owner", `names \`${strangers[0]}\`, neither @login nor address; ${rest}`);
    if (reading.flavour === "github") return;
  }
  const named = owners.length > 0 ? owners : reading.defaults;
  reading.section.rules.push({ glob: compiled.glob, pattern, line: line.number, owners: named, excludes });
}

/** The first blank that no backslash escapes. */
function patternEnd(content: string): number {
  for (let at = 0; at < content.length; at += 1) {
    if (content[at] === "\\") at += 1;
    else if (content[at] === " " || content[at] === "\t") return at;
  }
  return content.length;
}

/** Owners between blanks, up to a comment; `strangers` are words that are none. */
function readOwners(text: string, line: number): { owners: readonly Maintainer[]; strangers: readonly string[] } {
  const owners: Maintainer[] = [];
  const strangers: string[] = [];
  for (const word of text.split(/\s+/)) {
    if (word.startsWith("#")) break;
    if (word === "") continue;
    const owner = readOwner(word, line);
    if (owner) owners.push(owner);
    else strangers.push(word);
  }
  return { owners, strangers };
}

/** `@login`, `@organisation/team`, GitLab's `@@role` (whose login keeps an `@`), or an address. */
function readOwner(word: string, line: number): Maintainer | null {
  if (isLogin(word.replace(/^@@/, "@"))) return { kind: "login", login: word.slice(1), line };
  const identity = word.startsWith("@") ? undefined : readIdentities(word)?.[0];
  return identity ? { kind: "identity", identity, line } : null;
}

function warn(reading: Reading, line: Line, code: string, what: string): void {
  const at = spanOf(reading.source, line.start, line.start + line.content.length);
  reading.problems.push(warningAt(code, `\`${clip(line.content, shownMax)}\` ${what}`, at));
}
