import type { PatchCheck, PatchworkCheck } from "../../core/report/answer/patchwork-checks.ts";
import { clip } from "../../core/text/neutralise.ts";
import type { Patchwork, Posting } from "../../ports/patchwork.ts";

/** A patchwork and who speaks to it. */
export type PatchworkAccess = {
  /** Without `/api` and what follows it. */
  readonly url: string;
  readonly token: string;
};

/** The oldest version of its API in which patches are found by their Message-Id. */
const apiVersion = "1.2";

/** Milliseconds for one request, its answer included. */
const requestTimeMax = 30_000;

/** Bytes of an answer. A patch with its diff and headers has some hundred thousand. */
const answerBytesMax = 16 << 20;

/** Projects that have the same mail. */
const patchesMax = 20;

/** Checks of one patch that are looked at, to see whether the newest says the same. */
const checksMax = 100;

/** Code points of a server's words that are shown. */
const shownMax = 200;

/**
 * Posts checks by patchwork's REST API: `GET /patches/?msgid=…`, then `POST /patches/{id}/checks/`. Addresses are made of the one that is
 * configured and of numbers; none that a server names is followed, and the token goes to no other place.
 */
export function createPatchwork({ url, token }: PatchworkAccess, timeMax = requestTimeMax): Patchwork {
  const ask = (path: string, body: PatchworkCheck | null): Promise<Answer> =>
    request(`${url}/api/${apiVersion}/${path}`, { token: body === null ? null : token, body, timeMax });
  return {
    async post(wanted) {
      const found = await ask(`patches/?msgid=${encodeURIComponent(wanted.msgid)}&per_page=${patchesMax}`, null);
      if (!found.ok) return found.posting;
      const ids = patchesIn(found.value, `<${wanted.msgid}>`);
      if (ids === null) return { kind: "refused", why: `${url} does not answer as a patchwork does` };
      if (ids.length === 0) return { kind: "absent" };
      const postings: Posting[] = [];
      for (const id of ids) postings.push(await postTo(id, wanted, ask));
      return (
        postings.find(({ kind }) => kind !== "posted" && kind !== "known") ??
        postings.find(({ kind }) => kind === "posted") ?? { kind: "known" }
      );
    },
  };
}

type Ask = (path: string, body: PatchworkCheck | null) => Promise<Answer>;

async function postTo(id: number, { check }: PatchCheck, ask: Ask): Promise<Posting> {
  const context = encodeURIComponent(check.context);
  const before = await ask(`patches/${id}/checks/?context=${context}&per_page=${checksMax}`, null);
  // Whether it is known already decides only whether it is said twice, so an odd answer is no reason to say nothing.
  if (before.ok && isSame(before.value, check)) return { kind: "known" };
  const posted = await ask(`patches/${id}/checks/`, check);
  return posted.ok ? { kind: "posted" } : posted.posting;
}

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly posting: Posting };

type Asked = { readonly token: string | null; readonly body: PatchworkCheck | null; readonly timeMax: number };

async function request(address: string, { token, body, timeMax }: Asked): Promise<Answer> {
  const headers = {
    Accept: "application/json",
    ...(token === null ? {} : { Authorization: `Token ${token}` }),
    ...(body === null ? {} : { "Content-Type": "application/json" }),
  };
  const { host } = new URL(address);
  try {
    const response = await fetch(address, {
      method: body === null ? "GET" : "POST",
      headers,
      body: body === null ? null : JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeMax),
    });
    const text = await textOf(response);
    if (response.ok) return { ok: true, value: JSON.parse(text) };
    const why = `${host} answers ${response.status}${reasonIn(text)}`;
    const isLater = response.status >= 500 || response.status === 429 || response.status === 408;
    return { ok: false, posting: { kind: isLater ? "later" : "refused", why } };
  } catch (error) {
    return {
      ok: false,
      posting: { kind: "later", why: `${host} cannot be spoken to: ${whyOf(error as FetchFailure)}` },
    };
  }
}

/** The whole answer, or a failure where it is longer than any should be. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).length;
    if (length > answerBytesMax) throw new Error(`its answer has more than ${answerBytesMax} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString("utf8");
}

type FetchFailure = Error & { readonly cause?: { readonly code?: string; readonly message?: string } };

function whyOf({ name, message, cause }: FetchFailure): string {
  if (name === "TimeoutError") return "it does not answer";
  return clip((cause?.message || cause?.code || message).replace(/\s+/g, " "), shownMax);
}

/** `{"detail": "…"}`, as patchwork says why. */
function reasonIn(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    return typeof detail === "string" ? `: ${clip(detail.replace(/\s+/g, " "), shownMax)}` : "";
  } catch {
    return "";
  }
}

type Listed = { readonly [name: string]: unknown };

/** What a list holds, by number; null: it is no list of numbered things. */
function listIn(value: unknown): readonly (Listed & { readonly id: number })[] | null {
  if (!Array.isArray(value)) return null;
  const isNumbered = (one: unknown): one is Listed & { readonly id: number } => {
    const id = (one as Listed | null)?.["id"];
    return Number.isSafeInteger(id) && (id as number) > 0;
  };
  return value.every(isNumbered) ? value : null;
}

/** The numbers of the patches with this Message-Id. A patchwork that is too old to be asked for one lists all that it has. */
function patchesIn(value: unknown, messageId: string): readonly number[] | null {
  const listed = listIn(value);
  return listed === null ? null : listed.filter((one) => one["msgid"] === messageId).map(({ id }) => id);
}

/** Does the newest check say the same? Of a list that may go on nobody knows its newest. */
function isSame(value: unknown, check: PatchworkCheck): boolean {
  const listed = (listIn(value) ?? []).filter((one) => one["context"] === check.context);
  if (listed.length >= checksMax) return false;
  const newest = listed.reduce<(Listed & { readonly id: number }) | null>(
    (best, one) => (best === null || one.id > best.id ? one : best),
    null,
  );
  return (
    newest !== null &&
    newest["state"] === check.state &&
    newest["description"] === check.description &&
    (newest["target_url"] ?? null) === (check.target_url ?? null)
  );
}
