import {
  type ExposedCommit,
  type Exposure,
  exposureOf,
  type Reversal,
  type TouchedPath,
} from "../core/audit/exposure.ts";
import type { Change, CommitFacts } from "../core/commit/facts.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { CommitReference, Rehearsed, Repository, RepositoryError, TracedHistory } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { faultOf } from "./check.ts";
import { factsOf } from "./gather-facts.ts";

/** The commits (full ids) that rely on an exception, by its id, as the audit's ledger has them. */
export type RelyingCommits = (exception: string) => Promise<Attempt<readonly string[]>>;

export type ExposureRequest = {
  readonly commits:
    | { readonly kind: "exception"; readonly id: string; readonly relying: RelyingCommits }
    /** Revisions and ranges, as somebody typed them. */
    | { readonly kind: "named"; readonly names: readonly string[] };
  readonly at: string;
  /** Clean reverts become patches, of this moment (seconds since 1970), else of the revision's own; null: they are not wanted. */
  readonly patches: { readonly seconds: number | null } | null;
  readonly progress: {
    readonly reverts: (done: number) => void;
    readonly files: (done: number) => void;
  };
};

/** The answer, and the patches that were asked for, in the order in which they apply. */
export type ExposureAnswer = { readonly exposure: Exposure; readonly patches: Rehearsed["patches"] };

/** Commits that one question may be about. */
export const commitsMax = 5_000;

/** What of some commits is alive in a revision, and which of them can be reverted there. */
export async function exposure(request: ExposureRequest, repository: Repository): Promise<Attempt<ExposureAnswer>> {
  const named = await idsOf(request.commits, repository);
  if (!named.ok) return named;
  const { ids, undetermined } = named.value;
  const opened = await repository.traceHistory(request.at);
  if (!opened.ok) return refused(opened.error);
  const history = opened.value;
  try {
    const reached = history.newestFirst(ids);
    const gathered = await gather([...reached, ...without(ids, reached)], new Set(reached), repository);
    if (!gathered.ok) return gathered;
    const commits = gathered.value;
    const rehearsed = await rehearse(commits, history, request, repository);
    if (!rehearsed.ok) return rehearsed;
    const { reversals, patches } = rehearsed.value;
    const touching = commits.flatMap(({ id, reached: isReached, touched }) =>
      isReached && touched.known ? [{ id, paths: touched.value.map(({ path }) => path) }] : [],
    );
    const files = await history.linesAlive(touching, request.progress.files);
    if (!files.ok) return refused(files.error);
    const facts = {
      revision: { name: request.at, id: history.revision },
      exception: request.commits.kind === "exception" ? request.commits.id : null,
      commits,
      files: files.value,
      reversals,
      undetermined: [...undetermined, ...beyondTheBorder(commits, history, repository)],
    };
    return done({ exposure: exposureOf(facts), patches });
  } finally {
    history.close();
  }
}

const refused = ({ code, text }: RepositoryError): Attempt<never> => failed(faultOf(code), text);

const without = (ids: readonly string[], others: readonly string[]): readonly string[] => {
  const left = new Set(ids);
  for (const id of others) left.delete(id);
  return [...left];
};

type NamedCommits = { readonly ids: readonly string[]; readonly undetermined: readonly string[] };

async function idsOf(commits: ExposureRequest["commits"], repository: Repository): Promise<Attempt<NamedCommits>> {
  const relying = commits.kind === "exception" ? await commits.relying(commits.id) : done(commits.names);
  if (!relying.ok) return relying;
  const ids = new Set<string>();
  const undetermined: string[] = [];
  for (const name of relying.value) {
    // A name alone is one commit; only a range names more.
    const text = name.includes("..") || name.endsWith("^!") ? name : `${name}^!`;
    const range = await repository.resolveRange({ text, root: false });
    if (!range.ok) return refused(range.error);
    if (range.value.incomplete !== null) undetermined.push(`\`${name}\` may be more: ${range.value.incomplete}`);
    for await (const batch of repository.commits(range.value)) {
      if (!batch.ok) return refused(batch.error);
      for (const { id } of batch.value) ids.add(id);
      if (ids.size > commitsMax)
        return failed("usage", `there are more than ${commitsMax} commits, which is the limit; name fewer`);
    }
  }
  if (ids.size === 0 && commits.kind === "named") undetermined.push("no commit is named: what was named is empty");
  return done({ ids: [...ids], undetermined });
}

async function gather(
  ids: readonly string[],
  reached: ReadonlySet<string>,
  repository: Repository,
): Promise<Attempt<readonly ExposedCommit[]>> {
  const all: (CommitFacts & { readonly id: string })[] = [];
  for (const id of ids) {
    const raw = await repository.readCommit(id);
    if (!raw.ok) return refused(raw.error);
    all.push({ ...factsOf(raw.value), id });
  }
  const touchedBy = await touchedPaths(all, repository);
  return done(
    all.map(({ id, subject, parents }, index) => {
      const kind = parents.length > 1 ? "merge" : parents.length === 0 ? "root" : "ordinary";
      const touched = touchedBy[index] ?? unknown("git did not say what it changes");
      return { id, subject, kind, reached: reached.has(id), touched };
    }),
  );
}

/**
 * The paths that each commit writes to. A merge writes to those that differ from all of its parents; how many lines are
 * its own is not counted.
 */
async function touchedPaths(
  commits: readonly CommitReference[],
  repository: Repository,
): Promise<readonly Learned<readonly TouchedPath[]>[]> {
  const steps = commits.flatMap(({ id, parents }) =>
    parents.length > 1 ? parents.map((parent) => ({ id, parents: [parent] })) : [{ id, parents }],
  );
  const changes = await repository.changes(steps);
  let next = 0;
  return commits.map(({ parents }) => {
    const sides = changes.slice(next, next + Math.max(1, parents.length));
    next += sides.length;
    const lists: TouchedPath[][] = [];
    for (const { changes: side } of sides) {
      if (!side.ok) return unknown(side.error.text);
      lists.push(side.value.filter(isWritten).map(({ path, added }) => ({ path, added })));
    }
    const [first = [], ...others] = lists;
    if (others.length === 0) return learned(first);
    const known = others.map((list) => new Set(list.map(({ path }) => path)));
    const own = first.filter(({ path }) => known.every((paths) => paths.has(path)));
    return learned(own.map(({ path }) => ({ path, added: null })));
  });
}

/** A submodule has no lines. */
const isWritten = ({ status, newMode }: Change): boolean => status !== "deleted" && newMode !== "160000";

type Rehearsals = {
  readonly reversals: ReadonlyMap<string, Reversal>;
  readonly patches: Rehearsed["patches"];
};

async function rehearse(
  commits: readonly ExposedCommit[],
  history: TracedHistory,
  { patches, progress }: ExposureRequest,
  repository: Repository,
): Promise<Attempt<Rehearsals>> {
  const moment = await momentOf(patches, history.revision, repository);
  if (!moment.ok) return moment;
  const rehearsed = await repository.rehearseReverts({
    revision: history.revision,
    commits: commits.filter(({ kind, reached }) => reached && kind !== "merge"),
    patchesAt: moment.value,
    step: progress.reverts,
  });
  const isOld = !rehearsed.ok && rehearsed.error.code === "git-too-old" && patches === null;
  if (!rehearsed.ok && !isOld) return refused(rehearsed.error);
  const byId = new Map(rehearsed.ok ? rehearsed.value.reversals.map(({ id, reversal }) => [id, reversal]) : []);
  const reversals = commits.map(({ id, kind, reached }): readonly [string, Reversal] => {
    if (!reached) return [id, { kind: "not-reached" }];
    if (kind === "merge") return [id, { kind: "merge" }];
    return [id, byId.get(id) ?? { kind: "unknown", why: rehearsed.ok ? "git did not say" : rehearsed.error.text }];
  });
  return done({ reversals: new Map(reversals), patches: rehearsed.ok ? rehearsed.value.patches : [] });
}

/** The moment that patches are of: the one given, else when the revision was committed, which is the same for everybody. */
async function momentOf(
  patches: ExposureRequest["patches"],
  id: string,
  repository: Repository,
): Promise<Attempt<number | null>> {
  if (patches === null || patches.seconds !== null) return done(patches?.seconds ?? null);
  const raw = await repository.readCommit(id);
  return raw.ok ? done(factsOf(raw.value).committer.at.seconds) : refused(raw.error);
}

/** In a shallow clone nobody can tell what stands behind its border. */
function beyondTheBorder(
  commits: readonly ExposedCommit[],
  history: TracedHistory,
  { description }: Repository,
): readonly string[] {
  if (!description.shallow) return [];
  const say = (count: number, what: string): readonly string[] => {
    const which = count === 1 ? "1 commit" : `${count} commits`;
    const why = `of ${which} it is not known ${what}: this clone is shallow`;
    return count === 0 ? [] : [`${why}, so fetch more history (\`git fetch --unshallow\`)`];
  };
  const known = commits.filter(({ reached, touched }) => reached && touched.known).map(({ id }) => id);
  return [
    ...say(commits.filter(({ reached }) => !reached).length, "whether the revision reaches it"),
    ...say(history.mayBeHidden(known).length, "whether more lines are alive"),
  ];
}
