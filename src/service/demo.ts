import { type Attempt, done } from "../app/attempt.ts";
import { type CheckPorts, check } from "../app/check.ts";
import { decidersOf } from "../app/service/deciders.ts";
import { indexedCommit } from "../app/service/indexed-commit.ts";
import { keepRegister, runAudit } from "../app/service/run-audit.ts";
import type { CommitHead } from "../core/evaluate/verdict.ts";
import { renderJsonParts } from "../core/report/json.ts";
import { reportValue } from "../core/report/report-value.ts";
import { dayOf } from "../core/text/day.ts";
import type { ServedRepository, ServiceStore } from "../ports/service-store.ts";
import { type Judging, withLocalRepository } from "./judging.ts";

/** The branches of the story, with a commit of each as a contribution of its own. */
const branches = ["ordinary", "contributions", "mechanical"] as const;

export const demoKey = "local/demo/lantern/lamp";

const repository: ServedRepository = {
  key: demoKey,
  forge: "local",
  host: "demo",
  owner: "lantern",
  name: "lamp",
  forgeId: null,
  defaultBranch: "main",
  url: "",
  installation: null,
  isPrivate: false,
  state: "active",
  since: 0,
};

/**
 * Fills the store with the story of `proviso demo`: its repository, its register, an audit of its history, and each commit of its branches judged as a
 * contribution. All of it is judged here and now, by what judges everything else.
 *
 * @param path where the story's repository is
 */
export const fillWithDemo = (
  path: string,
  { store, judging, now }: { readonly store: ServiceStore; readonly judging: Judging; readonly now: () => number },
): Promise<Attempt<null>> =>
  withLocalRepository(path, async (opened) => {
    const ports = judging.portsFor(opened);
    const { key } = repository;
    await store.saveRepository({ ...repository, url: path, since: now() });
    const branch = { repository: key, revision: "refs/heads/main", branch: "main" };
    const auditPorts = { check: ports, store, memory: judging.audits, now };
    // First what is had at once: whoever is faster than the rest sees no repository without an audit.
    for (const step of [keepRegister, runAudit]) {
      const kept = await step(branch, auditPorts);
      if (!kept.ok) return kept;
    }
    let number = 0;
    for (const name of branches) {
      const whole = await judge(`main..${name}`, ports, now());
      if (!whole.ok) return whole;
      for (const { commit } of whole.value.report.commits) {
        number += 1;
        const judged = await contribute(commit, number, { ports, store, now });
        if (!judged.ok) return judged;
      }
    }
    return done(null);
  });

const judge = (range: string, ports: CheckPorts, now: number) =>
  check(
    {
      range: { text: range, root: false },
      policyFrom: null,
      today: dayOf(now / 1000),
      replay: false,
      listing: "all",
      progress: () => {},
    },
    ports,
  );

type Contributing = { readonly ports: CheckPorts; readonly store: ServiceStore; readonly now: () => number };

/** One commit as a contribution: opened, judged, and nobody to be told. */
async function contribute(
  commit: CommitHead,
  number: number,
  { ports, store, now }: Contributing,
): Promise<Attempt<null>> {
  const { id, subject, author } = commit;
  if (id === null) return done(null);
  const judged = await judge(`${id}^..${id}`, ports, now());
  if (!judged.ok) return judged;
  const { report, range } = judged.value;
  const value = reportValue(report);
  const updatedAt = author.at.seconds * 1000;
  const about = { repository: repository.key, number };
  await store.saveContribution({
    ...about,
    title: subject,
    author: author.email.split("@")[0] ?? author.name,
    baseRef: "main",
    headId: id,
    state: "open",
    updatedAt,
    url: "",
  });
  const occasion = { repository: repository.key, contribution: number, judgedAt: now() };
  await store.conclude({
    conclusion: {
      id: `demo-${number}`,
      repository: repository.key,
      judged: { kind: "contribution", number },
      headId: id,
      baseId: range.excluded ?? "",
      policyDigest: value.policy.digest,
      factsDigest: "",
      conclusion: value.conclusion,
      why: whyOf(value.conclusion),
      report: [...renderJsonParts(value)].join(""),
      deciders: decidersOf(report),
      judgedAt: occasion.judgedAt,
      isObsolete: false,
    },
    commits: [...value.commits].flatMap((one) => indexedCommit(one, occasion) ?? []),
    publish: false,
    jobs: [],
    log: [
      {
        at: occasion.judgedAt,
        actor: "service",
        action: "concluded",
        subject: `${repository.key}#${number} ${value.conclusion}`,
      },
    ],
  });
  return done(null);
}

const whyOf = (conclusion: "pass" | "fail" | "undecided"): string =>
  ({
    pass: "all is as the policy asks",
    fail: "something is not as the policy asks",
    undecided: "a person must judge",
  })[conclusion];
