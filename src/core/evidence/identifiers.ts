import type { CommitFacts } from "../commit/facts.ts";
import type { EvidenceFacts } from "./content.ts";
import { modifiedOnly, type ReadFile, readFiles } from "./gate.ts";
import type { RenamedName, Unproved } from "./proof.ts";
import { alignNames, type CommentPair, type NamePair } from "./renaming.ts";
import { counted, notProved } from "./verdicts.ts";

/**
 * `identifiers`: the tokens of all files are equal under one renaming, by which every name has one new name and no two
 * have the same. That is shown and never proved: macros, headers, linkers and whatever else looks names up stand outside
 * of the files.
 */
export function proveIdentifiers(commit: CommitFacts, facts: EvidenceFacts): Unproved {
  const gate = modifiedOnly(commit);
  if (!gate.ok) return gate.proof;
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  const alignment = alignNames(files.value);
  if (!alignment.aligned) return notProved(`\`${alignment.file.change.path}\`:${alignment.line}: ${alignment.why}`);
  const names = renamedIn(alignment.pairs);
  if (typeof names === "string") return notProved(names);
  const why = whyStandsElsewhere(names, files.value) ?? whyCommentChanges(names, alignment.comments);
  if (why !== null) return notProved(why);
  const places = names.reduce((sum, name) => sum + name.places, 0);
  return notProved(
    `the tokens are equal under one renaming of ${counted(names.length, "name")} in ${counted(places, "place")}; ` +
      "whether the new names mean what the old ones did is decided outside of the files, and left to people",
    { detail: { kind: "renaming", names } },
  );
}

/** Names renamed in one commit. */
const namesMax = 200;

/** The names that change, in the order of their first places; or why it is not one renaming. */
function renamedIn(pairs: readonly NamePair[]): readonly RenamedName[] | string {
  const first = new Map<string, NamePair>();
  const places = new Map<string, number>();
  for (const pair of pairs) {
    const { file, before, after } = pair;
    const known = first.get(before.text);
    if (known === undefined) first.set(before.text, pair);
    else if (known.after.text !== after.text) {
      const [kept, changed] = before.text === after.text ? [pair, known] : [known, pair];
      return kept.before.text === kept.after.text
        ? keeps(before.text, kept.file, kept.after.line)
        : `\`${before.text}\` becomes \`${known.after.text}\` and, in \`${file.change.path}\`:${after.line}, \`${changed.after.text}\``;
    }
    places.set(before.text, (places.get(before.text) ?? 0) + 1);
  }
  const renamed = [...first.values()].filter(({ before, after }) => before.text !== after.text);
  if (renamed.length === 0) return "no name changes";
  if (renamed.length > namesMax) return `more than ${namesMax} names change, which is the limit`;
  const olds = new Map<string, string>();
  for (const { before, after } of renamed) {
    const odd = [before.text, after.text].find((name) => !/^[A-Za-z_]\w*$/.test(name));
    if (odd !== undefined) return `\`${odd}\` may be read as another name`;
    const there = first.get(after.text);
    if (there !== undefined) return stands(after.text, there.file, there.before.line);
    const other = olds.get(after.text);
    if (other !== undefined) return `\`${other}\` and \`${before.text}\` both become \`${after.text}\``;
    olds.set(after.text, before.text);
  }
  return renamed.map(({ before, after }) => ({
    before: before.text,
    after: after.text,
    places: places.get(before.text) ?? 0,
  }));
}

const keeps = (name: string, { change }: ReadFile, line: number): string =>
  `\`${name}\` keeps its name in \`${change.path}\`:${line}`;
const stands = (name: string, { change }: ReadFile, line: number): string =>
  `\`${name}\` stands there already (\`${change.path}\`:${line})`;

/** Only what changes was read as tokens: in the rest of the files every word counts as a name. */
function whyStandsElsewhere(names: readonly RenamedName[], files: readonly ReadFile[]): string | null {
  const [olds, news] = [new Set(names.map(({ before }) => before)), new Set(names.map(({ after }) => after))];
  for (const file of files) {
    for (const { 0: word, index } of file.before.matchAll(/\w+/g)) {
      if ((!olds.has(word) && !news.has(word)) || isRead(file, index)) continue;
      const line = file.before.slice(0, index).split("\n").length;
      return olds.has(word) ? keeps(word, file, line) : stands(word, file, line);
    }
  }
  return null;
}

const isRead = ({ value: { regions } }: ReadFile, offset: number): boolean =>
  regions.some(({ before: { tokens } }) => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    return first !== undefined && last !== undefined && first.start <= offset && offset < last.start + last.text.length;
  });

function whyCommentChanges(names: readonly RenamedName[], comments: readonly CommentPair[]): string | null {
  const renamed = new Map(names.map(({ before, after }) => [before, after]));
  const changed = comments.find((pair) => !sameComments(pair, renamed));
  if (changed === undefined) return null;
  const { file, before, after } = changed;
  return `\`${file.change.path}\`:${after?.line ?? before?.line ?? 1}: a comment changes, too`;
}

/** The same words in the same place, renamed like the code or left alone. */
function sameComments({ before, after }: CommentPair, renamed: ReadonlyMap<string, string>): boolean {
  if (before === undefined || after === undefined || before.at !== after.at) return false;
  if (before.words.length !== after.words.length || !sameTexts(before.readByPrograms, after.readByPrograms))
    return false;
  return before.words.every((word, index) => word === after.words[index] || renamed.get(word) === after.words[index]);
}

/** What programs or the law read is not renamed. */
const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);
