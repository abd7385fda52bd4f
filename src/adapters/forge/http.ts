import { append } from "../../core/text/long-lists.ts";
import type { ForgeAnswer } from "../../ports/forge.ts";
import { AnswerTooLong, boundedFetch } from "./bounded-fetch.ts";
import { type AnswerHead, failureOf, later, refused, unanswered } from "./failure.ts";
import { pageLength, pagesMax } from "./limits.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH";

/** One question to a forge's REST interface. `what` goes on from "when asked": `for merge request 7`. */
export type Question = {
  readonly path: string;
  readonly what: string;
  readonly method?: Method;
  readonly body?: { readonly [name: string]: unknown };
};

/** Asks, and gives the JSON of the answer. */
export type Ask = (question: Question) => Promise<ForgeAnswer<unknown>>;

/**
 * Asks a REST interface below an address, with headers that say who asks.
 *
 * @param access `base` without a slash at its end, such as `https://gitlab.example.org/api/v4`
 */
export function createAsk(access: {
  readonly base: string;
  readonly headers: { readonly [name: string]: string };
  readonly now: () => number;
  readonly timeMax?: number;
}): Ask {
  const { base, headers, now } = access;
  const ask = boundedFetch(new URL(base).origin, access.timeMax);
  return async ({ path, what, method = "GET", body }) => {
    try {
      const response = await ask(`${base}${path}`, {
        method,
        headers: {
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return valueOf(response, await response.text(), what, now());
    } catch (error) {
      // It would be as long when it is asked for again.
      if (error instanceof AnswerTooLong) return refused(`the forge was asked ${what}, and ${error.message}`);
      return unanswered(what, causeOf(error));
    }
  };
}

function valueOf(response: Response, text: string, what: string, now: number): ForgeAnswer<unknown> {
  const head: AnswerHead = { status: response.status, header: (name) => response.headers.get(name) };
  if (response.status >= 300) return failureOf(head, wordsIn(text), what, now);
  if (text === "") return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // A page of a proxy in front of it, or of a forge that is being serviced.
    return later(`the forge answered ${response.status} with something other than JSON when asked ${what}`);
  }
}

/** The message of a JSON answer, or nothing: a page of HTML says nothing in a sentence. */
export function wordsIn(text: string): string {
  try {
    const { message, error } = JSON.parse(text) as { readonly message?: unknown; readonly error?: unknown };
    const found = message ?? error;
    return typeof found === "string" ? found : found === undefined ? "" : JSON.stringify(found);
  } catch {
    return "";
  }
}

/** What a failed `fetch` says: the reason stands in its cause. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it took too long";
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

/**
 * One page of a list, from 1. A list by `limit` ends with an empty page, since an instance may give fewer entries than it is asked for.
 *
 * @param path as for `askAll`
 */
export async function askPage(
  ask: Ask,
  { path, what }: Question,
  lengthName: "per_page" | "limit",
  page: number,
): Promise<ForgeAnswer<{ readonly items: readonly unknown[]; readonly isLast: boolean }>> {
  const mark = path.includes("?") ? "&" : "?";
  const answer = await ask({ path: `${path}${mark}page=${page}&${lengthName}=${pageLength}`, what });
  if (!answer.ok) return answer;
  if (!Array.isArray(answer.value)) return later(`the forge did not answer with a list when asked ${what}`);
  const isLast = lengthName === "per_page" ? answer.value.length < pageLength : answer.value.length === 0;
  return { ok: true, value: { items: answer.value, isLast } };
}

/**
 * All entries of a list, page by page. `complete` is false when there are more pages or entries than are asked for.
 *
 * @param path without the number and the length of the page; it may have a query
 * @param countedMax of a list that is counted: entries after which no further page is asked for. Such a list ends with an empty page, at the cost
 *   of one question more: a forge may leave entries out of a page that it has cut already, and a count that is too low would let through.
 * @param lengthMax characters of all entries, as JSON, after which no further page is asked for: what strangers wrote is held in memory
 */
export async function askAll(
  ask: Ask,
  { path, what }: Question,
  lengthName: "per_page" | "limit",
  countedMax: number | null = null,
  lengthMax: number | null = null,
): Promise<ForgeAnswer<{ readonly items: readonly unknown[]; readonly complete: boolean }>> {
  const items: unknown[] = [];
  let length = 0;
  const isLong = (): boolean =>
    (countedMax !== null && items.length >= countedMax) || (lengthMax !== null && length > lengthMax);
  for (let page = 1; page <= pagesMax && !isLong(); page += 1) {
    const answer = await askPage(ask, { path, what }, lengthName, page);
    if (!answer.ok) return answer;
    const { items: found, isLast } = answer.value;
    const isRepeated = page > 1 && JSON.stringify(found[0]) === JSON.stringify(items.at(-found.length));
    if (!isRepeated) append(items, found);
    // Some lists of Forgejo have no pages.
    const isEnd = lengthName === "per_page" && countedMax === null ? isLast : found.length === 0 || isRepeated;
    if (isEnd) return { ok: true, value: { items, complete: true } };
    if (lengthMax !== null) length += JSON.stringify(found).length;
  }
  return { ok: true, value: { items, complete: false } };
}
