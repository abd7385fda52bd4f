import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { renderAuditJsonParts } from "../../src/core/report/audit-json.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { auditSchema } from "../../src/core/report/schemas/audit-schema.ts";
import { auditedOf, auditOf, emptyAudit, hostileAudit, missing } from "./audit-sample.ts";

const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(auditSchema);

const textOf = (report: AuditReport): string => [...renderAuditJsonParts(auditValue(report))].join("");

test.each([
  ["with everything", auditOf()],
  ["with nothing", emptyAudit()],
  ["hostile", hostileAudit()],
])("an audit %s is valid by the published schema, and shows nothing that acts", (_name, report) => {
  const text = textOf(report);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(text.match(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu) ?? []).toEqual([]);
});

test("the schema refuses what is not an audit", () => {
  const good = JSON.parse(textOf(auditOf())) as { [key: string]: unknown };
  for (const key of Object.keys(good)) expect(validate({ ...good, [key]: undefined }), key).toBe(false);
  expect(validate({ ...good, more: 1 })).toBe(false);
  expect(validate({ ...good, audit: 2 })).toBe(false);
});

test("keys stand in a fixed order, one commit a line", () => {
  const text = textOf(auditOf());
  const parsed = JSON.parse(text) as { [key: string]: { [key: string]: unknown }[] };
  expect(Object.keys(parsed).join()).toBe(
    "audit,conclusion,revision,asOf,policy,reasons,unjudged,counts,since,baseline,years,months,rules,milestones,window,attested,tools,subsystems,ledger,commits,knownCommits",
  );
  expect(text.split("\n").filter((line) => line.startsWith('{"id":')).length).toBe(4);
  expect(parsed["commits"]?.[0]).toMatchObject({
    subject: "no tag",
    conclusion: "fail",
    judgements: [{ rule: "sign-off-present", outcome: "unmet" }],
    entered: { by: "b".repeat(40), day: "2025-07-01" },
  });
  expect(parsed["milestones"]?.[0]).toEqual({ commit: null, day: null, text: "`proviso.yaml` appears" });
  expect(parsed["rules"]).toMatchObject({ "sign-off-present": { unmet: 1, years: { "2025": { unmet: 1 } } } });
});

test("a large audit comes in pieces, none larger than a commit", () => {
  const commits = Array.from({ length: 1000 }, (_, number) => auditedOf(`commit ${number}`, [missing]));
  const parts = [...renderAuditJsonParts(auditValue(auditOf({ commits })))];
  expect(parts.length).toBeGreaterThan(1000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(2000);
});
