import type { NewJob } from "../../ports/job-queue.ts";
import type { Contribution, ServedRepository } from "../../ports/service-store.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type PolicyPorts, readPolicy } from "../read-policy.ts";
import { forgeSaidNo } from "./forge-ports.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import type { JudgePorts } from "./judge-contribution.ts";
import { judgeJobOf } from "./judge-jobs.ts";
import { unlessHere } from "./moved-repository.ts";
import { askedOf } from "./repository-key.ts";

type FollowPorts = JudgePorts & { readonly enqueue: (jobs: readonly NewJob[]) => Promise<void> };

type FollowPayload = {
  readonly forge: string;
  readonly host: string;
  readonly forgeId: string;
  readonly branch: string;
};

/** The job that looks whether the policy of a branch is another now. */
export function followPolicyJob({ forge, host, forgeId }: ServedRepository, branch: string): NewJob {
  const payload: FollowPayload = { forge, host, forgeId: forgeId ?? "", branch };
  return { kind: "follow-policy", key: `${forge}/${host}/${forgeId}/${branch}`, payload, notBefore: 0 };
}

/** Contributions that are judged again together; the next ones wait a little, so that what arrives meanwhile is not behind them all. */
const againAtOnce = 100;
const againEvery = 10_000;

/**
 * Works on a `follow-policy` job: where a push changed the policy (its file, its document, the maintainers or the mailmap), every open contribution that the policy
 * governs is judged again, once. What was found by the old one would otherwise stand until somebody touches the contribution.
 */
export const followPolicyHandler =
  (ports: FollowPorts): JobHandler =>
  async ({ payload }) => {
    // What the service wrote itself.
    const { forge, host, forgeId, branch } = payload as FollowPayload;
    const repository = await ports.store.repositoryByForgeId(forge as ServedRepository["forge"], host, forgeId);
    if (repository === null || repository.state !== "active" || ports.forge(forge, host) === null) return jobDone;
    const concerned = await concernedBy(branch, repository, ports);
    if (concerned.length === 0 && branch !== repository.defaultBranch) return jobDone;
    return follow(repository, branch, ports);
  };

async function follow(repository: ServedRepository, branch: string, ports: FollowPorts): Promise<JobResult> {
  const port = ports.forge(repository.forge, repository.host);
  if (port === null) return jobDone;
  const elsewhere = await unlessHere(repository, port, ports);
  if (elsewhere !== null) return elsewhere;
  const credentials = await port.credentials(askedOf(repository));
  if (!credentials.ok) return forgeSaidNo(credentials.error);
  const name = `${repository.forge}/${repository.host}/${repository.forgeId}`;
  const of = { name, address: port.address(repository), credentials: credentials.value };
  const read = await ports.mirrors.withMirror(of, async (mirror) => {
    const fetched = await mirror.source.fetch([`refs/heads/${branch}`], { kind: "new" });
    if (!fetched.ok) return failed("work", fetched.error.text);
    return mirror.withRepository((opened) => policyNow(branch, ports.judgePorts(opened)));
  });
  if (!read.ok) return { kind: "failed", why: read.error.text };
  if (!read.value.ok) return { kind: "failed", why: read.value.text };
  const setting = `policy ${name} ${branch}`;
  const before = await ports.store.setting(setting);
  if (before === read.value.value) return jobDone;
  await judgeAgain(repository, branch, before === null ? "policy-learnt" : "policy-changed", ports);
  // Last: whoever stops before does all of it again, and a contribution that waits already does not wait twice.
  await ports.store.saveSetting(setting, read.value.value);
  return jobDone;
}

/** The digest of the policy at the branch. One that cannot be read is another one, too: what it governs has to say so. */
async function policyNow(branch: string, ports: PolicyPorts): Promise<Attempt<string>> {
  const tip = await ports.repository.resolve(`refs/remotes/origin/${branch}`);
  if (!tip.ok) return failed("work", tip.error.text);
  const policy = await readPolicy({ kind: "revision", revision: tip.value }, ports);
  if (policy.ok) return done(policy.value.digest);
  return policy.fault === "work" ? policy : done(`unreadable: ${policy.text}`);
}

async function judgeAgain(
  repository: ServedRepository,
  branch: string,
  action: "policy-learnt" | "policy-changed",
  ports: FollowPorts,
): Promise<void> {
  const { store, enqueue, now } = ports;
  const concerned = await concernedBy(branch, repository, ports);
  const at = now();
  for (let from = 0; from < concerned.length; from += againAtOnce) {
    const notBefore = at + (from / againAtOnce) * againEvery;
    const some = concerned.slice(from, from + againAtOnce);
    await enqueue(
      some.map(({ number }) => ({ ...judgeJobOf(repository, { kind: "contribution", number }), notBefore })),
    );
  }
  const many = concerned.length === 1 ? "1 open contribution is" : `${concerned.length} open contributions are`;
  const subject = `${repository.key} ${branch}: ${many} judged again`;
  await store.appendLog([{ at, actor: "service", action, subject }]);
}

/** Open contributions to the branch. The policy of the default branch may govern those to every other one, so it concerns all. */
async function concernedBy(
  branch: string,
  { key, defaultBranch }: ServedRepository,
  { store }: FollowPorts,
): Promise<readonly Contribution[]> {
  const open = await store.openContributions(key);
  return branch === defaultBranch ? open : open.filter(({ baseRef }) => baseRef === branch);
}
