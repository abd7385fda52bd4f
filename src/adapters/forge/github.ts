import { numberAt, textAt } from "../../core/forge/fields.ts";
import { identifierAt, repositoryOf } from "../../core/forge/named-repository.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type {
  Approval,
  AskedRepository,
  ForgeAnswer,
  ForgeList,
  ForgePort,
  RepositoryPage,
} from "../../ports/forge.ts";
import { askAccountPage } from "./account-pages.ts";
import { described, misdescribed } from "./described.ts";
import { refused } from "./failure.ts";
import { createGithubApp, type GithubAccess, type GithubApp } from "./github-app.ts";
import { publishToGithub } from "./github-checks.ts";
import { githubRequests } from "./github-requests.ts";
import { type Ask, askAll } from "./http.ts";
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

/** Speaks to GitHub as a GitHub App: in each repository as the installation that looks after it. */
export function createGithub(access: GithubAccess): ForgePort {
  const app = createGithubApp(access);
  const asked = (repository: AskedRepository): Ask => askAs(app, repository.installation);
  const graph = ({ installation }: AskedRepository): Ask =>
    installation === null ? async () => noInstallation : app.graph(installation);
  return {
    ...githubRequests(asked, graph),
    ...namedDiscussions(asked, { order: "sort=updated&direction=asc", lengthName: "per_page" }),
    forge: "github",
    host: new URL(access.address).host,
    async contribution(repository, number) {
      const answer = await askPullRequest(asked(repository), repository, number);
      return answer.ok ? standingRequest(answer.value, "github", labelsIn(answer.value)) : answer;
    },
    openContributions: (repository) =>
      askOpenPullRequests(asked(repository), repository, "sort=created&direction=asc", "per_page"),
    approvals: (repository, number, head) => readApprovals(asked(repository), repository, number, head),
    async publish(repository, publication, known) {
      const own = await expectOwnName(asked(repository), repository);
      return own.ok ? publishToGithub(asked(repository), place(repository), publication, known, access.appId) : own;
    },
    async repository(id, installation) {
      const answer = await askAs(
        app,
        installation,
      )({ path: `/repositories/${encodeURIComponent(id)}`, what: `for repository ${id}` });
      return answer.ok ? described(repositoryOf(answer.value, installation), "a repository") : answer;
    },
    repositories: (account, page) => readRepositories(app, account, page),
    permission: (repository, account) => readPermission(asked(repository), repository, account),
    async credentials({ installation }) {
      if (installation === null) return noInstallation;
      const token = await app.token(installation);
      return token.ok ? { ok: true, value: { username: "x-access-token", password: token.value } } : token;
    },
    address: ({ owner, name }) => `${access.address}/${owner}/${name}.git`,
  };
}

const noInstallation = refused("no installation of the GitHub App looks after the repository");

const askAs = (app: GithubApp, installation: string | null): Ask =>
  installation === null ? async () => noInstallation : app.as(installation);

/** The newest review of each person that says yes or no, if it says yes to this head. */
async function readApprovals(
  ask: Ask,
  repository: AskedRepository,
  number: number,
  head: string,
): Promise<ForgeAnswer<ForgeList<Approval>>> {
  const own = await askPullRequest(ask, repository, number);
  if (!own.ok) return own;
  const path = `${place(repository)}/pulls/${number}/reviews`;
  const listed = await askAll(ask, { path, what: `for the reviews of pull request #${number}` }, "per_page");
  if (!listed.ok) return listed;
  const newest = new Map<string, unknown>();
  for (const review of listed.value.items.toSorted(
    (one, other) => (numberAt(one, "id") ?? 0) - (numberAt(other, "id") ?? 0),
  )) {
    const login = textAt(review, "user", "login");
    const state = textAt(review, "state");
    if (state === null) return misdescribed("a review");
    if (login !== null && deciding.has(state)) newest.set(login, review);
  }
  const items = [...newest].flatMap(([login, review]) =>
    textAt(review, "state") === "APPROVED" && textAt(review, "commit_id") === head ? [{ login }] : [],
  );
  return { ok: true, value: { items, complete: listed.value.complete } };
}

/** A comment takes nothing back. */
const deciding: ReadonlySet<string> = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/** What the installation of an account looks after. The position of a page has the installation, so that it is looked for once. */
async function readRepositories(
  app: GithubApp,
  account: string,
  position: string | null,
): Promise<ForgeAnswer<RepositoryPage>> {
  const known = /^(\d{1,15}) \d{1,7}$/.exec(position ?? "")?.[1] ?? null;
  const installation = known === null ? await installationOf(app, account) : ({ ok: true, value: known } as const);
  if (!installation.ok) return installation;
  const ask: Ask = async (question) => {
    const answer = await app.as(installation.value)(question);
    // This list, unlike others, stands in an object.
    return answer.ok ? { ok: true, value: fieldAt(answer.value, "repositories") } : answer;
  };
  const places = [{ kind: installation.value, path: "/installation/repositories" }];
  const what = `for the repositories of ${account}`;
  return askAccountPage(ask, { places, what }, position, "per_page", (one) => repositoryOf(one, installation.value));
}

async function installationOf(app: GithubApp, account: string): Promise<ForgeAnswer<string>> {
  const path = `/users/${encodeURIComponent(account)}/installation`;
  const found = await app.self({ path, what: `for the installation of ${account}` });
  return found.ok ? described(identifierAt(found.value, "id"), "an installation") : found;
}
