import { scopeWords } from "../policy/clause-scope.ts";
import type { FloorStanding } from "../policy/floor.ts";
import type { Clause, Quotation } from "../policy/policy.ts";
import type { Rule } from "../rules/rule.ts";
import { largest } from "../text/long-lists.ts";
import type { Setting } from "../text/shape.ts";
import { basisOf, basisWords } from "./basis.ts";
import { floorWords } from "./floor-words.ts";
import { columnsOf, fold, table } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { shown } from "./words.ts";

export type RuleOptions = Looks & {
  /** Where the rule's page is, for people; null: not said. */
  readonly page: string | null;
};

/** A clause by which the policy at hand switches the rule on, with the document's words behind it. */
export type InForceClause = {
  readonly clause: Clause;
  readonly quotation: Quotation | null;
  /** What the policy's floor has to do with it; null: there is none. */
  readonly floor: FloorStanding | null;
};

/** A rule explained: what holds when it is met, how the policy at hand sets it (null: there is none), its options, all it can say. */
export function renderRule(rule: Rule, clauses: readonly InForceClause[] | null, options: RuleOptions): string {
  const { colour, hyperlinks, page, width } = options;
  const paint = painter(colour, hyperlinks);
  const lines = [
    `${paint.tone("strong", paint.link({ kind: "rule", id: rule.id }, rule.id))} (${rule.topic})`,
    ...fold("  ", rule.summary, "  ", width),
    ...(clauses === null ? [] : ["", ...settingLines(rule, clauses, width)]),
    ...optionLines(rule, width),
    "",
    "it can say:",
    ...messageLines(rule, width),
  ];
  if (page !== null) lines.push("", `page: ${page}`);
  return `${lines.join("\n")}\n`;
}

/** All rules, a line each, by topic in the order of the catalogue. */
export function renderRuleList(rules: readonly Rule[], width: number | null): string {
  const widest = largest([0, ...rules.map(({ id }) => columnsOf(id))]);
  const topics = [...new Set(rules.map(({ topic }) => topic))];
  const blocks = topics.map((topic) => {
    const lines = rules
      .filter((rule) => rule.topic === topic)
      .flatMap(({ id, summary }) => fold(`  ${id.padEnd(widest)}  `, summary, " ".repeat(widest + 4), width));
    return [topic, ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

function settingLines(rule: Rule, clauses: readonly InForceClause[], width: number | null): readonly string[] {
  if (clauses.length === 0) return ["the policy at hand does not switch it on"];
  return clauses.flatMap(({ clause, quotation, floor }) => {
    const parts = [...(clause.paths ?? []).map((path) => shown(path)), ...scopeWords(clause)];
    const scope = parts.length === 0 ? "" : ` for ${parts.join(", ")}`;
    const words = basisWords(basisOf(clause, null, () => quotation));
    const set = Object.entries(clause.settings)
      .filter(([name, value]) => !sameValue(value, rule.options[name]?.default))
      .map(([name, value]) => `${name}: ${valueWords(value)}`);
    const said = set.length === 0 ? "" : `, ${set.join(", ")}`;
    const head = fold("the policy at hand: ", `${clause.level}${scope}${said}`, "  ", width);
    const standing = floorWords(floor);
    const more = standing === null ? [] : fold("  floor: ", standing, "         ", width);
    return [...head, ...fold("  why: ", words, "       ", width), ...more];
  });
}

function optionLines({ options }: Rule, width: number | null): readonly string[] {
  const entries = Object.entries(options);
  if (entries.length === 0) return [];
  const rows = entries.map(([name, setting]) => [
    `  ${name}`,
    kindWords(setting),
    `default ${valueWords(setting.default)}`,
  ]);
  const heads = table(rows);
  const about = entries.map(([, { shape }]) => fold("      ", shape.about, "      ", width));
  return ["", "options:", ...heads.flatMap((head, index) => [head, ...(about[index] ?? [])])];
}

function messageLines({ messages }: Rule, width: number | null): readonly string[] {
  return Object.entries(messages).flatMap(([id, { what, fix }]) => [
    ...fold(`  ${id}: `, what, "    ", width),
    ...(fix === undefined ? [] : fold("    fix: ", fix, "         ", width)),
  ]);
}

function kindWords({ shape }: Setting): string {
  if (shape.kind === "choice") return `one of ${shape.of.join(", ")}`;
  if (shape.kind === "choices") return `some of ${shape.of.join(", ")}`;
  return shape.kind === "records" ? `list of { ${Object.keys(shape.keys).join(", ")} }` : kinds[shape.kind];
}

const kinds = {
  text: "text",
  flag: "true or false",
  count: "number",
  texts: "list of texts",
  globs: "list of globs",
  pattern: "pattern (RE2)",
} as const;

const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueWords).join(", ");
  return shown(typeof value === "string" ? value : JSON.stringify(value));
}
