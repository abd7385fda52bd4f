import { seePlannedChange } from "../../app/planned-change.ts";
import { aiOutlook } from "../../core/report/brief/ai-outlook.ts";
import { renderOutlook } from "../../core/report/brief/render-outlook.ts";
import { dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { plannedPaths } from "./paths.ts";
import { expectReadable } from "./policy-tool.ts";
import { tool } from "./tool.ts";

/** May AI be used for a change, and under which exception? */
export const mayUseAiTool = tool({
  name: "may_use_ai",
  title: "May AI be used for this change?",
  description:
    "Whether AI-derived content may be part of a change: of what is staged, or of a change that will touch the paths you name. Says which exceptions of the policy " +
    "document could cover it, condition by condition, and what has yet to be said or given. The answer grants nothing.",
  input: { paths: plannedPaths },
  answer: async ({ paths }, options) => {
    const asked = {
      paths: paths ?? null,
      policyFrom: policyFromOption(options.policyFrom),
      today: dayOption(options.day),
    };
    const { policy, situation } = await withRepository(async (ports) => valueOf(await seePlannedChange(asked, ports)));
    expectReadable(policy);
    const outlook = aiOutlook(policy, situation, paths === undefined);
    const exceptions = outlook.exceptions.map(({ conditions, ...exception }) => ({
      ...exception,
      conditions: conditions.map(({ text, state, why }) => ({ text, state, why })),
    }));
    return { text: renderOutlook(outlook), data: { position: outlook.position, exceptions } };
  },
});
