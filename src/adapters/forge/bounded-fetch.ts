import { answerBytesMax, requestTimeMax } from "./limits.ts";

/** An answer that was longer than any that we take. */
export class AnswerTooLong extends Error {}

/**
 * `fetch` to one place, with limits: no redirection is followed, since it could lead anywhere with our token; the answer has to be here within the time,
 * and no longer than the limit.
 *
 * @param origin the forge's own, as it was configured; nothing else is asked
 */
export function boundedFetch(origin: string, timeMax: number = requestTimeMax): typeof fetch {
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input);
    if (address.origin !== origin) throw new Error("only the forge that was configured is asked");
    const response = await fetch(address, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeMax) });
    const body = await readWithin(response, answerBytesMax);
    // A body belongs to no answer without content.
    const { status, statusText, headers } = response;
    return new Response(status === 204 || status === 304 ? null : body, { status, statusText, headers });
  };
}

async function readWithin(response: Response, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) throw new AnswerTooLong(`its answer has more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
