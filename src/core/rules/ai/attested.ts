import { isQuotedTag } from "../../commit/claim-reader.ts";
import { messageSpan } from "../../commit/facts.ts";
import { type Memory, remembered } from "../../text/remember.ts";
import type { Span } from "../../text/source.ts";
import { fitsWhole } from "../fits-whole.ts";
import type { Attestation } from "../outcome.ts";
import { type RequestPlace, requestPlaces, valuesIn } from "../request/channels.ts";
import type { Situation } from "../situation.ts";

/** Where a statement may be made. */
export const statementPlaces = ["trailer", "message", ...requestPlaces] as const;
export type StatementPlace = (typeof statementPlaces)[number];

/** A statement that is looked for; see the options of `ai-attestation`. */
export type WantedStatement = {
  readonly name: string;
  readonly in: readonly StatementPlace[];
  readonly key: string | null;
  readonly heading: string | null;
  readonly words: string | null;
};

/** `loose`: only outside git's trailer block. `unseen`: it may stand where nobody could look. */
export type FoundStatement =
  | { readonly kind: "made"; readonly attestation: Attestation }
  | { readonly kind: "loose"; readonly at: Span; readonly text: string }
  | { readonly kind: "unseen"; readonly why: string }
  | { readonly kind: "missing" };

/** Looks for a statement in each place where it may be made, the message first. */
export function findStatement(wanted: WantedStatement, situation: Situation): FoundStatement {
  const { name, in: places } = wanted;
  const { commit, contribution } = situation;
  const author = { name: commit.author.name, email: commit.author.email };
  if (places.includes("trailer") && hasTrailer(wanted, situation)) return made(name, "trailer", author);
  if (places.includes("message") && hasParagraph(wanted, commit.message.text)) return made(name, "message", author);
  let unseen: string | null = null;
  for (const place of requestPlaces) {
    if (!places.includes(place)) continue;
    const values = contribution.request.known
      ? valuesIn({ in: place, heading: headingFor(wanted, place) }, contribution.request.value)
      : contribution.request;
    if (!values.known) unseen ??= values.why;
    else if (isMadeIn(values.value, wanted, place))
      return made(name, place, contribution.sender.known ? contribution.sender.value : null);
  }
  if (unseen !== null) return { kind: "unseen", why: unseen };
  return (places.includes("trailer") ? looseTrailer(wanted, situation) : null) ?? { kind: "missing" };
}

const made = (statement: string, place: string, by: Attestation["by"]): FoundStatement => ({
  kind: "made",
  attestation: { statement, place, by },
});

/** Titles and labels stand under no heading. */
const headingFor = ({ heading }: WantedStatement, place: RequestPlace): string | null =>
  place === "title" || place === "label" ? null : heading;

/** The values are the same for every commit of a request, so they are held against the words once. */
const isMadeIn = (values: readonly string[], wanted: WantedStatement, place: RequestPlace): boolean =>
  remembered(madeIn, values, wanted, () => values.some((value) => fits(wanted, place, value)));

const madeIn: Memory<boolean> = new WeakMap();

/** Without words that it must have, only what is about nothing else makes the statement: all under its own heading. */
const fits = ({ words, heading }: WantedStatement, place: RequestPlace, value: string): boolean =>
  words === null ? place === "section" && heading !== null && value !== "" : fitsWhole(words, value);

const fitsTrailer = ({ key, words }: WantedStatement, tag: { readonly key: string; readonly value: string }): boolean =>
  key !== null &&
  tag.key.toLowerCase() === key.toLowerCase() &&
  (words === null ? tag.value !== "" : fitsWhole(words, tag.value));

const hasTrailer = (wanted: WantedStatement, { observed }: Situation): boolean =>
  observed.trailers.some((trailer) => fitsTrailer(wanted, trailer));

function looseTrailer(wanted: WantedStatement, { commit, observed }: Situation): FoundStatement | null {
  const loose = observed.looseTags.find((tag) => fitsTrailer(wanted, tag) && !isQuotedTag(commit, tag));
  if (loose === undefined) return null;
  return { kind: "loose", at: messageSpan(commit, loose), text: `${loose.key}: ${loose.value}` };
}

/** Characters of a message in which paragraphs are looked for. */
const messageLengthMax = 1 << 18;

/** A paragraph of the message that has the words, on one line or several. What is quoted or set in like code is no statement. */
function hasParagraph({ words }: WantedStatement, message: string): boolean {
  if (words === null || message.length > messageLengthMax) return false;
  return message
    .split(/\n[ \t]*\n/)
    .filter((paragraph) => !/^(?:>|\t| {4})/m.test(paragraph))
    .some((paragraph) => fitsWhole(words, paragraph.replace(/\s+/g, " ").trim()));
}
