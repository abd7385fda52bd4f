import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pinnedArguments } from "./environment.ts";
import type { GitOutput, GitPlace } from "./process.ts";

/** How long a git may run, and how large the packs may get meanwhile. */
export type GitLimits = { readonly milliseconds: number; readonly packBytes: number };

/** How it ended. `stopped`: why we ended it; null: it ended by itself. */
export type LimitedEnd = GitOutput & { readonly stopped: "time" | "size" | null };

/** Bytes kept of what it prints. */
const outputBytesMax = 64 << 20;
const complaintBytesMax = 16 << 10;

/** Milliseconds between two looks at what has come. */
const lookEvery = 500;

/**
 * Runs a git that speaks to a remote, and ends it with all that it started when a limit is reached: a helper that speaks HTTP or ssh would otherwise go on
 * waiting for a remote that hangs.
 */
export async function runLimitedGit(
  place: GitPlace,
  commandArguments: readonly string[],
  limits: GitLimits,
  input = "",
): Promise<LimitedEnd> {
  const child = spawn("git", [...pinnedArguments, ...commandArguments], {
    cwd: place.directory,
    env: place.environment,
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, so that all of it can be ended.
    detached: true,
  });
  let stopped: LimitedEnd["stopped"] = null;
  const stop = (why: "time" | "size"): void => {
    stopped ??= why;
    endGroup(child.pid);
  };
  const timer = setTimeout(() => stop("time"), limits.milliseconds);
  const looks = setInterval(() => {
    void packBytes(place.directory).then((bytes) => {
      if (bytes > limits.packBytes) stop("size");
    });
  }, lookEvery);
  const [output, complaint] = [collect(child.stdout, outputBytesMax), collect(child.stderr, complaintBytesMax)];
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const end = await new Promise<Pick<GitOutput, "status" | "startError">>((resolve) => {
    child.on("error", (startError) => resolve({ status: null, startError }));
    child.on("close", (status) => resolve({ status, startError: null }));
  });
  clearTimeout(timer);
  clearInterval(looks);
  const { bytes, truncated } = output();
  return { ...end, stdout: bytes, truncated, stderr: complaint().bytes.toString("utf8"), stopped };
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

/** Bytes of the packs of a bare repository, those that are still coming included. */
export async function packBytes(directory: string): Promise<number> {
  const packs = join(directory, "objects", "pack");
  const names = await readdir(packs).catch((): string[] => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(packs, name))
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function collect(stream: NodeJS.ReadableStream, bytesMax: number): () => { bytes: Buffer; truncated: boolean } {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    if (size < bytesMax) chunks.push(chunk.subarray(0, bytesMax - size));
    size += chunk.length;
  });
  return () => ({ bytes: Buffer.concat(chunks), truncated: size > bytesMax });
}
