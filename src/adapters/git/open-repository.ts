import type { Answer, CommitReference, Range, Repository } from "../../ports/repository.ts";
import { createAdditionsDiffer } from "./additions.ts";
import { askersAt, placesIn } from "./askers.ts";
import { streamById, streamCommits } from "./commit-stream.ts";
import { createDiffer, pathArguments } from "./differ.ts";
import { discover } from "./discovery.ts";
import type { Environment } from "./environment.ts";
import { answer, refuse } from "./failure.ts";
import { countCommitsBy, isAncestor, isSamePatch, pathHistory, referenceWith } from "./history.ts";
import { createObjectReader } from "./object-reader.ts";
import type { OpenedRepository } from "./opened.ts";
import type { GitPlace } from "./process.ts";
import { findMergeBase, resolveRange } from "./range.ts";
import { parentsOf, resolveRevision } from "./revision.ts";
import { readCommit, readSeries } from "./series.ts";
import { readSettings } from "./settings.ts";
import { defaultTarget } from "./target.ts";
import { readBlob, readFileBelow } from "./tree.ts";

const seldomAsked = () => import("./seldom-asked.ts");
const references = () => import("./references.ts");

export type OpenOptions = {
  /** The caller's environment; git sees little of it. */
  readonly environment?: Environment;
  /**
   * Names of variables that git shall see all the same, such as `GIT_QUARANTINE_PATH` and `GIT_OBJECT_DIRECTORY` in a
   * pre-receive hook.
   */
  readonly keep?: readonly string[];
};

/**
 * Opens the repository that a directory is in. Two processes start side by side: one says what the repository is,
 * the other waits to read objects. Most questions need no third.
 */
export async function openRepository(
  directory: string,
  { environment = process.env, keep = [] }: OpenOptions = {},
): Promise<Answer<Repository>> {
  const askers = askersAt(directory, environment, keep);
  const early = createObjectReader(askers.caller, true);
  const discovered = await discover(askers.caller, askers.outside);
  if (!discovered.ok) {
    early.close();
    return discovered;
  }
  const { description, isTrusted } = discovered.value;
  const { place, user } = placesIn(description.gitDirectory, askers);
  if (isTrusted) early.close();
  const objects = isTrusted ? createObjectReader(place, false) : early;
  return answer(repositoryAt({ place, user, objects, description }));
}

function repositoryAt(opened: OpenedRepository): Repository {
  const { place, objects, description } = opened;
  const differ = createDiffer(place);
  const adders = createAdditionsDiffer(place, description.partial);
  const pathDiffer = createDiffer(place, pathArguments);
  const revision = (text: string) => resolveRevision(objects, description, text);
  /** Read together when the first is asked for: each process of git takes longer than all that they say. */
  let settings: ReturnType<typeof readSettings> | undefined;

  /** Resolves names first, so that every other command line holds full ids only. */
  async function withIds<T>(
    names: readonly string[],
    work: (...ids: string[]) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const ids: string[] = [];
    for (const name of names) {
      const resolved = await revision(name);
      if (!resolved.ok) return resolved;
      ids.push(resolved.value.id);
    }
    return work(...ids);
  }

  return {
    description,
    resolve: (name) => withIds([name], async (id) => answer(id)),
    resolveRange: (argument) => resolveRange(opened, argument),
    defaultTarget: (remote) => defaultTarget(opened, remote),
    commits: (range, olderThan = []) => commitsOf(opened, range, olderThan),
    readCommit: (id) => readCommit(objects, id),
    commitsById: (ids) => streamById(opened, ids),
    async *graph(tip, excluding) {
      yield* (await seldomAsked()).readGraph(place, tip, { excluding });
    },
    survey: async (tip) => (await seldomAsked()).surveyHistory(place, description, tip),
    parents: (id) => parentsOf(objects, id),
    async changes(commits: readonly CommitReference[]) {
      const answers = await differ.compare(commits);
      return commits.map(({ id }, index) => ({ id, changes: answers[index] ?? notAnswered }));
    },
    async additions(commits: readonly CommitReference[]) {
      const answers = await adders.compare(commits);
      return commits.map(({ id }, index) => ({ id, changes: answers[index] ?? notAnswered }));
    },
    async touchedPaths(commits: readonly CommitReference[]) {
      const answers = await pathDiffer.compare(commits);
      return commits.map(({ id }, index) => {
        const found = answers[index] ?? notAnswered;
        return { id, paths: found.ok ? answer(found.value.map(({ path }) => path)) : found };
      });
    },
    readFile: async (name, path) => {
      const resolved = await revision(name);
      return resolved.ok ? readFileBelow(objects, resolved.value.tree, path) : resolved;
    },
    async listFiles(name, limit) {
      const resolved = await revision(name);
      return resolved.ok ? (await seldomAsked()).listFiles(place, resolved.value.tree, limit) : resolved;
    },
    history: (paths, name, limit, excluding) =>
      withIds([name], (id = "") => pathHistory(place, paths, { tip: id, excluding }, limit)),
    fileVersions: async (commits, paths) => (await seldomAsked()).fileVersions(place, commits, paths),
    isAncestor: (ancestor, descendant) =>
      withIds([ancestor, descendant], (first = "", second = "") => isAncestor(place, first, second)),
    referenceWith: ({ commit, without }) =>
      withIds([commit, without], (first = "", second = "") => referenceWith(place, first, second)),
    mergeBase: (one, other) => withIds([one, other], (first = "", second = "") => findMergeBase(place, first, second)),
    isCherryPick: ({ id, original, branch }) =>
      withIds([id, original, branch], async (copy = "", source = "", tip = "") => {
        const onBranch = await isAncestor(place, source, tip);
        return onBranch.ok && onBranch.value ? isSamePatch(place, copy, source) : onBranch;
      }),
    readBlob: (id) => readBlob(objects, id),
    compareChanges: (one, other) =>
      withIds([one, other], async (first = "", second = "") =>
        (await seldomAsked()).compareChanges(opened, first, second),
      ),
    changedLines: (name) => withIds([name], async (id = "") => (await seldomAsked()).changedLines(place, id)),
    packTree: (name) => withIds([name], async (id = "") => (await seldomAsked()).packTree(place, id)),
    objectDirectories: async () => (await seldomAsked()).objectDirectories(place, description),
    countCommitsBy: (addresses, name, enough) =>
      withIds([name], async (id = "") => {
        const counted = await countCommitsBy(place, addresses, id, enough);
        // Fewer than enough says nothing where history was cut.
        return counted.ok && counted.value < enough && description.shallow ? cutShort : counted;
      }),
    async applyMails(mails, onto) {
      const committed = await (await seldomAsked()).commitMails(opened, mails, onto);
      if (!committed.ok) return committed;
      const { place: there, remove, ...applied } = committed.value;
      return answer({ ...applied, repository: withNewObjects(opened, there, remove) });
    },
    async applyPatches(patches, onto) {
      const committed = await (await seldomAsked()).commitPatches(opened, patches, onto);
      if (!committed.ok) return committed;
      const { place: there, remove, commits } = committed.value;
      return answer({ commits, repository: withNewObjects(opened, there, remove) });
    },
    tagSignature: async (name, commit) => (await seldomAsked()).tagSignature(opened, name, commit),
    traceHistory: (name) => withIds([name], async (id = "") => (await seldomAsked()).traceHistory(opened, id)),
    rehearseReverts: async (rehearsal) => (await seldomAsked()).rehearseReverts(opened, rehearsal),
    patchOf: async (change) => (await seldomAsked()).patchOf(opened, change),
    pending: async (question) => (await seldomAsked()).readPending(opened, question),
    messageRules: async (message, committing) =>
      (await seldomAsked()).readMessageRules(opened.user, message, committing),
    hookPlace: async () => (await seldomAsked()).findHooks(opened),
    userIdentity: async () => (await seldomAsked()).identity(opened.user, "GIT_COMMITTER_IDENT"),
    references: async (prefixes) => (await references()).listReferences(place, prefixes),
    aliases: async (asked) => (await references()).listAliases(place, description.commonDirectory, asked),
    async settings(name) {
      settings ??= readSettings(opened.user, ownSettings);
      const found = await settings;
      const asked = name.toLowerCase();
      return found.ok ? answer(found.value.flatMap((one) => (one.name === asked ? [one.value] : []))) : found;
    },
    rewriter: async () =>
      (await seldomAsked()).createRewriter(opened, (there, remove) => withNewObjects(opened, there, remove)),
    async close() {
      for (const reader of [objects, differ, adders, pathDiffer]) reader.close();
    },
  };
}

/** The repository as a git sees it that has more objects, which `remove` takes away when it is closed. */
function withNewObjects(opened: OpenedRepository, place: GitPlace, remove: () => void): Repository {
  const repository = repositoryAt({ ...opened, place, objects: createObjectReader(place, false) });
  return { ...repository, close: () => repository.close().finally(remove) };
}

/** Settings that are asked for by name. */
const ownSettings = "^(proviso\\..*|core\\.ignorecase)$";

const cutShort = refuse(
  "missing-objects",
  "this clone is shallow, so earlier commits cannot be counted: fetch more history (`git fetch --unshallow`)",
);

const notAnswered = {
  ok: false,
  error: { code: "git-failed", text: "git did not say what the commit changes" },
} as const;

async function* commitsOf(opened: OpenedRepository, range: Range, olderThan: readonly string[]) {
  const { place, objects, description } = opened;
  if (range.kind === "root" && olderThan.length === 0) {
    yield* (await seldomAsked()).streamHistory(place, description, range);
    return;
  }
  // Where history was cut, git alone knows what it leaves out.
  const isWhole = range.kind === "commit" || !description.shallow;
  const series = isWhole && olderThan.length === 0 ? await readSeries(objects, range) : null;
  if (series === null) yield* streamCommits(place, range, olderThan);
  else yield series;
}
