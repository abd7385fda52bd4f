import { resolve } from "node:path";
import { learned, unknown } from "../../../core/text/learned.ts";
import type { Changes } from "../../../ports/changes.ts";
import type { MailSource, SourceEvent } from "../../../ports/mail-source.ts";
import type { Environment } from "../environment.ts";
import { runGit } from "../process.ts";
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
      if (!/^[0-9a-f]{40,64}$/.test(place)) return unknown("has no place in the archive");
      for (const epoch of [...epochs].reverse()) {
        const { status, stdout } = await runGit(epoch.place, ["cat-file", "blob", place]);
        if (status === 0) return learned(stdout);
      }
      return unknown("is no longer in the archive");
    },
    close: async () => changes.close(),
  };
}
