import type { CommitFacts } from "../../src/core/commit/facts.ts";
import { parseIdentity } from "../../src/core/commit/identities.ts";
import type { Signature } from "../../src/core/commit/identity.ts";
import { factsOf } from "../../src/core/commit/parse-commit.ts";

/** 2026-06-30 00:00 UTC. */
const ordinarySeconds = 1_782_777_600;

const ada = "Ada Lovely <ada@example.org>";

/** Facts of a commit from its message and, where they matter, its people and its moment in seconds. */
export function commitOf(
  text: string,
  { author = ada, committer = author, seconds = ordinarySeconds, parents = ["0".repeat(40)] }: Partial<People> = {},
): CommitFacts {
  const signature = (value: string): Signature => {
    const identity = parseIdentity(value);
    if (identity === undefined) throw new Error(`\`${value}\` is no identity`);
    return { ...identity, at: { seconds, offsetMinutes: 0 } };
  };
  return factsOf({
    id: "1".repeat(40),
    name: "commit 1",
    parents,
    author: signature(author),
    committer: signature(committer),
    text,
    damages: [],
  });
}

type People = {
  readonly author: string;
  readonly committer: string;
  readonly seconds: number;
  readonly parents: readonly string[];
};
