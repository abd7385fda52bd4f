import type { Identity } from "../../src/core/commit/identity.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { contributionOn } from "../../src/core/evaluate/contribution-on.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { type CommitPlan, createFixer } from "../../src/core/fix/plan.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

export const user: Identity = { name: "Ada Example", email: "ada@example.org" };
export const mine = "Signed-off-by: Ada Example <ada@example.org>";
export const lins = "Signed-off-by: Lin Example <lin@example.org>";

export const footer = "Generated with [Claude Code](https://claude.com/claude-code)";
export const permitted = "ai:\n  stance: permitted\n";

const id = "a".repeat(40);

/** Whatever a test says of a commit and of its policy; the rest is as usual. */
export type Case = {
  readonly rules?: string;
  readonly ai?: string;
  readonly document?: string;
  readonly mailmap?: string;
  readonly author?: string;
  readonly committer?: string;
  readonly encoding?: string;
  readonly user?: Identity;
  readonly disclosure?: string;
  readonly isPublished?: boolean;
};

export const signOffRules = `  sign-off-present: require
  sign-off-by-author: require
  sign-off-in-trailers: require
  sign-off-well-formed: { level: require, spelling: exact }
  sign-off-named: require
  sign-off-order: require
  sign-off-one-address: { level: require, names: compare }
`;

export function policyOf({ rules = signOffRules, ai = "", document = "", mailmap = "" }: Case): Policy {
  const text = `proviso: 1\n${document === "" ? "" : "document: doc.md\n"}${ai}rules:\n${rules}`;
  const policy = policyFromTexts(
    {
      policy: { name: "proviso.yaml", text },
      document: document === "" ? null : { name: "doc.md", text: document },
      mailmap: mailmap === "" ? null : { name: ".mailmap", text: mailmap },
    },
    catalogue,
  );
  const problems = policy.problems.filter(({ severity }) => severity === "error");
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.text).join("; "));
  return policy;
}

/** A commit object with this message; both people are the user unless said otherwise. */
export function objectOf(message: string | Uint8Array, { author, committer, encoding }: Case = {}): Uint8Array {
  const somebody = "Ada Example <ada@example.org>";
  const lines = [
    `tree ${"b".repeat(40)}`,
    `parent ${"c".repeat(40)}`,
    `author ${author ?? somebody} 1700000000 +0130`,
    `committer ${committer ?? somebody} 1700000060 +0000`,
    ...(encoding === undefined ? [] : [`encoding ${encoding}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\n")}\n\n`), Buffer.from(message)]);
}

/** Plans the repairs of one commit with this message. */
export function planOf(message: string | Uint8Array, one: Case = {}): CommitPlan {
  const policy = policyOf(one);
  const bytes = objectOf(message, one);
  const { commits } = judge(policy, { commits: [parseCommit(id, bytes)], today: "2026-06-30" });
  const [verdict] = commits;
  if (verdict === undefined) throw new Error("the commit was not judged");
  const fix = createFixer({
    policy,
    contribution: contributionOn("2026-06-30"),
    user: one.user ?? user,
    committer: "Ada Example <ada@example.org> 1800000000 +0000",
    disclosures: new Map(one.disclosure === undefined ? [] : [[id, one.disclosure]]),
  });
  return fix({ bytes, verdict, isPublished: one.isPublished ?? false });
}

/** The new message as Latin-1 or UTF-8 text, or why each finding stays. */
export function told(plan: CommitPlan, encoding: "utf8" | "latin1" = "utf8"): string {
  if (plan.message !== null) return Buffer.from(plan.message).toString(encoding);
  return plan.left
    .map(({ judgement, finding, why }) => `${judgement.clause.rule.id}: ${finding.message}: ${why}`)
    .join("\n");
}
