import type { CommitFacts } from "../commit/facts.ts";
import type { Observed } from "../commit/observed.ts";
import { nothingLearnt } from "../evidence/content.ts";
import type { EvidenceReader } from "../evidence/evidence.ts";
import { opinionFormsOf } from "../policy/opinion-forms.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { Finding, Outcome } from "../rules/outcome.ts";
import { notApplicable } from "../rules/outcome.ts";
import { asksNothing } from "../rules/rule.ts";
import type { Asked, ContributionFacts, FactName, Situation } from "../rules/situation.ts";
import { unknown } from "../text/learned.ts";
import { append } from "../text/long-lists.ts";
import { scoped, scopeOf } from "./clause-scope.ts";
import { createPolicyObserver } from "./policy-observer.ts";

/** Judges one commit after another by one policy. Outcomes come in the order of `clauses`. */
export type CommitJudge = {
  /** The clauses that are switched on. */
  readonly clauses: readonly Clause[];
  /**
   * A commit as the rules see it. What they read in it is worked out once, whether to ask or to judge. `under` is given where
   * another revision governs it than the judge was made of: one with the same settings and the same listed exceptions.
   */
  readonly open: (commit: CommitFacts, under?: Under) => Situation;
  /** The same commit with the answers to what was asked. */
  readonly answered: (situation: Situation, answers: Answers) => Situation;
  /** The costly facts without which a clause could not decide this commit; empty for nearly every commit. */
  readonly asks: (situation: Situation) => readonly FactName[];
  readonly judge: (situation: Situation) => readonly Outcome[];
};

/** By what a commit is judged: the policy of one revision, and what is known beside it. */
export type Under = Pick<Situation, "policy" | "contribution">;

/** What was learnt of a commit because a clause asked for it. */
export type Answers = { readonly changes: CommitFacts["changes"]; readonly asked: Asked };

/** Nothing was asked for. */
export const nothingAsked: Asked = {
  earlierCommits: unknown("it was not asked how many commits the author has"),
  repeats: unknown("it was not asked whether the commit repeats another"),
  reapplies: unknown("it was not asked whether the commit reapplies another"),
  paths: unknown("it was not asked which paths the commit touches"),
  additions: null,
  evidence: nothingLearnt("nobody has looked at the contents"),
};

/** Makes a judge of a policy and what is known of the contribution. Pure; the day comes in with the contribution. */
export function createCommitJudge(
  policy: Policy,
  contribution: ContributionFacts,
  evidence: EvidenceReader,
): CommitJudge {
  const clauses = policy.clauses.filter(({ level }) => level !== "off");
  const scopes = clauses.map(scopeOf);
  const byContent = clauses.map(({ rule }) => judgedByContent.has(rule.id));
  const scopesAsk = scopes.some((scope) => scope?.asks.includes("paths") === true);
  const furtherAsking = clauses.flatMap((clause, index) => {
    const names = (scopes[index]?.asks ?? noNames).filter((name) => name !== "paths");
    return names.length === 0 ? [] : [{ clause, names }];
  });
  const askingClauses = clauses.filter(({ rule }) => rule.asks !== asksNothing);
  const looksAtContent = byContent.includes(true);
  const observe = createPolicyObserver(policy, contribution.exceptionsAtHead);
  const opinionForms = opinionFormsOf(policy.clauses);
  const own: Under = { policy, contribution };
  const seen = (commit: CommitFacts, observed: Observed, asked: Asked, under: Under): Situation => ({
    commit,
    observed,
    policy: under.policy,
    contribution: under.contribution,
    asked,
    opinionForms,
    proofOf: (kind) => evidence(commit, kind, asked.evidence),
  });

  return {
    clauses,
    open: (commit, under = own) => seen(commit, observe(commit), nothingAsked, under),
    answered: (situation, { changes, asked }) =>
      seen({ ...situation.commit, changes }, situation.observed, asked, situation),
    asks(situation) {
      if (situation.commit.damage !== null) return noNames;
      // What comes back with a revert of a revert is content of this commit, whatever its own message says.
      const reverts = looksAtContent && situation.commit.message.text.includes("This reverts commit ");
      let names: FactName[] | undefined = reverts ? ["reapplies"] : undefined;
      if (scopesAsk) (names ??= []).push("paths");
      for (const { clause, names: wanted } of furtherAsking)
        if (names !== undefined || mayMatter(clause, situation)) append((names ??= []), wanted);
      for (const { rule, settings } of askingClauses) {
        const asked = rule.asks(situation, settings);
        if (asked.length > 0) append((names ??= []), asked);
      }
      return names ?? noNames;
    },
    judge(situation) {
      if (situation.commit.damage !== null) return clauses.map(() => notReadWhole);
      const content = contentSituation(situation, (commit) =>
        seen(commit, observe(commit), situation.asked, situation),
      );
      return clauses.map(({ rule, settings }, index) => {
        const looksAt = byContent[index] ? content : situation;
        const outcome = scoped(scopes[index] ?? null, situation, () => rule.check(looksAt, settings));
        return looksAt === situation ? outcome : placedIn(situation.commit, outcome);
      });
    },
  };
}

const noNames: readonly FactName[] = [];

/** May a clause find something in the commit, as far as can be told without asking? Then it matters whether it speaks of it. */
function mayMatter({ rule, settings }: Clause, situation: Situation): boolean {
  if (rule.asks(situation, settings).length > 0) return true;
  const { kind } = rule.check(situation, settings);
  return kind === "unmet" || kind === "undecided";
}

/** What is missing from a half-read commit must not be held against it. Its damage alone leaves it undecided. */
const notReadWhole = notApplicable("the commit cannot be read whole");

/** Rules about the content itself: for a repeated or reapplied commit they look at what it repeats. */
const judgedByContent: ReadonlySet<string> = new Set([
  "ai-content-permitted",
  "ai-exception-listed",
  "ai-justification",
  "ai-second-opinion",
  "ai-self-grant",
  "ai-path-scope",
  "ai-size-limit",
]);

/**
 * A commit whose patch-id equals one of the governing branch keeps that commit's AI verdict; a commit that reapplies
 * a reverted one inherits its claims.
 */
function contentSituation(own: Situation, situationOf: (commit: CommitFacts) => Situation): Situation {
  const { repeats, reapplies } = own.asked;
  if (repeats.known && repeats.value !== null) {
    return situationOf({ ...repeats.value, changes: own.commit.changes });
  }
  if (reapplies.known && reapplies.value !== null) {
    const earlier = situationOf(reapplies.value).observed;
    return { ...own, observed: withClaimsOf(earlier, own.observed) };
  }
  return own;
}

const withClaimsOf = (earlier: Observed, own: Observed): Observed => ({
  trailers: own.trailers,
  signOffs: own.signOffs,
  coAuthors: own.coAuthors,
  looseTags: own.looseTags,
  lookalikes: own.lookalikes,
  notes: own.notes,
  claims: [...own.claims, ...earlier.claims],
  signals: [...own.signals, ...earlier.signals],
});

/** What another commit's message says has no place in this one's: the finding speaks of the commit as a whole. */
function placedIn({ message }: CommitFacts, outcome: Outcome): Outcome {
  if (outcome.kind !== "unmet" && outcome.kind !== "undecided") return outcome;
  const [first, ...rest] = outcome.findings.map(
    (finding): Finding =>
      finding.at.kind === "message" && finding.at.at.source !== message
        ? { ...finding, at: { kind: "commit" } }
        : finding,
  );
  return first === undefined ? outcome : { ...outcome, findings: [first, ...rest] };
}
