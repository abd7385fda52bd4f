import { describe, expect, test } from "vitest";
import { renderAuditJsonParts } from "../../src/core/report/audit-json.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { readSaved } from "../../src/core/report/read-saved.ts";
import { auditSchema } from "../../src/core/report/schemas/audit-schema.ts";
import { registerSchema } from "../../src/core/report/schemas/register-schema.ts";
import { auditOf } from "./audit-sample.ts";

const audit = [...renderAuditJsonParts(auditValue(auditOf()))].join("");

const entry = {
  id: "renames",
  title: "Renames",
  state: "listed",
  source: "docs/provenance.rst",
  line: 3,
  hasFields: true,
  covers: [],
  change: ["rename"],
  paths: [],
  notPaths: [],
  atMost: [],
  tool: null,
  who: { kind: "maintainers" },
  needs: [],
  judgements: [],
  agreed: null,
  until: null,
  withdrawn: null,
  isListed: true,
  history: [],
};
const register = (who: unknown): string =>
  JSON.stringify({
    register: 1,
    document: "docs/provenance.rst",
    revision: "",
    incomplete: null,
    unread: [],
    exceptions: [{ ...entry, who }],
  });

describe("what was saved", () => {
  test("is read where it is as its format has it", () => {
    expect(readSaved(audit, auditSchema)).toEqual({ ok: true, value: JSON.parse(audit) });
    for (const who of [{ kind: "anyone" }, { kind: "maintainers" }, { kind: "contributors", earlierCommits: 3 }])
      expect(readSaved(register(who), registerSchema).ok, JSON.stringify(who)).toBe(true);
  });

  test.each([
    ["cut short", audit.slice(0, -20), auditSchema, "is no JSON, or only the beginning of it"],
    [
      "of another version",
      audit.replace('"audit":1', '"audit":2'),
      auditSchema,
      "is of another version: `audit` is not 1",
    ],
    [
      "without a key",
      audit.replace('"months":', '"moons":'),
      auditSchema,
      "is of another version: `months` is missing",
    ],
    [
      "of a kind that we do not know",
      register({ kind: "robots" }),
      registerSchema,
      "is of another version: `exceptions[0].who.kind` is none of anyone, maintainers, contributors",
    ],
  ])("%s is not read, and it is said why", (_name, text, schema, why) => {
    expect(readSaved(text, schema)).toEqual({ ok: false, why });
  });
});
