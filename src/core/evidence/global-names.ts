import type { NameFacts, WordPlace, WordsFound } from "./content.ts";
import type { ReadFile } from "./gate.ts";
import { macrosReached } from "./local-names.ts";
import type { Renaming } from "./renamed-names.ts";
import type { NamePair } from "./renaming.ts";
import type { Passage } from "./tokens.ts";
import { countWord } from "./words.ts";

/**
 * Why a name that others can see is not simply renamed; null: it is. The commit must rename where the name is defined
 * and every use in the touched files, strings among them; no tree may hold the new name before, nor the old one after,
 * nor a macro that makes the old one with `##`; and neither may be a name that is known outside of the tree.
 */
export function whyGlobalCaptures(
  renaming: Renaming,
  pairs: readonly NamePair[],
  files: readonly ReadFile[],
  names: NameFacts | null,
): string | null {
  const { before, after, changed } = renaming;
  if (!changed.some(isDefinition))
    return `where \`${before}\` is defined is not in the commit, so \`${after}\` may be another thing`;
  const known = [before, after].find((name) => isKnownOutside(name));
  if (known !== undefined) return `\`${known}\` may mean something outside of the tree`;
  const kept = pairs.find((pair) => pair.before.text === before && pair.after.text === before);
  if (kept !== undefined) return `\`${before}\` keeps its name in \`${kept.file.change.path}\`:${kept.after.line}`;
  for (const file of files) {
    const why = whyTextCaptures(renaming, file);
    if (why !== null) return why;
  }
  if (names === null) return null;
  const touched = new Set(files.map(({ change }) => change.path));
  const taken = whyFound(after, names.newBefore, touched, (place) => `\`${after}\` is used already in ${place}`);
  if (taken !== null) return taken;
  const left = whyFound(before, names.oldAfter, touched, (place) => `\`${before}\` is still used in ${place}`);
  return left ?? whyPasted(renaming, names);
}

/**
 * Does the commit itself hold what defines the name? A prototype, an `extern`, a bare `struct name` only say that it is
 * defined somewhere: then the new name may be that of another thing, in a library for instance.
 */
function isDefinition({ before: { declares }, previous, next, scope }: NamePair): boolean {
  if (declares === null || declares === "local") return false;
  if (declares === "macro" || declares === "member") return true;
  if (/^(?:struct|union|enum)$/.test(previous?.text ?? "")) return next?.text === "{";
  const tokens = scope?.tokens.filter(({ kind }) => kind !== "layout") ?? [];
  if (next?.text === "(") return tokens.at(-1)?.text === "}" && tokens[0]?.text !== "typedef";
  return tokens.length > 0 && !tokens.some(({ text }) => text === "extern");
}

/**
 * Names that a linker, a loader, a compiler or a standard header may look for, and those that C keeps for such (C11,
 * 7.1.3).
 */
const isKnownOutside = (name: string): boolean =>
  /^_|[^\x20-\x7e]/.test(name) || /^(?:LLVMFuzzer|Dll|WinMain|wWinMain)/.test(name) || knownOutside.has(name);

const knownOutside: ReadonlySet<string> = new Set(
  (
    "main init_module cleanup_module malloc free calloc realloc memcpy memset memmove memcmp strlen abort exit read write open close fork exec system " +
    "errno environ stdin stdout stderr optarg optind unix linux i386 NDEBUG DEBUG"
  ).split(" "),
);

/** What the grammar has not read, because it did not change, may hold the names as well. */
function whyTextCaptures({ before, after }: Renaming, file: ReadFile): string | null {
  const { change, before: old, after: now, value } = file;
  const aside = (side: "before" | "after", word: string): number =>
    value.regions.reduce((sum, region) => sum + countAside(region[side], word), 0);
  if (countWord(old, after) > aside("before", after)) return `\`${after}\` stands in \`${change.path}\` already`;
  return countWord(now, before) > aside("after", before) ? `\`${before}\` keeps its name in \`${change.path}\`` : null;
}

/** In comments a word is no name. In strings it may be one: of a symbol for assembler, or for a loader. */
const countAside = ({ tokens }: Passage, word: string): number =>
  tokens.reduce((sum, { kind, text }) => (kind === "comment" ? sum + countWord(text, word) : sum), 0);

function whyFound(
  word: string,
  found: NameFacts["newBefore"],
  touched: ReadonlySet<string>,
  say: (place: string) => string,
): string | null {
  if (!found.known) return `where \`${word}\` stands in the tree is not known: ${found.why}`;
  const place = placeOf(word, found.value, touched);
  if (place !== undefined) return say(`\`${place.path}\`:${place.line}`);
  return found.value.complete ? null : `\`${word}\` stands in too many places to look at them all`;
}

/** The touched files were read themselves. */
const placeOf = (word: string, { places }: WordsFound, touched: ReadonlySet<string>): WordPlace | undefined =>
  places.find((place) => place.word === word && !touched.has(place.path));

/** A macro that joins words makes other names of the name that it is given. */
function whyPasted({ before, changed }: Renaming, { macros, pasted }: NameFacts): string | null {
  const given = new Set<string>();
  for (const { brackets, previous, next } of changed) {
    if (previous?.text === "##" || next?.text === "##") return `\`${before}\` is joined with other words by \`##\``;
    for (const { head } of brackets) if (head !== null) given.add(head);
  }
  if (!pasted.known) return `whether macros make \`${before}\` is not known: ${pasted.why}`;
  const part = pasted.value.find((one) => one !== before && (before.startsWith(one) || before.endsWith(one)));
  if (part !== undefined) return `\`${before}\` may be made by a macro, of \`${part}\` and other words`;
  if (given.size === 0) return null;
  if (!macros.known) return `whether macros make names of \`${before}\` is not known: ${macros.why}`;
  const joins = macrosReached(given, macros.value).find(({ text }) => text.includes("##"));
  return joins === undefined ? null : `\`${before}\` is given to the macro \`${joins.name}\`, which makes names`;
}
