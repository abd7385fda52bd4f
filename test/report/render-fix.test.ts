import { describe, expect, test } from "vitest";
import type { CommitPlan } from "../../src/core/fix/plan.ts";
import type { LeftReason, RepairKind } from "../../src/core/fix/repair.ts";
import { type FixView, renderMessageChanges, renderPlans, renderRangeDiff } from "../../src/core/report/render-fix.ts";
import { order, signOff, toyRule, unmet } from "./sample.ts";

const looks = { colour: false, hyperlinks: null, width: null };
const head = "1".repeat(40);
const view: FixView = {
  ...looks,
  report: { quotationFor: () => null },
  command: (commit) => `proviso fix --apply ${commit ?? "main..topic"}`,
  head,
  forms: [],
};

const finding = { message: "missing", data: {}, at: { kind: "commit" } } as const;
const missing = { judgement: { clause: signOff, outcome: unmet(finding) }, finding };
const lateFinding = { message: "late", data: { signer: "Lin" }, at: { kind: "commit" } } as const;
const late = { judgement: { clause: order, outcome: unmet(lateFinding) }, finding: lateFinding };
const disclosure = toyRule("ai-disclosure", { missing: { what: "nothing is disclosed", fix: "disclose it" } });
const other = { ...signOff, rule: disclosure };
const undisclosed = { judgement: { clause: other, outcome: unmet(finding) }, finding };

const planOf = (more: Partial<CommitPlan> = {}): CommitPlan => ({
  id: head,
  subject: "one",
  author: { name: "Ada", email: "ada@example.org" },
  isOwn: true,
  repairs: [],
  left: [],
  message: null,
  changes: [],
  ...more,
});

const repaired = (...kinds: readonly RepairKind[]): CommitPlan["repairs"] =>
  kinds.map((kind) => ({ kind, ...missing }));

describe("repairs", () => {
  test("of several commits: each with its findings and its command, and what is left to people", () => {
    const plans = [
      planOf({ repairs: repaired("add-sign-off") }),
      planOf({
        id: "2".repeat(40),
        subject: "two",
        repairs: [{ kind: "order-sign-offs", ...late }, ...repaired("add-sign-off")],
      }),
      planOf({ id: "3".repeat(40), subject: "", left: [{ why: "people", ...late }] }),
    ];
    expect(renderPlans(plans, view)).toBe(`\
2 commits of yours can be repaired; \`proviso fix --apply main..topic\` does it:
By a sign-off you certify the Developer Certificate of Origin for the whole commit.

111111111111 one
  sign-off-present: no tag \`Signed-off-by\`
    repair: add your Signed-off-by behind the other tags
    command: \`git commit --amend --no-edit --signoff\`

222222222222 two
  warning: sign-off-order: \`Lin\` signs before the author
    repair: move your sign-off before that of who passed the commit on
  sign-off-present: no tag \`Signed-off-by\`
    repair: add your Signed-off-by behind the other tags
    command: \`proviso fix --apply 222222222222\`

No program can repair:

333333333333 (no subject)
  warning: sign-off-order: \`Lin\` signs before the author
    do: nobody but people can say
`);
  });

  test("of a message only, in the last commit", () =>
    expect(renderPlans([planOf({ repairs: repaired("move-sign-off") })], view)).toBe(`\
1 commit of yours can be repaired; \`proviso fix --apply main..topic\` does it:

111111111111 one
  sign-off-present: no tag \`Signed-off-by\`
    repair: move your sign-off into the last paragraph, where git reads tags
    command: \`proviso fix --apply 111111111111\`
`));

  test("of nothing", () => expect(renderPlans([planOf()], view)).toBe(""));

  test("say what each does", () => {
    const kinds: readonly RepairKind[] = [
      ...(["add-sign-off", "move-sign-off", "rewrite-sign-off", "drop-sign-off", "order-sign-offs"] as const),
      ...(["take-out-tool", "move-disclosure", "disclose"] as const),
    ];
    const lines = renderPlans([planOf({ repairs: repaired(...kinds) })], view).split("\n");
    expect(lines.flatMap((line) => /^ {4}repair: (.*)/.exec(line)?.slice(1) ?? [])).toEqual([
      "add your Signed-off-by behind the other tags",
      "move your sign-off into the last paragraph, where git reads tags",
      "write your sign-off anew, as git writes it",
      "take out the sign-off under your other address",
      "move your sign-off before that of who passed the commit on",
      "take the tool's line out",
      "move the disclosure to the tags, above your sign-off",
      "write your disclosure above your sign-off",
    ]);
  });
});

describe("what no program can repair", () => {
  const forms = [
    { key: "Assisted-by", form: "NAME:VERSION" },
    { key: "AI", form: "" },
  ];
  const doOf = (
    why: LeftReason,
    more: Partial<FixView> = {},
    what: Omit<CommitPlan["left"][number], "why"> = undisclosed,
  ): string | undefined =>
    /\n {4}do: (.*)\n/.exec(renderPlans([planOf({ left: [{ why, ...what }] })], { ...view, ...more }))?.[1];

  test.each<readonly [why: LeftReason, words: string]>([
    ["people", "disclose it"],
    ["other-author", "ask `Ada <ada@example.org>`, who wrote it: nobody's commits but your own are changed"],
    [
      "published",
      "a remote's branch has the commit, so it is not rewritten; if that branch is yours alone, repair it with `git rebase --interactive` and push it by force",
    ],
    ["asks", "say with `--disclosure TEXT` what is to be disclosed; it is never made up"],
    [
      "declaration",
      "the message would no longer say that the change has AI-derived content, and no program hides that: if it has some, keep saying so in a disclosure or by citing an exception; disclose it",
    ],
    ["merge", "merge commits are kept as they are; disclose it"],
    ["damaged", "the commit cannot be read whole, so nothing in it is changed"],
    ["encoding", "the commit's encoding cannot write it; disclose it"],
    ["unrepaired", "disclose it"],
    ["limit", "more findings than are repaired at once; run it again, or disclose it"],
  ])("%s: %s", (why, words) => expect(doOf(why)).toBe(words));

  test.each<readonly [said: string | undefined, words: string]>([
    [
      doOf("published", {}, missing),
      "a remote's branch has the commit, so it is not rewritten; where the policy allows it, `proviso fix --remediation` signs it off afterwards",
    ],
    [
      doOf("asks", { forms }),
      "say with `--disclosure TEXT` what is to be disclosed; it is never made up; the policy's form is `Assisted-by: NAME:VERSION` or `AI: …`",
    ],
    [doOf("people", {}, late), "nobody but people can say"],
  ])("%s", (said, words) => expect(said).toBe(words));
});

test("messages: the lines that go and come, forty of a commit", () => {
  const changes = [
    { sign: "-", text: "Signed-off-by: Ada\r" },
    { sign: "+", text: "Signed-off-by: Ada <ada@example.org>" },
  ] as const;
  expect(renderMessageChanges([planOf({ changes })], looks)).toBe(`\
111111111111 one
  -Signed-off-by: Ada
  +Signed-off-by: Ada <ada@example.org>
`);
  const textOf = (count: number): string =>
    renderMessageChanges([planOf({ changes: Array.from({ length: count }, () => changes[1]) })], looks);
  expect(textOf(40).split("\n")).toHaveLength(42);
  expect(textOf(41)).toMatch(/\n {2}and 1 line more\n$/);
  expect(textOf(42)).toMatch(/\n {2}and 2 lines more\n$/);
  expect(textOf(42).split("\n")).toHaveLength(43);
});

test("what git says of two ranges is fit to be shown", () =>
  expect(renderRangeDiff("1:  abc = 1:  def one\x1b[31m\n\n    x\n")).toBe(
    "  1:  abc = 1:  def one\\x1b[31m\n\n      x\n",
  ));
