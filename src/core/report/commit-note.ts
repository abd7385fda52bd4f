import type { Policy } from "../policy/policy.ts";
import { usable } from "./brief/exceptions.ts";
import { shown } from "./words.ts";

/** Exceptions that a note names, before it says how many more there are. */
const exceptionsNamedMax = 4;

/**
 * What somebody who writes a commit message should know of the policy, in a line or two; empty where it asks nothing of AI content.
 */
export function commitNote(policy: Policy): readonly string[] {
  const { position, inForce } = policy.stance;
  if (position !== "permitted" && inForce.kind === "in-force") {
    const where = policy.document === null ? "" : ` (${shown(policy.document.source.name)})`;
    return [`This project declines AI-derived content${where}.`, exceptionsLine(policy)];
  }
  const asked = policy.clauses.some(({ rule, level }) => rule.id === "ai-disclosure" && level !== "off");
  return asked ? ["This project asks to be told of AI-derived content: `proviso explain ai-disclosure`."] : [];
}

function exceptionsLine(policy: Policy): string {
  const ids = usable(policy).map(({ id }) => shown(id));
  if (ids.length === 0) return "Its document lists no exception.";
  const named = ids.slice(0, exceptionsNamedMax).join(", ");
  const more = ids.length - exceptionsNamedMax;
  return `Exceptions that it lists: ${named}${more > 0 ? ` and ${more} more` : ""}; \`proviso explain ID\` says for what.`;
}
