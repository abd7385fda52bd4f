import { resolve } from "node:path";
import type { Changes } from "../../../ports/changes.ts";
import type { MailSource, SourceEvent } from "../../../ports/mail-source.ts";
import type { Environment } from "../environment.ts";
import { createObjectReader, type ObjectReader } from "../object-reader.ts";
import { type Epoch, findEpochs, watchedDirectories } from "./epochs.ts";
import { newMails } from "./new-mails.ts";
import { readPosition } from "./position.ts";

/**
 * A public-inbox archive (version 2), or a mirror of it. It is only read: whoever keeps the mirror fetches what is new. A mail's place is
 * the id of its blob.
 */
export function publicInbox(
  directory: string,
  { changes, environment = process.env }: { readonly changes: Changes; readonly environment?: Environment },
): MailSource {
  const root = resolve(directory);
  let epochs: readonly Epoch[] = [];
  const readers = new Map<number, ObjectReader>();

  async function* look(from: string | null, newest: number): AsyncGenerator<SourceEvent> {
    const position = from === null ? null : readPosition(from);
    if (from !== null && position === null) {
      yield { kind: "failed", fault: "usage", text: `\`${from}\` is no position in an archive` };
      return;
    }
    const found = await findEpochs(root, environment, epochs);
    if (!found.ok) {
      yield { kind: "failed", fault: "usage", text: found.error.text };
      return;
    }
    epochs = found.value;
    yield* newMails(epochs, position, newest);
  }

  return {
    name: `the public-inbox archive \`${root}\``,
    hasOrder: true,
    async *follow({ position, newest }, signal) {
      let from = position;
      let saidLast = "";
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        let wrong = "";
        let hasNews = isFirst;
        for await (const event of look(from, newest)) {
          if (signal.aborted) return;
          if ("position" in event) from = event.position;
          // What fails at first has never worked; later somebody may be moving packs about, so it is tried again.
          if (event.kind === "failed" && !isFirst) wrong = `${event.text}; it is tried again`;
          else if (event.kind !== "caught-up" || hasNews) yield event;
          if (event.kind === "failed" && isFirst) return;
          hasNews = true;
        }
        if (wrong !== "" && wrong !== saidLast) yield { kind: "notice", text: wrong };
        saidLast = wrong;
        await changes.next(watchedDirectories(root, epochs), signal);
      }
    },
    async read(place) {
      if (!/^[0-9a-f]{40,64}$/.test(place)) return { kind: "gone", why: "has no place in the archive" };
      for (const { number, place: repository } of [...epochs].reverse()) {
        const reader = readers.get(number) ?? createObjectReader(repository, false);
        readers.set(number, reader);
        const found = await reader.read(place);
        if (!found.ok) return { kind: "later", why: `cannot be read now: ${found.error.text}` };
        if (found.value.kind === "object" && found.value.type === "blob")
          return { kind: "mail", bytes: found.value.bytes };
      }
      return epochs.length === 0
        ? { kind: "later", why: notLookedAt }
        : { kind: "gone", why: "is no longer in the archive" };
    },
    async close() {
      for (const reader of readers.values()) reader.close();
      changes.close();
    },
  };
}

const notLookedAt = "cannot be read before somebody looked at the archive";
