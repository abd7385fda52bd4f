import type { Finding } from "../rules/outcome.ts";
import { aiRecipes } from "./ai-recipes.ts";
import type { Recipe, Scene } from "./repair.ts";
import { signOffRecipes } from "./sign-off-recipes.ts";

/** How a finding is repaired in the user's own commit; null: only people can; `asks`: once he has said what to disclose. */
export function recipeFor(rule: string, finding: Finding, scene: Scene): Recipe | "asks" | null {
  for (const recipes of [signOffRecipes, aiRecipes]) {
    const own = Object.hasOwn(recipes, rule) ? recipes[rule] : undefined;
    const make = own !== undefined && Object.hasOwn(own, finding.message) ? own[finding.message] : undefined;
    if (make !== undefined) return make(finding, scene);
  }
  return null;
}
