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
  const byId = new Map<string, number>();
  for (const [index, { channel, id }] of postings.entries()) if (channel === "mail" && id !== null) byId.set(id, index);
  const missing = new Map<string, Posting>();
  const parents = postings.map((posting, index) => {
    const [nearest] = posting.answers;
    if (nearest !== undefined && !byId.has(nearest) && !missing.has(nearest)) missing.set(nearest, posting);
    const found = posting.answers.map((id) => byId.get(id)).find((parent) => parent !== undefined && parent !== index);
    return found ?? null;
  });
  const circular = cutCircles(parents);
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

/** Makes a root of the earliest mail of each circle; gives those. Every mail has one parent, so each is walked over once. */
function cutCircles(parents: (number | null)[]): readonly number[] {
  const walked = new Int32Array(parents.length);
  const cut: number[] = [];
  for (let start = 0; start < parents.length; start += 1) {
    const walk = start + 1;
    let at: number | null = start;
    while (at !== null && walked[at] === 0) {
      walked[at] = walk;
      at = parents[at] ?? null;
    }
    if (at === null || walked[at] !== walk) continue;
    let earliest: number = at;
    for (let next: number = parents[at] ?? at; next !== at; next = parents[next] ?? at)
      earliest = Math.min(earliest, next);
    parents[earliest] = null;
    cut.push(earliest);
  }
  return cut;
}
