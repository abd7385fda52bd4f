import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adoptionSchemaText } from "../../scripts/adoption-schema.ts";
import { coverageSchemaText } from "../../scripts/coverage-schema.ts";
import { simulationSchemaText } from "../../scripts/simulation-schema.ts";
import { evidenceSchemaText, reportSchemaText } from "../../scripts/write-report-schema.ts";
import { policySchemaText } from "../../scripts/write-schemas.ts";
import { auditSchemaText } from "../../src/core/report/schemas/audit-schema.ts";
import { exposureSchemaText } from "../../src/core/report/schemas/exposure-schema.ts";
import { registerSchemaText } from "../../src/core/report/schemas/register-schema.ts";
import { statusSchemaText } from "../../src/core/report/schemas/status-schema.ts";

const published = new URL("../../schemas/", import.meta.url);

/** What other programs rely on, by the file that is published. */
const texts: { readonly [file: string]: string } = {
  "adoption.schema.json": adoptionSchemaText,
  "audit.schema.json": auditSchemaText,
  "coverage.schema.json": coverageSchemaText,
  "evidence.schema.json": evidenceSchemaText,
  "exposure.schema.json": exposureSchemaText,
  "proviso.schema.json": policySchemaText,
  "register.schema.json": registerSchemaText,
  "report.schema.json": reportSchemaText,
  "simulation.schema.json": simulationSchemaText,
  "status.schema.json": statusSchemaText,
};

test.each(readdirSync(published).sort())("%s is the one of the source", (file) =>
  expect(readFileSync(new URL(file, published), "utf8"), "run `npm run schemas`").toBe(texts[file]),
);
