import { answersAmong } from "../../mail/answers.ts";
import type { Posting } from "./posting.ts";

/** Postings in the order of their dates, and what answers what. */
export type Thread = {
  readonly postings: readonly Posting[];
  /** By index of posting: the index of the mail that it answers, else null. */
  readonly parents: readonly (number | null)[];
  /** Mails that answer none of these. */
  readonly roots: readonly number[];
  /** Mails that are answered and are not here, each with the first mail that says so. */
  readonly missing: readonly { readonly id: string; readonly answeredBy: Posting }[];
  /** Mails left out because an equal one is here. */
  readonly duplicates: number;
  readonly problems: readonly string[];
};

/** Builds the thread of RFC 5322's In-Reply-To and References. Linear in the postings and the ids that they name. */
export function threadOf(all: readonly Posting[]): Thread {
  const { postings, duplicates, problems } = withoutDuplicates(inOrder(all));
  const { parents, absent, circular } = answersAmong(
    postings.map(({ channel, id, answers }) => ({ id: channel === "mail" ? id : null, answers })),
  );
  const missing = new Map<string, Posting>();
  for (const [index, id] of absent.entries()) {
    const answering = postings[index];
    if (id !== null && answering !== undefined && !missing.has(id)) missing.set(id, answering);
  }
  const inCircles = circular.map((index) => `${postings[index]?.place ?? ""} answers a mail that answers it`);
  return {
    postings,
    parents,
    roots: postings.flatMap(({ channel }, index) => (channel === "mail" && parents[index] === null ? [index] : [])),
    missing: [...missing].map(([id, answeredBy]) => ({ id, answeredBy })),
    duplicates,
    problems: [...problems, ...inCircles],
  };
}

/** By date; one without a date stays behind the one that it stands behind. */
function inOrder(all: readonly Posting[]): readonly Posting[] {
  let last = Number.NEGATIVE_INFINITY;
  const dated = all.map((posting) => {
    last = posting.date.seconds ?? last;
    return { posting, seconds: last };
  });
  return dated
    .sort((one, other) => (one.seconds === other.seconds ? 0 : one.seconds < other.seconds ? -1 : 1))
    .map(({ posting }) => posting);
}

/**
 * Archives hold a mail twice when it came by two lists. Two that bear one Message-Id and say different things are nobody's accident, so the
 * second is named.
 */
function withoutDuplicates(all: readonly Posting[]): Pick<Thread, "postings" | "duplicates" | "problems"> {
  const first = new Map<string, Posting>();
  const postings: Posting[] = [];
  const problems: string[] = [];
  let duplicates = 0;
  for (const posting of all) {
    const key = posting.id === null ? null : `${posting.channel} ${posting.id}`;
    const earlier = key === null ? undefined : first.get(key);
    if (earlier === undefined) {
      postings.push(posting);
      if (key !== null) first.set(key, posting);
    } else if (saysTheSame(earlier, posting)) duplicates += 1;
    else problems.push(`${posting.place} has the id of ${earlier.place} and says something else; it is not read`);
  }
  return { postings, duplicates, problems };
}

const saysTheSame = (one: Posting, other: Posting): boolean =>
  one.author.identity?.email === other.author.identity?.email &&
  one.author.login === other.author.login &&
  one.subject === other.subject &&
  one.text.trim() === other.text.trim() &&
  one.patches.join("\0") === other.patches.join("\0");
