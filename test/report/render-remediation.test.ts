import { expect, test } from "vitest";
import type { RemediationPlan } from "../../src/core/fix/remediation.ts";
import { renderRemediation } from "../../src/core/report/render-remediation.ts";
import { signOff, unmet, verdictOf } from "./sample.ts";
import { failing } from "./situations.ts";

const finding = { message: "missing", data: {}, at: { kind: "commit" } } as const;
const judgement = { clause: signOff, outcome: unmet(finding) };
const repair = { kind: "add-sign-off", judgement, finding } as const;
const author = { name: "Ada", email: "ada@example.org" };
const statement = { commit: "1".repeat(40), subject: "one", author, onBehalf: false, repairs: [repair] };

const left = (subject: string, why: "asks" | "people" | "other-author"): RemediationPlan["left"][number] => ({
  verdict: verdictOf(subject, [judgement]),
  left: [{ judgement, finding, why }],
});

const plan: RemediationPlan = {
  statements: [statement, statement],
  left: [left("another's {author}", "asks"), left("", "people"), left("a third", "other-author")],
};
const message = "DCO Remediation Commit for Ada\n\nI, Ada\n\nSigned-off-by: Ada <ada@example.org>\n";

test("what a later commit signs off, and what it does not", () => {
  expect(renderRemediation(plan, message, false)).toBe(`\
added a commit that changes no file and signs off 2 earlier commits:
  DCO Remediation Commit for Ada

  I, Ada

  Signed-off-by: Ada <ada@example.org>
f3a9c1e0f3a9 another's {author}: no statement: \`Ada <ada@example.org>\` wrote it; the policy lets a third party state it, if you say so with --on-behalf
f3a9c1e0f3a9 (no subject): no statement: the policy lets no later commit sign it off (\`remediation\` of its rules)
f3a9c1e0f3a9 a third: no statement: \`Ada <ada@example.org>\` wrote it, and nobody signs for somebody else by this policy
`);
});

test.each<readonly [plan: RemediationPlan, message: string | null, isDryRun: boolean, text: string]>([
  [{ statements: [], left: [] }, null, false, ""],
  [
    { statements: [statement], left: [] },
    "title\n\nline",
    true,
    "would add a commit that changes no file and signs off 1 earlier commit:\n  title\n\n  line\n",
  ],
  [
    { statements: [], left: [left("alone", "people")] },
    null,
    true,
    "f3a9c1e0f3a9 alone: no statement: the policy lets no later commit sign it off (`remediation` of its rules)\n",
  ],
])("%#", (only, text, isDryRun, expected) => expect(renderRemediation(only, text, isDryRun)).toBe(expected));

test("an author's name is no pattern", () => {
  const { commit } = failing();
  const verdict = { ...failing(), commit: { ...commit, author: { ...commit.author, name: "$& {author}" } } };
  const text = renderRemediation(
    { statements: [], left: [{ verdict, left: [{ judgement, finding, why: "asks" }] }] },
    null,
    true,
  );
  expect(text).toContain(": `$& {author} <ada@example.org>` wrote it; the policy lets");
});
