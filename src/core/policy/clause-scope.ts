import type { Clause, ClauseScope } from "./policy.ts";

/** Whom a clause may speak of, as far as a policy's maintainers file and the history tell. */
export const clauseAuthors = ["maintainers", "others", "newcomers", "contributors"] as const;

/** Does a clause speak of every commit? */
export const isForAll = ({ paths, scope }: Pick<Clause, "paths" | "scope">): boolean =>
  paths === null && scope === undefined;

const authorWords: { readonly [Who in NonNullable<ClauseScope["who"]>]: string } = {
  maintainers: "work of maintainers",
  others: "work of people who are no maintainers",
  newcomers: "somebody's first work here",
  contributors: "work of people who contributed before",
};

/** What a clause speaks of beside paths, in words for people; empty: of all. */
export function scopeWords({ scope }: Pick<Clause, "scope">): readonly string[] {
  if (scope === undefined) return [];
  const { classes, who, since, above } = scope;
  return [
    ...(classes === null ? [] : [`changes of ${classes.join(" or ")}`]),
    ...(who === null ? [] : [authorWords[who]]),
    ...(since === null ? [] : [`what was posted from ${since} on`]),
    ...(above === null ? [] : [`more than ${above} added lines`]),
  ];
}
