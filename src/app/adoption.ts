import { type Adoption, adoptionOf } from "../core/adoption/adoption.ts";
import { aiUseIn } from "../core/adoption/ai-use.ts";
import { measuredRules, measuringPolicies } from "../core/adoption/measuring.ts";
import { proposePolicy } from "../core/adoption/proposal.ts";
import { noPractice, type Practice, type Seen, type SeenHead, type SeenTexts } from "../core/adoption/seen.ts";
import { likeliest, readSeenMaintainers } from "../core/adoption/seen-maintainers.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import type { Policy } from "../core/policy/policy.ts";
import { noTexts, readAdoptionTexts } from "./adoption-texts.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import type { CheckPorts } from "./check.ts";
import { checkRange } from "./check-range.ts";
import { exceptionsAtHead } from "./exceptions-at-head.ts";
import { factsOf } from "./gather-facts.ts";
import { holdingOnly, type NewestCommits, readNewestCommits } from "./newest-commits.ts";
import { notAskedToReplay } from "./replay.ts";

export type AdoptionRequest = {
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Told how many commits were judged, over all rounds. */
  readonly progress: (done: number) => void;
};

/** Looks at HEAD and its newest commits, proposes a policy, and judges those commits by it. Writes nothing. */
export async function lookAtRepository(request: AdoptionRequest, ports: CheckPorts): Promise<Attempt<Adoption>> {
  const { repository } = ports;
  const { headBranch, unborn } = repository.description;
  const branch = headBranch?.replace(/^refs\/heads\//, "") ?? null;
  if (unborn) return done(adoptionWithout({ commit: null, branch }, request.today));
  const head = await repository.resolve("HEAD");
  if (!head.ok) return failed("work", head.error.text);
  const texts = await readAdoptionTexts(head.value, repository);
  const newest = await readNewestCommits(repository);
  if (!newest.ok) return newest;
  const judging = createJudging(newest.value, request, ports);
  const practice = await practiceOf(newest.value, texts, judging);
  if (!practice.ok) return practice;
  const seen: Seen = { head: { commit: head.value, branch }, texts, practice: practice.value };
  const proposal = proposePolicy(seen, request.today);
  if (newest.value.commits.length === 0) return done(adoptionOf(seen, proposal, null, request.today));
  const preview = await judging(proposal.policy);
  return preview.ok ? done(adoptionOf(seen, proposal, preview.value, request.today)) : preview;
}

function adoptionWithout(head: SeenHead, today: string): Adoption {
  const seen: Seen = { head, texts: noTexts, practice: noPractice };
  return adoptionOf(seen, proposePolicy(seen, today), null, today);
}

type Judging = (policy: Policy) => Promise<Attempt<Report>>;

/** Judges the same commits by one policy after another. What is older than a policy's `from` is judged, too: that is what is asked. */
function createJudging({ range, commits }: NewestCommits, request: AdoptionRequest, ports: CheckPorts): Judging {
  const repository = holdingOnly(ports.repository, commits);
  let before = 0;
  return async (policy) => {
    const report = await checkRange({
      ahead: null,
      repository,
      syntax: ports.syntax,
      replay: notAskedToReplay,
      range,
      policy,
      olderThan: [],
      today: request.today,
      exceptionsAtHead: await exceptionsAtHead(range.tip, policy, repository),
      listing: "notable",
      progress: (judged) => request.progress(before + judged),
    });
    before += commits.length;
    return report;
  };
}

async function practiceOf(
  { commits, cut }: NewestCommits,
  texts: SeenTexts,
  judging: Judging,
): Promise<Attempt<Practice>> {
  const maintainers = likeliest(texts.maintainers.map(readSeenMaintainers)) ?? null;
  const policies = measuringPolicies(texts, maintainers);
  const counts: Report["rules"][] = [];
  for (const policy of policies) {
    const report = await judging(policy);
    if (!report.ok) return report;
    counts.push(report.value.rules);
  }
  const [first] = policies;
  const use = first === undefined ? noPractice : aiUseIn(commits.map(factsOf), first);
  const { tools, disclosures } = use;
  return done({ commits: commits.length, cut, rules: measuredRules(counts), tools, disclosures });
}
