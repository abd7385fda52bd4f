import { numberAt, textAt } from "../../core/forge/fields.ts";
import { repositoryOf } from "../../core/forge/named-repository.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type { Approval, AskedRepository, ForgeAnswer, ForgeList, ForgePort } from "../../ports/forge.ts";
import { askAccountPage } from "./account-pages.ts";
import { described, misdescribed } from "./described.ts";
import { publishToForgejo } from "./forgejo-publish.ts";
import { forgejoRequests } from "./forgejo-requests.ts";
import { type Ask, askAll, createAsk } from "./http.ts";
import { namedDiscussions } from "./issue-discussions.ts";
import {
  askOpenPullRequests,
  askPullRequest,
  expectOwnName,
  labelsIn,
  repositoryPlace as place,
  readPermission,
  standingRequest,
} from "./pull-request.ts";

/** A Forgejo or Gitea and who speaks to it. */
export type ForgejoAccess = {
  /** `https://forge.example.org`, without a slash at its end; an instance may stand below a path. */
  readonly address: string;
  /** Of a bot user, with `read:repository`, `write:repository`, `write:issue`, `read:user` and `read:organization`. */
  readonly token: string;
  readonly now: () => number;
  readonly timeMax?: number;
};

/** Speaks the REST interface of Forgejo and Gitea, version 1. */
export function createForgejo(access: ForgejoAccess): ForgePort {
  const { address, token } = access;
  const ask = createAsk({ ...access, base: `${address}/api/v1`, headers: { Authorization: `token ${token}` } });
  return {
    ...forgejoRequests(ask),
    // Instances that do not know this order have the youngest first.
    ...namedDiscussions(() => ask, { order: "type=issues&sort=leastupdate", lengthName: "limit" }),
    forge: "forgejo",
    host: new URL(address).host,
    async contribution(repository, number) {
      const answer = await askPullRequest(ask, repository, number);
      return answer.ok ? standingRequest(answer.value, "forgejo", labelsIn(answer.value)) : answer;
    },
    openContributions: (repository) => askOpenPullRequests(ask, repository, "sort=oldest", "limit"),
    approvals: (repository, number, head) => readApprovals(ask, repository, number, head),
    async publish(repository, publication, known) {
      const own = await expectOwnName(ask, repository);
      return own.ok ? publishToForgejo(ask, place(repository), publication, known) : own;
    },
    async repository(id) {
      const answer = await ask({ path: `/repositories/${encodeURIComponent(id)}`, what: `for repository ${id}` });
      return answer.ok ? described(repositoryOf(answer.value, null), "a repository") : answer;
    },
    repositories(account, page) {
      const name = encodeURIComponent(account);
      const places = [
        { kind: "orgs", path: `/orgs/${name}/repos` },
        { kind: "users", path: `/users/${name}/repos` },
      ];
      const what = `for the repositories of ${account}`;
      return askAccountPage(ask, { places, what }, page, "limit", (one) => repositoryOf(one, null));
    },
    permission: (repository, account) => readPermission(ask, repository, account),
    credentials: async () => ({ ok: true, value: { username: "proviso", password: token } }),
    address: ({ owner, name }) => `${address}/${owner}/${name}.git`,
  };
}

/** Of each person the newest review that says yes or no; `stale` and `dismissed` ones are none any more. */
async function readApprovals(
  ask: Ask,
  repository: AskedRepository,
  number: number,
  head: string,
): Promise<ForgeAnswer<ForgeList<Approval>>> {
  const own = await askPullRequest(ask, repository, number);
  if (!own.ok) return own;
  const listed = await askAll(
    ask,
    { path: `${place(repository)}/pulls/${number}/reviews`, what: `for the reviews of pull request #${number}` },
    "limit",
  );
  if (!listed.ok) return listed;
  const newest = new Map<string, unknown>();
  for (const review of listed.value.items.toSorted(
    (one, other) => (numberAt(one, "id") ?? 0) - (numberAt(other, "id") ?? 0),
  )) {
    const login = textAt(review, "user", "login");
    const state = textAt(review, "state");
    if (state === null) return misdescribed("a review");
    if (login !== null && (state === "APPROVED" || state === "REQUEST_CHANGES")) newest.set(login, review);
  }
  const items = [...newest].flatMap(([login, review]) => {
    const counts =
      textAt(review, "state") === "APPROVED" &&
      textAt(review, "commit_id") === head &&
      fieldAt(review, "stale") !== true &&
      fieldAt(review, "dismissed") !== true;
    return counts ? [{ login }] : [];
  });
  return { ok: true, value: { items, complete: listed.value.complete } };
}
