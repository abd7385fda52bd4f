import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { emptyCommit, planRemediation, remediationMessage, type Statement } from "../../src/core/fix/remediation.ts";
import { objectOf, policyOf, user } from "./planning.ts";

const [mine, lins] = ["Ada Example <ada@example.org>", "Lin Example <lin@example.org>"] as const;

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

describe("a remediation commit", () => {
  const lin = { name: "Lin Example", email: "lin@example.org" };
  const statement = (commit: string, onBehalf: boolean): Statement => ({
    commit,
    subject: "title",
    author: onBehalf ? lin : user,
    onBehalf,
    repairs: [],
  });
  const states = `I, ${mine}, hereby add my Signed-off-by to this commit:`;

  test.each<[what: string, statements: readonly Statement[], message: string]>([
    [
      "states one's own commits a line each",
      [statement("a1", false), statement("b2", false)],
      `DCO Remediation Commit for ${mine}\n\n${states} a1\n${states} b2\n\nSigned-off-by: ${mine}\n`,
    ],
    [
      "says on whose behalf it states another's",
      [statement("a1", false), statement("b2", true)],
      `Third-Party DCO Remediation Commit by ${mine}\n\n${states} a1\nOn behalf of ${lins}, ${states} b2\n\nSigned-off-by: ${mine}\n`,
    ],
  ])("%s", (_what, statements, message) => expect(remediationMessage(user, statements)).toBe(message));

  test("changes no file", () => {
    const bytes = emptyCommit("1", "2", `${mine} 3 +0000`, "title\n");
    expect(new TextDecoder().decode(bytes)).toBe(
      `tree 1\nparent 2\nauthor ${mine} 3 +0000\ncommitter ${mine} 3 +0000\n\ntitle\n`,
    );
  });
});
