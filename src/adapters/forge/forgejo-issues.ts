import { numberAt, textAt } from "../../core/forge/fields.ts";
import { mentionedIssues } from "../../core/forge/mentioned-issues.ts";
import { identifierAt } from "../../core/forge/named-repository.ts";
import type { WorkItem } from "../../core/rules/request/request-facts.ts";
import { fieldAt, isObject } from "../../core/text/foreign-value.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { AskedRepository, ForgeAnswer, ForgeList } from "../../ports/forge.ts";
import { refused } from "./failure.ts";
import { type Ask, askAll } from "./http.ts";
import { mentionedIssuesMax } from "./limits.ts";
import { askPullRequest, repositoryPlace } from "./pull-request.ts";
import { namesOfLabels } from "./request-lists.ts";

/**
 * The issues that a pull request closes by what its title and text say. Forgejo and Gitea have no list of them; but in the history of each issue (`timeline`)
 * they note which request refers to it, and what for. So they are asked of every issue that the text may mean, and which words close one, which an
 * instance may set for itself, is left to them.
 */
export async function readClosedIssues(
  ask: Ask,
  repository: AskedRepository,
  number: number,
): Promise<ForgeAnswer<ForgeList<WorkItem>>> {
  const request = await askPullRequest(ask, repository, number);
  if (!request.ok) return request;
  if (isObject(fieldAt(request.value, "base", "repo", "external_tracker")))
    return refused("the repository's issues are in another tracker, of which its forge does not tell");
  const text = `${textAt(request.value, "title") ?? ""}\n${textAt(request.value, "body") ?? ""}`;
  const { own, hasForeign } = mentionedIssues(text, `${repository.owner}/${repository.name}`, hostOf(request.value));
  if (hasForeign)
    return refused(
      "the pull request names an issue elsewhere, and its forge tells of this repository's only whether it closes them",
    );
  const others = own.filter((one) => one !== number);
  if (others.length > mentionedIssuesMax)
    return refused(`the pull request names more than the ${mentionedIssuesMax} issues that are asked about`);
  const items: WorkItem[] = [];
  for (const one of others) {
    const closed = await readIssue(ask, { repository, number }, one);
    if (!closed.ok) return closed;
    if (closed.value !== null) items.push(closed.value);
  }
  return { ok: true, value: { items, complete: true } };
}

/** Of the pages, as the forge says: it may be reached by another one for its interface. */
function hostOf(request: unknown): string | null {
  const address = textAt(request, "html_url");
  return address !== null && URL.canParse(address) ? new URL(address).host : null;
}

/** The issue, if the request closes it; null: it does not. */
async function readIssue(
  ask: Ask,
  request: { readonly repository: AskedRepository; readonly number: number },
  issue: number,
): Promise<ForgeAnswer<WorkItem | null>> {
  const path = `${repositoryPlace(request.repository)}/issues/${issue}`;
  const found = await ask({ path, what: `for issue #${issue}` });
  // It is not there, or the account that asks may not see issues: that looks the same.
  if (!found.ok)
    return found.error.code === "gone" ? refused(`issue #${issue}, which the text may mean, cannot be seen`) : found;
  // A request has a number of the same row, and closes none.
  if (isObject(fieldAt(found.value, "pull_request"))) return { ok: true, value: null };
  const what = `what refers to issue #${issue}`;
  const history = await askAll(ask, { path: `${path}/timeline`, what }, "limit");
  if (!history.ok) return history;
  const { items, complete } = history.value;
  if (!items.some((entry) => closesBy(entry, request)))
    return complete
      ? { ok: true, value: null }
      : refused(`the history of issue #${issue} is longer than what is looked through`);
  const state = textAt(found.value, "state");
  const labels = fieldAt(found.value, "labels");
  return {
    ok: true,
    value: {
      name: `#${issue}`,
      labels: namesOfLabels(labels === null ? [] : labels),
      state:
        state === "open" || state === "closed"
          ? learned(state)
          : unknown("the forge did not say whether the issue is open"),
    },
  };
}

/** What the text says no more is `neutered`; a comment on the request may close an issue, too, and is not its text. */
const closesBy = (
  entry: unknown,
  { repository, number }: { readonly repository: AskedRepository; readonly number: number },
): boolean =>
  textAt(entry, "type") === "pull_ref" &&
  textAt(entry, "ref_action") === "closes" &&
  numberAt(entry, "ref_issue", "number") === number &&
  identifierAt(entry, "ref_issue", "repository", "id") === repository.id;
