import type { Finding, Outcome } from "../rules/outcome.ts";
import { detached } from "../text/remember.ts";
import type { Source } from "../text/source.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/**
 * What a long report keeps of a commit: the judgements with something to say, and the message as far as they point into
 * it. Copied, so that the commit itself can go: a history in which every commit fails must not sit in memory either.
 */
export function shortened({ commit, judgements, ...verdict }: Verdict): Verdict {
  const telling = judgements.filter(hasSomethingToSay);
  const long = commit.message;
  const end = Math.max(0, ...telling.flatMap(({ outcome }) => findingsOf(outcome)).map((one) => endIn(long, one)));
  const message = { name: long.name, text: detached(long.text.slice(0, end)) };
  const { id, subject, author } = commit;
  return {
    ...verdict,
    commit: {
      id,
      subject: detached(subject),
      author: { ...author, name: detached(author.name), email: detached(author.email) },
      message,
    },
    judgements: telling.map(({ clause, outcome }) => ({ clause, outcome: moved(outcome, long, message) })),
  };
}

const hasSomethingToSay = ({ outcome }: Judgement): boolean =>
  outcome.kind === "unmet" ||
  outcome.kind === "undecided" ||
  (outcome.kind === "met" && outcome.reliance !== undefined);

const findingsOf = (outcome: Outcome): readonly Finding[] => ("findings" in outcome ? outcome.findings : []);

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
