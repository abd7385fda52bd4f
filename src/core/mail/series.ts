import { type AnswerTag, asWritten, type PeopleOfMails, tagsInAnswer } from "./answer-tags.ts";
import { inOrder } from "./arrived.ts";
import { carriedTags, tagsMax } from "./carried-tags.ts";
import type { PostedMail, PostedPatch } from "./posted-mail.ts";
import { apartFromRepeated, type Part } from "./series-parts.ts";
import { type Sorted, sortIntoSets } from "./series-sets.ts";
import { versionsBefore } from "./series-versions.ts";

/** A patch of a series. Two mails may claim one position: then both are here, and `problems` says so. */
export type SeriesPatch = { readonly position: number; readonly mail: PostedMail; readonly patch: PostedPatch };

/** A patch series as one version of it was posted: mails that are judged together. */
export type Series = {
  /** The Message-Id of the cover letter, else of the first patch; `mail 3` where it has none. */
  readonly key: string;
  /** Of the cover letter, else of the first patch, without brackets. */
  readonly title: string;
  readonly version: number;
  /** How many patches its mails say it has; null: nobody says. */
  readonly total: number | null;
  readonly kind: "patches" | "pull-request";
  readonly cover: PostedMail | null;
  /** In the order of their positions. */
  readonly patches: readonly SeriesPatch[];
  /** Positions of which no patch is here: the first `missingNamedMax` of them. */
  readonly missing: readonly number[];
  readonly missingCount: number;
  /** Why it cannot be told what was posted, each a sentence: two mails say that they are 3/7, a patch cannot be read. */
  readonly problems: readonly string[];
  /** Mails that answer any of its own, in order. */
  readonly answers: readonly PostedMail[];
  /** Tags given in answers: to it, and where no newer version is here also to those before it. */
  readonly tags: readonly AnswerTag[];
  /** The key of the version before, if it is here. */
  readonly before: string | null;
  /** The key of the version that came after, if it is here: nobody means this one any more. */
  readonly after: string | null;
};

export type { AnswerTag };

/** Positions that are named where patches are missing. */
export const missingNamedMax = 1000;

/**
 * The series in a pile of mails, with their versions and answers; `others` belong to none. The order in which mails arrived makes no
 * difference. Takes time in proportion to the mails, but for sorting.
 */
export function seriesOf(
  all: readonly PostedMail[],
  people: PeopleOfMails = asWritten,
): { readonly series: readonly Series[]; readonly others: readonly PostedMail[] } {
  const { mails, contested } = inOrder(all);
  const sorted = sortIntoSets(mails);
  const { given, others } = answersBySet(mails, sorted);
  const bare = sorted.sets.map((parts, index) => bareSeries(parts, given[index] ?? none, contested));
  const links = versionsBefore(sorted);
  const own = bare.map(({ patches }, index) => tagsOf(given[index] ?? none, people, { patches, contested }));
  const tagged = bare.map((one, index) => ({ series: one, tags: own[index] ?? [] }));
  const series = tagged.map((one, index): Series => {
    const { before, after } = links[index] ?? unlinked;
    const chain = after === null ? chainBefore(index, links) : [];
    const { tags, leftOut } = carriedTags(
      one,
      chain.flatMap((place) => tagged[place] ?? []),
    );
    return {
      ...one.series,
      problems: leftOut
        ? [...one.series.problems, `more than ${tagsMax} tags are given in answers`]
        : one.series.problems,
      before: before === null ? null : (bare[before]?.key ?? null),
      after: after === null ? null : (bare[after]?.key ?? null),
      tags,
    };
  });
  return { series, others };
}

const unlinked = { before: null, after: null } as const;

/** The places of all versions before one, the newest first. Each has one version after it, so none is walked over twice. */
function chainBefore(index: number, links: readonly { readonly before: number | null }[]): readonly number[] {
  const chain: number[] = [];
  for (let at = links[index]?.before ?? null; at !== null; at = links[at]?.before ?? null) chain.push(at);
  return chain;
}

/** A mail that answers a part of a series, or an answer to it, and the part. */
type Given = { readonly mail: PostedMail; readonly to: Part };

const none: readonly Given[] = Object.freeze([]);

/** By set the mails that answer it. */
function answersBySet(
  mails: readonly PostedMail[],
  { partOf, nearest, sets }: Sorted,
): { readonly given: readonly (readonly Given[])[]; readonly others: readonly PostedMail[] } {
  const setOf = new Map<Part, number>();
  for (const [index, parts] of sets.entries()) for (const part of parts) setOf.set(part, index);
  const given: Given[][] = sets.map(() => []);
  const others: PostedMail[] = [];
  for (const [place, mail] of mails.entries()) {
    if (partOf[place] !== null) continue;
    const to = nearest[place] ?? null;
    const set = to === null ? undefined : setOf.get(to);
    if (to === null || set === undefined) others.push(mail);
    else given[set]?.push({ mail, to });
  }
  return { given, others };
}

function tagsOf(
  given: readonly Given[],
  people: PeopleOfMails,
  {
    patches,
    contested,
  }: { readonly patches: readonly SeriesPatch[]; readonly contested: ReadonlyMap<PostedMail, string> },
): readonly AnswerTag[] {
  const lateness = whyNotSeen(patches);
  return given.flatMap(({ mail, to }) => {
    const about = to.position === 0 ? "series" : to.position;
    const problem = contested.get(mail) ?? (about === "series" ? lateness(mail) : null);
    return tagsInAnswer({ mail, about, version: to.version, problem }, people);
  });
}

/** Who answers the cover letter speaks of the patches that are there: one that came later nobody had seen. Dates are what senders say. */
function whyNotSeen(patches: readonly SeriesPatch[]): (answer: PostedMail) => string | null {
  const undated = patches.find(({ mail }) => mail.sent.seconds === null);
  let last = patches[0];
  for (const one of patches) if ((one.mail.sent.seconds ?? 0) > (last?.mail.sent.seconds ?? 0)) last = one;
  return ({ sent: { seconds } }) => {
    if (last === undefined) return null;
    if (undated !== undefined || seconds === null)
      return "answers the whole series, and it is not known if all patches were there, for want of a date";
    const isLate = (last.mail.sent.seconds ?? 0) > seconds;
    return isLate ? `answers the whole series, and was sent before patch ${last.position} of it` : null;
  };
}

type Bare = Omit<Series, "tags" | "before" | "after">;

function bareSeries(parts: readonly Part[], given: readonly Given[], contested: ReadonlyMap<PostedMail, string>): Bare {
  const ordered = [...apartFromRepeated(parts).first].sort((one, other) => one.position - other.position);
  const [first] = ordered;
  const covers = ordered.filter(({ position }) => position === 0);
  const total = first?.total ?? null;
  const patches = ordered.flatMap(({ position, mail }) =>
    position > 0 && mail.patch !== null ? [{ position, mail, patch: mail.patch }] : [],
  );
  const isPull = ordered.some(({ subject, mail }) => subject.isPull || (mail.patch === null && total === null));
  const { missing, missingCount } = absentOf(patches, total);
  return {
    key: first === undefined ? "" : (first.mail.messageId ?? `mail ${first.mail.number}`),
    title: first?.subject.title ?? "",
    version: first?.version ?? 1,
    total,
    kind: isPull ? "pull-request" : "patches",
    cover: covers[0]?.mail ?? null,
    patches,
    missing,
    missingCount,
    problems: problemsOf(ordered, contested),
    answers: given.map(({ mail }) => mail),
  };
}

function absentOf(patches: readonly SeriesPatch[], total: number | null): Pick<Series, "missing" | "missingCount"> {
  const here = new Set(patches.map(({ position }) => position));
  const missing: number[] = [];
  for (let position = 1; position <= (total ?? 0) && missing.length < missingNamedMax; position += 1)
    if (!here.has(position)) missing.push(position);
  return { missing, missingCount: Math.max(0, (total ?? 0) - here.size) };
}

/** Sentences that name mails by their numbers. */
function problemsOf(parts: readonly Part[], contested: ReadonlyMap<PostedMail, string>): readonly string[] {
  const problems: string[] = [];
  const first = new Map<number, Part>();
  for (const part of parts) {
    const { mail, position, total, subject } = part;
    const place = `mail ${mail.number}`;
    const other = first.get(position);
    if (other === undefined) first.set(position, part);
    else if (position === 0)
      problems.push(`${place} and mail ${other.mail.number} both say that they are the cover letter`);
    else problems.push(`${place} and mail ${other.mail.number} both say that they are patch ${position} of ${total}`);
    if (position > 0 && mail.patch === null)
      problems.push(`${place} says that it is patch ${position} of ${total} and carries no patch`);
    if (position === 0 && mail.patch !== null)
      problems.push(`${place} says that it is a cover letter and carries a patch, which is not judged`);
    if (subject.problem !== null) problems.push(`${place} ${subject.problem}`);
    const contest = contested.get(mail);
    if (contest !== undefined) problems.push(`${place} ${contest}`);
  }
  return problems;
}
