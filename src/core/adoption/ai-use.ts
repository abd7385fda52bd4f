import { createToolTally } from "../audit/tool-tally.ts";
import { builtInDisclosures } from "../commit/disclosures.ts";
import type { CommitFacts } from "../commit/facts.ts";
import { createPolicyObserver } from "../evaluate/policy-observer.ts";
import type { Policy } from "../policy/policy.ts";
import { learned } from "../text/learned.ts";
import type { Practice } from "./seen.ts";

const nowhere = { by: "", day: "" };

/** Which tools stand in commits by exact identities, and which trailers disclose AI use, by the built-in tables. */
export function aiUseIn(commits: readonly CommitFacts[], policy: Policy): Pick<Practice, "tools" | "disclosures"> {
  const observe = createPolicyObserver(policy, learned([]));
  const tools = createToolTally();
  const byKey = new Map<string, number>();
  for (const [place, commit] of commits.entries()) {
    const observed = observe(commit);
    tools.add({ commit, observed, place, entered: nowhere });
    const keys = observed.claims.flatMap(({ kind, source }) =>
      kind === "content" && source.by === "disclosure" ? [spelled(source.key)] : [],
    );
    for (const key of new Set(keys)) byKey.set(key, (byKey.get(key) ?? 0) + 1);
  }
  return {
    tools: tools
      .close()
      .filter((use) => !isForge(use))
      .map((use) => ({ tool: use.tool, class: use.class, role: use.role, commits: use.commits })),
    disclosures: [...byKey]
      .map(([key, times]) => ({ key, commits: times }))
      .sort((one, other) => other.commits - one.commits),
  };
}

/** A forge's own committer stands in every commit that was merged by a button, and says nothing of anybody. */
const isForge = (use: { readonly class: string; readonly role: string }): boolean =>
  use.class === "bot" && use.role === "committer";

/** A key as the built-in table spells it. */
const spelled = (key: string): string =>
  builtInDisclosures.find((known) => known.key.toLowerCase() === key.toLowerCase())?.key ?? key;
