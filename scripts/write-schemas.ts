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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeFile(new URL("../schemas/proviso.schema.json", import.meta.url), policySchemaText);
  await writeFile(new URL("../schemas/report.schema.json", import.meta.url), reportSchemaText);
  await writeFile(new URL("../schemas/evidence.schema.json", import.meta.url), evidenceSchemaText);
  await writeFile(new URL("../schemas/exposure.schema.json", import.meta.url), exposureSchemaText);
  await writeFile(new URL("../schemas/register.schema.json", import.meta.url), registerSchemaText);
  await writeFile(new URL("../schemas/coverage.schema.json", import.meta.url), coverageSchemaText);
  await writeFile(new URL("../schemas/simulation.schema.json", import.meta.url), simulationSchemaText);
  await writeFile(new URL("../schemas/status.schema.json", import.meta.url), statusSchemaText);
  await writeFile(new URL("../schemas/adoption.schema.json", import.meta.url), adoptionSchemaText);
  await writeFile(new URL("../schemas/audit.schema.json", import.meta.url), auditSchemaText);
}
