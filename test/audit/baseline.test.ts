import { describe, expect, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { createAuditTally } from "../../src/core/audit/audit-tally.ts";
import { baselineText, parseBaseline, withBaseline } from "../../src/core/audit/baseline.ts";
import { differencesOf } from "../../src/core/audit/differences.ts";
import { emptyAudit } from "../report/audit-sample.ts";
import { ada, judgedBy, lin, policyOf, type Told } from "./history.ts";

const settings =
  "ai: { stance: declined }\nrules:\n  sign-off-present: require\n  sign-off-by-author: warn\n  ai-content-permitted: require\n";

const messages: { readonly [kind: string]: string } = {
  fine: `a\n\nSigned-off-by: ${ada}`,
  unsigned: "a",
  foreign: `a\n\nSigned-off-by: ${lin}`,
  tool: "a\n\nAssisted-by: Claude:model",
  unsure: `a\n\nAssisted-by: Bert\nSigned-off-by: ${ada}`,
  cut: `a\0\n\nSigned-off-by: ${ada}`,
};

/** An audit of commits of these kinds, that conclude as they do. */
function auditOf(kinds: readonly string[], by = settings): AuditReport {
  const tally = createAuditTally(true);
  const judged = judgedBy(policyOf(by));
  for (const [place, kind] of kinds.entries()) tally.add(judged({ message: messages[kind] } as Told, place));
  return { ...emptyAudit(), ...tally.close() };
}

const short = (id: string): string => id.replace(/^0+/, "");
const entries = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(short);

test("a baseline has a line for each rule that found something, and is read as it was written", () => {
  const { commits } = auditOf(["fine", "unsigned", "foreign", "tool", "unsure", "cut"]);
  const text = baselineText(commits);
  expect(entries(text)).toEqual([
    "2 sign-off-present unmet",
    "3 sign-off-by-author unmet",
    "4 ai-content-permitted unmet",
    "4 sign-off-present unmet",
    "5 ai-content-permitted undecided",
    "6 unreadable undecided",
  ]);
  expect(text.startsWith("# ")).toBe(true);
  const { baseline, problems } = parseBaseline({ name: "known", text });
  expect(problems).toEqual([]);
  expect([...baseline.known].map(([id, rules]) => [short(id), [...rules]])).toEqual([
    ["2", ["sign-off-present unmet"]],
    ["3", ["sign-off-by-author unmet"]],
    ["4", ["ai-content-permitted unmet", "sign-off-present unmet"]],
    ["5", ["ai-content-permitted undecided"]],
    ["6", ["unreadable undecided"]],
  ]);
});

test("what is no entry is a problem, at its line", () => {
  const id = "a".repeat(40);
  const good = [`${id} some-rule unmet`, `${"b".repeat(64)} some-rule undecided \r`, "# x", "", "  "];
  const bad = [
    `${id} some-rule met`,
    `${id.slice(1)} some-rule unmet`,
    `${id} some-rule unmet more`,
    ` ${id} x unmet`,
    `${id}  x unmet`,
    `${"B".repeat(40)} x unmet`,
    ` # x`,
  ];
  const text = [...good, ...bad].join("\n");
  const { baseline, problems } = parseBaseline({ name: "known", text });
  expect([...baseline.known.keys()]).toEqual([id, "b".repeat(64)]);
  expect(problems.map(({ at, severity }) => [severity, text.slice(at.start, at.end)])).toEqual(
    bad.map((line) => ["error", line]),
  );
});

describe("what a baseline leaves", () => {
  const known = (kinds: readonly string[]): string => baselineText(auditOf(kinds).commits);
  const told = (report: AuditReport): string => {
    const { commits, baseline, conclusion } = report;
    const ids = (all: readonly { readonly commit: { readonly id: string | null } }[]): string =>
      all.map(({ commit }) => short(commit.id ?? "")).join(" ");
    const stale = baseline?.stale.map(({ commit, rule }) => `${short(commit)} ${rule}`).join(", ");
    const accepted = baseline?.accepted
      .map(({ commit, rule, outcome }) => `${short(commit)} ${rule} ${outcome}`)
      .join(", ");
    return [
      conclusion,
      `listed ${ids(commits)}`,
      `known ${baseline?.known} (${ids(baseline?.knownCommits ?? [])})`,
      `failed ${baseline?.failed}, undecided ${baseline?.undecided}`,
      `stale ${stale}`,
      `accepted ${accepted}`,
    ].join("; ");
  };

  test.each<
    readonly [
      name: string,
      then: readonly string[],
      now: readonly string[],
      reasons: readonly string[],
      expected: string,
    ]
  >([
    [
      "nothing that is new",
      ["fine", "unsigned", "foreign", "unsure", "cut"],
      ["fine", "unsigned", "foreign", "unsure", "cut"],
      [],
      "pass; listed ; known 4 (2 3 4 5); failed 0, undecided 0; stale ; accepted ",
    ],
    [
      "a new finding that fails",
      ["unsigned", "fine"],
      ["unsigned", "unsigned"],
      [],
      "fail; listed 2; known 1 (1); failed 1, undecided 0; stale ; accepted ",
    ],
    [
      "a new finding that nobody could decide",
      ["unsigned", "fine"],
      ["unsigned", "unsure"],
      [],
      "undecided; listed 2; known 1 (1); failed 0, undecided 1; stale ; accepted ",
    ],
    [
      "a new finding that only warns",
      ["unsigned", "fine"],
      ["unsigned", "foreign"],
      [],
      "pass; listed 2; known 1 (1); failed 0, undecided 0; stale ; accepted ",
    ],
    [
      "another finding in a known commit",
      ["unsigned"],
      ["tool"],
      [],
      "fail; listed 1; known 0 (); failed 1, undecided 0; stale ; accepted 1 sign-off-present unmet",
    ],
    [
      "an entry that nothing answers to",
      ["tool", "unsure"],
      ["unsigned", "fine"],
      [],
      "fail; listed ; known 1 (1); failed 0, undecided 0; stale 1 ai-content-permitted, 2 ai-content-permitted; accepted ",
    ],
    [
      "what is known, where the audit itself was not whole",
      ["unsigned"],
      ["unsigned"],
      ["the clone is shallow"],
      "undecided; listed ; known 1 (1); failed 0, undecided 0; stale ; accepted ",
    ],
  ])("%s", (_name, then, now, reasons, expected) => {
    const report = { ...auditOf(now), reasons };
    const left = withBaseline(report, parseBaseline({ name: "known", text: known(then) }).baseline);
    expect(told(left)).toBe(expected);
    expect(left.counts).toEqual(report.counts);
  });
});

test("two audits of one history differ in what they conclude and in which rules found something", () => {
  const one = auditOf(["unsigned", "tool", "unsure", "foreign", "fine"]);
  const other = auditOf(
    ["unsigned", "unsigned", "foreign", "foreign", "unsigned"],
    settings.replace("by-author: warn", "by-author: require"),
  );
  const said = (judged: { readonly conclusion: string; readonly rules: readonly string[] } | null): string =>
    judged === null ? "nothing" : `${judged.conclusion} ${judged.rules.join(",")}`;
  const rows = differencesOf(one, other).map(
    ({ id, subject, entered, one: here, other: there }) =>
      `${short(id)} ${subject} of ${entered.day}: ${said(here)}; ${said(there)}`,
  );
  expect(rows).toEqual([
    "2 a of 2026-01-31: fail ai-content-permitted,sign-off-present; fail sign-off-present",
    "3 a of 2026-01-31: undecided ai-content-permitted; fail sign-off-by-author",
    "4 a of 2026-01-31: pass sign-off-by-author; fail sign-off-by-author",
    "5 a of 2026-01-31: nothing; fail sign-off-present",
  ]);
  expect(differencesOf(one, one)).toEqual([]);
});
