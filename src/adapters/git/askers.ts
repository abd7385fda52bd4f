import { parse, resolve } from "node:path";
import { type Environment, repositoryEnvironment, userEnvironment } from "./environment.ts";
import type { GitPlace } from "./process.ts";

/** Whoever asks git before it is known what repository there is, if any. */
export type Askers = {
  /** Where the caller stands. */
  readonly caller: GitPlace;
  /** Outside any repository, where the user's own settings can be read. */
  readonly outside: GitPlace;
};

/** @param keep names of variables that git shall see all the same */
export function askersAt(directory: string, environment: Environment, keep: readonly string[]): Askers {
  const caller: GitPlace = { directory: resolve(directory), environment: repositoryEnvironment(environment, keep) };
  return {
    caller,
    outside: {
      directory: parse(caller.directory).root,
      // Nothing stands there that GIT_DIR could mean.
      environment: userEnvironment(
        environment,
        keep.filter((name) => name !== "GIT_DIR"),
      ),
    },
  };
}

/**
 * Where the questions about a repository are asked that was found, and those about its user: from inside the git directory and without an
 * index, where git finds no attributes of the work tree to obey.
 */
export function placesIn(
  gitDirectory: string,
  { caller, outside }: Askers,
): { readonly place: GitPlace; readonly user: GitPlace } {
  const fixed = { GIT_DIR: gitDirectory, GIT_INDEX_FILE: `${gitDirectory}/no-index-is-read` };
  return {
    place: { directory: gitDirectory, environment: { ...caller.environment, ...fixed } },
    user: { directory: gitDirectory, environment: { ...outside.environment, GIT_DIR: gitDirectory } },
  };
}
