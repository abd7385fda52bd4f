import type { CommitFacts } from "../commit/facts.ts";
import type { Signature } from "../commit/identity.ts";
import { factsOf, messageBytesMax } from "../commit/parse-commit.ts";
import type { PostedMail, PostedPatch } from "./posted-mail.ts";

/**
 * The commit that a mail would become, as facts: its id is the mail's Message-Id, its committer whoever sent the mail, since nobody knows who
 * will apply it.
 */
export function commitOfPatch(mail: PostedMail, patch: PostedPatch): CommitFacts {
  const { text, name } = patch.message;
  const isLong = text.length > messageBytesMax;
  return factsOf({
    id: mail.messageId,
    name,
    parents: [],
    author: patch.author,
    committer: senderOf(mail, patch),
    text: isLong ? text.slice(0, messageBytesMax) : text,
    damages: [
      ...patch.problems.map((problem) => `the mail ${problem}`),
      ...(isLong ? [`the message is longer than ${messageBytesMax} characters; the rest was not read`] : []),
    ],
  });
}

function senderOf({ sender, sent }: PostedMail, { author }: PostedPatch): Signature {
  const at = { seconds: sent.seconds ?? author.at.seconds, offsetMinutes: 0 };
  return { ...(sender ?? { name: "", email: "" }), at };
}
