import { numberAt, textAt } from "../../core/forge/fields.ts";
import { identifierAt } from "../../core/forge/named-repository.ts";
import { openerOf } from "../../core/forge/opener.ts";
import type { WorkItem } from "../../core/rules/request/request-facts.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { AskedRepository, RequestSource } from "../../ports/forge.ts";
import { described, listOf, misdescribed } from "./described.ts";
import { type Ask, askAll } from "./http.ts";
import { othersOpenMax, workItemsMax } from "./limits.ts";
import { type ListedRequest, namesOfLabels, othersOf } from "./request-lists.ts";

/** Where GitLab's REST interface has a project: by its number, which a renaming keeps. */
export const gitlabProject = ({ id }: AskedRepository): string => `/projects/${encodeURIComponent(id)}`;

/** What GitLab is asked of a request where a rule looks at it ("Merge requests API", "Users API"). */
export const gitlabRequests = (ask: Ask): RequestSource => ({
  async opener(repository, number) {
    const what = `who opened merge request !${number}`;
    const answer = await ask({ path: `${gitlabProject(repository)}/merge_requests/${number}`, what });
    return answer.ok ? described(openerOf(fieldAt(answer.value, "author"), "gitlab"), "the merge request") : answer;
  },
  async isBot({ id, login, isBot }) {
    // Of an author the interface gives no more than his names; only a single user has it.
    if (isBot.known || id === null) return { ok: true, value: isBot };
    const answer = await ask({ path: `/users/${id}`, what: `whether ${login} is a program's account` });
    if (!answer.ok) return answer;
    const account = identifierAt(answer.value, "id") === id ? openerOf(answer.value, "gitlab") : null;
    return account === null ? misdescribed("a user") : { ok: true, value: account.isBot };
  },
  async workItems(repository, number) {
    const path = `${gitlabProject(repository)}/merge_requests/${number}/closes_issues`;
    const what = `for the issues that merge request !${number} closes`;
    return listOf(await askAll(ask, { path, what }, "per_page", workItemsMax), (one) => workItemOf(one, repository.id));
  },
  async othersOpen(repository, number, opener) {
    const what = `for the other merge requests of ${opener.login}`;
    const by = opener.id === null ? `author_username=${encodeURIComponent(opener.login)}` : `author_id=${opener.id}`;
    const path = `${gitlabProject(repository)}/merge_requests?state=opened&scope=all&${by}&order_by=created_at&sort=asc`;
    const listed = await askAll(ask, { path, what }, "per_page", othersOpenMax);
    return othersOf(listed, { number, opener }, listedMergeRequest);
  },
});

/** An issue of GitLab's own, or one of a tracker elsewhere, of which it knows the name and the title. */
function workItemOf(issue: unknown, ownId: string): WorkItem | null {
  const number = numberAt(issue, "iid");
  if (number === null) {
    const name = textAt(issue, "id");
    const elsewhere = unknown("the issue is in another tracker, of which GitLab knows the name only");
    return name === null ? null : { name, labels: elsewhere, state: elsewhere };
  }
  const isOwn = identifierAt(issue, "project_id") === ownId;
  const name = isOwn ? `#${number}` : (textAt(issue, "references", "full") ?? `another project's #${number}`);
  const state = textAt(issue, "state");
  return {
    name,
    labels: namesOfLabels(fieldAt(issue, "labels")),
    state:
      state === "opened" || state === "closed"
        ? learned(state === "opened" ? "open" : "closed")
        : unknown("GitLab did not say whether the issue is open"),
  };
}

function listedMergeRequest(one: unknown): ListedRequest | null {
  const number = numberAt(one, "iid");
  const author = fieldAt(one, "author");
  const openedBy = openerOf(author, "gitlab");
  if (number === null || (openedBy === null && author !== null)) return null;
  return {
    number,
    openedBy,
    name: `!${number}`,
    title: learned(textAt(one, "title") ?? ""),
    text: learned(textAt(one, "description") ?? ""),
    labels: namesOfLabels(fieldAt(one, "labels")),
  };
}
