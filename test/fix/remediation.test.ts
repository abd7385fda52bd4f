import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { planRemediation } from "../../src/core/fix/remediation.ts";
import { objectOf, policyOf, user } from "./planning.ts";

type Answer = { readonly statements: readonly string[]; readonly left: readonly string[] };

/** Who gets a later sign-off of one unsigned commit, and why not. */
function planned(remediation: string, author: string, onBehalf: boolean): Answer {
  const policy = policyOf({
    ai: "ai:\n  stance: declined\n",
    rules: `  sign-off-present: { level: require, remediation: ${remediation} }\n  ai-content-permitted: require\n`,
  });
  const commit = parseCommit("a".repeat(40), objectOf("title\n", { author }));
  const { commits } = judge(policy, { commits: [commit], today: "2026-06-30" });
  const { statements, left } = planRemediation(commits, { policy, user, onBehalf });
  return {
    statements: statements.map(({ commit: id, author: who, onBehalf: theirs, repairs }) =>
      [id.slice(0, 4), who.name, theirs ? "on behalf" : "own", ...repairs.map(({ kind }) => kind)].join(" "),
    ),
    left: left.flatMap(({ left: each }) => each.map(({ judgement, why }) => `${judgement.clause.rule.id}: ${why}`)),
  };
}

const [mine, lins] = ["Ada Example <ada@example.org>", "Lin Example <lin@example.org>"] as const;

describe("a commit without a sign-off, in a later one", () => {
  test.each<[remediation: string, author: string, onBehalf: boolean, statement: string | null, why: string | null]>([
    ["individual", mine, false, "aaaa Ada Example own add-sign-off", null],
    ["third-party", mine, false, "aaaa Ada Example own add-sign-off", null],
    ["none", mine, true, null, "people"],
    ["individual", lins, true, null, "other-author"],
    ["third-party", lins, false, null, "asks"],
    ["third-party", lins, true, "aaaa Lin Example on behalf add-sign-off", null],
  ])("with `%s`, of %s, asked for on behalf of others: %s", (remediation, author, onBehalf, statement, why) => {
    expect(planned(remediation, author, onBehalf)).toEqual({
      statements: statement === null ? [] : [statement],
      left: why === null ? [] : [`sign-off-present: ${why}`],
    });
  });
});
