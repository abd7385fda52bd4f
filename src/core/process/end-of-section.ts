import type { DocumentFormat, Heading, PolicyDocument } from "../document/document.ts";
import { linesOfMarkdown, linesOfRst } from "../document/lines.ts";

/**
 * Where an entry at the end of a section goes: behind the section's last line with something on it, but before what only points at the
 * next heading, such as `.. _name:` or `<a id="name"></a>`, and before a line drawn across the page.
 */
export function endOfSection({ source, format }: PolicyDocument, section: Heading): number {
  return Math.max(endOfContent(source.text, format, section.start, section.sectionEnd), section.bodyStart);
}

/** Behind the last line, between two offsets, that has something on it and does not belong to what comes next. */
export function endOfContent(text: string, format: DocumentFormat, start: number, end: number): number {
  const read = format === "markdown" ? linesOfMarkdown : linesOfRst;
  const lines = read(text, start, end);
  let count = lines.length;
  while (count > 0 && belongsToNext(lines[count - 1]?.text ?? "", lines[count - 2]?.text ?? "", format)) count -= 1;
  return lines[count - 1]?.next ?? start;
}

function belongsToNext(text: string, before: string, format: DocumentFormat): boolean {
  if (text === "") return true;
  if (format === "restructuredtext") return /^\.\. _[^:]+:$/.test(text);
  // Right below text, hyphens are that text's underline.
  return before === "" && (markdownAnchor.test(text) || markdownRule.test(text));
}

const markdownAnchor = /^ {0,3}<a (?:id|name)="[^"<>]*"(?:>\s*<\/a>| *\/>)$/;

/** CommonMark §4.1. */
const markdownRule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
