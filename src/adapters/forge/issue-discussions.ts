import { numberAt, textAt } from "../../core/forge/fields.ts";
import { timeAt } from "../../core/forge/named-repository.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type {
  AskedRepository,
  DiscussionSource,
  ForgeAnswer,
  ForgeIssue,
  ForgeList,
  IssueList,
} from "../../ports/forge.ts";
import { described, listOf } from "./described.ts";
import { gone } from "./failure.ts";
import { gitlabProject } from "./gitlab-requests.ts";
import { type Ask, askAll } from "./http.ts";
import { commentsLengthMax, issuesLengthMax } from "./limits.ts";
import { expectOwnName, repositoryPlace } from "./pull-request.ts";

/**
 * Issues of GitHub, Forgejo and Gitea ("REST API endpoints for issues"; `/swagger.v1.json`). Both are asked by name, and an answer does not always say whose
 * it is, so the name is looked at first. GitHub has pull requests among them, which are no issues.
 */
export const namedDiscussions = (
  asked: (repository: AskedRepository) => Ask,
  { order, lengthName }: { readonly order: string; readonly lengthName: "per_page" | "limit" },
): DiscussionSource => ({
  async issues(repository, since) {
    const ask = asked(repository);
    const own = await expectOwnName(ask, repository);
    if (!own.ok) return own;
    const from = since === null ? "" : `&since=${new Date(since).toISOString()}`;
    const path = `${repositoryPlace(repository)}/issues?state=all&${order}${from}`;
    const listed = await askAll(ask, { path, what: "for the issues" }, lengthName, null, issuesLengthMax);
    return issuesIn(listed, { read: issueOf, isIssue: (one) => !isPullRequest(one), isHidden: () => false });
  },
  async discussion(repository, number) {
    const ask = asked(repository);
    const own = await expectOwnName(ask, repository);
    if (!own.ok) return own;
    const place = `${repositoryPlace(repository)}/issues/${number}`;
    const issue = await ask({ path: place, what: `for issue #${number}` });
    if (!issue.ok) return issue;
    if (isPullRequest(issue.value)) return gone(`#${number} is a pull request`);
    const comments = await askAll(
      ask,
      { path: `${place}/comments`, what: `for the comments of #${number}` },
      lengthName,
      null,
      commentsLengthMax,
    );
    if (!comments.ok) return comments;
    const { items, complete } = comments.value;
    return discussed(issueOf(issue.value), { issue: issue.value, comments: items }, complete);
  },
});

/** GitHub has the field with pull requests only; Forgejo with all, and null for issues. */
const isPullRequest = (one: unknown): boolean => (fieldAt(one, "pull_request") ?? null) !== null;

function issueOf(one: unknown): ForgeIssue | null {
  const [number, state] = [numberAt(one, "number"), textAt(one, "state")];
  if (number === null || (state !== "open" && state !== "closed")) return null;
  return {
    number,
    title: textAt(one, "title") ?? "",
    text: textAt(one, "body") ?? "",
    author: textAt(one, "user", "login") ?? "",
    url: textAt(one, "html_url") ?? "",
    state,
    updatedAt: timeAt(one, "updated_at"),
  };
}

/**
 * Issues of GitLab ("Issues API", "Notes API"), by the project's number. Nothing is said of what the forge does not show to everybody who sees the
 * project: confidential issues, internal notes, and issues that are for the members of a public project.
 */
export const gitlabDiscussions = (ask: Ask): DiscussionSource => ({
  async issues(repository, since) {
    const own = await expectShown(ask, repository);
    if (!own.ok) return own;
    const from = since === null ? "" : `&updated_after=${new Date(since).toISOString()}`;
    const path = `${gitlabProject(repository)}/issues?scope=all&state=all&order_by=updated_at&sort=asc${from}`;
    const listed = await askAll(ask, { path, what: "for the issues" }, "per_page", null, issuesLengthMax);
    const isHidden = (one: unknown): boolean => fieldAt(one, "confidential") === true;
    return issuesIn(listed, { read: gitlabIssueOf, isIssue: () => true, isHidden });
  },
  async discussion(repository, number) {
    const own = await expectShown(ask, repository);
    if (!own.ok) return own;
    const place = `${gitlabProject(repository)}/issues/${number}`;
    const issue = await ask({ path: place, what: `for issue #${number}` });
    if (!issue.ok) return issue;
    if (fieldAt(issue.value, "confidential") === true) return gone(`issue #${number} is confidential`);
    const path = `${place}/notes?order_by=created_at&sort=asc`;
    const what = `for the notes of #${number}`;
    const notes = await askAll(ask, { path, what }, "per_page", null, commentsLengthMax);
    if (!notes.ok) return notes;
    const shown = notes.value.items.filter(
      (one) => fieldAt(one, "internal") !== true && fieldAt(one, "confidential") !== true,
    );
    return discussed(gitlabIssueOf(issue.value), { issue: issue.value, notes: shown }, notes.value.complete);
  },
});

async function expectShown(ask: Ask, repository: AskedRepository): Promise<ForgeAnswer<null>> {
  const project = await ask({ path: gitlabProject(repository), what: "who may see its issues" });
  if (!project.ok) return project;
  const isForMembers =
    textAt(project.value, "visibility") !== "private" && textAt(project.value, "issues_access_level") === "private";
  return isForMembers ? gone("the issues of the project are for its members only") : { ok: true, value: null };
}

function gitlabIssueOf(one: unknown): ForgeIssue | null {
  const [number, state] = [numberAt(one, "iid"), textAt(one, "state")];
  if (number === null || (state !== "opened" && state !== "closed")) return null;
  return {
    number,
    title: textAt(one, "title") ?? "",
    text: textAt(one, "description") ?? "",
    author: textAt(one, "author", "username") ?? "",
    url: textAt(one, "web_url") ?? "",
    state: state === "opened" ? "open" : "closed",
    updatedAt: timeAt(one, "updated_at"),
  };
}

function discussed(
  issue: ForgeIssue | null,
  exported: unknown,
  complete: boolean,
): Awaited<ReturnType<DiscussionSource["discussion"]>> {
  const found = described(issue, "the issue");
  return found.ok ? { ok: true, value: { ...found.value, exported: JSON.stringify(exported), complete } } : found;
}

/** What a list of issues has, and apart from it the numbers of what is not for everybody. */
function issuesIn(
  listed: ForgeAnswer<ForgeList<unknown>>,
  of: {
    readonly read: (entry: unknown) => ForgeIssue | null;
    readonly isIssue: (entry: unknown) => boolean;
    readonly isHidden: (entry: unknown) => boolean;
  },
): ForgeAnswer<IssueList> {
  if (!listed.ok) return listed;
  const all = listed.value.items.filter(of.isIssue);
  const shown = listOf(
    { ok: true, value: { items: all.filter((one) => !of.isHidden(one)), complete: listed.value.complete } },
    of.read,
  );
  const hidden = all.filter(of.isHidden).flatMap((one) => of.read(one)?.number ?? []);
  return shown.ok ? { ok: true, value: { ...shown.value, hidden } } : shown;
}
