import { commentWords, isCodeComment } from "./code-comments.ts";
import type { ReadFile } from "./gate.ts";
import type { Language, Passage, Token } from "./tokens.ts";

/** A passage as its code and its comments, which are compared in different ways. */
export type Stream = {
  /** Every token that is no comment. */
  readonly code: readonly Token[];
  /** The comments between two code tokens, run together. */
  readonly comments: readonly CommentRun[];
};

export type CommentRun = {
  /** How many code tokens stand before it. */
  readonly at: number;
  readonly line: number;
  /** The words and signs, however they are wrapped. */
  readonly words: readonly string[];
  readonly tokens: readonly Token[];
  /** The whole lines of comments that a program or the law reads: they count with all that stands beside them. */
  readonly readByPrograms: readonly string[];
};

/** Both sides of every region of a file. */
export function streamsOf(file: ReadFile): readonly { readonly before: Stream; readonly after: Stream }[] {
  return file.value.regions.map(({ before, after }) => ({
    before: streamOf(before, file.language, file.before),
    after: streamOf(after, file.language, file.after),
  }));
}

function streamOf({ tokens }: Passage, language: Language, text: string): Stream {
  const code: Token[] = [];
  const comments: { at: number; line: number; words: string[]; tokens: Token[]; readByPrograms: string[] }[] = [];
  for (const token of tokens) {
    if (token.kind !== "comment") {
      code.push(token);
      continue;
    }
    let run = comments.at(-1);
    if (run?.at !== code.length) {
      run = { at: code.length, line: token.line, words: [], tokens: [], readByPrograms: [] };
      comments.push(run);
    }
    run.tokens.push(token);
    for (const word of commentWords(token.text)) run.words.push(word);
    if (isCodeComment(token, language, token.start === 0)) run.readByPrograms.push(linesAround(token, text));
  }
  if (wholeRuns.has(language))
    for (const { readByPrograms, tokens: all } of comments)
      if (readByPrograms.length > 0) for (const { text: line } of all) readByPrograms.push(line);
  return { code, comments };
}

/**
 * Languages in which a program reads on in the lines behind one that it reads: expected output, metadata between two
 * marks.
 */
const wholeRuns: ReadonlySet<Language> = new Set(["go", "python"]);

/**
 * The lines that a comment stands on, and the next one where it has its own: such comments speak of the line they share
 * or precede.
 */
function linesAround({ start, text: comment }: Token, text: string): string {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const end = start + comment.length;
  const to = lineEnd(text, end);
  const alone = text.slice(from, start).trim() === "" && text.slice(end, to).trim() === "";
  const until = alone ? lineEnd(text, Math.min(to + 1, text.length)) : to;
  return text.slice(from, Math.min(until, from + comment.length + lineCharactersMax));
}

/** More of a shared line is not compared here: its tokens are. */
const lineCharactersMax = 2_000;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Is it the same token? Where it stands does not count. */
export const sameToken = (one: Token | undefined, other: Token | undefined): boolean =>
  one !== undefined && other !== undefined && one.kind === other.kind && one.text === other.text;

/** The first place at which two rows of tokens differ, or null. */
export function firstDifference(before: readonly Token[], after: readonly Token[]): number | null {
  const length = Math.max(before.length, after.length);
  for (let at = 0; at < length; at += 1) if (!sameToken(before[at], after[at])) return at;
  return null;
}

/** A few tokens as text for one line of a report; those that are known to touch are written so. */
export function textOf(tokens: readonly Token[], most = 12): string {
  let shown = "";
  let touches = true;
  for (const { text, kind } of tokens.slice(0, most)) {
    if (kind === "layout" && touching.has(text)) {
      touches = true;
      continue;
    }
    shown += `${touches ? "" : " "}${kind === "layout" ? "⏎" : text}`;
    touches = false;
  }
  return tokens.length > most ? `${shown} …` : shown;
}

/** Marks of layout that say that no blank stands between two tokens. */
const touching: ReadonlySet<string> = new Set(["~", "fused"]);
