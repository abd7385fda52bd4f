import type { ListedException } from "../document/document.ts";

/** The first condition that two readings of an entry do not have alike, by the name of its field; null: they allow the same. */
export function otherCondition(one: ListedException, other: ListedException): string | null {
  const differing = conditions.find(({ of }) => JSON.stringify(of(one)) !== JSON.stringify(of(other)));
  return differing?.name ?? null;
}

const conditions: readonly { readonly name: string; readonly of: (entry: ListedException) => unknown }[] = [
  { name: "Exception", of: ({ id }) => id },
  { name: "Covers", of: ({ covers }) => covers },
  { name: "Change", of: ({ change }) => change },
  { name: "Paths", of: ({ paths }) => paths },
  { name: "Not paths", of: ({ notPaths }) => notPaths },
  { name: "At most", of: ({ atMost }) => atMost },
  { name: "Tool", of: ({ tool }) => tool },
  { name: "Who", of: ({ who }) => who },
  { name: "Needs", of: ({ needs }) => needs },
  { name: "Judgement", of: ({ judgements }) => judgements },
  { name: "Until", of: ({ until }) => until },
];
