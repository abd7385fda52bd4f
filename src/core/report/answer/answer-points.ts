import { addressKey } from "../../commit/identities.ts";
import { catalogue } from "../../rules/catalogue.ts";
import type { Speaker } from "../../rules/rule.ts";
import { append } from "../../text/long-lists.ts";
import type { CommitValue, FindingValue, JudgementValue } from "../json-values.ts";
import { shortId, subjectWords, type Weight, weightOf, wholeEntries } from "../report-entries.ts";
import { isOpen } from "../report-value.ts";
import { shown, shownSentence } from "../words.ts";
import { isSingle, policyWords } from "./answer-words.ts";
import { type AnsweredSeries, mailsOf, type ReportedSeries } from "./answered-series.ts";
import { mailRemedy, type Ownership } from "./mail-remedies.ts";

/** One thing that an answer has to say of one patch, or of the series. */
export type Point = {
  /** Things of one kind, which an answer says together. */
  readonly kind: string;
  readonly weight: Weight;
  /** Of the patch; null: it is about the series, or about a commit that no mail of it carries. */
  readonly position: number | null;
  /** The commit that no mail carries, in words; null: there is none. */
  readonly commit: string | null;
  /** The line at fault, as it stands there; null: it is about no line. */
  readonly quote: string | null;
  /** A sentence without its end, neutralised, as are the others. */
  readonly what: string;
  /** The project's own line, and where it stands. */
  readonly why: string | null;
  readonly remedy: string | null;
  /** Whose word is missing, where nothing else is. */
  readonly waitsFor: Speaker | null;
  readonly ownership: Ownership;
};

/** Code points shown of a line at fault. */
const quotedMax = 160;

/** All that is to be said of a series, in the order of its patches. */
export function pointsOf({ series, report }: ReportedSeries): readonly Point[] {
  const patches = new Map(
    series.patches.flatMap((one) => (one.mail.messageId === null ? [] : [[one.mail.messageId, one]])),
  );
  const points: Point[] = [...wholeEntries(report)].map(({ rule, weight, what, fix }) => ({
    ...ofSeries,
    kind: `${rule} ${what}`,
    weight,
    what: withMailsNamed(what, series),
    remedy: fix,
  }));
  append(points, judgementPoints(report.contribution.judgements, null));
  for (const commit of report.commits) {
    const patch = patches.get(commit.id ?? "") ?? null;
    const part = { commit, patch, ownership: ownershipOf(series, commit, patch) };
    if (commit.damage !== null) points.push(damagePoint(part, commit.damage));
    append(points, judgementPoints(commit.judgements, part));
  }
  return points.sort((left, right) => (left.position ?? 0) - (right.position ?? 0));
}

/** The numbers that mails have in a file say nothing to those who read them on a list. */
function withMailsNamed(sentence: string, series: AnsweredSeries): string {
  const ids = new Map(mailsOf(series).map(({ number, messageId }) => [String(number), messageId]));
  return sentence.replaceAll(/\bmail (\d{1,9})\b/g, (whole, number: string) => {
    const id = ids.get(number) ?? null;
    return id === null ? whole : `mail ${shown(id)}`;
  });
}

type Patch = AnsweredSeries["patches"][number];

/** A commit of the report with the patch that it is, if that is known. */
type Part = { readonly commit: CommitValue; readonly patch: Patch | null; readonly ownership: Ownership };

const ofSeries: Omit<Point, "kind" | "weight" | "what"> = {
  position: null,
  commit: null,
  quote: null,
  why: null,
  remedy: null,
  waitsFor: null,
  ownership: "own",
};

const damagePoint = (part: Part, damage: string): Point => ({
  ...ofSeries,
  ...placeOf(part),
  kind: "damage",
  weight: "undecided",
  what: `it cannot be read whole: ${shown(damage)}`,
});

const placeOf = ({ commit, patch }: Part): Pick<Point, "position" | "commit"> =>
  patch === null
    ? { position: null, commit: `${shortId(commit.id)} ("${subjectWords(commit)}")` }
    : { position: patch.position, commit: null };

/** Does the sender, or whom he wants to be answered (a list may have put itself into From), post a patch of his own? */
function ownershipOf(series: AnsweredSeries, { author }: CommitValue, patch: Patch | null): Ownership {
  const { sender = null, replyTo = null } = patch?.mail ?? series.cover ?? {};
  const people = [...(sender === null ? [] : [sender]), ...(replyTo ?? [])].map(({ email }) => addressKey(email));
  if (!people.includes(addressKey(author.email))) return "passed-on";
  return isSingle(series) ? "own" : "own-of-series";
}

function judgementPoints(judgements: readonly JudgementValue[], part: Part | null): readonly Point[] {
  const ownership = part?.ownership ?? "own";
  const patch = part?.patch ?? null;
  return judgements.filter(isOpen).flatMap((judgement) =>
    judgement.findings.map((finding): Point => {
      const { rule } = judgement;
      const { message, text, policyLine, fix } = finding;
      const remedy = mailRemedy(rule, message, fix?.text ?? null, ownership);
      return {
        kind: `${rule} ${message}`,
        weight: weightOf(judgement),
        ...(part === null
          ? { position: null, commit: null, quote: null }
          : { ...placeOf(part), quote: quoteOf(finding, part) }),
        what: ofPatch(shownSentence(text), patch) + pathWords(finding),
        why: policyWords(policyLine),
        remedy: remedy === null ? null : ofPatch(shownSentence(remedy), patch),
        waitsFor: missingWord(rule, message, ownership),
        ownership,
      };
    }),
  );
}

/** The line of the message, or the author's. The subject is there for everybody to see, and what points at it is about the whole patch. */
function quoteOf({ part, line }: FindingValue, { commit, patch }: Part): string | null {
  if (part === "author") return `From: ${shown(`${commit.author.name} <${commit.author.email}>`, quotedMax)}`;
  if (part !== "message" || line === null || line === 1 || patch === null) return null;
  const text = patch.patch.message.text.split("\n", line)[line - 1]?.trim() ?? "";
  return text === "" ? null : shown(text, quotedMax);
}

const pathWords = ({ path, text }: FindingValue): string =>
  path === null || text.includes(path) ? "" : ` (in \`${shown(path)}\`)`;

/** Rules speak of commits, and people on lists of patches. What stands in back-ticks is somebody's own. */
const ofPatch = (sentence: string, patch: Patch | null): string =>
  patch === null
    ? sentence
    : sentence
        .split("`")
        .map((part, index) => (index % 2 === 0 ? part.replaceAll(/\b([Tt])he commit\b/g, "$1he patch") : part))
        .join("`");

/** Of whom nothing but a word is missing; an author who sends his own patch is told what to correct. */
function missingWord(rule: string, message: string, ownership: Ownership): Speaker | null {
  const messages = catalogue.find(({ id }) => id === rule)?.messages ?? {};
  const speaker = (Object.hasOwn(messages, message) ? messages[message]?.waitsFor : undefined) ?? null;
  return speaker === "author" && ownership !== "passed-on" ? null : speaker;
}
