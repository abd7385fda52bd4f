/** Columns that a terminal gives a text without control characters. East Asian wide and emoji signs take two, marks none. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (mark.test(character)) continue;
    columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

/** As much of the text as fits, the last column an ellipsis if anything was left out. */
export function clipColumns(text: string, columnsMax: number): string {
  if (columnsOf(text) <= columnsMax) return text;
  let kept = "";
  let columns = 1;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > columnsMax) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

const plain = /^[\x20-\x7e]*$/;
const mark = /^(?:\p{Mn}|\p{Me}|[\u200b-\u200d]|\ufe0e|\ufe0f)$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]$/u;

/** At least one. */
type Lines = readonly [...string[], string];

/** Text narrower than this is not worth folding into. */
const columnsMin = 24;

/**
 * Folds a line at blanks so that it fits `width` columns, later lines indented; null folds nothing.
 * What stands in back-ticks is not torn apart: it is there to be copied.
 */
export function fold(first: string, text: string, indent: string, width: number | null): Lines {
  if (width === null || width - columnsOf(indent) < columnsMin) return [first + text];
  const lines: string[] = [];
  let line = first;
  let columns = columnsOf(first);
  let empty = true;
  for (const word of wordsIn(text)) {
    const needed = columnsOf(word) + (empty ? 0 : 1);
    if (!empty && columns + needed > width) {
      lines.push(line);
      line = indent + noCommand(word);
      columns = columnsOf(line);
      continue;
    }
    const shownWord = line.trim() === "" ? noCommand(word) : word;
    line += empty ? shownWord : ` ${shownWord}`;
    columns += needed;
    empty = false;
  }
  return [...lines, line];
}

/** Build servers take a line for a command that begins so, blanks aside. */
const noCommand = (word: string): string => word.replace(/^::/, "\\x3a:");

/** Blank-separated words; a stretch in back-ticks is one word. */
function wordsIn(text: string): readonly string[] {
  const words: string[] = [];
  let quoted: string[] | null = null;
  for (const part of text.split(" ")) {
    const togglesQuote = part.split("`").length % 2 === 0;
    if (quoted !== null) quoted.push(part);
    if (togglesQuote && quoted === null) quoted = [part];
    else if (togglesQuote && quoted !== null) {
      words.push(quoted.join(" "));
      quoted = null;
    } else if (quoted === null) words.push(part);
  }
  return quoted === null ? words : [...words, ...quoted];
}

/** One cell of a table. Numbers stand right. */
export type Cell = string | number;

/** Rows as lines, columns aligned and two blanks apart, nothing behind the last. Rows may be shorter than others. */
export function table(rows: readonly (readonly Cell[])[], indent = ""): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columnsOf(String(cell)));
    });
  }
  return rows.map((row) =>
    (indent + row.map((cell, column) => padded(cell, widths[column] ?? 0)).join("  "))
      .trimEnd()
      .replace(/^(\s*)::/, "$1\\x3a:"),
  );
}

function padded(cell: Cell, width: number): string {
  const blanks = " ".repeat(width - columnsOf(String(cell)));
  return typeof cell === "number" ? blanks + String(cell) : cell + blanks;
}

/** `1 commit`, `126,941 commits`. */
export const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

/** `126,941`: digits in threes, the same on every machine. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
