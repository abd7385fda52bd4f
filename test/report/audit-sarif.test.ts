import type { ReportingDescriptor, Result } from "sarif";
import { expect, expectTypeOf, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { parseBaseline, withBaseline } from "../../src/core/audit/baseline.ts";
import { renderAuditSarifParts } from "../../src/core/report/audit-sarif.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { type SarifResult, type SarifRule, sarifArtifact, sarifText } from "../../src/core/report/sarif.ts";
import { auditedOf, auditOf, emptyAudit, hostileAudit, late, missing, unsure } from "./audit-sample.ts";
import { validateSarif as validate } from "./sarif-schema.ts";

const textOf = (report: AuditReport): string =>
  [...renderAuditSarifParts(auditValue(report), { version: "0.1.0" })].join("");

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
  const lost = auditedOf("lost", [missing], { damage: "cut short" });
  const known = [auditedOf("old", [missing]), auditedOf("advised", [unsure])];
  const both = auditedOf("both", [missing, late("Lin <lin@example.org>")]);
  const all = auditOf({ commits: [both, ...known, lost] });
  const entries = [
    ...[both, lost, known[0]].map((one) => `${one?.commit.id} sign-off-present unmet`),
    `${known[1]?.commit.id} sign-off-order undecided`,
    `${lost.commit.id} unreadable undecided`,
  ];
  const baseline = (text: string) => parseBaseline({ name: "known", text }).baseline;
  const suppressed = (text: string) => {
    const report = withBaseline(all, baseline(text));
    expect(validate(JSON.parse(textOf(report))), JSON.stringify(validate.errors)).toBe(true);
    return runOf(report).results.map(({ message, ruleId, suppressions }) =>
      [/\w+(?=: )/.exec(message.text ?? "")?.[0], ruleId, suppressions?.length ?? 0].join(),
    );
  };
  // Of what was advised a baseline has what it came to, not what it weighs.
  const old = ["old,sign-off-present,1", "advised,sign-off-order,1"];
  expect(suppressed(entries.join("\n"))).toEqual([
    "both,sign-off-present,1",
    "both,sign-off-order,0",
    ...old,
    "lost,unreadable,1",
    "lost,sign-off-present,1",
  ]);
  expect(suppressed(entries.slice(0, -1).join("\n"))).toEqual([
    "both,sign-off-present,1",
    "both,sign-off-order,0",
    "lost,unreadable,0",
    "lost,sign-off-present,1",
    ...old,
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
