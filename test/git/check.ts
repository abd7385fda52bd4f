import { expect } from "vitest";
import { type OpenOptions, openRepository } from "../../src/adapters/git/open-repository.ts";
import type { Answer, RangeArgument, RawCommit, Repository, RepositoryError } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** Opens, asks, closes; throws when it cannot be opened. */
export async function ask<T>(
  repository: TestRepository,
  question: (opened: Repository) => Promise<T>,
  options: OpenOptions & { directory?: string } = {},
): Promise<T> {
  const opened = await openRepository(options.directory ?? repository.path, {
    environment: repository.environment,
    ...options,
  });
  if (!opened.ok) throw new Error(opened.error.text);
  try {
    return await question(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Runs a test on a new repository, and removes it whatever happens. */
export async function withRepository(
  options: Parameters<typeof createRepository>[0],
  work: (repository: TestRepository) => Promise<void>,
): Promise<void> {
  const repository = createRepository(options);
  try {
    await work(repository);
  } finally {
    repository.remove();
  }
}

export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.text}`);
  return answer.value;
}

/** Expects an error of this code whose one sentence holds these words. */
export function expectError(answer: Answer<unknown>, code: RepositoryError["code"], words: string): void {
  expect(answer.ok ? "an answer" : answer.error.code).toBe(code);
  if (answer.ok) return;
  expect(answer.error.text).toContain(words);
  expect(answer.error.text).not.toMatch(/[\n]|\.$/);
}

/** All commits of a range, or the error that ended the stream. */
export async function collect(
  opened: Repository,
  argument: RangeArgument,
  olderThan: readonly string[] = [],
): Promise<Answer<readonly RawCommit[]>> {
  const range = await opened.resolveRange(argument);
  if (!range.ok) return range;
  const commits: RawCommit[] = [];
  for await (const batch of opened.commits(range.value, olderThan)) {
    if (!batch.ok) return batch;
    commits.push(...batch.value);
  }
  return { ok: true, value: commits };
}

export const typed = (text: string | null): RangeArgument => ({ text, root: false });
export const wholeHistory: RangeArgument = { text: null, root: true };
