import type { ReadFile } from "./gate.ts";
import type { Moved, PlacedDefinition } from "./move.ts";
import { whyOrderMatters } from "./order-in-c.ts";
import type { Language, Token } from "./tokens.ts";

/**
 * Why definitions may mean something else where they stand now; null: they mean the same. Only moves within one file
 * are proved, in languages where the order of definitions says little: in another file the same names may be other
 * things.
 */
export function whyDifferentThere(moved: readonly Moved[], files: readonly ReadFile[]): string | null {
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
  for (const file of files) {
    const own = moved.filter(({ from }) => from.file === file);
    if (file.language !== "c" || own.length === 0) continue;
    const { start, tail } = stretchOf(own, file);
    const why =
      whyOrderMatters(file.before, { start, end: file.before.length - tail }) ??
      whyOrderMatters(file.after, { start, end: file.after.length - tail });
    if (why !== null) return `in \`${file.change.path}\` ${why}`;
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
  // `whyOrderMatters` looks at all that stands between the places.
  c: () => null,
  rust: ({ file, side }) =>
    /\bmacro_(?:rules|use|export)\b/.test(file[side]) ? "a macro counts from where it stands on" : null,
  go: ({ name }, code) =>
    code[0]?.text === "func" && name !== "init" ? null : "Go initialises in the order of the text",
};

/**
 * From the first place, old or new, to the last: what stands before and behind is the same in both texts. `tail` is how
 * much stands behind.
 */
function stretchOf(
  moved: readonly Moved[],
  { before, after }: ReadFile,
): { readonly start: number; readonly tail: number } {
  let start = before.length;
  let tail = before.length;
  for (const { from, to } of moved) {
    start = Math.min(start, from.start, to.start);
    tail = Math.min(tail, before.length - endOf(from), after.length - endOf(to));
  }
  return { start, tail };
}

function endOf({ tokens, start }: PlacedDefinition): number {
  const last = tokens.at(-1);
  return last === undefined ? start : last.start + last.text.length;
}
