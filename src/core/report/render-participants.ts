import type { Discussion, Participant } from "../process/thread/discussion.ts";
import { nameToShow, type Speaker } from "../process/thread/speakers.ts";
import type { StandingSince } from "../process/thread/standing.ts";
import { dayOf } from "../text/day.ts";
import { append, largest } from "../text/long-lists.ts";
import { columnsOf, counted, fold } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { shown } from "./words.ts";

/** Sections of somebody that are named without being asked for. */
const sectionsMax = 4;

/** Digits of a commit's id. */
const digitsShown = 12;

type Options = { readonly width: number | null; readonly verbose: boolean };

/**
 * Who took part: what each maintained then, proposed, and said by tags. Who neither did any of these nor maintains anything is only
 * counted, unless asked for.
 */
export function participantLines({ participants }: Discussion, options: Options, paint: Paint): readonly string[] {
  if (participants.length === 0) return ["people: nobody is known"];
  const told = options.verbose ? participants : participants.filter(isNotable);
  const left = participants.length - told.length;
  const others = left === 0 ? [] : [`  ${left === 1 ? "1 person" : `${left} people`} without a tag; -v lists them`];
  return ["people", ...told.flatMap((one) => personLines(one, options, paint)), ...others];
}

const isNotable = ({ proposed, given, standings }: Participant): boolean =>
  proposed.length > 0 || given.length > 0 || standings.some(isMaintainer);

const isMaintainer = ({ standing }: StandingSince): boolean =>
  standing.known && standing.value.maintains.length + standing.value.reviews.length > 0;

/** `Name <address>`, or the account. */
export function personWords({ name, email, login }: Speaker): string {
  const account = login === null ? "" : `@${shown(login)}`;
  if (email === null) return account;
  const address = name === "" ? shown(email) : `${shown(nameToShow(name))} <${shown(email)}>`;
  return account === "" ? address : `${account}, ${address}`;
}

function personLines(participant: Participant, options: Options, paint: Paint): readonly string[] {
  const { speaker, standings, proposed, given, postings } = participant;
  const rows: (readonly [string, string])[] = standings.map((since, index) => {
    const from = index === 0 || since.seconds === null ? "" : ` since ${dayOf(since.seconds)}`;
    return [`${wordOf(since)}${from}`, standingWords(since, options)];
  });
  if (proposed.length > 0) rows.push(["proposed", proposed.map(({ label }) => label).join(", ")]);
  append(rows, givenRows(given));
  if (options.verbose) rows.push(["said", counted(postings, "posting")]);
  const widest = largest([0, ...rows.map(([label]) => columnsOf(label))]);
  const lines = rows.flatMap(([label, words]) =>
    fold(`      ${label}${" ".repeat(widest - columnsOf(label))}  `, words, " ".repeat(widest + 8), options.width),
  );
  return [`  ${paint.tone("strong", personWords(speaker))}`, ...lines];
}

/** A row for each form, with the versions that it was given to. */
function givenRows(given: Participant["given"]): readonly (readonly [string, string])[] {
  const byForm = new Map<string, Set<string>>();
  for (const { form, version } of given) {
    const labels = byForm.get(form) ?? new Set<string>();
    byForm.set(form, labels.add(version === null ? "to no version" : version.label));
  }
  return [...byForm].map(([form, labels]) => [shown(form), [...labels].join(", ")]);
}

function wordOf(since: StandingSince): string {
  if (!since.standing.known) return "standing";
  const { maintains, reviews } = since.standing.value;
  return maintains.length > 0 ? "maintainer" : reviews.length > 0 ? "reviewer" : "standing";
}

function standingWords({ standing, revision }: StandingSince, { verbose }: Options): string {
  if (!standing.known) return `not known: ${shown(standing.why)}`;
  const { maintains, reviews } = standing.value;
  const parts = [
    ...(maintains.length > 0 ? [listed(maintains, verbose)] : []),
    ...(reviews.length > 0 ? [`${maintains.length > 0 ? "reviewer of " : ""}${listed(reviews, verbose)}`] : []),
  ];
  const at = revision === null ? "" : ` (${revision.slice(0, digitsShown)})`;
  return parts.length === 0 ? `maintains nothing${at}` : `${parts.join("; ")}${at}`;
}

function listed(sections: readonly string[], verbose: boolean): string {
  const taken = verbose ? sections : sections.slice(0, sectionsMax);
  const left = sections.length - taken.length;
  return `${taken.map((section) => shown(section)).join(", ")}${left === 0 ? "" : ` and ${left} more`}`;
}
