import { createCommitJudge } from "../../core/evaluate/commit-judge.ts";
import { contributionOn } from "../../core/evaluate/contribution-on.ts";
import type { Listing } from "../../core/evaluate/keeper.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { evidenceBy } from "../../core/evidence/evidence.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type Series, seriesOf } from "../../core/mail/series.ts";
import { readSubject } from "../../core/mail/subject.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace, replayPermission } from "../check.ts";
import { policyForPlace } from "../governing-branch.ts";
import type { Landing } from "./apply-series.ts";
import type { DefaultTarget } from "./check-pull-request.ts";
import { nothingToReadAgain, type ReadAgain } from "./entire-patches.ts";
import { judgePull } from "./judge-pull.ts";
import { judgeSeries, type SeriesBench } from "./judge-series.ts";

/** Mails to be judged, and by which policy. */
export type MailCheck = {
  readonly mails: readonly PostedMail[];
  /** Of mails that were not kept whole, the rest. */
  readonly readAgain?: ReadAgain;
  /** Where the mails come from, for people: `` `series.mbox` ``. */
  readonly name: string;
  /** `--policy-from`; null: the policy of the branch that contributions enter. */
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
  /** What the series were made on, if somebody says so; then nothing else is tried. */
  readonly onto?: string | null;
  /** May scripts from messages be run, if the policy allows it, too? */
  readonly replay?: boolean;
  readonly listing: Listing;
  /** Judge versions of a series, too, after which a newer one came. */
  readonly everyVersion: boolean;
  /** Only the series in which the mail with this Message-Id is, as a part or as an answer; null: all. */
  readonly only: string | null;
  readonly progress: (judged: number) => void;
};

/** A series, and what was judged of it. */
export type JudgedSeries = {
  readonly series: Series;
  readonly report: Report;
  /** Versions that it took the place of, and that nobody judged, the oldest first. */
  readonly superseded: readonly Series[];
};

/** All series of some mails, and what its reader must know beside them. */
export type CheckedMails = {
  readonly judged: readonly JudgedSeries[];
  /** Patches in answers to mails that are not here, where all series were asked for. They are in no series, and nobody judged them. */
  readonly unjudged: readonly PostedMail[];
  readonly policy: Policy;
};

/**
 * `proviso check` on mails: puts them together to series, reads the policy of the branch that contributions enter, never the mails', and judges each
 * series by it. Where there is no series there is nothing to judge, which is the caller's fault.
 */
export async function checkMails(request: MailCheck, ports: CheckPorts): Promise<Attempt<CheckedMails>> {
  const found = await policyFor(request, ports);
  if (!found.ok) return found;
  const { policy, landing, target } = found.value;
  const { series, others } = seriesOf(request.mails, policy);
  const newestOf = newestVersions(series);
  const { only, everyVersion } = request;
  const wanted = new Set(series.flatMap((one) => (only === null || holds(one, only) ? [newestOf(one)] : [])));
  if (wanted.size === 0) return failed("usage", whyNothing(request));

  const bench = benchFor(policy, landing, request);
  const evidence = { ...ports, replay: replayPermission(request.replay ?? false, policy, ports.sandbox) };
  const byKey = new Map(series.map((one) => [one.key, one]));
  const superseded = new Map<Series, Series[]>();
  const judged: JudgedSeries[] = [];
  let patches = 0;
  for (const one of series) {
    const newest = newestOf(one);
    if (!wanted.has(newest)) continue;
    const earlier = superseded.get(newest) ?? [];
    superseded.set(newest, earlier);
    if (one !== newest && !everyVersion) {
      earlier.push(one);
      continue;
    }
    const pull = await judgePull(one, { ...request, target }, ports);
    if (pull !== null) {
      if (!pull.ok) return pull;
      judged.push({ series: one, report: pull.value, superseded: earlier });
      continue;
    }
    const before = one.before === null ? null : (byKey.get(one.before) ?? null);
    judged.push({
      series: one,
      report: await judgeSeries({ series: one, before }, bench, evidence),
      superseded: earlier,
    });
    patches += one.patches.length;
    request.progress(patches);
  }
  const unjudged = only === null ? others.filter(({ patch }) => patch !== null) : [];
  return done({ judged, unjudged, policy });
}

/** The policy of the branch that contributions enter, or of where somebody says, and where the series would land. */
async function policyFor(
  { policyFrom, onto = null }: MailCheck,
  ports: CheckPorts,
): Promise<Attempt<{ readonly policy: Policy; readonly landing: Learned<Landing>; readonly target: DefaultTarget }>> {
  const { repository } = ports;
  const target = await repository.defaultTarget();
  if (!target.ok && policyFrom === null)
    return failed(faultOf(target.error.code), target.error.code === "no-target" ? noTarget : target.error.text);
  const made = onto === null ? null : await repository.resolve(onto);
  if (made !== null && !made.ok) return failed(faultOf(made.error.code), made.error.text);
  const base = target.ok ? target.value.id : null;
  const place = await policyPlace(policyFrom, base, base, repository);
  if (!place.ok) return place;
  const policy = await policyForPlace(place.value, ports);
  if (!policy.ok) return policy;
  const tip = base ?? made?.value ?? null;
  const landing =
    tip === null ? unknown("nothing says which branch it would enter") : learned({ tip, onto: made?.value ?? null });
  return done({ policy: policy.value, landing, target });
}

const noTarget =
  "nothing says which branch the patches would enter: set `git config proviso.target BRANCH`, or say with --policy-from by which policy they are judged";

function benchFor(
  policy: Policy,
  landing: Learned<Landing>,
  { today, listing, readAgain = nothingToReadAgain }: MailCheck,
): SeriesBench {
  // What a series itself would list grants nothing; a citation of it is unlisted like any other.
  const contribution = { ...contributionOn(today), exceptionsAtHead: learned([]) };
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  return { policy, judge, contribution, listing, landing, readAgain };
}

/** Its parts, and the answers to them. */
const holds = ({ cover, patches, answers }: Series, id: string): boolean =>
  cover?.messageId === id ||
  patches.some(({ mail }) => mail.messageId === id) ||
  answers.some(({ messageId }) => messageId === id);

/** Tells the newest version of a series. Each is looked for once. */
function newestVersions(series: readonly Series[]): (one: Series) => Series {
  const byKey = new Map(series.map((one) => [one.key, one]));
  const newest = new Map<Series, Series>();
  return (start) => {
    const path: Series[] = [];
    let at = start;
    while (!newest.has(at)) {
      path.push(at);
      const after = at.after === null ? undefined : byKey.get(at.after);
      if (after === undefined) break;
      at = after;
    }
    const last = newest.get(at) ?? at;
    for (const one of path) newest.set(one, last);
    return last;
  };
}

function whyNothing({ mails, name, only }: MailCheck): string {
  if (only !== null) return `no series in ${name} has the mail \`${only}\``;
  const count = mails.length === 1 ? "the mail" : `the ${mails.length} mails`;
  const answers = mails.filter(({ subject, patch }) => patch !== null && readSubject(subject).isAnswer).length;
  return answers > 0
    ? `${count} of ${name} hold no patch series: what carries a patch there answers another mail, and an answer is no contribution`
    : `${count} of ${name} hold no patch`;
}
