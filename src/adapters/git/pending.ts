import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Committing, PendingCommit, PendingQuestion } from "../../ports/pending-commit.ts";
import type { Answer } from "../../ports/repository.ts";
import { createChangeReader } from "./change-reader.ts";
import { changeArguments, recordAnswer } from "./differ.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { identity } from "./identity.ts";
import { scissorsIn } from "./message-cleanup.ts";
import { readMessageRules } from "./message-rules.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";
import { resolveRevision } from "./revision.ts";
import { readCommit } from "./series.ts";
import { readSettings } from "./settings.ts";

/** The commit that `git commit` would make of the index and this message now. */
export async function readPending(
  opened: OpenedRepository,
  { message, indexFile, committing }: PendingQuestion,
): Promise<Answer<PendingCommit>> {
  const [author, committer, cleaned, encoding] = await Promise.all([
    identity(opened.user, "GIT_AUTHOR_IDENT"),
    identity(opened.user, "GIT_COMMITTER_IDENT"),
    cleanMessage(opened.user, message, committing),
    commitEncoding(opened.user),
  ]);
  if (!author.ok) return author;
  if (!committer.ok) return committer;
  if (!cleaned.ok) return cleaned;
  if (!encoding.ok) return encoding;
  const parents = await pendingParents(opened, committing, author.value);
  if (!parents.ok) return parents;
  const { ids, amends } = parents.value;
  const zeros = "0".repeat(opened.description.objectFormat === "sha256" ? 64 : 40);
  const header = [
    `tree ${zeros}`,
    ...ids.map((id) => `parent ${id}`),
    `author ${author.value}`,
    `committer ${committer.value}`,
    ...(encoding.value === null ? [] : [`encoding ${encoding.value}`]),
  ];
  const bytes = Buffer.concat([Buffer.from(`${header.join("\n")}\n\n`, "utf8"), cleaned.value]);
  const changes = await indexChanges(opened, ids[0] ?? null, indexFile);
  return answer({ bytes, parents: ids, changes, amends });
}

/** HEAD, and what is being merged; or what HEAD stands on, if the commit takes its place. */
async function pendingParents(
  { objects, description }: OpenedRepository,
  committing: Committing | null,
  author: string,
): Promise<Answer<{ readonly ids: readonly string[]; readonly amends: boolean }>> {
  if (description.unborn) return answer({ ids: [], amends: false });
  const head = await resolveRevision(objects, description, "HEAD");
  if (!head.ok) return head;
  const { id, parents } = head.value;
  const mergeHeads = join(description.gitDirectory, "MERGE_HEAD");
  const merged = existsSync(mergeHeads) ? readFileSync(mergeHeads, "latin1").split("\n") : [];
  const others = merged.filter((one) => /^[0-9a-f]{40,64}$/.test(one));
  if (committing === null || committing.amends === false || others.length > 0)
    return answer({ ids: [id, ...others], amends: false });
  if (committing.amends) return answer({ ids: parents, amends: true });
  const commit = await readCommit(objects, id);
  if (!commit.ok) return commit;
  const amends = looksAmended(commit.value.bytes, author, committing.now);
  return answer(amends ? { ids: parents, amends } : { ids: [id], amends });
}

/** Seconds in which a commit and the next one may have been begun by one program. */
const sameMoment = 2;

/**
 * git tells its hooks who the author is, and since when, but not that a commit is amended. Nobody authors two commits in one second,
 * unless a program does; so HEAD's author and his date mean HEAD, if that second is over.
 */
function looksAmended(head: Uint8Array | null, author: string, now: number): boolean {
  const line = /^author (.*)$/m.exec(Buffer.from(head ?? []).toString("utf8"))?.[1];
  const seconds = Number(/ (\d+) [-+]\d{4}$/.exec(author)?.[1]);
  return line === author && now - seconds > sameMoment;
}

/** Cut at the scissors, and cleaned as git is going to clean it. */
async function cleanMessage(
  user: GitPlace,
  message: Uint8Array,
  committing: Committing | null,
): Promise<Answer<Buffer>> {
  const rules = await readMessageRules(user, message, committing);
  if (!rules.ok) return rules;
  const { cleanup, comment, cutsAtScissors } = rules.value;
  const whole = Buffer.from(message);
  const text = cutsAtScissors ? whole.subarray(0, scissorsIn(whole, comment)) : whole;
  if (cleanup === "keep") return answer(text);
  const comments = cleanup === "comments" ? ["--strip-comments"] : [];
  const character = /^[\x21-\x7e]$/.test(comment) ? ["-c", `core.commentChar=${comment}`] : [];
  const output = await runGit(user, [...character, "stripspace", ...comments], text);
  return output.status === 0 ? answer(output.stdout) : failureOf(output, user, "clean the message");
}

/** What git is going to write as the commit's `encoding`; null: nothing, as it is UTF-8. */
async function commitEncoding(user: GitPlace): Promise<Answer<string | null>> {
  const found = await readSettings(user, "^i18n\\.commitencoding$");
  if (!found.ok) return found;
  const value = found.value.at(-1)?.value ?? "";
  return answer(/^[\w.:+-]+$/.test(value) && !/^utf-?8$/i.test(value) ? value : null);
}

async function indexChanges(
  { place, description }: OpenedRepository,
  parent: string | null,
  indexFile: string | null,
): Promise<PendingCommit["changes"]> {
  const index = indexFile ?? join(description.gitDirectory, "index");
  const there: GitPlace = { ...place, environment: { ...place.environment, GIT_INDEX_FILE: index } };
  const against = parent ?? (await emptyTree(place));
  const output = await runGit(there, ["diff-index", "--cached", ...changeArguments, against, "--"]);
  if (output.status !== 0) return failureOf(output, place, "compare the index with its parent");
  if (output.truncated) return refuse("too-large", "the index's change is too large to be read");
  const reader = createChangeReader();
  reader.read(Buffer.concat([Buffer.from("\0"), output.stdout]));
  const [record] = reader.take();
  return record ? recordAnswer(record) : answer([]);
}

/** The id of a tree without entries, which differs by object format. Written nowhere; git knows it. */
async function emptyTree(place: GitPlace): Promise<string> {
  const output = await runGit(place, ["hash-object", "-t", "tree", "--stdin"]);
  return output.stdout.toString("latin1").trim();
}
