import { detached } from "../text/remember.ts";
import type { Attested } from "./audit.ts";
import type { JudgedCommit } from "./audit-tally.ts";

/** Commits that are listed of each statement. All are counted. */
export const attestedListedMax = 10_000;

type Listed = Attested["listed"][number];

/** Gathers what contributors stated where the policy asked for it (`ai-attestation`), whether or not all of it was there. */
export function createAttestedTally() {
  const statements = new Map<string, { readonly place: number; readonly listed: Listed }[]>();
  return {
    add({ commit, entered, outcomes, place }: Pick<JudgedCommit, "commit" | "entered" | "outcomes" | "place">): void {
      const seen = new Set<string>();
      for (const outcome of outcomes) {
        if (outcome.kind === "not-applicable") continue;
        for (const { statement, place: where, by } of outcome.attested ?? []) {
          if (seen.has(statement) || by === null) continue;
          seen.add(statement);
          const own = { id: commit.id ?? "", subject: detached(commit.subject), by: copied(by), place: where, entered };
          const known = statements.get(statement) ?? [];
          statements.set(statement, known);
          known.push({ place, listed: own });
        }
      }
    },
    close: (): readonly Attested[] =>
      [...statements]
        .map(([statement, found]): Attested => {
          const inOrder = found.sort((one, other) => one.place - other.place);
          const listed = inOrder.slice(0, attestedListedMax).map((one) => one.listed);
          return { statement, commits: found.length, listed };
        })
        .sort(byStatement),
  };
}

const byStatement = (one: Attested, other: Attested): number => (one.statement < other.statement ? -1 : 1);

/** What is kept of a commit keeps nothing else of it in memory. */
const copied = ({ name, email }: Listed["by"]): Listed["by"] => ({ name: detached(name), email: detached(email) });

/** What two parts of a history have; the commits of `later` entered after those of `earlier`. */
export function mergeAttested(earlier: readonly Attested[], later: readonly Attested[]): readonly Attested[] {
  const merged = new Map<string, Attested>();
  for (const one of [...earlier, ...later]) {
    const { statement, commits, listed } = one;
    const known = merged.get(statement);
    const all = [...(known?.listed ?? []), ...listed].slice(0, attestedListedMax);
    merged.set(statement, { statement, commits: (known?.commits ?? 0) + commits, listed: all });
  }
  return [...merged.values()].sort(byStatement);
}
