import { isBlankLine } from "../commit/lines.ts";
import { parseTrailers, trailerBlock, trailersEnd } from "../commit/trailers.ts";

/** A line of a message that is being repaired: one of the old message, by its number from 0, or a new one (null). */
export type DraftLine = { readonly text: string; readonly from: number | null };

/** A message that is being repaired, line by line, so that every line nobody touches keeps its bytes. */
export type Draft = {
  readonly lines: readonly DraftLine[];
  /** The line of the old message that no line feed ends; −1: all have one. */
  readonly open: number;
};

/** Lines of a draft, by index, end exclusive. */
export type Lines = { readonly start: number; readonly end: number };

/** The draft in which nothing is repaired yet. */
export function draftOf(text: string): Draft {
  const parts = text.split("\n");
  const isOpen = parts.at(-1) !== "";
  const lines = (isOpen ? parts : parts.slice(0, -1)).map((part, from): DraftLine => ({ text: part, from }));
  return { lines, open: isOpen ? lines.length - 1 : -1 };
}

/** The message as it reads now. Only the old message's own last line may lack a line feed. */
export function textOf({ lines, open }: Draft): string {
  const text = lines.map((line) => line.text).join("\n");
  return lines.length === 0 || endsOpen({ lines, open }) ? text : `${text}\n`;
}

const endsOpen = ({ lines, open }: Draft): boolean => open !== -1 && lines.at(-1)?.from === open;

/** The index at which a line of the old message stands now; −1: it was taken out. */
export const placeOf = ({ lines }: Draft, from: number): number => lines.findIndex((line) => line.from === from);

/** The lines of git's trailer block as the draft stands, or null. */
export function blockOf(draft: Draft): Lines | null {
  const text = textOf(draft);
  const block = trailerBlock(text);
  return block === null ? null : { start: lineAt(text, block.start), end: lineAt(text, block.end) };
}

/** The index of the line that begins at an offset; of the line after the last one if it is the text's end. */
function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let feed = text.indexOf("\n"); feed !== -1 && feed < offset; feed = text.indexOf("\n", feed + 1)) line += 1;
  return offset === text.length && text !== "" && !text.endsWith("\n") ? line + 1 : line;
}

/** Puts lines before an index. */
export function insertedLines({ lines, open }: Draft, at: number, more: readonly DraftLine[]): Draft {
  return { lines: [...lines.slice(0, at), ...more, ...lines.slice(at)], open };
}

const lineEnding = ({ lines }: Draft): string =>
  lines.length > 0 && lines.every(({ text, from }) => from === null || text.endsWith("\r")) ? "\r" : "";

/** Takes lines out. A paragraph that this empties takes the empty line before it along. */
export const removed = (draft: Draft, lines: Lines): Draft => removedAll(draft, [lines]);

/** Takes several stretches of lines out. */
export function removedAll({ lines, open }: Draft, stretches: readonly Lines[]): Draft {
  const gone = new Set(stretches.flatMap(({ start, end }) => lines.slice(start, end)));
  const left: DraftLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (!gone.has(line)) {
      left.push(line);
      continue;
    }
    const before = left.at(-1);
    const after = lines[index + 1];
    const isLast = after === undefined || !gone.has(after);
    if (isLast && before !== undefined && isBlank(before) && (after === undefined || isBlank(after))) left.pop();
  }
  return { lines: left, open };
}

/** Does a line hold white space only? */
export const isBlank = ({ text }: DraftLine): boolean => isBlankLine(`${text}\n`, 0);

/** Puts one new line in the place of some. */
export function replaced(draft: Draft, { start, end }: Lines, text: string): Draft {
  const without = { ...draft, lines: [...draft.lines.slice(0, start), ...draft.lines.slice(end)] };
  return insertedLines(without, start, [newLine(without, text)]);
}

/**
 * Appends trailers where `git interpret-trailers` appends them: behind the block, else as a paragraph of their own; before closing comments and
 * whatever git takes for a patch.
 */
export function appended(draft: Draft, trailers: readonly DraftLine[]): Draft {
  const block = blockOf(draft);
  if (block !== null) {
    // Lines of blanks below a trailer belong to it, and git drops them. New trailers below them would be a paragraph of their own, so that those
    // above no longer counted.
    const all = textOf(draft);
    const last = parseTrailers(all).at(-1);
    const end = draft.lines.findLastIndex((line, index) => index < block.end && !isBlank(line)) + 1;
    return insertedLines(draft, last !== undefined && lineAt(all, last.end) === end - 1 ? end : block.end, trailers);
  }
  const text = textOf(draft);
  const at = lineAt(text, trailersEnd(text));
  const last = draft.lines[at - 1];
  const gap: readonly DraftLine[] = last === undefined || isBlank(last) ? [] : [newLine(draft, "")];
  return insertedLines(draft, at, [...gap, ...trailers]);
}

/** A new line that ends as the message's own lines do, with a carriage return or without. */
export const newLine = (draft: Draft, text: string): DraftLine => ({ text: text + lineEnding(draft), from: null });

/** Moves lines before another one, which is given by its index as the draft stands. */
export function moved(draft: Draft, { start, end }: Lines, to: number): Draft {
  const lines = draft.lines.slice(start, end);
  if (to >= start && to <= end) return draft;
  return to < start
    ? insertedLines({ ...draft, lines: [...draft.lines.slice(0, start), ...draft.lines.slice(end)] }, to, lines)
    : {
        ...draft,
        lines: [...draft.lines.slice(0, start), ...draft.lines.slice(end, to), ...lines, ...draft.lines.slice(to)],
      };
}

/** A draft of what was a draft itself, as one of the first message. */
export const composed = (first: Draft, { lines }: Draft): Draft => ({
  lines: lines.map((line) => (line.from === null ? line : (first.lines[line.from] ?? line))),
  open: first.open,
});

/** What differs between the old message and the draft, in order. Of lines that changed places as few as possible are shown. */
export function changedLines(old: Draft, { lines }: Draft): readonly { sign: "-" | "+"; text: string }[] {
  const kept = longestRise(lines.flatMap(({ from }) => from ?? []));
  const changes: { sign: "-" | "+"; text: string }[] = [];
  let next = 0;
  const passTo = (end: number): void => {
    for (; next < end; next += 1) changes.push({ sign: "-", text: old.lines[next]?.text ?? "" });
  };
  for (const { text, from } of lines) {
    if (from === null || !kept.has(from)) changes.push({ sign: "+", text });
    else {
      passTo(from);
      next = from + 1;
    }
  }
  passTo(old.lines.length);
  return changes;
}

/** A longest subsequence that rises, of numbers that are all different. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  /** The least number in which a rise of each length ends. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    let length = ends.length;
    while (length > 0 && (ends[length - 1] ?? 0) > number) length -= 1;
    before.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const rise = new Set<number>();
  for (let number = ends.at(-1); number !== undefined; number = before.get(number)) rise.add(number);
  return rise;
}
