import { existsSync } from "node:fs";
import type { Answer, RepositoryError } from "../../ports/repository.ts";
import type { GitEnd, GitPlace } from "./process.ts";

/** The oldest git whose `rev-parse` knows all we ask (`--show-object-format`). */
export const oldestGit = "2.28";

const complaintCharactersMax = 300;

/** The repository answered. */
export const answer = <T>(value: T): Answer<T> => ({ ok: true, value });

/** It did not; `text` is one sentence for people. */
export const refuse = (code: RepositoryError["code"], text: string): { ok: false; error: RepositoryError } => ({
  ok: false,
  error: { code, text },
});

/**
 * What git's end means for people. `doing` completes "git could not …".
 * git speaks the C locale here, and its wording is all it gives: exit status 128 stands for everything.
 */
export function failureOf(end: GitEnd, place: GitPlace, doing: string): { ok: false; error: RepositoryError } {
  if (end.startError) return startFailure(end.startError, place);
  const complaint = firstComplaint(end.stderr);
  if (/not a git repository|does not appear to be a git repository/.test(complaint))
    return refuse("not-a-repository", `\`${place.directory}\` is not in a git repository`);
  if (/dubious ownership|unsafe repository/.test(complaint)) return unsafe(place.directory);
  if (/unknown repository extension|Expected git repo version|unknown repository storage/.test(end.stderr))
    return refuse("git-too-old", `this git is too old for the repository: ${complaint}`);
  if (missingObject.test(end.stderr)) return refuse("missing-objects", missingText(end.stderr, doing));
  return refuse("git-failed", `git could not ${doing}: ${complaint || `it ended with status ${end.status ?? "none"}`}`);
}

const missingObject =
  /could not fetch|unable to read|[Cc]ould not read|bad object|bad tree object|unable to parse commit|unable to find|missing object|Failed to traverse/;

/** An object is not here. In a partial or shallow clone that is no damage, so the sentence says what to do. */
export function missingText(complaint: string, doing: string): string {
  const id = /\b[0-9a-f]{40,64}\b/.exec(complaint)?.[0];
  const what = id === undefined ? "an object" : `object ${id}`;
  return `git could not ${doing}: ${what} is not in this clone (if it is partial or shallow, fetch it first)`;
}

function startFailure(error: NodeJS.ErrnoException, place: GitPlace): { ok: false; error: RepositoryError } {
  // Node reports a directory that does not exist as if the program did not.
  if ((error.code === "ENOENT" || error.code === "ENOTDIR") && !existsSync(place.directory))
    return refuse("not-a-repository", `\`${place.directory}\` does not exist`);
  if (error.code === "ENOTDIR") return refuse("not-a-repository", `\`${place.directory}\` is not a directory`);
  if (error.code === "ENOENT") return refuse("git-missing", "no `git` program was found on the PATH");
  return refuse("git-failed", `git could not be started (${error.code ?? error.message})`);
}

function unsafe(directory: string): { ok: false; error: RepositoryError } {
  return refuse(
    "unsafe-ownership",
    `the repository at \`${directory}\` belongs to another user: if you trust it, add it to git's \`safe.directory\` setting`,
  );
}

/** git's first line that says what is wrong, without its `fatal: `. */
function firstComplaint(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line !== "");
  const line = lines.find((candidate) => candidate.startsWith("fatal: ")) ?? lines[0] ?? "";
  return line.replace(/^(fatal|error): /, "").slice(0, complaintCharactersMax);
}
