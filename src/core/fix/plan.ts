import type { CommitFacts } from "../commit/facts.ts";
import type { Identity } from "../commit/identity.ts";
import { parseCommit } from "../commit/parse-commit.ts";
import { type CommitJudge, createCommitJudge } from "../evaluate/commit-judge.ts";
import type { Judgement, Verdict } from "../evaluate/verdict.ts";
import { evidenceBy } from "../evidence/evidence.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import { isSamePerson } from "../rules/sign-off/signers.ts";
import type { ContributionFacts } from "../rules/situation.ts";
import { append } from "../text/long-lists.ts";
import { toolStarts } from "./ai-recipes.ts";
import { commitEncoding, draftBytes, messageBytes, rewriteCommit } from "./commit-bytes.ts";
import { hidesDeclaration, isBetter, mayImprove } from "./declarations.ts";
import { changedLines, composed, type Draft, draftOf, textOf } from "./draft.ts";
import { findingsIn, openCount } from "./findings.ts";
import { hasUnplannedFinding, keepsTheRest } from "./intact.ts";
import { recipeFor } from "./recipes.ts";
import { type Left, type LeftReason, type Recipe, type Repair, type RepairKind, repairKinds } from "./repair.ts";

/** Who repairs, and by what. */
export type FixRequest = {
  readonly policy: Policy;
  readonly contribution: ContributionFacts;
  readonly user: Identity;
  /** `Name <address> seconds zone`: the committer of what is rewritten. */
  readonly committer: string;
  /** What the user disclosed, as whole trailer lines, by the id of the commit. */
  readonly disclosures: ReadonlyMap<string, string>;
};

/** A commit that was judged: its object's bytes, and the verdict of a report that lists whole commits. */
export type CommitToFix = { readonly bytes: Uint8Array; readonly verdict: Verdict; readonly isPublished: boolean };

/** What can be done for a commit. */
export type CommitPlan = {
  readonly id: string;
  readonly subject: string;
  readonly author: Identity;
  readonly isOwn: boolean;
  /** Findings that the new message satisfies, by the same rules. */
  readonly repairs: readonly Repair[];
  readonly left: readonly Left[];
  /** The new message's bytes, in the commit's encoding; null: nothing is repaired. */
  readonly message: Uint8Array | null;
  /** Lines that go (`-`) and come (`+`). */
  readonly changes: readonly { readonly sign: "-" | "+"; readonly text: string }[];
};

/**
 * Plans the repairs of one commit after another: pure and total. Only the user's own commits that nobody else has are repaired; a repair changes
 * lines of the message and nothing else, never signs for somebody else, and never makes a verdict on AI content better. What is planned has been
 * judged again by the same rules.
 */
export function createFixer(request: FixRequest): (commit: CommitToFix) => CommitPlan {
  const { policy, contribution } = request;
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  return (commit) => planOne(commit, request, judge);
}

type Candidate = Repair & { readonly recipe: Recipe };

/** A commit as it stands between two rounds of repairs. */
type Stage = { readonly facts: CommitFacts; readonly bytes: Uint8Array; readonly judgements: readonly Judgement[] };

/** Rounds of repairs: a sign-off that counts now can have a fault that nobody looked at before. */
const roundsMax = 4;

/** All repairs that can be made; if something else would suffer, all but those of one kind; if it still would, none. */
function planOne(commit: CommitToFix, request: FixRequest, judge: CommitJudge): CommitPlan {
  const all = planWithout(new Set(), commit, request, judge);
  if (all.isIntact) return all.plan;
  for (const kind of new Set(all.plan.repairs.map((repair) => repair.kind))) {
    const fewer = planWithout(new Set([kind]), commit, request, judge);
    if (fewer.isIntact) return fewer.plan;
  }
  return planWithout(new Set(repairKinds), commit, request, judge).plan;
}

function planWithout(
  kinds: ReadonlySet<RepairKind>,
  commit: CommitToFix,
  request: FixRequest,
  judge: CommitJudge,
): { readonly plan: CommitPlan; readonly isIntact: boolean } {
  const { verdict, bytes } = commit;
  const facts = parseCommit(verdict.commit.id ?? "", bytes);
  const isOwn = isSamePerson(request.policy, request.user, facts.author);
  const against = obstacle(commit, facts, isOwn);
  const repairs: Repair[] = [];
  const left: Left[] = [];
  const old = draftOf(facts.message.text);
  let draft = old;
  let message: Uint8Array | null = null;
  let stage: Stage = { facts, bytes, judgements: verdict.judgements };
  for (let round = 0; round < roundsMax; round += 1) {
    const found = candidatesOf(stage, against, kinds, request, judge);
    const tried = tryRepairs(found.candidates, stage, request, judge);
    // What people must do is what the report says of the commit as it is.
    if (round === 0) append(left, [...found.left, ...tried.left]);
    if (tried.made === null) break;
    append(
      repairs,
      tried.repairs.map(({ kind, judgement, finding }) => ({ kind, judgement, finding })),
    );
    draft = composed(draft, tried.made.draft);
    message = tried.made.message;
    stage = tried.made.stage;
  }
  const isIntact =
    message === null ||
    (keepsTheRest(facts, old, stage.facts, draft) &&
      !hasUnplannedFinding(verdict.judgements, judge.judge(judge.open(facts)), stage.judgements, repairs));
  const plan = {
    id: verdict.commit.id ?? "",
    subject: facts.subject,
    author: facts.author,
    isOwn,
    repairs,
    left: inOrder(notRepairedLater(left, repairs, verdict.judgements), verdict.judgements),
    message,
    changes: message === null ? [] : changedLines(old, draft),
  };
  return { plan, isIntact };
}

/** What the first round could not repair and a later one, which judges anew, did, is not left. */
function notRepairedLater(left: readonly Left[], repairs: readonly Repair[], first: readonly Judgement[]): Left[] {
  const later = repairs.filter(({ judgement }) => !first.includes(judgement)).map(sameness);
  return left.filter((one) => {
    const place = later.indexOf(sameness(one));
    if (place !== -1) later.splice(place, 1);
    return place === -1;
  });
}

/** Equal for findings of two rounds that say the same. */
const sameness = ({ judgement, finding }: Left | Repair): string =>
  JSON.stringify([judgement.clause.rule.id, finding.message, finding.data]);

/** In the order of the clauses. */
const inOrder = (left: readonly Left[], judgements: readonly Judgement[]): readonly Left[] =>
  [...left].sort((one, other) => judgements.indexOf(one.judgement) - judgements.indexOf(other.judgement));

/** What stands against repairing any message of a commit; null: nothing. */
function obstacle({ isPublished }: CommitToFix, facts: CommitFacts, isOwn: boolean): LeftReason | null {
  if (facts.damage !== null) return "damaged";
  if (facts.kind === "merge") return "merge";
  if (!isOwn) return "other-author";
  return isPublished ? "published" : null;
}

/** Findings of one commit that are repaired at once. */
const repairsMax = 100;

function candidatesOf(
  { facts, judgements }: Stage,
  against: LeftReason | null,
  without: ReadonlySet<RepairKind>,
  { policy, user, disclosures }: FixRequest,
  judge: CommitJudge,
): { candidates: readonly Candidate[]; left: readonly Left[] } {
  const disclosure = disclosures.get(facts.id ?? "") ?? null;
  const { observed } = judge.open(facts);
  const scene = { facts, observed, toolStarts: toolStarts(observed), policy, user, disclosure };
  const candidates: Candidate[] = [];
  const left: Left[] = [];
  for (const { judgement, finding } of findingsIn(judgements)) {
    const recipe = recipeFor(judgement.clause.rule.id, finding, scene);
    if (recipe === null) left.push({ judgement, finding, why: "people" });
    else if (against !== null) left.push({ judgement, finding, why: against });
    else if (recipe === "asks") left.push({ judgement, finding, why: "asks" });
    else if (without.has(recipe.kind)) left.push({ judgement, finding, why: "unrepaired" });
    else if (candidates.length === repairsMax) left.push({ judgement, finding, why: "limit" });
    else candidates.push({ kind: recipe.kind, recipe, judgement, finding });
  }
  return { candidates, left };
}

type Tried = {
  readonly repairs: readonly Candidate[];
  readonly left: readonly Left[];
  readonly made: { readonly draft: Draft; readonly message: Uint8Array; readonly stage: Stage } | null;
};

/** Makes all repairs, and if something is wrong with the outcome, all but those that are to blame, until nothing is. */
function tryRepairs(
  all: readonly Candidate[],
  { facts, bytes }: Stage,
  request: FixRequest,
  judge: CommitJudge,
): Tried {
  const left: Left[] = [];
  let repairs = all;
  const drop = (bad: readonly Candidate[], why: LeftReason): void => {
    append(
      left,
      bad.map(({ judgement, finding }) => ({ judgement, finding, why })),
    );
    repairs = repairs.filter((one) => !bad.includes(one));
  };
  const old = draftOf(facts.message.text);
  while (repairs.length > 0) {
    const { draft, failed } = drafted(old, repairs);
    if (failed !== null) {
      drop([failed], "people");
      continue;
    }
    const message = draftBytes(draft, messageBytes(bytes), commitEncoding(bytes));
    const made = message === null ? null : stageAfter(facts, bytes, message, request.committer, judge);
    if (message === null || made === null || made.facts.message.text !== textOf(draft)) {
      drop(repairs, "encoding");
      continue;
    }
    const wrong = whatIsWrong(repairs, facts, made, request.policy, judge);
    if (wrong === null) return { repairs, left, made: { draft, message, stage: made } };
    drop(wrong.bad, wrong.why);
  }
  return { repairs: [], left, made: null };
}

function drafted(old: Draft, repairs: readonly Candidate[]): { draft: Draft; failed: Candidate | null } {
  let draft = old;
  const byKind = [...repairs].sort((one, other) => repairKinds.indexOf(one.kind) - repairKinds.indexOf(other.kind));
  for (const repair of byKind) {
    const next = repair.recipe.step(draft);
    if (next === null) return { draft, failed: repair };
    draft = next;
  }
  return { draft, failed: null };
}

/** The commit with another message, judged by all that the message can tell; null: it cannot be written, or read whole. */
function stageAfter(
  facts: CommitFacts,
  bytes: Uint8Array,
  message: Uint8Array,
  committer: string,
  judge: CommitJudge,
): Stage | null {
  const rewritten = rewriteCommit(bytes, { parents: new Map(), committer, message });
  if (rewritten === null) return null;
  const after = parseCommit(facts.id ?? "", rewritten.bytes);
  if (after.damage !== null) return null;
  const outcomes = judge.judge(judge.open(after));
  const judgements = outcomes.map((outcome, index) => ({ clause: judge.clauses[index] as Clause, outcome }));
  return { facts: after, bytes: rewritten.bytes, judgements };
}

/** Which repairs must not be made: those that hide a declaration or better a verdict on AI, and those that do not help. */
function whatIsWrong(
  repairs: readonly Candidate[],
  facts: CommitFacts,
  after: Stage,
  policy: Policy,
  judge: CommitJudge,
): { bad: readonly Candidate[]; why: LeftReason } | null {
  const opened = judge.open(facts);
  const outcomes = after.judgements.map(({ outcome }) => outcome);
  const kinds = new Set(repairs.map(({ kind }) => kind));
  const improved = judge
    .judge(opened)
    .some((before, index) => !mayImprove(ruleOf(judge, index), kinds) && isBetter(before, outcomes[index] as Outcome));
  if (improved || hidesDeclaration(opened.observed, judge.open(after.facts).observed, policy))
    return { bad: toBlame(repairs), why: "declaration" };
  const useless = repairs.find(({ judgement, finding }) => {
    const planned = repairs.filter((one) => one.judgement === judgement && one.finding.message === finding.message);
    const before = openCount(judgement.outcome, finding.message);
    const now = openCount(outcomes[judge.clauses.indexOf(judgement.clause)], finding.message);
    return now > before - planned.length;
  });
  return useless === undefined ? null : { bad: [useless], why: "unrepaired" };
}

const ruleOf = (judge: CommitJudge, index: number): Clause["rule"] => (judge.clauses[index] as Clause).rule;

/** Repairs that take a declaration away or put another in its place; if there is none, all: nothing else could be to blame. */
function toBlame(repairs: readonly Candidate[]): readonly Candidate[] {
  for (const kind of ["take-out-tool", "disclose"] satisfies readonly RepairKind[]) {
    const some = repairs.filter((one) => one.kind === kind);
    if (some.length > 0) return some;
  }
  return repairs;
}
