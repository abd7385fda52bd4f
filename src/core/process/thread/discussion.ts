import { type Given, textOf, whyNotCounted } from "./given.ts";
import { type Objection, objectionsIn } from "./objections.ts";
import type { Posting } from "./posting.ts";
import { entriesIn, type PostedEntry } from "./proposed-entries.ts";
import { type Identities, type Speaker, speakerOf } from "./speakers.ts";
import { createStandings, type MaintainersAt, type StandingSince } from "./standing.ts";
import { statementsIn, type TagForms, type Uncounted } from "./statements.ts";
import { type Thread, threadOf } from "./thread.ts";
import { type Version, versionsOf } from "./versions.ts";

/** Somebody who took part. */
export type Participant = {
  readonly speaker: Speaker;
  readonly postings: number;
  readonly proposed: readonly Version[];
  readonly given: readonly Given[];
  /** As of then, in order; more than one where it changed in the course of the discussion. */
  readonly standings: readonly StandingSince[];
};

/** A discussion about one exception. */
export type Discussion = {
  readonly exception: string;
  readonly thread: Thread;
  readonly versions: readonly Version[];
  readonly participants: readonly Participant[];
  readonly objections: readonly Objection[];
  readonly uncounted: readonly Uncounted[];
};

/** A thread with what its postings propose. */
export type ProposingThread = {
  readonly thread: Thread;
  /** By index of posting. */
  readonly entries: readonly (readonly PostedEntry[])[];
  /** What could not be read, each a sentence. */
  readonly problems: readonly string[];
};

/** Builds the thread and looks for proposed entries in it. */
export function readThread(postings: readonly Posting[]): ProposingThread {
  const thread = threadOf(postings);
  const found = thread.postings.map(entriesIn);
  const problems = found.flatMap((one, index) =>
    one.problems.map((problem) => `${thread.postings[index]?.place ?? ""} ${problem}`),
  );
  return { thread, entries: found.map(({ entries }) => entries), problems: [...thread.problems, ...problems] };
}

/** The ids of all exceptions that a thread proposes, in order. */
export const proposedIds = ({ entries }: ProposingThread): readonly string[] => [
  ...new Set(entries.flatMap((some) => some.map(({ entry }) => entry.id))),
];

export type DiscussionQuestion = {
  readonly exception: string;
  readonly forms: TagForms;
  readonly identities: Identities;
  readonly maintainersAt: MaintainersAt;
};

/** What a thread comes to for one exception. Takes time in proportion to the thread. */
export function discussionOf(read: ProposingThread, question: DiscussionQuestion): Discussion {
  const { thread, entries } = read;
  const { exception, forms, identities } = question;
  const proposed = entries.map((some) => some.find(({ entry }) => entry.id === exception) ?? null);
  const { versions, spokenOf } = versionsOf(thread, proposed);
  const speakers = thread.postings.map(({ author }) => speakerOf(author, identities));
  const given: Given[] = [];
  const uncounted: Uncounted[] = [];
  for (const [index, posting] of thread.postings.entries()) {
    const said = statementsIn(posting, forms);
    for (const line of said.uncounted) uncounted.push(line);
    for (const statement of said.statements) {
      const by = speakers[index] ?? null;
      const why = whyNotCounted(statement, by, identities);
      if (why === null && by !== null)
        given.push({ ...statement, by, version: versions[spokenOf[index] ?? -1] ?? null, index });
      else uncounted.push({ posting, line: statement.line, text: textOf(statement), why: why ?? "" });
    }
  }
  return {
    exception,
    thread,
    versions,
    participants: participantsOf({ thread, speakers, versions, given }, question),
    objections: objectionsIn(given),
    uncounted,
  };
}

type Parts = {
  readonly thread: Thread;
  readonly speakers: readonly (Speaker | null)[];
  readonly versions: readonly Version[];
  readonly given: readonly Given[];
};

/** Everybody, in the order in which they first spoke. */
function participantsOf(
  { thread, speakers, versions, given }: Parts,
  { maintainersAt, identities }: DiscussionQuestion,
): readonly Participant[] {
  const standingsOf = createStandings(maintainersAt, identities);
  const byKey = new Map<string, { speaker: Speaker; seconds: (number | null)[] }>();
  const keyOfPosting = new Map<Posting, string>();
  for (const [index, posting] of thread.postings.entries()) {
    const speaker = speakers[index] ?? null;
    if (speaker === null) continue;
    keyOfPosting.set(posting, speaker.key);
    const known = byKey.get(speaker.key) ?? { speaker, seconds: [] };
    byKey.set(speaker.key, known);
    if (known.speaker.name === "") known.speaker = speaker;
    known.seconds.push(posting.date.seconds);
  }
  const proposedBy = grouped(versions, ({ posting }) => keyOfPosting.get(posting) ?? "");
  const givenBy = grouped(given, ({ by }) => by.key);
  return [...byKey].map(([key, { speaker, seconds }]) => ({
    speaker,
    postings: seconds.length,
    proposed: proposedBy.get(key) ?? [],
    given: givenBy.get(key) ?? [],
    standings: standingsOf(speaker, seconds),
  }));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
