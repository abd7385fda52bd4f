import type { ListedException } from "../document/document.ts";
import type { EntryDifference } from "../process/entry-differences.ts";
import type { Discussion } from "../process/thread/discussion.ts";
import type { Given } from "../process/thread/given.ts";
import { type Listing, listsAsProposed } from "../process/thread/listing.ts";
import type { Objection } from "../process/thread/objections.ts";
import type { Posting } from "../process/thread/posting.ts";
import { nameToShow } from "../process/thread/speakers.ts";
import type { Version } from "../process/thread/versions.ts";
import { dayOf } from "../text/day.ts";
import { spanWords } from "./basis.ts";
import { stateOn } from "./exception-values.ts";
import { clipColumns, columnsOf, counted, fold } from "./layout.ts";
import { type Looks, type Paint, painter } from "./paint.ts";
import { participantLines, personWords } from "./render-participants.ts";
import { shown } from "./words.ts";

export type StatusOptions = Looks & {
  /** The day on which the listed entry is looked at, `YYYY-MM-DD` UTC. */
  readonly today: string;
  /** Also everybody who only spoke, all sections of a maintainer, and all of a long list. */
  readonly verbose: boolean;
};

export type ShownStatus = {
  readonly discussion: Discussion;
  readonly listing: Listing;
  readonly problems: readonly string[];
};

/** Items of a list that are shown without being asked for. */
const listedMax = 20;

/** Code points of a value of a field: a condition in words may be a paragraph. */
const valueMax = 1000;

/** A page for people: what the document says, the versions, who took part, what is objected, and what was not read. */
export function renderStatus({ discussion, listing, problems }: ShownStatus, options: StatusOptions): string {
  const paint = painter(options.colour, options.hyperlinks);
  const { versions, objections } = discussion;
  const title = listing.entry?.title ?? versions.at(-1)?.compared.title ?? "";
  const head = `${paint.tone("strong", shown(discussion.exception))}${title === "" ? "" : `: ${shown(title)}`}`;
  const uncounted = discussion.uncounted.map(
    ({ posting, line, text, why }) => `${placeWords(posting)}, line ${line}: \`${shown(text)}\` ${shown(why)}`,
  );
  const lines = [
    head,
    ...listingLines(listing, versions.at(-1), options, paint),
    ...fold("  discussion  ", threadWords(discussion), indent, options.width),
    ...(versions.length > 0 ? ["", "versions", ...versions.flatMap((one) => versionLines(one, options, paint))] : []),
    "",
    ...participantLines(discussion, options, paint),
    "",
    ...objectionLines(objections, options, paint),
    ...section("not counted", uncounted, options),
    ...section("not read", problems.map(wholeText), options),
  ];
  return `${lines.join("\n")}\n`;
}

const indent = " ".repeat(14);
const wholeText = (text: string): string => shown(text, valueMax);

function section(title: string, items: readonly string[], options: StatusOptions): readonly string[] {
  return items.length === 0 ? [] : ["", title, ...listed(items, "  ", options)];
}

function listed(items: readonly string[], own: string, { verbose, width }: StatusOptions): readonly string[] {
  const taken = verbose ? items : items.slice(0, listedMax);
  const left = items.length - taken.length;
  const lines = taken.flatMap((item) => fold(own, item, `${own}    `, width));
  return left === 0 ? lines : [...lines, `${own}and ${left} more; -v lists them`];
}

const placeWords = ({ place }: Posting): string => shown(place);

/** What the document says: the outcome, whatever was said. */
function listingLines(
  { document, entry, difference }: Listing,
  last: Version | undefined,
  options: StatusOptions,
  paint: Paint,
): readonly string[] {
  if (entry === null) {
    const where = document === null ? ": the policy has no document" : ` in ${shown(document)}`;
    return [`  document    ${paint.tone("warning", "not listed")}${where}`];
  }
  const state = stateOn(options.today, entry);
  const tone = state === "listed" ? "good" : state === "unreadable" ? "bad" : "warning";
  const words = `${paint.tone(tone, state)}${sinceWords(entry, state)}, ${spanWords(entry.at)}`;
  if (difference === null || last === undefined) return [`  document    ${words}`];
  const same = listsAsProposed(difference);
  const compared = same ? `its conditions are those of ${last.label}` : `its conditions are not those of ${last.label}`;
  return [
    `  document    ${words}`,
    `${indent}${same ? compared : paint.tone("warning", compared)}`,
    ...differenceLines(difference, indent, options),
  ];
}

function sinceWords({ agreed, until, withdrawn }: ListedException, state: string): string {
  if (state === "withdrawn") return ` ${withdrawn?.day ?? ""}`;
  if (state === "expired") return ` ${until?.day ?? ""}`;
  const agreedWords = agreed === null ? "" : `, agreed on ${agreed.day}`;
  return `${agreedWords}${until === null ? "" : `, until ${until.day}`}`;
}

function threadWords({ thread, participants }: Discussion): string {
  const { postings, roots, duplicates } = thread;
  const days = postings.flatMap(({ date }) => (date.seconds === null ? [] : [dayOf(date.seconds)])).sort();
  const [first, last] = [days[0], days.at(-1)];
  const parts = [
    counted(postings.length, "posting"),
    participants.length === 1 ? "1 person" : `${participants.length} people`,
  ];
  if (first !== undefined && last !== undefined) parts.push(first === last ? first : `${first} to ${last}`);
  if (roots.length > 1) parts.push(`in ${roots.length} threads`);
  if (duplicates > 0) parts.push(`${duplicates} more came twice`);
  return parts.join(", ");
}

function versionLines(version: Version, options: StatusOptions, paint: Paint): readonly string[] {
  const { label, posting, difference, proposed } = version;
  const day = posting.date.seconds === null ? "no date" : dayOf(posting.date.seconds);
  const by = authorWords(posting);
  const room = options.width === null ? 200 : Math.max(20, options.width - columnsOf(label) - columnsOf(by) - 20);
  const subject = posting.subject === "" ? placeWords(posting) : `${placeWords(posting)}: ${shown(posting.subject)}`;
  const head = `  ${paint.tone("strong", label)}  ${day}  ${by}, ${clipColumns(subject, room)}`;
  const own = " ".repeat(columnsOf(label) + 4);
  const fields = proposed.entry.fields.map(({ name, value }) => ({ field: name, before: null, after: value }));
  const said =
    difference === null ? fieldLines(fields, own, options, () => "") : differenceLines(difference, own, options);
  const wrong = proposed.entry.problems.map(({ text, severity }) => `${severity}: ${shown(text)}`);
  return [head, ...said, ...listed(wrong, own, options)];
}

function authorWords({ author: { identity, login } }: Posting): string {
  if (identity !== null) return shown(identity.name === "" ? identity.email : nameToShow(identity.name));
  return login === null ? "somebody" : `@${shown(login)}`;
}

function differenceLines(
  { fields, title, proseChanged }: EntryDifference,
  own: string,
  options: StatusOptions,
): readonly string[] {
  const all = title === null ? fields : [{ field: "title", ...title }, ...fields];
  const signs = (before: string | null, after: string | null): string =>
    before === null ? "+ " : after === null ? "- " : "~ ";
  const lines = fieldLines(all, own, options, signs);
  const prose = proseChanged ? [`${own}~ prose`] : [];
  return lines.length + prose.length === 0 ? [`${own}nothing changed`] : [...lines, ...prose];
}

/** Names in a column, values beside them. */
function fieldLines(
  fields: EntryDifference["fields"],
  own: string,
  { verbose, width }: StatusOptions,
  sign: (before: string | null, after: string | null) => string,
): readonly string[] {
  const taken = verbose ? fields : fields.slice(0, listedMax);
  const widest = taken.reduce((most, { field }) => Math.max(most, columnsOf(shown(field))), 0);
  const left = fields.length - taken.length;
  const lines = taken.flatMap(({ field, before, after }) => {
    const name = shown(field);
    const start = `${own}${sign(before, after)}${name}${" ".repeat(widest - columnsOf(name))}  `;
    const value =
      before !== null && after !== null
        ? `${wholeText(before)} → ${wholeText(after)}`
        : wholeText(after ?? before ?? "");
    return fold(start, value, `${own}${" ".repeat(widest + 4)}`, width);
  });
  return left === 0 ? lines : [...lines, `${own}and ${counted(left, "more field")}; -v lists them`];
}

function objectionLines(objections: readonly Objection[], options: StatusOptions, paint: Paint): readonly string[] {
  const open = objections.filter(({ closed }) => closed === null);
  const words = open.map(({ raised }) => paint.tone("bad", "open") + `    ${saidWords(raised)}`);
  const taken = objections.flatMap(({ raised, closed: by }) =>
    by === null ? [] : [`closed  ${saidWords(raised)}; then ${formWords(by)}, ${momentWords(by)}`],
  );
  const [title, ...rest] = section("objections", [...words, ...taken], options).slice(1);
  return title === undefined ? ["objections: none by a tag or a command"] : [title, ...rest];
}

const saidWords = (given: Given): string =>
  `${personWords(given.by)}: ${formWords(given)}, ${momentWords(given)}${given.reason === null ? "" : `: "${shown(given.reason)}"`}`;

const formWords = ({ form, version }: Given): string =>
  `${shown(form)} ${version === null ? "to no version" : version.label}`;

const momentWords = ({ posting, line }: Given): string =>
  `${posting.date.seconds === null ? "no date" : dayOf(posting.date.seconds)} (${placeWords(posting)}, line ${line})`;
