import type { Identity } from "../../core/commit/identity.ts";
import { parseCommit } from "../../core/commit/parse-commit.ts";
import { undecidedBecause } from "../../core/evaluate/undecided-because.ts";
import type { Range, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { whyNothingIsLeft } from "../broken-policy.ts";
import { type CheckPorts, checkPinned } from "../check.ts";
import { asHooksCheck, whyNotWhole } from "./hook-check.ts";
import { type HookJudgement, judgedForClient } from "./hook-judgement.ts";
import type { RefPush } from "./ref-updates.ts";

/** What `pre-push` is told: the remote's name (its address, where it has none), and what is to be pushed. */
export type Push = { readonly remote: string; readonly refs: readonly RefPush[]; readonly today: string };

/** What came of a ref. */
export type PushedRef = { readonly name: string; readonly judgement: HookJudgement };

/**
 * Judges what a push brings to a remote, for the hook `pre-push`: of each branch and tag the commits that the remote has not, by the policy of
 * the branch that they would enter. What the remote has of a branch itself says nothing of that.
 */
export async function judgePush({ remote, refs, today }: Push, ports: CheckPorts): Promise<readonly PushedRef[]> {
  const { repository } = ports;
  const typist = await typistOf(repository);
  const there = await knownThere(remote, repository);
  const judged: PushedRef[] = [];
  const seen = new Map<string, readonly string[]>();
  for (const ref of refs) {
    if (ref.to === null || !bringsCommits(ref.name)) continue;
    const tip = await repository.resolve(ref.to);
    // A tag may stand on something else than a commit.
    if (!tip.ok && tip.error.code === "unknown-revision") continue;
    const range = tip.ok ? await pushedRange(ref, tip.value, remote, repository) : failed("work", tip.error.text);
    if (!range.ok) {
      judged.push({ name: ref.name, judgement: { kind: "unjudged", why: range.text } });
      continue;
    }
    if (!there.ok) {
      judged.push({ name: ref.name, judgement: { kind: "unjudged", why: there.text } });
      continue;
    }
    const { policyRevision } = range.value;
    if (policyRevision === null) continue;
    const old = ref.from === null ? null : await repository.resolve(ref.from);
    // A commit is judged once by each policy, whatever it is pushed to.
    const before = seen.get(policyRevision) ?? [];
    const without = [...there.value, ...before, ...(old?.ok ? [old.value] : [])];
    const place = { kind: "base", revision: policyRevision } as const;
    const checked = await checkPinned({ ...asHooksCheck, range: range.value, place, without, today }, ports);
    const left = checked.ok ? await whyNothingIsLeft(checked.value.policy, range.value, ports) : null;
    const judgement: HookJudgement =
      checked.ok && left !== null
        ? { kind: "refused", report: undecidedBecause(checked.value.report, left) }
        : judgedForClient(checked, typist);
    judged.push({ name: ref.name, judgement });
    seen.set(policyRevision, [...before, range.value.tip]);
  }
  return judged;
}

/** Branches, tags, and what Gerrit takes for a change of a branch; notes and the like are no contributions. */
const bringsCommits = (name: string): boolean => /^refs\/(?:heads|tags|for)\//.test(name);

async function pushedRange(ref: RefPush, tip: string, remote: string, repository: Repository): Promise<Attempt<Range>> {
  const target = await targetOf(ref.name, remote, repository);
  if (!target.ok) return target;
  const { id, name } = target.value;
  const cut = repository.description.shallow ? await whyNotWhole(id, tip, repository) : null;
  if (cut !== null) return cut;
  return done({
    text: `${name}..${ref.localName.replace(/^refs\/heads\//, "")}`,
    kind: "range",
    isDefault: true,
    tip,
    excluded: id,
    policyRevision: id,
    incomplete: null,
  });
}

/** A change for Gerrit says which branch it is for; else it is the one that a contribution enters when nobody says which. */
async function targetOf(
  name: string,
  remote: string,
  repository: Repository,
): Promise<Attempt<{ readonly name: string; readonly id: string }>> {
  const branch = /^refs\/for\/([^%]+)/.exec(name)?.[1];
  if (branch !== undefined) {
    const there = `refs/remotes/${remote}/${branch}`;
    const tip = await repository.resolve(there);
    if (tip.ok) return done({ name: `${remote}/${branch}`, id: tip.value });
  }
  const target = await repository.defaultTarget(remote);
  if (target.ok) return done(target.value);
  return failed("usage", target.error.code === "no-target" ? noTarget(remote) : target.error.text);
}

const noTarget = (remote: string): string =>
  `nothing says which branch this work is to enter: set \`git config proviso.target BRANCH\`, or let git ask the remote with \`git remote set-head ${remote} --auto\``;

/** What the remote is known to have: as it was when somebody last fetched. */
async function knownThere(remote: string, repository: Repository): Promise<Attempt<readonly string[]>> {
  // A remote without a name is an address, and has no such refs.
  if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(remote)) return done([]);
  const known = await repository.references([`refs/remotes/${remote}/`]);
  if (!known.ok) return failed("work", known.error.text);
  return done([...new Set(known.value.map(({ id }) => id))]);
}

/** Who pushes. Whom git does not know is nobody: then no word is his own. */
async function typistOf(repository: Repository): Promise<Identity> {
  const known = await repository.userIdentity();
  if (!known.ok) return { name: "", email: "" };
  return parseCommit("", new TextEncoder().encode(`committer ${known.value}\n\n`)).committer;
}
