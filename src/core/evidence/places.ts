import { differences, type Stretch } from "../text/difference.ts";
import type { ReadFile } from "./gate.ts";
import type { Token } from "./tokens.ts";

/** A changed place: the tokens that stood there and those that stand there now, with as much round them as makes both sides say something. */
export type ChangedPlace = {
  readonly file: ReadFile;
  readonly line: number;
  readonly before: readonly Token[];
  readonly after: readonly Token[];
};

/** How far a place reaches: what differs, the whole call (or bracket) that it stands in, the whole statement. */
export const reaches = ["tokens", "brackets", "statement"] as const;
export type Reach = (typeof reaches)[number];

/** A stretch of the tokens before. */
type Bounds = { start: number; end: number };

/** Insertions and deletions of one region, at most. */
export const differencesMax = 600;

/**
 * The places at which two rows of code tokens differ. Places that touch one another are one.
 *
 * @returns null when there are too many differences to find them
 */
export function placesOf(
  file: ReadFile,
  { before, after }: { readonly before: readonly Token[]; readonly after: readonly Token[] },
  reach: Reach,
): readonly ChangedPlace[] | null {
  const found = differences(before.map(keyOf), after.map(keyOf), differencesMax);
  if (found === null) return null;
  const openers = openersOf(before);
  const joined: Bounds[] = [];
  for (const { beforeStart: start, beforeEnd: end } of found) {
    const bounds = widened({ start, end }, before, reach, openers);
    for (let last = joined.at(-1); last !== undefined && last.end >= bounds.start; last = joined.at(-1)) {
      joined.pop();
      bounds.start = Math.min(bounds.start, last.start);
      bounds.end = Math.max(bounds.end, last.end);
    }
    joined.push(bounds);
  }
  const places = joined.map(({ start, end }) => {
    const [afterStart, afterEnd] = afterOf({ start, end }, found);
    return { start, end, afterStart, afterEnd };
  });
  if (!explains(places, before, after)) return null;
  return places.map(({ start, end, afterStart, afterEnd }) => ({
    file,
    line: after[afterStart]?.line ?? after.at(-1)?.line ?? 1,
    before: before.slice(start, end),
    after: after.slice(afterStart, afterEnd),
  }));
}

export const keyOf = ({ kind, text }: Token): string => `${kind} ${text}`;

/** What a stretch of the tokens before has become: what differs inside it, or at its edges, has moved its end. */
function afterOf({ start, end }: Bounds, found: readonly Stretch[]): readonly [number, number] {
  let [before, inside] = [0, 0];
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of found) {
    const grown = afterEnd - afterStart - (beforeEnd - beforeStart);
    if (beforeEnd < start) before += grown;
    else if (beforeStart <= end) inside += grown;
  }
  return [start + before, end + before + inside];
}

type Placed = Bounds & { readonly afterStart: number; readonly afterEnd: number };

/** Do the places account for all that differs? Looked at once more, as everything rests on it. */
function explains(places: readonly Placed[], before: readonly Token[], after: readonly Token[]): boolean {
  let [at, afterAt] = [0, 0];
  for (const place of [...places, { start: before.length, end: 0, afterStart: after.length, afterEnd: 0 }]) {
    if (place.start - at !== place.afterStart - afterAt) return false;
    for (; at < place.start; at += 1, afterAt += 1) {
      const [one, other] = [before[at], after[afterAt]];
      if (one === undefined || other === undefined || keyOf(one) !== keyOf(other)) return false;
    }
    [at, afterAt] = [place.end, place.afterEnd];
  }
  return true;
}

function widened({ start, end }: Bounds, before: readonly Token[], reach: Reach, openers: readonly number[]): Bounds {
  if (reach === "tokens") return { start, end };
  const [from, to] =
    reach === "brackets"
      ? bracketAround({ start, end }, before, openers)
      : statementAround({ start, end }, before, openers);
  return { start: Math.min(from, start), end: Math.max(to, end) };
}

/** For every token the place of the innermost bracket that is open before it, or -1. */
function openersOf(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  return tokens.map(({ kind, text }, at) => {
    const around = open.at(-1) ?? -1;
    if (kind !== "symbol") return around;
    if (/^(?:[([{]|\$\{)$/.test(text)) open.push(at);
    else if (/^[)\]}]$/.test(text)) open.pop();
    return around;
  });
}

/** The end of the bracket that opens at a place, behind its closing sign. */
function closing(tokens: readonly Token[], opener: number): number {
  let depth = 0;
  for (let at = opener; at < tokens.length && at < opener + reachMax; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "symbol") continue;
    if (/^(?:[([{]|\$\{)$/.test(token.text)) depth += 1;
    else if (/^[)\]}]$/.test(token.text)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return opener;
}

/** Tokens that a place reaches, at most, to either side. */
const reachMax = 400;

/** The innermost round or square bracket with the word before it; the bounds as they are when there is none. */
function bracketAround(
  { start: beforeStart, end: beforeEnd }: Bounds,
  before: readonly Token[],
  openers: readonly number[],
): [number, number] {
  const opener = openers[beforeStart] ?? openers.at(-1) ?? -1;
  const text = before[opener]?.text;
  if (opener === -1 || text === "{" || opener < beforeStart - reachMax) return [beforeStart, beforeEnd];
  const end = closing(before, opener);
  if (end < beforeEnd) return [beforeStart, beforeEnd];
  const head = before[opener - 1];
  return [head?.kind === "name" ? opener - 1 : opener, end];
}

/** From behind the last end of a statement to the next one at the same depth. */
function statementAround(
  { start: beforeStart, end: beforeEnd }: Bounds,
  before: readonly Token[],
  openers: readonly number[],
): [number, number] {
  // Out of round and square brackets first: they are part of the statement.
  let start = beforeStart;
  for (let opener = openers[start] ?? -1; opener !== -1 && before[opener]?.text !== "{"; opener = openers[start] ?? -1)
    start = opener;
  while (start > 0 && start > beforeStart - reachMax && !endsStatement(before[start - 1])) start -= 1;
  const outer = openers[start] ?? -1;
  let end = beforeEnd;
  while (end < before.length && end < beforeEnd + reachMax) {
    const isEnd = endsStatement(before[end - 1]) && (openers[end] ?? -1) === outer && end > start;
    if (isEnd || (before[end]?.text === "}" && (openers[end] ?? -1) === outer)) break;
    end += 1;
  }
  return [start, end];
}

/** Does a statement end behind the token, or before all tokens? */
export const endsStatement = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === "layout" && token.text !== "~") || /^[;{}]$/.test(token.text);
