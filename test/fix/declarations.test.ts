import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { createPolicyObserver } from "../../src/core/evaluate/policy-observer.ts";
import { hidesDeclaration, mayImprove } from "../../src/core/fix/declarations.ts";
import type { RepairKind } from "../../src/core/fix/repair.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Outcome } from "../../src/core/rules/outcome.ts";
import { unknown } from "../../src/core/text/learned.ts";
import { decliningDocument as document } from "../cli/proviso.ts";
import * as fc from "../random-cases.ts";
import { type Case, footer, lins, mine, objectOf, permitted, planOf, policyOf, told } from "./planning.ts";

const coAuthor = "Co-Authored-By: Claude <noreply@anthropic.com>";
const marks = "  no-tool-advertising: require\n";
const declined = "ai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\n";
const heart = "  ai-content-permitted: require\n";

const check = (before: string, after: string, one: Case): void => expect(told(planOf(before, one))).toBe(after);

describe("a tool's line is taken out", () => {
  test.each<[string, string, string, Case]>([
    [
      "a footer and a co-author, where the stance permits AI content",
      `title\n\nbody\n\n${footer}\n\n${coAuthor}\n${mine}\n`,
      `title\n\nbody\n\n${mine}\n`,
      { ai: permitted, rules: marks + heart },
    ],
    [
      "an advertisement beside a claim that stays",
      `title\n\nUnder exception small-fixes.\n\n${coAuthor}\n${mine}\n`,
      `title\n\nUnder exception small-fixes.\n\n${mine}\n`,
      { ai: declined, document, rules: marks + heart },
    ],
    ["the last line of a message", `title\n\n${footer}\n`, "title\n", { ai: permitted, rules: marks }],
    [
      "a tool's sign-off, and the user signs",
      "title\n\nSigned-off-by: Claude <noreply@anthropic.com>\n",
      `title\n\n${mine}\n`,
      { ai: permitted, rules: "  sign-off-human: require\n  sign-off-present: require\n" },
    ],
    [
      "a tool's sign-off, and the user signs though no rule asks for that",
      "title\n\nSigned-off-by: Claude <noreply@anthropic.com>\n",
      `title\n\n${mine}\n`,
      { ai: permitted, rules: "  sign-off-human: require\n" },
    ],
    [
      "a tool's sign-off beside somebody's, and the user does not sign",
      `title\n\n${lins}\nSigned-off-by: Claude <noreply@anthropic.com>\n`,
      `title\n\n${lins}\n`,
      { ai: permitted, rules: "  sign-off-human: require\n" },
    ],
  ])("%s", (_what, before, after, one) => check(before, after, one));
});

describe("a declaration is not hidden", () => {
  test.each<[string, string, Case, string]>([
    [
      "where AI content is declined",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: declined, document, rules: marks + heart },
      "no-tool-advertising: coAuthor: declaration\nai-content-permitted: factMissing: people",
    ],
    [
      "where AI content is declined and no rule says so",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: declined, document, rules: marks },
      "no-tool-advertising: coAuthor: declaration",
    ],
    [
      "where it is permitted and must be disclosed",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: permitted, rules: `${marks}  ai-signal-disclosed: require\n` },
      "no-tool-advertising: coAuthor: declaration",
    ],
    [
      "by a denial in the place of a disclosure",
      `title\n\nAssisted-by: Robin\n${mine}\n`,
      {
        ai: declined,
        document,
        rules: `${heart}  ai-disclosure-form: { level: require, trailers: [{ key: AI-used }] }\n`,
        disclosure: "AI-used: none",
      },
      "declaration",
    ],
    [
      "by a denial in the place of what may name a tool, where no rule declines AI content",
      "title\n\n---\nAssisted-by: Robin\n",
      { ai: declined, document, rules: "  ai-disclosure: require\n", disclosure: "Assisted-by: none" },
      "declaration",
    ],
  ])("%s", (_what, message, one, left) => {
    const plan = planOf(message, one);
    expect(plan.message).toBeNull();
    expect(told(plan)).toContain(left);
  });

  test("a sign-off is still added beside a denial that is refused", () =>
    check("title\n\nAssisted-by: Robin\n", `title\n\nAssisted-by: Robin\n${mine}\n`, {
      ai: declined,
      document,
      rules: `${heart}  ai-disclosure-form: { level: require, trailers: [{ key: AI-used }] }\n  sign-off-present: require\n`,
      disclosure: "AI-used: none",
    }));

  test("a sign-off is still added beside it", () =>
    check(`title\n\n${coAuthor}\n`, `title\n\n${coAuthor}\n${mine}\n`, {
      ai: declined,
      document,
      rules: `${marks}${heart}  sign-off-present: require\n`,
    }));
});

describe("what a message says of AI content is hidden", () => {
  const assisted = "Assisted-by: Claude:some-model";
  const declining: Case = { ai: declined, document, rules: heart };
  test.each<[what: string, isHidden: boolean, before: string, after: string, Case]>([
    ["where a mark goes", true, `${coAuthor}\n${mine}`, mine, declining],
    ["where one of two equal marks goes", true, `${coAuthor}\n${coAuthor}\n${mine}`, `${coAuthor}\n${mine}`, declining],
    ["where a tool's sign-off goes", true, `Signed-off-by: Claude <noreply@anthropic.com>\n${mine}`, mine, declining],
    ["not where all stays", false, `${coAuthor}\n${mine}`, `${coAuthor}\n${mine}`, declining],
    ["not beside a disclosure", false, `${coAuthor}\n${assisted}\n${mine}`, `${assisted}\n${mine}`, declining],
    [
      "beside a disclosure where no program looks",
      true,
      `${assisted}\n\nbody\n\n${coAuthor}\n${mine}`,
      `${assisted}\n\nbody\n\n${mine}`,
      declining,
    ],
    ["not where it is permitted", false, `${coAuthor}\n${mine}`, mine, { ai: permitted, rules: heart }],
    [
      "where it is permitted by a section that is not there",
      true,
      `${coAuthor}\n${mine}`,
      mine,
      { ai: `${permitted}  section: Nowhere\n`, document, rules: heart },
    ],
    [
      "not by a rule that is off",
      false,
      `${coAuthor}\n${mine}`,
      mine,
      { ai: permitted, rules: `${heart}  ai-disclosure: off\n` },
    ],
  ])("%s: %s", (_what, isHidden, before, after, one) => {
    const policy = policyOf(one);
    const observe = createPolicyObserver(policy, unknown("not said"));
    const [old, fresh] = [before, after].map((text) =>
      observe(parseCommit("a".repeat(40), objectOf(`title\n\n${text}\n`))),
    ) as [ReturnType<typeof observe>, ReturnType<typeof observe>];
    expect(hidesDeclaration(old, fresh, policy)).toBe(isHidden);
  });
});

test.each<[rule: string, kind: RepairKind, may: boolean]>([
  ["sign-off-present", "add-sign-off", true],
  ["no-tool-advertising", "take-out-tool", true],
  ["ai-disclosure", "disclose", true],
  ["ai-disclosure", "move-disclosure", true],
  ["ai-disclosure", "take-out-tool", false],
  ["ai-content-permitted", "disclose", false],
  ["ai-second-opinion", "add-sign-off", false],
])("what is said by %s may get better by %s: %s", (id, kind, may) => {
  const rule = catalogue.find((one) => one.id === id);
  expect(rule !== undefined && mayImprove(rule, new Set([kind]))).toBe(may);
});

describe("a line stays that is no tool's alone", () => {
  const robin = "Assisted-by: Robin Example <robin@example.org>";
  const bot = "Reviewed-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>";
  const permittedWith = (keys: string, rules = marks): Case => ({ ai: `${permitted}${keys}`, rules });
  test.each<[string, string, string, Case]>([
    ["more than the mark, which is none", `title\n\nsee ${footer} for it\n\n${mine}\n`, "", permittedWith("")],
    [
      "a person under a refused key",
      `title\n\n${robin}\n${mine}\n`,
      "no-tool-advertising: trailer: people",
      permittedWith(""),
    ],
    [
      "a person under a refused key, beside tools' lines, which go",
      `title\n\n${footer}\n\n${robin}\nAssisted-by: Claude:some-model\n${mine}\n`,
      `title\n\n${robin}\n${mine}\n`,
      permittedWith(""),
    ],
    [
      "a citation, whose words are the writer's",
      `title\n\nCovered-by: small-fixes\n${mine}\n`,
      "no-tool-advertising: trailer: people",
      permittedWith(
        "  citations: [Covered-by]\n",
        "  no-tool-advertising: { level: require, trailers: [Covered-by] }\n",
      ),
    ],
    [
      "a bot, which is no AI tool",
      `title\n\n${bot}\n${mine}\n`,
      "no-tool-identity: tool: people",
      permittedWith("", "  no-tool-identity: { level: require, bots: true }\n"),
    ],
    [
      "a tool that stands in no line",
      `title\n\n${mine}\n`,
      "no-tool-identity: tool: people",
      { ...permittedWith("", "  no-tool-identity: require\n"), author: "Claude <noreply@anthropic.com>" },
    ],
  ])("%s", (_what, before, after, one) => check(before, after, one));
});

describe("a disclosure is asked for", () => {
  const asks = "  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n";

  test("and never made up", () => {
    expect(told(planOf(`title\n\n${coAuthor}\n${mine}\n`, { ai: permitted, rules: asks }))).toBe(
      "ai-disclosure: missing: asks",
    );
  });

  test("and stands above the user's sign-off", () =>
    check(`title\n\n${coAuthor}\n${mine}\n`, `title\n\n${coAuthor}\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: asks,
      disclosure: "Assisted-by: Claude:some-model",
    }));

  test("and stands once, though two rules ask for it", () =>
    check(`title\n\n${coAuthor}\n${mine}\n`, `title\n\n${coAuthor}\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: `${asks}  ai-signal-disclosed: require\n`,
      disclosure: "Assisted-by: Claude:some-model",
    }));

  test("and stands once, though two rules ask for it and lines end in carriage returns", () =>
    check(
      `title\n\n${coAuthor}\n${mine}\n`.replaceAll("\n", "\r\n"),
      `title\n\n${coAuthor}\nAssisted-by: Claude:some-model\n${mine}\n`.replaceAll("\n", "\r\n"),
      {
        ai: permitted,
        rules: `${asks}  ai-signal-disclosed: require\n`,
        disclosure: "Assisted-by: Claude:some-model",
      },
    ));

  test("and is left to people below somebody else's sign-off", () =>
    check(`title\n\n${lins}\nAssisted-by: Claude:some-model\n`, "ai-disclosure-form: afterSignOff: people", {
      ai: permitted,
      rules: "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by, order: before-sign-off }] }\n",
    }));

  test("then the advertisement beside it may go", () =>
    check(`title\n\n${coAuthor}\n${mine}\n`, `title\n\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: `${asks}  no-tool-advertising: { level: require, trailers: [Generated-by] }\n`,
      disclosure: "Assisted-by: Claude:some-model",
    }));

  test("one outside the block is moved there", () =>
    check(
      `title\n\nAssisted-by: Claude:some-model\n\nbody\n\n${mine}\n`,
      `title\n\nbody\n\nAssisted-by: Claude:some-model\n${mine}\n`,
      {
        ai: permitted,
        rules: asks,
      },
    ));

  test.each([
    ["as it is written", "Assisted-by:  Claude:some-model", "Assisted-by:  Claude:some-model"],
    ["indented, on a line without", "  Assisted-by: Claude:some-model", "Assisted-by: Claude:some-model"],
  ])("one outside the block is moved there %s", (_what, line, moved) =>
    check(`title\n\n${line}\n\nbody\n\n${mine}\n`, `title\n\nbody\n\n${moved}\n${mine}\n`, {
      ai: permitted,
      rules: asks,
    }),
  );

  test.each([
    ["takes the place of one in another form", ""],
    ["stands once, where it stood beside that already", "Assisted-by: Claude:some-model\n"],
  ])("%s", (_what, beside) =>
    check(`title\n\nGenerated-by: Claude\n${beside}${mine}\n`, `title\n\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by }] }\n",
      disclosure: "Assisted-by: Claude:some-model",
    }),
  );

  test("takes the place of one in another form, though lines end in carriage returns", () =>
    check(
      `title\r\n\r\nGenerated-by: Claude\r\nAssisted-by: Claude:some-model\r\n${mine}\r\n`,
      `title\r\n\r\nAssisted-by: Claude:some-model\r\n${mine}\r\n`,
      {
        ai: permitted,
        rules: "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by }] }\n",
        disclosure: "Assisted-by: Claude:some-model",
      },
    ));

  test("one below every sign-off is moved above the user's", () =>
    check(`title\n\n${mine}\nAssisted-by: Claude:some-model\n`, `title\n\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by, order: before-sign-off }] }\n",
    }));
});

describe("whatever stands in a message", () => {
  const lines = [
    footer,
    coAuthor,
    mine,
    "Assisted-by: Claude:some-model",
    "Assisted-by: Robin",
    "Assisted-by: Robin Example <robin@example.org>",
    "AI-used: none",
    "AI-used: research",
    "AI-used: Robin",
    "AI-used: Claude",
    "Generated-by: Claude",
    "Under exception small-fixes, since it only mends a comment.",
    "Signed-off-by: Claude <noreply@anthropic.com>",
    "prose",
    "",
    "",
    "---",
  ];
  const message = fc
    .array(fc.constantFrom(...lines), { minLength: 1, maxLength: 9 })
    .map((body) => `title\n\n${body.join("\n")}\n`);
  const aboutAi = [
    "ai-content-permitted",
    "ai-exception-listed",
    "ai-justification",
    "ai-second-opinion",
    "ai-size-limit",
  ];
  const others = [
    "no-tool-advertising",
    "no-tool-identity",
    "sign-off-human",
    "sign-off-present",
    "ai-disclosure",
    "ai-signal-disclosed",
    "ai-disclosure-form",
  ];
  const options: { readonly [rule: string]: string } = {
    "ai-size-limit": "{ level: require, lines: 10 }",
    "ai-disclosure-form": "{ level: require, trailers: [{ key: AI-used, values: none|Claude, form: what was used }] }",
  };
  const ownKeys = "  disclosures: [{ key: AI-used, none: none, outside-scope: research }]\n";
  const policy = fc.record({
    ai: fc.constantFrom(declined, permitted),
    keys: fc.constantFrom("", ownKeys),
    rules: fc
      .subarray([...aboutAi, ...others], { minLength: 1 })
      .map((ids) => ids.map((id) => `  ${id}: ${options[id] ?? "require"}\n`).join("")),
    disclosure: fc.constantFrom(
      undefined,
      "Assisted-by: Claude:some-model",
      "Assisted-by: none",
      "AI-used: none",
      "AI-used: research",
    ),
  });

  const rank = { met: 0, "not-applicable": 0, undecided: 1, unmet: 2 };
  const outcomesOf = (text: string, one: Case): ReadonlyMap<string, Outcome> => {
    const commit = parseCommit("a".repeat(40), objectOf(text, one));
    const [verdict] = judge(policyOf(one), { commits: [commit], today: "2026-06-30" }).commits;
    return new Map(verdict?.judgements.map(({ clause, outcome }) => [clause.rule.id, outcome]));
  };

  test("no verdict on AI content gets better, and no word of it is lost that the policy rests on", () => {
    let planned = 0;
    fc.assert(
      fc.property(message, policy, (text, { ai, keys, rules, disclosure }) => {
        const one: Case = { ai: ai + keys, rules, document, ...(disclosure === undefined ? {} : { disclosure }) };
        const plan = planOf(text, one);
        if (plan.message === null) return;
        planned += 1;
        const now = Buffer.from(plan.message).toString();
        const [before, after] = [outcomesOf(text, one), outcomesOf(now, one)];
        for (const id of aboutAi) {
          const [old, fresh] = [before.get(id), after.get(id)];
          if (old !== undefined && fresh !== undefined) expect(rank[fresh.kind]).toBeGreaterThanOrEqual(rank[old.kind]);
        }
        // Judged by a policy that declines everything, what said that there is AI content still says so.
        const strictest: Case = { ai: declined + keys, document, rules: heart };
        const said = outcomesOf(text, strictest).get("ai-content-permitted")?.kind;
        const says = outcomesOf(now, strictest).get("ai-content-permitted")?.kind;
        if (ai === declined && said !== "not-applicable") expect(says).not.toBe("not-applicable");
      }),
      { numRuns: 300 },
    );
    expect(planned).toBeGreaterThan(50);
  });
});
