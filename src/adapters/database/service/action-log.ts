import { createHash } from "node:crypto";
import { chain, type NewAction } from "../../../core/service/action-log.ts";
import type { ServiceStore } from "../../../ports/service-store.ts";
import { type Base, inParts, whole } from "./changes.ts";
import type { Change } from "./schema.ts";
import { keptText } from "./zero-free.ts";

type Log = Pick<ServiceStore, "appendLog" | "log">;

export const logIn = (base: Base): Log => ({
  appendLog: (actions) =>
    actions.length === 0 ? Promise.resolve() : whole(base, (change) => appendIn(change, actions)),
  log: (after, most) =>
    base.database
      .selectFrom("action_log")
      .selectAll()
      .where("sequence", ">", after)
      .orderBy("sequence")
      .limit(most)
      .execute(),
});

/** The hash is of what is kept: an entry with a character that a database replaces would look changed. */
const asKept = ({ at, actor, action, subject }: NewAction): NewAction => ({
  at,
  actor: keptText(actor),
  action,
  subject: keptText(subject),
});

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Appends to the log in a change that is under way. It comes last in a change: until it is whole nobody else appends. */
export async function appendIn(change: Change, actions: readonly NewAction[]): Promise<void> {
  if (actions.length === 0) return;
  // Changing the row first has other changes wait here, so that each goes on from the entry before.
  const head = await change
    .updateTable("log_head")
    .set((row) => ({ sequence: row("sequence", "+", actions.length) }))
    .where("one", "=", 1)
    .returning(["sequence", "hash"])
    .executeTakeFirstOrThrow();
  const entries = chain({ sequence: head.sequence - actions.length, hash: head.hash }, actions.map(asKept), sha256);
  for (const part of inParts(entries))
    await change
      .insertInto("action_log")
      .values([...part])
      .execute();
  const hash = entries.at(-1)?.hash ?? head.hash;
  await change.updateTable("log_head").set({ hash }).where("one", "=", 1).execute();
}
