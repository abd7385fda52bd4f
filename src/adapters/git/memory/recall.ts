import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8 } from "../../../core/commit/decode.ts";
import { cleanMessage } from "../../../core/commit/pending-message.ts";
import type { MessageRules, PendingCommit, PendingQuestion } from "../../../ports/pending-commit.ts";
import type { Answer, Repository } from "../../../ports/repository.ts";
import type { Environment } from "../environment.ts";
import { answer, refuse } from "../failure.ts";
import { commentBy, messageRulesBy } from "../message-cleanup.ts";
import { type Memory, questionText, readBack } from "./memory.ts";

/** Something is asked that was not remembered: git has to be asked. Thrown through whoever asked, since any other answer would be a guess. */
export class NotRemembered extends Error {}

const notRemembered = (what: string): never => {
  throw new NotRemembered(what);
};

/** What git is doing when one of these is in its directory; then more than one commit may be meant. */
const underWay = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "sequencer"];

/**
 * A repository that answers from a memory, and throws `NotRemembered` at any other question. Whoever uses it has seen that the memory's witnesses still stand.
 */
export function recalledRepository(memory: Memory, environment: Environment): Repository {
  const answers = new Map(memory.answers);
  const known: Pick<Repository, "pending" | "defaultTarget" | "close"> = {
    pending: async (question) => pending(memory, question, environment),
    defaultTarget: async (remote) =>
      remote === undefined ? answer(memory.target) : notRemembered("a remote's target"),
    close: async () => {},
  };
  const questions: Record<string, unknown> = { ...known };
  return new Proxy({} as Repository, {
    get(_, name) {
      if (typeof name !== "string" || name === "then") return undefined;
      if (name === "description") return notRemembered(name);
      return (
        questions[name] ??
        (async (...given: readonly unknown[]) => {
          const text = questionText(name, given);
          return answers.has(text) ? readBack(answers.get(text)) : notRemembered(text);
        })
      );
    },
  });
}

function pending(memory: Memory, question: PendingQuestion, environment: Environment): Answer<PendingCommit> {
  const { message, committing } = question;
  if (committing?.amends !== false) return notRemembered("what is amended");
  if (underWay.some((name) => existsSync(join(memory.gitDirectory, name)))) return notRemembered("what is under way");
  const parent = headId(memory);
  const comment = commentBy(memory.settings, message) ?? notRemembered("what begins a comment");
  const rules = messageRulesBy(memory.settings, comment, committing);
  const encoding = memory.settings.findLast(({ name }) => name === "i18n.commitencoding")?.value ?? "UTF-8";
  if (!/^utf-?8$/i.test(encoding) || environment["GIT_COMMITTER_DATE"] !== undefined)
    return notRemembered("the encoding, or the date");
  const zeros = "0".repeat(memory.objectFormat === "sha256" ? 64 : 40);
  const committer = `${memory.committer} ${committing.now} +0000`;
  const header = `tree ${zeros}\nparent ${parent}\nauthor ${authorOf(environment)}\ncommitter ${committer}\n\n`;
  const bytes = Buffer.from(header + cleaned(message, rules), "utf8");
  // A rule that wants to know what is changed says that it cannot tell, and whoever hears that asks git.
  const changes = refuse("git-failed", "the changes were not remembered");
  return answer({ bytes, parents: [parent], changes, amends: false });
}

/** The commit that HEAD names by a branch of one file. */
function headId({ gitDirectory, commonDirectory }: Memory): string {
  const [, branch = ""] =
    /^ref: (refs\/heads\/[^\0\n]+)\n$/.exec(readFileSync(join(gitDirectory, "HEAD"), "utf8")) ?? [];
  if (branch === "" || branch.includes("..")) return notRemembered("HEAD");
  try {
    const [, id] =
      /^((?:[0-9a-f]{40}){1}(?:[0-9a-f]{24})?)\n$/.exec(readFileSync(join(commonDirectory, branch), "latin1")) ?? [];
    return id ?? notRemembered(branch);
  } catch {
    return notRemembered(branch);
  }
}

/** git tells its hooks who the author is, as it will write him. */
function authorOf({
  GIT_AUTHOR_NAME: name = "",
  GIT_AUTHOR_EMAIL: email = "",
  GIT_AUTHOR_DATE: date = "",
}: Environment): string {
  const [, seconds, zone] = /^@(\d{1,12}) ([-+]\d{4})$/.exec(date) ?? [];
  const isClean = [name, email].every((text) => /^[^<>\0\n\ufffd]+$/.test(text) && text === text.trim());
  return isClean && seconds !== undefined ? `${name} <${email}> ${seconds} ${zone}` : notRemembered("the author");
}

/** The message as git is going to clean it; where scissors may be meant or not, git says. */
function cleaned(message: Uint8Array, { cleanup, comment, cutsAtScissors }: MessageRules): string {
  const text = decodeUtf8(message) ?? notRemembered("the message's encoding");
  const mayCut = text.includes(" >8 ");
  if (text.includes("\0") || (mayCut && (!cutsAtScissors || cleanup !== "comments")))
    return notRemembered("the scissors");
  if (cleanup === "keep") return text;
  if (cleanup === "whitespace") return cleanMessage(text, "\0");
  return /^[\x21-\x7e]$/.test(comment) ? cleanMessage(text, comment) : notRemembered("what begins a comment");
}
