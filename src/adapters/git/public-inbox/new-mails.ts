import type { SourceEvent } from "../../../ports/mail-source.ts";
import { objectBytesMax } from "../batch-reader.ts";
import { type GitPlace, linesOf, runGit } from "../process.ts";
import { type EpochMail, mailsOfEpoch } from "./epoch-mails.ts";
import type { Epoch } from "./epochs.ts";
import { type InboxPosition, positionText } from "./position.ts";
import { beginningOf, newBehind, tipOf } from "./where-to-begin.ts";

/** What there is behind a position, or of the newest mails where there is none yet; "caught-up" at the end. */
export async function* newMails(
  epochs: readonly Epoch[],
  from: InboxPosition | null,
  newest: number,
): AsyncGenerator<SourceEvent> {
  const begin = from === null ? await beginningOf(epochs, newest) : null;
  if (begin?.ok === false) {
    yield failed(begin.error.text);
    return;
  }
  const first = from?.epoch ?? begin?.value.epoch ?? 0;
  let position = positionText(from ?? { epoch: first, after: null });
  for (const epoch of epochs) {
    if (epoch.number < first) continue;
    const after = epoch.number === first ? (from?.after ?? null) : null;
    if (epoch.number > first) position = positionText({ epoch: epoch.number, after });
    const limit = begin !== null && epoch.number === first ? begin.value.newest : null;
    for await (const event of newOfEpoch(epoch, after, { newest, limit, isOld: from === null })) {
      if ("position" in event) position = event.position;
      yield event;
      if (event.kind === "failed") return;
    }
  }
  yield { kind: "caught-up", position };
}

const failed = (text: string): SourceEvent => ({ kind: "failed", fault: "work", text });

type Looking = {
  /** Of an epoch that was rewritten beyond recognition so many are read again. */
  readonly newest: number;
  /** Of this epoch's mails only so many, the newest; null: all. */
  readonly limit: number | null;
  readonly isOld: boolean;
};

async function* newOfEpoch(
  epoch: Epoch,
  after: InboxPosition["after"],
  { newest, limit, isOld }: Looking,
): AsyncGenerator<SourceEvent> {
  const { number, place } = epoch;
  const tip = await tipOf(place);
  if (tip.ok && tip.value === null) return;
  const news = tip.ok ? await newBehind(place, tip.value ?? "", after, newest) : tip;
  if (!news.ok) {
    yield failed(news.error.text);
    return;
  }
  const { rewritten, ...range } = news.value;
  if (rewritten !== "no") yield { kind: "notice", text: rewrittenText(number, rewritten) };
  let commits = 0;
  let mails = 0;
  for await (const mail of mailsOfEpoch(epoch, limit === null ? range : { ...range, newest: limit })) {
    if (!mail.ok) {
      yield failed(mail.error.text);
      return;
    }
    const { commit, record } = mail.value;
    const blob = record.kind === "absent" ? await takenAway(place, commit) : record.id;
    commits += 1;
    // A commit without a mail is what public-inbox-purge(1) leaves behind.
    if (blob === null) continue;
    mails += 1;
    const position = positionText({ epoch: number, after: { commit, blob } });
    yield eventOf(mail.value, { place: blob, position }, isOld || rewritten === "lost");
  }
  if (commits > 0 && mails === 0 && after === null)
    yield failed(`\`${place.directory}\` has commits, but no mails as public-inbox keeps them since its version 2`);
}

function rewrittenText(number: number, rewritten: "found-again" | "lost"): string {
  const what = `epoch ${number} of the archive was rewritten`;
  return rewritten === "found-again"
    ? `${what}; it is gone on with behind the mail that was the last`
    : `${what}, and the mail that was the last has gone; what is there counts as read`;
}

/** The mail that a commit took away (its file `d` holds it once more), or null. */
async function takenAway(place: GitPlace, commit: string): Promise<string | null> {
  const { status, stdout } = await runGit(place, ["rev-parse", "--verify", "--quiet", `${commit}:d`]);
  return status === 0 ? (linesOf(stdout)[0] ?? null) : null;
}

function eventOf(
  { record }: EpochMail,
  where: { readonly place: string; readonly position: string },
  isOld: boolean,
): SourceEvent {
  if (record.kind === "absent") return { kind: "gone", ...where };
  if (record.kind === "too-large")
    return {
      kind: "unreadable",
      ...where,
      why: `has ${record.size} bytes, more than ${objectBytesMax}, and is not read`,
    };
  if (record.type !== "blob") return { kind: "unreadable", ...where, why: `is a ${record.type} in the archive` };
  return { kind: "mail", ...where, bytes: record.bytes, isOld };
}
