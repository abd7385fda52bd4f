import { type Answers, answersAmong } from "./answers.ts";
import type { PostedMail } from "./posted-mail.ts";
import { answersByCurrentIds } from "./replaced-ids.ts";
import { type Part, partIn, setKey, splitLoose, withVersionOf } from "./series-parts.ts";
import { withoutUnmarkedAnswers } from "./unmarked-answers.ts";

/** Mails in threads, and which of them make a series together. */
export type Sorted = {
  readonly threads: Answers;
  /** By mail; null: it is a part of none. */
  readonly partOf: readonly (Part | null)[];
  /** By mail: itself if it is a part, else the part that it answers, itself or through other answers; null: it answers none. */
  readonly nearest: readonly (Part | null)[];
  /** The parts of each series, in the order of the mails. */
  readonly sets: readonly (readonly Part[])[];
};

/** Puts mails, which are in order, together to series. Linear in the mails. */
export function sortIntoSets(mails: readonly PostedMail[]): Sorted {
  const answers = answersByCurrentIds(mails);
  const threads = answersAmong(mails.map(({ messageId }, place) => ({ id: messageId, answers: answers[place] ?? [] })));
  const read = mails.map(partIn);
  const versioned = read.map((part, place) => withVersionOf(part, read[threads.parents[place] ?? -1] ?? null));
  const partOf = withoutUnmarkedAnswers(versioned, threads);
  const anchors = anchorsOf(answers, partOf, threads);
  const sets = new Map<string, Part[]>();
  for (const [place, part] of partOf.entries()) {
    const anchor = anchors[place] ?? null;
    if (part === null || anchor === null) continue;
    const known = sets.get(anchor);
    if (known === undefined) sets.set(anchor, [part]);
    else known.push(part);
  }
  joinLoose(sets);
  const split = [...sets].flatMap(([anchor, parts]) => (anchor.startsWith(loose) ? splitLoose(parts) : [parts]));
  return { threads, partOf, nearest: nearestParts(partOf, threads), sets: split };
}

/** Walks up each mail once. */
function nearestParts(partOf: readonly (Part | null)[], { parents }: Answers): readonly (Part | null)[] {
  const nearest: (Part | null | undefined)[] = partOf.map((part) => part ?? undefined);
  for (const start of partOf.keys()) {
    const path: number[] = [];
    let at: number | null = start;
    while (at !== null && nearest[at] === undefined) {
      path.push(at);
      at = parents[at] ?? null;
    }
    const found = at === null ? null : (nearest[at] ?? null);
    for (const place of path) nearest[place] = found;
  }
  return nearest.map((part) => part ?? null);
}

/** How the name of a set begins whose mails answer nothing. */
const loose = "loose ";

/** By mail the name of the set that it is in; null: in none. Walks up each mail once. */
function anchorsOf(
  answers: readonly (readonly string[])[],
  partOf: readonly (Part | null)[],
  { parents }: Answers,
): readonly (string | null)[] {
  const names: (string | null)[] = partOf.map((part, place) => {
    if (part === null) return null;
    return part.total === null || part.position === 0 ? `set ${place}` : "";
  });
  const above = partOf.map((part, place) => {
    const parent = parents[place] ?? null;
    return part !== null && parent !== null && isOfSet(part, partOf[parent] ?? null) ? parent : null;
  });
  for (const start of names.keys()) {
    const path: number[] = [];
    let at = start;
    while (names[at] === "" && above[at] !== null) {
      path.push(at);
      at = above[at] ?? at;
    }
    names[at] = nameOfTop(names[at] ?? null, partOf[at] ?? null, answers[at], at);
    for (const place of path) names[place] = names[at] ?? null;
  }
  return withLonelyCovers(answers, partOf, names);
}

/** A patch hangs below another one of its series; the first one below a patch begins another series, which somebody forgot to number. */
const isOfSet = (part: Part, parent: Part | null): boolean =>
  parent !== null &&
  part.sender !== null &&
  parent.total === part.total &&
  parent.sender === part.sender &&
  parent.version === part.version &&
  (parent.position === 0 || part.position > 1);

function nameOfTop(
  name: string | null,
  part: Part | null,
  answers: readonly string[] | undefined,
  place: number,
): string | null {
  return name !== "" || part === null || answers === undefined ? name : nameWithoutCover(part, answers, place);
}

/** Patches that answer the same mail, here or not, are one series; else nothing but their subjects says so. */
function nameWithoutCover(part: Part, [nearest]: readonly string[], place: number): string {
  const key = setKey(part, place);
  return nearest === undefined ? `${loose}${key} ${part.subject.prefix}` : `under ${nearest} ${key}`;
}

/** A cover letter that no patch answers belongs to those patches that hang where it hangs. */
function withLonelyCovers(
  answers: readonly (readonly string[])[],
  partOf: readonly (Part | null)[],
  names: readonly (string | null)[],
): readonly (string | null)[] {
  const patched = new Set(names.filter((_, place) => (partOf[place]?.position ?? 0) > 0));
  return names.map((name, place) => {
    const [part, answered] = [partOf[place] ?? null, answers[place]];
    if (part === null || answered === undefined || part.position > 0 || part.total === null || patched.has(name))
      return name;
    const other = nameWithoutCover(part, answered, place);
    return patched.has(other) ? other : name;
  });
}

/** Patches that answer nothing join the one series that lacks just them: some mail program lost what they answer. */
function joinLoose(sets: Map<string, Part[]>): void {
  const bound = new Map<string, string | null>();
  for (const [name, [part]] of sets) {
    if (part === undefined || part.total === null || part.sender === null || name.startsWith(loose)) continue;
    const key = `${loose}${setKey(part, 0)} ${part.subject.prefix}`;
    bound.set(key, bound.has(key) ? null : name);
  }
  for (const [name, parts] of sets) {
    const target = bound.get(name) ?? null;
    const into = target === null ? undefined : sets.get(target);
    if (into === undefined) continue;
    const positions = new Set(into.map(({ position }) => position));
    const fits = parts.every(({ position }) => !positions.has(position)) && areApart(parts);
    if (!fits) continue;
    for (const part of parts) into.push(part);
    sets.delete(name);
  }
}

const areApart = (parts: readonly Part[]): boolean =>
  new Set(parts.map(({ position }) => position)).size === parts.length;
