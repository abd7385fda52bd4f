import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, MailedPatch } from "../../ports/repository.ts";
import { borrowingStore } from "./borrowing-store.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";
import { resolveRevision } from "./revision.ts";

/** What a file of mails became. The objects are kept apart from the repository's own, until `remove` is called. */
export type CommittedMails = {
  /** As the repository's place; its git sees the new objects, too. */
  readonly place: GitPlace;
  readonly onto: string;
  readonly patches: readonly MailedPatch[];
  readonly without: number;
  remove(): void;
};

/** Mails of one file. */
const mailsMax = 1_000;

/** What `git mailinfo` says of a mail: who, when and what about, and the two files that it wrote. */
type ReadMail = {
  readonly number: number;
  readonly author: string;
  readonly address: string;
  readonly date: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly messageFile: string;
  readonly patchFile: string;
  readonly base: string | null;
  readonly isPatch: boolean;
};

/**
 * Makes of each mail with a patch the commit that `git am` would make of it, in a directory of its own: git splits and reads the mails, applies the
 * patches to an index that nobody else uses, and writes to an object store that borrows the repository's. Context must match as `git am` wants it.
 *
 * @param onto the commit that the first patch is applied to; null: the `base-commit:` that `git format-patch --base` wrote, else HEAD
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
  const borrowed = await borrowingStore(join(directory, "objects"), opened);
  if (!borrowed.ok) return borrowed;
  const read = await readMails(directory, opened.place, mails);
  if (!read.ok) return read;
  const patches = read.value.filter(({ isPatch }) => isPatch);
  if (patches.length === 0) return refuse("no-patch", "there is no mail with a patch in it");
  const base = await firstParent(opened, read.value, onto);
  if (!base.ok) return base;
  const indexFile = join(directory, "index");
  const place: GitPlace = {
    ...opened.place,
    environment: { ...opened.place.environment, GIT_OBJECT_DIRECTORY: borrowed.value },
  };
  const applying: GitPlace = { ...place, environment: { ...place.environment, GIT_INDEX_FILE: indexFile } };
  const filled = await runGit(applying, ["read-tree", base.value]);
  if (filled.status !== 0) return failureOf(filled, place, "read the tree that the patches apply to");
  const committed: MailedPatch[] = [];
  for (const mail of patches) {
    const commit = await commitPatch(applying, mail, committed.at(-1)?.commit ?? base.value);
    if (!commit.ok) return commit;
    committed.push({ commit: commit.value, messageId: mail.messageId });
  }
  return answer({ place, onto: base.value, patches: committed, without: read.value.length - patches.length });
}

async function readMails(directory: string, place: GitPlace, mails: Uint8Array): Promise<Answer<readonly ReadMail[]>> {
  const split = join(directory, "split");
  mkdirSync(split);
  const output = await runGit(place, ["mailsplit", "-b", "-d4", `-o${split}`], mails);
  if (output.status !== 0) return failureOf(output, place, "split the mails");
  const names = readdirSync(split).sort();
  if (names.length > mailsMax)
    return refuse("too-large", `there are ${names.length} mails; at most ${mailsMax} are read`);
  const read: ReadMail[] = [];
  for (const [index, name] of names.entries()) {
    const mail = await readMail(join(split, name), index + 1, place);
    if (!mail.ok) return mail;
    read.push(mail.value);
  }
  return answer(read);
}

async function readMail(file: string, number: number, place: GitPlace): Promise<Answer<ReadMail>> {
  const [messageFile, patchFile] = [`${file}.message`, `${file}.patch`];
  const bytes = readFileSync(file);
  const information = ["mailinfo", "--encoding=UTF-8", "--no-scissors", messageFile, patchFile];
  const output = await runGit(place, information, bytes);
  if (output.status !== 0) return failureOf(output, place, `read mail ${number}`);
  const said = output.stdout.toString("utf8");
  const patch = readFileSync(patchFile, "latin1");
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(said)?.[1] ?? "";
  return answer({
    number,
    author: field("Author"),
    address: field("Email"),
    date: field("Date"),
    subject: field("Subject"),
    messageId: messageIdOf(bytes),
    messageFile,
    patchFile,
    base: /^base-commit: ([0-9a-f]{40,64})$/m.exec(patch)?.[1] ?? baseInMessage(messageFile),
    isPatch: /^(?:diff --git |--- )/m.test(patch),
  });
}

/** A cover letter has no patch, so what `git format-patch --base` writes stands in its message. */
const baseInMessage = (messageFile: string): string | null =>
  /^base-commit: ([0-9a-f]{40,64})$/m.exec(readFileSync(messageFile, "latin1"))?.[1] ?? null;

/** RFC 5322, 3.6.4, folded or not; null where there is none, or more than one. */
function messageIdOf(mail: Buffer): string | null {
  const header = /^[\s\S]*?(?:\r?\n){2}/.exec(mail.toString("latin1", 0, 256 * 1024))?.[0] ?? "";
  const ids = [...header.matchAll(/^message-id:\s*(<[^<>\s]+>)\s*$/gim)];
  return ids.length === 1 ? (ids[0]?.[1] ?? null) : null;
}

async function firstParent(
  { objects, description }: OpenedRepository,
  mails: readonly ReadMail[],
  onto: string | null,
): Promise<Answer<string>> {
  if (onto === null) {
    const named = mails.find(({ base }) => base !== null)?.base ?? null;
    const base = named === null ? null : await resolveRevision(objects, description, named);
    if (base?.ok) return answer(base.value.id);
  }
  const resolved = await resolveRevision(objects, description, onto ?? "HEAD");
  return resolved.ok ? answer(resolved.value.id) : resolved;
}

async function commitPatch(place: GitPlace, mail: ReadMail, parent: string): Promise<Answer<string>> {
  const exactly = ["-c", "apply.ignoreWhitespace=no", "-c", "core.autocrlf=false"];
  const applied = await runGit(place, [...exactly, "apply", "--cached", "--whitespace=nowarn", mail.patchFile]);
  if (applied.status !== 0) return doesNotApply(mail, parent, applied.stderr);
  const tree = await runGit(place, ["write-tree"]);
  if (tree.status !== 0) return failureOf(tree, place, "write the tree of a patch");
  const body = readFileSync(mail.messageFile);
  // The message as `git am` has it: the subject, an empty line, and the rest without what git strips.
  const message = await runGit(place, ["stripspace"], Buffer.concat([Buffer.from(`${mail.subject}\n\n`), body]));
  const environment = {
    ...place.environment,
    GIT_AUTHOR_NAME: mail.author,
    GIT_AUTHOR_EMAIL: mail.address,
    GIT_AUTHOR_DATE: mail.date,
    // Nobody has committed it yet.
    GIT_COMMITTER_NAME: mail.author,
    GIT_COMMITTER_EMAIL: mail.address,
    GIT_COMMITTER_DATE: mail.date,
  };
  const encoding = ["-c", "i18n.commitEncoding=UTF-8"];
  const names = [tree.stdout.toString("latin1").trim(), "-p", parent];
  const commit = await runGit({ ...place, environment }, [...encoding, "commit-tree", ...names], message.stdout);
  if (commit.status === 0) return answer(commit.stdout.toString("latin1").trim());
  return refuse("no-patch", `mail ${mail.number} has no usable author or date: ${firstLine(commit.stderr)}`);
}

const doesNotApply = (mail: ReadMail, parent: string, complaint: string) =>
  refuse(
    "does-not-apply",
    `the patch of mail ${mail.number} (${mail.subject}) does not apply to ${parent.slice(0, 12)}: ${firstLine(complaint)}; ` +
      "name the commit it was made on with `--onto`",
  );

const firstLine = (text: string): string => text.replace(/^(?:error|fatal): /, "").split("\n", 1)[0] ?? "";
