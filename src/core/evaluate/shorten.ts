import type { Finding, Outcome } from "../rules/outcome.ts";
import { detached } from "../text/remember.ts";
import type { Source } from "../text/source.ts";
import type { CommitHead, Judgement } from "./verdict.ts";

/** What is kept of a commit judged. */
type Judged = { readonly commit: CommitHead; readonly outcomes: readonly Outcome[] };

/**
 * The same with the message only as far as findings point into it, and copied, so that the commit itself can go: in a long
 * history not even the ten thousand commits that may be listed sit in memory, nor those that fail, were it all of them.
 */
export function shortened<T extends Judged>(judged: T): T {
  const { commit, outcomes } = judged;
  const { id, subject, author, message } = commit;
  let end = 0;
  for (const outcome of outcomes)
    for (const finding of findingsOf(outcome)) end = Math.max(end, endIn(message, finding));
  const short =
    end === 0 ? { name: message.name, text: "" } : { name: message.name, text: detached(message.text.slice(0, end)) };
  return {
    ...judged,
    commit: {
      id,
      subject: detached(subject),
      author: { name: detached(author.name), email: detached(author.email), at: author.at },
      message: short,
    },
    outcomes: outcomes.some(hasFindings) ? outcomes.map((outcome) => moved(outcome, message, short)) : outcomes,
  };
}

/** Not merely met, or not applicable. */
export const hasSomethingToSay = ({ outcome }: Judgement): boolean =>
  hasFindings(outcome) || (outcome.kind === "met" && outcome.reliance !== undefined);

const hasFindings = ({ kind }: Outcome): boolean => kind === "unmet" || kind === "undecided";

const noFindings: readonly Finding[] = [];
const findingsOf = (outcome: Outcome): readonly Finding[] => ("findings" in outcome ? outcome.findings : noFindings);

const endIn = (message: Source, { at }: Finding): number =>
  at.kind === "message" && at.at.source === message ? at.at.end : 0;

/** The outcome with its findings in the shorter message. */
function moved(outcome: Outcome, from: Source, to: Source): Outcome {
  if (outcome.kind !== "unmet" && outcome.kind !== "undecided") return outcome;
  const [first, ...rest] = outcome.findings;
  const move = (finding: Finding): Finding => {
    const { at } = finding;
    const isThere = at.kind === "message" && at.at.source === from;
    return { ...finding, data: copied(finding.data), at: isThere ? { ...at, at: { ...at.at, source: to } } : at };
  };
  return { ...outcome, findings: [move(first), ...rest.map(move)] };
}

const copied = (data: Finding["data"]): Finding["data"] =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? detached(value) : value]),
  );
