import type { ListedException, PolicyDocument } from "../document/document.ts";
import { readEntry } from "../document/exception-entry.ts";
import { plainValue } from "../document/field-pieces.ts";
import { fieldNamed, quoted } from "../document/fields.ts";
import { readMarkdownFields } from "../document/fields-markdown.ts";
import { readRstFields } from "../document/fields-rst.ts";
import { errorAt, type Problem } from "../problem/problem.ts";
import { spanOf } from "../text/source.ts";
import type { ProposedEntry } from "./proposed-entry.ts";
import { isTooEarly, tooEarly } from "./request-entry.ts";

/**
 * The one entry of a text that somebody wrote to have it listed: a heading with the field `Exception` below it, further fields, and prose up
 * to the next heading. Values are given as a reader sees them.
 *
 * @returns the entry, and how the document's own reader understands it; or what is wrong with it, or that there is none, or more than one
 */
export function readProposedEntry(
  document: PolicyDocument,
):
  | { readonly ok: true; readonly entry: ProposedEntry; readonly read: ListedException }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] } {
  const { source, format, headings } = document;
  const found = headings.flatMap((heading) => {
    const next = headings.find(({ start }) => start >= heading.bodyStart);
    const end = Math.min(heading.sectionEnd, next?.start ?? source.text.length);
    const block = (format === "markdown" ? readMarkdownFields : readRstFields)(source, heading.bodyStart, end);
    const named = block.fields.some(({ name }) => fieldNamed(name) === "Exception");
    return named ? [{ heading, block, prose: source.text.slice(block.end, end) }] : [];
  });
  const [only, other] = found;
  const refuse = (text: string, at = spanOf(source, 0, 0)) =>
    ({ ok: false, problems: [errorAt("no-single-entry", text, at)] }) as const;
  if (only === undefined) return refuse("there is no entry: a heading with the field `Exception` directly below it");
  if (other !== undefined)
    return refuse(`${quoted(other.heading.title)} is a second entry, and one is proposed at a time`, other.heading.at);
  const below = headings.find(({ start }) => start >= only.heading.bodyStart);
  if (below !== undefined)
    return refuse(
      `${quoted(below.title)} is a heading below the entry, which ends there; put its text in plain paragraphs`,
      below.at,
    );
  const [early, ...earlier] = only.block.fields.filter(isTooEarly).map(tooEarly);
  if (early !== undefined) return { ok: false, problems: [early, ...earlier] };
  const read = readEntry(document, only.heading);
  const [wrong, ...more] = read.problems.filter(({ severity }) => severity === "error");
  if (wrong !== undefined) return { ok: false, problems: [wrong, ...more] };
  const fields = only.block.fields.flatMap((field) => {
    const name = fieldNamed(field.name);
    return name === undefined ? [] : [{ name, value: plainValue(field) }];
  });
  return { ok: true, entry: { title: only.heading.title, fields, prose: only.prose.trim() }, read };
}
