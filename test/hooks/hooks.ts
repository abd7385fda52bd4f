import { spawnSync } from "node:child_process";
import { inject } from "vitest";
import { expectHarmless, plainPolicy, type Run, repositoryWith } from "../cli/proviso.ts";
import type { RunOptions, TestRepository } from "../git/repository.ts";

/** Runs git, which may fail: that is what hooks are for. */
export function git(
  repository: Pick<TestRepository, "path" | "environment">,
  commandArguments: readonly string[],
  { input = "", environment, directory = repository.path }: RunOptions = {},
): Run {
  const { status, stdout, stderr } = spawnSync("git", commandArguments, {
    cwd: directory,
    env: { ...repository.environment, GIT_EDITOR: "true", ...environment },
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  // git itself draws progress with carriage returns.
  expectHarmless(stderr.replaceAll(/[^\n]*\r/g, ""));
  return { status, stdout, stderr };
}

/** Installs hooks as a user does. */
export function install(repository: TestRepository, ...names: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject("bundle"), "hook", "install", ...names], {
    cwd: repository.path,
    env: repository.environment,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** A repository with a policy that asks for sign-offs, and these hooks. */
export function hooked(
  names: readonly string[],
  files: Parameters<typeof repositoryWith>[0] = { "proviso.yaml": plainPolicy },
) {
  const repository = repositoryWith(files);
  install(repository, ...names);
  return repository;
}
