import { differences } from "../text/difference.ts";
import type { ReadFile } from "./gate.ts";
import { differencesMax, keyOf } from "./places.ts";
import { streamsOf } from "./streams.ts";
import type { Token } from "./tokens.ts";

/**
 * What changes beside the tokens that a substitution changes, as a clause for people; null: nothing, to the letter. So
 * comments stay what and where they are, and no blank, line or indentation needs to be judged.
 */
export function otherText(files: readonly ReadFile[]): string | null {
  for (const file of files) {
    const line = otherLine(file);
    if (line !== null)
      return `\`${file.change.path}\`:${line}: a comment or white space beside the places changes, too`;
  }
  return null;
}

/** The line after the change of the first difference that is none of tokens. */
function otherLine(file: ReadFile): number | null {
  let [end, afterEnd] = [0, 0];
  for (const { before, after } of streamsOf(file)) {
    const found = differences(before.code.map(keyOf), after.code.map(keyOf), differencesMax);
    if (found === null) return after.code[0]?.line ?? 1;
    for (const { beforeStart, beforeEnd, afterStart, afterEnd: to } of found) {
      const line = after.code[afterStart]?.line ?? after.code.at(-1)?.line ?? 1;
      const old = stretchOf(file.before, before.code, beforeStart, beforeEnd);
      const now = stretchOf(file.after, after.code, afterStart, to);
      const same = old === null || now === null ? null : withSameSides(old, now);
      if (same === null) return line;
      const [one, other] = same;
      if (file.before.slice(end, one.from) !== file.after.slice(afterEnd, other.from)) return line;
      [end, afterEnd] = [one.to, other.to];
    }
  }
  return file.before.slice(end) === file.after.slice(afterEnd)
    ? null
    : file.after.slice(0, afterEnd).split("\n").length;
}

type Part = { readonly from: number; readonly to: number };

/** Tokens that differ, and the white space round them. Where there are none, both are all that stands between their neighbours. */
type Stretch = Part & { readonly isEmpty: boolean; readonly left: string; readonly right: string };

/** Null where other things stand between the tokens than white space. */
function stretchOf(text: string, code: readonly Token[], start: number, end: number): Stretch | null {
  const own = code.slice(start, end);
  const [first, last] = [own[0], own.at(-1)];
  const behind = start === 0 ? startOf(code, text) : endOf(code[start - 1]);
  const next = code[end]?.start ?? (last === undefined ? behind : endOf(last));
  const isEmpty = first === undefined;
  const [from, to] = isEmpty ? [behind, next] : [first.start, endOf(last)];
  for (const [index, token] of own.entries()) {
    const following = own[index + 1];
    if (following !== undefined && text.slice(endOf(token), following.start).trim() !== "") return null;
  }
  const [left, right] = [text.slice(behind, isEmpty ? next : from), text.slice(isEmpty ? behind : to, next)];
  return { from, to, isEmpty, left, right };
}

const startOf = (code: readonly Token[], text: string): number => code[0]?.start ?? text.length;

/** Layout is no text of its own. */
const endOf = (token: Token | undefined): number =>
  token === undefined ? 0 : token.start + (token.kind === "layout" ? 0 : token.text.length);

/**
 * Where tokens come or go, white space comes or goes with them: what was between the neighbours stands at one side of them now,
 * and at the other the same, or blanks.
 */
function withSameSides(old: Stretch, now: Stretch): readonly [Part, Part] | null {
  if (old.isEmpty === now.isEmpty) return [old, now];
  const [none, some] = old.isEmpty ? [old, now] : [now, old];
  const gap = none.left;
  const others = some.left === gap ? some.right : some.right === gap ? some.left : null;
  if (gap.trim() !== "" || others === null || (others !== gap && !/^[ \t]*$/.test(others))) return null;
  const whole = { from: some.from - some.left.length, to: some.to + some.right.length };
  return old.isEmpty ? [old, whole] : [whole, now];
}
