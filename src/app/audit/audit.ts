import type { AsOf, AuditReport } from "../../core/audit/audit.ts";
import { type AuditMemory, goingOn, memoryText, restoreMemory } from "../../core/audit/audit-memory.ts";
import { type AuditSums, createAuditTally } from "../../core/audit/audit-tally.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import { mergeSums } from "../../core/audit/merge-sums.ts";
import type { Outlines } from "../../core/audit/outlines.ts";
import type { Judged } from "../../core/audit/subsystems.ts";
import { isFullId } from "../../core/commit/object-id.ts";
import type { Policy } from "../../core/policy/policy.ts";
import aiWindowShare from "../../core/rules/ai/ai-window-share.ts";
import type { Window } from "../../core/rules/ai/window-use.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom } from "../check.ts";
import { notAskedToReplay } from "../replay.ts";
import { type GivenTexts, givenSettings, givenTexts } from "./given-texts.ts";
import { judgeHistory } from "./judge-history.ts";
import { readOlder } from "./older.ts";
import { type Past, readPast, readToday } from "./past.ts";
import { type Touching, touchingEarly, touchingIn, touchingSince } from "./policy-paths.ts";
import { extendLineage, readLineage } from "./read-lineage.ts";
import { allowsRemediation, findRemediations } from "./remediations.ts";
import { addUpSubsystems } from "./subsystems.ts";

/** What somebody wants audited. */
export type Audit = {
  readonly revision: string;
  /** `--policy-from`: for commits that entered before the repository had a policy; as of today, for all. */
  readonly policyFrom: PolicyFrom | null;
  readonly asOf: AsOf;
  readonly today: string;
  /** Are single commits to be listed? */
  readonly details: boolean;
  /** Is it to be added up by subsystem, too? That compares every commit with its parent. */
  readonly bySubsystem: boolean;
  /** What earlier audits found, by what was asked; null: nothing is remembered. */
  readonly memory: AuditCache | null;
  readonly progress: {
    readonly listed: (commits: number) => void;
    readonly judged: (commits: number, of: number) => void;
  };
};

/** Where audits are remembered: as text, by what was audited. */
export type AuditCache = {
  recall(key: string): string | null;
  keep(key: string, text: string): void;
};

/** `proviso audit`: judges every commit that a revision reaches, by the policy of when it entered. */
export async function audit(request: Audit, ports: CheckPorts): Promise<Attempt<AuditReport>> {
  const tip = await ports.repository.resolve(request.revision);
  if (!tip.ok) return failed(faultOf(tip.error.code), tip.error.text);
  const given = await givenTexts(request.policyFrom, tip.value, ports);
  if (!given.ok) return given;
  const ground = { tip: tip.value, given: given.value };
  const key = memoryKey(request, given.value, ports);
  const remembered = key === null ? null : (request.memory?.recall(key) ?? null);
  const earlier = remembered === null ? null : restoreMemory(remembered, ports.digest);
  const continued = earlier === null ? null : await goOn(request, ground, earlier, ports);
  const found = continued ?? (await anew(request, ground, ports));
  if (!found.ok) return found;
  const { report, memory } = found.value;
  if (key !== null && memory !== null && memory.tip !== earlier?.tip)
    request.memory?.keep(key, memoryText(memory, ports.digest));
  return done(report);
}

/** What an audit that may be remembered is told apart by; null where it may not: as of today, with details, or where history is cut. */
function memoryKey(request: Audit, given: GivenTexts, { repository }: CheckPorts): string | null {
  const { commonDirectory, shallow, partial } = repository.description;
  if (
    partial ||
    request.memory === null ||
    request.details ||
    request.bySubsystem ||
    request.asOf !== "entry" ||
    shallow
  )
    return null;
  const texts = givenSettings(given).map(({ source }) => [source.name, source.text]);
  return JSON.stringify([commonDirectory, request.revision, given.map(({ begins }) => begins), texts]);
}

/** What is audited, and what somebody chose for the time before the first policy. */
type Ground = { readonly tip: string; readonly given: GivenTexts };

type Found = { readonly report: AuditReport; readonly memory: AuditMemory | null };

async function anew(request: Audit, ground: Ground, ports: CheckPorts): Promise<Attempt<Found>> {
  const survey = await ports.repository.survey(ground.tip);
  const touching = touchingOf(request, ground, null, touchingIn(survey));
  // While others read history there is time for it.
  const ofToday = request.asOf === "today" ? readToday({ ...request, ...ground }, ports) : null;
  // Whoever waits for it hears of a failure; it may come before anybody does.
  ofToday?.catch(() => {});
  const surveyed = await readLineage(ground.tip, survey, ports.repository, request.progress.listed);
  if (!surveyed.ok) return surveyed;
  return judged(request, { ...ground, ...surveyed.value, touching, ofToday, earlier: null }, ports);
}

/** Judges only what came in since an earlier audit; null where that one's answers would not be those of today. */
async function goOn(
  request: Audit,
  ground: Ground,
  earlier: AuditMemory,
  ports: CheckPorts,
): Promise<Attempt<Found> | null> {
  const touching = touchingOf(request, ground, earlier, touchingSince(ports.repository, ground.tip, earlier.tip));
  const lineage = await extendLineage(ground.tip, earlier, ports.repository);
  if (lineage === null) return null;
  const found = await judged(request, { ...ground, touching, ofToday: null, lineage, outlines: null, earlier }, ports);
  return found.ok && found.value.memory === null ? null : found;
}

function touchingOf({ asOf }: Audit, { given }: Ground, earlier: AuditMemory | null, ask: Touching): Touching {
  const known = { given: givenSettings(given), paths: earlier?.paths ?? [] };
  // As of another time the line's own changes do not matter.
  return asOf === "entry" ? touchingEarly(known, ask) : async () => neverAsked;
}

const neverAsked = {
  ok: false,
  error: { code: "git-failed", text: "what the line changed is asked about as of entry only" },
} as const;

type Line = Ground & {
  readonly lineage: Lineage;
  readonly outlines: Outlines | null;
  readonly touching: Touching;
  /** As of today: what governs all of it. */
  readonly ofToday: Promise<Attempt<Past>> | null;
  readonly earlier: AuditMemory | null;
};

async function judged(request: Audit, line: Line, ports: CheckPorts): Promise<Attempt<Found>> {
  const { repository, syntax } = ports;
  const { tip, lineage, outlines, earlier } = line;
  const past = await pastOf(request, line, ports);
  if (!past.ok) return past;
  const { timeline, governing, givenBefore, settings, now } = past.value;
  const remediations = await findRemediations(settings, lineage, repository);
  if (!remediations.ok) return remediations;
  const isOlder = await readOlder(settings, earlier?.tip, repository);
  if (!isOlder.ok) return isOlder;
  const tally = createAuditTally(request.details);
  const touching: [number, Judged][] = [];
  const judgedAll = await judgeHistory({
    repository,
    syntax,
    replay: notAskedToReplay,
    lineage,
    outlines,
    ...goingOn(lineage, earlier),
    earlierUse: earlier?.use ?? [],
    timeline,
    governing,
    givenBefore,
    remediations: remediations.value,
    today: request.asOf === "today" ? request.today : null,
    isOlder: isOlder.value,
    details: request.details,
    tally,
    judged: request.bySubsystem ? (number, how) => touching.push([number, how]) : () => {},
    progress: request.progress.judged,
  });
  if (!judgedAll.ok) return judgedAll;
  const since = tally.close();
  const sums = earlier === null ? since : mergeSums(earlier.sums, since);
  const milestones = [...(earlier?.milestones ?? []), ...past.value.milestones];
  const subsystems = await addUpSubsystems(touching, now, { lineage, repository });
  if (!subsystems.ok) return subsystems;
  const report: AuditReport = {
    revision: { name: request.revision, id: tip },
    asOf: request.asOf,
    policy:
      now.kind === "policy"
        ? policyValue(now.past.policy(), await now.past.digest(), isOfItsTime(request, line.given))
        : null,
    ...concluded(sums, past.value.reasons),
    since: earlier === null ? null : { revision: earlier.tip, counts: since.counts },
    milestones,
    window: now.kind === "policy" ? windowOf(now.past.policy()) : null,
    subsystems: subsystems.value,
    baseline: null,
    ...sums,
  };
  const { changes, paths, hadPolicy } = past.value;
  const memory = { tip, ...judgedAll.value, changes, paths, hadPolicy, milestones, sums };
  return done({ report, memory: now.kind !== "unknown" && mayBeKept(past.value, earlier) ? memory : null });
}

function pastOf(request: Audit, line: Line, ports: CheckPorts): Promise<Attempt<Past>> {
  const { asOf } = request;
  return asOf === "today"
    ? (line.ofToday ?? readToday({ ...request, ...line }, ports))
    : readPast({ ...request, ...line, asOf }, ports);
}

/** What comes later must not change what was said of earlier commits, and what came earlier must not have waited for later ones. */
const mayBeKept = ({ settings, hadPolicy, paths, isOrderly }: Past, earlier: AuditMemory | null): boolean =>
  isOrderly &&
  !settings.some(allowsRemediation) &&
  // What a name stands for may change.
  !settings.some(({ from }) => from?.kind === "revision" && !isFullId(from.value)) &&
  // Of a file that no earlier policy named, only the changes since then were looked up.
  (earlier === null || (earlier.hadPolicy === hadPolicy && paths.every((path) => earlier.paths.includes(path))));

function windowOf({ clauses }: Policy): AuditReport["window"] {
  const clause = clauses.find(({ rule, level }) => rule.id === aiWindowShare.id && level !== "off");
  if (clause === undefined) return null;
  const { weeks, percent } = clause.settings as Window;
  return { weeks, percent };
}

/** Did each commit have the text of its own time, where the repository had none? */
const isOfItsTime = ({ asOf }: Audit, given: GivenTexts): boolean => asOf !== "today" && given.length > 1;

const policyValue = ({ origin }: Policy, digest: string, isOfThen: boolean): AuditReport["policy"] => ({
  name: isOfThen && origin.kind === "profile" ? `${origin.name}, each by its text of when it entered` : origin.name,
  revision: origin.revision,
  digest,
  isOwn: origin.kind === "repository" || origin.kind === "dco.yml",
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
