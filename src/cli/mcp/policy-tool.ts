import { faultOf } from "../../app/check.ts";
import { pendingPolicy } from "../../app/check-pending.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { positionOf } from "../../core/report/brief/ai-content.ts";
import { renderBrief } from "../../core/report/brief/brief.ts";
import { type CommonOptions, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { tool } from "./tool.ts";

/** What the repository's policy is. */
export const policyTool = tool({
  name: "provenance_policy",
  title: "The provenance policy of this repository",
  description:
    "What this repository's policy asks of a coding agent: whether AI-derived content may be contributed, under which listed exceptions, how it is said in the " +
    "message, and what never stands in a commit. Ask this before you write a line.",
  input: {},
  answer: async (_, options) => {
    const policy = await governingPolicy(options);
    const { origin, settings, digest, exceptions } = policy;
    return {
      text: renderBrief(policy, "agent", true),
      data: {
        policy: { source: settings.source.name, revision: origin.revision, digest },
        position: positionOf(policy),
        exceptions: exceptions.map(({ id, title }) => ({ id, title })),
      },
    };
  },
});

/** The policy that a contribution made here would be judged by. One that cannot be read whole would say less than it means. */
async function governingPolicy(options: CommonOptions): Promise<Policy> {
  const policy = await withRepository(async (ports) => {
    const head = await ports.repository.resolve("HEAD");
    if (!head.ok && head.error.code !== "unborn-branch")
      throw new CommandFailure(head.error.text, faultOf(head.error.code));
    return valueOf(await pendingPolicy(policyFromOption(options.policyFrom), head.ok ? head.value : null, ports));
  });
  expectReadable(policy);
  return policy;
}

/** Ends the question where the policy has problems. */
export function expectReadable({ problems }: Policy): void {
  const broken = problems.find(({ severity }) => severity === "error");
  if (broken === undefined) return;
  throw new CommandFailure(
    `the policy has problems, such as: ${broken.text}; until they are mended nothing can be said of it. \`proviso policy lint\` shows them with their lines`,
    "policy",
  );
}
