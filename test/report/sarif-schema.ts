import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

/** The standard's own schema, as a package carries it. It names an older draft of JSON Schema, and uses nothing that changed since. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(
    new URL("../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", import.meta.url),
    "utf8",
  ),
) as { [key: string]: unknown };

const isAddress = (text: string): boolean => URL.canParse(text, "file:///") && !/[\s"<>\\^`{|}]/.test(text);
const formats = { uri: isAddress, "uri-reference": isAddress, "date-time": true } as const;

export const validateSarif = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
