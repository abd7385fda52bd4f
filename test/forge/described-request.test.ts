import { describe, expect, test } from "vitest";
import type { Forge } from "../../src/core/forge/decision.ts";
import { mergeRequestOf, pullRequestOf } from "../../src/core/forge/described-request.ts";
import { decideMergeGroup, decidePullRequest } from "../../src/core/forge/github-contribution.ts";
import { mergeRequestContribution } from "../../src/core/forge/gitlab-contribution.ts";
import { decidePush } from "../../src/core/forge/pushed.ts";
import { type Learned, learned, unknown } from "../../src/core/text/learned.ts";
import { mergeGroup, pullRequest } from "../ci/payloads.ts";
import { forgejoPullRequest, gitlabMergeRequest, one, two, zeros } from "./payloads.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What stands in a description that has more than its number, last commit and branch; the rest is as usual. */
const usual = {
  number: 7,
  head: two,
  base: "main",
  title: "Mend the lamp",
  author: "ada",
  state: "open",
  isDraft: false,
  updatedAt: Date.UTC(2026, 10, 2, 10),
};

describe("a pull request that GitHub, Forgejo or Gitea describes", () => {
  test.each<[Fields, Fields | null]>([
    [{}, {}],
    [{ state: "closed" }, { state: "closed" }],
    [{ state: "closed", merged: true }, { state: "merged" }],
    // In a list of them no `merged` stands.
    [{ state: "closed", merged: undefined, merged_at: "2026-11-02T11:00:00Z" }, { state: "merged" }],
    [{ state: "locked" }, { state: "open" }],
    [{ draft: true }, { isDraft: true }],
    [{ draft: "true" }, {}],
    [{ user: null }, { author: "" }],
    [{ title: undefined }, { title: "" }],
    [{ updated_at: "yesterday" }, { updatedAt: 0 }],
    [{ updated_at: `2026-11-02T10:00:00${"0".repeat(40)}Z` }, { updatedAt: 0 }],
    [{ number: "7" }, null],
    [{ number: 0 }, null],
    [{ head: { sha: two.slice(1) } }, null],
    [{ head: { sha: zeros } }, null],
    [{ base: { ref: "a..b" } }, null],
    [{ base: { sha: one } }, null],
  ])("%j", (more, said) => {
    const described = forgejoPullRequest(more);
    expect(pullRequestOf(described)).toEqual(said === null ? null : { ...usual, ...said });
    if (said === null)
      expect(decidePullRequest({ pull_request: described }, "forgejo")).toEqual({
        kind: "unclear",
        why: "the event does not name the pull request's number, head and base branch",
      });
  });
});

describe("a merge request that GitLab describes", () => {
  test.each<[Fields, Fields | null]>([
    [{}, {}],
    [{ state: "merged" }, { state: "merged" }],
    [{ state: "closed" }, { state: "closed" }],
    [{ state: "locked" }, { state: "open" }],
    [{ draft: true }, { isDraft: true }],
    [{ draft: undefined, work_in_progress: true }, { isDraft: true }],
    [{ author: { username: "lin" } }, { author: "lin" }],
    [{ title: null }, { title: "" }],
    // As the REST interface has it.
    [{ last_commit: undefined, sha: two, updated_at: "2026-11-02T10:00:00.000Z" }, {}],
    [{ iid: -1 }, null],
    [{ last_commit: undefined }, null],
    [{ target_branch: "" }, null],
  ])("%j", (more, said) =>
    expect(mergeRequestOf(gitlabMergeRequest(more), "ada")).toEqual(said === null ? null : { ...usual, ...said }),
  );

  test("nobody may be said to have opened it", () =>
    expect(mergeRequestOf(gitlabMergeRequest())).toEqual({ ...usual, author: "" }));

  test("to be judged, it is its commits on the branch that it goes into", () => {
    const described = gitlabMergeRequest({ sha: two });
    expect(mergeRequestContribution(described)).toEqual({
      kind: "contribution",
      forge: "gitlab",
      what: "merge request !7 into main",
      tip: { revision: two, references: ["refs/merge-requests/7/head"] },
      base: { kind: "branch", name: "main", before: null },
      request: {
        number: 7,
        mark: "!",
        title: "Mend the lamp",
        body: "It did not shine.",
        truncated: null,
        labels: null,
        openedBy: null,
        subjectFrom: "title",
        bodyFrom: null,
      },
      isAsked: false,
    });
    for (const lacking of ["iid", "sha", "target_branch"])
      expect(mergeRequestContribution({ ...described, [lacking]: null })).toBeNull();
    expect(mergeRequestContribution({ iid: 7, sha: two, target_branch: "main" })?.request).toMatchObject({
      title: "",
      body: "",
    });
  });
});

describe("what is judged of a pull request", () => {
  const given = pullRequest({ head: two, base: one, body: "It did not shine.", labels: ["ai"] });
  const request = {
    number: 7,
    mark: "#",
    title: "Mend the lamp",
    body: "It did not shine.",
    truncated: null,
    labels: ["ai"],
  };
  const bots: Readonly<Record<string, Learned<boolean>>> = {
    github: learned(false),
    forgejo: unknown("Forgejo and Gitea do not say of an account whether it is a program's"),
  };
  test.each<[Forge, Fields, Fields]>([
    ["github", {}, { subjectFrom: null, bodyFrom: null }],
    [
      "github",
      { squash_merge_commit_title: "PR_TITLE", squash_merge_commit_message: "PR_BODY" },
      { subjectFrom: "title", bodyFrom: "description" },
    ],
    [
      "github",
      { squash_merge_commit_title: "COMMIT_OR_PR_TITLE", squash_merge_commit_message: "COMMIT_MESSAGES" },
      { subjectFrom: "title-or-commit", bodyFrom: "commits" },
    ],
    ["github", { squash_merge_commit_message: "BLANK" }, { subjectFrom: null, bodyFrom: "blank" }],
    // Forgejo and Gitea take the title, and no setting says what else.
    ["forgejo", { squash_merge_commit_message: "BLANK" }, { subjectFrom: "title", bodyFrom: null }],
  ])("%s, with %j", (forge, settings, taken) => {
    const repository = { ...given.pull_request.base.repo, ...settings };
    const described = { ...given.pull_request, base: { ...given.pull_request.base, repo: repository } };
    expect(decidePullRequest({ ...given, pull_request: described }, forge)).toEqual({
      kind: "contribution",
      forge,
      what: "pull request #7 into main",
      tip: { revision: two, references: ["refs/pull/7/head"] },
      base: { kind: "branch", name: "main", before: { revision: one, references: [] } },
      request: { ...request, openedBy: { id: null, login: "ada", isBot: bots[forge] }, ...taken },
      isAsked: false,
    });
  });

  test.each<[Fields, Fields]>([
    [{ labels: undefined }, { labels: null }],
    [{ labels: [{ name: "ai" }, { id: 3 }] }, { labels: null }],
    [{ labels: [] }, { labels: [] }],
    [{ title: null }, { title: "" }],
    [{ body: null }, { body: "" }],
  ])("%j is no more than it is", (more, read) =>
    expect(decidePullRequest({ pull_request: { ...given.pull_request, ...more } }, "github")).toMatchObject({
      request: { ...request, ...read },
    }),
  );
});

describe("what is judged of a merge group", () => {
  const { merge_group: group } = mergeGroup(two, one);
  const unclear = { kind: "unclear", why: "the event does not name the merge group's head and base" };
  const judged = {
    kind: "contribution",
    forge: "github",
    what: "merge group for main",
    tip: { revision: two, references: [] },
    base: {
      kind: "commit",
      commit: { revision: one, references: [] },
      whatItIs: "what the merge group is built on",
    },
    request: null,
    isAsked: false,
  };
  test.each<[Fields, Fields]>([
    [{}, judged],
    [{ base_ref: "main" }, { ...judged, what: "merge group" }],
    [{ head_sha: zeros }, unclear],
    [{ base_sha: null }, unclear],
  ])("%j", (more, decided) =>
    expect(decideMergeGroup({ merge_group: { ...group, ...more } }, "github")).toEqual(decided),
  );
});

describe("what is judged of a push", () => {
  const push = {
    forge: "github" as const,
    branch: "main",
    tag: null,
    defaultBranch: "main",
    before: one,
    after: two,
    branches: [],
  };
  test.each([
    [{}, "push to main: where branch main stood before this push"],
    [{ branch: "topic" }, "branch topic, compared with main: main"],
    [{ branch: null, tag: "v1" }, "tag v1, compared with main: main"],
    [{ branch: "stable/2", branches: ["stable/*"], before: zeros }, "new branch stable/2: main"],
    [{ branch: "stable/2", branches: ["*"] }, "branch stable/2, compared with main: main"],
    [{ branch: "topic", branches: ["["] }, "unclear: `[` is no pattern of branches: a `[` has no closing `]`"],
    [
      { branch: "topic", defaultBranch: null },
      "unclear: the event does not name the repository's default branch; name a base with --base",
    ],
    [{ before: null }, "unclear: the event does not say where branch main stood before"],
    [{ before: "HEAD" }, "unclear: the event does not say where branch main stood before"],
    [{ after: null }, "unclear: the event does not say which commit was pushed"],
    [{ after: zeros }, "nothing: branch main was deleted, which brings no commit"],
    [{ branch: null }, "nothing: neither a branch nor a tag was pushed"],
  ])("%j", (more, said) => {
    const decision = decidePush({ ...push, ...more });
    if (decision.kind !== "contribution") return expect(`${decision.kind}: ${decision.why}`).toBe(said);
    const { what, tip, base, forge, request, isAsked } = decision;
    expect(`${what}: ${base.kind === "branch" ? base.name : base.whatItIs}`).toBe(said);
    expect([tip, forge, request, isAsked]).toEqual([{ revision: two, references: [] }, "github", null, false]);
  });
});
