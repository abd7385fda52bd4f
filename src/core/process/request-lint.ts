import { shortObjectId } from "../commit/object-id.ts";
import type { ListedException } from "../document/document.ts";
import { quoted } from "../document/fields.ts";
import { lintExceptions } from "../policy/lint-exceptions.ts";
import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { isOnOrBefore } from "../text/day.ts";
import { folded } from "../text/folded.ts";
import { type Span, spanOf } from "../text/source.ts";
import type { RegisterCommit } from "./register.ts";
import { type SectionName, sectionNames } from "./request.ts";
import { sectionForms } from "./request-form.ts";
import type { ReadRequest } from "./request-read.ts";
import { type Sign, signsOfOneSeries, toolsNamed } from "./request-signs.ts";

/** What the document lists, and listed: ids are never used for another exception. */
export type ListingHistory = {
  readonly listed: readonly ListedException[];
  /** The ids that it lists no more, each with the commit that took the entry out. */
  readonly takenOut: ReadonlyMap<string, RegisterCommit>;
  /** Why there may be others that were listed; null: there are none. */
  readonly incomplete: string | null;
};

/** Letters of an answer that says something; fewer are a word or two. */
const lettersMin = 20;

/** What a request lacks, and what its readers would ask first. An error: it cannot be discussed, or not be listed, as it is. */
export function lintRequest(read: ReadRequest, history: ListingHistory, today: string): readonly Problem[] {
  const unread = read.problems.filter(({ code }) => code === "encoded-mail" || code === "no-request");
  if (unread.length > 0) return unread.slice(0, 1);
  const own = [
    ...sectionNames.flatMap((name) => ofSection(name, read)),
    ...ofTitle(read, history),
    ...ofId(read, history),
    ...ofSeries(read),
    ...ofTool(read),
  ];
  const entry = read.entry === null ? [] : lintExceptions([{ ...read.entry, id: read.request.id }], today);
  const asked = entry.filter(({ code }) => !answeredLater.has(code) && hasId(read));
  return [...read.problems, ...own, ...asked, ...ofEnd(read, today)].sort(
    (one, other) => one.at.start - other.at.start,
  );
}

/** It is agreed on later, and has not ended before it began. */
const answeredLater = new Set(["exception-without-agreement", "exception-ended"]);

/** Of an id that is none nothing more can be said. */
const hasId = ({ problems, request }: ReadRequest): boolean =>
  request.id !== "" && problems.every(({ code }) => code !== "unreadable-id");

function ofSection(name: SectionName, { request, sections, source }: ReadRequest): readonly Problem[] {
  const { title, question } = sectionForms[name];
  const at = sections.get(name)?.at;
  const text = request[name];
  if (at === undefined) {
    const missing = `the section ${quoted(title)} is missing`;
    return [errorAt("section-missing", missing, spanOf(source, 0, 0), question)];
  }
  if (text === "") return [errorAt("section-empty", `the section ${quoted(title)} is empty`, at, question)];
  if (isPlaceholder(text)) {
    const stands = `${quoted(text)} stands for the text of ${quoted(title)}, which is not written yet`;
    return [errorAt("section-placeholder", stands, at, question)];
  }
  if (letterCount(text) >= lettersMin) return [];
  return [warningAt("section-thin", `the section ${quoted(title)} says no more than ${quoted(text)}`, at, question)];
}

/** What people put where a text is to come, and what a form puts there and no reader of a page sees. */
const isPlaceholder = (text: string): boolean =>
  /^(?:todo|tbd|tba|fixme|xxx|\.{2,}|…|\?+|-+)[.:!]?$/i.test(text) ||
  /^<!--(?:(?!-->)[^])*-->$|^<[^<>\n]*>$|^\[[^[\]\n]*\]$/.test(text);

const letterCount = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function ofTitle({ request, entry, source }: ReadRequest, { listed }: ListingHistory): readonly Problem[] {
  const at = entry?.at ?? spanOf(source, 0, 0);
  const { title } = request;
  if (title === "" || isPlaceholder(title)) {
    const text = "the entry has no title";
    return [errorAt("title-missing", text, at, "say in a few words what the document is to call it")];
  }
  const same = listed.find((one) => folded(one.title) === folded(title));
  if (same === undefined || same.id === request.id) return [];
  const text = `the title ${quoted(title)} is that of the listed exception ${quoted(same.id)}`;
  return [errorAt("title-listed", text, at, "give it a title of its own: an exception can be cited by its title")];
}

function ofId({ request, entry, source, sections }: ReadRequest, history: ListingHistory): readonly Problem[] {
  const { id } = request;
  const field = entry?.fields.find(({ name }) => folded(name) === "exception");
  const at = field?.valueAt ?? entry?.at ?? sections.get("entry")?.at ?? spanOf(source, 0, 0);
  const hint = "write lower-case words joined by hyphens, which commits can cite, such as `uniform-changes`";
  if (id === "") return [errorAt("id-missing", "the entry has no id", at, hint)];
  const listed = history.listed.find((one) => one.id === id);
  if (listed !== undefined) {
    const state = listed.withdrawn === null ? "is listed already" : `was withdrawn on ${listed.withdrawn.day}`;
    return [errorAt("id-listed", `${quoted(id)} ${state}`, at, neverAgain)];
  }
  const gone = history.takenOut.get(id);
  if (gone !== undefined) {
    const text = `${quoted(id)} was listed before and taken out by ${shortObjectId(gone.id)} on ${gone.day}`;
    return [errorAt("id-used-before", text, at, neverAgain)];
  }
  if (history.incomplete === null) return [];
  const text = `whether ${quoted(id)} was listed before is not known for all of the document's history: ${history.incomplete}`;
  return [warningAt("history-not-known", text, at)];
}

const neverAgain =
  "choose another id: one that was listed is never used for another exception, and old commits cite it";

function ofEnd({ entry }: ReadRequest, today: string): readonly Problem[] {
  const until = entry?.until ?? null;
  if (entry === null || until === null || isOnOrBefore(today, until.day)) return [];
  const at = entry.fields.find(({ name }) => folded(name) === "until")?.valueAt ?? entry.at;
  return [errorAt("ended-before", `the entry would end on ${until.day}, which is past`, at)];
}

function ofSeries({ sections }: ReadRequest): readonly Problem[] {
  return signsIn(sections, signsOfOneSeries).map((sign) =>
    warningAt(
      "about-one-series",
      `${quoted(sign.text)} names one series, and an exception is for all changes of a kind`,
      sign.at,
      "describe the kind; give the series as an example in the discussion",
    ),
  );
}

function ofTool({ request, sections }: ReadRequest): readonly Problem[] {
  if (request.fields.some(({ name }) => name === "Tool")) return [];
  return signsIn(sections, toolsNamed).map(({ text, at }) =>
    warningAt(
      "tool-named",
      `${quoted(text)} is named, but the exception is not about a tool`,
      at,
      "leave the name out, for which tool it was decides nothing; or add the field `Tool`, which people decide each time",
    ),
  );
}

/** Where signs stand in the sections, as the source has them. */
function signsIn(
  sections: ReadRequest["sections"],
  find: (text: string) => readonly Sign[],
): readonly { readonly text: string; readonly at: Span }[] {
  return [...sections.values()].flatMap(({ body: { source, start, end } }) =>
    find(source.text.slice(start, end)).map(({ text, at }) => ({
      text,
      at: spanOf(source, start + at, start + at + text.length),
    })),
  );
}
