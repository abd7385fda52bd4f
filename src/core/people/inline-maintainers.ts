import { compileGlob } from "../text/glob.ts";
import { learned, unknown } from "../text/learned.ts";
import type { Maintainer, Maintainers, Ownership } from "./maintainers.ts";
import { eachOnce, isLogin, readIdentities } from "./people.ts";

/** One item of the policy's inline list, as the policy parser read it. */
export type InlineMaintainersEntry = {
  readonly paths: readonly string[];
  readonly maintainers: readonly string[];
  readonly reviewers?: readonly string[];
  readonly line: number;
};

/**
 * Maintainers from a list in the policy itself: globs, and people as `Name <address>`, an address or `@login`.
 * A path that a glob which cannot be read might own has unknown owners, unless another item owns it; somebody who cannot be
 * read is left out. Reading the policy has made problems of both already.
 */
export function parseInlineMaintainers(entries: readonly InlineMaintainersEntry[], sourceName: string): Maintainers {
  const items = entries.map(readItem);
  const doubt = items.find((item) => item.doubt !== null)?.doubt ?? null;
  return {
    source: sourceName,
    ownersOf: (path) => {
      const ownerships = items.filter(({ matches }) => matches(path)).map(({ ownership }) => ownership);
      const isEvident = doubt === null || ownerships.some(({ matchesEverything }) => !matchesEverything);
      return isEvident ? learned(ownerships) : unknown(doubt);
    },
    everyMaintainer: eachOnce(items.flatMap(({ ownership }) => ownership.maintainers)),
    everySection: items.map(({ ownership }) => ownership),
  };
}

type Item = {
  readonly ownership: Ownership;
  readonly matches: (path: string) => boolean;
  /** Why some path may be owned that `matches` does not tell, else null. */
  readonly doubt: string | null;
};

function readItem(entry: InlineMaintainersEntry): Item {
  const { line, paths } = entry;
  const compiled = paths.map((glob) => ({ glob, result: compileGlob(glob) }));
  const [doubt = null] = compiled.flatMap(({ glob, result }) =>
    result.ok ? [] : [`cannot evaluate \`${glob}\`: ${result.why}`],
  );
  const matches = (path: string): boolean => compiled.some(({ result }) => result.ok && result.matches(path));
  const ownership: Ownership = {
    section: paths.join(", "),
    line,
    status: null,
    maintainers: readPeople(entry.maintainers, line),
    reviewers: readPeople(entry.reviewers ?? [], line),
    // A name that nobody gives a file is matched only by a glob that asks nothing.
    matchesEverything: matches("\u0001/\u0001"),
  };
  return { ownership, matches, doubt };
}

function readPeople(values: readonly string[], line: number): readonly Maintainer[] {
  return values.flatMap((value): readonly Maintainer[] => {
    if (isLogin(value)) return [{ kind: "login", login: value.slice(1), line }];
    return (readIdentities(value) ?? []).map((identity) => ({ kind: "identity", identity, line }));
  });
}
