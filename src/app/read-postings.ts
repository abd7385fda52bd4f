import { answeredBy } from "../core/mail/answers.ts";
import { readForgeExport } from "../core/process/thread/forge-export.ts";
import type { Posting, ReadPostings } from "../core/process/thread/posting.ts";
import type { Mail, Mailbox } from "../ports/mailbox.ts";
import { type Attempt, done, failed } from "./attempt.ts";

/**
 * The postings of a discussion from wherever they were exported to: mails, or the JSON of a forge. Several places are one discussion. What of
 * a posting cannot be read is a problem, and the rest of it is there.
 */
export async function readPostings(paths: readonly string[], mailbox: Mailbox): Promise<Attempt<ReadPostings>> {
  const all: Posting[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const answer = await mailbox.read(path);
    if (!answer.ok) return failed(answer.fault, answer.text);
    const name = path === "-" ? "standard input" : path;
    const label = paths.length > 1 ? ` of ${name}` : "";
    const read =
      answer.value.kind === "mails"
        ? postingsOfMails(answer.value.mails, label)
        : readForgeExport(answer.value.text, label);
    if (read === null)
      return failed("usage", `\`${name}\` is no JSON of an issue that is read; docs/exception-status.md says which is`);
    // One by one: an argument list of thousands would not fit on the stack.
    for (const posting of read.postings) all.push(posting);
    for (const problem of read.problems) problems.push(problem);
  }
  return done({ postings: all, problems });
}

function postingsOfMails(mails: readonly Mail[], label: string): ReadPostings {
  const problems: string[] = [];
  const postings = mails.map((mail): Posting => {
    const place = `mail ${mail.number}${mail.file === null ? "" : ` (${mail.file})`}${label}`;
    const named = mail.messageId === null ? place : `${place}, ${mail.messageId},`;
    for (const problem of mail.problems) problems.push(`${named} ${problem}`);
    const { messageId, from, date, subject, text, partLines, patches } = mail;
    const answers = answeredBy(mail);
    const author = { identity: from, login: null };
    return { place, id: messageId, channel: "mail", answers, author, date, subject, text, partLines, patches };
  });
  return { postings, problems };
}
