import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, PendingCommit } from "../../ports/repository.ts";
import { createChangeReader } from "./change-reader.ts";
import { changeArguments, recordAnswer } from "./differ.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { identity } from "./identity.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";
import { resolveRevision } from "./revision.ts";

/** What `git commit` writes above the diff that `commit --verbose` adds (git-commit(1), `--cleanup=scissors`). */
const scissors = / -{24} >8 -{24}$/;

/** The commit that `git commit` would make of the index and this message now. */
export async function readPending(
  opened: OpenedRepository,
  { message, indexFile }: { message: Uint8Array; indexFile: string | null },
): Promise<Answer<PendingCommit>> {
  const [parents, author, committer, cleaned] = await Promise.all([
    pendingParents(opened),
    identity(opened.user, "GIT_AUTHOR_IDENT"),
    identity(opened.user, "GIT_COMMITTER_IDENT"),
    cleanMessage(opened.user, message),
  ]);
  if (!parents.ok) return parents;
  if (!author.ok) return author;
  if (!committer.ok) return committer;
  if (!cleaned.ok) return cleaned;
  const zeros = "0".repeat(opened.description.objectFormat === "sha256" ? 64 : 40);
  const header = [
    `tree ${zeros}`,
    ...parents.value.map((id) => `parent ${id}`),
    `author ${author.value}`,
    `committer ${committer.value}`,
  ];
  const bytes = Buffer.concat([Buffer.from(`${header.join("\n")}\n\n`, "utf8"), cleaned.value]);
  const changes = await indexChanges(opened, parents.value[0] ?? null, indexFile);
  return answer({ bytes, parents: parents.value, changes });
}

/** HEAD, and what is being merged. */
async function pendingParents({ objects, description }: OpenedRepository): Promise<Answer<readonly string[]>> {
  if (description.unborn) return answer([]);
  const head = await resolveRevision(objects, description, "HEAD");
  if (!head.ok) return head;
  const mergeHeads = join(description.gitDirectory, "MERGE_HEAD");
  const merged = existsSync(mergeHeads) ? readFileSync(mergeHeads, "latin1").split("\n") : [];
  return answer([head.value.id, ...merged.filter((id) => /^[0-9a-f]{40,64}$/.test(id))]);
}

/** Cut at the scissors, and cleaned as git cleans it unless `commit.cleanup` asks for less. */
async function cleanMessage(user: GitPlace, message: Uint8Array): Promise<Answer<Buffer>> {
  const setting = await runGit(user, ["config", "--get", "commit.cleanup"]);
  const cleanup = setting.stdout.toString("latin1").trim();
  const text = Buffer.from(message);
  if (cleanup === "verbatim") return answer(text);
  const comments = cleanup === "whitespace" ? [] : ["--strip-comments"];
  const output = await runGit(user, ["stripspace", ...comments], beforeScissors(text));
  return output.status === 0 ? answer(output.stdout) : failureOf(output, user, "clean the message");
}

function beforeScissors(message: Buffer): Buffer {
  for (let start = 0; start < message.length; ) {
    const newline = message.indexOf(10, start);
    const end = newline === -1 ? message.length : newline;
    // A comment character is at most a few bytes; a long line is no scissors line.
    if (end - start < 80 && scissors.test(message.toString("latin1", start, end))) return message.subarray(0, start);
    start = end + 1;
  }
  return message;
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
