import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, Rehearsed } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { identity } from "./identity.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";
import type { CleanRevert } from "./revert-rehearsal.ts";

type Author = { readonly name: string; readonly email: string };

/** Who the patches are from: whom the user's or the repository's configuration, or the environment, names; never a guess of git's. */
export async function patchAuthor(user: OpenedRepository["user"]): Promise<Answer<Author>> {
  const line = await identity(user, "GIT_AUTHOR_IDENT", ["-c", "user.useConfigOnly=true"]);
  if (!line.ok) return line;
  const [, name, email] = /^(.*) <([^<>]*)> \S+ \S+$/.exec(line.value) ?? [];
  return name === undefined || email === undefined
    ? refuse("no-identity", "git's word for who you are cannot be read: set `user.name` and `user.email`")
    : answer({ name, email });
}

type PatchOptions = {
  readonly revision: string;
  readonly author: Author;
  readonly seconds: number;
  /** One that is not there yet. */
  readonly directory: string;
};

/** The reverts as commits behind the revision, and those as patches that `git am` applies there. Same input, same bytes. */
export async function writePatches(
  place: GitPlace,
  reverts: readonly CleanRevert[],
  { revision, author, seconds, directory }: PatchOptions,
): Promise<Answer<Rehearsed["patches"]>> {
  if (reverts.length === 0) return answer([]);
  const moment = `@${seconds} +0000`;
  const signed = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: moment,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: moment,
  };
  const there: GitPlace = { ...place, environment: { ...place.environment, ...signed } };
  let tip = revision;
  for (const { id, subject, tree } of reverts) {
    // The words of `git revert`. A commit message ends for git at a zero byte.
    const [plain = ""] = subject.split("\0", 1);
    const message = `Revert "${plain}"\n\nThis reverts commit ${id}.\n`;
    const commit = await runGit(there, ["commit-tree", tree, "-p", tip], message);
    if (commit.status !== 0) return failureOf(commit, place, "make the commit of a revert");
    tip = commit.stdout.toString("latin1").trim();
  }
  // The commits exist nowhere, so that a patch names none as its own.
  const form = ["--zero-commit", "--no-signature", "--full-index", "--binary", `--base=${revision}`];
  const written = await runGit(there, ["format-patch", "-o", directory, ...form, `${revision}..${tip}`]);
  if (written.status !== 0) return failureOf(written, place, "write the patches");
  const names = readdirSync(directory).sort();
  return answer(names.map((name) => ({ name, bytes: readFileSync(join(directory, name)) })));
}
