import type { Moved, PlacedDefinition } from "./move.ts";
import type { Language, Token } from "./tokens.ts";

/**
 * Why definitions may mean something else where they stand now; null: they mean the same. Only moves within one file
 * are proved, in languages where the order of definitions says little: in another file the same names may be other
 * things.
 */
export function whyDifferentThere(moved: readonly Moved[]): string | null {
  for (const { from, to } of moved) {
    const { language, change } = from.file;
    const order = orderOf[language];
    if (order === undefined) return `in \`${change.path}\` the order of definitions may mean something`;
    if (to.file !== from.file)
      return `\`${from.name}\` moves to another file, where the names that it uses may be other things`;
    if (from.context !== to.context) return `\`${from.name}\` stands in something else now`;
    const code = from.tokens.filter(({ kind }) => kind !== "comment");
    const ordered = order(from, code) ?? order(to, code);
    if (ordered !== null) return `\`${from.name}\`: ${ordered}`;
  }
  return null;
}

/**
 * What still is decided in the order of the text, by language: a clause for people, or null. Languages that are not
 * here run their files from the top, or initialise what they declare in order.
 */
const orderOf: {
  readonly [Name in Language]?: (definition: PlacedDefinition, code: readonly Token[]) => string | null;
} = {
  go: ({ name }, code) =>
    code[0]?.text === "func" && name !== "init" ? null : "Go initialises in the order of the text",
};
