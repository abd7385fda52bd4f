import { scopeWords } from "../../policy/clause-scope.ts";
import type { Clause, Policy } from "../../policy/policy.ts";
import { markdownCode } from "../markdown.ts";

/** One thing that a policy asks for. A warning is pointed out where it is not kept, and refuses nothing. */
export type Point = { readonly text: string; readonly isWarning: boolean };

/** A part of a brief: sentences, then points. A part that has neither is left out. */
export type Section = { readonly title: string; readonly text: readonly string[]; readonly points: readonly Point[] };

/** Points that no clause weighs. */
export const plainPoints = (...texts: readonly string[]): readonly Point[] =>
  texts.map((text) => ({ text, isWarning: false }));

/** What a clause asks for, weighed as it is; of a clause for some commits also which. */
export function pointOf(clause: Clause, text: string): Point {
  const { level, paths } = clause;
  const parts = [...(paths === null ? [] : [`changes of ${codes(paths, "or")}`]), ...scopeWords(clause)];
  const scope = parts.length === 0 ? "" : ` (Only for ${parts.join(", ")}.)`;
  return { text: text + scope, isWarning: level === "warn" };
}

/** The clauses of a rule that are switched on. */
export const clausesOf = ({ clauses }: Pick<Policy, "clauses">, id: string): readonly Clause[] =>
  clauses.filter(({ rule, level }) => level !== "off" && rule.id === id);

/** The first clause of a rule that is switched on. */
export const clauseOf = (policy: Pick<Policy, "clauses">, id: string): Clause | undefined => clausesOf(policy, id)[0];

/** A setting of a clause that is a list of texts; empty where it has no such setting. */
export function textsOf(clause: Clause | undefined, name: string): readonly string[] {
  const value = clause?.settings[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** `a`, `b` and `c`: the last two are joined by the word. */
export function joined(parts: readonly string[], last: "and" | "or"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1) ?? ""}`;
}

/** The code points shown of a condition in words: it must not lose its end. */
export const wordsMax = 600;

/** Texts as code, the last two joined. */
export const codes = (texts: readonly string[], last: "and" | "or"): string =>
  joined(
    texts.map((text) => markdownCode(text)),
    last,
  );
