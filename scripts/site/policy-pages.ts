import { clauseKeys } from "../../src/core/policy/clause-format.ts";
import { policySchema } from "../../src/core/policy/json-schema.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Rule } from "../../src/core/rules/rule.ts";

type Schema = {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: string | number;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "\\<");

/** Every key of `proviso.yaml` with what may stand there, from the schema that the readers give. */
export function policyKeysPage(): string {
  const schema = policySchema(catalogue) as Schema & { readonly $defs: Readonly<Record<string, Schema>> };
  const { rules: _, ...keys } = schema.properties ?? {};
  return [
    "# Every key of proviso.yaml",
    "Made from the readers that validate a policy, as the [schema for editors](../editor.md) is. [proviso.yaml](../policy.md) says how the keys belong together.",
    keyTable({ properties: keys, required: schema.required ?? [] }),
    "## Options of the rules",
    `Every clause has ${clauseKeys.map((key) => `\`${key}\``).join(", ")}, which are explained [elsewhere](../policy.md#a-rules-clause); what a rule takes beside them stands here, and what it does on its page.`,
    ...catalogue.flatMap((rule) => ruleSection(rule, schema.$defs[rule.id] ?? {})),
  ].join("\n\n");
}

function ruleSection({ id, summary }: Rule, { properties = {} }: Schema): readonly string[] {
  const own = Object.entries(properties).filter(([key]) => !clauseKeys.includes(key));
  const table = own.length === 0 ? "No options of its own." : keyTable({ properties: Object.fromEntries(own) });
  return [`### ${id}`, `${summary} [Its page](../rules/${id}.md).`, table];
}

/** A table of keys, those of maps inside included. */
function keyTable(schema: Schema): string {
  const rows = keysOf(schema, "").map(
    ([name, one, isRequired]) =>
      `| \`${name}\` | ${cell(one.description ?? "")} | ${cell(valueOf(one))} | ${isRequired ? "required" : defaultOf(one)} |`,
  );
  return ["| Key | Meaning | Value | If left out |", "|---|---|---|---|", ...rows].join("\n");
}

type Row = readonly [name: string, schema: Schema, isRequired: boolean];

const keysOf = ({ properties = {}, required = [] }: Schema, before: string): readonly Row[] =>
  Object.entries(properties).flatMap(([key, one]): readonly Row[] => {
    const name = `${before}${key}`;
    const inside = [one, ...(one.anyOf ?? [])].flatMap((form) => [
      ...keysOf(form, `${name}.`),
      ...keysOf(form.items ?? {}, `${name}[].`),
    ]);
    return [[name, one, required.includes(key)], ...inside];
  });

/** What may stand there, in words. */
function valueOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${String(one)}\``).join(", ");
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(valueOf))].join(", or ");
  if (schema.type === "array") return `a list of: ${valueOf(schema.items ?? {})}`;
  if (schema.type === "integer" && schema.maximum !== undefined) return `${schema.minimum} to ${schema.maximum}`;
  return { string: "a text", boolean: "`true`, `false`", object: "a map", number: "a number" }[schema.type ?? ""] ?? "";
}

function defaultOf({ default: by }: Schema): string {
  if (by === undefined) return "";
  return cell(`\`${typeof by === "string" ? by : JSON.stringify(by)}\``).replaceAll("\\<", "<");
}

/** All rules by topic, each with its sentence. */
export function rulesPage(): string {
  const topics = [...new Set(catalogue.map(({ topic }) => topic))];
  const titles: Readonly<Record<string, string>> = { ai: "AI-derived content", generated: "Generated files" };
  const list = (topic: string): string =>
    catalogue
      .filter((rule) => rule.topic === topic)
      .map(({ id, summary }) => `| [${id}](${id}.md) | ${cell(summary)} |`)
      .join("\n");
  return [
    "# The rules",
    `${catalogue.length} rules; a policy says which of them are judged, and how much each weighs. The examples on a rule's page are run as its tests.`,
    ...topics.flatMap((topic) => [
      `## ${titles[topic] ?? topic[0]?.toUpperCase() + topic.slice(1)}`,
      `| Rule | What it asks |\n|---|---|\n${list(topic)}`,
    ]),
  ].join("\n\n");
}
