import { errorAt, type Problem } from "../problem/problem.ts";
import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { DocumentFormat, PolicyDocument } from "./document.ts";
import { readMarkdownHeadings } from "./headings-markdown.ts";
import { readRstHeadings } from "./headings-rst.ts";

/** The longest document that is read, in UTF-16 units. The longest of QEMU, U-Boot and git has a tenth of it. */
export const documentLengthMax = 1 << 20;

const formats = new Map<string, DocumentFormat>([
  ["rst", "restructuredtext"],
  ["txt", "restructuredtext"],
  ["md", "markdown"],
  ["markdown", "markdown"],
]);

/** The format that a file's name says; undefined for other endings. */
export function formatOf(path: string): DocumentFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return dot === -1 ? undefined : formats.get(name.slice(dot + 1));
}

/** Takes a policy document; returns its headings with their places, and what is wrong. Never throws, never stops early. */
export function readDocument(
  source: Source,
  format: DocumentFormat,
): { readonly document: PolicyDocument; readonly problems: readonly Problem[] } {
  if (source.text.length > documentLengthMax) {
    const text = `the document is longer than ${documentLengthMax} characters, so it was not read`;
    const problems = [errorAt("document-too-long", text, spanOf(source, 0, 0))];
    return { document: { source, format, headings: [] }, problems };
  }
  const { headings, problems } = format === "markdown" ? readMarkdownHeadings(source) : readRstHeadings(source);
  return { document: { source, format, headings }, problems };
}
