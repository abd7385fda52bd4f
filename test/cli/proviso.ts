import { spawnSync } from "node:child_process";
import { expect, inject } from "vitest";
import { createRepository, type RunOptions, type TestRepository } from "../git/repository.ts";

/** How a run of the command line ended, and all it wrote. */
export type Run = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs the bundle, as an installed `proviso` would run, in a directory of the repository. */
export function proviso(
  repository: Pick<TestRepository, "path" | "environment">,
  commandArguments: readonly string[],
  { input = "", environment, directory = repository.path }: RunOptions = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject("bundle"), ...commandArguments], {
    cwd: directory,
    env: { ...repository.environment, ...environment },
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expectHarmless(stdout + stderr);
  return { status, stdout, stderr };
}

/** What no output may hold, whatever was read: a stack trace, a control character but the line feed, a bidirectional control. */
export function expectHarmless(output: string): void {
  // Compared as a list, so that a failure shows what was found and not all of a long report.
  expect(output.match(acting) ?? []).toEqual([]);
  expect(output.match(stackTrace) ?? []).toEqual([]);
}

const acting = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;
const stackTrace = /^ +at .*:\d+:\d+\)?$|\bnode:[a-z]+|that should not:/gm;

/** One sentence on standard error and nothing else, with this status and these words. */
export function expectRefusal({ status, stdout, stderr }: Run, expected: number, words: string): void {
  expect({ status, stdout }).toEqual({ status: expected, stdout: "" });
  expect(stderr).toMatch(/^proviso: [^\n]*[^.\n]\n$/);
  expect(stderr).toContain(words);
}

type Files = Readonly<Record<string, string | Uint8Array | null>>;

export const signOff = "Signed-off-by: Ada Example <ada@example.org>\n";
export const plainPolicy = "proviso: 1\nrules:\n  sign-off-present: require\n";

/** A policy that declines, with one exception that covers documentation. */
export const decliningPolicy = `proviso: 1
document: doc.md
maintainers: MAINTAINERS
ai:
  stance: declined
  section: AI
  exceptions: Exceptions
rules:
  sign-off-present: require
  ai-content-permitted: require
  ai-exception-listed: require
  ai-second-opinion: require
`;

export const decliningDocument = `# Provenance

## AI

Declined.

### Exceptions

#### Small fixes

- **Exception:** small-fixes
- **Covers:** docs
- **Agreed:** 2026-01-15 <1@example.org>
`;

export const maintainersFile = `List of maintainers
-------------------

Everything
M: Ada Example <ada@example.org>
M: Lin Example <lin@example.org>
F: *
F: */
`;

export const declining: Files = {
  "proviso.yaml": decliningPolicy,
  "doc.md": decliningDocument,
  MAINTAINERS: maintainersFile,
};

/** A repository whose first commit has these files and is tagged `base`. */
export function repositoryWith(files: Files): TestRepository {
  const repository = createRepository();
  repository.commit({ message: `base\n\n${signOff}`, files });
  repository.git("tag", "base");
  return repository;
}

/** Runs a test on a repository, and removes it whatever happens. */
export function using(repository: TestRepository, work: (repository: TestRepository) => void): void {
  try {
    work(repository);
  } finally {
    repository.remove();
  }
}

export type Literal = {
  readonly message: string | Uint8Array;
  readonly author?: string | null;
  readonly committer?: string | null;
  /** Further header lines, each with its line feed. */
  readonly more?: string;
  /** How the header is written; UTF-8 unless said. */
  readonly headerEncoding?: "latin1";
};

const somebody = "Ada Example <ada@example.org> 1700000000 +0000";

/** A commit object on top of HEAD as no git would write it. Null leaves a header line out. Moves no branch. */
export function literalCommit(
  repository: TestRepository,
  { message, author, committer, more = "", headerEncoding }: Literal,
): string {
  const line = (role: string, who: string | null | undefined): string =>
    who === null ? "" : `${role} ${who ?? somebody}\n`;
  const head = repository.git("rev-parse", "HEAD");
  const tree = repository.git("rev-parse", "HEAD^{tree}");
  const header = `tree ${tree}\nparent ${head}\n${line("author", author)}${line("committer", committer)}${more}\n`;
  return literalObject(
    repository,
    Buffer.concat([Buffer.from(header, headerEncoding ?? "utf8"), Buffer.from(message)]),
  );
}

/** Any bytes as a commit object. */
export const literalObject = (repository: TestRepository, bytes: Uint8Array): string =>
  repository.run(["hash-object", "-t", "commit", "--literally", "-w", "--stdin"], { input: bytes });
