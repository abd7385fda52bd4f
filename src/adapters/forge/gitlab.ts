import type { Contribution } from "../../core/forge/decision.ts";
import { mergeRequestOf } from "../../core/forge/described-request.ts";
import { commitAt, textAt } from "../../core/forge/fields.ts";
import { mergeRequestContribution } from "../../core/forge/gitlab-contribution.ts";
import { identifierAt, projectOf, timeAt } from "../../core/forge/named-repository.ts";
import { dayOf } from "../../core/text/day.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import { clip } from "../../core/text/neutralise.ts";
import type {
  Account,
  Approval,
  AskedRepository,
  ForgeAnswer,
  ForgeList,
  ForgePort,
  Permission,
  StandingContribution,
} from "../../ports/forge.ts";
import { askAccountPage } from "./account-pages.ts";
import { described, listOf, misdescribed } from "./described.ts";
import { gone } from "./failure.ts";
import { publishToGitlab } from "./gitlab-publish.ts";
import { gitlabRequests, gitlabProject as project } from "./gitlab-requests.ts";
import { type Ask, askAll, createAsk } from "./http.ts";
import { gitlabDiscussions } from "./issue-discussions.ts";
import { wordsMax } from "./limits.ts";

/** A GitLab and who speaks to it. */
export type GitlabAccess = {
  /** `https://gitlab.example.org`, without a slash at its end; an instance may stand below a path. */
  readonly address: string;
  /** Of a bot user, a group or a project, with the scope `api`. */
  readonly token: string;
  readonly now: () => number;
  readonly timeMax?: number;
};

/** Speaks GitLab's REST interface, version 4. Projects are asked for by their number, which a renaming keeps. */
export function createGitlab(access: GitlabAccess): ForgePort {
  const { address, token } = access;
  const ask = createAsk({ ...access, base: `${address}/api/v4`, headers: { "PRIVATE-TOKEN": token } });
  return {
    ...gitlabRequests(ask),
    ...gitlabDiscussions(ask),
    forge: "gitlab",
    host: new URL(address).host,
    contribution: (repository, number) => readContribution(ask, repository, number),
    openContributions: async (repository) =>
      listOf(
        await askAll(
          ask,
          {
            path: `${project(repository)}/merge_requests?state=opened&order_by=created_at&sort=asc`,
            what: "for open merge requests",
          },
          "per_page",
        ),
        (one) => mergeRequestOf(one)?.number ?? null,
      ),
    approvals: (repository, number, head) => readApprovals(ask, repository, number, head),
    publish: (repository, publication, known) => publishToGitlab(ask, project(repository), publication, known),
    async repository(id) {
      const answer = await ask({ path: `/projects/${encodeURIComponent(id)}`, what: `for project ${id}` });
      return answer.ok ? described(projectOf(answer.value), "a project") : answer;
    },
    repositories(account, page) {
      const name = encodeURIComponent(account);
      const order = "archived=false&order_by=id&sort=asc";
      const places = [
        { kind: "groups", path: `/groups/${name}/projects?include_subgroups=true&${order}` },
        { kind: "users", path: `/users/${name}/projects?${order}` },
      ];
      return askAccountPage(ask, { places, what: `for the projects of ${account}` }, page, "per_page", projectOf);
    },
    permission: (repository, account) => readPermission(ask, repository, account, access.now()),
    credentials: async () => ({ ok: true, value: { username: "oauth2", password: token } }),
    address: ({ owner, name }) => `${address}/${owner}/${name}.git`,
  };
}

async function readContribution(
  ask: Ask,
  repository: AskedRepository,
  number: number,
): Promise<ForgeAnswer<StandingContribution>> {
  const answer = await ask({
    path: `${project(repository)}/merge_requests/${number}`,
    what: `for merge request !${number}`,
  });
  if (!answer.ok) return answer;
  // It is asked by number, but git fetches by name: there may be another repository, with another policy, until we hear of a renaming.
  const called = textAt(answer.value, "references", "full");
  if (called === null) return misdescribed("the merge request");
  if (called !== `${repository.owner}/${repository.name}!${number}`)
    return gone(`merge request !${number} is \`${clip(called, wordsMax)}\` at the forge by now`);
  const request = mergeRequestOf(answer.value);
  const brings: Contribution | null = mergeRequestContribution(answer.value);
  if (request === null || brings === null) return misdescribed("the merge request");
  const labels = fieldAt(answer.value, "labels");
  return {
    ok: true,
    value: {
      ...request,
      brings,
      url: textAt(answer.value, "web_url") ?? "",
      labels: Array.isArray(labels) ? labels.filter((one) => typeof one === "string") : [],
      openedAt: timeAt(answer.value, "created_at"),
    },
  };
}

/**
 * Approvals that were given since the head was pushed. GitLab ties an approval to the request and not to its head, so its time has to say it; one
 * without a time does not count.
 */
async function readApprovals(
  ask: Ask,
  repository: AskedRepository,
  number: number,
  head: string,
): Promise<ForgeAnswer<ForgeList<Approval>>> {
  const path = `${project(repository)}/merge_requests/${number}`;
  const versions = await ask({
    path: `${path}/versions?per_page=1`,
    what: `for the versions of merge request !${number}`,
  });
  if (!versions.ok) return versions;
  const newest: unknown = Array.isArray(versions.value) ? versions.value[0] : null;
  const pushedAt = timeAt(newest, "created_at");
  if (commitAt(newest, "head_commit_sha") !== head || pushedAt === 0)
    return { ok: true, value: { items: [], complete: false } };
  const approvals = await ask({ path: `${path}/approvals`, what: `for the approvals of merge request !${number}` });
  if (!approvals.ok) return approvals;
  const given = fieldAt(approvals.value, "approved_by");
  if (!Array.isArray(given)) return misdescribed("the approvals");
  const items = given.flatMap((one) => {
    const login = textAt(one, "user", "username");
    return login === null || timeAt(one, "approved_at") < pushedAt ? [] : [{ login }];
  });
  return { ok: true, value: { items, complete: true } };
}

/**
 * GitLab: "Members API", access levels. It is asked by the account's number. Whoever waits for a seat, or whose membership ends today, is taken for no member:
 * GitLab removes those later.
 */
async function readPermission(
  ask: Ask,
  repository: AskedRepository,
  { id, login }: Account,
  now: number,
): Promise<ForgeAnswer<Permission>> {
  const path = `${project(repository)}/members/all/${encodeURIComponent(id)}`;
  const member = await ask({ path, what: `what ${login} may do` });
  if (!member.ok) return member.error.code === "gone" ? { ok: true, value: "none" } : member;
  const level = fieldAt(member.value, "access_level");
  if (typeof level !== "number" || identifierAt(member.value, "id") !== id) return misdescribed("a member");
  const ends = textAt(member.value, "expires_at");
  const isActive =
    (textAt(member.value, "state") ?? "active") === "active" &&
    (textAt(member.value, "membership_state") ?? "active") === "active" &&
    (ends === null || ends > dayOf(now / 1000));
  if (!isActive) return { ok: true, value: "none" };
  return { ok: true, value: level >= 40 ? "admin" : level >= 30 ? "write" : level >= 10 ? "read" : "none" };
}
