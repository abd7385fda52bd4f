import type { ReportingDescriptor, Result } from "sarif";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderSarifParts } from "../../src/core/report/report-sarif.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import { reportOf } from "./sample.ts";
import { validateSarif } from "./sarif-schema.ts";
import { failing, forPeople, situations } from "./situations.ts";

type Run = {
  readonly results: readonly Result[];
  readonly tool: { driver: { rules: ReportingDescriptor[] } };
  readonly properties: unknown;
  readonly invocations: readonly { executionSuccessful: boolean }[];
};

const textOf = (report: Report): string => [...renderSarifParts(reportValue(report), { version: "0.1.0" })].join("");
const runOf = (report: Report): Run => (JSON.parse(textOf(report)) as { runs: [Run] }).runs[0];
const kindsOf = (report: Report): readonly string[] =>
  runOf(report).results.map(({ ruleId, kind, level }) => [ruleId, kind, level].join());

describe.each([...situations()])("%s", (_name, report) => {
  test("is valid by the schema of the standard", () => {
    expect(validateSarif(JSON.parse(textOf(report))), JSON.stringify(validateSarif.errors)).toBe(true);
  });

  test("every result has a file and a line, as GitHub asks, a rule with help, and a fingerprint of its own", () => {
    const { results, tool } = runOf(report);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(locations?.[0]?.physicalLocation?.artifactLocation?.uri).toMatch(/^[^/]/);
      expect(locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(0);
      const rule = tool.driver.rules[ruleIndex ?? -1];
      expect(rule?.id).toBe(ruleId);
      expect(rule?.help?.text).not.toBe("");
      expect(rule?.help?.markdown).not.toBe("");
    }
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.["primaryLocationLineHash"]);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test("what does not pass has a result", () => {
    if (report.conclusion !== "pass") expect(runOf(report).results).not.toEqual([]);
  });
});

test.each<readonly [situation: string, results: readonly string[]]>([
  ["clean", []],
  ["fails", ["sign-off-present,fail,error", "sign-off-order,fail,warning"]],
  ["for people", ["ai-content-permitted,review,none"]],
  ["a fact is missing", ["ai-content-permitted,open,none"]],
  ["under an exception", []],
  ["damaged", ["unreadable,open,none"]],
  ["an empty range", ["undecided,open,none"]],
  ["a broken policy", ["policy,fail,error", "undecided,open,none"]],
  ["a policy with a warning", ["policy,fail,warning"]],
])("%s: %s", (situation, results) => {
  const report = situations().get(situation);
  expect(report && kindsOf(report)).toEqual(results);
});

test("a run says what was judged, by what, and what came of it", () =>
  expect(runOf(reportOf([failing(), forPeople()])).properties).toEqual({
    conclusion: "fail",
    subject: "main..topic",
    policy: {
      revision: "2b0e4ecd94".padEnd(40, "0"),
      digest: "d".repeat(64),
      source: "proviso.yaml at 2b0e4ecd94",
    },
    counts: {
      commits: 2,
      passed: 0,
      passedUnderException: 0,
      notApplicable: 0,
      undecided: 1,
      failed: 1,
      warned: 1,
      olderThanPolicy: 0,
    },
  }));

test("a result says which commit, where in its message, and what to do; and points at the policy's line", () => {
  const verdict = failing();
  const id = verdict.commit.id ?? "";
  const [result] = runOf(reportOf([verdict])).results;
  expect(result).toMatchObject({
    message: {
      text: `${id.slice(0, 12)}:3:1 trailers: accept folded ones: signed off by \`Lin <lin@example.org>\`, but written by \`ada@example.org\`; fix: have ada@example.org sign off, or correct the author`,
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "docs/provenance.rst" }, region: { startLine: 3 } },
        logicalLocations: [{ name: id.slice(0, 12), fullyQualifiedName: id, kind: "commit" }],
      },
    ],
    partialFingerprints: { "commitAndRule/v1": `${id}/sign-off-present/otherPerson/0` },
  });
});

test("a path is a related location", () => {
  const [result] = runOf(reportOf([forPeople()])).results;
  expect(result?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe("hw/a%20b.c");
});

test("by a broken policy nothing was executed", () => {
  const report = situations().get("a broken policy");
  expect(report && runOf(report).invocations).toMatchObject([{ executionSuccessful: false }]);
});

test("the same report gives the same bytes", () => {
  const report = reportOf([failing()]);
  expect(textOf(report)).toBe(textOf(report));
});
