import { Resolver } from "node:dns/promises";
import type { TextLookup } from "./dkim.ts";

/** Milliseconds for one answer, and how often a server is asked. */
const answerMilliseconds = 5_000;
const triesMax = 2;

/** Names whose answers are kept: most mails of a list come from few domains. */
const namesMax = 10_000;

type Asker = { resolveTxt(name: string): Promise<string[][]> };

/**
 * Asks the machine's own servers of DNS for texts. A name is asked once; an answer that did not come is asked for again with the next mail.
 *
 * @param asker what asks; without it, Node's resolver
 */
export function createTextLookup(
  asker: Asker = new Resolver({ timeout: answerMilliseconds, tries: triesMax }),
): TextLookup {
  const kept = new Map<string, Promise<string[][]>>();
  return async (name) => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const asked = withinTime(asker.resolveTxt(name));
    if (kept.size < namesMax) kept.set(name, asked);
    asked.catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTFOUND" && error.code !== "ENODATA") kept.delete(name);
    });
    return asked;
  };
}

/** Whatever the resolver's own limits do, nobody waits longer. */
async function withinTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const code = `no answer within ${(answerMilliseconds * triesMax) / 1000} seconds`;
    timer = setTimeout(() => reject(Object.assign(new Error(code), { code })), answerMilliseconds * triesMax);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
