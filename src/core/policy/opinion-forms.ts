import type { Clause } from "./policy.ts";

/**
 * The tags, in lower case, by which a second opinion is given to every rule that asks for one: those of the first clause of `ai-second-opinion`,
 * even of one that is off, else the usual ones.
 */
export function opinionFormsOf(clauses: readonly Clause[]): readonly string[] {
  const forms = clauses.find(({ rule }) => rule.id === "ai-second-opinion")?.settings["forms"];
  const named = Array.isArray(forms) ? forms.filter((form) => typeof form === "string") : defaultForms;
  return named.map((form) => form.toLowerCase());
}

const defaultForms: readonly string[] = ["Signed-off-by", "Acked-by", "Reviewed-by"];
