import { clip, neutralise } from "../../text/neutralise.ts";
import type { PolicyLineValue } from "../json-values.ts";
import type { AnsweredSeries } from "./answered-series.ts";

/** A sentence as it stands in a letter: with a capital, where it begins with a word of ours, and an end. */
export function sentence(words: string): string {
  const ended = /[.!?]["')]?$/.test(words) ? words : `${words}.`;
  return capital(ended);
}

/** With a capital at the beginning; what is no letter stays. */
export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** Code points shown of the project's own line. */
const lineCodePointsMax = 160;

/** The project's own line and its place, without colons at which a line could begin: `The policy says in docs/dco.rst:12, under "Sign-off", "…"`. */
export function policyWords({ source, line, heading, text, quoted }: PolicyLineValue): string {
  const place = `${neutralise(source)}:${line}`;
  const words = neutralise(clip(text, lineCodePointsMax));
  if (!quoted) return `The policy asks for this in ${place} (\`${words}\`)`;
  const under = heading === null ? "" : `, under "${neutralise(clip(heading, lineCodePointsMax))}"`;
  return `The policy says in ${place}${under}: "${words}"`;
}

/** `1, 3-5 and 7`. */
export function rangesOf(positions: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const position of positions) {
    const last = ranges.at(-1);
    if (last !== undefined && position === last[1] + 1) last[1] = position;
    else ranges.push([position, position]);
  }
  const words = ranges.flatMap(([first, last]) => {
    if (first === last) return [String(first)];
    return last === first + 1 ? [String(first), String(last)] : [`${first}-${last}`];
  });
  const end = words.pop() ?? "";
  return words.length === 0 ? end : `${words.join(", ")} and ${end}`;
}

/** `patch 3`, `patches 1-4 and 7`. */
export const patchesWords = (positions: readonly number[]): string =>
  `${positions.length === 1 ? "patch" : "patches"} ${rangesOf(positions)}`;

/** What people call what was posted. */
export function nounOf(series: AnsweredSeries): "patch" | "series" | "pull request" {
  if (series.kind === "pull-request") return "pull request";
  return isSingle(series) ? "patch" : "series";
}

/** One patch that is no part of anything: nothing need be said of which one is meant. */
export const isSingle = ({ cover, patches, total }: AnsweredSeries): boolean =>
  cover === null && patches.length === 1 && (total ?? 1) === 1;
