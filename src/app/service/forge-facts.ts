import type { RequestText } from "../../core/forge/decision.ts";
import { requestFacts, type ToldRequestFacts } from "../../core/forge/request-facts.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { ContributionFacts, GivenTag } from "../../core/rules/situation.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { ForgeAnswer, ForgePort, StandingContribution } from "../../ports/forge.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { askedOf } from "./repository-key.ts";

/** What a forge knows of a contribution beside its commits, before a policy says who is whom. */
export type LearntFacts = {
  /** The login of whoever opened it; null: nobody did. */
  readonly sender: string | null;
  /** Logins of those who approved this head. */
  readonly approvals: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Null: there is no pull request, as of a push. */
  readonly request: RequestText | null;
  /** What the forge was asked for besides, since a rule in force looks at it. */
  readonly asked: ToldRequestFacts;
};

/** Of a push nobody said anything. */
export const noFacts: LearntFacts = {
  sender: null,
  approvals: [],
  title: "",
  body: "",
  labels: [],
  request: null,
  asked: {},
};

/**
 * Asks for what the contribution does not say itself. A list of approvals that is cut has those that it has: an approval that is missing leaves something
 * undecided, and never lets it pass.
 */
export async function learnFacts(
  repository: ServedRepository,
  standing: StandingContribution,
  port: ForgePort,
): Promise<ForgeAnswer<LearntFacts>> {
  const { number, head, title, labels, author, brings } = standing;
  const approvals = await port.approvals(askedOf(repository), number, head);
  // Who may not read reviews knows of none.
  if (!approvals.ok && approvals.error.code === "later") return approvals;
  const logins = approvals.ok ? approvals.value.items.map(({ login }) => login) : [];
  return {
    ok: true,
    value: {
      sender: author === "" ? null : author,
      approvals: [...new Set(logins)].sort(),
      title,
      body: brings.request?.body ?? "",
      labels,
      request: brings.request,
      asked: {},
    },
  };
}

/** A forge's approval is either of what people write as these: which of them a policy counts, it says. */
const formsOfApproval = ["Reviewed-by", "Acked-by"] as const;

/**
 * The facts as rules know them. A login is whom the policy's `people:` says, and nobody else: names and addresses that an account claims prove nothing.
 * An approval then is a word that the forge vouches for.
 */
export function factsOfForge(
  { sender, approvals, request: described, labels, asked }: LearntFacts,
  { addressesOf }: Pick<Policy, "addressesOf">,
): Partial<ContributionFacts> {
  const request = requestFacts(described, {
    labels: learned(labels),
    ...(sender === null ? {} : { openedBy: learned(sender) }),
    ...asked,
  });
  const answers: readonly GivenTag[] = approvals.flatMap((login) =>
    (addressesOf(login) ?? []).flatMap((email) =>
      formsOfApproval.map((form): GivenTag => ({ form, by: { name: login, email }, source: "review", verified: true })),
    ),
  );
  if (sender === null) return { answers, request };
  const [email, ...others] = addressesOf(sender) ?? [];
  const isOne = email !== undefined && others.length === 0;
  const why = `the policy's \`people:\` does not tie @${sender} to one address`;
  return { answers, request, sender: isOne ? learned({ name: sender, email }) : unknown(why) };
}
