import type { Rule } from "../core/rules/rule.ts";
import type { Setting, Shape } from "../core/text/shape.ts";

/** The rows of the options table that a rule's page must have; none for a rule without options. */
export function optionsTable({ options }: Pick<Rule, "options">): readonly string[] {
  const rows = Object.entries(options).map(
    ([name, setting]) =>
      `| \`${name}\` | ${valuesOf(setting.shape)} | ${defaultOf(setting)} | ${setting.shape.about} |`,
  );
  return rows.length === 0 ? [] : ["| Option | Values | Default | Meaning |", "| --- | --- | --- | --- |", ...rows];
}

function valuesOf(shape: Shape): string {
  switch (shape.kind) {
    case "choice":
      return shape.of.map((value) => `\`${value}\``).join(", ");
    case "choices":
      return `any of ${shape.of.map((value) => `\`${value}\``).join(", ")}`;
    case "count":
      return `${shape.least} to ${shape.most}`;
    case "texts":
      return "a list of texts";
    case "globs":
      return "a list of globs";
    case "records":
      return `a list of records with ${Object.keys(shape.keys)
        .map((key) => `\`${key}\``)
        .join(", ")}`;
    case "flag":
      return "`true`, `false`";
    case "pattern":
      return "a pattern (RE2)";
    case "text":
      return "a text";
    default:
      return assertNever(shape);
  }
}

function assertNever(shape: never): never {
  throw new Error(`no such shape: ${JSON.stringify(shape)}`);
}

function defaultOf({ shape, default: value }: Setting): string {
  if (value === null) return "none";
  if (shape.kind === "records") return (value as readonly unknown[]).length === 0 ? "none" : "built in";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((item) => `\`${String(item)}\``).join(", ");
  return `\`${value as string | number | boolean}\``;
}
