import {
  type Decision,
  type Forge,
  type JobFacts,
  type JobWishes,
  nothing,
  type RequestText,
  unclear,
} from "./decision.ts";
import { branchAt, branchOf, commitAt, fieldAt, numberAt, textAt } from "./fields.ts";
import { decidePush } from "./pushed.ts";

/**
 * What a job on GitHub, Forgejo or Gitea is to judge.
 *
 * GitHub: "Events that trigger workflows" and "Webhook events and payloads" in its documentation. Forgejo and Gitea set the same
 * variables and write a payload of the same form, with these differences: a pull request's GITHUB_SHA is its head and not a merge, a
 * push does not say `created`, `deleted` or `forced`, and there is no merge queue. So nothing here rests on any of those.
 */
export function decideGithub({ environment, payload }: JobFacts, wishes: JobWishes, forge: Forge): Decision {
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  if (pullRequestEvents.has(event)) return decidePullRequest(payload, forge);
  if (event === "push") return decidePushed(environment, payload, wishes, forge);
  if (event === "merge_group") return decideMergeGroup(payload, forge);
  if (event === "delete") return nothing("something was deleted, which brings no commit");
  if (withoutContribution.has(event)) return decideRun(environment, payload, wishes, forge, event);
  if (event === "") return unclear("GITHUB_EVENT_NAME does not say which event this is");
  return unclear(
    `the event \`${event}\` brings no commits that can be named: run on push, pull_request, pull_request_target or merge_group, or say --base and --head`,
  );
}

const pullRequestEvents: ReadonlySet<string> = new Set([
  "pull_request",
  "pull_request_target",
  "pull_request_review",
  "pull_request_review_comment",
]);

/** Runs for another reason than that something came in. */
const withoutContribution: ReadonlySet<string> = new Set(["schedule", "workflow_dispatch", "repository_dispatch"]);

/**
 * A pull request's own commits, compared with its base branch. With `pull_request_target` the checkout is the base branch, and stays
 * so: the request's commits are read as objects and never checked out, so nothing of them is run.
 */
function decidePullRequest(payload: unknown, forge: Forge): Decision {
  const request = fieldAt(payload, "pull_request");
  const number = numberAt(request, "number");
  const head = commitAt(request, "head", "sha");
  const base = branchAt(request, "base", "ref");
  if (number === null || head === null || base === null)
    return unclear("the event does not name the pull request's number, head and base branch");
  if (textAt(payload, "action") === "closed") return nothing(`pull request #${number} is closed`);
  const before = commitAt(request, "base", "sha");
  return {
    kind: "contribution",
    forge,
    what: `pull request #${number} into ${base}`,
    tip: { revision: head, references: [`refs/pull/${number}/head`] },
    base: { kind: "branch", name: base, before: before === null ? null : { revision: before, references: [] } },
    request: requestText(request, number, forge),
    isAsked: false,
  };
}

function requestText(request: unknown, number: number, forge: Forge): RequestText {
  const settings = fieldAt(request, "base", "repo");
  const bodyFrom = squashBodies.get(textAt(settings, "squash_merge_commit_message") ?? "");
  const subjectFrom = squashSubjects.get(textAt(settings, "squash_merge_commit_title") ?? "");
  const known = forge === "github";
  return {
    number,
    mark: "#",
    title: textAt(request, "title") ?? "",
    body: textAt(request, "body") ?? "",
    truncated: null,
    // Forgejo and Gitea always take the title.
    subjectFrom: known ? (subjectFrom ?? null) : "title",
    bodyFrom: known ? (bodyFrom ?? null) : null,
  };
}

/** The repository's settings `squash_merge_commit_message` and `squash_merge_commit_title`, by GitHub's REST documentation. */
const squashBodies: ReadonlyMap<string, NonNullable<RequestText["bodyFrom"]>> = new Map([
  ["PR_BODY", "description"],
  ["COMMIT_MESSAGES", "commits"],
  ["BLANK", "blank"],
]);
const squashSubjects: ReadonlyMap<string, NonNullable<RequestText["subjectFrom"]>> = new Map([
  ["PR_TITLE", "title"],
  ["COMMIT_OR_PR_TITLE", "title-or-commit"],
]);

function decidePushed(
  environment: JobFacts["environment"],
  payload: unknown,
  wishes: JobWishes,
  forge: Forge,
): Decision {
  const reference = textAt(payload, "ref") ?? textAt(environment, "GITHUB_REF");
  if (reference === null) return unclear("the event does not say which branch or tag was pushed");
  const branch = branchOf(reference);
  if (reference.startsWith("refs/heads/") && branch === null)
    return unclear("the pushed branch has a name that git does not take");
  return decidePush({
    forge,
    branch,
    tag: tagOf(reference),
    defaultBranch: branchAt(payload, "repository", "default_branch"),
    before: textAt(payload, "before"),
    after: textAt(payload, "after"),
    branches: wishes.branches,
  });
}

const tagOf = (reference: string): string | null =>
  reference.startsWith("refs/tags/") ? reference.slice("refs/tags/".length) : null;

/** A merge queue's commits, of which all will land as they are: those of the queue itself, too. */
function decideMergeGroup(payload: unknown, forge: Forge): Decision {
  const group = fieldAt(payload, "merge_group");
  const head = commitAt(group, "head_sha");
  const base = commitAt(group, "base_sha");
  const branch = branchOf(textAt(group, "base_ref"));
  if (head === null || base === null) return unclear("the event does not name the merge group's head and base");
  if (textAt(payload, "action") === "destroyed") return nothing("the merge group was dissolved");
  return {
    kind: "contribution",
    forge,
    what: `merge group${branch === null ? "" : ` for ${branch}`}`,
    tip: { revision: head, references: [] },
    base: {
      kind: "commit",
      commit: { revision: base, references: [] },
      whatItIs: "what the merge group is built on",
    },
    request: null,
    isAsked: false,
  };
}

/** A run that nothing came in with: a branch that is a contribution is judged as one; of the others there is nothing new. */
function decideRun(
  environment: JobFacts["environment"],
  payload: unknown,
  wishes: JobWishes,
  forge: Forge,
  event: string,
): Decision {
  const reference = textAt(environment, "GITHUB_REF");
  const after = environment["GITHUB_SHA"] ?? null;
  const defaultBranch = branchAt(payload, "repository", "default_branch");
  const why = `a run by \`${event}\` brings no commits; \`proviso audit\` judges what is there`;
  if (event === "schedule") return nothing(why);
  if (reference === null) return unclear("GITHUB_REF does not say which branch or tag this runs on");
  const branch = branchOf(reference);
  if (reference.startsWith("refs/heads/") && branch === null)
    return unclear("this runs on a branch with a name that git does not take");
  if (branch !== null && branch === defaultBranch) return nothing(why);
  const push = { forge, branch, tag: tagOf(reference), defaultBranch, after };
  return decidePush({ ...push, before: after, branches: wishes.branches });
}
