import { join } from "node:path";
import { directoryCache } from "../adapters/files/cache.ts";
import { localFiles, sha256 } from "../adapters/files/files.ts";
import { openRepository } from "../adapters/git/open-repository.ts";
import { createSandbox } from "../adapters/sandbox/bubblewrap.ts";
import { createSyntax } from "../adapters/syntax/syntax.ts";
import { type Attempt, failed } from "../app/attempt.ts";
import type { AuditCache } from "../app/audit/audit.ts";
import type { CheckPorts } from "../app/check.ts";
import type { Repository } from "../ports/repository.ts";

/** What judging needs besides the repository. */
export type Judging = {
  portsFor(repository: Repository): CheckPorts;
  /** Where audits are remembered, so that the next one is short. */
  readonly audits: AuditCache;
};

/**
 * @param data the directory of the service's data
 * @param build what another build of the program remembers is nothing to this one
 */
export function createJudging(data: string, build: string, grammarFile: (name: string) => string): Judging {
  const shared = {
    files: localFiles,
    digest: sha256,
    cache: directoryCache(join(data, "policies")),
    syntax: createSyntax({ grammarFile }),
    sandbox: createSandbox(),
  };
  const remembered = directoryCache(join(data, `audits-${build}`));
  return {
    portsFor: (repository) => ({ ...shared, repository }),
    audits: {
      recall(key) {
        const text = remembered.recall(key);
        return typeof text === "string" ? text : null;
      },
      keep: (key, text) => remembered.keep(key, text),
    },
  };
}

/** Opens a repository on this machine for some work, and closes it whatever happens. */
export async function withLocalRepository<T>(
  path: string,
  work: (repository: Repository) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const opened = await openRepository(path);
  if (!opened.ok) return failed("work", opened.error.text);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
