/**
 * Compares what an audit says of sign-offs with what `git interpret-trailers` reads in the same messages:
 * `node scripts/locked-node.mjs scripts/compare-trailers.ts REPOSITORY [REVISION]`. Prints how many commits there are, how many of them
 * have a sign-off by each reckoning, and every difference with its cause.
 *
 * git is asked about 500 messages a process, with a trailer of our own behind those of each to tell them apart; `--parse` is run on every
 * 50th message by itself, to see that this changes nothing.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { noCache } from "../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../src/adapters/files/files.ts";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { audit } from "../src/app/audit/audit.ts";
import type { Repository } from "../src/ports/repository.ts";

const [path = ".", revision = "HEAD"] = process.argv.slice(2);
const together = 500;
const aloneEvery = 50;
const mark = "X-End-Of-This-Message: 1";
const scratch = mkdtempSync(join(tmpdir(), "proviso-compare-"));
const policy = join(scratch, "proviso.yaml");
writeFileSync(policy, "proviso: 1\nrules:\n  sign-off-present: require\n");

type Message = { readonly id: string; readonly isMerge: boolean; readonly bytes: Uint8Array };

/** git in an empty directory, without anybody's configuration. */
const git = (args: readonly string[], input?: Uint8Array): string =>
  execFileSync("git", args, {
    cwd: scratch,
    env: { PATH: process.env["PATH"] ?? "", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", HOME: scratch },
    encoding: "latin1",
    maxBuffer: 1 << 30,
    ...(input === undefined ? {} : { input }),
  });

/** The trailers of each message. */
function trailersOf(messages: readonly Message[]): readonly (readonly string[])[] {
  const files = messages.map(({ bytes }, index) => {
    const file = join(scratch, `message-${index}`);
    writeFileSync(file, bytes);
    return file;
  });
  const output = git([
    "interpret-trailers",
    "--only-trailers",
    "--unfold",
    "--if-exists",
    "add",
    "--trailer",
    mark,
    ...files,
  ]);
  const parts = output.split(`${mark}\n`);
  if (parts.length !== messages.length + 1) throw new Error("git's answers cannot be told apart");
  return parts.slice(0, -1).map((part) => part.split("\n").filter((line) => line !== ""));
}

async function* messagesOf(repository: Repository): AsyncGenerator<Message> {
  const range = await repository.resolveRange({ text: revision, root: true });
  if (!range.ok) throw new Error(range.error.text);
  for await (const batch of repository.commits(range.value)) {
    if (!batch.ok) throw new Error(batch.error.text);
    for (const { id, bytes } of batch.value) {
      if (bytes === null) throw new Error(`${id} is too large`);
      const text = Buffer.from(bytes);
      const end = text.indexOf("\n\n");
      const header = text.toString("latin1", 0, end);
      yield { id, isMerge: header.split("\nparent ").length > 2, bytes: text.subarray(end + 2) };
    }
  }
}

const isSignOff = (trailer: string): boolean => /^signed-off-by\s*:/i.test(trailer);

const opened = await openRepository(resolve(path));
if (!opened.ok) throw new Error(opened.error.text);
const repository = opened.value;
try {
  const refuse = () => Promise.reject(new Error("nothing is asked"));
  const ports = {
    repository,
    files: localFiles,
    digest: sha256,
    cache: noCache,
    syntax: { read: refuse, readShell: refuse },
    sandbox: { run: refuse },
  };
  const progress = { listed: () => {}, judged: () => {} };
  const request = { revision, policyFrom: { kind: "file", path: policy }, asOf: "today", today: "2026-01-01" } as const;
  const report = await audit({ ...request, details: true, bySubsystem: false, memory: null, progress }, ports);
  if (!report.ok) throw new Error(report.text);
  const found = new Map(report.value.commits.map((one) => [one.commit.id, one]));
  const sums = { commits: 0, merges: 0, signedByGit: 0, signedByAudit: 0, alone: 0 };
  let waiting: Message[] = [];
  const compareWaiting = (): void => {
    for (const [index, trailers] of trailersOf(waiting).entries()) {
      const { id, isMerge, bytes } = waiting[index] as Message;
      sums.commits += 1;
      if (sums.commits % aloneEvery === 0) {
        sums.alone += 1;
        const alone = git(["interpret-trailers", "--parse"], bytes)
          .split("\n")
          .filter((line) => line !== "");
        if (alone.join("\n") !== trailers.join("\n")) console.log(`${id}: --parse reads it otherwise`);
      }
      if (isMerge) {
        sums.merges += 1;
        continue;
      }
      const verdict = found.get(id);
      const byGit = trailers.some(isSignOff);
      const byAudit = verdict === undefined;
      if (byGit) sums.signedByGit += 1;
      if (byAudit) sums.signedByAudit += 1;
      if (byGit === byAudit) continue;
      const said = verdict?.judgements.flatMap(({ outcome }) => ("findings" in outcome ? outcome.findings : []));
      console.log(
        `${id}: git ${byGit}, audit ${byAudit}: ${verdict?.damage ?? said?.map(({ message }) => message).join(" ") ?? "passed"}`,
      );
    }
    waiting = [];
  };
  for await (const message of messagesOf(repository)) {
    waiting.push(message);
    if (waiting.length === together) compareWaiting();
  }
  if (waiting.length > 0) compareWaiting();
  const { counts } = report.value;
  console.log(
    JSON.stringify({ ...sums, audit: { commits: counts.commits, failed: counts.failed, undecided: counts.undecided } }),
  );
} finally {
  await repository.close();
  rmSync(scratch, { recursive: true, force: true });
}
