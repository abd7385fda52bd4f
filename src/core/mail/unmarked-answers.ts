import type { Answers } from "./answers.ts";
import type { Part } from "./series-parts.ts";

/**
 * Parts without those that are answers all the same: some mail programs send an answer under the subject of what it answers, without `Re:`.
 * Such a mail was read whole, carries no patch, and bears version, number and title of the part above it in its thread; where a patch hangs below it,
 * it is a cover letter that was sent again. Nothing is lost by it, since the part above stays. Linear: walks up each mail once.
 */
export function withoutUnmarkedAnswers(
  parts: readonly (Part | null)[],
  { parents }: Answers,
): readonly (Part | null)[] {
  const carriers = new Set(parts.flatMap((part, place) => (carriesPatch(part) ? [parents[place] ?? null] : [])));
  const above: (Part | null | undefined)[] = parts.map((part, place) =>
    part !== null && (carriesPatch(part) || carriers.has(place)) ? part : undefined,
  );
  for (const start of parts.keys()) {
    const path: number[] = [];
    let at: number | null = start;
    while (at !== null && above[at] === undefined) {
      path.push(at);
      at = parents[at] ?? null;
    }
    let found = at === null ? null : (above[at] ?? null);
    for (const place of path.toReversed()) {
      const part = parts[place] ?? null;
      if (part !== null && !(found !== null && saysTheSame(part, found))) found = part;
      above[place] = found;
    }
  }
  return parts.map((part, place) => (part === null || above[place] === part ? part : null));
}

const carriesPatch = (part: Part | null): boolean => part !== null && part.mail.patch !== null;

/** Nobody knows what a mail would say that was not read whole. */
const saysTheSame = ({ mail, subject, version, position, total }: Part, other: Part): boolean =>
  mail.problems.length === 0 &&
  !subject.isPull &&
  version === other.version &&
  position === other.position &&
  total === other.total &&
  subject.title === other.subject.title;
