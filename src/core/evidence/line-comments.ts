import { isBlank } from "./blanks.ts";
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

/**
 * Is there a whole comment with `//` that begins its line, in no string, in no other comment, in no directive, and in nothing that is compiled under a
 * condition? To C90, `//*` divides, and on the line of a directive such signs may be a part of a path, or of a macro that nobody uses.
 */
function hasLineComment(text: string): boolean {
  if (oddDirective.test(text)) return false;
  const guarded = guard.test(text.replaceAll(comments, ""));
  let depth = 0;
  for (const { 0: part, 1: directive, index } of text.matchAll(parts)) {
    if (directive !== undefined) depth += directive === "endif" ? -1 : conditions.has(directive) ? 1 : 0;
    else if (/^\/\/(?!\*)/.test(part) && beginsLine(text, index) && depth === (guarded ? 1 : 0)) return true;
  }
  return false;
}

const conditions: ReadonlySet<string> = new Set(["if", "ifdef", "ifndef"]);

/** Does nothing stand before it on its line, which no backslash has joined to the one before? */
function beginsLine(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from -= 1;
  return from === 0 || (text[from - 1] === "\n" && text[from - 2] !== "\\");
}

/** A guard against double inclusion, which is no condition that says anything. */
const guard = /^\s*#ifndef[ \t]+(\w+)\s*\n#define[ \t]+\1\b/;

const comments = /\/\/.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g;

/** A directive whose word a comment or a joined line parts from its sign. */
const oddDirective = /#[ \t]*(?:\\|\/\*)|\*\/[ \t]*#/;

/** Comments, quotations, and directives up to a comment in them. */
const parts =
  /\/\/.*\n|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|^[ \t]*#[ \t]*(\w*)(?:\\\n|(?!\/\*).)*/gm;
