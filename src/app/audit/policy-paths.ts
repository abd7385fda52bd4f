import type { FileChange, PolicyChanges } from "../../core/audit/timeline.ts";
import { dcoPath, floorFiles, mailmapPath, policyPaths } from "../../core/policy/own-files.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import type { Answer, CommitReference, Repository } from "../../ports/repository.ts";
import type { LineHistory, Survey } from "../../ports/survey.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { asSource } from "../policy-reader.ts";
import { ownSettings, type PolicyPorts } from "../read-policy.ts";

/** First-parent commits that may touch the policy's files; more are not looked at, and the audit says so. */
export const policyCommitsMax = 1_000_000;

/** Looks up what commits made of files of these paths. */
export type ChangeFinder = (paths: readonly string[]) => Promise<Attempt<readonly FoundChange[]>>;
type FoundChange = { readonly number: number; readonly files: readonly FileChange[] };

/** Files that hold settings. */
const ownPaths: readonly string[] = [...policyPaths, dcoPath];

/**
 * All changes of the files that any policy of the history was made of: of settings first, then of what any of these settings, or those `given`,
 * names. `paths` are known to be such files.
 */
export async function findPolicyChanges(
  find: ChangeFinder,
  known: KnownPaths,
  ports: PolicyPorts,
): Promise<Attempt<{ readonly changes: PolicyChanges; readonly paths: readonly string[] }>> {
  const first = firstPaths(known);
  const found = await find(first);
  if (!found.ok) return found;
  const named = new Set<string>();
  const blobs = new Set<string>();
  for (const { files } of found.value) {
    for (const { path, blob, isLink } of files) {
      if (blob === null || isLink || !ownPaths.includes(path) || blobs.has(`${path} ${blob}`)) continue;
      blobs.add(`${path} ${blob}`);
      for (const one of await pathsNamedIn(path, blob, ports)) named.add(one);
    }
  }
  const further = [...named].filter((path) => !first.includes(path));
  const more = further.length === 0 ? done([]) : await find(further);
  if (!more.ok) return more;
  const changes = new Map<number, FileChange[]>();
  for (const { number, files } of [...found.value, ...more.value])
    changes.set(number, [...(changes.get(number) ?? []), ...files]);
  return done({ changes, paths: [...first, ...further] });
}

/** What is known of the policy's files before history is looked at. */
type KnownPaths = { readonly given: readonly PolicySettings[]; readonly paths: readonly string[] };

const firstPaths = ({ given, paths }: KnownPaths): readonly string[] => [
  ...new Set([...ownPaths, mailmapPath, ...given.flatMap(namedPaths), ...paths]),
];

/** Commits of the line among which are all that touched any of these paths. */
export type Touching = (paths: readonly string[]) => Promise<Answer<LineHistory>>;

/** Of the line of `tip` that an earlier audit did not go through, by full ids. */
export const touchingSince = (repository: Repository, tip: string, earlier: string): Touching => {
  return async (paths) => {
    const found = await repository.history(paths, tip, policyCommitsMax, earlier);
    if (!found.ok) return found;
    const { commits, complete } = found.value;
    return { ok: true, value: { ids: commits.map(({ id }) => id), complete } };
  };
};

/** Of the line that a survey goes along. */
export const touchingIn =
  (survey: Survey): Touching =>
  (paths) =>
    survey.touching(paths, policyCommitsMax);

/**
 * Asks at once which commits touched the files that will be asked about first: that is found out while the line itself is still being
 * read.
 */
export function touchingEarly(known: KnownPaths, ask: Touching): Touching {
  const first = firstPaths(known);
  const early = ask(first);
  // Whoever asks for it hears of a failure; it may come before anybody does.
  early.catch(() => {});
  return (paths) => (paths.join("\0") === first.join("\0") ? early : ask(paths));
}

/** The document, the maintainers file and the floor that settings name. */
const namedPaths = (settings: PolicySettings): readonly string[] => [
  ...settings.document,
  ...(settings.maintainers.kind === "file" ? [settings.maintainers.path] : []),
  ...floorFiles(settings),
];

/** A file that cannot be read names nothing; what it governs is undecided, for that reason, when its time comes. */
async function pathsNamedIn(
  path: string,
  blob: string,
  { repository, cache }: PolicyPorts,
): Promise<readonly string[]> {
  const bytes = await repository.readBlob(blob);
  const file = bytes.ok ? asSource(path, bytes.value) : null;
  if (file === null || !file.ok || file.value === null) return [];
  return namedPaths(ownSettings(file.value, { at: "", kind: "repository", revision: null }, cache).settings);
}

/** Finds changes on the audited line: git lists the commits that touched the files, so that no other is compared. */
export function changesOnLine(touching: Touching, asked: AskedChanges): ChangeFinder {
  return async (paths) => {
    const found = await touching(paths);
    if (!found.ok) return failed("work", found.error.text);
    if (!found.value.complete)
      return failed("work", `the policy's files have more than ${policyCommitsMax} revisions, which is the limit`);
    const numbers = found.value.ids.flatMap((id) => asked.numberOf(id) ?? []);
    return changesOf(numbers, paths, asked);
  };
}

type AskedChanges = {
  readonly numberOf: (id: string) => number | undefined;
  readonly referenceOf: (number: number) => CommitReference;
  readonly repository: Repository;
};

/** What these commits made of the files. */
export async function changesOf(
  numbers: readonly number[],
  paths: readonly string[],
  { numberOf, referenceOf, repository }: AskedChanges,
): Promise<Attempt<readonly FoundChange[]>> {
  const versions = await repository.fileVersions(numbers.map(referenceOf), paths);
  if (!versions.ok) return failed("work", versions.error.text);
  return done(
    versions.value.flatMap(({ id, files }) => {
      const number = numberOf(id);
      return number === undefined ? [] : [{ number, files }];
    }),
  );
}
