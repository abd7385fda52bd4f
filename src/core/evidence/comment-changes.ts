import { lineForm, withoutLeading } from "./blanks.ts";
import { fillsBlock, standsAlone, whyNotPlaced } from "./comment-places.ts";
import { marginsOf, whyNotInGo } from "./go-comments.ts";
import { type CommentText, type Lines, linesOf, whyNotProse } from "./prose.ts";
import type { CommentRun } from "./streams.ts";
import type { Language, Token } from "./tokens.ts";

/** One side of a file: its text, and the comments of a region of it. */
export type CommentedSide = {
  readonly text: string;
  readonly runs: readonly CommentRun[];
  /** The code of the region. */
  readonly code: readonly Token[];
};

/** What differs, and on which line after the change. */
export type Difference = { readonly line: number; readonly why: string };

/** A comment, or comments to the end of a line that stand alone on lines behind one another. */
type Block = { readonly tokens: readonly Token[]; readonly form: string; readonly line: number };

const changesToo = "a comment changes, too";

/**
 * Of a change of layout: every comment stays between the same tokens, and what stands in it stays but for the blanks
 * before framing stars and, in prose, how it is wrapped.
 */
export function differentLayoutOfComments(
  language: Language,
  before: CommentedSide,
  after: CommentedSide,
): Difference | null {
  const [olds, nows] = [placedBlocks(before, language), placedBlocks(after, language)];
  for (let index = 0; index < Math.max(olds.length, nows.length); index += 1) {
    const [old, now] = [olds[index], nows[index]];
    const line = now?.block.line ?? nows.at(-1)?.block.line ?? 1;
    if (old === undefined || now === undefined || old.at !== now.at) return { line, why: changesToo };
    if (old.block.form !== now.block.form && !onlyWrapped(old.block, now.block, language))
      return { line, why: changesToo };
    if (documents.has(language) && isDetached(old.block, before.text) !== isDetached(now.block, after.text))
      return { line, why: "an empty line between a comment and what follows comes or goes" };
    if (!staysPut(old.block, now.block, { language, before, after }))
      return { line, why: "a comment that is no prose stands beside other code, or in another line" };
  }
  return null;
}

const placedBlocks = ({ text, runs }: CommentedSide, language: Language): readonly PlacedBlock[] =>
  runs.flatMap(({ at, tokens }) => blocksOf(tokens, text, language).map((block) => ({ at, block })));

type PlacedBlock = { readonly at: number; readonly block: Block };

type Sides = { readonly language: Language; readonly before: CommentedSide; readonly after: CommentedSide };

/** The same words of prose, however they are wrapped. */
function onlyWrapped(old: Block, now: Block, language: Language): boolean {
  const words = (block: Block): string =>
    (linesOf(textsOf(block)) ?? [])
      .flatMap((line) => line.split(/[ \t]+/))
      .filter((word) => word !== "")
      .join(" ");
  return sameMarks([old], [now]) && isProse(old, language) && isProse(now, language) && words(old) === words(now);
}

const isProse = (block: Block, language: Language): boolean => whyNotProse(textsOf(block), language) === null;

/**
 * Of a change of comments: every comment that comes, goes or changes is prose on both sides, and stands where nothing
 * but a comment can stand. Others keep their neighbours.
 */
export function differentComments(language: Language, before: CommentedSide, after: CommentedSide): Difference | null {
  const sides = { language, before, after };
  const whyNotHere = language === "go" ? whyNotInGo(before.code, after.code) : () => null;
  const [olds, nows] = [new Map(byPlace(before.runs)), new Map(byPlace(after.runs))];
  for (const at of [...new Set([...olds.keys(), ...nows.keys()])].sort((one, other) => one - other)) {
    const [old, now] = [
      blocksOf(olds.get(at) ?? [], before.text, language),
      blocksOf(nows.get(at) ?? [], after.text, language),
    ];
    const difference = differentBlocks(old, now, sides);
    if (difference !== null) return difference;
    const line = (now[0] ?? old[0])?.line ?? 1;
    const why = sameForms(old, now) ? null : whyNotHere(at);
    if (why !== null) return { line, why: `a comment changes: ${why}` };
  }
  return null;
}

const sameForms = (olds: readonly Block[], nows: readonly Block[]): boolean =>
  olds.length === nows.length && olds.every(({ form }, index) => form === nows[index]?.form);

const byPlace = (runs: readonly CommentRun[]): readonly (readonly [number, readonly Token[]])[] =>
  runs.map(({ at, tokens }) => [at, tokens]);

/** The comments between two tokens of code. */
function differentBlocks(olds: readonly Block[], nows: readonly Block[], sides: Sides): Difference | null {
  const { first, last } = stretch(
    olds.map(({ form }) => form),
    nows.map(({ form }) => form),
  );
  const [goes, comes] = [olds.slice(first, olds.length - last), nows.slice(first, nows.length - last)];
  const same = [
    ...olds.slice(0, first).map((old, index) => [old, nows[index]] as const),
    ...olds.slice(olds.length - last).map((old, index) => [old, nows[nows.length - last + index]] as const),
  ];
  const other = same.find(([old]) => !isInterpreter(old) && !isProse(old, sides.language))?.[1];
  // The last comment of an example of Go is what it prints, the first of a script is where test runners look.
  if (other !== undefined && goes.length + comes.length > 0)
    return { line: other.line, why: "a comment changes beside one that is no prose" };
  const detached = same.find(([old, now]) => isDetached(old, sides.before.text) !== isDetached(now, sides.after.text));
  if (documents.has(sides.language) && detached !== undefined)
    return { line: detached[1]?.line ?? 1, why: "an empty line between a comment and what follows comes or goes" };
  for (const [old, now] of same)
    if (now !== undefined && !isInterpreter(old) && !staysPut(old, now, sides))
      return { line: now.line, why: "a comment that is no prose gets another neighbour" };
  if (goes.length + comes.length === 0) return null;
  const line = comes[0]?.line ?? nows.at(-1)?.line ?? goes[0]?.line ?? 1;
  if (!sameMarks(goes, comes)) return { line, why: "a comment takes another form" };
  if (fills(olds, sides.before.text) || fills(nows, sides.after.text))
    return { line, why: "a comment changes that is all that stands between two braces" };
  const inPairs = goes.length === comes.length;
  for (let index = 0; index < Math.max(goes.length, comes.length); index += 1) {
    const [old, now] = [goes[index], comes[index]];
    const why = inPairs && old && now ? whyNotChanged(old, now, sides) : whyNotAlone(old, now, sides);
    if (why !== null)
      return { line: now?.line ?? nows.at(-1)?.line ?? old?.line ?? 1, why: `a comment changes: ${why}` };
  }
  return null;
}

const fills = (blocks: readonly Block[], text: string): boolean =>
  fillsBlock(
    blocks.flatMap(({ tokens }) => tokens),
    text,
  );

/** Do `/*`, `//` and `#` stay what they are? ISO C90 has but the first. */
const sameMarks = (olds: readonly Block[], nows: readonly Block[]): boolean =>
  new Set([...olds, ...nows].map(({ tokens }) => tokens[0]?.text.slice(0, 2).replace(/^#.*/s, "#"))).size <= 1 ||
  olds.length * nows.length === 0;

/** A comment that is another one afterwards: only the lines that differ must be prose. */
function whyNotChanged(old: Block, now: Block, sides: Sides): string | null {
  const { first, last } = stretch(linesOf(textsOf(old)) ?? [], linesOf(textsOf(now)) ?? []);
  return (
    whyNotFree(old, "before", sides, (length) => ({ from: first, to: length - last })) ??
    whyNotFree(now, "after", sides, (length) => ({ from: first, to: length - last }))
  );
}

/** Comments that come or go: all their lines must be prose. */
const whyNotAlone = (old: Block | undefined, now: Block | undefined, sides: Sides): string | null =>
  (old === undefined ? null : whyNotFree(old, "before", sides)) ??
  (now === undefined ? null : whyNotFree(now, "after", sides));

function whyNotFree(
  block: Block,
  side: "before" | "after",
  sides: Sides,
  changed?: (lines: number) => Lines,
): string | null {
  const texts = textsOf(block);
  const lines = linesOf(texts)?.length ?? 0;
  return (
    whyNotProse(texts, sides.language, changed?.(lines)) ?? whyNotPlaced(block.tokens, sides[side].text, sides.language)
  );
}

/** A comment that is no prose may say something of the code that it shares a line with, or precedes. */
function staysPut(old: Block, now: Block, { language, before, after }: Sides): boolean {
  if (language === "go" && marginsOf(old.tokens, before.text) !== marginsOf(now.tokens, after.text)) return false;
  if (neighbours(old, before.text) === neighbours(now, after.text)) return true;
  return isProse(old, language) && isProse(now, language);
}

/** Languages whose own tools take the comment above a definition for its documentation: `go doc`, and Python's `help`. */
const documents: ReadonlySet<Language> = new Set(["go", "python"]);

/** Does an empty line part a comment from what follows? It is no documentation then. */
function isDetached(block: Block | undefined, text: string): boolean {
  const last = block?.tokens.at(-1);
  return (
    last !== undefined &&
    /^[ \t]*\n[ \t]*\n/.test(
      text.slice(last.start + last.text.length, last.start + last.text.length + lineCharactersMax),
    )
  );
}

/** The line up to a comment, the one behind it, and the next where the comment stands alone: without their layout. */
function neighbours({ tokens }: Block, text: string): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return "";
  const near = text.slice(Math.max(0, first.start - lineCharactersMax), first.start);
  const end = last.start + last.text.length;
  const [rest = "", next = ""] = text.slice(end, end + lineCharactersMax).split("\n", 2);
  const lead = near.slice(near.lastIndexOf("\n") + 1);
  const alone = lead.trim() === "" && rest.trim() === "";
  return [`${lead}#${rest}`, alone ? next : ""].map(lineForm).join("\n");
}

/** Characters of a line at each side of a comment; tokens further away are compared elsewhere. */
const lineCharactersMax = 2_000;

function blocksOf(tokens: readonly Token[], text: string, language: Language): readonly Block[] {
  const blocks: Token[][] = [];
  for (const token of tokens) {
    const block = blocks.at(-1);
    const previous = block?.at(-1);
    if (block !== undefined && previous !== undefined && followsOn(previous, token, text)) block.push(token);
    else blocks.push([token]);
  }
  return blocks.map((block) => ({
    tokens: block,
    form: block.map(({ text: comment }) => withoutFrame(comment, language)).join("\n"),
    line: block[0]?.line ?? 1,
  }));
}

/** Do two comments to the end of a line stand alone on one line and the next? */
function followsOn(one: Token, other: Token, text: string): boolean {
  if (one.text.startsWith("#!") || one.text.startsWith("/*") || other.text.startsWith("/*")) return false;
  const between = text.slice(one.start + one.text.length, other.start);
  return between.length < lineCharactersMax && /^[ \t]*\n[ \t]*$/.test(between) && standsAlone(one, text);
}

/** The first line of a script, which is compared elsewhere, and says nothing of its neighbours. */
const isInterpreter = ({ tokens }: Block): boolean => tokens[0]?.start === 0 && tokens[0].text.startsWith("#!");

const textsOf = ({ tokens }: Block): CommentText => tokens.map(({ text }) => text);

/** A comment without the blanks before the stars that frame its lines, if they frame all. */
function withoutFrame(comment: string, language: Language): string {
  // In Rust it is the text of an attribute, blanks and all.
  if (language === "rust" && /^\/\*[*!]/.test(comment)) return comment;
  const [first = "", ...others] = comment.split("\n");
  const framed = /^\/\*\*?(?:[ \t]|$)/.test(first) && others.every((line) => withoutLeading(line).startsWith("*"));
  return framed ? [first, ...others.map(withoutLeading)].join("\n") : comment;
}

/** How many texts two rows have in common at their beginnings and, behind those, at their ends. */
function stretch(one: readonly string[], other: readonly string[]): { readonly first: number; readonly last: number } {
  const shorter = Math.min(one.length, other.length);
  let first = 0;
  while (first < shorter && one[first] === other[first]) first += 1;
  let last = 0;
  while (last < shorter - first && one.at(-1 - last) === other.at(-1 - last)) last += 1;
  return { first, last };
}
