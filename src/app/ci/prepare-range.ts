import { isFullId, shortObjectId } from "../../core/commit/object-id.ts";
import type { Base, Contribution, Forge, WantedCommit } from "../../core/forge/decision.ts";
import { isBranchName } from "../../core/forge/fields.ts";
import type { Depth, HistorySource } from "../../ports/history-source.ts";
import type { Answer, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type PolicyPorts, readPolicy } from "../read-policy.ts";

/** A clone whose history may grow while we look: each piece of work gets it as it is then. */
export type Checkout<Ports extends PolicyPorts> = {
  withRepository<T>(work: (ports: Ports) => Promise<T>): Promise<T>;
  /** Where more history comes from; null: nobody allowed it. */
  readonly source: HistorySource | null;
};

/** Both ends, as full ids. `base` is null when everything of the contribution is in what it is compared with. */
export type Ends = { readonly tip: string; readonly base: string | null };

/** Commits that a shallow clone is deepened by, step by step; then it gets all of the history. */
const deepenedBy: readonly number[] = [50, 500, 5_000];

/**
 * Finds both ends of a contribution in the clone, and brings what is missing of the history between them if that is allowed. Only what
 * is needed is asked for: the contribution, its base, and the branch whose policy governs, if that is another.
 */
export async function prepareRange<Ports extends PolicyPorts>(
  { tip, base, forge }: Contribution,
  checkout: Checkout<Ports>,
): Promise<Attempt<Ends>> {
  const tipId = await bring(tip, "the commits to judge", forge, checkout);
  if (!tipId.ok) return tipId;
  const left = await bringBase(base, forge, checkout);
  if (!left.ok) return left;
  const wanted = [askable(tip, tipId.value), askableBase(base, left.value)];
  const whole = await bringHistory({ tip: tipId.value, base: left.value }, wanted, forge, checkout);
  if (!whole.ok) return whole;
  const landed = await checkout.withRepository(({ repository }) => repository.isAncestor(tipId.value, left.value));
  if (!landed.ok) return failed("work", landed.error.text);
  if (!landed.value) return governed({ tip: tipId.value, base: left.value }, checkout);
  return base.kind === "branch" && base.before !== null
    ? beforeLanding(tipId.value, { ...base.before }, forge, checkout)
    : done({ tip: tipId.value, base: null });
}

/** A request that was merged while its job waited is judged as it would have been. */
async function beforeLanding<Ports extends PolicyPorts>(
  tip: string,
  before: WantedCommit,
  forge: Forge,
  checkout: Checkout<Ports>,
): Promise<Attempt<Ends>> {
  const base = await bring(before, "where the base branch stood", forge, checkout);
  if (!base.ok) return base;
  const ends = { tip, base: base.value };
  const whole = await bringHistory(ends, [tip, base.value], forge, checkout);
  if (!whole.ok) return whole;
  const landed = await checkout.withRepository(({ repository }) => repository.isAncestor(tip, ends.base));
  if (!landed.ok) return failed("work", landed.error.text);
  return landed.value ? done({ tip, base: null }) : governed(ends, checkout);
}

/** The commit's full id, once the clone has it. */
async function bring<Ports extends PolicyPorts>(
  { revision, references }: WantedCommit,
  whatItIs: string,
  forge: Forge,
  { withRepository, source }: Checkout<Ports>,
): Promise<Attempt<string>> {
  const resolve = () => withRepository(({ repository }) => repository.resolve(revision));
  let found = await resolve();
  let why: string | null = null;
  if (found.ok || !isFullId(revision)) return found.ok ? done(found.value) : failed("usage", found.error.text);
  // Not every server gives a commit by its id; what is gone, because a push was forced, may still be had by it.
  for (const wanted of source === null ? [] : [revision, ...references]) {
    const fetched: Answer<null> = (await source?.fetch([wanted], { kind: "new" })) ?? found;
    if (!fetched.ok) why = fetched.error.text;
    found = await resolve();
    if (found.ok) return done(found.value);
  }
  const what = `${whatItIs}, ${shortObjectId(revision)},`;
  return failed(
    "work",
    `${what} cannot be had: ${why === null ? notHere(forge, source) : `${why}; ${setting(forge)}`}`,
  );
}

async function bringBase<Ports extends PolicyPorts>(
  base: Base,
  forge: Forge,
  checkout: Checkout<Ports>,
): Promise<Attempt<string>> {
  if (base.kind === "commit") return bring(base.commit, base.whatItIs, forge, checkout);
  const fetched = await checkout.source?.fetch([`refs/heads/${base.name}`], { kind: "new" });
  if (fetched?.ok === false)
    return failed("work", `branch \`${base.name}\`, where the policy is read, cannot be had: ${fetched.error.text}`);
  const tip = await checkout.withRepository(({ repository }) => remoteBranch(base.name, repository));
  if (tip.ok) return done(tip.value);
  return failed("work", `branch \`${base.name}\`, where the policy is read, is not in this clone: ${setting(forge)}`);
}

const askable = ({ references: [reference] }: WantedCommit, id: string): string => reference ?? id;

const askableBase = (base: Base, id: string): string => (base.kind === "branch" ? `refs/heads/${base.name}` : id);

/** Deepens the clone until the history between both ends is whole; says what to set where it may not. */
async function bringHistory<Ports extends PolicyPorts>(
  { tip, base }: { readonly tip: string; readonly base: string },
  wanted: readonly string[],
  forge: Forge,
  { withRepository, source }: Checkout<Ports>,
): Promise<Attempt<null>> {
  const incomplete = (): Promise<Attempt<string | null>> =>
    withRepository(async ({ repository }) => {
      const range = await repository.resolveRange({ text: `${base}..${tip}`, root: false });
      return range.ok ? done(range.value.incomplete) : failed("work", range.error.text);
    });
  const steps: readonly Depth[] = [
    ...deepenedBy.map((commits) => ({ kind: "deeper", commits }) as const),
    { kind: "whole" },
  ];
  for (let step = 0; ; step += 1) {
    const missing = await incomplete();
    if (!missing.ok) return missing;
    if (missing.value === null) return done(null);
    const depth = steps[step];
    if (source === null || depth === undefined) return failed("work", `${missing.value}; ${setting(forge)}`);
    const fetched = await source.fetch(wanted, depth);
    if (!fetched.ok) return failed("work", `${missing.value}; ${fetched.error.text}; ${setting(forge)}`);
  }
}

/** A policy may say that another branch governs; then that one has to be here, too. What is wrong with the policy is said by who judges. */
async function governed<Ports extends PolicyPorts>(
  ends: { readonly tip: string; readonly base: string },
  { withRepository, source }: Checkout<Ports>,
): Promise<Attempt<Ends>> {
  if (source === null) return done(ends);
  const governing = await withRepository(async (ports) => {
    const own = await readPolicy({ kind: "base", revision: ends.base }, ports);
    const branch = own.ok ? own.value.settings.branch : null;
    return branch;
  });
  if (governing === null || !isBranchName(governing)) return done(ends);
  const fetched = await source.fetch([`refs/heads/${governing}`], { kind: "new" });
  if (fetched.ok) return done(ends);
  const here = await withRepository(({ repository }) => remoteBranch(governing, repository));
  // If it is not here at all, the one who reads the policy says that it is missing. What was here before may be older than what governs now.
  return here.ok
    ? failed("work", `branch \`${governing}\`, whose policy governs, cannot be had as it is now: ${fetched.error.text}`)
    : done(ends);
}

/** As the remote has it. A local branch of that name may be what the checkout made of the contribution. */
const remoteBranch = (name: string, repository: Repository): Promise<Answer<string>> =>
  repository.resolve(`refs/remotes/origin/${name}`);

const notHere = (forge: Forge, source: HistorySource | null): string =>
  source === null ? `it is not in this clone; ${setting(forge)}` : "the remote does not have it any more";

/** What whoever set up the job has to write. */
const setting = (forge: Forge): string => settings[forge];

const settings: { readonly [F in Forge]: string } = {
  github:
    "let the checkout bring all history (`fetch-depth: 0` for actions/checkout), or let `proviso ci` do it with --fetch",
  forgejo:
    "let the checkout bring all history (`fetch-depth: 0` for actions/checkout), or let `proviso ci` do it with --fetch",
  gitlab:
    'let the job have all history (`GIT_DEPTH: "0"` under `variables`) and fetch the target branch, or let `proviso ci` do it with --fetch',
  plain: "fetch more history (`git fetch --unshallow`), or let `proviso ci` do it with --fetch",
};
