import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shortObjectId } from "../../core/commit/object-id.ts";
import type { AppliedMails, MailedPatch } from "../../ports/applied-series.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, refuse } from "./failure.ts";
import { type ReadMail, readMails } from "./mails.ts";
import type { OpenedRepository } from "./opened.ts";
import { applyToIndex, commitIndex, openPatchBench } from "./patch-bench.ts";
import { type GitPlace, runGit } from "./process.ts";
import { resolveRevision } from "./revision.ts";

/**
 * What a file of mails became. The objects are kept apart from the repository's own; who asked calls `remove` when they
 * are no longer needed.
 */
export type CommittedMails = Omit<AppliedMails, "repository"> & {
  /** As the repository's place; its git sees the new objects, too. */
  readonly place: GitPlace;
  remove(): void;
};

/**
 * Makes of each mail with a patch the commit that `git am` would make of it, in a directory of its own: git splits
 * and reads the mails, applies the patches to an index that nobody else uses, and writes to an object store that
 * borrows the repository's. Context must match as `git am` wants it. The committer is the author, at the author's time.
 *
 * Refuses a file without a patch, a mail that is meant for a patch and that git reads none in, a patch that does not
 * apply, a mail without a usable author or date, and a base that the mails name and the repository lacks.
 *
 * @param onto the commit that the first patch is applied to; null: the base that the mails name, else HEAD
 */
export async function commitMails(
  opened: OpenedRepository,
  mails: Uint8Array,
  onto: string | null,
): Promise<Answer<CommittedMails>> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-mails-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const committed = await commitIn(directory, opened, mails, onto);
    if (committed.ok) return answer({ ...committed.value, remove });
    remove();
    return committed;
  } catch (error) {
    remove();
    throw error;
  }
}

async function commitIn(
  directory: string,
  opened: OpenedRepository,
  mails: Uint8Array,
  onto: string | null,
): Promise<Answer<Omit<CommittedMails, "remove">>> {
  const read = await readMails(directory, opened.place, mails);
  if (!read.ok) return read;
  const odd = read.value.find(({ patch }) => patch === "odd");
  if (odd !== undefined)
    return refuse("no-patch", `${nameOf(odd)} is meant for a patch, and git can read none in it: send it as git does`);
  const patches = read.value.filter(({ patch }) => patch === "present");
  if (patches.length === 0) return refuse("no-patch", "there is no mail with a patch in it");
  const base = await baseOf(opened, read.value, onto);
  if (!base.ok) return base;
  const bench = await openPatchBench(directory, opened, base.value.id);
  if (!bench.ok) return bench;
  const { place, applying } = bench.value;
  const committed: MailedPatch[] = [];
  for (const mail of patches) {
    const parent = committed.at(-1)?.commit ?? base.value.id;
    const applied = await applyToIndex(applying, readFileSync(mail.patchFile));
    if (applied !== null) return doesNotApply(mail, base.value, committed.length, applied);
    const commit = await commitPatch(applying, mail, parent);
    if (!commit.ok) return commit;
    committed.push({ commit: commit.value, number: mail.number, messageId: mail.messageId });
  }
  const without = read.value.filter(({ patch }) => patch === "absent").map(({ number }) => number);
  return answer({ place, onto: base.value.id, ontoBy: base.value.by, patches: committed, without });
}

type Base = { readonly id: string; readonly by: AppliedMails["ontoBy"] };

async function baseOf(
  { objects, description }: OpenedRepository,
  mails: readonly ReadMail[],
  onto: string | null,
): Promise<Answer<Base>> {
  const named = onto === null ? (mails.find(({ base }) => base !== null)?.base ?? null) : null;
  const by = onto !== null ? "caller" : named !== null ? "mails" : "HEAD";
  const resolved = await resolveRevision(objects, description, onto ?? named ?? "HEAD");
  if (resolved.ok) return answer({ id: resolved.value.id, by });
  if (by !== "mails") return resolved;
  const why = `the mails name the base ${shortObjectId(named ?? "")}, which this repository does not have`;
  return refuse("unknown-revision", `${why}: fetch it, or say by \`--onto\` what to apply them to`);
}

async function commitPatch(place: GitPlace, mail: ReadMail, parent: string): Promise<Answer<string>> {
  const body = readFileSync(mail.messageFile);
  // The message as `git am` has it: the subject, an empty line, and the rest without what git strips.
  const message = await runGit(place, ["stripspace"], Buffer.concat([Buffer.from(`${mail.subject}\n\n`), body]));
  if (message.stdout.includes(0)) return refuse("no-patch", `${nameOf(mail)} has a NUL byte in its message`);
  const { author: name, address, date } = mail;
  return commitIndex(place, { author: { name, address, date }, message: message.stdout, parent, what: nameOf(mail) });
}

const nameOf = ({ number, subject }: ReadMail): string => `mail ${number} (${subject})`;

/** @param earlier how many patches of the file were applied before it */
function doesNotApply(mail: ReadMail, { id, by }: Base, earlier: number, complaint: string): Answer<never> {
  const behind = earlier === 0 ? "" : ` behind the ${earlier === 1 ? "patch" : `${earlier} patches`} before it`;
  const where = by === "HEAD" ? "HEAD" : shortObjectId(id);
  const advice = {
    HEAD: "; name the commit it was made on with `--onto`",
    mails: ", the base that the mails name",
    caller: "",
  };
  return refuse("does-not-apply", `${nameOf(mail)} does not apply to ${where}${behind}: ${complaint}${advice[by]}`);
}
