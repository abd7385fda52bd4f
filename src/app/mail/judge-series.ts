import { parseIdentity } from "../../core/commit/identities.ts";
import type { CommitJudge } from "../../core/evaluate/commit-judge.ts";
import type { Listing } from "../../core/evaluate/keeper.ts";
import { createTally } from "../../core/evaluate/tally.ts";
import { judgeWhoever, type UnknownPerson } from "../../core/evaluate/unknown-person.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { isVouchedFor, tagsFor } from "../../core/mail/counted-tags.ts";
import { isListSender, isOfList } from "../../core/mail/list-sender.ts";
import { commitOfPatch } from "../../core/mail/patch-commit.ts";
import { comparingWith } from "../../core/mail/patch-pairs.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import type { Series, SeriesPatch } from "../../core/mail/series.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { isSignOffKey } from "../../core/rules/sign-off/signers.ts";
import type { ContributionFacts, EarlierVersion, GivenTag } from "../../core/rules/situation.ts";
import { dayOf } from "../../core/text/day.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { EvidencePorts } from "../gather-evidence.ts";
import type { Landing } from "./apply-series.ts";
import type { ReadAgain } from "./entire-patches.ts";
import { gatherSeriesFacts, type SeriesAsking } from "./series-facts.ts";

/** By what series are judged, one after another. */
export type SeriesBench = {
  readonly policy: Policy;
  readonly judge: CommitJudge;
  /** What is known of every contribution. */
  readonly contribution: ContributionFacts;
  readonly listing: Listing;
  /** Where the series would land; unknown: nothing says. */
  readonly landing: Learned<Landing>;
  /** For mails of which not all was kept. */
  readonly readAgain: ReadAgain;
};

/** A series, and the version before it. */
export type SeriesToJudge = { readonly series: Series; readonly before: Series | null };

/** Judges each patch of a series. What is missing of it, and whatever cannot be told, leaves the whole undecided. */
export async function judgeSeries(
  { series, before }: SeriesToJudge,
  bench: SeriesBench,
  ports: EvidencePorts,
): Promise<Report> {
  const { policy, judge, listing } = bench;
  const tally = createTally(policy, judge.clauses, listing);
  const earlier = earlierVersions(series, before);
  const asking: SeriesAsking[] = [];
  for (const [index, one] of series.patches.entries()) {
    const contribution = contributionOf(one, series, earlier, bench);
    const situation = judge.open(commitOfPatch(one.mail, one.patch), { policy, contribution });
    asking.push({ patch: one, place: series.patches.length - index, situation, names: judge.asks(situation) });
  }
  for (const { patch, place, situation } of await gatherSeriesFacts(asking, { ...ports, ...bench, series })) {
    const doubt = unknownPersonOf(patch);
    const outcomes = doubt === null ? judge.judge(situation) : judgeWhoever(judge, situation, doubt);
    tally.add(place, situation.commit, outcomes);
  }
  return tally.close({
    subject: subjectOf(series),
    judgements: [],
    reasons: reasonsFor(series),
    olderThanPolicy: 0,
  });
}

/** `net: fix a leak, v2`. */
const subjectOf = ({ title, version, key }: Series): string =>
  `${title === "" ? key : title}${version === 1 ? "" : `, v${version}`}`;

function contributionOf(
  { mail, position }: SeriesPatch,
  series: Series,
  earlier: ReadonlyMap<number, EarlierVersion>,
  { contribution }: SeriesBench,
): ContributionFacts {
  return {
    ...contribution,
    posted: postedOn(series),
    sender: mail.sender === null ? unknown("it is not known who sent the mail") : learned(mail.sender),
    answers: tagsFor(position, series.tags).map(
      (tag): GivenTag => ({
        form: tag.trailer.key,
        by: tag.identity,
        source: sourceOf(tag.mail),
        verified: isVouchedFor(tag.mail),
      }),
    ),
    earlierVersion: earlier.get(position) ?? null,
  };
}

const sourceOf = ({ messageId }: PostedMail): GivenTag["source"] =>
  messageId === null ? "mail" : `<${messageId.replace(/^<|>$/g, "")}>`;

/** The latest day that one of its mails bears: dates are what senders say. */
function postedOn({ cover, patches }: Series): Learned<string> {
  const seconds = [...(cover === null ? [] : [cover]), ...patches.map(({ mail }) => mail)].map(
    ({ sent }) => sent.seconds,
  );
  let latest = Number.NEGATIVE_INFINITY;
  for (const one of seconds) {
    if (one === null) return unknown("a mail of the series has no date that can be read");
    latest = Math.max(latest, one);
  }
  return Number.isFinite(latest) ? learned(dayOf(latest)) : unknown("no mail of the series is here");
}

/** By position, what the version before had. */
function earlierVersions(series: Series, before: Series | null): ReadonlyMap<number, EarlierVersion> {
  const versions = new Map<number, EarlierVersion>();
  if (before === null) return versions;
  const successors = comparingWith(series.patches)(before.patches);
  for (const { position, mail, patch } of before.patches) {
    const successor = successors.get(position);
    if (successor === undefined) continue;
    const signOffs = commitOfPatch(mail, patch).trailers.flatMap(({ key, value }) =>
      isSignOffKey(key) ? (parseIdentity(value) ?? []) : [],
    );
    versions.set(successor.position, { label: `v${before.version}`, unchanged: successor.same, signOffs });
  }
  return versions;
}

/** A list put itself in the place of whoever wrote or sent the patch. */
function unknownPersonOf({ mail, patch }: SeriesPatch): UnknownPerson | null {
  const author = isOfList(patch.author, mail.lists);
  const sender = mail.sender === null || isListSender(mail);
  if (!author && !sender) return null;
  const who = author ? "who wrote the patch" : "who sent the mail";
  const how =
    mail.sender === null
      ? "the mail names no sender, or several"
      : `the mailing list wrote \`${mail.sender.name} <${mail.sender.email}>\` in the place of the sender${author ? ", and no `From:` stands above the message" : ""}`;
  return { author, sender, why: `${who} is not known: ${how}` };
}

/** Parts that are named before a list is cut. */
const namedMax = 20;

function reasonsFor({ patches, missing, missingCount, total, problems, kind }: Series): readonly string[] {
  const reasons = [...problems];
  if (missingCount > 0) {
    const named = missing.slice(0, namedMax).map((position) => `${position}/${total}`);
    const more = missingCount - named.length;
    const parts = more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
    reasons.push(missingCount === 1 ? `patch ${parts} is missing` : `patches ${parts} are missing`);
  }
  if (patches.length === 0)
    reasons.push(
      kind === "pull-request"
        ? "a pull request's commits stand in no mail; fetch them, and check the range"
        : "there is no patch to judge",
    );
  return reasons;
}
