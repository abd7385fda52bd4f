import type { Committing, MessageRules } from "../../ports/pending-commit.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { commentBy, messageRulesBy } from "./message-cleanup.ts";
import { type GitPlace, runGit } from "./process.ts";
import { readSettings } from "./settings.ts";

/** The settings that say how a message is cleaned. */
const names = "^(core\\.comment(char|string)|commit\\.(cleanup|verbose))$";

/** How git cleans a message; see `messageRulesBy`. */
export async function readMessageRules(
  user: GitPlace,
  message: Uint8Array,
  committing: Committing | null,
): Promise<Answer<MessageRules>> {
  const settings = await readSettings(user, names);
  if (!settings.ok) return settings;
  const known = commentBy(settings.value, message);
  const comment = known === null ? await commentByGit(user) : answer(known);
  return comment.ok ? answer(messageRulesBy(settings.value, comment.value, committing)) : comment;
}

async function commentByGit(user: GitPlace): Promise<Answer<string>> {
  const output = await runGit(user, ["stripspace", "--comment-lines"], "x\n");
  if (output.status !== 0) return failureOf(output, user, "say what begins a comment");
  return answer(output.stdout.toString("utf8").replace(/ x\n$/, ""));
}
