import type { Claim } from "../../commit/claims.ts";
import type { ListedException } from "../../document/document.ts";
import type { Situation } from "../situation.ts";

/** Does the claim cite this entry, by id or by title? Titles compare without regard to case and runs of blanks. */
export function citesException({ source }: Claim, exception: ListedException): boolean {
  if (source.by !== "citation") return false;
  return source.as === "id" ? source.cited === exception.id : fold(source.cited) === fold(exception.title);
}

/** Citations of a commit, in the order of the message. */
export const citationsOf = ({ observed }: Situation): readonly Claim[] =>
  observed.claims.filter(({ source }) => source.by === "citation");

const fold = (title: string): string => title.trim().replace(/\s+/g, " ").toLowerCase();
