import { type Decision, nothing, type RequestText, unclear } from "../../core/forge/decision.ts";
import { branchAt, commitAt, textAt } from "../../core/forge/fields.ts";
import { decidePush } from "../../core/forge/pushed.ts";
import type { JobFacts, JobWishes } from "./job-facts.ts";

/**
 * What a job on GitLab is to judge, by its predefined variables ("Predefined CI/CD variables reference" in GitLab's documentation).
 * CI_COMMIT_BEFORE_SHA is zeros in all but pipelines of pushes to a branch that was there, and children of such, so it is asked only there;
 * CI_MERGE_REQUEST_DIFF_BASE_SHA is where the two sides parted, whose policy may be an old one, so it is not asked at all.
 */
export function decideGitlab({ environment }: JobFacts, wishes: JobWishes): Decision {
  const source = environment["CI_PIPELINE_SOURCE"] ?? "";
  if (source === "schedule")
    return nothing("a scheduled pipeline brings no commits; `proviso audit` judges what is there");
  if (environment["CI_MERGE_REQUEST_IID"]) return decideMergeRequest(environment);
  const tag = textAt(environment, "CI_COMMIT_TAG");
  const branch = branchAt(environment, "CI_COMMIT_BRANCH");
  const after = textAt(environment, "CI_COMMIT_SHA");
  // The child of a pipeline has another source than the push that its parent is of, and the same commits.
  const isPushed = source === "push" || commitAt(environment, "CI_COMMIT_BEFORE_SHA") !== null;
  const isOfDefaultBranch = !isPushed && tag === null && branch === environment["CI_DEFAULT_BRANCH"];
  if (isOfDefaultBranch && source === "parent_pipeline") return unclear(maybeFirstPush);
  if (isOfDefaultBranch)
    return nothing(`a pipeline by \`${source}\` brings no commits; \`proviso audit\` judges what is there`);
  if (tag === null && branch === null) return unclear("the pipeline is of no branch, tag or merge request");
  return decidePush({
    forge: "gitlab",
    branch: tag === null ? branch : null,
    tag,
    defaultBranch: branchAt(environment, "CI_DEFAULT_BRANCH"),
    before: textAt(environment, "CI_COMMIT_BEFORE_SHA"),
    after,
    branches: wishes.branches,
  });
}

/** Both have zeros where a push says where the branch stood. */
const maybeFirstPush =
  "a child pipeline does not say whether its parent brings no commits (a schedule, a start by hand) or is of the branch's first push: run the job in the parent, or name a base with --base";

/**
 * In a pipeline of merged results, or of a merge train, CI_COMMIT_SHA is a commit that GitLab made of both sides, and both are named; in
 * any other it is the source branch's own.
 */
function decideMergeRequest(environment: JobFacts["environment"]): Decision {
  const number = Number(environment["CI_MERGE_REQUEST_IID"]);
  const branch = branchAt(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  const target = commitAt(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA");
  const source = commitAt(environment, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
  const isMerged = environment["CI_MERGE_REQUEST_EVENT_TYPE"] !== "detached" && source !== null && target !== null;
  const tip = isMerged ? source : commitAt(environment, "CI_COMMIT_SHA");
  if (!Number.isSafeInteger(number) || branch === null || tip === null)
    return unclear("the pipeline does not name the merge request's number, source commit and target branch");
  const { CI_PROJECT_ID: project = "", CI_MERGE_REQUEST_PROJECT_ID: parent = "" } = environment;
  if (project === "" || parent === "")
    return unclear("the pipeline does not say which project it runs in, and which the merge request is for");
  if (parent !== project) {
    return unclear(
      `merge request !${number} is checked in the fork, whose branches are the contributor's own, its copy of ${branch} too: have the pipeline run in the parent project`,
    );
  }
  const whatItIs = `the target branch ${branch} as the pipeline merged it`;
  return {
    kind: "contribution",
    forge: "gitlab",
    what: `merge request !${number} into ${branch}`,
    tip: { revision: tip, references: [`refs/merge-requests/${number}/head`] },
    base:
      isMerged && target !== null
        ? { kind: "commit", commit: { revision: target, references: [`refs/heads/${branch}`] }, whatItIs }
        : { kind: "branch", name: branch, before: null },
    request: requestText(environment, number),
    isAsked: false,
  };
}

/** GitLab gives the first 2,700 characters of the description, and says so if there are more. */
function requestText(environment: JobFacts["environment"], number: number): RequestText {
  const isCut = environment["CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED"] === "true";
  return {
    number,
    mark: "!",
    title: environment["CI_MERGE_REQUEST_TITLE"] ?? "",
    body: environment["CI_MERGE_REQUEST_DESCRIPTION"] ?? "",
    truncated: isCut ? "GitLab gives a job only the beginning of the merge request's description" : null,
    // Their names have no comma. A job that is told of none is not told that there are none.
    labels: environment["CI_MERGE_REQUEST_LABELS"]?.split(",") ?? null,
    // No predefined variable names the author: CI_COMMIT_AUTHOR and GITLAB_USER_LOGIN may be somebody else.
    openedBy: null,
    subjectFrom: "title",
    bodyFrom: null,
  };
}
