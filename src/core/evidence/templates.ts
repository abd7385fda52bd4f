import { differences } from "../text/difference.ts";
import { append, largest, smallest } from "../text/long-lists.ts";
import { type ChangedPlace, keyOf } from "./places.ts";
import { textOf } from "./streams.ts";
import type { Token } from "./tokens.ts";

/** A token of a template: one that stands there, or a hole that stands for one or more tokens. */
export type TemplateToken = { readonly hole: null; readonly token: Token } | { readonly hole: number };

/** Tokens that go and tokens that come for them. */
export type TemplateChange = { readonly before: readonly TemplateToken[]; readonly after: readonly TemplateToken[] };

/** Tokens before and after, with holes that stand for the same tokens on both sides. */
export type TokenTemplate = {
  readonly before: readonly TemplateToken[];
  readonly after: readonly TemplateToken[];
  readonly places: readonly ChangedPlace[];
  /** What changes in every place, by turns, without what stays round it. */
  readonly changes: readonly TemplateChange[];
  /** What is put in has a token of the template beside it: between two holes it could stand anywhere. */
  readonly anchored: boolean;
};

/** A place as what stays and what changes, by turns: stay, change, stay, change, … stay. */
type Pieces = {
  readonly stays: readonly (readonly Token[])[];
  readonly changes: readonly TemplateChange[];
  readonly key: string;
};
/** Insertions and deletions within one place, at most. */
const differencesMax = 200;

/**
 * Sorts places into templates by anti-unification: places whose changes are the same, once words that stand on both sides are taken for holes,
 * belong together; of what stays between the changes only that is kept which is the same in all of them.
 */
export function templatesOf(places: readonly ChangedPlace[]): readonly TokenTemplate[] {
  const clusters = new Map<string, { places: ChangedPlace[]; pieces: Pieces[] }>();
  for (const place of places) {
    const pieces = piecesOf(place);
    const key = pieces === null ? `alone ${clusters.size}` : pieces.key;
    const cluster = clusters.get(key) ?? { places: [], pieces: [] };
    cluster.places.push(place);
    if (pieces !== null) cluster.pieces.push(pieces);
    clusters.set(key, cluster);
  }
  return [...clusters.values()].map(({ places: own, pieces }) => generalised(own, pieces));
}

function piecesOf({ before, after }: ChangedPlace): Pieces | null {
  const found = differences(before.map(keyOf), after.map(keyOf), differencesMax);
  if (found === null) return null;
  const bound = boundTokens(before, after, found);
  const holes = new Map<string, number>();
  const abstract = (token: Token): TemplateToken => {
    const key = keyOf(token);
    if (!bound.has(key)) return { hole: null, token };
    const hole = holes.get(key) ?? holes.size + 1;
    holes.set(key, hole);
    return { hole };
  };
  const stays: (readonly Token[])[] = [];
  const changes: TemplateChange[] = [];
  let end = 0;
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of found) {
    stays.push(before.slice(end, beforeStart));
    changes.push({
      before: before.slice(beforeStart, beforeEnd).map(abstract),
      after: after.slice(afterStart, afterEnd).map(abstract),
    });
    end = beforeEnd;
  }
  stays.push(before.slice(end));
  const key = changes.map((change) => `${keyOfSide(change.before)}\u0000${keyOfSide(change.after)}`).join("\u0001");
  return { stays, changes, key };
}

/** Names and literals that are taken away and put in again elsewhere in the place: a hole stands for each. */
function boundTokens(
  before: readonly Token[],
  after: readonly Token[],
  found: NonNullable<ReturnType<typeof differences>>,
): ReadonlySet<string> {
  const gone = new Set<string>();
  const come = new Set<string>();
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of found) {
    for (const token of before.slice(beforeStart, beforeEnd)) if (isVariable(token)) gone.add(keyOf(token));
    for (const token of after.slice(afterStart, afterEnd)) if (isVariable(token)) come.add(keyOf(token));
  }
  return new Set([...gone].filter((key) => come.has(key)));
}

const isVariable = ({ kind }: Token): boolean => kind === "name" || kind === "literal";

/** A row of a template's tokens as one text, equal for equal rows. */
export const keyOfSide = (side: readonly TemplateToken[]): string =>
  side.map((token) => (token.hole === null ? keyOf(token.token) : `$${token.hole}`)).join("\u0002");

/** One place is its own template; several keep what they have in common. */
function generalised(places: readonly ChangedPlace[], pieces: readonly Pieces[]): TokenTemplate {
  const [first] = pieces;
  if (first === undefined || pieces.length < places.length) {
    const [place] = places;
    const whole = (tokens: readonly Token[]): readonly TemplateToken[] =>
      tokens.map((token) => ({ hole: null, token }));
    const change = { before: whole(place?.before ?? []), after: whole(place?.after ?? []) };
    return { ...change, changes: [change], places, anchored: true };
  }
  let holes = first.changes.reduce((most, { before }) => largest([most, ...before.map(({ hole }) => hole ?? 0)]), 0);
  const before: TemplateToken[] = [];
  const after: TemplateToken[] = [];
  let anchored = true;
  const stays = first.stays.map((stay, index) =>
    commonOf(
      stay,
      pieces.map((one) => one.stays[index] ?? []),
    ),
  );
  for (const [index, common] of stays.entries()) {
    for (const token of common) {
      const placed: TemplateToken = token === null ? { hole: (holes += 1) } : { hole: null, token };
      before.push(placed);
      after.push(placed);
    }
    const change = first.changes[index];
    if (change === undefined) continue;
    append(before, change.before);
    append(after, change.after);
    const beside = [common.at(-1), stays[index + 1]?.[0]];
    anchored &&= change.before.length > 0 || beside.some((token) => token !== undefined && token !== null);
  }
  return { before, after, changes: first.changes, places, anchored };
}

/** The tokens that all rows begin and end with, and between them null where they differ: a hole for what stands there. */
function commonOf(first: readonly Token[], all: readonly (readonly Token[])[]): readonly (Token | null)[] {
  const shortest = smallest(all.map(({ length }) => length));
  const same = (at: (row: readonly Token[]) => Token | undefined): boolean => {
    const token = at(first);
    return token !== undefined && all.every((row) => keyOf(at(row) ?? token) === keyOf(token));
  };
  let lead = 0;
  while (lead < shortest && same((row) => row[lead])) lead += 1;
  let tail = 0;
  while (tail < shortest - lead && same((row) => row[row.length - 1 - tail])) tail += 1;
  if (all.every(({ length }) => length === lead + tail)) return first;
  // A hole stands for one token or more, never for none, so that a template says what it needs.
  if (shortest === lead + tail) {
    if (tail > 0) tail -= 1;
    else if (lead > 0) lead -= 1;
  }
  return [...first.slice(0, lead), null, ...first.slice(first.length - tail)];
}

/** One side of a template as text, with its holes as `$1`, `$2` and so on, and at most `most` tokens of it. */
export const templateText = (side: readonly TemplateToken[], most: number): string =>
  textOf(
    side.map((token) => (token.hole === null ? token.token : holeToken(token.hole))),
    most,
  );

const holeToken = (hole: number): Token => ({ kind: "name", text: `$${hole}`, start: 0, line: 0 });
