import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { run } from "./run.ts";
import { type GitServer, serveGit } from "./server.ts";

export const policyText = "proviso: 1\nrules:\n  sign-off-present: require\n";
export const signed = "Signed-off-by: Ada Example <ada@example.org>\n";

/** A forge with one repository, reached over HTTP; and somebody's work on it. */
export type TestForge = {
  /** Somebody's own repository, to commit in. */
  readonly work: TestRepository;
  readonly url: string;
  readonly server: GitServer;
  /** Pushes over HTTP, as people do. */
  push(...words: readonly string[]): Promise<void>;
  /** In the forge's own copy. */
  onServer(...words: readonly string[]): Promise<string>;
  /** Gives a request its references, as a forge does, and the id of the merge that it makes. */
  openRequest(number: number, head: string, base: string): Promise<string>;
  /** A new directory that is gone with the forge. */
  directory(name: string): string;
  git(directory: string, ...words: readonly string[]): Promise<string>;
  close(): Promise<void>;
};

export async function createForge(): Promise<TestForge> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-forge-")));
  const work = createRepository();
  const server = await serveGit(root);
  const bare = join(root, "example/lamps.git");
  const url = `${server.url}/example/lamps.git`;
  const env = { ...work.environment };
  let directories = 0;

  async function git(directory: string, ...words: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await run("git", words, { cwd: directory, env });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  await git(root, "init", "--quiet", "--bare", "--initial-branch=main", bare);
  await git(bare, "config", "http.receivepack", "true");
  work.git("remote", "add", "origin", url);
  work.commit({ message: `Begin\n\n${signed}`, files: { "proviso.yaml": policyText, "lamp.txt": "0\n" } });
  await git(work.path, "push", "--quiet", "origin", "HEAD:refs/heads/main");

  return {
    work,
    url,
    server,
    git,
    async push(...words) {
      await git(work.path, "push", "--quiet", "origin", ...words);
    },
    onServer: (...words) => git(bare, ...words),
    async openRequest(number, head, base) {
      await git(work.path, "push", "--quiet", "origin", `+${head}:refs/heads/of-request-${number}`);
      await git(bare, "update-ref", `refs/pull/${number}/head`, head);
      await git(bare, "update-ref", `refs/merge-requests/${number}/head`, head);
      await git(bare, "update-ref", "-d", `refs/heads/of-request-${number}`);
      const tree = (await git(bare, "merge-tree", "--write-tree", base, head)).split("\n")[0] ?? "";
      const merge = await git(bare, "commit-tree", tree, "-p", base, "-p", head, "-m", `Merge ${head} into ${base}`);
      await git(bare, "update-ref", `refs/pull/${number}/merge`, merge);
      return merge;
    },
    directory(name) {
      directories += 1;
      return realpathSync(mkdtempSync(join(root, `${name}-${directories}-`)));
    },
    async close() {
      await server.close();
      work.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
