import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importGraph, line } from "../git/packs/graph.ts";
import { plainPolicy, proviso, repositoryWith, using } from "./proviso.ts";

/** A `git` that writes down what it is asked before it does it. */
const recordingGit = (program: string, record: string): string =>
  `#!/bin/sh\necho "$@" >> '${record}'\nexec '${program}' "$@"\n`;

test.each([
  ["a long one from its packs", 10_100, false],
  ["a short one by git", 200, true],
])("a whole history is read: %s", (_, length, byGit) =>
  using(repositoryWith({ "proviso.yaml": plainPolicy }), (repository) => {
    const base = repository.git("rev-parse", "HEAD");
    importGraph(repository, line(length), { below: base });
    const program = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    const record = join(repository.home, "asked");
    repository.write("bin/git", recordingGit(program, record));
    chmodSync(join(repository.path, "bin/git"), 0o755);
    const path = `${join(repository.path, "bin")}:${repository.environment["PATH"]}`;
    const checked = proviso(repository, ["check", "--policy-from", base, "--root", "main", "--format", "json"], {
      environment: { PATH: path },
    });
    const report = JSON.parse(checked.stdout) as { readonly counts: { readonly commits: number } };
    expect(report.counts.commits).toBe(Number(repository.git("rev-list", "--count", "main")));
    expect(existsSync(record)).toBe(true);
    expect(readFileSync(record, "utf8").includes(" rev-list ")).toBe(byGit);
  }),
);
