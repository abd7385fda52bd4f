import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { parseTrailers } from "../../src/core/commit/trailers.ts";
import { contributionOn } from "../../src/core/evaluate/contribution-on.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { whyNotAsPlanned } from "../../src/core/fix/after.ts";
import { rewriteCommit } from "../../src/core/fix/commit-bytes.ts";
import { hasUnplannedFinding } from "../../src/core/fix/intact.ts";
import { createFixer } from "../../src/core/fix/plan.ts";
import * as fc from "../random-cases.ts";
import {
  type Case,
  footer,
  lins,
  mine,
  objectOf,
  permitted,
  planOf,
  policyOf,
  signOffRules,
  told,
  user,
} from "./planning.ts";

const coAuthor = "Co-authored-by: Claude <noreply@anthropic.com>";
const lookalike = "Signed-оff-by: Ada Example <ada@example.org>";
const review = "Reviewed-by: Lin Example <lin@example.org>";
const mailmap = "Ada Example <ada@example.org> <ada@old.example.org>\n";
const present = "  sign-off-present: require\n";

describe("what nobody asked to change stays as it is", () => {
  test.each<[string, string, string, Case]>([
    [
      "a sign-off above lines of carriage returns",
      `title\r\n\r\n${lins}\r\n\r\n`,
      `title\r\n\r\n${lins}\r\n${mine}\r\n\r\n`,
      {},
    ],
    [
      "what stands below lines of blanks",
      `title\n\n${lins}\n \n---\nnotes\n`,
      `title\n\n${lins}\n${mine}\n \n---\nnotes\n`,
      {},
    ],
    [
      "a finding that another clause has by the same name",
      `title\n\n${coAuthor}\n`,
      `title\n\n${coAuthor}\n${mine}\n`,
      {
        ai: permitted,
        rules: `${present}  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n`,
      },
    ],
    [
      "a sign-off of which a rule speaks only now",
      `title\n\n${lins}\n\nbody\n`,
      `title\n\n${lins}\n\nbody\n\n${mine}\n`,
      { rules: `${present}  sign-off-in-trailers: require\n` },
    ],
    [
      "what is no trailer, though it would state what is asked for",
      `title\n\nAI-attested: understood\n${lookalike}\n`,
      "sign-off-present: lookalike: declaration\nai-attestation: outsideBlock: people",
      {
        ai: permitted,
        rules: `${present}  ai-attestation: { level: require, required: always, statements: [{ name: understood, in: [trailer], key: AI-attested }] }\n`,
      },
    ],
    [
      "a second address in the brackets of a sign-off",
      "title\n\nSigned-off-by: Ada Example <ada@example.org, lin@example.org>\n",
      "sign-off-by-author: otherAddress: people\nsign-off-well-formed: badAddress: people",
      {},
    ],
    [
      "a second person in brackets that nobody closed",
      "title\n\nSigned-off-by: Ada Example <ada@example.org\n and Lin Example <lin@example.org>\n",
      "sign-off-by-author: otherAddress: people\nsign-off-well-formed: badAddress: people",
      {},
    ],
    [
      "a second name before one address",
      "title\n\nsigned-off-by: Ada Example and Lin Example <ada@example.org>\n",
      "sign-off-well-formed: spelling: people",
      {},
    ],
    [
      "a second name behind a misspelled tag",
      "title\n\nSigned-off-byy: Ada Example and Lin Example <ada@example.org>\n",
      `title\n\nSigned-off-byy: Ada Example and Lin Example <ada@example.org>\n${mine}\n`,
      {},
    ],
    [
      "a second name in what stands outside the block",
      "title\n\nSigned-off-by: Ada Example and Lin Example <ada@example.org>\n\nbody\n",
      `title\n\nSigned-off-by: Ada Example and Lin Example <ada@example.org>\n\nbody\n\n${mine}\n`,
      { rules: present },
    ],
    ["a sign-off above lines of blanks", `title\n\n${lins}\n \n\t\n`, `title\n\n${lins}\n${mine}\n \n\t\n`, {}],
    [
      "a tag that would get what goes on from a line that is taken out",
      `title\n\n${review}\n${lookalike}\n  and: more\n`,
      "sign-off-present: lookalike: unrepaired",
      { rules: present },
    ],
    [
      "such a tag, while another repair is made",
      `title\n\n${footer}\n\n${review}\n${lookalike}\n  and: more\n`,
      `title\n\n${review}\n${lookalike}\n  and: more\n`,
      { ai: permitted, rules: `  no-tool-advertising: require\n${present}` },
    ],
    [
      "what goes on from a line that would be moved",
      `title\n\nAssisted-by: Claude:some-model\n  asked: for a test\n\n${mine}\n`,
      "ai-disclosure: outsideBlock: unrepaired",
      { ai: permitted, rules: "  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n" },
    ],
    [
      "a tag that counts only because of a tool's sign-off beside it",
      `title\n\nprose\n${review}\nSigned-off-by: Claude <noreply@anthropic.com>\n`,
      "sign-off-human: tool: unrepaired",
      { ai: permitted, rules: "  sign-off-human: require\n" },
    ],
    [
      "a note that a sign-off has to follow",
      "title\n\nSigned-off-by: Ada Example\n[ada: fixed]\nSigned-off-by: Ada Example <ada@>\n",
      "sign-off-well-formed: unreadable: unrepaired\nsign-off-well-formed: badAddress: unrepaired",
      { rules: "  sign-off-well-formed: require\n  edit-note-placement: require\n" },
    ],
  ])("%s", (_what, before, after, one) => expect(told(planOf(before, one))).toBe(after));
});

test.each<[string, string, Case]>([
  [
    "in a second round",
    `title\n\nSigned-off-by: Ada Example <ada@old.example.org>\n  Assisted-by: Claude:some-model\n${mine}\n${review}\n`,
    {
      ai: permitted,
      mailmap,
      rules:
        "  sign-off-one-address: require\n  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by }] }\n",
    },
  ],
  [
    "though another one writes the same line anew",
    `title\n\n${lins}\n${mine.toLowerCase()}\n`,
    {
      committer: "Lin Example <lin@example.org>",
      rules: "  sign-off-well-formed: { level: require, spelling: exact }\n  sign-off-order: require\n",
    },
  ],
  [
    "though another one takes a sign-off like it out",
    `title\n\n${lins}\nSigned-off-by: Ada Example <ada@old.example.org>\n${mine}\n`,
    {
      mailmap,
      committer: "Lin Example <lin@example.org>",
      rules: "  sign-off-one-address: require\n  sign-off-order: require\n",
    },
  ],
])("what a program repairs %s is not left to people", (_what, message, one) => {
  const plan = planOf(message, one);
  expect({ repairs: plan.repairs.length, left: plan.left }).toEqual({ repairs: 2, left: [] });
});

describe("whatever stands in a message and is asked of it", () => {
  const lines = [
    mine,
    lins,
    lookalike,
    review,
    footer,
    mine.toLowerCase(),
    "Signed-off-by: Ada Example",
    "Signed-off-by: <ada@example.org>",
    "Signed-off-by: Ada Example <ada@old.example.org>",
    "Singed-off-by: Ada Example <ada@example.org>",
    "Signed-off-by: Claude <noreply@anthropic.com>",
    coAuthor,
    "Assisted-by: Claude:some-model",
    "  Assisted-by: Claude:some-model",
    "Assisted-by: Robin",
    "[ada: rebased]",
    "[lin: fixed]",
    "  and: more",
    "\tmore",
    "# comment",
    "---",
    "prose",
    "",
    "",
    "",
  ];
  const message = fc
    .record({
      body: fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 7 }),
      ending: fc.constantFrom("\n", "\r\n"),
      last: fc.constantFrom("", "\n", "\n\n"),
    })
    .map(({ body, ending, last }) => `title\n\n${body.join("\n")}${last}`.replaceAll("\n", ending));
  const clauses = [
    ...signOffRules.split(/(?<=\n)/),
    "  sign-off-human: require\n",
    "  no-tool-advertising: require\n",
    "  edit-note-placement: require\n",
    "  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n",
    "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by, order: before-sign-off }] }\n",
  ].filter((clause) => clause !== "");
  const setting = fc.record({
    rules: fc.subarray(clauses, { minLength: 1 }).map((some) => some.join("")),
    disclosure: fc.constantFrom({}, { disclosure: "Assisted-by: Claude:some-model" }),
    committer: fc.constantFrom("Ada Example <ada@example.org>", "Lin Example <lin@example.org>"),
  });

  test("a rewriting by the plan is as planned, and tags of others are read as before", () => {
    let planned = 0;
    fc.assert(
      fc.property(message, setting, (text, { rules, disclosure, committer }) => {
        const { before, after, plan, now } = rewritten(text, {
          ai: permitted,
          mailmap,
          rules,
          committer,
          ...disclosure,
        });
        if (now === null) return;
        planned += 1;
        expect(whyNotAsPlanned([{ before, after, plan }])).toBeNull();
        const others = (of: string): readonly string[] =>
          parseTrailers(of).flatMap(({ key, value }) => (value.includes("Lin ") ? `${key}: ${value}` : []));
        expect(others(now)).toEqual(expect.arrayContaining([...others(text)]));
      }),
      { numRuns: fc.fuzzCases(600) },
    );
    expect(planned).toBeGreaterThan(50);
  });
});

test("how often findings are looked at does not grow with the square of their number", () => {
  let looks = 0;
  const one: Case = { ai: permitted, rules: `  no-tool-advertising: require\n${present}` };
  const { before } = rewritten(`title\n\n${footer}\n`, one);
  const judgements = before.judgements.map((judgement) => {
    const { outcome } = judgement;
    if (outcome.kind !== "unmet") return judgement;
    const [first] = outcome.findings;
    const counted = {
      ...first,
      get message() {
        looks += 1;
        return first.message;
      },
    };
    const findings = [counted, ...Array.from({ length: 1_000 }, () => counted)] as const;
    return { ...judgement, outcome: { ...outcome, findings } };
  });
  const outcomes = judgements.map(({ outcome }) => outcome);
  expect(hasUnplannedFinding(judgements, outcomes, judgements, [])).toBe(false);
  const verdict = { ...before, judgements };
  expect(whyNotAsPlanned([{ before: verdict, after: verdict, plan: null }])).toBeNull();
  expect(looks).toBeGreaterThan(1_000);
  expect(looks).toBeLessThan(50_000);
});

/** A commit before and after what is planned for it. */
function rewritten(text: string, one: Case) {
  const id = "a".repeat(40);
  const policy = policyOf(one);
  const bytes = objectOf(text, one);
  const verdictOf = (object: Uint8Array) => {
    const [verdict] = judge(policy, { commits: [parseCommit(id, object)], today: "2026-06-30" }).commits;
    if (verdict === undefined) throw new Error("the commit was not judged");
    return verdict;
  };
  const before = verdictOf(bytes);
  const committer = "Ada Example <ada@example.org> 1800000000 +0000";
  const disclosures = new Map(one.disclosure === undefined ? [] : [[id, one.disclosure]]);
  const contribution = contributionOn("2026-06-30");
  const plan = createFixer({ policy, contribution, user, committer, disclosures })({
    bytes,
    verdict: before,
    isPublished: false,
  });
  const object = rewriteCommit(bytes, { parents: new Map(), committer, message: plan.message });
  const after = verdictOf(object?.bytes ?? bytes);
  return { before, after, plan, now: plan.message === null ? null : Buffer.from(plan.message).toString() };
}
