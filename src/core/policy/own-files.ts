import type { PolicySettings } from "./policy.ts";

/** Where a repository's own policy may stand, first found first taken. */
export const policyPaths: readonly string[] = [
  "proviso.yaml",
  ".github/proviso.yaml",
  ".gitlab/proviso.yaml",
  ".forgejo/proviso.yaml",
];

/** The settings of another program that are honoured where no policy stands. */
export const dcoPath = ".github/dco.yml";

const mailmapPath = ".mailmap";

/** Paths of the policy itself. A profile or a file from elsewhere is no path of the repository. */
export function filesOf({ source, document, maintainers }: PolicySettings): readonly string[] {
  const own = /^(?:profile:|\/)/.test(source.name) ? [] : [source.name];
  return [...own, ...document, ...(maintainers.kind === "file" ? [maintainers.path] : []), mailmapPath];
}

/** The same, and all places where settings would be found: a file that is added there would be the policy. */
export const everyFileOf = (settings: PolicySettings): readonly string[] => [
  ...policyPaths,
  dcoPath,
  ...filesOf(settings),
];
