import { describe, expect, test } from "vitest";
import { decide, whyForeign } from "../../src/app/ci/decide.ts";
import type { JobFacts, JobWishes } from "../../src/app/ci/job-facts.ts";
import type { Decision } from "../../src/core/forge/decision.ts";
import { isBranchName } from "../../src/core/forge/fields.ts";
import * as fc from "../random-cases.ts";
import { dispatch, giteaPush, mergeGroup, mergeRequest, pullRequest, push, schedule } from "./payloads.ts";

const one = "1".repeat(40);
const two = "2".repeat(40);
const three = "3".repeat(40);
const zeros = "0".repeat(40);

const noWishes: JobWishes = { base: null, head: null, branches: [] };

/** A decision in a line: what, its last commit, and what it is compared with. */
function line(facts: JobFacts, wishes: Partial<JobWishes> = {}): string {
  return described(decide(facts, { ...noWishes, ...wishes }));
}

function described(decision: Decision): string {
  if (decision.kind !== "contribution") return `${decision.kind}: ${decision.why}`;
  const { what, tip, base } = decision;
  const left = base.kind === "branch" ? base.name : base.commit.revision.slice(0, 3);
  return `${what}: ${left}..${tip.revision.slice(0, 3)}`;
}

const github = (name: string, payload: unknown, more: Readonly<Record<string, string>> = {}): JobFacts => ({
  environment: { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: name, ...more },
  payload,
});

const gitlab = (environment: Readonly<Record<string, string>>): JobFacts => ({
  environment: { GITLAB_CI: "true", CI_DEFAULT_BRANCH: "main", ...environment },
  payload: null,
});

describe("GitHub, Forgejo and Gitea", () => {
  const request = pullRequest({ head: two, base: one });
  const topic = "refs/heads/topic";
  const noDefault = "unclear: the event does not name the repository's default branch; name a base with --base";
  test.each<[string, unknown, string]>([
    ["pull_request", request, "pull request #7 into main: main..222"],
    ["pull_request_target", request, "pull request #7 into main: main..222"],
    ["pull_request_review", { ...request, action: "submitted" }, "pull request #7 into main: main..222"],
    ["pull_request", { ...request, action: "closed" }, "nothing: pull request #7 is closed"],
    ["pull_request", {}, "unclear: the event does not name the pull request's number, head and base branch"],
    ["merge_group", mergeGroup(two, one), "merge group for main: 111..222"],
    ["merge_group", mergeGroup(two, one, "destroyed"), "nothing: the merge group was dissolved"],
    ["merge_group", {}, "unclear: the event does not name the merge group's head and base"],
    ["push", push({ before: one, after: two }), "push to main: 111..222"],
    ["push", push({ before: one, after: two, forced: true }), "push to main: 111..222"],
    ["push", giteaPush({ before: one, after: two }), "push to main: 111..222"],
    ["push", push({ ref: topic, before: one, after: two }), "branch topic, compared with main: main..222"],
    ["push", push({ ref: topic, after: two }), "branch topic, compared with main: main..222"],
    ["push", push({ ref: topic, before: one }), "nothing: branch topic was deleted, which brings no commit"],
    ["push", giteaPush({ ref: topic, before: one }), "nothing: branch topic was deleted, which brings no commit"],
    ["push", push({ ref: "refs/tags/v1", after: two }), "tag v1, compared with main: main..222"],
    ["push", push({ ref: "refs/tags/v1", before: one }), "nothing: tag v1 was deleted, which brings no commit"],
    ["push", push({ ref: "refs/notes/commits", after: two }), "nothing: neither a branch nor a tag was pushed"],
    [
      "push",
      push({ after: two }),
      "unclear: branch main is new, so no policy stood there before these commits: judge its history with `proviso audit`, or name a base with --base",
    ],
    [
      "push",
      { ...push({ before: one, after: two }), after: "HEAD" },
      "unclear: the event does not say which commit was pushed",
    ],
    [
      "push",
      { ...push({ after: two }), before: undefined },
      "unclear: the event does not say where branch main stood before",
    ],
    [
      "push",
      { ref: topic, before: one, after: two },
      "unclear: the event does not name the repository's default branch; name a base with --base",
    ],
    [
      "push",
      push({ ref: "refs/heads/-x", before: one, after: two }),
      "unclear: the pushed branch has a name that git does not take",
    ],
    ["delete", { ref: "topic", ref_type: "branch" }, "nothing: something was deleted, which brings no commit"],
    ["", {}, "unclear: GITHUB_EVENT_NAME does not say which event this is"],
  ])("%s: %#", (name, payload, expected) => {
    expect(line(github(name, payload))).toBe(expected);
    expect(line(github(name, payload, { GITEA_ACTIONS: "true" }))).toBe(expected);
  });

  test.each<[string, unknown, string, string]>([
    [
      "schedule",
      schedule(),
      "refs/heads/main",
      "nothing: a run by `schedule` brings no commits; `proviso audit` judges what is there",
    ],
    [
      "workflow_dispatch",
      dispatch(),
      "refs/heads/main",
      "nothing: a run by `workflow_dispatch` brings no commits; `proviso audit` judges what is there",
    ],
    ["workflow_dispatch", dispatch(topic), topic, "branch topic, compared with main: main..333"],
    ["workflow_dispatch", dispatch("refs/tags/v1"), "refs/tags/v1", "tag v1, compared with main: main..333"],
    ["workflow_dispatch", {}, "refs/tags/v1", noDefault],
    ["workflow_dispatch", null, "refs/heads/main", noDefault],
    [
      "workflow_dispatch",
      dispatch(),
      "refs/heads/a..b",
      "unclear: this runs on a branch with a name that git does not take",
    ],
    ["workflow_dispatch", dispatch(), "", "unclear: GITHUB_REF does not say which branch or tag this runs on"],
    ["repository_dispatch", null, "", "unclear: GITHUB_REF does not say which branch or tag this runs on"],
    ["push", { before: one, after: two }, "", "unclear: the event does not say which branch or tag was pushed"],
  ])("%s on %s", (name, payload, ref, expected) => {
    expect(line(github(name, payload, { GITHUB_REF: ref, GITHUB_SHA: three }))).toBe(expected);
  });

  test.each([
    [["stable/*"], "refs/heads/stable/1", "push to stable/1: 111..222"],
    [["stable/*"], "refs/heads/stable/1/x", "branch stable/1/x, compared with main: main..222"],
    [["stable"], "refs/heads/users/stable", "branch users/stable, compared with main: main..222"],
    [["stable/*"], "refs/heads/main", "push to main: 111..222"],
    [["[a"], "refs/heads/topic", "unclear: `[a` is no pattern of branches"],
  ])("with branches %s a push to %s", (branches, ref, expected) => {
    expect(line(github("push", push({ ref, before: one, after: two })), { branches })).toContain(expected);
  });
});

describe("GitLab", () => {
  const merged = {
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: two,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: one,
    CI_COMMIT_SHA: three,
  };
  const pushed = {
    CI_PIPELINE_SOURCE: "push",
    CI_COMMIT_BRANCH: "main",
    CI_COMMIT_SHA: two,
    CI_COMMIT_BEFORE_SHA: one,
  };
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["a merge request", mergeRequest({ CI_COMMIT_SHA: two }), "merge request !7 into main: main..222"],
    [
      "merged results",
      mergeRequest({ ...merged, CI_MERGE_REQUEST_EVENT_TYPE: "merged_result" }),
      "merge request !7 into main: 111..222",
    ],
    [
      "a merge train",
      mergeRequest({ ...merged, CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" }),
      "merge request !7 into main: 111..222",
    ],
    [
      "a fork's own pipeline",
      mergeRequest({ CI_COMMIT_SHA: two, CI_PROJECT_ID: "2" }),
      "unclear: merge request !7 is checked in the fork",
    ],
    [
      "a merge request of nobody knows which project",
      mergeRequest({ CI_COMMIT_SHA: two, CI_PROJECT_ID: "", CI_MERGE_REQUEST_PROJECT_ID: "" }),
      "unclear: the pipeline does not say which project",
    ],
    [
      "a merge request without its target",
      mergeRequest({ CI_COMMIT_SHA: two, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "" }),
      "unclear: the pipeline does not name",
    ],
    ["a push", pushed, "push to main: 111..222"],
    [
      "a push to a topic branch",
      { ...pushed, CI_COMMIT_BRANCH: "topic" },
      "branch topic, compared with main: main..222",
    ],
    ["a first push", { ...pushed, CI_COMMIT_BEFORE_SHA: zeros }, "unclear: branch main is new"],
    [
      "a tag",
      { CI_PIPELINE_SOURCE: "push", CI_COMMIT_TAG: "v1", CI_COMMIT_SHA: two, CI_COMMIT_BEFORE_SHA: zeros },
      "tag v1, compared with main: main..222",
    ],
    ["a schedule", { ...pushed, CI_PIPELINE_SOURCE: "schedule" }, "nothing: a scheduled pipeline brings no commits"],
    [
      "somebody's start on main",
      { ...pushed, CI_PIPELINE_SOURCE: "web", CI_COMMIT_BEFORE_SHA: zeros },
      "nothing: a pipeline by `web` brings no commits",
    ],
    ["the child of a push's pipeline", { ...pushed, CI_PIPELINE_SOURCE: "parent_pipeline" }, "push to main: 111..222"],
    [
      "a child that may be of the first push",
      { ...pushed, CI_PIPELINE_SOURCE: "parent_pipeline", CI_COMMIT_BEFORE_SHA: zeros },
      "unclear: a child pipeline does not say",
    ],
    [
      "somebody's start on a topic branch",
      { ...pushed, CI_COMMIT_BRANCH: "topic", CI_PIPELINE_SOURCE: "web", CI_COMMIT_BEFORE_SHA: zeros },
      "branch topic, compared with main: main..222",
    ],
    ["nothing at all", {}, "unclear: the pipeline is of no branch, tag or merge request"],
  ])("%s", (_, environment, expected) => {
    expect(line(gitlab(environment))).toContain(expected);
  });

  test.each([
    [{ CI_MERGE_REQUEST_LABELS: "ai,good first issue" }, ["ai", "good first issue"]],
    [{}, null],
  ])("labels of a merge request: %o", (told, labels) => {
    const decision = decide(gitlab(mergeRequest({ CI_COMMIT_SHA: two, ...told })), noWishes);
    expect(decision).toMatchObject({ request: { labels } });
  });
});

describe("anywhere", () => {
  const nowhere: JobFacts = { environment: {}, payload: null };
  test.each<[Partial<JobWishes>, string]>([
    [{ base: "origin/main", head: "topic" }, "origin/main..topic: ori..top"],
    [{ base: "origin/main" }, "origin/main..HEAD: ori..HEA"],
    [{ head: "topic" }, "unclear: --head says where the commits end"],
    [{}, "unclear: no CI system that is known runs this"],
  ])("%o", (wishes, expected) => {
    expect(line(nowhere, wishes)).toContain(expected);
  });

  test("a base that was named goes before the event", () => {
    const facts = github("push", push({ before: one, after: two }));
    expect(line(facts, { base: three })).toBe(`${three}..HEAD: 333..HEA`);
  });
});

describe("a checkout of example/lamps", () => {
  test.each([
    ["https://forge.example.org/example/lamps", null],
    ["https://forge.example.org/example/lamps.git", null],
    ["https://token@forge.example.org/Example/Lamps.git/", null],
    ["git@forge.example.org:example/lamps.git", null],
    ["ssh://git@forge.example.org:22/example/lamps.git", null],
    [null, null],
    ["https://forge.example.org/ada/lamps.git", "no checkout of `example/lamps`"],
    ["https://forge.example.org/an-example/lamps.git", "no checkout of `example/lamps`"],
    ["https://forge.example.org/example/lamps.git/../../ada/lamps", "no checkout of `example/lamps`"],
  ])("from %s", (address, words) => {
    for (const name of ["GITHUB_REPOSITORY", "CI_PROJECT_PATH"]) {
      const why = whyForeign({ environment: { [name]: "example/lamps" }, payload: null }, address);
      if (words === null) expect(why).toBe(null);
      else expect(why).toContain(words);
    }
  });
});

describe("whatever an event holds", () => {
  const words = fc.constantFrom(
    "-x",
    "--upload-pack=touch x",
    "main:refs/heads/main",
    "a\n::error::b",
    "@",
    "..",
    "+main",
    "main~1",
    "x.lock",
    "é",
    "\u202e",
  );
  const id = fc.constantFrom(one, two, zeros, "HEAD", "--all", `${one}\n`, one.slice(1));
  const leaf: fc.Arbitrary<unknown> = fc.oneof(words, id, fc.integer(), fc.constant(null), fc.boolean(), fc.object());
  const event = fc.constantFrom(
    "push",
    "pull_request",
    "pull_request_target",
    "merge_group",
    "workflow_dispatch",
    "schedule",
  );

  test("only full ids, HEAD and harmless names are asked of git", () => {
    const payloads = fc.record({
      action: leaf,
      ref: fc.oneof(
        words.map((word) => `refs/heads/${word}`),
        leaf,
      ),
      before: id,
      after: id,
      repository: fc.record({ default_branch: leaf }),
      pull_request: fc.oneof(
        fc.record({
          number: fc.oneof(fc.constant(7), leaf),
          title: leaf,
          body: leaf,
          head: fc.record({ sha: id, ref: leaf }),
          base: fc.record({ sha: id, ref: fc.oneof(fc.constant("main"), leaf), repo: leaf }),
        }),
        leaf,
      ),
      merge_group: fc.oneof(fc.record({ head_sha: id, base_sha: id, base_ref: leaf }), leaf),
    });
    let contributions = 0;
    fc.assert(
      fc.property(event, fc.oneof(payloads, leaf), (name, payload) => {
        const decision = decide(github(name, payload, { GITHUB_SHA: one, GITHUB_REF: "refs/heads/x" }), noWishes);
        if (decision.kind !== "contribution") return;
        contributions += 1;
        expect(decision.tip.revision).toMatch(/^[0-9a-f]{40}$/);
        for (const reference of decision.tip.references) expect(reference).toMatch(/^refs\/pull\/\d+\/head$/);
        if (decision.base.kind === "commit") expect(decision.base.commit.revision).toMatch(/^[0-9a-f]{40}$/);
        else expect(isBranchName(decision.base.name)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(contributions).toBeGreaterThan(5);
  });

  test.each([
    "-x",
    "a b",
    "a:b",
    "a..b",
    "a~1",
    "a^",
    "a*",
    "a\\b",
    "@",
    "a@{1}",
    "/a",
    "a/",
    "a//b",
    ".a",
    "a/.b",
    "a.lock",
    "a.",
    "a\nb",
    "",
    "x".repeat(251),
  ])("%j is no branch's name", (name) => {
    expect(isBranchName(name)).toBe(false);
  });

  test.each(["main", "stable/1", "é", "a-b", "a.b", "feature/#12", "a@b"])("%j is a branch's name", (name) => {
    expect(isBranchName(name)).toBe(true);
  });
});
