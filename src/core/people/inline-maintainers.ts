import { compileGlob } from "../text/glob.ts";
import { learned, unknown } from "../text/learned.ts";
import { clip } from "../text/neutralise.ts";
import type { Maintainer, Maintainers, Ownership } from "./maintainers.ts";
import { eachOnce, readIdentities, shownMax } from "./people.ts";

/** One item of the policy's inline list, as the policy parser read it. */
export type InlineMaintainersEntry = {
  readonly paths: readonly string[];
  readonly maintainers: readonly string[];
  readonly reviewers?: readonly string[];
  readonly line: number;
};

/** Something wrong with an item: the policy parser, which has the offsets, makes a problem of it. */
export type InlineMistake = { readonly code: string; readonly text: string; readonly line: number };

/**
 * Maintainers from a list in the policy itself: globs, and people as `Name <address>`, an address or `@login`.
 * A path that a glob which cannot be read might own has unknown owners, unless another item owns it.
 */
export function parseInlineMaintainers(
  entries: readonly InlineMaintainersEntry[],
  sourceName: string,
): { maintainers: Maintainers; mistakes: readonly InlineMistake[] } {
  const mistakes: InlineMistake[] = [];
  const items = entries.map((entry) => readItem(entry, mistakes));
  const doubt = items.find((item) => item.doubt !== null)?.doubt ?? null;
  const maintainers: Maintainers = {
    source: sourceName,
    ownersOf: (path) => {
      const ownerships = items.filter(({ matches }) => matches(path)).map(({ ownership }) => ownership);
      const isEvident = doubt === null || ownerships.some(({ matchesEverything }) => !matchesEverything);
      return isEvident ? learned(ownerships) : unknown(doubt);
    },
    everyMaintainer: eachOnce(items.flatMap(({ ownership }) => ownership.maintainers)),
  };
  return { maintainers, mistakes };
}

type Item = {
  readonly ownership: Ownership;
  readonly matches: (path: string) => boolean;
  /** Why some path may be owned that `matches` does not tell, else null. */
  readonly doubt: string | null;
};

function readItem(entry: InlineMaintainersEntry, mistakes: InlineMistake[]): Item {
  const { line, paths } = entry;
  const compiled = paths.map((glob) => ({ glob, result: compileGlob(glob) }));
  let doubt: string | null = null;
  for (const { glob, result } of compiled) {
    if (result.ok) continue;
    doubt ??= `cannot evaluate \`${glob}\`: ${result.why}`;
    mistakes.push({ code: "pattern-not-evaluated", text: `cannot evaluate \`${glob}\`: ${result.why}`, line });
  }
  const matches = (path: string): boolean => compiled.some(({ result }) => result.ok && result.matches(path));
  const ownership: Ownership = {
    section: paths.join(", "),
    line,
    status: null,
    maintainers: readPeople(entry.maintainers, line, mistakes),
    reviewers: readPeople(entry.reviewers ?? [], line, mistakes),
    // A name that nobody gives a file is matched only by a glob that asks nothing.
    matchesEverything: matches("\u0001/\u0001"),
  };
  return { ownership, matches, doubt };
}

function readPeople(values: readonly string[], line: number, mistakes: InlineMistake[]): readonly Maintainer[] {
  return values.flatMap((value): readonly Maintainer[] => {
    if (/^@[\w][\w./-]*$/.test(value)) return [{ kind: "login", login: value.slice(1), line }];
    const identities = readIdentities(value);
    if (identities) return identities.map((identity) => ({ kind: "identity", identity, line }));
    mistakes.push({
      code: "unreadable-person",
      text: `\`${clip(value, shownMax)}\` is neither \`Name <address>\`, an address nor @login`,
      line,
    });
    return [];
  });
}
