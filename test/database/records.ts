import type {
  Contribution,
  IndexedCommit,
  ServedRepository,
  StoredAudit,
  StoredConclusion,
} from "../../src/ports/service-store.ts";

/** Records of example projects, for tests; whoever wants another value says so. */
export const repositoryOf = (change: Partial<ServedRepository> = {}): ServedRepository => {
  const { forge = "forgejo", host = "forge.example.org", owner = "lantern", name = "lamp" } = change;
  return {
    key: `${forge}/${host}/${owner}/${name}`,
    forge,
    host,
    owner,
    name,
    forgeId: "17",
    defaultBranch: "main",
    url: `https://${host}/${owner}/${name}.git`,
    installation: null,
    isPrivate: false,
    state: "active",
    since: 1_000,
    ...change,
  };
};

export const lamp = repositoryOf().key;

export const idOf = (character: string): string => character.repeat(40);

export const contributionOf = (change: Partial<Contribution> = {}): Contribution => ({
  repository: lamp,
  number: 12,
  title: "lamp: round up",
  author: "grace",
  baseRef: "main",
  headId: idOf("a"),
  state: "open",
  updatedAt: 2_000,
  url: "https://forge.example.org/lantern/lamp/pulls/12",
  ...change,
});

export const conclusionOf = (change: Partial<StoredConclusion> = {}): StoredConclusion => ({
  id: "one",
  repository: lamp,
  judged: { kind: "contribution", number: 12 },
  headId: idOf("a"),
  baseId: idOf("b"),
  policyDigest: "p",
  factsDigest: "f",
  conclusion: "undecided",
  why: "a maintainer must judge one commit",
  report: `{"conclusion":"undecided"}`,
  deciders: ["@lin", "Ada Maintainer <ada@example.org>"],
  judgedAt: 3_000,
  isObsolete: false,
  ...change,
});

export const commitOf = (change: Partial<IndexedCommit> = {}): IndexedCommit => ({
  repository: lamp,
  commitId: idOf("a"),
  subject: "lamp: round up",
  author: "Grace Newcomer <grace@example.org>",
  committedAt: 1_500,
  conclusion: "undecided",
  contribution: 12,
  judgedAt: 3_000,
  judgements: [{ rule: "ai-second-opinion", outcome: "undecided", exception: "uniform-changes" }],
  ...change,
});

export const auditOf = (change: Partial<StoredAudit> = {}): StoredAudit => ({
  repository: lamp,
  revision: "main",
  tip: idOf("c"),
  policyDigest: "p",
  madeAt: 4_000,
  commits: 10,
  failing: 1,
  undecided: 2,
  relying: 3,
  report: `{"tip":"c"}`,
  ...change,
});
