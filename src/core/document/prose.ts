/**
 * A paragraph of prose in a document: the stretches of its lines (UTF-16 offsets into the source, end exclusive), without
 * the marks of lists, quotes and directives. A term, a cell of a table and the text of an admonition are paragraphs, too.
 */
export type Paragraph = {
  readonly lines: readonly (readonly [start: number, end: number])[];
  /** How far in it stands: columns in reStructuredText, quotes and lists around it in Markdown. Only their order counts. */
  readonly depth: number;
  /** How far in the mark of its list item stands; null where it does not begin one. */
  readonly marker: number | null;
};
