import type { Observed } from "../commit/observed.ts";
import type { Signal } from "../commit/signals.ts";
import type { ToolUse } from "./audit.ts";
import type { JudgedCommit } from "./audit-tally.ts";

/** Counts which tool stands where, by exact identities. */
export type ToolTally = {
  readonly add: (judged: Pick<JudgedCommit, "commit" | "entered" | "observed" | "place">) => void;
  /** The most frequent first. */
  readonly close: () => readonly ToolUse[];
};

/** Does a commit declare AI use or bear an agent's identity, and bears it one without declaring it? */
export function usesAi({ claims, signals }: Observed): { readonly aiUse: boolean; readonly undisclosed: boolean } {
  const bears = signals.some(isAgent);
  const declares = claims.some(({ kind }) => kind === "content");
  // Whoever says what the tool did not do has spoken of it, too.
  return { aiUse: bears || declares, undisclosed: bears && claims.length === 0 };
}

const isAgent = (signal: Signal): boolean => signal.class === "agent" || signal.class === "ai-signoff";

type Use = { -readonly [Name in keyof ToolUse]: ToolUse[Name] } & { firstPlace: number; lastPlace: number };

export function createToolTally(): ToolTally {
  const uses = new Map<string, Use>();
  return {
    add({ commit, entered, observed, place }) {
      const here = { ...entered, id: commit.id ?? "" };
      const seen = new Set<string>();
      for (const signal of observed.signals) {
        const role = roleOf(signal);
        const key = JSON.stringify([signal.tool, signal.class, role.toLowerCase()]);
        if (seen.has(key)) continue;
        seen.add(key);
        const known = uses.get(key);
        if (known === undefined) {
          const own = { tool: signal.tool, class: signal.class, role, commits: 1, first: here, last: here };
          uses.set(key, { ...own, firstPlace: place, lastPlace: place });
          continue;
        }
        known.commits += 1;
        if (place < known.firstPlace) Object.assign(known, { first: here, firstPlace: place });
        if (place > known.lastPlace) Object.assign(known, { last: here, lastPlace: place });
      }
    },
    close: () => [...uses.values()].sort(byUse).map(({ firstPlace: _first, lastPlace: _last, ...use }) => use),
  };
}

/** The most frequent first, then by name. */
export function byUse(one: ToolUse, other: ToolUse): number {
  if (one.commits !== other.commits) return other.commits - one.commits;
  const [name, otherName] = [`${one.tool}\0${one.role}`, `${other.tool}\0${other.role}`];
  return name < otherName ? -1 : name > otherName ? 1 : 0;
}

/** Keys are the message writer's, so only those of known form are a role of their own. */
function roleOf({ place }: Signal): string {
  if (place.kind === "trailer") return place.key;
  return place.kind;
}
