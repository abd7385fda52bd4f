import type { Claim } from "../../commit/claims.ts";
import { justificationFor } from "../../commit/justification.ts";
import type { ListedException } from "../../document/document.ts";
import type { Situation } from "../situation.ts";

/** Does the claim cite this entry, by id or by title? Titles compare without regard to case and runs of blanks. */
export function citesException({ source }: Claim, exception: ListedException): boolean {
  if (source.by !== "citation") return false;
  return source.as === "id" ? source.cited === exception.id : fold(source.cited) === fold(exception.title);
}

/** Citations of a commit, in the order of the message. */
export const citationsOf = ({ observed: { claims } }: Situation): readonly Claim[] =>
  claims.length === 0 ? claims : claims.filter(({ source }) => source.by === "citation");

/** Citations whose paragraphs are looked at; a message that cites more often says so without a sentence for us. */
const paragraphsMax = 20;

/** Does a full sentence stand in the paragraph of one of these citations? Whether it convinces is for people. */
export const haveSentence = (citations: readonly Claim[]): boolean =>
  // A claim that a reapplied commit made stands in that commit's message.
  citations.slice(0, paragraphsMax).some(({ at }) => justificationFor(at.source.text, at) !== null);

const fold = (title: string): string => title.trim().replace(/\s+/g, " ").toLowerCase();
