import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { Readable, Writable } from "node:stream";
import { type Environment, pinnedArguments } from "./environment.ts";

/** Where and with what environment git runs. */
export type GitPlace = { readonly directory: string; readonly environment: Environment };

/** How a git process ended. `startError` is set when there was no process at all, and then `status` is null. */
export type GitEnd = {
  readonly status: number | null;
  readonly stderr: string;
  readonly startError: NodeJS.ErrnoException | null;
};

export type RunningGit = {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Never rejects. Comes once the process has gone and its output was read or thrown away. */
  readonly ended: Promise<GitEnd>;
  /** Ends the process without waiting for it to finish. Harmless when it has. */
  stop(): void;
  /**
   * Lets a process that only reads end by itself, at the end of its input. Nobody reads what it still says, and this program may end first:
   * waiting for git to give its memory back took a tenth of what a hook takes.
   */
  letGo(): void;
};

export type GitOutput = GitEnd & { readonly stdout: Buffer; readonly truncated: boolean };

const stderrBytesMax = 16 * 1024;
/** For answers that are read whole. Streams have no limit. */
const outputBytesMax = 64 * 1024 * 1024;

/**
 * Starts git without a shell, with the settings that keep the repository's and the user's configuration out.
 * `input` is another git whose output it reads; that is then nobody else's to read. With `none` it has nothing to read, and
 * no pipe is made for it.
 */
export function startGit(
  place: GitPlace,
  commandArguments: readonly string[],
  input?: RunningGit | "none",
): RunningGit {
  const writer = input === "none" ? undefined : input;
  const inherited = writer?.stdout instanceof Socket && canHandOn ? writer.stdout : null;
  let child: ChildProcess;
  try {
    child = spawn("git", [...pinnedArguments, ...commandArguments], {
      cwd: place.directory,
      env: place.environment,
      stdio: [inherited ?? (input === "none" ? "ignore" : "pipe"), "pipe", "pipe"],
      windowsHide: true,
    });
  } catch (error) {
    return neverStarted(error as NodeJS.ErrnoException);
  }
  const { stdout, stderr } = child as ChildProcess & { stdout: Readable; stderr: Readable };
  const stdin = child.stdin ?? noInput();
  if (inherited !== null) inherited.destroy();
  else if (writer !== undefined) relay(writer.stdout, stdin);
  // A process that ended early makes writing to it fail; its exit status tells why.
  stdin.on("error", () => {});
  stdout.on("error", () => {});
  const complaint = collect(stderr, stderrBytesMax);
  const ended = new Promise<GitEnd>((resolve) => {
    child.on("error", (startError) => {
      if (child.pid === undefined) resolve({ status: null, stderr: "", startError });
    });
    child.on("close", (status) => resolve({ status, stderr: complaint().bytes.toString("utf8"), startError: null }));
  });
  const stop = () => {
    stdin.destroy();
    stdout.destroy();
    child.kill();
  };
  const letGo = () => {
    stdin.end();
    stdout.destroy();
    stderr.destroy();
    child.unref();
  };
  return { stdin, stdout, ended, stop, letGo };
}

/** On Windows the end of a pipe that Node reads from cannot be another program's input. */
const canHandOn = process.platform !== "win32";

/** Hands on what one git prints, holding it back while the other is busy. A reader that is gone ends the writer. */
function relay(output: Readable, input: Writable): void {
  output.pipe(input);
  input.on("close", () => output.destroy());
}

const noInput = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Runs git to its end and gives all it wrote. A status other than 0 is for the caller to judge. */
export async function runGit(
  place: GitPlace,
  commandArguments: readonly string[],
  input: string | Uint8Array = "",
): Promise<GitOutput> {
  const running = startGit(place, commandArguments, input.length === 0 ? "none" : undefined);
  const output = collect(running.stdout, outputBytesMax);
  if (input.length > 0) running.stdin.end(input);
  const end = await running.ended;
  const { bytes, truncated } = output();
  return { ...end, stdout: bytes, truncated };
}

/** The lines of an answer that holds ids and numbers only. */
export const linesOf = (output: Buffer): string[] =>
  output
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");

function collect(stream: Readable, bytesMax: number): () => { bytes: Buffer; truncated: boolean } {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("error", () => {});
  stream.on("data", (chunk: Buffer) => {
    if (size < bytesMax) chunks.push(chunk.subarray(0, bytesMax - size));
    size += chunk.length;
  });
  return () => ({ bytes: Buffer.concat(chunks), truncated: size > bytesMax });
}

function neverStarted(startError: NodeJS.ErrnoException): RunningGit {
  return {
    stdin: noInput(),
    stdout: Readable.from([]),
    ended: Promise.resolve({ status: null, stderr: "", startError }),
    stop: () => {},
    letGo: () => {},
  };
}
