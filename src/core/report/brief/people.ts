import type { Policy } from "../../policy/policy.ts";
import { markdownCode } from "../markdown.ts";
import type { Audience } from "./audiences.ts";
import { usable } from "./exceptions.ts";
import { clauseOf, codes, textsOf } from "./section.ts";

/** Whom to ask, and what answers by itself. */
export function askPoints(policy: Policy, audience: Audience): readonly string[] {
  const { document, settings } = policy;
  const [named] = settings.document;
  const text = document?.source.name ?? named;
  return [
    ...(text === undefined
      ? []
      : [`The text that binds is ${markdownCode(text)}. Where it and this page differ, it is right.`]),
    maintainersPoint(policy),
    ...(audience === "agent"
      ? ["What people must decide (a sign-off, a second opinion, an exception) is theirs: ask whom you work for."]
      : []),
    "`proviso check` says which commits do not keep the policy, and why. When all is well it says nothing.",
  ];
}

function maintainersPoint({ settings }: Policy): string {
  const { maintainers, source } = settings;
  if (maintainers.kind === "none") return "Ask the people who review contributions: the policy names no maintainers.";
  const where = maintainers.kind === "file" ? maintainers.path : source.name;
  return `Who maintains what: ${markdownCode(where)}. \`proviso policy maintainers PATH\` looks it up.`;
}

/** When another maintainer's word is needed, and who can give it. Empty where no exception could need one. */
export function secondOpinionPoints(policy: Policy): readonly string[] {
  const clause = clauseOf(policy, "ai-second-opinion");
  if (clause === undefined || policy.settings.ai.exceptions === null) return [];
  const anyone = textsOf(clause, "from").includes("anyone");
  const forms = textsOf(clause, "forms");
  const own = anyone ? "every contribution under an exception" : "a maintainer's own work under an exception";
  return [
    `Needed for ${own}, and wherever an exception leaves something to judgement.`,
    `Given by a tag (${codes(forms, "or")}) of a maintainer of a touched path; if nobody but the contributors maintains those, of any other maintainer.`,
    "Never given by an author, a co-author or the sole submitter. Reviewers who are not maintainers are heard, and not counted.",
    ...(usable(policy).length === 0 ? ["No exception is listed now, so nothing waits for one."] : []),
  ];
}
