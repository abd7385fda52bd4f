import type { CommitFacts } from "../../core/commit/facts.ts";
import { factsOf as factsOfText } from "../../core/commit/parse-commit.ts";
import { createCommitJudge } from "../../core/evaluate/commit-judge.ts";
import { contributionOn } from "../../core/evaluate/contribution-on.ts";
import { joinReports, worstReport } from "../../core/evaluate/join-reports.ts";
import { createTally } from "../../core/evaluate/tally.ts";
import { undecidedBecause } from "../../core/evaluate/undecided-because.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { evidenceBy } from "../../core/evidence/evidence.ts";
import type { RequestText, SquashBody } from "../../core/forge/decision.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { withLandingFixes } from "../../core/report/landing-fix.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import { append } from "../../core/text/long-lists.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { CheckPorts } from "../check.ts";
import { factsOf, gatherFacts } from "../gather-facts.ts";
import { notAskedToReplay } from "../replay.ts";
import { landingMessage } from "./landing-message.ts";
import type { Ends } from "./prepare-range.ts";

/** A squash that is to be judged before it is made. */
export type Landing = {
  readonly request: RequestText;
  readonly body: SquashBody | null;
  readonly ends: { readonly tip: string; readonly base: string };
  readonly today: string;
  /** What the forge knows of the request. Who sends it is left out: a squash is nobody's in particular. */
  readonly known: Partial<ContributionFacts>;
};

/**
 * Rules that are about who wrote and handed on what. A forge makes the squash under a name that the event does not give, and nobody can
 * sign for it: what they ask is asked of the commits themselves. Those about the policy's own files are, too.
 */
const judgedOnCommits: ReadonlySet<string> = new Set([
  "sign-off-by-author",
  "sign-off-by-submitter",
  "sign-off-by-co-authors",
  "sign-off-order",
  "sign-off-independent",
  "sign-off-one-address",
  "policy-self-reliance",
  "policy-touched",
]);

/**
 * The report on a request's commits, with what is to be said of the message that a squash of them would land. Where nobody can tell
 * that message, the whole is undecided.
 */
export async function withLanding(
  report: Report,
  policy: Policy,
  landing: Landing,
  ports: CheckPorts,
): Promise<Attempt<Report>> {
  const commits = await readCommits(landing.ends, ports);
  if (!commits.ok) return commits;
  const message = landingMessage(landing.request, commits.value, landing.body);
  if (!message.ok) return done(undecidedBecause(report, `what a squash would land is not known: ${message.why}`));
  const base = await ports.repository.mergeBase(landing.ends.base, landing.ends.tip);
  if (!base.ok) return failed("work", base.error.text);
  const authors = authorsOf(commits.value);
  if (authors.length > authorsMax)
    return done(undecidedBecause(report, `a squash of the work of more than ${authorsMax} people is not judged`));
  const parents = base.value === null ? [] : [base.value];
  const reports = await judge(
    authors.map((author) => squashBy(author, message.text, parents, landing)),
    policy,
    landing,
    ports,
  );
  // Whoever of them the forge will name: what is asked of a maintainer, or of no bot, is asked if one of them is one.
  const worst = worstReport(reports);
  return worst === undefined
    ? done(undecidedBecause(report, "a squash of merges alone is not judged"))
    : done(joinReports(report, withLandingFixes(worst, message.bodyFrom)));
}

/** The squash as it is if the forge names this author. */
const squashBy = (
  author: CommitFacts["author"],
  text: string,
  parents: readonly string[],
  { ends }: Landing,
): CommitFacts =>
  factsOfText({
    id: ends.tip,
    name: "the message that a squash would land",
    parents,
    author,
    committer: { ...nobody, at: author.at },
    text,
    damages: [],
  });

/** A name that is nobody's, so that no rule takes him for somebody. */
const nobody: CommitFacts["author"] = { name: "", email: "", at: { seconds: 0, offsetMinutes: 0 } };

/** Commits of one request that a squash is made of. */
const squashedMax = 10_000;

/** People whose commits one squash is judged of. */
const authorsMax = 50;

/** Oldest first, as a forge lists them; without the merges, whose messages it leaves out. */
async function readCommits({ tip, base }: Ends, { repository }: CheckPorts): Promise<Attempt<readonly CommitFacts[]>> {
  const range = await repository.resolveRange({ text: `${base}..${tip}`, root: false });
  if (!range.ok) return failed("work", range.error.text);
  const found: CommitFacts[] = [];
  for await (const batch of repository.commits(range.value)) {
    if (!batch.ok) return failed("work", batch.error.text);
    append(found, batch.value.map(factsOf));
    if (found.length > squashedMax)
      return failed(
        "work",
        `a squash of more than ${squashedMax} commits is not judged; set \`merge-method\` to \`commits\``,
      );
  }
  return done(found.filter(({ kind }) => kind !== "merge").reverse());
}

/** Everybody who wrote a commit, once. */
const authorsOf = (commits: readonly CommitFacts[]): readonly CommitFacts["author"][] => [
  ...new Map(commits.map(({ author }) => [author.email.toLowerCase(), author])).values(),
];

/**
 * A report on each. Their contents are those of the whole contribution: what the last commit has and the place where the two sides parted has
 * not. They differ in the author only, so all that they ask is asked together.
 */
async function judge(
  commits: readonly CommitFacts[],
  policy: Policy,
  { today, ends, known }: Landing,
  ports: CheckPorts,
): Promise<readonly Report[]> {
  const clauses = policy.clauses.filter(({ rule }) => !judgedOnCommits.has(rule.id));
  const contribution = {
    ...contributionOn(today),
    ...(known.request === undefined ? {} : { request: known.request }),
    posted: unknown("the event does not say when it was posted"),
    sender: unknown("the event does not say whose address the sender's is"),
    exceptionsAtHead: learned([]),
  };
  const commitJudge = createCommitJudge(
    { ...policy, clauses },
    contribution,
    evidenceBy(policy.classOf, policy.settings.evidence),
  );
  const asking = commits.map((commit, place) => {
    const situation = commitJudge.open(commit);
    return { place, situation, names: commitJudge.asks(situation), base: ends.base };
  });
  const gathered = await gatherFacts(asking, { ...ports, replay: notAskedToReplay });
  return gathered.map(({ asked: { situation }, answers }) => {
    const answered = commitJudge.answered(situation, answers);
    const tally = createTally(policy, commitJudge.clauses, "all");
    // It has no id of its own yet.
    tally.add(0, { ...answered.commit, id: null }, commitJudge.judge(answered));
    return tally.close({ subject: "", judgements: [], reasons: [], olderThanPolicy: 0 });
  });
}
