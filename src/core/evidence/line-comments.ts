import type { CommentRun } from "./streams.ts";
import type { Language } from "./tokens.ts";

type Texts = { readonly before: string; readonly after: string };

/**
 * ISO C90 has no comments with `//`. So they may come, go or change in C only where one stands above that stays, which shows
 * that the file's compilers know them.
 */
export function whyLineComments(
  language: Language,
  { before, after }: Texts,
  olds: readonly CommentRun[],
  nows: readonly CommentRun[],
): string | null {
  if (language !== "c" || lineComments(olds) === lineComments(nows)) return null;
  return hasLineComment(before.slice(0, firstDifferent(before, after)))
    ? null
    : "a comment with `//` changes, and none that stays stands above it: not all compilers of C know them";
}

const lineComments = (runs: readonly CommentRun[]): string =>
  runs.flatMap(({ tokens }) => tokens.map(({ text }) => text).filter((text) => text.startsWith("//"))).join("\n");

function firstDifferent(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** Is there a whole comment with `//`, in no string, in no other comment, and in nothing that is compiled under a condition? */
function hasLineComment(text: string): boolean {
  const guarded = guard.test(text.replaceAll(comments, ""));
  let depth = 0;
  for (const [part, condition] of text.matchAll(parts)) {
    if (condition === undefined) {
      if (part.startsWith("//") && depth === (guarded ? 1 : 0)) return true;
    } else depth += condition === "endif" ? -1 : 1;
  }
  return false;
}

/** A guard against double inclusion, which is no condition that says anything. */
const guard = /^\s*#ifndef[ \t]+(\w+)\s*\n#define[ \t]+\1\b/;

const comments = /\/\/.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g;

const parts =
  /\/\/.*\n|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|^[ \t]*#[ \t]*(if|ifdef|ifndef|endif)\b/gm;
