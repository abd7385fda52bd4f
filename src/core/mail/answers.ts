/** What stands in a thread. */
export type Answering = {
  /** A Message-Id in its angle brackets; null where it has none, or is no mail. */
  readonly id: string | null;
  /** Ids of what it says that it answers, the nearest first. */
  readonly answers: readonly string[];
};

/** What answers what, by place in the list. */
export type Answers = {
  /** The place of the mail that it answers; null: it answers none of these. */
  readonly parents: readonly (number | null)[];
  /** The nearest mail that it says it answers, where that one is not here. */
  readonly absent: readonly (string | null)[];
  /** The first mail of each circle of mails that answer each other. It answers none of them then. */
  readonly circular: readonly number[];
};

/** Builds threads of RFC 5322's In-Reply-To and References. Linear in the mails and the ids that they name. */
export function answersAmong(all: readonly Answering[]): Answers {
  const places = new Map<string, number>();
  for (const [place, { id }] of all.entries()) if (id !== null) places.set(id, place);
  const absent = all.map(({ answers: [nearest] }) => (nearest === undefined || places.has(nearest) ? null : nearest));
  const parents = all.map(({ answers }, place) => {
    for (const id of answers) {
      const parent = places.get(id);
      if (parent !== undefined && parent !== place) return parent;
    }
    return null;
  });
  return { parents, absent, circular: cutCircles(parents) };
}

/** What a mail answers, the nearest first (RFC 5322, 3.6.4): what In-Reply-To names, else the last of References. */
export const answeredBy = ({
  inReplyTo,
  references,
}: {
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}): readonly string[] =>
  inReplyTo.length + references.length < 2
    ? [...inReplyTo, ...references]
    : [...new Set([...inReplyTo, ...references.toReversed()])];

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
