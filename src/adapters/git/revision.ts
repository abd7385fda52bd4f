import { isFullId } from "../../core/commit/object-id.ts";
import type { Answer, RepositoryDescription } from "../../ports/repository.ts";
import { answer, missingText, refuse } from "./failure.ts";
import type { ObjectReader } from "./object-reader.ts";

/** A commit, with what stands in its stored headers: a shallow clone's border does not hide parents there. */
export type Revision = { readonly id: string; readonly tree: string; readonly parents: readonly string[] };

/** Characters; git's own limit for a ref is about the same. */
const revisionLengthMax = 4096;

/** The commit that a revision names. git resolves it, on the standard input of `cat-file`, where nothing is an option. */
export async function resolveRevision(
  objects: ObjectReader,
  description: Pick<RepositoryDescription, "unborn" | "headBranch">,
  revision: string,
): Promise<Answer<Revision>> {
  const refused = refuseRevision(revision);
  if (refused) return refused;
  const record = await objects.read(`${revision}^{commit}`);
  if (!record.ok) {
    // `branch@{upstream}` without an upstream ends git.
    return record.error.code === "git-failed" ? notACommit(revision) : record;
  }
  if (record.value.kind !== "absent") {
    const { id } = record.value;
    return answer({ id, ...headersOf(record.value.kind === "object" ? record.value.bytes : record.value.beginning) });
  }
  if (description.unborn && /^(HEAD|@)/.test(revision)) return unborn(description.headBranch);
  if (record.value.answer.endsWith(" ambiguous"))
    return refuse("unknown-revision", `\`${revision}\` is the beginning of several object ids`);
  return whyNoCommit(objects, revision);
}

/** What git must never be asked to resolve. Null when it may be. */
function refuseRevision(revision: string): { ok: false; error: { code: "unknown-revision"; text: string } } | null {
  const because = (why: string) => ({
    ok: false as const,
    error: { code: "unknown-revision" as const, text: why },
  });
  if (revision === "") return because("an empty revision names no commit");
  if (revision.length > revisionLengthMax) return because(`a revision has at most ${revisionLengthMax} characters`);
  if (/[\0\n\r]/.test(revision)) return because("a revision cannot contain a line break or a NUL");
  if (revision.startsWith("-")) return because(`\`${revision}\` looks like an option, not like a revision`);
  return null;
}

const notACommit = (revision: string) =>
  refuse("unknown-revision", `\`${revision}\` names no commit in this repository`);

const unborn = (branch: string | null) =>
  refuse(
    "unborn-branch",
    `${branch === null ? "HEAD" : `branch \`${branch.replace(/^refs\/heads\//, "")}\``} has no commit yet`,
  );

/** A name that git knows, but for something else, or for a commit that this clone does not hold. */
async function whyNoCommit(objects: ObjectReader, revision: string): Promise<Answer<never>> {
  const record = await objects.read(revision);
  if (!record.ok) return record;
  if (record.value.kind !== "absent" && record.value.type === "commit")
    return refuse("git-failed", `\`${revision}\` names a commit that is damaged: git cannot read its header`);
  if (record.value.kind !== "absent")
    return refuse("unknown-revision", `\`${revision}\` names a ${record.value.type}, not a commit`);
  if (isFullId(revision)) return refuse("missing-objects", missingText(revision, "read a commit"));
  return notACommit(revision);
}

/** The parents of a commit given by id. */
export async function parentsOf(objects: ObjectReader, id: string): Promise<Answer<readonly string[]>> {
  const commit = await resolveRevision(objects, { unborn: false, headBranch: null }, id);
  return commit.ok ? answer(commit.value.parents) : commit;
}

/** A commit object begins with a `tree` line and a `parent` line for each parent. */
export function headersOf(commit: Buffer): { tree: string; parents: readonly string[] } {
  const parents: string[] = [];
  let tree = "";
  for (let start = 0; start < commit.length; ) {
    const end = commit.indexOf(10, start);
    const line = commit.toString("latin1", start, end === -1 ? commit.length : end);
    if (line.startsWith("tree ") && start === 0) tree = line.slice(5);
    else if (line.startsWith("parent ")) parents.push(line.slice(7));
    else break;
    start = end + 1;
  }
  return { tree, parents };
}
