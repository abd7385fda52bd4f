import type { AsOf, AuditReport, Milestone } from "../../core/audit/audit.ts";
import { type AuditSums, createAuditTally } from "../../core/audit/audit-tally.ts";
import { createLineage, type Lineage, notReached } from "../../core/audit/lineage.ts";
import { changesBetween, noPolicy, sketchOf } from "../../core/audit/milestones.ts";
import { type Timeline, timelineOfEntry, timelineOfParents } from "../../core/audit/timeline.ts";
import { parseCommit } from "../../core/commit/parse-commit.ts";
import { addRemediations } from "../../core/evaluate/remediations.ts";
import type { Policy, PolicySettings } from "../../core/policy/policy.ts";
import type { Remediation } from "../../core/rules/situation.ts";
import { dayOf } from "../../core/text/day.ts";
import type { CommitReference, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace } from "../check.ts";
import { factsOf } from "../gather-facts.ts";
import { policyForPlace } from "../governing-branch.ts";
import { builtIn, type FoundSettings, readSettings } from "../read-policy.ts";
import { notAskedToReplay } from "../replay.ts";
import { createGoverning, type Governing, hasOwnPolicy, policyAsIs } from "./governing.ts";
import { judgeHistory } from "./judge-history.ts";
import { readOlder } from "./older.ts";
import { changesOf, changesOnLine, findPolicyChanges } from "./policy-paths.ts";

/** What somebody wants audited. */
export type Audit = {
  readonly revision: string;
  /** `--policy-from`: for commits that entered before the repository had a policy; as of today, for all. */
  readonly policyFrom: PolicyFrom | null;
  readonly asOf: AsOf;
  readonly today: string;
  /** Are single commits to be listed? */
  readonly details: boolean;
  readonly progress: {
    readonly listed: (commits: number) => void;
    readonly judged: (commits: number, of: number) => void;
  };
};

/** `proviso audit`: judges every commit that a revision reaches, by the policy of when it entered. */
export async function audit(request: Audit, ports: CheckPorts): Promise<Attempt<AuditReport>> {
  const { repository } = ports;
  const tip = await repository.resolve(request.revision);
  if (!tip.ok) return failed(faultOf(tip.error.code), tip.error.text);
  const lineage = await readLineage(tip.value, repository, request.progress.listed);
  if (!lineage.ok) return lineage;
  const past = await readPast({ ...request, tip: tip.value, lineage: lineage.value }, ports);
  if (!past.ok) return past;
  const { timeline, governing } = past.value;
  const remediations = await findRemediations(past.value.settings, lineage.value, repository);
  if (!remediations.ok) return remediations;
  const isOlder = await readOlder(past.value.settings, repository);
  if (!isOlder.ok) return isOlder;
  const tally = createAuditTally(request.details);
  const count = lineage.value.broughtInAt.reduce((sum, at) => sum + (at === notReached ? 0 : 1), 0);
  const judged = await judgeHistory({
    repository,
    syntax: ports.syntax,
    replay: notAskedToReplay,
    lineage: lineage.value,
    timeline,
    governing,
    remediations: remediations.value,
    today: request.asOf === "today" ? request.today : null,
    isOlder: isOlder.value,
    details: request.details,
    tally,
    progress: (done) => request.progress.judged(done, count),
  });
  if (!judged.ok) return judged;
  const latest = await governing(past.value.latest);
  const sums = tally.close();
  return done({
    revision: { name: request.revision, id: tip.value },
    asOf: request.asOf,
    policy: latest.kind === "policy" ? policyValue(latest.past.policy()) : null,
    ...concluded(sums, past.value.reasons),
    milestones: past.value.milestones,
    subsystems: [],
    baseline: null,
    ...sums,
  });
}

const policyValue = ({ origin, digest }: Policy): AuditReport["policy"] => ({
  name: origin.name,
  revision: origin.revision,
  digest,
});

function concluded(
  { counts, ungoverned }: AuditSums,
  reasons: readonly string[],
): Pick<AuditReport, "conclusion" | "reasons"> {
  const said = [
    ...reasons,
    ...ungoverned.map(
      ({ why, commits }) => `${commits === 1 ? "one commit" : `${commits} commits`} cannot be judged: ${why}`,
    ),
  ];
  if (counts.failed > 0) return { conclusion: "fail", reasons: said };
  return { conclusion: counts.undecided > 0 || said.length > 0 ? "undecided" : "pass", reasons: said };
}

async function readLineage(
  tip: string,
  repository: Repository,
  listed: (commits: number) => void,
): Promise<Attempt<Lineage>> {
  const builder = createLineage();
  let count = 0;
  for await (const batch of repository.graph(tip)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const { id, parents } of batch.value) builder.add(id, parents);
    count += batch.value.length;
    listed(count);
  }
  const lineage = builder.close(tip);
  return lineage === null ? failed("work", `git did not list the commit ${tip}`) : done(lineage);
}

/** The policies that a history was governed by. */
type Past = {
  readonly timeline: Timeline;
  readonly governing: (texts: number) => Promise<Governing>;
  /** The texts at the audited revision. */
  readonly latest: number;
  readonly milestones: readonly Milestone[];
  readonly settings: readonly PolicySettings[];
  readonly reasons: readonly string[];
};

type PastRequest = Pick<Audit, "policyFrom" | "asOf"> & { readonly tip: string; readonly lineage: Lineage };

async function readPast(request: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
  return request.asOf === "today" ? readToday(request, ports) : readTimeline(request, ports);
}

/** One policy for all: that of the audited revision, or the one given. */
async function readToday({ policyFrom, tip }: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
  const place = await policyPlace(policyFrom, tip, tip, ports.repository);
  if (!place.ok) return place;
  const policy = await policyForPlace(place.value, ports);
  if (!policy.ok) return policy;
  const governing: Governing = { kind: "policy", past: policyAsIs(policy.value) };
  return done({
    timeline: { texts: [], before: () => 0, after: () => 0 },
    governing: async () => governing,
    latest: 0,
    milestones: [],
    settings: [policy.value.settings],
    reasons: [],
  });
}

async function readTimeline(request: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
  const { lineage, tip, asOf } = request;
  const { repository } = ports;
  const chosen = await givenSettings(request.policyFrom, tip, ports);
  if (!chosen.ok) return chosen;
  const asked = { numberOf: lineage.numberOf, referenceOf: referencesIn(lineage), repository };
  const every = lineage.ids.flatMap((_, number) => (lineage.broughtInAt[number] === notReached ? [] : [number]));
  const find =
    asOf === "entry"
      ? changesOnLine(tip, asked.numberOf, asked.referenceOf, repository)
      : (paths: readonly string[]) => changesOf(every, paths, asked);
  const found = await findPolicyChanges(find, chosen.value === null ? [] : [chosen.value.settings], ports);
  if (!found.ok) return found;
  const cut = await cutCommits(lineage, repository);
  if (!cut.ok) return cut;
  const [oldest = notReached] = lineage.mainline;
  const isWhole = !cut.value.has(oldest);
  const timeline =
    asOf === "entry"
      ? timelineOfEntry(lineage, found.value, isWhole)
      : timelineOfParents(lineage, found.value, (commit) => cut.value.has(commit));
  const ever = timeline.texts.some(hasOwnPolicy);
  // A project that never had a policy is judged by the built-in one, as a check of it would be.
  const fallback = ever ? done(null) : builtIn(null, ports.cache);
  if (!fallback.ok) return fallback;
  const given: FoundSettings | null = chosen.value ?? fallback.value;
  const governing = createGoverning({ timeline, isWhole: cut.value.size === 0, ids: lineage.ids, given, ports });
  const settings = await allSettings(timeline, governing);
  return done({
    timeline,
    governing,
    latest: timeline.after(lineage.numberOf(tip) ?? notReached),
    milestones: asOf === "entry" ? await milestonesOf(timeline, governing, lineage, repository) : [],
    settings,
    reasons: cut.value.size === 0 ? [] : ["history is cut by a shallow clone: `git fetch --unshallow` brings the rest"],
  });
}

async function givenSettings(
  from: PolicyFrom | null,
  tip: string,
  ports: CheckPorts,
): Promise<Attempt<FoundSettings | null>> {
  if (from === null) return done(null);
  const place = await policyPlace(from, tip, tip, ports.repository);
  return place.ok ? readSettings(place.value, ports) : place;
}

const referencesIn =
  ({ ids, firstParents }: Lineage) =>
  (number: number): CommitReference => {
    const parent = firstParents[number] ?? notReached;
    return { id: ids[number] as string, parents: parent === notReached ? [] : [ids[parent] as string] };
  };

/** Commits that have parents which are not here. Only a shallow clone has any. */
async function cutCommits(lineage: Lineage, repository: Repository): Promise<Attempt<ReadonlySet<number>>> {
  const cut = new Set<number>();
  if (!repository.description.shallow) return done(cut);
  for (const [number, parent] of lineage.firstParents.entries()) {
    if (parent !== notReached || lineage.broughtInAt[number] === notReached) continue;
    const stored = await repository.parents(lineage.ids[number] as string);
    if (!stored.ok) return failed("work", stored.error.text);
    if (stored.value.length > 0) cut.add(number);
  }
  return done(cut);
}

async function allSettings(
  { texts }: Timeline,
  governing: (texts: number) => Promise<Governing>,
): Promise<readonly PolicySettings[]> {
  const found = new Set<PolicySettings>();
  for (const index of texts.keys()) {
    const one = await governing(index);
    if (one.kind === "policy") found.add(one.past.policy().settings);
  }
  return [...found];
}

/** What each change of the policy's texts on the audited line changed, oldest first. */
async function milestonesOf(
  { texts }: Timeline,
  governing: (texts: number) => Promise<Governing>,
  { ids }: Lineage,
  repository: Repository,
): Promise<readonly Milestone[]> {
  const milestones: Milestone[] = [];
  let before = noPolicy;
  for (const [index, { madeBy }] of texts.entries()) {
    const found = await governing(index);
    const after = found.kind === "policy" ? sketchOf(found.past.policy()) : found.kind === "none" ? noPolicy : before;
    const commit = madeBy === null ? undefined : ids[madeBy];
    for (const text of changesBetween(before, after)) {
      const raw = commit === undefined ? null : await repository.readCommit(commit);
      const day = raw?.ok ? dayOf(factsOf(raw.value).committer.at.seconds) : "0000-01-01";
      milestones.push({ commit: commit ?? "", day, text });
    }
    before = after;
  }
  return milestones;
}

/** Statements stand in later commits than those they repair, so they are looked for first, if any policy allows them. */
async function findRemediations(
  settings: readonly PolicySettings[],
  { ids, broughtInAt }: Lineage,
  repository: Repository,
): Promise<Attempt<ReadonlyMap<string, readonly Remediation[]>>> {
  const found = new Map<string, Remediation[]>();
  const allowed = settings.some(({ clauses }) =>
    clauses.some((clause) => clause.level !== "off" && (clause.settings["remediation"] ?? "none") !== "none"),
  );
  if (!allowed) return done(found);
  const reached = ids.filter((_, number) => broughtInAt[number] !== notReached);
  for await (const batch of repository.commitsById(reached)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const { id, bytes } of batch.value) if (bytes !== null) addRemediations(found, parseCommit(id, bytes));
  }
  return done(found);
}
