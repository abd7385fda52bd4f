import { describe, expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderHookFindings } from "../../src/core/report/render-hook.ts";
import { repairHint } from "../../src/core/report/repair-hint.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import { clauseOf, metOutcome, reportOf, toyRule, unmet, verdictOf } from "./sample.ts";
import { damaged, failing, quiet, situations, warned } from "./situations.ts";

const looks = { colour: false, hyperlinks: null, width: null };
const everything = situations().get("everything") ?? reportOf([]);

const head = "main..topic judged by proviso.yaml at 2b0e4ecd94\n";

describe("what a hook shows", () => {
  test("to whoever is refused: commits that did not pass, with what is open in them", () =>
    expect(renderHookFindings({ ...everything, reasons: ["the clone is shallow"] }, "refused", looks)).toBe(`\
main..topic judged by proviso.yaml at 2b0e4ecd94
undecided: the clone is shallow

f3a9c1e0f3a9 trailers: accept folded ones
  f3a9c1e0f3a9:3:1: sign-off-present: signed off by \`Lin <lin@example.org>\`, but written by \`ada@example.org\`
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
    fix: have ada@example.org sign off, or correct the author
  f3a9c1e0f3a9: author: warning: sign-off-order: \`Lin\` signs before the author
    why: proviso.yaml:4, sign-off-order: warn

f3a9c1e0f3a9 convert them all
  f3a9c1e0f3a9: hw/a b.c: undecided: ai-content-permitted: another maintainer must agree
    why: proviso.yaml:5, ai-content-permitted: require
    fix: ask one of Lin
    exception mechanical-changes (proviso.yaml:2):
      holds      Change: rename           every entry is R100
      judgement  Judgement: it is boring  for people

f3a9c1e0f3a9 who knows
  f3a9c1e0f3a9: undecided: ai-content-permitted: AI-derived content is declined; nearest is {exception}
    why: proviso.yaml:5, ai-content-permitted: require
    fix: see \`proviso exception list\`

f3a9c1e0f3a9 cut off
  f3a9c1e0f3a9: undecided: cannot be read whole: its message has a NUL byte
`));

  test("to whoever asks for warnings as well", () =>
    expect(renderHookFindings(reportOf([quiet(), warned(), damaged()]), "all", looks)).toBe(`\
main..topic judged by proviso.yaml at 2b0e4ecd94

f3a9c1e0f3a9 late
  f3a9c1e0f3a9: committer: warning: sign-off-order: \`Lin\` signs before the author
    why: proviso.yaml:4, sign-off-order: warn

f3a9c1e0f3a9 cut off
  f3a9c1e0f3a9: undecided: cannot be read whole: its message has a NUL byte
`));

  test.each<readonly [report: Report, which: "refused" | "all", text: string]>([
    [reportOf([quiet()]), "all", head],
    [reportOf([quiet(), warned()]), "refused", head],
  ])("nothing of commits that are in order: %#", (report, which, text) =>
    expect(renderHookFindings(report, which, looks)).toBe(text),
  );

  test("at most eight commits", () => {
    const textOf = (count: number): string =>
      renderHookFindings(reportOf(Array.from({ length: count }, failing)), "refused", looks);
    const blocksOf = (count: number): number => textOf(count).split("\n\n").length - 1;
    expect([blocksOf(8), blocksOf(9), blocksOf(10)]).toEqual([8, 9, 9]);
    expect(textOf(8)).not.toContain("more commit");
    expect(textOf(9)).toMatch(/\n\nand 1 more commit; `proviso check` of the range shows all\n$/);
    expect(textOf(10)).toMatch(/\n\nand 2 more commits; `proviso check` of the range shows all\n$/);
  });
});

describe("whoever was just refused is told of a repair", () => {
  const missing = unmet({ message: "missing", data: {}, at: { kind: "commit" } });
  const words = { missing: { what: "missing", fix: "amend with `git commit --amend --signoff`" } };
  const hintOf = (rule: string, outcome = missing): string | null =>
    repairHint(reportValue(reportOf([quiet(), verdictOf("x", [{ clause: clauseOf(toyRule(rule, words)), outcome }])])));
  const hint = "`proviso fix` says what of this it repairs in commits of yours, and whom to ask about others";

  test.each<readonly [why: string, said: string | null, expected: string | null]>([
    ["that a program knows", hintOf("sign-off-present"), hint],
    ["of a rule that only people can satisfy", hintOf("ai-content-permitted"), null],
    ["of nothing", hintOf("sign-off-present", metOutcome), null],
    [
      "of a commit that is yet to be made",
      repairHint(reportValue(situations().get("a commit to be made") ?? everything)),
      null,
    ],
  ])("%s", (_why, said, expected) => expect(said).toBe(expected));
});
