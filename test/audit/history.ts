import type { JudgedCommit } from "../../src/core/audit/audit-tally.ts";
import { independenceOf } from "../../src/core/audit/independence.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { createCommitJudge } from "../../src/core/evaluate/commit-judge.ts";
import { contributionOn } from "../../src/core/evaluate/contribution-on.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

export const ada = "Ada Example <ada@example.org>";
export const lin = "Lin Example <lin@example.org>";

/** A commit of a history: what it says, and where it came in. */
export type Told = {
  readonly message: string;
  readonly author?: string;
  readonly parents?: number;
  readonly day?: string;
};

export const policyOf = (settings: string, document?: string, mailmap?: string): Policy => {
  const policy = policyFromTexts(
    {
      policy: { name: "proviso.yaml", text: `proviso: 1\n${settings}` },
      document: document === undefined ? null : { name: "docs/policy.md", text: document },
      mailmap: mailmap === undefined ? null : { name: ".mailmap", text: mailmap },
    },
    catalogue,
  );
  const errors = policy.problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors.map(({ text }) => text)));
  return policy;
};

/** Each commit as an audit hands it to its tally, judged by one policy; ids are of places, from 1 on. */
export function judgedBy(policy: Policy): (told: Told, place: number) => JudgedCommit {
  const judge = createCommitJudge(policy, contributionOn("2026-06-30"), evidenceBy(policy.classOf));
  return ({ message, author = ada, parents = 1, day = "2026-01-31" }, place) => {
    const id = (place + 1).toString(16).padStart(40, "0");
    const text = `tree 0\n${`parent ${"f".repeat(40)}\n`.repeat(parents)}author ${author} 0 +0000\ncommitter ${author} 0 +0000\n\n${message}\n`;
    const situation = judge.open(parseCommit(id, new TextEncoder().encode(text)));
    return {
      place,
      entered: { by: id, day },
      commit: situation.commit,
      damage: situation.commit.damage,
      clauses: judge.clauses,
      outcomes: judge.judge(situation),
      observed: situation.observed,
      independence: independenceOf(situation),
      quotationFor: policy.quotationFor,
    };
  };
}
