import { pullRequestOf } from "../../core/forge/described-request.ts";
import type { ServedForge } from "../../core/forge/event.ts";
import { numberAt, textAt } from "../../core/forge/fields.ts";
import { decidePullRequest } from "../../core/forge/github-contribution.ts";
import { identifierAt, timeAt } from "../../core/forge/named-repository.ts";
import { openerOf } from "../../core/forge/opener.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import { learned } from "../../core/text/learned.ts";
import type {
  Account,
  AskedRepository,
  ForgeAnswer,
  ForgeList,
  Permission,
  StandingContribution,
} from "../../ports/forge.ts";
import { described, listOf, misdescribed } from "./described.ts";
import { gone } from "./failure.ts";
import { type Ask, askAll } from "./http.ts";
import { type ListedRequest, namesOfLabels } from "./request-lists.ts";

/** A pull request of GitHub, Forgejo or Gitea as it stands, read by the same reader as their events. */
export function standingRequest(
  value: unknown,
  forge: ServedForge,
  labels: readonly string[],
): ForgeAnswer<StandingContribution> {
  const request = pullRequestOf(value);
  const brings = decidePullRequest({ pull_request: value }, forge);
  if (request === null || brings.kind !== "contribution") return misdescribed("the pull request");
  const url = textAt(value, "html_url") ?? "";
  return { ok: true, value: { ...request, brings, url, labels, openedAt: timeAt(value, "created_at") } };
}

/** Where GitHub, Forgejo and Gitea have a repository in their REST interfaces. */
export const repositoryPlace = ({ owner, name }: Pick<AskedRepository, "owner" | "name">): string =>
  `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;

/**
 * Asks GitHub, Forgejo or Gitea for a pull request of the repository that has the number. They are asked by name, and what is called so today may be
 * another repository, until we hear of a renaming: its request of the same number is `gone`, as one that is not there.
 */
export async function askPullRequest(
  ask: Ask,
  repository: AskedRepository,
  number: number,
  what = `for pull request #${number}`,
): Promise<ForgeAnswer<unknown>> {
  const answer = await ask({ path: `${repositoryPlace(repository)}/pulls/${number}`, what });
  if (!answer.ok) return answer;
  const whose = identifierAt(answer.value, "base", "repo", "id");
  if (whose === null) return misdescribed("the pull request");
  return whose === repository.id ? answer : gone(nameIsAnothers(repository));
}

/**
 * Is what GitHub, Forgejo or Gitea calls so the repository that has the number? Asked before what neither names the repository in its answer nor can be
 * taken back: what is another's is `gone`.
 */
export async function expectOwnName(ask: Ask, repository: AskedRepository): Promise<ForgeAnswer<null>> {
  const answer = await ask({ path: repositoryPlace(repository), what: "which repository is called so" });
  if (!answer.ok) return answer;
  const whose = identifierAt(answer.value, "id");
  if (whose === null) return misdescribed("the repository");
  return whose === repository.id ? { ok: true, value: null } : gone(nameIsAnothers(repository));
}

/**
 * Numbers of the open pull requests. Each says whose it is; where there is none, it has to be asked whose none they are.
 *
 * @param order a query by which the oldest comes first
 */
export async function askOpenPullRequests(
  ask: Ask,
  repository: AskedRepository,
  order: string,
  lengthName: "per_page" | "limit",
): Promise<ForgeAnswer<ForgeList<number>>> {
  const path = `${repositoryPlace(repository)}/pulls?state=open&${order}`;
  const listed = await askAll(ask, { path, what: "for open pull requests" }, lengthName);
  if (!listed.ok) return listed;
  if (listed.value.items.length === 0) {
    const own = await expectOwnName(ask, repository);
    return own.ok ? { ok: true, value: { items: [], complete: listed.value.complete } } : own;
  }
  for (const one of listed.value.items) {
    const whose = identifierAt(one, "base", "repo", "id");
    if (whose !== null && whose !== repository.id) return gone(nameIsAnothers(repository));
  }
  // One that does not say whose it is cannot be read.
  return listOf(listed, (one) =>
    identifierAt(one, "base", "repo", "id") === null ? null : (pullRequestOf(one)?.number ?? null),
  );
}

/** Why a repository cannot be asked about by its name. */
export const nameIsAnothers = ({ owner, name }: AskedRepository): string =>
  `\`${owner}/${name}\` is another repository at the forge by now`;

/** A pull request as a list has it, of issues or of pull requests; null: it cannot be read. */
export function listedPullRequest(one: unknown, forge: ServedForge): ListedRequest | null {
  const number = numberAt(one, "number");
  const account = fieldAt(one, "user");
  const openedBy = openerOf(account, forge);
  if (number === null || (openedBy === null && account !== null)) return null;
  return {
    number,
    openedBy,
    name: `#${number}`,
    title: learned(textAt(one, "title") ?? ""),
    text: learned(textAt(one, "body") ?? ""),
    labels: namesOfLabels(fieldAt(one, "labels")),
  };
}

/** The names of its labels. */
export function labelsIn(value: unknown): readonly string[] {
  const labels = fieldAt(value, "labels");
  return Array.isArray(labels) ? labels.flatMap((one) => textAt(one, "name") ?? []) : [];
}

/**
 * What an account may do in a repository of GitHub, Forgejo or Gitea. They are asked by login, and say whose the login is: an account that got the login
 * of another has none of his rights.
 */
export async function readPermission(
  ask: Ask,
  repository: AskedRepository,
  { id, login }: Account,
): Promise<ForgeAnswer<Permission>> {
  const path = `${repositoryPlace(repository)}/collaborators/${encodeURIComponent(login)}/permission`;
  const answer = await ask({ path, what: `what ${login} may do` });
  if (!answer.ok) return answer.error.code === "gone" ? { ok: true, value: "none" } : answer;
  const whose = identifierAt(answer.value, "user", "id");
  if (whose === null) return misdescribed("a permission");
  return whose === id
    ? described(permissionOf(textAt(answer.value, "permission")), "a permission")
    : { ok: true, value: "none" };
}

/** Names that GitHub and Forgejo have for what somebody may do. */
function permissionOf(name: string | null): Permission | null {
  if (name === "owner" || name === "admin") return "admin";
  if (name === "maintain" || name === "write") return "write";
  if (name === "triage" || name === "read") return "read";
  return name === "none" ? "none" : null;
}
