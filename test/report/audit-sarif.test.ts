import type { ReportingDescriptor, Result } from "sarif";
import { expect, expectTypeOf, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { renderAuditSarifParts } from "../../src/core/report/audit-sarif.ts";
import { type SarifResult, type SarifRule, sarifArtifact, sarifText } from "../../src/core/report/sarif.ts";
import { auditedOf, auditOf, emptyAudit, hostileAudit, late, missing } from "./audit-sample.ts";
import { validateSarif as validate } from "./sarif-schema.ts";

const textOf = (report: AuditReport): string => [...renderAuditSarifParts(report, { version: "0.1.0" })].join("");

type Log = {
  readonly runs: readonly [
    { readonly results: readonly Result[]; readonly tool: { driver: { rules: ReportingDescriptor[] } } },
  ];
};
const runOf = (report: AuditReport): Log["runs"][0] => (JSON.parse(textOf(report)) as Log).runs[0];

test.each([
  ["with everything", auditOf()],
  ["with nothing", emptyAudit()],
  ["hostile", hostileAudit()],
])("an audit %s is valid by the schema of the standard, and shows nothing that acts", (_name, report) => {
  const text = textOf(report);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(text.match(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu) ?? []).toEqual([]);
  expect(validate({ ...(JSON.parse(text) as object), runs: [{}] })).toBe(false);
});

test("our types are those of the standard", () => {
  type Mutable<T> = T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
      : T;
  expectTypeOf<Mutable<SarifResult>>().toExtend<Result>();
  expectTypeOf<Mutable<SarifRule>>().toExtend<ReportingDescriptor>();
});

test("what is required is an error, what is advised a warning, what is open a review; what is met is no result", () => {
  const { results, tool } = runOf(auditOf());
  expect(results.map(({ ruleId, kind, level }) => [ruleId, kind, level].join())).toEqual([
    "sign-off-present,fail,error",
    "sign-off-order,fail,warning",
    "ai-content-permitted,review,none",
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex ?? -1]?.id).toBe(ruleId);
});

test("a result points at the policy's line, names its commit, and is told by commit and rule", () => {
  const commit = auditedOf("subject", [missing]);
  const id = commit.commit.id ?? "";
  const [result] = runOf(auditOf({ commits: [commit] })).results;
  expect(result).toMatchObject({
    message: {
      text: `${id.slice(0, 12)} subject: no tag \`Signed-off-by\`; fix: amend with \`git commit --amend --signoff\``,
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "docs/provenance.rst" }, region: { startLine: 3 } },
        logicalLocations: [{ fullyQualifiedName: id, kind: "commit" }],
      },
    ],
    partialFingerprints: { "commitAndRule/v1": `${id}/sign-off-present/missing/0` },
  });
});

test("what a baseline knows is suppressed, and what is new in the same commit is not", () => {
  const known = auditedOf("old", [missing]);
  const both = auditedOf("both", [missing, late("Lin <lin@example.org>")]);
  const accepted = new Map(
    [known, both].map(({ commit }) => [commit.id ?? "", new Set(["sign-off-present unmet"])] as const),
  );
  const baseline = { known: 1, failed: 1, undecided: 0, stale: [], knownCommits: [known], accepted };
  const report = auditOf({ commits: [both], baseline });
  expect(validate(JSON.parse(textOf(report))), JSON.stringify(validate.errors)).toBe(true);
  expect(runOf(report).results.map(({ ruleId, suppressions }) => [ruleId, suppressions?.length ?? 0])).toEqual([
    ["sign-off-present", 1],
    ["sign-off-order", 0],
    ["sign-off-present", 1],
  ]);
});

test("fingerprints are different", () => {
  const prints = runOf(hostileAudit()).results.map((result) => JSON.stringify(result.partialFingerprints));
  expect(new Set(prints).size).toBe(prints.length);
});

test("a path is an address, byte by byte", () => {
  expect(sarifArtifact("hw/a b#?%.c").uri).toBe("hw/a%20b%23%3F%25.c");
  expect(sarifArtifact("\udce9t\u00e9\ud800").uri).toBe("%E9t%C3%A9%EF%BF%BD");
});

test("foreign text makes no link", () => {
  expect(sarifText("[a](http://evil.example.org)\u202e").text).toBe("[a] (http://evil.example.org)\\u{202e}");
});
