import type { AsOf, Milestone } from "../../core/audit/audit.ts";
import type { AuditMemory, LineChange } from "../../core/audit/audit-memory.ts";
import { type Lineage, notReached } from "../../core/audit/lineage.ts";
import { changesBetween, noPolicy, sketchOf } from "../../core/audit/milestones.ts";
import {
  type FileChange,
  type PolicyChanges,
  type PolicyTexts,
  type Timeline,
  timelineOfEntry,
  timelineOfParents,
} from "../../core/audit/timeline.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import { dayOf } from "../../core/text/day.ts";
import type { CommitReference, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, type PolicyFrom, policyPlace } from "../check.ts";
import { factsOf } from "../gather-facts.ts";
import { policyForPlace } from "../governing-branch.ts";
import { builtIn, type FoundSettings, readSettings } from "../read-policy.ts";
import { createGoverning, type Governing, hasOwnPolicy, policyAsIs } from "./governing.ts";
import { changesOf, changesOnLine, findPolicyChanges, type Touching } from "./policy-paths.ts";

/** The policies that a history was governed by. */
export type Past = {
  readonly timeline: Timeline;
  readonly governing: (texts: number) => Promise<Governing>;
  /** The texts at the audited revision. */
  readonly latest: number;
  readonly milestones: readonly Milestone[];
  /** Of all policies that govern a commit that is to be judged. */
  readonly settings: readonly PolicySettings[];
  /** For the next audit: what commits of the line changed, oldest first, and the paths that were asked about. */
  readonly changes: readonly LineChange[];
  readonly paths: readonly string[];
  /** Had the repository ever a policy of its own? */
  readonly hadPolicy: boolean;
  readonly reasons: readonly string[];
};

export type PastRequest = {
  /** The settings that somebody chose for the time before the first policy. */
  readonly given: FoundSettings | null;
  readonly touching: Touching;
  readonly policyFrom: PolicyFrom | null;
  readonly asOf: AsOf;
  readonly tip: string;
  readonly lineage: Lineage;
  /** What an earlier audit saw, if this one goes on from there. */
  readonly earlier: AuditMemory | null;
};

/** Reads what governed a history: the policies of then, or one of today. */
export async function readPast(request: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
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
    changes: [],
    paths: [],
    hadPolicy: true,
    reasons: [],
  });
}

async function readTimeline(request: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
  const { lineage, tip, asOf, earlier } = request;
  const found = await changesIn(request, request.given?.settings ?? null, ports);
  if (!found.ok) return found;
  const { changes, paths } = found.value;
  const cut = await cutCommits(lineage, ports.repository);
  if (!cut.ok) return cut;
  const isWhole = cut.value.size === 0;
  const timeline =
    asOf === "entry"
      ? timelineOfEntry(lineage, changes, isWhole)
      : timelineOfParents(lineage, changes, (commit) => cut.value.has(commit));
  const hadPolicy = timeline.texts.some(hasOwnPolicy);
  // A project that never had a policy is judged by the built-in one, as a check of it would be.
  const fallback = hadPolicy ? done(null) : builtIn(null, ports.cache);
  if (!fallback.ok) return fallback;
  const given: FoundSettings | null = request.given ?? fallback.value;
  const governing = createGoverning({ timeline, isWhole, idOf: lineage.idOf, given, ports });
  // What an earlier audit went through needs no reading.
  const from = earlier === null ? 0 : earlier.changes.length;
  return done({
    timeline,
    governing,
    latest: timeline.after(lineage.numberOf(tip) ?? notReached),
    milestones:
      asOf === "entry"
        ? await milestonesOf({ timeline, from, isTold: earlier !== null, governing, lineage }, ports.repository)
        : [],
    settings: await settingsOf(timeline, from, governing),
    changes: [...changes].map(([number, files]) => ({ id: lineage.idOf(number), files })),
    paths,
    hadPolicy,
    reasons: isWhole ? [] : ["history is cut by a shallow clone: `git fetch --unshallow` brings the rest"],
  });
}

/** What commits changed of the policy's files, in the order in which they entered. */
async function changesIn(
  { lineage, asOf, earlier, touching }: PastRequest,
  given: PolicySettings | null,
  ports: CheckPorts,
): Promise<Attempt<{ readonly changes: PolicyChanges; readonly paths: readonly string[] }>> {
  const { repository } = ports;
  const asked = { numberOf: lineage.numberOf, referenceOf: referencesIn(lineage), repository };
  const find =
    asOf === "entry"
      ? changesOnLine(touching, asked)
      : (paths: readonly string[]) => changesOf(reachedIn(lineage), paths, asked);
  const found = await findPolicyChanges(find, { given, paths: earlier?.paths ?? [] }, ports);
  if (!found.ok) return found;
  const changes = new Map<number, readonly FileChange[]>();
  for (const { id, files } of earlier?.changes ?? []) changes.set(lineage.numberOf(id) ?? notReached, files);
  const fresh = [...found.value.changes].sort(
    ([one], [other]) => (lineage.broughtInAt[one] as number) - (lineage.broughtInAt[other] as number),
  );
  for (const [number, files] of fresh) changes.set(number, files);
  return done({ changes, paths: found.value.paths });
}

const reachedIn = ({ broughtInAt }: Lineage): readonly number[] =>
  [...broughtInAt.keys()].filter((number) => broughtInAt[number] !== notReached);

/** The settings that somebody chose; null: none. */
export async function givenSettings(
  from: PolicyFrom | null,
  tip: string,
  ports: CheckPorts,
): Promise<Attempt<FoundSettings | null>> {
  if (from === null) return done(null);
  const place = await policyPlace(from, tip, tip, ports.repository);
  return place.ok ? readSettings(place.value, ports) : place;
}

/** A commit and its first parent, by number. */
export const referencesIn =
  ({ idOf, firstParents }: Lineage) =>
  (number: number): CommitReference => {
    const parent = firstParents[number] ?? notReached;
    return { id: idOf(number), parents: parent === notReached ? [] : [idOf(parent)] };
  };

/** Commits that have parents which are not here. Only a shallow clone has any. */
async function cutCommits(lineage: Lineage, repository: Repository): Promise<Attempt<ReadonlySet<number>>> {
  const cut = new Set<number>();
  if (!repository.description.shallow) return done(cut);
  for (const [number, parent] of lineage.firstParents.entries()) {
    if (parent !== notReached || lineage.broughtInAt[number] === notReached) continue;
    const stored = await repository.parents(lineage.idOf(number));
    if (!stored.ok) return failed("work", stored.error.text);
    if (stored.value.length > 0) cut.add(number);
  }
  return done(cut);
}

async function settingsOf(
  { texts }: Timeline,
  from: number,
  governing: (texts: number) => Promise<Governing>,
): Promise<readonly PolicySettings[]> {
  const found = new Set<PolicySettings>();
  for (let index = from; index < texts.length; index += 1) {
    const one = await governing(index);
    if (one.kind === "policy") found.add(one.past.policy().settings);
  }
  return [...found];
}

/** What each change of the policy's texts on the audited line changed, oldest first. */
async function milestonesOf(
  {
    timeline: { texts },
    from,
    isTold,
    governing,
    lineage: { idOf },
  }: Pick<Past, "timeline" | "governing"> & {
    readonly from: number;
    /** Did an earlier audit tell what came about with the texts at `from`? */
    readonly isTold: boolean;
    readonly lineage: Lineage;
  },
  repository: Repository,
): Promise<readonly Milestone[]> {
  const milestones: Milestone[] = [];
  let before = noPolicy;
  for (let index = from; index < texts.length; index += 1) {
    const { madeBy = null } = texts[index] ?? {};
    const found = await governing(index);
    const after =
      found.kind === "policy"
        ? sketchOf(found.past.policy())
        : found.kind === "none"
          ? noPolicy
          : // What cannot be read is as it was, but a policy that is not there is not.
            { ...before, settings: hasOwnPolicy(texts[index] as PolicyTexts) ? before.settings : null };
    if (index === from && isTold) {
      before = after;
      continue;
    }
    const commit = madeBy === null ? undefined : idOf(madeBy);
    for (const text of changesBetween(before, after)) {
      const raw = commit === undefined ? null : await repository.readCommit(commit);
      const day = raw?.ok ? dayOf(factsOf(raw.value).committer.at.seconds) : "0000-01-01";
      milestones.push({ commit: commit ?? "", day, text });
    }
    before = after;
  }
  return milestones;
}
