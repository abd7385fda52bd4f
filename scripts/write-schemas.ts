import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { policySchema } from "../src/core/policy/json-schema.ts";
import { auditSchemaText } from "../src/core/report/schemas/audit-schema.ts";
import { exposureSchemaText } from "../src/core/report/schemas/exposure-schema.ts";
import { registerSchemaText } from "../src/core/report/schemas/register-schema.ts";
import { statusSchemaText } from "../src/core/report/schemas/status-schema.ts";
import { catalogue } from "../src/core/rules/catalogue.ts";
import { adoptionSchemaText } from "./adoption-schema.ts";
import { coverageSchemaText } from "./coverage-schema.ts";
import { simulationSchemaText } from "./simulation-schema.ts";
import { evidenceSchemaText, reportSchemaText } from "./write-report-schema.ts";

/** The file's text: the schema of `proviso.yaml` for editors, with every rule and option. */
export const policySchemaText = `${JSON.stringify(policySchema(catalogue), null, 2)}\n`;

/** Every published schema: the name of its file in `schemas`, without `.schema.json`, and its text. */
export const publishedSchemas: Readonly<Record<string, string>> = {
  adoption: adoptionSchemaText,
  audit: auditSchemaText,
  coverage: coverageSchemaText,
  evidence: evidenceSchemaText,
  exposure: exposureSchemaText,
  proviso: policySchemaText,
  register: registerSchemaText,
  report: reportSchemaText,
  simulation: simulationSchemaText,
  status: statusSchemaText,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [name, text] of Object.entries(publishedSchemas))
    await writeFile(new URL(`../schemas/${name}.schema.json`, import.meta.url), text);
}
