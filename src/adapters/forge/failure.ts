import { clip } from "../../core/text/neutralise.ts";
import type { ForgeAnswer } from "../../ports/forge.ts";
import { waitLeast, waitMost, wordsMax } from "./limits.ts";

/** What an answer of a forge said beside its body. */
export type AnswerHead = { readonly status: number; readonly header: (name: string) => string | null };

export const later = (text: string, retryAt: number | null = null): ForgeAnswer<never> => ({
  ok: false,
  error: { code: "later", text, retryAt },
});

export const gone = (text: string): ForgeAnswer<never> => ({ ok: false, error: { code: "gone", text } });

export const refused = (text: string): ForgeAnswer<never> => ({ ok: false, error: { code: "refused", text } });

/** What an answer comes to that is none of success: whether asking again can help, and when. */
export function failureOf(head: AnswerHead, words: string, what: string, now: number): ForgeAnswer<never> {
  const { status } = head;
  const said = words.trim() === "" ? "" : `: ${clip(words.trim().replaceAll(/\s+/g, " "), wordsMax)}`;
  const text = `the forge answered ${status} when asked ${what}${said}`;
  if (status >= 300 && status < 400)
    return gone(`${text}; what was asked for has moved, and nobody is followed elsewhere`);
  if (status === 404 || status === 410) return gone(text);
  if (isLimit(head, words)) return later(text, retryAt(head, now));
  if (status === 408 || status === 409 || status === 425 || status >= 500) return later(text, retryAfter(head, now));
  return refused(text);
}

/** GitHub answers 403 as well as 429 where a limit is reached ("Rate limits for the REST API"). */
const isLimit = (head: AnswerHead, words: string): boolean =>
  head.status === 429 ||
  (head.status === 403 &&
    (head.header("retry-after") !== null ||
      head.header("x-ratelimit-remaining") === "0" ||
      /rate limit/i.test(words.slice(0, 2_000))));

const retryAt = (head: AnswerHead, now: number): number =>
  retryAfter(head, now) ?? resetAt(head, now) ?? now + waitLeast;

/** Retry-After: seconds, or a date (RFC 9110, §10.2.3). */
function retryAfter({ header }: AnswerHead, now: number): number | null {
  const text = header("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return within(now + Number(text) * 1000, now);
  const date = text.length > 40 ? Number.NaN : Date.parse(text);
  return Number.isFinite(date) ? within(date, now) : null;
}

/** When a limit begins anew, in seconds since 1970: GitHub's name, and that of GitLab and Forgejo. */
function resetAt({ header }: AnswerHead, now: number): number | null {
  const text = header("x-ratelimit-reset") ?? header("ratelimit-reset") ?? "";
  return /^\d{9,11}$/.test(text) ? within(Number(text) * 1000, now) : null;
}

const within = (time: number, now: number): number => Math.min(Math.max(time, now + 1_000), now + waitMost);

/** Why nothing of an answer could be had: the network, a time limit, an answer that is no JSON. Asking again may help. */
export const unanswered = (what: string, why: string): ForgeAnswer<never> =>
  later(`the forge did not answer when asked ${what}: ${clip(why, wordsMax)}`);
