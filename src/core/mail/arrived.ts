import { sameAddress } from "../commit/identities.ts";
import { compareTexts } from "../text/compare.ts";
import { isListSender } from "./list-sender.ts";
import { contentOf } from "./patch-content.ts";
import type { PostedMail } from "./posted-mail.ts";
import { partIn } from "./series-parts.ts";
import { readSubject } from "./subject.ts";

/** Mails in one order, however they arrived, each once. */
export type Arrived = {
  readonly mails: readonly PostedMail[];
  /** By mail what else came under its Message-Id and says something else; each the rest of a sentence that begins with the mail. */
  readonly contested: ReadonlyMap<PostedMail, string>;
};

/**
 * Puts mails in the order in which they say they were sent, so that the order in which they came makes no difference, and leaves out what
 * came twice, as it does by two lists. Two mails that bear one Message-Id and say different things are nobody's accident: the first is taken, and
 * is told.
 */
export function inOrder(all: readonly PostedMail[]): Arrived {
  const byId = new Map<string, PostedMail[]>();
  const mails: PostedMail[] = [];
  for (const mail of all) {
    const same = mail.messageId === null ? undefined : byId.get(mail.messageId);
    if (same !== undefined) same.push(mail);
    else if (mail.messageId === null) mails.push(mail);
    else byId.set(mail.messageId, [mail]);
  }
  const contested = new Map<PostedMail, string>();
  for (const copies of byId.values()) {
    const [best, ...others] = copies.length === 1 ? copies : [...copies].sort(byWorth);
    if (best === undefined) continue;
    mails.push(best);
    const other = others.find((one) => !saysTheSame(best, one));
    if (other !== undefined)
      contested.set(best, `shares its Message-Id with mail ${other.number}, which says something else`);
  }
  return { mails: mails.sort(bySent), contested };
}

/**
 * A part of a series comes first, so that no other copy hides what somebody may apply; then one that no list rewrote, then the one to which least
 * was added.
 */
const byWorth = (one: PostedMail, other: PostedMail): number =>
  Number(partIn(one) === null) - Number(partIn(other) === null) ||
  Number(isListSender(one)) - Number(isListSender(other)) ||
  textOf(one).length - textOf(other).length ||
  compareTexts(textOf(one), textOf(other)) ||
  bySent(one, other);

const textOf = ({ text }: PostedMail): string => text ?? "";

/** Nobody knows when what has no date was sent; it comes last. */
const bySent = (one: PostedMail, other: PostedMail): number =>
  compareSeconds(one.sent.seconds, other.sent.seconds) ||
  compareTexts(one.messageId ?? "", other.messageId ?? "") ||
  one.number - other.number;

function compareSeconds(one: number | null, other: number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one - other;
}

/** Lists put a footer below a text, and may put themselves in the place of the sender: that makes no other mail. A text that was not kept may say anything. */
function saysTheSame(one: PostedMail, other: PostedMail): boolean {
  if (!haveOneSender(one, other) || placeIn(one) !== placeIn(other)) return false;
  if (one.patch !== null && other.patch !== null)
    return one.patch.message.text === other.patch.message.text && contentOf(one.patch) === contentOf(other.patch);
  if (one.patch !== null || other.patch !== null) return false;
  return one.text !== null && other.text !== null && other.text.trim().startsWith(one.text.trim());
}

/** What a subject says of where its mail belongs; lists add to the rest of it. */
function placeIn({ subject }: PostedMail): string {
  const { isAnswer, isPull, isResend, version, part } = readSubject(subject);
  return JSON.stringify([isAnswer, isPull, isResend, version, part]);
}

const haveOneSender = (one: PostedMail, other: PostedMail): boolean =>
  isListSender(one) || isListSender(other) || sameAddress(one.sender?.email ?? "", other.sender?.email ?? "");
