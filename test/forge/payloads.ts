/** Deliveries in the form of the forges' documentation, with no more of each than anybody may rest on. */
export const [one, two, three] = ["1".repeat(40), "2".repeat(40), "3".repeat(40)] as const;
export const zeros = "0".repeat(40);

type Fields = Readonly<Record<string, unknown>>;

/** Forgejo and Gitea: "Webhooks"; a repository as `api.Repository`. */
export const forgejoRepository = {
  id: 41,
  owner: { id: 5, login: "example", username: "example" },
  name: "lamps",
  full_name: "example/lamps",
  private: false,
  html_url: "https://forge.example.org/example/lamps",
  clone_url: "https://forge.example.org/example/lamps.git",
  default_branch: "main",
};

export const forgejoPullRequest = (more: Fields = {}) => ({
  id: 90,
  number: 7,
  user: { id: 6, login: "ada", username: "ada" },
  title: "Mend the lamp",
  body: "It did not shine.",
  state: "open",
  draft: false,
  merged: false,
  merged_at: null,
  base: { label: "main", ref: "main", sha: one, repo_id: 41, repo: forgejoRepository },
  head: {
    label: "topic",
    ref: "topic",
    sha: two,
    repo_id: 44,
    repo: { ...forgejoRepository, id: 44, full_name: "ada/lamps" },
  },
  updated_at: "2026-11-02T10:00:00Z",
  ...more,
});

export const forgejoEvent = (action: string, more: Fields = {}, request: Fields = {}) => ({
  action,
  number: 7,
  pull_request: forgejoPullRequest(request),
  repository: forgejoRepository,
  sender: { id: 6, login: "ada" },
  ...more,
});

export const forgejoPush = (more: Fields = {}) => ({
  ref: "refs/heads/main",
  before: one,
  after: two,
  compare_url: "",
  commits: [],
  total_commits: 1,
  repository: forgejoRepository,
  pusher: { id: 6, login: "ada" },
  ...more,
});

/** GitLab: "Webhook events"; a project of a merge request's and of a push's event. */
export const gitlabProject = {
  id: 15,
  name: "Lamps",
  description: "",
  web_url: "https://gitlab.example.org/example/tools/lamps",
  git_http_url: "https://gitlab.example.org/example/tools/lamps.git",
  namespace: "tools",
  path_with_namespace: "example/tools/lamps",
  default_branch: "main",
};

export const gitlabMergeRequest = (more: Fields = {}) => ({
  id: 99,
  iid: 7,
  target_branch: "main",
  source_branch: "topic",
  source_project_id: 18,
  target_project_id: 15,
  author_id: 51,
  title: "Mend the lamp",
  description: "It did not shine.",
  state: "opened",
  draft: false,
  updated_at: "2026-11-02 10:00:00 UTC",
  last_commit: { id: two, message: "Mend the lamp", author: { name: "Ada Example", email: "ada@example.org" } },
  ...more,
});

export const gitlabEvent = (request: Fields = {}, more: Fields = {}) => ({
  object_kind: "merge_request",
  event_type: "merge_request",
  user: { id: 51, name: "Ada Example", username: "ada" },
  project: gitlabProject,
  object_attributes: gitlabMergeRequest(request),
  labels: [],
  changes: {},
  ...more,
});

export const gitlabNote = (note: string, more: Fields = {}) => ({
  object_kind: "note",
  event_type: "note",
  user: { id: 52, name: "Lin Example", username: "lin" },
  project_id: 15,
  project: gitlabProject,
  object_attributes: { id: 1244, note, noteable_type: "MergeRequest", action: "create" },
  merge_request: gitlabMergeRequest(),
  ...more,
});

export const gitlabPush = (more: Fields = {}) => ({
  object_kind: "push",
  event_name: "push",
  before: one,
  after: two,
  ref: "refs/heads/main",
  checkout_sha: two,
  user_username: "ada",
  project_id: 15,
  project: gitlabProject,
  commits: [],
  total_commits_count: 1,
  ...more,
});
