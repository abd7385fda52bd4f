import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { Clause, Level } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { createSimulationTally, type SimulatedCommit } from "../../src/core/process/simulation.ts";
import { draftedEntries, readDraft } from "../../src/core/process/simulation-entries.ts";
import { type JudgedBy, verdictChange } from "../../src/core/process/simulation-verdicts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { met, notApplicable, type Outcome } from "../../src/core/rules/outcome.ts";
import * as fc from "../random-cases.ts";

const source = { name: "proviso.yaml", text: "" };
const [first, second] = catalogue as [Clause["rule"], Clause["rule"]];

const clause = (rule: Clause["rule"], level: Level = "require"): Clause => ({
  rule,
  level,
  settings: {},
  paths: null,
  because: null,
  at: { source, start: 0, end: 0 },
});

const found = (kind: "unmet" | "undecided", message = "missing"): Outcome => ({
  kind,
  findings: [{ message, data: {}, at: { kind: "commit" } }],
});
const under = (exception: string): Outcome => ({
  kind: "met",
  because: "covered",
  reliance: { exception, evident: true, conditions: [], secondOpinion: null },
});
const nothing = notApplicable("nothing to judge");
const good = met("good");

const judged = (...said: readonly (readonly [Clause["rule"], Outcome, Level?])[]): JudgedBy => ({
  clauses: said.map(([rule, , level]) => clause(rule, level)),
  outcomes: said.map(([, outcome]) => outcome),
});
const older: JudgedBy = { clauses: [clause(first)], outcomes: null };

describe("verdictChange", () => {
  const words = (before: JudgedBy, after: JudgedBy): string | null => {
    const change = verdictChange(before, after, null);
    if (change === null) return null;
    const said = (one: (typeof change.rules)[number]["before"]): string =>
      one
        .map(({ outcome, warns, exception, messages }) =>
          [outcome, warns ? "warn" : "", exception ?? "", ...messages].filter(Boolean).join(" "),
        )
        .join(" + ");
    const rules = change.rules.map(({ before: was, after: is }) => `${said(was)} > ${said(is)}`);
    return [`${change.before} > ${change.after}`, ...rules].join("; ");
  };

  test.each<readonly [string, JudgedBy, JudgedBy, string | null]>([
    ["the same", judged([first, good]), judged([first, met("otherwise worded")]), null],
    ["nothing and no rule", judged([first, nothing]), judged(), null],
    ["a rule more", judged(), judged([first, good]), "pass > pass;  > met"],
    ["a rule that fails", judged([first, good]), judged([first, found("unmet")]), "pass > fail; met > unmet missing"],
    [
      "a warning now",
      judged([first, found("unmet")]),
      judged([first, found("unmet"), "warn"]),
      "fail > pass; unmet missing > unmet warn missing",
    ],
    [
      "another reason",
      judged([first, found("unmet", "a")]),
      judged([first, found("unmet", "b")]),
      "fail > fail; unmet a > unmet b",
    ],
    ["another exception", judged([first, under("x")]), judged([first, under("y")]), "pass > pass; met x > met y"],
    [
      "open, not failed",
      judged([first, found("unmet")]),
      judged([first, found("undecided")]),
      "fail > undecided; unmet missing > undecided missing",
    ],
    [
      "the order of clauses",
      judged([first, good], [first, found("unmet")]),
      judged([first, found("unmet")], [first, good]),
      null,
    ],
    [
      "one of two clauses",
      judged([first, found("unmet")], [first, found("unmet")]),
      judged([first, found("unmet")], [first, good]),
      "fail > fail; unmet missing + unmet missing > met + unmet missing",
    ],
    ["the order of rules", judged([first, good], [second, good]), judged([second, good], [first, good]), null],
    ["older than before", older, judged([first, good]), "not-judged > pass;  > met"],
    ["older than both", older, older, null],
  ])("%s", (_, before, after, expected) => {
    expect(words(before, after)).toBe(expected);
  });

  test("a damaged commit never passes", () => {
    expect(verdictChange(older, judged([first, nothing]), "a NUL byte")).toEqual({
      before: "not-judged",
      after: "undecided",
      rules: [],
    });
  });
});

describe("draftedEntries", () => {
  const policyOf = (entries: string, settings = "") =>
    policyFromTexts(
      {
        policy: {
          name: "proviso.yaml",
          text: `proviso: 1\ndocument: doc.md\n${settings}ai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\nrules:\n  ai-content-permitted: require\n`,
        },
        document: { name: "doc.md", text: `# AI\n\nNo.\n\n# Exceptions\n\n${entries}` },
        mailmap: null,
      },
      catalogue,
    );
  const entry = (id: string, fields = "", prose = "Text."): string =>
    `## ${id[0]?.toUpperCase()}${id.slice(1)}\n\n- **Exception:** ${id}\n${fields}\n${prose}\n\n`;
  const classes = "classes: { docs: [doc/] }\n";

  test.each([
    ["nothing", entry("one"), entry("one"), "", []],
    [
      "prose and an agreement",
      entry("one"),
      entry("one", "- **Agreed:** 2026-01-01 <1@example.org>\n", "Words."),
      "",
      [],
    ],
    ["an entry more, an entry less", entry("one"), entry("two"), "", ["two new", "one removed"]],
    ["a condition", entry("one"), entry("one", "- **Covers:** code\n"), "", ["one changed"]],
    ["a field that nobody can read", entry("one"), entry("one", "- **At most:** many\n"), "", ["one changed"]],
    ["a field that nobody knows", entry("one"), entry("one", "- **Chnage:** rename\n"), "", ["one changed"]],
    ["a setting by which all are decided", entry("one"), entry("one"), classes, ["one unchanged"]],
    ["an entry that is asked for", entry("asked"), entry("asked"), "", ["asked unchanged"]],
    ["the title of an entry without fields", "## One\n\nText.\n", "## ONE\n\nText.\n", "", ["one changed"]],
  ])("%s is another", (_, before, after, settings, expected) => {
    const drafted = draftedEntries(policyOf(before), policyOf(after, settings), (id) => id === "asked");
    expect(drafted.map(({ id, what }) => `${id} ${what}`)).toEqual(expected);
  });
});

describe("readDraft", () => {
  const { settings } = parsePolicy(
    {
      name: "proviso.yaml",
      text: "proviso: 1\ndocument: doc.rst\nai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\nrules:\n  ai-content-permitted: require\n",
    },
    catalogue,
  );
  const kindOf = (name: string, text: string): string => {
    const draft = readDraft({ name, text }, settings);
    return draft.kind === "entries" ? draft.entries.map(({ id }) => id).join(" ") : draft.kind;
  };
  const fields = ":Exception: an-entry\n:Covers: docs\n";

  test.each([
    ["the list's heading", "a.rst", "Exceptions\n==========\n", "document"],
    ["the position's heading", "a.rst", "Title\n=====\n\nAI\n--\n", "document"],
    ["an entry", "a.rst", `Entry\n=====\n\n${fields}`, "an-entry"],
    ["an entry with headings below it", "a.rst", `Entry\n=====\n\n${fields}\nWhy\n---\n\nSo.\n`, "an-entry"],
    [
      "two entries",
      "a.rst",
      `One\n===\n\n${fields}\nTwo\n===\n\n${fields.replace("an-", "another-")}`,
      "an-entry another-entry",
    ],
    ["an entry in Markdown", "a.md", "# Entry\n\n- **Exception:** an-entry\n", "an-entry"],
    ["an entry of the other format", "a.md", `Entry\n=====\n\n${fields}`, "neither"],
    ["an entry among other words", "a.rst", `One\n===\n\nWords.\n\nTwo\n---\n\n${fields}`, "an-entry"],
    ["an entry without an id", "a.rst", "Some entry\n==========\n\n:Covers: docs\n", "some-entry"],
    ["one with fields, one without", "a.rst", "One\n===\n\n:Covers: docs\n\nTwo\n===\n\nWords.\n", "neither"],
    ["fields without a heading", "a.rst", fields, "neither"],
    ["nothing", "a.rst", "", "neither"],
  ])("%s", (_, name, text, expected) => {
    expect(kindOf(name, text)).toBe(expected);
  });

  test("takes any text", () => {
    const line = fc.constantFrom(
      "Exceptions",
      "====",
      "----",
      "# AI",
      ":Exception: a-b",
      ":Covers: docs",
      "- **Covers:** x",
      "",
      " ",
      "..",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(line).map((lines) => lines.join("\n")),
    );
    fc.assert(
      fc.property(fc.constantFrom("a.rst", "a.md", "a"), text, (name, anything) => {
        const draft = readDraft({ name, text: anything }, settings);
        if (draft.kind !== "entries") return;
        expect(draft.entries.length).toBeGreaterThan(0);
        for (const { at } of draft.problems)
          expect(0 <= at.start && at.start <= at.end && at.end <= anything.length).toBe(true);
      }),
    );
  });
});

describe("the tally", () => {
  const commit: SimulatedCommit = {
    id: "1",
    subject: "one",
    isMerge: false,
    damage: null,
    older: { before: false, after: false },
    coverage: [],
    change: null,
    lacking: null,
  };
  test("counts commits, merges, and those older than a policy", () => {
    const tally = createSimulationTally([]);
    for (const one of [
      {},
      { isMerge: true },
      { isMerge: true, older: { before: true, after: false } },
      { older: { before: true, after: true } },
    ])
      tally.add({ ...commit, ...one });
    expect(tally.close([]).counts).toEqual({
      commits: 4,
      merges: 2,
      judgedByBoth: 2,
      olderThanBefore: 2,
      olderThanAfter: 1,
    });
  });

  test.each<readonly [string, readonly Partial<SimulatedCommit>[], readonly string[]]>([
    ["nothing", [{}], []],
    ["a fact", [{ lacking: "git is gone" }], ["1 commit lacks a fact that a rule asked for: git is gone"]],
    [
      "facts",
      [{ lacking: "it is gone" }, { lacking: "it never was" }],
      ["2 commits lack a fact that a rule asked for, one of them since it is gone"],
    ],
    ["damage before facts", [{ damage: "a NUL byte", lacking: "x" }], ["1 commit cannot be read whole: a NUL byte"]],
  ])("says that %s is missing", (_, commits, expected) => {
    const tally = createSimulationTally([]);
    for (const one of commits) tally.add({ ...commit, ...one });
    expect(tally.close([]).undetermined).toEqual(expected);
  });
});
