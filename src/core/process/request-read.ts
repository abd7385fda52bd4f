import type { Heading, ListedException, PolicyDocument } from "../document/document.ts";
import { quoted } from "../document/fields.ts";
import { readDocument } from "../document/read-document.ts";
import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { type Source, type Span, spanOf, spanText } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { createRequest, type ExceptionRequest, type SectionName } from "./request.ts";
import { readProposed } from "./request-entry.ts";
import { isRemark, type RequestFormat, requestTitle, sectionNamed, sectionTitles } from "./request-form.ts";
import { unguarded, unguardedTitle } from "./request-guard.ts";
import { withoutMailHeader } from "./request-mail.ts";

/** A request as a text has it, with the places that lint points to. */
export type ReadRequest = {
  readonly request: ExceptionRequest;
  /** The entry proposed, as the document's own reader has it; null where none stands in the text. */
  readonly entry: ListedException | null;
  /** Where its sections stand: heading, and all that is under it. What is not there has no place. */
  readonly sections: ReadonlyMap<SectionName | "entry", { readonly at: Span; readonly body: Span }>;
  readonly source: Source;
  /** What is wrong with the text itself: what is missing is for lint to say. */
  readonly problems: readonly Problem[];
};

/**
 * Reads a request, in either format that `writeRequest` writes, with the header of a mail before it or without.
 * Never throws, never stops early; what cannot be read is a problem with its place.
 */
export function readRequest(source: Source): ReadRequest {
  const mail = withoutMailHeader(source);
  // Blanks in the place of what is not read, so that every place stays the place in the source.
  const body = { name: source.name, text: withoutRemarks(mail.text) };
  const { document, format, problems } = readSections(body);
  const sections = sectionsOf(document);
  const entry = readProposed(document, sections.found.get("entry"), format);
  const texts = new Map<SectionName | "entry", string>();
  for (const [name, { bodyStart, sectionEnd }] of sections.found)
    texts.set(name, unguarded(body.text.slice(bodyStart, sectionEnd), format));
  const text = (name: SectionName): string => texts.get(name) ?? "";
  const title = entry.title === "" ? titleAtTop(document, sections.level, format) : entry.title;
  const request = createRequest({
    id: entry.id,
    title,
    scenario: text("scenario"),
    technique: text("technique"),
    benefit: text("benefit"),
    certification: text("certification"),
    recognition: text("recognition"),
    risks: text("risks"),
    fields: entry.fields,
  });
  return {
    request,
    entry: entry.listed === null ? null : { ...entry.listed, title: request.title },
    sections: new Map([...sections.found].map(([name, heading]) => [name, placesOf(body, heading)])),
    source,
    problems: [...mail.problems, ...problems, ...sections.problems, ...entry.problems],
  };
}

const placesOf = (source: Source, { at, bodyStart, sectionEnd }: Heading) => ({
  at,
  body: spanOf(source, bodyStart, sectionEnd),
});

function withoutRemarks(text: string): string {
  return text.replace(/^.*$/gm, (line) => (isRemark(line) ? " ".repeat(line.length) : line));
}

/** The document in the format whose headings of a request come first: each format's own stand at its very start. */
function readSections(source: Source): {
  readonly document: PolicyDocument;
  readonly format: RequestFormat;
  readonly problems: readonly Problem[];
} {
  const [markdown, plain] = [readDocument(source, "markdown"), readDocument(source, "restructuredtext")];
  const first = (headings: readonly Heading[]): number => headings.find(isOfRequest)?.start ?? Number.POSITIVE_INFINITY;
  const marked = markdown.document.headings.filter(({ start }) => /^ {0,3}#/.test(source.text.slice(start, start + 4)));
  const format = first(plain.document.headings) < first(marked) ? "plain" : "markdown";
  const read = format === "plain" ? plain : markdown;
  return { document: read.document, format, problems: read.problems.filter(({ severity }) => severity === "error") };
}

const isTop = ({ title }: Heading): boolean => title.toLowerCase().startsWith(requestTitle.toLowerCase());
const isOfRequest = (heading: Heading): boolean => isTop(heading) || sectionNamed(heading.title) !== undefined;

/** The sections, each once: headings of the outermost level on which one of their names stands. Deeper ones are text. */
function sectionsOf({ source, headings }: PolicyDocument): {
  readonly found: ReadonlyMap<SectionName | "entry", Heading>;
  /** Of their headings; without one, beyond every other. */
  readonly level: number;
  readonly problems: readonly Problem[];
} {
  const named = headings.filter(({ title }) => sectionNamed(title) !== undefined);
  const level = named.reduce((outermost, heading) => Math.min(outermost, heading.level), Number.POSITIVE_INFINITY);
  const found = new Map<SectionName | "entry", Heading>();
  const problems: Problem[] = [];
  if (named.length === 0) {
    const text = `no heading of a request stands here, such as ${quoted("Scenario")} or ${quoted("Proposed entry")}`;
    const hint = "`proviso exception request --template` prints the form";
    return { found, level, problems: [errorAt("no-request", text, spanOf(source, 0, 0), hint)] };
  }
  for (const heading of headings.filter((one) => one.level <= level)) {
    const name = sectionNamed(heading.title);
    if (name === undefined && isTop(heading)) continue;
    if (name === undefined) {
      const text = `${quoted(heading.title)} is no section of a request, so its text is left out`;
      problems.push(warningAt("unknown-section", text, heading.at, didYouMean(heading.title, sectionTitles)));
    } else if (found.has(name)) {
      const text = `the section ${quoted(heading.title)} stands more than once, and only the first is read`;
      problems.push(errorAt("repeated-section", text, heading.at));
    } else found.set(name, heading);
  }
  return { found, level, problems };
}

/** What stands behind `Exception request:` in the heading of the whole; one that is deeper than the sections stands in the text of one. */
function titleAtTop({ headings }: PolicyDocument, sectionLevel: number, format: RequestFormat): string {
  const top = headings.find((heading) => isTop(heading) && heading.level <= sectionLevel);
  const rest = top === undefined ? "" : spanText(top.at).trim().slice(requestTitle.length);
  return unguardedTitle(rest.replace(/^\s*:\s*/, "").trim(), format);
}
