import { type Day, parseDay } from "../text/day.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Profile, ProfileRevision } from "./profiles/profile.ts";

/** What `NAME` or `NAME@DAY` asks for: a profile, and the day of which its text is wanted; null: the one in force. */
export type ProfileChoice = { readonly name: string; readonly day: Day | null };

/** Takes a choice as typed, its name in any case; undefined: what stands behind the `@` is no day. */
export function readProfileChoice(text: string): ProfileChoice | undefined {
  const mark = text.indexOf("@");
  if (mark === -1) return { name: text.toLowerCase(), day: null };
  const day = parseDay(text.slice(mark + 1));
  return day === undefined ? undefined : { name: text.slice(0, mark).toLowerCase(), day };
}

/** The revision in force on a day, for null the last; undefined: the profile begins later. */
export const revisionOn = ({ revisions }: Profile, day: Day | null): ProfileRevision | undefined =>
  revisions.findLast(({ since }) => since === null || day === null || since <= day);

/** Which of a profile's texts it is, in words: since when it is in force, else that it is the oldest, else when it was read. */
export function dayOfText({ revisions: [, second], read }: Profile, { since }: Pick<ProfileRevision, "since">): string {
  return since ?? (second === undefined ? `read ${read}` : `before ${second.since}`);
}

/** Why a choice is none, in a sentence that does not list dozens of names. */
export function whyNoProfile(text: string, names: readonly string[]): string {
  const choice = readProfileChoice(text);
  const { name } = choice ?? { name: text.slice(0, text.indexOf("@")).toLowerCase() };
  if (!names.includes(name)) {
    const near = didYouMean(name, names) ?? "";
    return `there is no profile \`${name}\`${near === "" ? "" : `; ${near}`} (\`proviso init --list\` shows all ${names.length})`;
  }
  return `\`${text}\` names no day: write it as \`${name}@2026-01-31\``;
}

/** The same for a day before the profile's first text. */
export const whyNotYet = ({ name, revisions: [first] }: Profile, day: Day): string =>
  `the profile ${name} begins on ${first.since}, so it has no text of ${day}`;
