import { type Decision, type Forge, nothing, unclear } from "../../core/forge/decision.ts";
import { branchAt, branchOf, textAt } from "../../core/forge/fields.ts";
import { decideMergeGroup, decidePullRequest } from "../../core/forge/github-contribution.ts";
import { decidePush } from "../../core/forge/pushed.ts";
import type { JobFacts, JobWishes } from "./job-facts.ts";

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
