import { shortObjectId } from "../core/commit/object-id.ts";
import { disclosureForms, disclosureLine } from "../core/fix/disclosure-forms.ts";
import type { CommitPlan } from "../core/fix/plan.ts";
import type { Policy } from "../core/policy/policy.ts";
import { shown } from "../core/report/words.ts";
import type { Asker } from "./request-questions.ts";

/**
 * Asks for each commit what is to be disclosed, with the policy's form. An empty answer leaves the commit as it is; whoever stops is asked no
 * more, and nothing of what he said is used.
 */
export async function askDisclosures(
  plans: readonly CommitPlan[],
  policy: Policy,
  asker: Pick<Asker, "line">,
): Promise<ReadonlyMap<string, string>> {
  const forms = disclosureForms(policy).map(({ key, form }) => shown(form === "" ? `${key}: …` : `${key}: ${form}`));
  const found = new Map<string, string>();
  let initial = "";
  for (const { id, subject } of plans) {
    const answer = await asker.line({
      message: `${shortObjectId(id)} ${shown(subject, 100)}: what is to be disclosed (${forms.join(" or ")})? Empty: nothing is written`,
      initial,
      refuse: (text) => {
        const said = text.trim() === "" ? null : disclosureLine(text, policy);
        return said === null || said.ok ? undefined : said.why;
      },
    });
    if (answer === null) return new Map();
    const said = disclosureLine(answer, policy);
    if (!said.ok) continue;
    found.set(id, said.line);
    initial = answer;
  }
  return found;
}
