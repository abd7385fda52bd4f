import type { NameFacts, WordPlace, WordsFound } from "./content.ts";
import type { ReadFile } from "./gate.ts";
import { macrosReached } from "./local-names.ts";
import type { Renaming } from "./renamed-names.ts";
import type { NamePair } from "./renaming.ts";
import type { Passage } from "./tokens.ts";
import { countWord } from "./words.ts";

/**
 * Why a name that others can see is not simply renamed; null: it is. The commit must rename where the name is declared, every use in the touched
 * files, and no tree may hold the new name before, nor the old one after.
 */
export function whyGlobalCaptures(
  renaming: Renaming,
  pairs: readonly NamePair[],
  files: readonly ReadFile[],
  names: NameFacts | null,
): string | null {
  const { before, after, changed } = renaming;
  const declared = changed.map((pair) => pair.before.declares).filter((as) => as !== null && as !== "local");
  if (declared.length === 0)
    return `where \`${before}\` is declared is not in the commit, so \`${after}\` may be another thing`;
  const bound = whyBoundElsewhere(renaming);
  if (bound !== null) return bound;
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

/** Languages in which no program looks its names up by their text: compilers refuse a name that nothing declares. */
const checkedBeforeRun: ReadonlySet<string> = new Set(["c", "cpp", "go", "java", "rust", "typescript", "tsx"]);

/** A member may be named as something outside the tree wants it: a base class, an interface, a trait, a form of stored data. */
function whyBoundElsewhere({ before, after, changed }: Renaming): string | null {
  if (/^__.*__$/.test(before) || /^__.*__$/.test(after)) return `\`${after}\` means something to the language`;
  for (const { before: token, scope, file } of changed) {
    if (token.declares === null || token.declares === "local") continue;
    if (scope?.tokens.some(({ text }) => storesNames.has(text)))
      return `\`${before}\` may be a name in stored data or on a command line`;
    if (token.declares !== "member") continue;
    if (file.language === "cpp") return `\`${before}\` may override a member of another class`;
    const heads = `${scope?.context ?? ""} ${
      scope?.tokens
        .slice(0, 40)
        .map(({ text }) => text)
        .join(" ") ?? ""
    }`;
    if (inherits.test(scope?.context ?? "") || /\boverride\b|@ Override\b/i.test(heads)) {
      return `\`${before}\` may be named so by what its class or \`impl\` is made from`;
    }
  }
  return null;
}

/** `impl A for B`, `class A(B)`, `class A extends B`: the names of members may come from elsewhere. */
const inherits = /\bimpl\b[^\n]*\sfor\s|\bclass\s+\w+\s*\((?!\s*(?:object)?\s*\))|\b(?:extends|implements)\b/;

const storesNames: ReadonlySet<string> = new Set(
  "Serialize Deserialize serde Parser Args Subcommand ValueEnum dataclass BaseModel Enum JsonProperty".split(" "),
);

/** What the grammar has not read, because it did not change, may hold the names as well. */
function whyTextCaptures({ before, after }: Renaming, file: ReadFile): string | null {
  const { change, before: old, after: now, value, language } = file;
  const strings = checkedBeforeRun.has(language);
  const aside = (side: "before" | "after", word: string): number =>
    value.regions.reduce((sum, region) => sum + countAside(region[side], word, strings), 0);
  if (countWord(old, after) > aside("before", after)) return `\`${after}\` stands in \`${change.path}\` already`;
  return countWord(now, before) > aside("after", before) ? `\`${before}\` keeps its name in \`${change.path}\`` : null;
}

/** In comments a word is no name, nor in strings where programs do not look names up by their text. */
const countAside = ({ tokens }: Passage, word: string, strings: boolean): number =>
  tokens.reduce(
    (sum, { kind, text }) =>
      kind === "comment" || (strings && kind === "literal") ? sum + countWord(text, word) : sum,
    0,
  );

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
function whyPasted({ before, changed }: Renaming, { macros }: NameFacts): string | null {
  const given = new Set<string>();
  for (const { brackets, file, previous, next } of changed) {
    if (previous?.text === "##" || next?.text === "##") return `\`${before}\` is joined with other words by \`##\``;
    for (const { head, isMacro } of brackets) {
      if (isMacro && file.language === "rust") return `\`${before}\` is given to the macro \`${head ?? ""}\``;
      if (head !== null && (file.language === "c" || file.language === "cpp")) given.add(head);
    }
  }
  if (given.size === 0) return null;
  if (!macros.known) return `whether macros make names of \`${before}\` is not known: ${macros.why}`;
  const joins = macrosReached(given, macros.value).find(({ text }) => text.includes("##"));
  return joins === undefined ? null : `\`${before}\` is given to the macro \`${joins.name}\`, which makes names`;
}
