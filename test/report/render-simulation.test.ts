import { describe, expect, test } from "vitest";
import type { EntryCommit, EntrySimulation, Simulation } from "../../src/core/process/simulation.ts";
import type { Coverage } from "../../src/core/process/simulation-coverage.ts";
import type { Said, VerdictChange } from "../../src/core/process/simulation-verdicts.ts";
import { renderSimulationParts, type SimulationOptions } from "../../src/core/report/render-simulation.ts";
import { exceptionsIn, policyFrom } from "../../src/testing/surroundings.ts";

const plain: SimulationOptions = { all: false, colour: false, hyperlinks: null, width: null };

const document = { format: "markdown", text: "# Exceptions\n\n## Tidy\n\n- **Exception:** tidy\n" } as const;
const [tidy = null] = exceptionsIn(document, policyFrom({ document }));

const coverageOf = (kind: Coverage["kind"], more: Partial<Coverage> = {}): Coverage => ({
  kind,
  condition: kind === "evident" ? null : "Covers: docs",
  why: `why ${kind}`,
  opinion: null,
  ...more,
});
const opinion = (state: "given" | "waits" | "unknown", words: string): Partial<Coverage> => ({
  opinion: { state, words },
});

const commitOf = (digit: string, before: Coverage | null, after: Coverage | null): EntryCommit => ({
  id: digit.repeat(40),
  subject: `change ${digit}`,
  before,
  after,
});

const entryOf = (more: Partial<EntrySimulation>): EntrySimulation => ({
  id: "tidy",
  title: "Tidy",
  what: "new",
  before: null,
  after: tidy,
  skipped: null,
  commits: [],
  ...more,
});

const simulationOf = (more: Partial<Simulation> = {}): Simulation => ({
  draft: "the draft of an entry",
  before: { name: "proviso.yaml at 2b0e4ecd94", kind: "repository", revision: "2b0e4ecd94".padEnd(40, "0") },
  after: { name: "proviso.yaml at 2b0e4ecd94", kind: "repository", revision: "2b0e4ecd94".padEnd(40, "0") },
  over: { text: "the last 9 commits of main", tip: "a".repeat(40) },
  counts: { commits: 9, merges: 0, judgedByBoth: 9, olderThanBefore: 0, olderThanAfter: 0 },
  notes: [],
  entries: [],
  changes: [],
  undetermined: [],
  problems: [],
  ...more,
});

/** The lines of each part; those of the head are given by themselves. */
const partsOf = (simulation: Partial<Simulation>, options: Partial<SimulationOptions> = {}): readonly string[] => [
  ...renderSimulationParts(simulationOf(simulation), { ...plain, ...options }),
];
const behindHead = (simulation: Partial<Simulation>, options: Partial<SimulationOptions> = {}): string =>
  partsOf(simulation, options).slice(1).join("");

const nothingChanges = "\nno verdict changes: 9 commits judged under both\n";

describe("the head", () => {
  test("of a draft that leaves the policy's other words alone", () =>
    expect(partsOf({})).toEqual([
      "draft:   the draft of an entry\npolicy:  proviso.yaml at 2b0e4ecd94\ncommits: the last 9 commits of main (aaaaaaaaaaaa)\n",
      nothingChanges,
    ]));

  test("of two policies, and a history with merges of which not all is known", () => {
    const after = { name: "a file", kind: "file", revision: null } as const;
    const counts = { commits: 9, merges: 2, judgedByBoth: 6, olderThanBefore: 1, olderThanAfter: 3 };
    const said = { notes: ["the entry is not agreed yet"], undetermined: ["history is cut"] };
    expect(partsOf({ draft: null, after, counts, ...said }).join("")).toBe(`\
before:  proviso.yaml at 2b0e4ecd94
after:   a file
commits: the last 9 commits of main (aaaaaaaaaaaa), and 2 merges among them
note:    the entry is not agreed yet
not determined: history is cut

no verdict changes: 6 commits judged under both; 1 commit older than the policy before, 3 commits older than the policy after, not judged by it
`);
    expect(partsOf({ draft: null })[0]).toContain("before:  proviso.yaml at 2b0e4ecd94\nafter:   proviso.yaml at");
    expect(partsOf({ undetermined: ["cut"] }, { colour: true })[0]).toContain(
      "\n\x1b[35mnot determined\x1b[39m: cut\n",
    );
  });
});

describe("an entry", () => {
  test("that is new: how many commits it would cover, by what, and which these are", () => {
    const commits = [
      commitOf("1", null, coverageOf("evident")),
      commitOf("2", null, coverageOf("evident", opinion("given", "Lin"))),
      commitOf("3", null, coverageOf("judgement", { condition: "Judgement: it is boring" })),
      commitOf("4", null, coverageOf("not", { condition: "Paths: docs/", why: "" })),
      ...[5, 6, 7, 8].map((digit) => commitOf(String(digit), null, coverageOf("not"))),
      commitOf("9", null, coverageOf("unknown")),
    ];
    expect(behindHead({ entries: [entryOf({ commits })] })).toBe(`
tidy (new), had each of 9 commits declared AI use:
      2  evident; 1 of them needs a second opinion, and 1 has one
      1  left to judgement
      5  not covered
      1  not known
  left to judgement, by what is open:
          1  Judgement: it is boring
  not covered, by the first condition that fails:
          4  Covers: docs
          1  Paths: docs/
${nothingChanges}
evident (2 commits)
  111111111111  change 1
                why evident
  222222222222  change 2
                why evident
                second opinion: Lin

left to judgement: Judgement: it is boring (1 commit)
  333333333333  change 3
                why judgement

not covered: Covers: docs (4 commits)
  555555555555  change 5
                why not
  666666666666  change 6
                why not
  777777777777  change 7
                why not
  and 1 more commit; --all lists them

not covered: Paths: docs/ (1 commit)
  444444444444  change 4

not known (1 commit)
  999999999999  change 9
                why unknown
`);
    expect(behindHead({ entries: [entryOf({ commits })] }, { all: true })).toContain(
      "why not\n  888888888888  change 8\n",
    );
  });

  test("that changes: both columns, and the commits of which it says something else", () => {
    const commits = [
      commitOf("1", coverageOf("evident"), coverageOf("judgement")),
      commitOf("2", coverageOf("evident"), coverageOf("judgement")),
      commitOf("3", null, coverageOf("evident")),
      commitOf("4", coverageOf("not"), coverageOf("not", { why: "another reason" })),
    ];
    const entry = entryOf({ what: "changed", before: tidy, commits });
    expect(behindHead({ entries: [entry, entryOf({ id: "other", skipped: "it is as it was" })] })).toBe(`
tidy (changed), had each of 4 commits declared AI use:
 before    after
      2        1  evident
      0        2  left to judgement
      1        1  not covered
  left to judgement, by what is open:
          2  Covers: docs
  not covered, by the first condition that fails:
          1  Covers: docs

other (new): it is as it was
${nothingChanges}
tidy: evident → left to judgement (2 commits)
  111111111111  change 1
                why evident
                why judgement
  222222222222  change 2
                why evident
                why judgement

tidy: not listed → evident (1 commit)
  333333333333  change 3
                why evident

tidy: evident (1 commit)
  333333333333  change 3
                why evident

tidy: left to judgement: Covers: docs (2 commits)
  111111111111  change 1
                why judgement
  222222222222  change 2
                why judgement

tidy: not covered: Covers: docs (1 commit)
  444444444444  change 4
                another reason
`);
  });

  test("that is taken out is told as it stood before", () => {
    const commits = [commitOf("1", coverageOf("judgement", opinion("waits", "Lin or Bob")), null)];
    expect(behindHead({ entries: [entryOf({ what: "removed", before: tidy, after: null, commits })] })).toBe(`
tidy (removed), had each of 1 commit declared AI use:
      0  evident
      1  left to judgement; each needs a second opinion, and none has one
      0  not covered
  left to judgement, by what is open:
          1  Covers: docs
${nothingChanges}
left to judgement: Covers: docs (1 commit)
  111111111111  change 1
                why judgement
                a second opinion could have come from Lin or Bob
`);
  });

  test("that changes and of which facts are missing on one side", () => {
    const commits = [commitOf("1", coverageOf("unknown"), coverageOf("evident"))];
    const lines = behindHead({ entries: [entryOf({ what: "changed", before: tidy, commits })] }).split("\n");
    expect(lines.slice(2, 7)).toEqual([
      " before    after",
      "      0        1  evident",
      "      0        0  left to judgement",
      "      0        0  not covered",
      "      1        0  not known",
    ]);
  });

  test("that ends in nothing, and a condition that nobody named", () => {
    const commits = [
      commitOf("1", coverageOf("evident"), null),
      commitOf("2", null, coverageOf("not", { condition: null })),
    ];
    const text = behindHead({ entries: [entryOf({ what: "changed", before: tidy, commits })] });
    expect(text).toContain("\n  not covered, by the first condition that fails:\n          1  \n");
    expect(text).toContain("\nevident → not listed (1 commit)\n  111111111111  change 1\n");
  });

  test.each<readonly [opinions: readonly Partial<Coverage>[], words: string]>([
    [[{}, {}], ""],
    [[opinion("given", "A"), opinion("given", "B")], "; each needs a second opinion, and 2 have one"],
    [[opinion("given", "A"), opinion("waits", "B"), {}], "; 2 of them need a second opinion, and 1 has one"],
    [
      [opinion("unknown", "no file"), opinion("waits", "B")],
      "; 1 of them needs a second opinion, and none has one; for 1 it is not known whose word would be a second opinion",
    ],
    [[opinion("unknown", "no file")], "; for 1 it is not known whose word would be a second opinion"],
  ])("whose word is needed, and there: %j", (opinions, words) => {
    const commits = opinions.map((more, index) => commitOf(String(index), null, coverageOf("evident", more)));
    const text = behindHead({ entries: [entryOf({ commits })] });
    expect(text.split("\n")[2]).toBe(`      ${opinions.length}  evident${words}`);
    const isUnknown = opinions.some((one) => one.opinion?.state === "unknown");
    expect(text.includes("                whose word could be a second opinion is not known: no file\n")).toBe(
      isUnknown,
    );
  });
});

describe("verdicts", () => {
  const said = (outcome: Said["outcome"], more: Partial<Said> = {}): Said => ({
    outcome,
    warns: false,
    exception: null,
    messages: [],
    ...more,
  });
  const changeOf = (digit: string, more: Partial<VerdictChange>): VerdictChange => ({
    id: digit.repeat(40),
    subject: `change ${digit}`,
    before: "pass",
    after: "fail",
    rules: [{ rule: "sign-off-present", before: [said("met")], after: [said("unmet")] }],
    ...more,
  });

  test("that change, by conclusion and by rule, and the commits of each", () => {
    const changes = [
      changeOf("1", {}),
      changeOf("2", {}),
      changeOf("3", {
        before: "not-judged",
        after: "pass",
        rules: [
          { rule: "tool-tags", before: [], after: [said("unmet", { warns: true }), said("unmet", { warns: true })] },
          {
            rule: "ai-disclosure",
            before: [said("met"), said("undecided")],
            after: [said("met", { exception: "tidy" })],
          },
        ],
      }),
      changeOf("4", {
        after: "pass",
        rules: [
          {
            rule: "message-format",
            before: [said("unmet", { messages: ["long", "empty"] })],
            after: [said("unmet", { messages: ["long"] })],
          },
        ],
      }),
      changeOf("5", { before: "undecided", rules: [] }),
    ];
    const counts = { commits: 9, merges: 0, judgedByBoth: 8, olderThanBefore: 1, olderThanAfter: 0 };
    expect(behindHead({ changes, counts })).toBe(`
5 verdicts change: 8 commits judged under both; 1 commit older than the policy before, not judged by it
      2  pass → fail
      1  not judged → pass
      1  pass as before
      1  undecided → fail
  by rule:
          2  sign-off-present: met → unmet
          1  tool-tags: nothing to judge → unmet (a warning)
          1  ai-disclosure: met and undecided → met under tidy
          1  message-format: unmet (long, empty) → unmet (long), for another reason
          1  no rule

sign-off-present: met → unmet (2 commits)
  111111111111  change 1
                pass → fail
  222222222222  change 2
                pass → fail

tool-tags: nothing to judge → unmet (a warning) (1 commit)
  333333333333  change 3
                not judged → pass

ai-disclosure: met and undecided → met under tidy (1 commit)
  333333333333  change 3
                not judged → pass

message-format: unmet (long, empty) → unmet (long), for another reason (1 commit)
  444444444444  change 4
                pass as before

no rule (1 commit)
  555555555555  change 5
                undecided → fail
`);
    expect(behindHead({ changes: changes.slice(0, 1) })).toContain(
      "\n1 verdict changes: 9 commits judged under both\n",
    );
  });

  test("of more than ten commits the rest is counted", () => {
    const changes = Array.from({ length: 12 }, (_, number) => changeOf(String(number % 10), {}));
    const text = behindHead({ changes });
    expect(text.split("\n").filter((line) => /^ {2}\d{12} /.test(line))).toHaveLength(10);
    expect(text).toMatch(/\n {2}and 2 more commits; --all lists them\n$/);
  });
});
