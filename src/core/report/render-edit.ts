import type { PolicyDocument } from "../document/document.ts";
import type { DocumentEdit } from "../process/document-edit.ts";
import { positionAt } from "../text/source.ts";
import { type Looks, painter } from "./paint.ts";
import { shown } from "./words.ts";

/** Code points of a line that are shown. */
const lineMax = 500;

/** What an edit takes out of a document and puts into it, line by line, with the place of the first. */
export function renderEdit(before: PolicyDocument, edit: DocumentEdit, { colour, hyperlinks }: Looks): string {
  const { name, text } = before.source;
  const paint = painter(colour, hyperlinks);
  const start = text.lastIndexOf("\n", edit.start - 1) + 1;
  const nextLine = text.indexOf("\n", edit.end);
  // An edit between two lines takes none of them out.
  const end = edit.end === start ? start : nextLine === -1 ? text.length : nextLine;
  const old = linesOf(text.slice(start, end));
  const now = linesOf(text.slice(start, edit.start) + edit.text + text.slice(edit.end, end));
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const { line } = positionAt(text, start);
  return [
    `${shown(name)}:${line + same}:`,
    ...old.slice(same).map((one) => paint.tone("bad", `-${shown(one, lineMax)}`)),
    ...now.slice(same).map((one) => paint.tone("good", `+${shown(one, lineMax)}`)),
  ]
    .map((one) => `${one}\n`)
    .join("");
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};
