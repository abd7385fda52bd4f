import { shortObjectId } from "../../core/commit/object-id.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import type { Range, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { whyNothingIsLeft, whyPolicyIsBroken } from "../broken-policy.ts";
import { type CheckPorts, checkPinned } from "../check.ts";
import { readPolicy } from "../read-policy.ts";
import { asHooksCheck, whyNotWhole } from "./hook-check.ts";
import { protectionOf } from "./protection.ts";
import type { RefUpdate } from "./ref-updates.ts";

/** What came of a protected ref. `accepted` with a report: something in it is undecided, and this repository accepts that. */
export type ReceivedRef = { readonly name: string; readonly from: string | null; readonly to: string } & Settled;

type Settled =
  | { readonly kind: "accepted"; readonly report: Report | null; readonly note: string | null }
  | { readonly kind: "refused"; readonly report: Report }
  | { readonly kind: "unjudged"; readonly why: string };

/**
 * Judges what enters the protected branches of a repository that receives a push, each by the policy that it has before. Other refs are
 * nobody's concern here. Whatever cannot be judged is for the caller to refuse: here commits enter.
 */
export async function judgeReceived(
  updates: readonly RefUpdate[],
  today: string,
  ports: CheckPorts,
): Promise<Attempt<readonly ReceivedRef[]>> {
  const { repository } = ports;
  const [protection, acceptsUndecided] = await Promise.all([
    protectionOf(updates, repository),
    undecidedAccepted(repository),
  ]);
  if (!protection.ok) return protection;
  if (!acceptsUndecided.ok) return acceptsUndecided;
  const isProtected = protection.value;
  const judged: ReceivedRef[] = [];
  for (const { name, from, to } of updates) {
    // Who may take a branch away is git's to say (`receive.denyDeletes`).
    if (to === null || !isProtected(name)) continue;
    const came = await judgeUpdate({ name, from, to }, isProtected, today, ports);
    if (!came.ok) judged.push({ name, from, to, kind: "unjudged", why: came.text });
    else judged.push({ name, from, to, ...settled(came.value, acceptsUndecided.value) });
  }
  return done(judged);
}

/** `left`: why the policy that it leaves would stop whatever comes next. */
type Came =
  | { readonly report: Report; readonly broken: string | null; readonly left: string | null }
  | { readonly ungoverned: string };

/** What is wrong is refused, what is undecided as the repository is set; and no push may leave a policy that decides nothing. */
function settled(came: Came, acceptsUndecided: boolean): Settled {
  if ("ungoverned" in came) return { kind: "accepted", report: null, note: came.ungoverned };
  const { report, broken, left } = came;
  if (broken !== null) return { kind: "unjudged", why: broken };
  const accepted = report.conclusion === "pass" || (report.conclusion === "undecided" && acceptsUndecided);
  if (!accepted) return { kind: "refused", report };
  if (left !== null) return { kind: "unjudged", why: left };
  return { kind: "accepted", report: report.conclusion === "pass" ? null : report, note: null };
}

async function judgeUpdate(
  { name, from, to }: RefUpdate & { readonly to: string },
  isProtected: (name: string) => boolean,
  today: string,
  ports: CheckPorts,
): Promise<Attempt<Came>> {
  const { repository } = ports;
  const tip = await repository.resolve(to);
  if (!tip.ok) {
    if (tip.error.code === "unknown-revision") return done({ ungoverned: "it is on no commit" });
    return failed("work", tip.error.text);
  }
  const old = await oldValue(from, repository);
  if (!old.ok) return old;
  const without = old.value === null ? await protectedTips(isProtected, repository) : done([]);
  if (!without.ok) return without;
  const head = old.value === null ? await headCommit(repository) : old;
  if (!head.ok) return head;
  const base = head.value;
  if (base === null && without.value.length > 0) return failed("work", noHead);
  if (base === null)
    return done({ ungoverned: "the repository had no policy before; the next push is judged by this one's" });
  const range: Range = {
    text: `${name}: ${old.value === null ? "new" : `${shortObjectId(old.value)}..${shortObjectId(tip.value)}`}`,
    kind: old.value === null ? "root" : "range",
    isDefault: true,
    tip: tip.value,
    excluded: old.value,
    policyRevision: base,
    incomplete: null,
  };
  const cut = repository.description.shallow ? await whyNotWhole(base, tip.value, repository) : null;
  if (cut !== null) return cut;
  const place = { kind: "base", revision: base, branchesOf: "itself" } as const;
  const checked = await checkPinned(
    { ...asHooksCheck, enters: true, range, place, without: without.value, today },
    ports,
  );
  if (!checked.ok) return checked;
  const { report, policy } = checked.value;
  const open = policy.origin.revision === base ? null : await whyOpen(base, isProtected, ports);
  if (open !== null) return failed("policy", open);
  const left = await whyNothingIsLeft(policy, range, ports);
  return done({ report, broken: whyPolicyIsBroken(policy), left });
}

/** Why anybody may push the policy that another branch has; null: that branch is protected. */
async function whyOpen(
  base: string,
  isProtected: (name: string) => boolean,
  ports: CheckPorts,
): Promise<string | null> {
  const own = await readPolicy({ kind: "base", revision: base }, ports);
  if (!own.ok) return own.text;
  const { branch } = own.value.settings;
  return isProtected(`refs/heads/${branch}`)
    ? null
    : `its policy says \`branch: ${branch}\`, and what is pushed there is not judged, so that policy may be anybody's: \`git config --add proviso.protected ${branch}\``;
}

/** The commit that the ref stood on; null: there was none. */
async function oldValue(from: string | null, repository: Repository): Promise<Attempt<string | null>> {
  if (from === null) return done(null);
  const old = await repository.resolve(from);
  if (old.ok) return old;
  return old.error.code === "unknown-revision" ? done(null) : failed("work", old.error.text);
}

const noHead =
  "a new branch is judged by the policy of HEAD's branch, which is not there, though others are: `git symbolic-ref HEAD refs/heads/BRANCH`";

/** What a new branch is governed by: the branch that the repository shows first. */
async function headCommit(repository: Repository): Promise<Attempt<string | null>> {
  const head = await repository.resolve("HEAD");
  if (head.ok) return head;
  const isNotThere = head.error.code === "unborn-branch" || head.error.code === "unknown-revision";
  return isNotThere ? done(null) : failed("work", head.error.text);
}

/** What stands in protected branches was judged when it came in, so a new one is judged without it. */
async function protectedTips(
  isProtected: (name: string) => boolean,
  repository: Repository,
): Promise<Attempt<readonly string[]>> {
  const known = await repository.references(["refs/"]);
  if (!known.ok) return failed("work", known.error.text);
  const ids = known.value.flatMap(({ name, id }) => (isProtected(name) ? [id] : []));
  const commits = await Promise.all([...new Set(ids)].map((id) => repository.resolve(id)));
  return done(commits.flatMap((commit) => (commit.ok ? [commit.value] : [])));
}

async function undecidedAccepted(repository: Repository): Promise<Attempt<boolean>> {
  const values = await repository.settings("proviso.undecided");
  if (!values.ok) return failed("work", values.error.text);
  const value = values.value.at(-1) ?? "refuse";
  if (value === "refuse" || value === "accept") return done(value === "accept");
  return failed("usage", `the setting \`proviso.undecided\` is \`refuse\` or \`accept\`, not \`${value}\``);
}
