import { describe, expect, test } from "vitest";
import {
  type AuditSums,
  createAuditTally,
  type JudgedCommit,
  type PlainOutcomes,
} from "../../src/core/audit/audit-tally.ts";
import { ledgerEntriesOf } from "../../src/core/audit/ledger.ts";
import { mergeSums } from "../../src/core/audit/merge-sums.ts";
import { hasSomethingToSay } from "../../src/core/evaluate/shorten.ts";
import { standingOf } from "../../src/core/evaluate/standing.ts";
import type { Reliance } from "../../src/core/rules/outcome.ts";
import * as fc from "../random-cases.ts";
import { ada, judgedBy, lin, policyOf, type Told } from "./history.ts";

const policy = policyOf(
  [
    "document: docs/policy.md",
    "ai: { stance: declined, section: AI, exceptions: Exceptions }",
    "rules:",
    "  sign-off-present: require",
    "  sign-off-by-author: warn",
    "  ai-content-permitted: require",
    "",
  ].join("\n"),
  "# AI\n\nDeclined.\n\n## Exceptions\n\n### Small words\n\nPeople judge it.\n",
);
const judged = judgedBy(policy);

const claude = "Co-authored-by: Claude <noreply@anthropic.com>";
/** One commit of each kind. */
const kinds: { readonly [kind: string]: Told } = {
  "signed by its author": { message: `a\n\nSigned-off-by: ${ada}` },
  "signed by another, too": { message: `a\n\nSigned-off-by: ${ada}\nSigned-off-by: ${lin}` },
  "signed by another only": { message: `a\n\nSigned-off-by: ${lin}` },
  unsigned: { message: "a" },
  "a merge": { message: "Merge branch 'x'", parents: 2 },
  "by a tool, undisclosed": { message: `a\n\n${claude}\nSigned-off-by: ${ada}` },
  "by a tool, disclosed": { message: `a\n\nAssisted-by: Claude:model\n${claude}\nSigned-off-by: ${ada}` },
  "under an exception": {
    message: `a\n\nThis falls under the small-words exception, as anybody would write it so.\n\nSigned-off-by: ${ada}`,
  },
  "cut off": { message: `a\n\nSigned-off-by: ${ada}\n\0` },
};

const sumsOf = (commits: readonly JudgedCommit[], details = true): AuditSums => {
  const tally = createAuditTally(details);
  for (const commit of commits) tally.add(commit);
  return tally.close();
};

/** The numbers that are not zero, those of who signed among them. */
const numbers = ({ signed, ...counts }: AuditSums["months"][number]["counts"]): string =>
  Object.entries({ ...counts, ...signed })
    .filter(([, number]) => number !== 0)
    .map(([name, number]) => `${name} ${number}`)
    .join(", ");

test.each([
  ["signed by its author", "commits 1, passed 1, own 1", null],
  ["signed by another, too", "commits 1, passed 1, independent 1", null],
  ["signed by another only", "commits 1, passed 1, warned 1, independent 1", "pass: sign-off-by-author"],
  ["unsigned", "commits 1, failed 1, unsigned 1", "fail: sign-off-present"],
  ["a merge", "commits 1, notApplicable 1", null],
  [
    "by a tool, undisclosed",
    "commits 1, undecided 1, aiUse 1, undisclosed 1, own 1",
    "undecided: ai-content-permitted",
  ],
  ["by a tool, disclosed", "commits 1, undecided 1, aiUse 1, own 1", "undecided: ai-content-permitted"],
  ["under an exception", "commits 1, undecided 1, aiUse 1, own 1", "undecided: ai-content-permitted"],
  ["cut off", "commits 1, undecided 1, own 1", "undecided: "],
])("a commit %s counts as %s", (kind, expected, listed) => {
  const sums = sumsOf([judged(kinds[kind] as Told, 0)]);
  expect(sums.months.map(({ name, counts }) => `${name}: ${numbers(counts)}`)).toEqual([`2026-01: ${expected}`]);
  expect(sums.years.map(({ name, counts }) => `${name}: ${numbers(counts)}`)).toEqual([`2026: ${expected}`]);
  expect(numbers(sums.counts)).toBe(expected);
  expect(
    sums.commits.map(
      ({ conclusion, judgements }) =>
        `${conclusion}: ${judgements
          .filter(hasSomethingToSay)
          .map(({ clause }) => clause.rule.id)
          .join(", ")}`,
    ),
  ).toEqual(listed === null ? [] : [listed]);
  expect(sumsOf([judged(kinds[kind] as Told, 0)], false)).toEqual({ ...sums, commits: [] });
});

test.each([
  ["Co-authored-by: Claude <noreply@anthropic.com>", "aiUse, undisclosed"],
  ["Co-authored-by: Claude <noreply@anthropic.com>\nAssisted-by: Claude:model", "aiUse"],
  ["Co-authored-by: Claude <noreply@anthropic.com>\nAssisted-by: none", "aiUse"],
  ["Assisted-by: Claude:model", "aiUse"],
  ["Assisted-by: none", ""],
  ["Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", ""],
])("%s is counted as %s", (trailers, expected) => {
  const { counts } = sumsOf([judged({ message: `a\n\nSigned-off-by: ${ada}\n${trailers}` }, 0)]);
  const counted = (["aiUse", "undisclosed"] as const).filter((name) => counts[name] === 1);
  expect(counted.join(", ")).toBe(expected);
});

test("the ledger has an entry for each exception that a commit rests on, with its worst outcome and all who agreed", () => {
  const span = { source: { name: "docs/policy.md", text: "" }, start: 0, end: 0 };
  const reliance = (exception: string, form: string | null): Reliance => ({
    exception,
    evident: false,
    conditions: [{ text: "Change: rename", state: "holds", why: "it is one", at: span }],
    secondOpinion:
      form === null
        ? null
        : { by: { name: "Lin", email: "lin@example.org" }, form, source: "trailer", verified: false },
  });
  const findings = [{ message: "x", data: {}, at: { kind: "commit" } }] as const;
  const { commit, entered } = judged(kinds["unsigned"] as Told, 0);
  const entries = ledgerEntriesOf({
    commit,
    entered,
    outcomes: [
      { kind: "met", because: "no exception" },
      { kind: "met", because: "a", reliance: reliance("one", "Acked-by") },
      { kind: "not-applicable", because: "b" },
      { kind: "unmet", findings, reliance: reliance("one", "Reviewed-by") },
      { kind: "undecided", findings, reliance: reliance("one", "Acked-by") },
      { kind: "undecided", findings, reliance: reliance("two", null) },
      { kind: "met", because: "c", reliance: reliance("two", null) },
      { kind: "met", because: "d", reliance: reliance("three", null) },
    ],
  });
  expect(
    entries.map(
      ({ exception, outcome, secondOpinions }) =>
        `${exception} ${outcome} ${secondOpinions.map(({ form }) => form).join(",")}`,
    ),
  ).toEqual(["one unmet Acked-by,Reviewed-by", "two undecided ", "three met "]);
  expect(entries[2]).toEqual({
    exception: "three",
    id: commit.id,
    subject: "a",
    author: { name: "Ada Example", email: "ada@example.org" },
    entered,
    outcome: "met",
    evident: false,
    conditions: [{ text: "Change: rename", state: "holds", why: "it is one" }],
    secondOpinions: [],
  });
});

test("commits that nobody judged are counted apart", () => {
  const tally = createAuditTally(true);
  tally.addBeforePolicy("2025-12");
  tally.addOlder();
  for (const id of ["a", "b"]) tally.addUngoverned("2026-01-31", "its policy is lost", () => id);
  tally.addUngoverned("2026-02-01", "nobody knows", () => "c");
  const { months, counts, ungoverned } = tally.close();
  expect(months.map((month) => `${month.name}: ${numbers(month.counts)}`)).toEqual([
    "2025-12: beforePolicy 1",
    "2026-01: commits 2, undecided 2",
    "2026-02: commits 1, undecided 1",
  ]);
  expect(counts.olderThanPolicy).toBe(1);
  expect(ungoverned).toEqual([
    {
      why: "its policy is lost",
      commits: 2,
      listed: [
        { id: "a", day: "2026-01-31" },
        { id: "b", day: "2026-01-31" },
      ],
    },
    { why: "nobody knows", commits: 1, listed: [{ id: "c", day: "2026-02-01" }] },
  ]);
});

describe("a history", () => {
  const told = fc
    .tuple(fc.constantFrom(...Object.values(kinds)), fc.constantFrom("2025-12-31", "2026-01-01", "2026-02-28"))
    .map(([kind, day]): Told => ({ ...kind, day }));
  const history = fc.array(told, { maxLength: 12 }).map((all) => all.map(judged));

  test("adds up to the same in one part or two", () => {
    fc.assert(
      fc.property(history, fc.nat(12), fc.boolean(), (all, cut, details) => {
        const merged = mergeSums(sumsOf(all.slice(0, cut), details), sumsOf(all.slice(cut), details));
        expect(merged).toEqual(sumsOf(all, details));
      }),
    );
  });

  test("adds up to the same in any order of reading", () => {
    fc.assert(
      fc.property(
        history.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(sumsOf(shuffled)).toEqual(sumsOf(all));
        },
      ),
    );
  });

  test("counts a plain commit as any other", () => {
    const plainOf = new Map<string, PlainOutcomes>();
    /** Commits of one message are of one arrangement. */
    const outcomesOf = ({ commit, clauses, outcomes, independence }: JudgedCommit): PlainOutcomes => {
      const known = plainOf.get(commit.message.text);
      const standing = standingOf(clauses, outcomes, false, false);
      const plain = known ?? { clauses, outcomes, standing, independence, isQuiet: true };
      plainOf.set(commit.message.text, plain);
      return plain;
    };
    fc.assert(
      fc.property(history, (all) => {
        const quiet = all.filter(
          ({ observed, damage }) => damage === null && observed.signals.length + observed.claims.length === 0,
        );
        const tally = createAuditTally(false);
        for (const commit of quiet) tally.addPlain(outcomesOf(commit), commit.entered.day.slice(0, 7));
        expect(tally.close()).toEqual(sumsOf(quiet, false));
      }),
    );
  });
});

test("reasons for which commits cannot be judged add up, too", () => {
  const part = (ids: readonly string[], why: string): AuditSums => {
    const tally = createAuditTally(true);
    for (const id of ids) tally.addUngoverned("2026-01-31", why, () => id);
    tally.addOlder();
    return tally.close();
  };
  const merged = mergeSums(mergeSums(part(["a", "b"], "one"), part(["c"], "other")), part(["d"], "one"));
  expect(
    merged.ungoverned.map(({ why, commits, listed }) => `${why} ${commits} ${listed.map(({ id }) => id).join(",")}`),
  ).toEqual(["one 3 a,b,d", "other 1 c"]);
  expect(merged.counts.olderThanPolicy).toBe(3);
});

test("who signed is told by addresses, through the mailmap", () => {
  const by = judgedBy(
    policyOf(
      "rules: { sign-off-present: require }\n",
      undefined,
      "Ada Example <ada@example.org> <ada@old.example.org>\n",
    ),
  );
  const rows: readonly (readonly [expected: string, ...signers: readonly string[]])[] = [
    ["unsigned"],
    ["own", ada],
    ["own", "Somebody <ada@old.example.org>"],
    ["independent", lin],
    ["independent", ada, lin],
    ["unclear", "Ada Example <ada@elsewhere.example.org>"],
    ["independent", "Ada Example <ada@elsewhere.example.org>", lin],
    ["unsigned", "nobody"],
    ["own", "nobody", ada],
  ];
  for (const [expected, ...signers] of rows) {
    const message = `a\n\n${signers.map((signer) => `Signed-off-by: ${signer}`).join("\n")}`;
    expect([by({ message }, 0).independence, signers]).toEqual([expected, signers]);
    expect(by({ message, parents: 2 }, 0).independence).toBe("merge");
  }
  const withCoAuthor = `a\n\nCo-authored-by: ${lin}\nSigned-off-by: ${lin}`;
  expect(by({ message: withCoAuthor }, 0).independence).toBe("own");
});
