import { undecidedBecause } from "../../core/evaluate/undecided-because.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { isListSender } from "../../core/mail/list-sender.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { pullSaidIn } from "../../core/mail/said-in-mail.ts";
import type { Series } from "../../core/mail/series.ts";
import { dayOf } from "../../core/text/day.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { TagSignature } from "../../ports/tag-signature.ts";
import { type Attempt, done } from "../attempt.ts";
import type { CheckPorts } from "../check.ts";
import { checkPullRequest, type PullCheck } from "./check-pull-request.ts";

/**
 * Judges the commits that a mail asks to pull, where it brings no patches itself.
 *
 * @returns null: it does, or it does not ask in words that can be read
 */
export async function judgePull(
  { kind, cover, patches, title, problems }: Series,
  request: Pick<PullCheck, "policyFrom" | "today" | "listing" | "target">,
  ports: CheckPorts,
): Promise<Attempt<Report> | null> {
  if (kind !== "pull-request" || cover === null || patches.length > 0) return null;
  const read = pullSaidIn(cover);
  if (!read.known || read.value === null) return null;
  const pull = read.value;
  const sender = cover.sender === null || isListSender(cover) ? null : cover.sender;
  const checked = await checkPullRequest(
    {
      ...request,
      pull,
      subject: title,
      posting: { sender: sender === null ? unknown(noSender) : learned(sender), posted: postedOn(cover) },
      replay: false,
      progress: () => {},
    },
    ports,
  );
  if (!checked.ok) return checked;
  const { report, tag } = checked.value;
  const withTag =
    tag === null ? report : { ...report, subject: `${report.subject}, tag ${pull.tag}: ${wordsFor(tag)}` };
  // Another mail may ask for other commits in the same name.
  const told = problems.reduce(undecidedBecause, withTag);
  // Else the rules would take each committer for whoever passes his commit on.
  return done(sender === null ? undecidedBecause(told, noSender) : told);
}

const noSender = "it is not known who sent the mail, and so not who passes the commits on";

const postedOn = ({ sent: { seconds } }: PostedMail): PullCheck["posting"]["posted"] =>
  seconds === null ? unknown("the mail has no date that can be read") : learned(dayOf(seconds));

function wordsFor(tag: TagSignature): string {
  switch (tag.state) {
    case "absent":
      return "is not here";
    case "unsigned":
      return "is not signed";
    case "good":
      return `good signature of ${tag.signer}`;
    case "bad":
    case "unknown":
      return `${tag.state} signature: ${tag.said}`;
  }
}
