import type { Claim } from "../../commit/claims.ts";
import { justificationFor } from "../../commit/justification.ts";
import type { ListedException } from "../../document/document.ts";
import type { Situation } from "../situation.ts";

/** Does the claim cite this entry, by id or by title? Titles compare without regard to case and runs of blanks. */
export function citesException({ source }: Claim, exception: ListedException): boolean {
  if (source.by !== "citation") return false;
  return source.as === "id" ? source.cited === exception.id : fold(source.cited) === fold(exception.title);
}

/** Tells whether a claim cites one of these entries, in the same time however many there are. */
export function createListedCitations(exceptions: readonly ListedException[]): (claim: Claim) => boolean {
  const ids = new Set(exceptions.map(({ id }) => id));
  const titles = new Set(exceptions.map(({ title }) => fold(title)));
  return ({ source }) =>
    source.by === "citation" && (source.as === "id" ? ids.has(source.cited) : titles.has(fold(source.cited)));
}

/** The entries that some of these claims cite, in the order of the document. */
export function citedExceptions(
  exceptions: readonly ListedException[],
  claims: readonly Claim[],
): readonly ListedException[] {
  const ids = new Set<string>();
  const titles = new Set<string>();
  for (const { source } of claims) {
    if (source.by !== "citation") continue;
    if (source.as === "id") ids.add(source.cited);
    else titles.add(fold(source.cited));
  }
  return exceptions.filter(({ id, title }) => ids.has(id) || titles.has(fold(title)));
}

/** Citations of a commit, in the order of the message. */
export const citationsOf = ({ observed: { claims } }: Situation): readonly Claim[] =>
  claims.length === 0 ? claims : claims.filter(({ source }) => source.by === "citation");

/** Citations whose paragraphs are looked at; a message that cites more often says so without a sentence for us. */
const paragraphsMax = 20;

/** Does a full sentence stand in the paragraph of one of these citations? Whether it convinces is for people. */
export function haveSentence(claims: readonly Claim[], isMeant: (claim: Claim) => boolean): boolean {
  let left = paragraphsMax;
  for (const claim of claims) {
    if (!isMeant(claim)) continue;
    // A claim that a reapplied commit made stands in that commit's message.
    if (justificationFor(claim.at.source.text, claim.at) !== null) return true;
    left -= 1;
    if (left === 0) return false;
  }
  return false;
}

const fold = (title: string): string => title.trim().replace(/\s+/g, " ").toLowerCase();
