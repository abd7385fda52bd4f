import type { Finding } from "../rules/outcome.ts";
import { aiRecipes } from "./ai-recipes.ts";
import type { Recipe, RecipeMaker, Recipes, Scene } from "./repair.ts";
import { isRepairable, type RepairableRule } from "./repairable.ts";
import { signOffRecipes } from "./sign-off-recipes.ts";

const recipes: Recipes<RepairableRule> = { ...signOffRecipes, ...aiRecipes };

/** How a finding is repaired in the user's own commit; null: only people can; `asks`: once he has said what to disclose. */
export function recipeFor(rule: string, finding: Finding, scene: Scene): Recipe | "asks" | null {
  if (!isRepairable(rule, finding.message)) return null;
  const own: { readonly [message: string]: RecipeMaker } = recipes[rule as RepairableRule];
  return own[finding.message]?.(finding, scene) ?? null;
}
