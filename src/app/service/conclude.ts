import { renderJsonParts } from "../../core/report/json.ts";
import { nothingJudged } from "../../core/report/nothing-judged.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { countWords } from "../../core/report/summary.ts";
import type { StoredConclusion } from "../../ports/service-store.ts";
import type { JobResult as CiResult } from "../ci/judge-job.ts";
import { decidersOf } from "./deciders.ts";
import { indexedCommit } from "./indexed-commit.ts";
import type { JudgePorts, JudgeTask } from "./judge-contribution.ts";
import { publishJob } from "./publish-job.ts";

/**
 * Records what came of judging, with the publication that is due and the job that publishes it, as one. The same verdict on the same head has the same id, so
 * that a second try replaces the first.
 *
 * @param result what was judged, or why nothing could be
 */
export async function concludeOn(task: JudgeTask, result: CiResult | string, ports: JudgePorts): Promise<void> {
  const { repository, judged } = task;
  const judgedAt = ports.now();
  const report = typeof result === "string" ? null : reportOf(task, result);
  const conclusion = conclusionOf(task, result, report, judgedAt, ports);
  const contribution = judged.kind === "contribution" ? judged.number : null;
  const occasion = { repository: repository.key, contribution, judgedAt };
  const commits = report === null ? [] : [...report.commits].flatMap((commit) => indexedCommit(commit, occasion) ?? []);
  const subject = `${repository.key} ${wordsOf(task)} ${conclusion.headId}: ${conclusion.conclusion}`;
  await ports.store.conclude({
    conclusion,
    commits,
    publish: true,
    jobs: [publishJob(repository, conclusion)],
    turn: task.turn,
    log: [{ at: judgedAt, actor: "service", action: "judged", subject }],
  });
}

function reportOf({ brings }: JudgeTask, { judged }: CiResult): ReportValue {
  // Everything of it is where it was to go.
  return judged === null ? nothingJudged(brings.what, null) : reportValue(judged.report);
}

function conclusionOf(
  { repository, judged, brings, facts }: JudgeTask,
  result: CiResult | string,
  report: ReportValue | null,
  judgedAt: number,
  { digest }: JudgePorts,
): StoredConclusion {
  const text = (parts: readonly (string | number | null)[]): string =>
    digest([new TextEncoder().encode(JSON.stringify(parts))]);
  const headId = typeof result === "string" ? brings.tip.revision : result.ends.tip;
  const baseId = typeof result === "string" ? "" : (result.ends.base ?? "");
  const policyDigest = report?.policy.digest ?? "";
  const factsDigest = text([
    facts.title,
    facts.body,
    facts.sender,
    ...facts.labels,
    "",
    ...facts.approvals,
    ...(Object.keys(facts.asked).length === 0 ? [] : [JSON.stringify(facts.asked)]),
  ]);
  const key = judged.kind === "contribution" ? String(judged.number) : judged.ref;
  const id = text([
    repository.forge,
    repository.host,
    repository.forgeId,
    judged.kind,
    key,
    headId,
    baseId,
    policyDigest,
    factsDigest,
  ]);
  const savedReport = report === null || typeof result === "string" ? null : [...renderJsonParts(report)].join("");
  return {
    id,
    repository: repository.key,
    judged,
    headId,
    baseId,
    policyDigest,
    factsDigest,
    conclusion: report === null ? "could-not" : report.conclusion,
    why: typeof result === "string" ? result : whyOf(report),
    report: savedReport,
    deciders: typeof result === "string" || result.judged === null ? [] : decidersOf(result.judged.report),
    judgedAt,
    isObsolete: false,
  };
}

const whyOf = (report: ReportValue | null): string =>
  report === null ? "" : (report.reasons[0] ?? countWords(report.counts).join("; "));

const wordsOf = ({ judged }: JudgeTask): string => (judged.kind === "contribution" ? `#${judged.number}` : judged.ref);
