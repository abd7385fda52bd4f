import { join } from "node:path";
import { directoryCache } from "../adapters/files/cache.ts";
import type { Memory } from "../adapters/git/memory/memory.ts";
import { stillStand } from "../adapters/git/memory/witnesses.ts";
import type { HookJudgement } from "../app/hooks/hook-judgement.ts";
import { cacheHome } from "./cache-home.ts";
import { build } from "./version.ts";

/** Variables that git sets anew for each commit, or that say nothing of what is remembered. */
const passing =
  /^GIT_(?:AUTHOR_(?:NAME|EMAIL|DATE)|COMMITTER_DATE|INDEX_FILE|EDITOR|PREFIX|REFLOG_ACTION|EXEC_PATH|TRACE\w*)$/;

/** The others by which git finds a repository, and who its user is. */
const meant = /^(?:GIT_\w+|HOME|XDG_CONFIG_HOME|EMAIL|USER|LOGNAME|USERPROFILE|HOMEDRIVE|HOMEPATH)$/;

/** Where a hook runs: what it remembers holds for this build, this directory and these variables alone. */
function surroundings(directory: string, environment: NodeJS.ProcessEnv): string {
  const variables = Object.entries(environment).filter(([name]) => meant.test(name) && !passing.test(name));
  return JSON.stringify([build, directory, ...variables.sort(([one], [other]) => (one < other ? -1 : 1))]);
}

const cache = () => {
  const home = cacheHome(process.env);
  return home === null || build === null ? null : directoryCache(join(home, "proviso", "hooks"));
};

/** What the hook remembers of this place, if nothing of that has changed; else undefined. */
export function recallMemory(): Memory | undefined {
  const memory = cache()?.recall(surroundings(process.cwd(), process.env)) as Memory | undefined;
  return memory !== undefined && stillStand(memory.witnesses) ? memory : undefined;
}

/** Remembers it for the next hook in this place; where nothing may be kept, it is forgotten. */
export const keepMemory = (memory: Memory): void => cache()?.keep(surroundings(process.cwd(), process.env), memory);

/** There is nothing that anybody should hear. */
export const isQuiet = (judgement: HookJudgement): boolean =>
  judgement.kind === "passed" && judgement.report.counts.warned === 0;
