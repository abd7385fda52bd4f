import type { AnswerTag } from "../mail/answer-tags.ts";
import { isVouchedFor } from "../mail/counted-tags.ts";
import type { PostedMail } from "../mail/posted-mail.ts";
import type { Series } from "../mail/series.ts";
import { answeredMail } from "./answer/answered-series.ts";

/** A tag that somebody gave in an answer. */
export type AnswerTagValue = {
  readonly form: string;
  readonly by: { readonly name: string; readonly email: string };
  /** The answer's Message-Id. */
  readonly mail: string | null;
  /** The version that it was given to. */
  readonly version: number;
  readonly about: "series" | "patch";
  /** The position of the patch in this series; null for a tag to the series, and for one to a patch that is in it no more. */
  readonly patch: number | null;
  readonly counts: boolean;
  /** Why it does not count: the rest of a sentence that begins with the tag. Null: it counts. */
  readonly why: string | null;
  /** Did the domain of the sender sign the mail, and is the signature good? */
  readonly verified: boolean;
  /** What the signatures of the mail come to, in words. Null: nobody asked. */
  readonly signatures: string | null;
};

/** A patch series by mail, as a report has it. */
export type SeriesValue = {
  /** The Message-Id that it is known by; null where it has none. */
  readonly id: string | null;
  readonly title: string;
  readonly version: number;
  readonly kind: Series["kind"];
  readonly sender: { readonly name: string; readonly email: string } | null;
  readonly total: number | null;
  readonly patches: readonly { readonly position: number; readonly id: string | null; readonly subject: string }[];
  /** The first of the positions of which no patch is here, and how many there are. */
  readonly missing: readonly number[];
  readonly missingCount: number;
  /** Versions that this one took the place of, and that nobody judged. */
  readonly superseded: readonly { readonly id: string | null; readonly version: number }[];
  /** The Message-Ids of answers that carry a patch: nobody judged it. */
  readonly patchesInAnswers: readonly (string | null)[];
  readonly tags: readonly AnswerTagValue[];
};

/** A series as plain data. `superseded` are the versions of it that were not judged. */
export function seriesValue(series: Series, superseded: readonly Series[] = []): SeriesValue {
  const { title, version, kind, total, patches, missing, missingCount, answers, tags } = series;
  const first = answeredMail(series);
  return {
    id: first?.messageId ?? null,
    title,
    version,
    kind,
    sender: personOf(first?.sender ?? null),
    total,
    patches: patches.map(({ position, mail, patch }) => ({ position, id: mail.messageId, subject: patch.subject })),
    missing,
    missingCount,
    superseded: superseded.map((one) => ({ id: answeredMail(one)?.messageId ?? null, version: one.version })),
    patchesInAnswers: answers.flatMap(({ patch, messageId }) => (patch === null ? [] : [messageId])),
    tags: tags.map(tagValue),
  };
}

const personOf = (person: PostedMail["sender"]): SeriesValue["sender"] =>
  person === null ? null : { name: person.name, email: person.email };

const tagValue = ({ trailer, identity, mail, version, about, why }: AnswerTag): AnswerTagValue => ({
  form: trailer.key,
  by: { name: identity.name, email: identity.email },
  mail: mail.messageId,
  version,
  about: about === "series" ? "series" : "patch",
  patch: typeof about === "number" ? about : null,
  counts: why === null,
  why,
  verified: isVouchedFor(mail),
  signatures: signatureWords(mail),
});

/** Signatures of a mail that are named. */
const signaturesMax = 5;

function signatureWords({ dkim }: PostedMail): string | null {
  if (dkim === null) return null;
  if (!dkim.known) return `not known: ${dkim.why}`;
  if (dkim.value.length === 0) return "none";
  const named = dkim.value
    .slice(0, signaturesMax)
    .map(({ domain, result, why }) => `${result} of ${domain}${why === "" ? "" : ` (${why})`}`);
  const more = dkim.value.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
