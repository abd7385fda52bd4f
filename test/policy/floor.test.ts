import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { standingToFloor } from "../../src/core/policy/floor.ts";
import { rulesOnClasses } from "../../src/core/policy/floor-settings.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const floorName = "org/floor.yaml";

/** Parts of two files that have a clause each, unless `rules` says otherwise. */
function compiled(own: string, floor: string | null, document?: string): Policy {
  const whole = (text: string): string =>
    `proviso: 1\n${/^rules:/m.test(text) ? text : `${text}\nrules:\n  sign-off-present: require\n`}`;
  return policyFromTexts(
    {
      policy: { name: "proviso.yaml", text: whole(`floor: ${floorName}\n${own}`) },
      floor: floor === null ? null : { name: floorName, text: whole(floor) },
      document: document === undefined ? null : { name: "docs/policy.md", text: document },
      documentSeenEarlier: false,
    },
    catalogue,
  );
}

/** `looser` and `open`, each with the line that it stands on. */
const said = ({ problems }: Policy): readonly string[] =>
  problems
    .filter(({ code }) => code.includes("floor"))
    .map(
      ({ code, text }) => `${{ "looser-than-floor": "looser", "floor-not-comparable": "open" }[code] ?? code}: ${text}`,
    );

const rules = (...clauses: readonly string[]): string => `rules:\n${clauses.map((one) => `  ${one}\n`).join("")}`;

describe("a policy holds its floor", () => {
  test.each<[what: string, floor: string, own: string]>([
    ["with the same clause", rules("sign-off-present: warn"), rules("sign-off-present: warn")],
    ["with a stricter level", rules("sign-off-present: warn"), rules("sign-off-present: require")],
    ["with more rules", rules("sign-off-present: warn"), rules("sign-off-present: warn", "sign-off-order: require")],
    [
      "where the floor is switched off",
      rules("sign-off-order: off", "sign-off-present: warn"),
      rules("sign-off-present: warn"),
    ],
    [
      "with a clause for all where the floor has one for some",
      rules("sign-off-present: { level: require, paths: [src/] }"),
      rules("sign-off-present: require"),
    ],
    [
      "with another clause for a subsystem",
      rules("sign-off-present: warn"),
      rules("sign-off-present: [{ level: warn }, { level: require, paths: [drivers/] }]"),
    ],
    [
      "with more paths",
      rules("sign-off-present: { level: require, paths: [a/] }"),
      rules("sign-off-present: { level: require, paths: [b/, a/] }"),
    ],
    [
      "with an option that asks for more",
      rules("sign-off-by-author: { level: warn, match: author-or-committer }"),
      rules("sign-off-by-author: { level: warn, match: author }"),
    ],
    [
      "with a smaller limit",
      rules("ai-size-limit: { level: require, lines: 100 }"),
      rules("ai-size-limit: { level: require, lines: 20, files: 3 }"),
    ],
    [
      "with more keys that are refused",
      rules("no-tool-advertising: { level: require, trailers: [A] }"),
      rules("no-tool-advertising: { level: require, trailers: [B, A] }"),
    ],
    [
      "with fewer words that speak of generated files",
      rules("generated-acknowledged: { level: require, words: [firmware, icon] }"),
      rules("generated-acknowledged: { level: require, words: [icon] }"),
    ],
    [
      "refusing sign-offs of bots, where it allows them",
      rules("sign-off-human: { level: require, bots: allow }"),
      rules("sign-off-human: { level: require, bots: refuse }"),
    ],
    [
      "with fewer accounts of programs, and asking of every commit",
      rules("ai-unattended: { level: require, registered: [a, b] }"),
      rules("ai-unattended: { level: require, registered: [b], required: always }"),
    ],
    [
      "with the maintainers of what is touched, where it takes any",
      rules("sign-off-independent: { level: require, scope: any }"),
      rules("sign-off-independent: { level: require, scope: touched }"),
    ],
    ["declining what it permits", "ai: { stance: permitted }", "ai: { stance: declined }"],
    ["with an earlier start", "from: 2026-01-01", "from: 2025-01-01"],
    [
      "with a later day of a clause's own",
      rules("sign-off-present: { level: require, since: 2026-02-01 }"),
      rules("sign-off-present: { level: require, since: 2026-01-01 }"),
    ],
    [
      "with a place of its own for disclosures",
      "ai: { stance: permitted }",
      "ai: { stance: permitted, channels: { box: { in: checkbox, content: AI } } }",
    ],
    [
      "with a trailer of its own",
      "ai: { stance: permitted }",
      "ai: { stance: permitted, disclosures: [{ key: Our-AI, content: '.*' }] }",
    ],
    [
      "with one more agent",
      "ai: { stance: declined }",
      "ai: { stance: declined, signals: { add: [{ tool: X, class: agent, address: x@example.org }] } }",
    ],
    [
      "with one more agent, where nothing that the floor declines is excepted",
      `ai: { stance: declined }\n${rules("ai-content-permitted: require")}`,
      `ai: { stance: declined, signals: { add: [{ tool: X, class: agent, address: x@example.org }] } }\n${rules("ai-content-permitted: require")}`,
    ],
    [
      "with the same things in another order",
      "ai: { stance: permitted, disclosures: [{ key: A, content: x }], channels: { box: { in: checkbox, content: AI } } }",
      "ai: { channels: { box: { content: AI, in: checkbox } }, disclosures: [{ content: x, key: A }], stance: permitted }",
    ],
    [
      "with the same statements in another order",
      rules("ai-attestation: { level: warn, statements: [{ name: CLA, in: [checkbox], words: x }] }"),
      rules("ai-attestation: { statements: [{ words: x, in: [checkbox], name: CLA }], level: warn }"),
    ],
    [
      "with classes of its own, which no clause of the floor goes by",
      rules("sign-off-present: warn"),
      `classes: { docs: [src/] }\n${rules("sign-off-present: warn")}`,
    ],
    ["with facts of its own", "", "maintainers: MAINTAINERS\nbranch: main\npeople: { ada: ada@example.org }"],
  ])("%s", (_, floor, own) => {
    expect(said(compiled(own, floor))).toEqual([]);
  });
});

describe("a policy does not hold its floor", () => {
  test.each<[what: string, floor: string, own: string, said: readonly string[]]>([
    [
      "without a rule of it",
      rules("sign-off-present: require", "sign-off-order: warn"),
      rules("sign-off-present: require"),
      [
        "looser: looser than the floor: `sign-off-order` is not among the rules, and the floor has it (org/floor.yaml:4, `warn`)",
      ],
    ],
    [
      "with a looser level",
      rules("sign-off-present: require"),
      rules("sign-off-present: warn"),
      [
        "looser: looser than the floor: `sign-off-present` must hold what org/floor.yaml:3 asks for: it is `warn`, and there `require`",
      ],
    ],
    [
      "with a rule switched off",
      rules("sign-off-present: warn"),
      rules("sign-off-present: off", "sign-off-order: warn"),
      [expect.stringMatching(/^looser: .*it is `off`/)],
    ],
    [
      "for some paths only",
      rules("sign-off-present: warn"),
      rules("sign-off-present: { level: require, paths: [src/] }"),
      [expect.stringMatching(/^looser: .*some paths only/)],
    ],
    [
      "for other paths",
      rules("sign-off-present: { level: warn, paths: [a/] }"),
      rules("sign-off-present: { level: warn, paths: ['**'] }"),
      [expect.stringMatching(/^open: .*`paths`/)],
    ],
    [
      "for some people only",
      rules("sign-off-present: warn"),
      rules("sign-off-present: { level: warn, who: others }"),
      [expect.stringMatching(/^looser: .*some people/)],
    ],
    [
      "for other people",
      rules("sign-off-present: { level: warn, who: newcomers }"),
      rules("sign-off-present: { level: warn, who: others }"),
      [expect.stringMatching(/^open: .*`who`/)],
    ],
    [
      "for fewer classes",
      rules("sign-off-present: { level: warn, classes: [code, tests] }"),
      rules("sign-off-present: { level: warn, classes: [code] }"),
      [expect.stringMatching(/^looser: .*`classes`/)],
    ],
    [
      "from a later day on",
      rules("sign-off-present: warn"),
      rules("sign-off-present: { level: warn, since: 2026-01-01 }"),
      [expect.stringMatching(/^looser: .*`since`/)],
    ],
    [
      "above a size",
      rules("sign-off-present: { level: warn, above: 5 }"),
      rules("sign-off-present: { level: warn, above: 6 }"),
      [expect.stringMatching(/^looser: .*`above`/)],
    ],
    [
      "with an option that asks for less",
      rules("sign-off-by-author: { level: warn, match: author }"),
      rules("sign-off-by-author: { level: warn, match: author-or-committer }"),
      [expect.stringMatching(/^looser: .*`match` asks for less/)],
    ],
    [
      "with an option that nobody can compare",
      rules("ai-disclosure: { level: warn, trailers: [Assisted-by] }"),
      rules("ai-disclosure: { level: warn, trailers: [Generated-by] }"),
      [expect.stringMatching(/^open: .*`trailers` is another/)],
    ],
    [
      "with more words that speak of generated files",
      rules("generated-acknowledged: { level: require, words: [icon] }"),
      rules("generated-acknowledged: { level: require, words: [firmware, icon] }"),
      [expect.stringMatching(/^looser: .*`words` asks for less/)],
    ],
    [
      "allowing sign-offs of bots",
      rules("sign-off-human: require"),
      rules("sign-off-human: { level: require, bots: allow }"),
      [expect.stringMatching(/^looser: .*`bots` asks for less/)],
    ],
    [
      "with an account of a program more",
      rules("ai-unattended: { level: require, registered: [a] }"),
      rules("ai-unattended: { level: require, registered: [a, b] }"),
      [expect.stringMatching(/^looser: .*`registered` asks for less/)],
    ],
    [
      "with any maintainer, where it asks for those of what is touched",
      rules("sign-off-independent: require"),
      rules("sign-off-independent: { level: require, scope: any }"),
      [expect.stringMatching(/^looser: .*`scope` asks for less/)],
    ],
    [
      "with no limit",
      rules("ai-size-limit: { level: warn, lines: 5 }"),
      rules("ai-size-limit: { level: warn, files: 5 }"),
      [expect.stringMatching(/^looser: .*`lines` asks for less/)],
    ],
    [
      "in two clauses that only together hold it",
      rules("sign-off-present: { level: warn, paths: [a/, b/] }"),
      rules("sign-off-present: [{ level: warn, paths: [a/] }, { level: warn, paths: [b/] }]"),
      [expect.stringMatching(/^open: /)],
    ],
    [
      "permitting what it declines",
      "ai: { stance: declined }",
      "ai: { stance: permitted }",
      [expect.stringMatching(/^looser: .*`ai.stance`/)],
    ],
    ["without its stance", "ai: { stance: permitted }", "", [expect.stringMatching(/^looser: .*`ai`/)]],
    [
      "with exceptions of its own",
      "ai: { stance: declined }",
      "document: docs/policy.md\nai: { stance: declined, exceptions: Exceptions }",
      [expect.stringMatching(/^looser: .*`ai.exceptions`/)],
    ],
    [
      "with the exceptions of another document",
      "document: org/policy.md\nai: { stance: declined, exceptions: Exceptions }",
      "document: docs/policy.md\nai: { stance: declined, exceptions: Exceptions }",
      [
        "open: cannot be compared with the floor: `ai.exceptions`: exceptions of another document are not compared with the floor's",
      ],
    ],
    [
      "with a stance that a heading puts in force, which is not there",
      "ai: { stance: declined }",
      "document: docs/policy.md\nai: { stance: declined, section: AI }",
      [
        expect.stringMatching(
          /`ai.section`: the floor declines AI content, and here that is not in force: .*the document has no heading `AI`/,
        ),
      ],
    ],
    ["sparing older commits", "", "from: 2026-01-01", [expect.stringMatching(/^looser: .*`from`/)]],
    ["sparing more of them", "from: 2025-01-01", "from: 2026-01-01", [expect.stringMatching(/^looser: .*`from`/)]],
    [
      "overlooking a tool",
      "ai: { stance: declined }",
      "ai: { stance: declined, signals: { off: [Claude] } }",
      [expect.stringMatching(/^looser: .*`ai.signals`/)],
    ],
    [
      "taking more for ordinary bots",
      "",
      "ai: { signals: { add: [{ tool: X, class: bot, address: x@example.org }] } }",
      [expect.stringMatching(/^open: .*`ai.signals`/)],
    ],
    [
      "with another meaning of a trailer",
      "ai: { stance: declined }",
      "ai: { stance: declined, disclosures: [{ key: Assisted-by, content: AI }] }",
      [expect.stringMatching(/^open: .*`ai.disclosures`/)],
    ],
    [
      "with words that deny",
      "ai: { stance: declined }",
      "ai: { stance: declined, disclosures: [{ key: Our-AI, none: '.*' }] }",
      [expect.stringMatching(/^open: .*`ai.disclosures`/)],
    ],
    [
      "with a channel of the floor in other words",
      "ai: { stance: permitted, channels: { box: { in: checkbox, content: AI } } }",
      "ai: { stance: permitted, channels: { box: { in: checkbox, content: LLM } } }",
      [expect.stringMatching(/^open: .*`ai.channels`/)],
    ],
    [
      "with classes that the floor's clauses go by",
      rules("sign-off-present: { level: warn, classes: [code] }"),
      `classes: { docs: [src/] }\n${rules("sign-off-present: warn")}`,
      [expect.stringMatching(/^open: .*`classes`/)],
    ],
    ["taking less for a proof", "", "evidence: { support: 1 }", [expect.stringMatching(/^looser: .*`evidence`/)]],
    [
      "with further tags for a second opinion, in a clause that is off",
      rules("ai-judgement: { level: require, questions: [it is small], settledBy: second-opinion }"),
      rules(
        "ai-second-opinion: { level: off, forms: [Tested-by] }",
        "ai-judgement: { level: require, questions: [it is small], settledBy: second-opinion }",
      ),
      [expect.stringMatching(/^looser: .*more tags give a second opinion/)],
    ],
    [
      "with further tags for a second opinion, in a clause before the one that holds it",
      rules("ai-second-opinion: { level: require, forms: [Acked-by] }"),
      rules(
        "ai-second-opinion: [{ level: warn, paths: [a/], forms: [Tested-by] }, { level: require, forms: [Acked-by] }]",
      ),
      [expect.stringMatching(/^looser: .*more tags give a second opinion/)],
    ],
    [
      "with fewer tags that nobody gives himself",
      rules("ai-self-grant: require"),
      rules("ai-self-grant: require", "ai-second-opinion: { level: off, forms: [Signed-off-by] }"),
      [expect.stringMatching(/^looser: .*fewer tags/)],
    ],
    [
      "with a trailer of its own that would disclose",
      rules("ai-disclosure: require"),
      `ai: { disclosures: [{ key: Our-AI, content: '.*' }] }\n${rules("ai-disclosure: require")}`,
      [expect.stringMatching(/^looser: .*`ai.disclosures`/)],
    ],
    [
      "with a meaning for a degree's trailer of which the floor knows nothing",
      rules("ai-degree: { level: require, permitted: [a], degrees: [{ name: a, key: Our-AI }] }"),
      `ai: { disclosures: [{ key: our-ai, content: '.*' }] }\n${rules("ai-degree: { level: require, permitted: [a], degrees: [{ name: a, key: Our-AI }] }")}`,
      [expect.stringMatching(/^looser: .*`ai.disclosures`/)],
    ],
    [
      "taking co-authors for machines, which need not sign off",
      rules("sign-off-by-co-authors: require"),
      `ai: { signals: { add: [{ tool: X, class: agent, trailer: Co-authored-by, pattern: '.*' }] } }\n${rules("sign-off-by-co-authors: require")}`,
      [expect.stringMatching(/^open: .*`ai.signals`/)],
    ],
    ...(
      [
        ["ai-judgement: { level: require, questions: [it is wanted], settledBy: second-opinion }", "stance: declined"],
        ["ai-self-grant: require", "stance: declined"],
        ["sign-off-order: require", "stance: declined"],
        ["ai-content-permitted: require", "stance: declined, exceptions: Exceptions"],
        ["ai-second-opinion: require", "stance: declined, exceptions: Exceptions"],
      ] as const
    ).map(([rule, ai]): [string, string, string, readonly string[]] => [
      `taking for a machine whoever submits, whose word then is another's: ${rule}`,
      `document: docs/policy.md\nai: { ${ai} }\n${rules(rule)}`,
      `document: docs/policy.md\nai: { ${ai}, signals: { add: [{ tool: X, class: agent, address: mary@example.org }] } }\n${rules(rule)}`,
      [expect.stringMatching(/^open: .*`ai.signals`/)],
    ]),
    [
      "without trailers that cite",
      "ai: { stance: declined, citations: [Exception] }",
      "ai: { stance: declined }",
      [expect.stringMatching(/^looser: .*`ai.citations`/)],
    ],
    [
      "with trailers that cite",
      "ai: { stance: declined }",
      "ai: { stance: declined, citations: [Exception] }",
      [expect.stringMatching(/^looser: .*`ai.citations`/)],
    ],
  ])("%s", (_, floor, own, expected) => {
    const policy = compiled(own, floor, "# Policy\n\nWords.\n\n## Exceptions\n");
    expect(said(policy)).toEqual(expected);
    expect(policy.problems.every(({ code, severity }) => !code.includes("floor") || severity === "error")).toBe(true);
  });

  test.each<[what: string, floor: string | null, why: string, hint: string]>([
    [
      "was not given",
      null,
      "the floor org/floor.yaml was not given",
      "name a profile (`profile:NAME`), or a policy file that is there",
    ],
    [
      "cannot be read",
      "rules: { no-such-rule: require }",
      "the floor `org/floor.yaml` has problems: there is no rule `no-such-rule`",
      "mend the floor",
    ],
    [
      "has a floor itself",
      "floor: profile:dco",
      "the floor `org/floor.yaml` has a floor of its own, and only one is compared",
      "take `floor` out of it",
    ],
    [
      "has no stance, where its rule needs one",
      rules("ai-content-permitted: require"),
      "the floor `org/floor.yaml` has problems: `ai-content-permitted` needs a stance to judge by",
      "mend the floor",
    ],
    [
      "names a channel that it does not describe",
      rules("ai-disclosure: { level: require, channels: [box] }"),
      "the floor `org/floor.yaml` has problems: `ai-disclosure` names the channel `box`, and `ai.channels` has none of that name",
      "mend the floor",
    ],
    [
      "asks for nothing",
      rules("sign-off-present: off"),
      "the floor `org/floor.yaml` switches on no rule",
      "switch on in it what is asked of all",
    ],
  ])("that %s", (_, floor, why, hint) => {
    const policy = compiled("", floor);
    expect(said(policy)).toEqual([`floor-unreadable: ${why}`]);
    expect(policy.problems.find(({ code }) => code === "floor-unreadable")?.hint).toBe(hint);
  });
});

test.each([
  ["https://example.org/floor.yaml", "unreadable-floor"],
  ["/etc/floor.yaml", "unsafe-path"],
  ["../floor.yaml", "unsafe-path"],
])("nothing outside the repository is a floor: %s", (floor, code) => {
  const text = `proviso: 1\nfloor: ${floor}\nrules:\n  sign-off-present: require\n`;
  const { problems } = policyFromTexts({ policy: { name: "proviso.yaml", text } }, catalogue);
  expect(problems.map((one) => one.code)).toContain(code);
});

test("every profile holds itself", () => {
  for (const { name, text } of profiles) {
    const policy = policyFromTexts(
      {
        policy: {
          name: "proviso.yaml",
          text: text.replace(/^proviso: 1$/m, `proviso: 1\nfloor: profile:${name}`).replace(/^ {2}section:.*$/m, ""),
        },
        floor: { name: `profile:${name}`, text },
      },
      catalogue,
    );
    expect(said(policy), name).toEqual([]);
  }
});

test("a project of a foundation may take fewer degrees than the foundation, and not more", () => {
  const { text = "" } = profiles.find(({ name }) => name === "openinfra") ?? {};
  const withDegrees = (permitted: string): Policy =>
    policyFromTexts(
      {
        policy: {
          name: "proviso.yaml",
          text: text
            .replace(/^proviso: 1$/m, "proviso: 1\nfloor: profile:openinfra")
            .replace("permitted: [generated, assisted]", `permitted: ${permitted}`),
        },
        floor: { name: "profile:openinfra", text },
      },
      catalogue,
    );
  expect(said(withDegrees("[assisted]"))).toEqual([]);
  expect(said(withDegrees("[generated, assisted, autonomous]"))).toEqual([
    expect.stringMatching(/^looser: .*its `permitted` asks for less$/),
  ]);
});

test("a clause is as the floor has it, tighter, or beyond it", () => {
  const policy = compiled(
    rules("sign-off-present: require", "sign-off-order: require", "sign-off-named: warn"),
    rules("sign-off-present: require", "sign-off-order: warn"),
  );
  expect(policy.clauses.map((clause) => standingToFloor(clause, policy.floor)?.kind)).toEqual([
    "same",
    "tighter",
    "beyond",
  ]);
});

test("the rules that go by classes of paths are known", () => {
  const asking = catalogue.filter(({ id, topic }) => {
    const text = readFileSync(new URL(`../../src/core/rules/${topic}/${id}.ts`, import.meta.url), "utf8");
    return text.includes("classOf");
  });
  expect(asking.map(({ id }) => id).sort()).toEqual([...rulesOnClasses].sort());
});
