import type { Standing } from "../evaluate/standing.ts";
import type { Maintainers } from "../people/maintainers.ts";
import type { Learned } from "../text/learned.ts";
import type { SubsystemCounts } from "./audit.ts";
import type { Independence } from "./independence.ts";

/** How a commit was judged, as far as subsystems are concerned. The same object for commits that were judged alike. */
export type Judged = { readonly standing: Standing; readonly independence: Independence };

/** Adds up by subsystem: a commit counts in each that it touches. */
export type SubsystemTally = {
  readonly add: (paths: readonly string[], judged: Judged) => void;
  /** The largest first. */
  readonly close: () => readonly SubsystemCounts[];
};

/** Paths whose subsystem is remembered: a long history has 100,000. */
const pathsRememberedMax = 200_000;

export function createSubsystemTally(maintainers: Learned<Maintainers>): SubsystemTally {
  const counts = new Map<string, { -readonly [Name in keyof SubsystemCounts]: SubsystemCounts[Name] }>();
  const names = new Map<string, string>();

  function nameOf(path: string): string {
    const known = names.get(path);
    if (known !== undefined) return known;
    if (names.size >= pathsRememberedMax) names.clear();
    const name = subsystemOf(path, maintainers);
    names.set(path, name);
    return name;
  }

  return {
    add(paths, { standing, independence }) {
      for (const name of new Set(paths.map(nameOf))) {
        const known = counts.get(name);
        const sum = known ?? { name, commits: 0, failed: 0, undecided: 0, warned: 0, independent: 0, signable: 0 };
        if (known === undefined) counts.set(name, sum);
        sum.commits += 1;
        if (standing.kind === "failed" || standing.kind === "undecided") sum[standing.kind] += 1;
        if (standing.warned) sum.warned += 1;
        if (independence === "independent") sum.independent += 1;
        if (independence !== "merge") sum.signable += 1;
      }
    },
    close: () =>
      [...counts.values()].sort((one, other) => other.commits - one.commits || (one.name < other.name ? -1 : 1)),
  };
}

/** The first section of the maintainers file that owns the path and not every path; else the directory at the top. */
function subsystemOf(path: string, maintainers: Learned<Maintainers>): string {
  const owners = maintainers.known ? maintainers.value.ownersOf(path) : maintainers;
  const own = owners.known ? owners.value.find(({ matchesEverything }) => !matchesEverything) : undefined;
  if (own !== undefined) return own.section;
  const slash = path.indexOf("/");
  return slash === -1 ? "(top)" : path.slice(0, slash + 1);
}
