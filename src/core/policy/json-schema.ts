import type { Rule } from "../rules/rule.ts";
import { clauseSchemas } from "./clause-format.ts";
import { policyReader } from "./policy-format.ts";
import type { JsonSchema } from "./reader.ts";

/**
 * The JSON Schema (2020-12) of a `proviso.yaml`, for editors. It comes from the readers that validate, and says as much
 * of them as the dialect can: not that a key stands twice, nor whether a glob or a pattern can be read.
 */
export function policySchema(catalogue: readonly Rule[]): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Proviso policy",
    ...policyReader(catalogue).schema(),
    $defs: clauseSchemas(catalogue),
  };
}
