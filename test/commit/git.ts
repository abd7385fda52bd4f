import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a fresh directory to a function and removes it afterwards. */
export function inDirectory<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "proviso-commit-"));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs git without the user's configuration and gives its output as UTF-8 text. */
export function git(directory: string, args: readonly string[], input: string | Uint8Array = ""): string {
  return execFileSync("git", args, {
    cwd: directory,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 100_000,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CEILING_DIRECTORIES: tmpdir(),
      LC_ALL: "C",
      TZ: "UTC",
    },
  });
}

/** What git prints for the file that stands between two messages; the separator is the first that is configured. */
const boundary = /^end-of-case[:=] 1\n/m;

/** What `git interpret-trailers --parse` says of each message. One process reads hundreds of files. */
export function interpretTrailers(messages: readonly string[], flags: readonly string[] = [], settings: string[] = []) {
  return inDirectory((directory) => {
    writeFileSync(join(directory, "end"), "title\n\nend-of-case: 1\n");
    const answers: string[] = [];
    for (let start = 0; start < messages.length; start += filesPerProcess) {
      const files = messages.slice(start, start + filesPerProcess).flatMap((message, index) => {
        writeFileSync(join(directory, `${index}`), message);
        return [`${index}`, "end"];
      });
      const output = git(directory, [...settings, "interpret-trailers", "--parse", ...flags, ...files]);
      answers.push(...output.split(boundary).slice(0, -1));
    }
    return answers;
  });
}

const filesPerProcess = 2000;

/** Puts messages byte by byte into commits of a new bare repository, and gives what `git log` says of each. */
export function logOfMessages(messages: readonly string[], format: string): readonly string[] {
  return inDirectory((directory) => {
    git(directory, ["init", "--quiet", "--bare"]);
    const commits = messages.map((message) => {
      const bytes = Buffer.from(message);
      const head = `commit refs/heads/all\ncommitter A <a@example.org> 0 +0000\ndata ${bytes.length}\n`;
      return Buffer.concat([Buffer.from(head), bytes, Buffer.from("\n")]);
    });
    git(directory, ["fast-import", "--quiet"], Buffer.concat(commits));
    const output = git(directory, ["log", "--reverse", `--format=tformat:${format}%x01`, "refs/heads/all"]);
    return output.split("\u0001\n").slice(0, -1);
  });
}
