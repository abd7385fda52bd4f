import { numberAt, textAt } from "../../core/forge/fields.ts";
import { identifierAt } from "../../core/forge/named-repository.ts";
import { openerOf } from "../../core/forge/opener.ts";
import type { WorkItem } from "../../core/rules/request/request-facts.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { append } from "../../core/text/long-lists.ts";
import type { AskedRepository, ForgeAnswer, ForgeList, RequestSource } from "../../ports/forge.ts";
import { described, misdescribed } from "./described.ts";
import { gone } from "./failure.ts";
import { askGraph } from "./graph.ts";
import { type Ask, askAll } from "./http.ts";
import { othersOpenMax, workItemsMax } from "./limits.ts";
import { askPullRequest, listedPullRequest, nameIsAnothers, repositoryPlace } from "./pull-request.ts";
import { othersOf } from "./request-lists.ts";

/** What GitHub is asked of a request where a rule looks at it: of the issues by GraphQL, since its REST interface does not tell which a request closes. */
export const githubRequests = (
  asked: (repository: AskedRepository) => Ask,
  graph: (repository: AskedRepository) => Ask,
): RequestSource => ({
  async opener(repository, number) {
    const answer = await askPullRequest(asked(repository), repository, number, `who opened pull request #${number}`);
    return answer.ok ? described(openerOf(fieldAt(answer.value, "user"), "github"), "the pull request") : answer;
  },
  // Every description of an account has its type.
  isBot: async ({ isBot }) => ({ ok: true, value: isBot }),
  workItems: (repository, number) => readWorkItems(graph(repository), repository, number),
  async othersOpen(repository, number, opener) {
    const own = await askPullRequest(asked(repository), repository, number);
    if (!own.ok) return own;
    const place = repositoryPlace(repository);
    // Issues are to be had by who opened them, pull requests among them; it is not documented by which name that of an App is.
    const isPerson = opener.isBot.known && !opener.isBot.value;
    const path = isPerson
      ? `${place}/issues?state=open&creator=${encodeURIComponent(opener.login)}&sort=created&direction=asc`
      : `${place}/pulls?state=open&sort=created&direction=asc`;
    const what = `for the other pull requests of ${opener.login}`;
    const listed = await askAll(asked(repository), { path, what }, "per_page", othersOpenMax);
    return othersOf(listed, { number, opener }, (one) =>
      isPerson && fieldAt(one, "pull_request") === undefined ? "other" : listedPullRequest(one, "github"),
    );
  },
});

/**
 * GitHub gives at most a hundred entries of a list in one answer; an issue has no more labels. Who may not read issues at all is to hear that, and not that
 * there are none: so they are counted, too.
 */
const query = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    databaseId
    issues(first: 1) { totalCount }
    pullRequest(number: $number) {
      closingIssuesReferences(first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          number
          state
          repository { databaseId nameWithOwner }
          labels(first: 100) { totalCount nodes { name } }
        }
      }
    }
  }
}`;

async function readWorkItems(
  ask: Ask,
  repository: AskedRepository,
  number: number,
): Promise<ForgeAnswer<ForgeList<WorkItem>>> {
  const { owner, name } = repository;
  const what = `for the issues that pull request #${number} closes`;
  const items: WorkItem[] = [];
  for (let after: string | null = null; items.length < workItemsMax; ) {
    const answer = await askGraph(ask, { query, variables: { owner, name, number, after }, what });
    if (!answer.ok) return answer;
    const whose = identifierAt(answer.value, "repository", "databaseId");
    if (whose === null) return misdescribed("the issues");
    if (whose !== repository.id) return gone(nameIsAnothers(repository));
    const list = fieldAt(answer.value, "repository", "pullRequest", "closingIssuesReferences");
    const nodes = fieldAt(list, "nodes");
    const total = fieldAt(list, "totalCount");
    const readable = fieldAt(answer.value, "repository", "issues", "totalCount");
    if (!Array.isArray(nodes) || typeof total !== "number" || typeof readable !== "number")
      return misdescribed("the issues");
    const found = nodes.flatMap((node) => workItemOf(node, repository.id) ?? []);
    append(items, found);
    const hasNext = fieldAt(list, "pageInfo", "hasNextPage") === true;
    // A node that may not be seen is null: then nobody knows what its labels are. Pages with nothing on them could go on for ever.
    if (found.length < nodes.length || (hasNext && nodes.length === 0))
      return { ok: true, value: { items, complete: false } };
    if (!hasNext) return { ok: true, value: { items, complete: items.length === total } };
    after = textAt(list, "pageInfo", "endCursor");
    if (after === null) return misdescribed("the issues");
  }
  return { ok: true, value: { items, complete: false } };
}

function workItemOf(node: unknown, ownId: string): WorkItem | null {
  const [number, path] = [numberAt(node, "number"), textAt(node, "repository", "nameWithOwner")];
  if (number === null || path === null) return null;
  const isOwn = String(fieldAt(node, "repository", "databaseId")) === ownId;
  return { name: `${isOwn ? "" : path}#${number}`, labels: labelsOf(fieldAt(node, "labels")), state: stateOf(node) };
}

function labelsOf(list: unknown): Learned<readonly string[]> {
  const nodes = fieldAt(list, "nodes");
  const names = Array.isArray(nodes) ? nodes.flatMap((one) => textAt(one, "name") ?? []) : null;
  return names !== null && names.length === fieldAt(list, "totalCount")
    ? learned(names)
    : unknown("GitHub did not give all labels of the issue");
}

function stateOf(node: unknown): WorkItem["state"] {
  const state = textAt(node, "state");
  if (state === "OPEN" || state === "CLOSED") return learned(state === "OPEN" ? "open" : "closed");
  return unknown("GitHub did not say whether the issue is open");
}
