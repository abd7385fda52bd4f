import type { EntryDifference } from "../process/entry-differences.ts";
import type { Discussion, Participant } from "../process/thread/discussion.ts";
import type { Given } from "../process/thread/given.ts";
import type { Listing } from "../process/thread/listing.ts";
import type { Posting } from "../process/thread/posting.ts";
import type { Speaker } from "../process/thread/speakers.ts";
import type { StandingSince } from "../process/thread/standing.ts";
import type { Version } from "../process/thread/versions.ts";
import { exceptionValue } from "./exception-values.ts";
import { jsonText } from "./json.ts";
import { placeOf } from "./places.ts";
import type { ShownStatus } from "./render-status.ts";

/** The version of the JSON format. */
export const statusVersion = 1;

type Value = { readonly [key: string]: unknown };

/** `exception status --format json`, whole; schemas/status.schema.json describes it. */
export function renderStatusJson({ discussion, listing, problems }: ShownStatus, today: string): string {
  const { exception, thread, versions, participants, objections, uncounted } = discussion;
  const members = {
    exception,
    problems,
    document: listingValue(listing, today),
    thread: threadValue(discussion),
    open: objections.filter(({ closed }) => closed === null).length,
  };
  const head = Object.entries(members).map(([name, value]) => `,\n"${name}":${jsonText(value)}`);
  const list = (name: string, values: readonly unknown[]): string =>
    `,\n"${name}":[${values.map((value) => `\n${jsonText(value)}`).join(",")}\n]`;
  const lists = [
    list(
      "versions",
      versions.map((version) => versionValue(version, today)),
    ),
    list("people", participants.map(participantValue)),
    list(
      "objections",
      objections.map(({ raised, closed }) => ({
        raised: givenValue(raised),
        closed: closed === null ? null : givenValue(closed),
      })),
    ),
    list(
      "uncounted",
      uncounted.map(({ posting, line, text, why }) => ({ ...placeValue(posting), line, text, why })),
    ),
    list(
      "missing",
      thread.missing.map(({ id, answeredBy }) => ({ id, answeredBy: placeValue(answeredBy) })),
    ),
  ];
  return `{\n"status":${statusVersion}${head.join("")}${lists.join("")}\n}\n`;
}

function listingValue({ document, entry, difference }: Listing, today: string): Value {
  return {
    source: document,
    state: entry === null ? "not-listed" : exceptionValue(entry, today)["state"],
    entry: entry === null ? null : exceptionValue(entry, today),
    difference: difference === null ? null : differenceValue(difference),
  };
}

function threadValue({ thread: { postings, roots, duplicates } }: Discussion): Value {
  const seconds = postings.flatMap(({ date }) => date.seconds ?? []);
  // The order of the thread is that of its dates.
  return {
    postings: postings.length,
    roots: roots.map((root) => placeValue(postings[root] as Posting)),
    duplicates,
    first: seconds[0] ?? null,
    last: seconds.at(-1) ?? null,
  };
}

const differenceValue = ({ fields, title, proseChanged }: EntryDifference): Value => ({ fields, title, proseChanged });

const placeValue = ({ place, id }: Posting): Value => ({ place, id });

const speakerValue = ({ name, email, login }: Speaker): Value => ({ name, email, login });

function versionValue({ label, posting, proposed, compared, difference }: Version, today: string): Value {
  return {
    label,
    ...placeValue(posting),
    date: posting.date,
    subject: posting.subject,
    by: {
      name: posting.author.identity?.name ?? "",
      email: posting.author.identity?.email ?? null,
      login: posting.author.login,
    },
    title: compared.title,
    fields: proposed.entry.fields.map(({ name, value }) => ({ name, value })),
    conditions: exceptionValue(proposed.entry, today),
    problems: proposed.entry.problems.map(({ code, text, severity, at }) => ({
      code,
      text,
      severity,
      line: placeOf(at).line,
    })),
    difference: difference === null ? null : differenceValue(difference),
  };
}

function participantValue({ speaker, postings, proposed, given, standings }: Participant): Value {
  return {
    ...speakerValue(speaker),
    postings,
    proposed: proposed.map(({ label }) => label),
    said: given.map(givenValue),
    standings: standings.map(standingValue),
  };
}

function givenValue({ form, effect, version, posting, line, reason, by }: Given): Value {
  return {
    form,
    effect,
    version: version?.label ?? null,
    reason,
    by: speakerValue(by),
    ...placeValue(posting),
    line,
    seconds: posting.date.seconds,
  };
}

const standingValue = ({ seconds, revision, standing }: StandingSince): Value => ({
  since: seconds,
  revision,
  maintains: standing.known ? standing.value.maintains : null,
  reviews: standing.known ? standing.value.reviews : null,
  why: standing.known ? null : standing.why,
});
