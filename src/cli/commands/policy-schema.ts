import { policySchema } from "../../core/policy/json-schema.ts";
import { catalogue } from "../../core/rules/catalogue.ts";
import { writeOut } from "../output.ts";

/** `proviso policy schema`: what `schemas/proviso.schema.json` of the package holds. */
export const runPolicySchema = (): Promise<void> => writeOut(`${JSON.stringify(policySchema(catalogue), null, 2)}\n`);
