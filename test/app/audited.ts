import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { repositoryEnvironment } from "../../src/adapters/git/environment.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { surveyHistory } from "../../src/adapters/git/packs/survey-history.ts";
import type { Attempt } from "../../src/app/attempt.ts";
import { type Audit, type AuditCache, audit } from "../../src/app/audit/audit.ts";
import type { CheckPorts } from "../../src/app/check.ts";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";

const noProgress = { listed: () => {}, judged: () => {} };
const unused = { run: () => Promise.reject(new Error("nothing is replayed in an audit")) };
const unread = {
  read: () => Promise.reject(new Error("no contents are asked for")),
  readShell: () => Promise.reject(new Error("no script is read")),
};

/** Repositories are too small for their packs to be read, unless somebody insists. */
export function surveyFromPacks(repository: Repository): Repository {
  const { gitDirectory } = repository.description;
  const environment = { ...repositoryEnvironment(process.env, []), GIT_DIR: gitDirectory };
  const place = { directory: gitDirectory, environment };
  return { ...repository, survey: async (tip) => surveyHistory(place, repository.description, tip, 0) };
}

export async function withPorts<T>(
  { path }: TestRepository,
  work: (ports: CheckPorts) => Promise<T>,
  changed: (repository: Repository) => Repository = (repository) => repository,
): Promise<T> {
  const opened = await openRepository(path);
  if (!opened.ok) throw new Error(opened.error.text);
  try {
    return await work({
      repository: changed(opened.value),
      files: localFiles,
      digest: sha256,
      cache: noCache,
      syntax: unread,
      sandbox: unused,
    });
  } finally {
    await opened.value.close();
  }
}

export const valueOf = <T>(attempt: Attempt<T>): T => {
  if (!attempt.ok) throw new Error(attempt.text);
  return attempt.value;
};

/** An audit of HEAD with all details, as of entry unless said otherwise. */
export const audited = (
  repository: TestRepository,
  asked: Partial<Audit> = {},
  changed?: (repository: Repository) => Repository,
): Promise<AuditReport> =>
  withPorts(
    repository,
    async (ports) =>
      valueOf(
        await audit(
          {
            revision: "HEAD",
            policyFrom: null,
            asOf: "entry",
            today: "2026-06-30",
            details: true,
            bySubsystem: false,
            memory: null,
            progress: noProgress,
            ...asked,
          },
          ports,
        ),
      ),
    changed,
  );

/** Runs a test on a repository of its own. */
export async function using(work: (repository: TestRepository) => Promise<void>): Promise<void> {
  const repository = createRepository();
  try {
    await work(repository);
  } finally {
    repository.remove();
  }
}

/** Remembers in memory, and lets a test spoil what is remembered. */
export function createMemory(): AuditCache & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return { texts, recall: (key) => texts.get(key) ?? null, keep: (key, text) => void texts.set(key, text) };
}
