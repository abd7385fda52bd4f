import { largest } from "../text/long-lists.ts";

/** Options of a clause, as a policy writes them. */
export type ClauseOptions = { readonly [name: string]: string | number | boolean | readonly string[] };

/** One way to set a rule, and what its figure says: `12 of 1,000 commits are signed off`. */
export type Variant = { readonly options: ClauseOptions; readonly words: string };

/** A rule that practice can speak for, in one or more settings, the strictest first. */
export type Candidate = {
  readonly rule: string;
  readonly variants: readonly [Variant, ...Variant[]];
  /** Only where somebody is known to maintain something. */
  readonly needsMaintainers?: true;
};

const one = (rule: string, words: string): Candidate => ({ rule, variants: [{ options: {}, words }] });

/**
 * The rules on sign-offs, in the order in which a proposal lists them. The rules themselves measure practice, so a figure is what a check
 * would say.
 */
export const candidates: readonly Candidate[] = [
  one("sign-off-present", "are signed off"),
  one("sign-off-well-formed", "name a person with a usable address in every sign-off"),
  one("sign-off-in-trailers", "have all their sign-offs where git looks for them"),
  {
    rule: "sign-off-by-author",
    variants: [
      { options: { match: "author" }, words: "are signed off by their author" },
      { options: { match: "author-or-committer" }, words: "are signed off by their author or committer" },
    ],
  },
  one("sign-off-by-submitter", "that were passed on are signed off by who did so"),
  {
    rule: "sign-off-by-co-authors",
    variants: [
      { options: {}, words: "with co-authors are signed off by all of them" },
      { options: { keys: ["Co-developed-by"] }, words: "with `Co-developed-by` are signed off by all whom it names" },
    ],
  },
  one("sign-off-order", "with several sign-offs have the author's before the submitter's"),
  {
    rule: "sign-off-human",
    variants: [
      { options: {}, words: "are signed off by people only" },
      { options: { bots: "allow" }, words: "are signed off by people and ordinary bots only" },
    ],
  },
  one("sign-off-named", "name somebody in every sign-off"),
  { ...one("sign-off-independent", "are signed off by a maintainer who is not their author"), needsMaintainers: true },
];

/** How often practice has to be measured for every setting to be tried. */
export const measurings = largest(candidates.map(({ variants }) => variants.length));

/** The setting that a measuring tries; a rule with fewer settings is measured by its first one again. */
export const variantOf = ({ variants }: Candidate, measuring: number): Variant => variants[measuring] ?? variants[0];
