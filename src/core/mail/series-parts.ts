import { addressKey } from "../commit/identities.ts";
import { answeredBy } from "./answers.ts";
import { isListSender } from "./list-sender.ts";
import { contentOf } from "./patch-content.ts";
import type { PostedMail } from "./posted-mail.ts";
import { namesRepositoryIn } from "./said-in-mail.ts";
import { type ReadSubject, readSubject } from "./subject.ts";

/** A mail that is a part of a series, or all of it. */
export type Part = {
  readonly mail: PostedMail;
  readonly subject: ReadSubject;
  readonly version: number;
  /** 0: the cover letter, or a pull request. */
  readonly position: number;
  /** Null where nobody says. */
  readonly total: number | null;
  /** Who sent it, as people are told apart here; null: nobody can tell. */
  readonly sender: string | null;
};

/** Is it an answer? A patch without brackets that answers nothing is none: commits begin with `wg:`, `sv:` and `tr:`, too. */
export const isAnswering = (mail: PostedMail, { isAnswer, isPosting }: ReadSubject): boolean =>
  isAnswer && (isPosting || mail.patch === null || answeredBy(mail).length > 0);

/** The part that a mail says it is; null: it is none. An answer is none, whatever it carries. */
export function partIn(mail: PostedMail): Part | null {
  const subject = readSubject(mail.subject);
  if (isAnswering(mail, subject)) return null;
  const { part, version } = subject;
  const said = { mail, subject, version: version ?? 1, sender: senderKey(mail) };
  if (isPullRequest(mail, subject)) return { ...said, position: 0, total: part?.total ?? null };
  if (part !== null) return { ...said, ...part };
  return mail.patch === null ? null : { ...said, position: 1, total: null };
}

/**
 * `git request-pull` names a repository; without patches, a subject says as much. Some show all changes as a diff below it, which is no patch: the
 * commits are what comes in.
 */
function isPullRequest(mail: PostedMail, { isPull, part }: ReadSubject): boolean {
  const { patch } = mail;
  const asks = isPull && (part === null || part.position === 0);
  if (patch !== null && !asks) return false;
  const names = namesRepositoryIn(mail);
  return patch === null ? asks || names : names;
}

/** Under a list's own address many people send, and only the name tells them apart. */
function senderKey(mail: PostedMail): string | null {
  const { sender } = mail;
  if (sender === null) return null;
  return isListSender(mail) ? `${addressKey(sender.email)} ${sender.name}` : addressKey(sender.email);
}

/** What all parts of one series have in common; `place` stands for a sender whom nobody knows. */
export const setKey = ({ version, total, sender }: Part, place: number): string =>
  `${version} ${total} ${sender ?? `unknown ${place}`}`;

/** One who forgot the version on the patches wrote it on the cover letter. */
export function withVersionOf(part: Part | null, parent: Part | null): Part | null {
  if (part === null || parent === null || part.subject.version !== null || part.total === null) return part;
  const isBelow = parent.position === 0 && parent.total === part.total && parent.sender === part.sender;
  return isBelow && part.position > 0 && part.sender !== null ? { ...part, version: parent.version } : part;
}

/**
 * Parts of which no thread says how they hang together, as series: a position that is there already, or a beginning where something stands,
 * begins the next. They are in order.
 */
export function splitLoose(parts: readonly Part[]): readonly (readonly Part[])[] {
  const { first, repeated } = apartFromRepeated(parts);
  if (new Set(first.map(({ position }) => position)).size === first.length) return [parts];
  const again = new Set(repeated);
  const sets: Part[][] = [];
  let taken = new Set<number>();
  for (const part of parts) {
    const last = sets.at(-1);
    const begins = part.position === 0 || (part.position === 1 && !(taken.size === 1 && taken.has(0)));
    if (last !== undefined && again.has(part)) last.push(part);
    else if (last === undefined || taken.has(part.position) || begins) {
      sets.push([part]);
      taken = new Set([part.position]);
    } else {
      last.push(part);
      taken.add(part.position);
    }
  }
  return sets;
}

/**
 * Patches that are there for the first time, and those that stand there already under the same position and would be the same commit, tags and all:
 * somebody sent them again. With other tags it is another commit, and nobody knows which of the two will be applied.
 */
export function apartFromRepeated(parts: readonly Part[]): {
  readonly first: readonly Part[];
  readonly repeated: readonly Part[];
} {
  const seen = new Set<string>();
  const positions = new Set<number>();
  const first: Part[] = [];
  const repeated: Part[] = [];
  // Contents are compared only where a position comes twice: most are never made.
  const several = new Set(parts.map(({ position }) => position).filter((position) => isSeen(positions, position)));
  for (const part of parts) {
    const { patch } = part.mail;
    const content =
      patch === null || !several.has(part.position)
        ? null
        : `${part.position} ${patch.message.text}\0${contentOf(patch)}`;
    if (content !== null && isSeen(seen, content)) repeated.push(part);
    else first.push(part);
  }
  return { first, repeated };
}

function isSeen<T>(seen: Set<T>, value: T): boolean {
  if (seen.has(value)) return true;
  seen.add(value);
  return false;
}
