/** Events in the form of the forges' documentation, no more of each than anybody may rest on. */
const repository = { default_branch: "main", full_name: "example/lamps", private: false };
const zeros = "0".repeat(40);

type Push = { readonly ref?: string; readonly before?: string; readonly after?: string; readonly forced?: boolean };

/** GitHub: "Webhook events and payloads", push. */
export const push = ({ ref = "refs/heads/main", before = zeros, after = zeros, forced = false }: Push) => ({
  ref,
  before,
  after,
  created: before === zeros,
  deleted: after === zeros,
  forced,
  repository,
  pusher: { name: "ada", email: "ada@example.org" },
});

/** Gitea and Forgejo: the same without `created`, `deleted` and `forced`. */
export const giteaPush = (given: Push) => {
  const { created: _created, deleted: _deleted, forced: _forced, ...rest } = push(given);
  return { ...rest, compare_url: "", total_commits: 1 };
};

type Request = {
  readonly number?: number;
  readonly head: string;
  readonly base: string;
  readonly action?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly headBranch?: string;
  readonly fork?: boolean;
  readonly labels?: readonly string[];
};

/** GitHub: pull_request; also of Gitea and Forgejo, without the squash settings. */
export const pullRequest = ({
  number = 7,
  head,
  base,
  action = "synchronize",
  title = "Mend the lamp",
  body = null,
  settings = {},
  headBranch = "topic",
  fork = false,
  labels = [],
}: Request) => ({
  action,
  number,
  pull_request: {
    number,
    title,
    body,
    labels: labels.map((name) => ({ name })),
    user: { login: "ada", type: "User" },
    head: { sha: head, ref: headBranch, repo: { full_name: fork ? "ada/lamps" : "example/lamps", fork } },
    base: { sha: base, ref: "main", repo: { ...repository, ...settings } },
  },
  repository,
});

/** GitHub: merge_group. */
export const mergeGroup = (head: string, base: string, action = "checks_requested") => ({
  action,
  merge_group: {
    head_sha: head,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}`,
    base_sha: base,
    base_ref: "refs/heads/main",
  },
  repository,
});

/** GitHub: schedule has the repository since 2022; workflow_dispatch has the reference, too. */
export const dispatch = (ref = "refs/heads/main") => ({ inputs: null, ref, repository });
export const schedule = () => ({ schedule: "0 4 * * 1", repository });

type MergeRequest = Readonly<Record<string, string>>;

/** GitLab: predefined variables of a pipeline of a merge request. */
export const mergeRequest = (given: MergeRequest): Readonly<Record<string, string>> => ({
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_DEFAULT_BRANCH: "main",
  CI_PROJECT_ID: "1",
  CI_MERGE_REQUEST_PROJECT_ID: "1",
  CI_MERGE_REQUEST_IID: "7",
  CI_MERGE_REQUEST_TITLE: "Mend the lamp",
  CI_MERGE_REQUEST_DESCRIPTION: "",
  CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED: "false",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
  CI_MERGE_REQUEST_EVENT_TYPE: "detached",
  CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "",
  CI_COMMIT_BEFORE_SHA: zeros,
  ...given,
});
