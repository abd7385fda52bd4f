import type { AsOf, Milestone } from "../../core/audit/audit.ts";
import { type AuditMemory, goingOn, type LineChange } from "../../core/audit/audit-memory.ts";
import { type Lineage, notReached } from "../../core/audit/lineage.ts";
import type { Outlines } from "../../core/audit/outlines.ts";
import {
  type FileChange,
  type PolicyChanges,
  type PolicyTexts,
  type Timeline,
  timelineOfEntry,
  timelineOfParents,
} from "../../core/audit/timeline.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import type { Day } from "../../core/text/day.ts";
import { type Learned, learned } from "../../core/text/learned.ts";
import type { CommitReference, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, type PolicyFrom, policyPlace } from "../check.ts";
import { policyForPlace } from "../governing-branch.ts";
import { builtIn } from "../read-policy.ts";
import { type GivenTexts, givenSettings, oneText, readGivenOrder } from "./given-texts.ts";
import { asksTheSame, createGoverning, type Governing, hasOwnPolicy, policyAsIs } from "./governing.ts";
import { milestonesOf } from "./milestones-of.ts";
import { changesOf, changesOnLine, findPolicyChanges, type Touching } from "./policy-paths.ts";

/** The policies that a history was governed by. */
export type Past = {
  readonly timeline: Timeline;
  readonly governing: (texts: number, given: Learned<number>) => Promise<Governing>;
  /** Which of the given texts was in force when a commit entered. */
  readonly givenBefore: (commit: number) => Learned<number>;
  /** Would any date that is still to come leave that as it is? */
  readonly isOrderly: boolean;
  /** What governs at the audited revision. */
  readonly now: Governing;
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
  /** What somebody chose for the time before the first policy. */
  readonly given: GivenTexts;
  readonly touching: Touching;
  readonly policyFrom: PolicyFrom | null;
  readonly asOf: Exclude<AsOf, "today">;
  readonly today: Day;
  readonly tip: string;
  readonly lineage: Lineage;
  readonly outlines: Outlines | null;
  /** What an earlier audit saw, if this one goes on from there. */
  readonly earlier: AuditMemory | null;
};

/** One policy for all: that of the audited revision, or the one given. Nothing of history need be known for it. */
export async function readToday(
  { policyFrom, tip }: Pick<PastRequest, "policyFrom" | "tip">,
  ports: CheckPorts,
): Promise<Attempt<Past>> {
  const place = await policyPlace(policyFrom, tip, tip, ports.repository);
  if (!place.ok) return place;
  const policy = await policyForPlace(place.value, ports);
  if (!policy.ok) return policy;
  const governing: Governing = { kind: "policy", past: policyAsIs(policy.value) };
  const given = learned(0);
  return done({
    timeline: { texts: [], before: () => 0, after: () => 0 },
    governing: async () => governing,
    givenBefore: () => given,
    isOrderly: true,
    now: governing,
    milestones: [],
    settings: [policy.value.settings],
    changes: [],
    paths: [],
    hadPolicy: true,
    reasons: [],
  });
}

/** The policies of then. */
export async function readPast(request: PastRequest, ports: CheckPorts): Promise<Attempt<Past>> {
  const { lineage, outlines, tip, asOf, earlier } = request;
  const found = await changesIn(request, givenSettings(request.given), ports);
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
  const chosen = givenFor(request, hadPolicy, ports);
  if (!chosen.ok) return chosen;
  const given = chosen.value;
  const order = await readGivenOrder(
    { ...request, ...goingOn(lineage, earlier), given, secondsOf: secondsIn(outlines) },
    ports,
  );
  if (!order.ok) return order;
  const governing = createGoverning({ timeline, isWhole, idOf: lineage.idOf, given, ports });
  // What an earlier audit went through needs no reading.
  const from = earlier === null ? 0 : earlier.changes.length;
  const atTip = lineage.numberOf(tip) ?? notReached;
  const { before: givenBefore, isOrderly } = order.value;
  const cameAbout = { timeline, from, earlier, given, givenBefore, governing, lineage };
  return done({
    timeline,
    governing,
    givenBefore,
    isOrderly,
    now: await governing(timeline.after(atTip), givenBefore(atTip)),
    milestones: asOf === "entry" ? await milestonesOf(cameAbout, ports.repository) : [],
    settings: [...new Set([...(await ownSettingsOf(timeline, from, governing)), ...givenSettings(given)])],
    changes: [...changes].map(([number, files]) => ({ id: lineage.idOf(number), files })),
    paths,
    hadPolicy,
    reasons: isWhole ? [] : ["history is cut by a shallow clone: `git fetch --unshallow` brings the rest"],
  });
}

/** A project that never had a policy is judged by the built-in one, as a check of it would be, unless somebody chose another. */
function givenFor({ policyFrom, given }: PastRequest, hadPolicy: boolean, { cache }: CheckPorts): Attempt<GivenTexts> {
  if (hadPolicy || policyFrom !== null) return done(given);
  const fallback = builtIn(null, cache);
  return fallback.ok ? done(oneText(fallback.value)) : fallback;
}

/** What commits changed of the policy's files, in the order in which they entered. */
async function changesIn(
  { lineage, asOf, earlier, touching }: PastRequest,
  given: readonly PolicySettings[],
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

/** Of the repository's own policies. */
async function ownSettingsOf(
  { texts }: Timeline,
  from: number,
  governing: Past["governing"],
): Promise<readonly PolicySettings[]> {
  const found: PolicySettings[] = [];
  const beforeAny = learned(0);
  let before: Governing = { kind: "none" };
  for (let index = from; index < texts.length; index += 1) {
    const own = texts[index] as PolicyTexts;
    if (own.previous === index - 1 && asksTheSame(own, before)) continue;
    before = await governing(index, beforeAny);
    if (before.kind === "policy") found.push(before.past.policy().settings);
  }
  return found;
}

/** The dates that are known of commits without reading them. */
const secondsIn =
  (outlines: Outlines | null) =>
  (number: number): number | null =>
    outlines === null || outlines.kindOf(number) === 0 ? null : outlines.secondsOf(number);
