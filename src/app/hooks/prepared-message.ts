import { decodeLatin1 } from "../../core/commit/decode.ts";
import { scissors } from "../../core/commit/scissors.ts";
import { commitNote } from "../../core/report/commit-note.ts";
import { joinedBytes } from "../../core/text/bytes.ts";
import type { Committing, MessageRules } from "../../ports/pending-commit.ts";
import type { CheckPorts } from "../check.ts";
import { pendingPolicy } from "../check-pending.ts";

/** What `prepare-commit-msg` is told: the message so far, and where it comes from (githooks(5); null: from nowhere). */
export type PreparedMessage = {
  readonly message: Uint8Array;
  readonly source: string | null;
  readonly committing: Committing;
};

/**
 * The message with a note for its author among git's comments, which git takes out again. Null where none is to be added: nobody edits the
 * message, git would keep the comment, the message is there already, the policy asks nothing of AI content, or `proviso.hints` is off.
 */
export async function noteMessage(
  { message, source, committing }: PreparedMessage,
  ports: CheckPorts,
): Promise<Uint8Array | null> {
  const { repository } = ports;
  if (!committing.edited || !(source === null || source === "template")) return null;
  const hints = await repository.settings("proviso.hints");
  if (!hints.ok || /^(?:false|no|off|0)$/i.test(hints.value.at(-1) ?? "")) return null;
  const rules = await repository.messageRules(message, committing);
  if (!rules.ok || rules.value.cleanup !== "comments") return null;
  const head = await repository.resolve("HEAD");
  const policy = await pendingPolicy(null, head.ok ? head.value : null, ports);
  if (!policy.ok) return null;
  const note = commitNote(policy.value);
  return note.length === 0 ? null : withNote(message, note, rules.value);
}

/** The note before git's own comments, which stand last; behind everything, where git writes none. Bytes are kept. */
function withNote(message: Uint8Array, note: readonly string[], { comment }: MessageRules): Uint8Array {
  const at = lastComments(message, comment);
  const lines = [...note, "(`git config proviso.hints false` turns this note off.)", ""];
  const text = new TextEncoder().encode(lines.map((line) => `${comment} ${line}`.trimEnd()).join("\n"));
  const before = message.subarray(0, at);
  const ends = before.length === 0 || before.at(-1) === lineFeed;
  return joinedBytes([before, ends ? nothing : feed, text, feed, message.subarray(at)]);
}

/** Where the comments begin that stand before the end, or before the scissors, without a gap. */
function lastComments(message: Uint8Array, comment: string): number {
  // A character a byte, so that places are the same in both.
  const text = decodeLatin1(message);
  const mark = decodeLatin1(new TextEncoder().encode(comment));
  const cut = text.indexOf(`${mark} ${scissors}\n`);
  let at = cut === -1 ? text.length : cut;
  while (at > 0) {
    // A negative place would be taken for the first one.
    const line = at < 2 ? 0 : text.lastIndexOf("\n", at - 2) + 1;
    if (!text.startsWith(mark, line)) break;
    at = line;
  }
  return at;
}

const lineFeed = 10;
const feed = Uint8Array.of(lineFeed);
const nothing = new Uint8Array();
