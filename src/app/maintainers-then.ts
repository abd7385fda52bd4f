import { compileMaintainers } from "../core/policy/compile-maintainers.ts";
import { dcoPath, policyPaths } from "../core/policy/own-files.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { MaintainersAt, MaintainersThen } from "../core/process/thread/standing.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { PathHistory, Repository } from "../ports/repository.ts";
import { asSource } from "./policy-reader.ts";
import { ownSettings, type PolicyPorts } from "./read-policy.ts";

/** Commits of the line that may have touched the file; Linux's MAINTAINERS has some 20,000. */
const commitsMax = 50_000;

/** Versions of the file that are read for one discussion: each takes up to 40 ms. */
const versionsMax = 200;

/**
 * Reads the maintainers files of these moments (seconds since 1970; null: a moment that nobody knows): as the last commit of HEAD's first-parent line
 * that is no younger left it. Which file that is, today's policy says. A list in the policy itself is read from the policy of then.
 *
 * @param head - a full id; null: there is no commit
 */
export async function readMaintainersThen(
  moments: readonly (number | null)[],
  policy: Policy,
  head: string | null,
  ports: PolicyPorts,
): Promise<MaintainersAt> {
  const setting = policy.settings.maintainers;
  if (setting.kind === "none") return () => unknown("the policy names no maintainers");
  if (head === null) return () => unknown("the repository has no commit");
  const paths = setting.kind === "file" ? [setting.path] : [...policyPaths, dcoPath];
  const history = await ports.repository.history(paths, head, commitsMax);
  if (!history.ok) {
    const { text } = history.error;
    return () => unknown(text);
  }
  const find = commitFinder(history.value, ports.repository);
  const known = new Map<string, Learned<MaintainersThen>>();
  for (const moment of moments) {
    const commit = find(moment);
    if (!commit.known || known.has(commit.value)) continue;
    const tooMany = unknown(`more than ${versionsMax} versions of the maintainers file were in force`);
    known.set(commit.value, known.size < versionsMax ? await readAt(commit.value, policy, ports) : tooMany);
  }
  return (seconds) => {
    const commit = find(seconds);
    return commit.known ? (known.get(commit.value) ?? unknown("nobody asked for that moment")) : commit;
  };
}

/** The newest commit of the line that is no younger than a moment. Dates of a line may go back, so its youngest so far counts. */
function commitFinder({ commits, complete }: PathHistory, { description }: Repository) {
  // Newest first. A commit counts as old as the oldest above it, so that the row is in order and can be halved.
  const dates: number[] = [];
  for (const { seconds } of commits) dates.push(Math.min(seconds, dates.at(-1) ?? seconds));
  return (moment: number | null): Learned<string> => {
    if (moment === null) return unknown("the date cannot be read");
    let [low, high] = [0, dates.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((dates[middle] ?? 0) <= moment) high = middle;
      else low = middle + 1;
    }
    const commit = commits[low];
    const isCut = description.shallow && low >= commits.length - 1;
    if (isCut) return unknown("history is cut by a shallow clone");
    if (commit !== undefined) return learned(commit.id);
    return unknown(complete ? "there was no maintainers file yet" : `the file has more than ${commitsMax} revisions`);
  };
}

async function readAt(revision: string, policy: Policy, ports: PolicyPorts): Promise<Learned<MaintainersThen>> {
  const setting = policy.settings.maintainers;
  const found =
    setting.kind === "file" ? await fileAt(revision, setting.path, policy, ports) : await listAt(revision, ports);
  return found.known ? learned({ maintainers: found.value, revision }) : found;
}

type Found = Learned<MaintainersThen["maintainers"]>;

async function fileAt(
  revision: string,
  path: string,
  { settings }: Policy,
  { repository }: PolicyPorts,
): Promise<Found> {
  const file = await repository.readFile(revision, path);
  if (!file.ok) return unknown(file.error.text);
  if (file.value === null) return unknown("there was no maintainers file then");
  if (file.value.isLink) return unknown(`${path} was a symbolic link then, which is not followed`);
  const source = asSource(path, file.value.bytes);
  if (!source.ok || source.value === null) return unknown(source.ok ? "there is no such file" : source.text);
  return compileMaintainers(settings, source.value.source).maintainers;
}

async function listAt(revision: string, { repository, cache }: PolicyPorts): Promise<Found> {
  for (const path of [...policyPaths, dcoPath]) {
    const file = await repository.readFile(revision, path);
    if (!file.ok) return unknown(file.error.text);
    if (file.value === null) continue;
    const source = asSource(path, file.value.bytes);
    if (!source.ok || source.value === null) return unknown(source.ok ? "there is no such file" : source.text);
    const { settings } = ownSettings(source.value, { at: "", kind: "repository", revision }, cache);
    if (settings.maintainers.kind !== "inline") return unknown("the policy of then listed no maintainers");
    return compileMaintainers(settings, null).maintainers;
  }
  return unknown("there was no policy then");
}
