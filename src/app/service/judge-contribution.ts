import type { Contribution } from "../../core/forge/decision.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { dayOf } from "../../core/text/day.ts";
import type { Digest } from "../../ports/digest.ts";
import type { ForgePort, GitCredentials, StandingContribution } from "../../ports/forge.ts";
import type { Mirrors } from "../../ports/mirrors.ts";
import type { Repository } from "../../ports/repository.ts";
import type { Judged, ServedRepository } from "../../ports/service-store.ts";
import { type AskedRequestFacts, askRequestFacts, factsAskedBy, nothingAsked } from "../asked-request-facts.ts";
import type { Attempt } from "../attempt.ts";
import { failed } from "../attempt.ts";
import type { CheckPorts } from "../check.ts";
import { type JobResult as CiResult, type JobRequest, judgeJob } from "../ci/judge-job.ts";
import { concludeOn } from "./conclude.ts";
import { factsOfForge, type LearntFacts, learnFacts, noFacts } from "./forge-facts.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import type { JudgePayload } from "./judge-jobs.ts";
import { unlessHere, whetherMoved } from "./moved-repository.ts";
import { askedOf } from "./repository-key.ts";

/** What judging takes beside what the forge says. */
export type JudgePorts = ForgePorts & {
  readonly mirrors: Mirrors;
  /** What a check asks, with this repository. */
  readonly judgePorts: (repository: Repository) => CheckPorts;
  /** SHA-256 of the parts, in hex. */
  readonly digest: Digest;
  /** How requests come into their branch at a forge, as its settings here say. */
  readonly landing: (kind: string, host: string) => LandingSettings;
};

/** How requests come into their branch. A squash lands a message of its own, which is judged, too. */
export type LandingSettings = Pick<JobRequest, "mergeMethod" | "squashBody">;

/** Tries after which whoever asked is told that nothing could be judged yet. What is tried on may still be judged. */
const triesUnsaid = 2;

/** Works on a `judge` job. */
export const judgeHandler =
  (ports: JudgePorts): JobHandler =>
  async ({ payload, attempt }) => {
    // What the service wrote itself.
    const { forge, host, forgeId, judged, brings } = payload as JudgePayload;
    const repository = await ports.store.repositoryByForgeId(forge as ServedRepository["forge"], host, forgeId);
    const port = ports.forge(forge, host);
    if (repository === null || repository.state !== "active" || port === null) return jobDone;
    const turn = await ports.store.nextTurn();
    if (judged.kind === "contribution") return judgeRequest({ repository, turn }, judged.number, attempt, port, ports);
    if (brings === null) return jobDone;
    const elsewhere = await unlessHere(repository, port, ports);
    return elsewhere ?? judge({ repository, turn, judged, brings, facts: noFacts }, attempt, port, ports);
  };

/** A contribution, as it stands at the forge now: whatever brought us here may be older. */
async function judgeRequest(
  { repository, turn }: Pick<JudgeTask, "repository" | "turn">,
  number: number,
  attempt: number,
  port: ForgePort,
  ports: JudgePorts,
): Promise<JobResult> {
  const standing = await port.contribution(askedOf(repository), number);
  if (!standing.ok) {
    if (standing.error.code !== "gone") return forgeSaidNo(standing.error);
    return (await whetherMoved(repository, port, ports)) ?? forgetRequest(repository, number, ports);
  }
  await keep({ repository, turn }, standing.value, ports);
  if (standing.value.state !== "open") return jobDone;
  const facts = await learnFacts(repository, standing.value, port);
  if (!facts.ok) return forgeSaidNo(facts.error);
  const { brings } = standing.value;
  return judge(
    { repository, turn, judged: { kind: "contribution", number }, brings, facts: facts.value },
    attempt,
    port,
    ports,
  );
}

/** Whoever may may delete a request; then nobody waits for it. */
async function forgetRequest(
  { key }: ServedRepository,
  number: number,
  { store, now }: JudgePorts,
): Promise<JobResult> {
  const known = await store.contribution(key, number);
  if (known !== null && known.state === "open")
    await store.saveContribution({ ...known, state: "closed", updatedAt: now() });
  return jobDone;
}

async function keep(
  { repository: { key }, turn }: Pick<JudgeTask, "repository" | "turn">,
  standing: StandingContribution,
  { store, now }: JudgePorts,
): Promise<void> {
  const { number, title, author, base, head, state, updatedAt, url } = standing;
  const known = updatedAt === 0 ? now() : updatedAt;
  await store.saveContribution(
    { repository: key, number, title, author, baseRef: base, headId: head, state, updatedAt: known, url },
    turn,
  );
}

/** What is to be judged, with what was learnt of it. */
export type JudgeTask = {
  readonly repository: ServedRepository;
  /** Taken before the forge was asked: who began later knows better. */
  readonly turn: number;
  readonly judged: Judged;
  readonly brings: Contribution;
  readonly facts: LearntFacts;
};

async function judge(task: JudgeTask, attempt: number, port: ForgePort, ports: JudgePorts): Promise<JobResult> {
  const credentials = await port.credentials(askedOf(task.repository));
  if (!credentials.ok)
    return credentials.error.code === "later" ? forgeSaidNo(credentials.error) : couldNot(credentials.error.text);
  const { result, asked } = await judgeInMirror(task, credentials.value, port, ports);
  if (result.ok) {
    const isKept = asked.later === null || attempt >= triesUnsaid;
    if (isKept) await concludeOn({ ...task, facts: { ...task.facts, asked: asked.facts } }, result.value, ports);
    return asked.later === null ? jobDone : forgeSaidNo(asked.later);
  }
  // A policy with a mistake, or a range that is none, is as it is until somebody changes it.
  if (result.fault !== "work") return couldNot(result.text);
  if (attempt >= triesUnsaid) await concludeOn(task, result.text, ports);
  return { kind: "failed", why: result.text };

  async function couldNot(why: string): Promise<JobResult> {
    await concludeOn(task, why, ports);
    return jobDone;
  }
}

/** Judges in the mirror, as a CI job does in its clone. The forge is asked for more where a rule of the policy that governs looks at it. */
async function judgeInMirror(
  { repository, brings, facts }: JudgeTask,
  credentials: GitCredentials | null,
  port: ForgePort,
  { mirrors, judgePorts, landing, now }: JudgePorts,
): Promise<{ readonly result: Attempt<CiResult>; readonly asked: AskedRequestFacts }> {
  let asked = nothingAsked;
  const learn = async (policy: Policy): Promise<ReturnType<typeof factsOfForge>> => {
    const { request } = facts;
    if (request !== null) asked = await askRequestFacts(factsAskedBy(policy), request, askedOf(repository), port);
    return factsOfForge({ ...facts, asked: asked.facts }, policy);
  };
  const of = {
    name: `${repository.forge}/${repository.host}/${repository.forgeId}`,
    address: port.address(repository),
    credentials,
  };
  const judged = await mirrors.withMirror(of, (mirror) =>
    judgeJob(
      {
        contribution: brings,
        ...landing(repository.forge, repository.host),
        policyFrom: null,
        today: dayOf(now() / 1000),
        // What runs here has everybody's credentials; a script from a message never does.
        replay: false,
        listing: "auto",
        progress: () => {},
        // What could not be brought now comes when it is read, or is said to be missing.
        prepared: async ({ base, tip }) => void (await mirror.bringContents(base, tip)),
        forgeFacts: learn,
      },
      {
        source: mirror.source,
        withRepository: (work) => mirror.withRepository((opened) => work(judgePorts(opened))),
      },
    ),
  );
  return { result: judged.ok ? judged.value : failed("work", judged.error.text), asked };
}
