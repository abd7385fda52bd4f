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

/** Belongs to every policy. */
export const mailmapPath = ".mailmap";

/** Paths of the policy itself. A profile or a file from elsewhere is no path of the repository. */
export function filesOf(settings: PolicySettings): readonly string[] {
  const { source, document, maintainers } = settings;
  const own = /^(?:profile:|\/)/.test(source.name) ? [] : [source.name];
  const owners = maintainers.kind === "file" ? [maintainers.path] : [];
  return [...own, ...document, ...owners, ...floorFiles(settings), mailmapPath];
}

/** The file that a policy has as its floor; none where it has a profile, or no floor. */
export const floorFiles = ({ floor }: PolicySettings): readonly string[] =>
  floor === null || floor.value.startsWith("profile:") ? [] : [floor.value];

/** The same, and all places where settings would be found: a file that is added there would be the policy. */
export const everyFileOf = (settings: PolicySettings): readonly string[] => [
  ...policyPaths,
  dcoPath,
  ...filesOf(settings),
];
