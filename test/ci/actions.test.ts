import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createForge, signed, type TestForge } from "./forge.ts";
import { type JobOptions, runAction, type TestEvent } from "./job.ts";
import { dispatch, giteaPush, mergeGroup, pullRequest, push, schedule } from "./payloads.ts";

let forge: TestForge;
/** Where main stands, after some commits more than any shallow clone of these tests begins with. */
let main = "";

beforeAll(async () => {
  forge = await createForge();
  for (let count = 1; count <= 120; count += 1) main = forge.work.commit({ message: `Count ${count}\n\n${signed}` });
  await forge.push("HEAD:refs/heads/main");
});

afterAll(() => forge.close());

/** Commits on a branch of its own, and main is left as it was. */
function commitsOn(parent: string, ...messages: readonly string[]): string {
  forge.work.git("checkout", "--quiet", "--force", "-B", "topic", parent);
  let last = parent;
  for (const [index, message] of messages.entries())
    last = forge.work.commit({ message, files: { [`${parent.slice(0, 8)}-${index}.txt`]: `${message}\n` } });
  return last;
}

const good = `Mend the lamp\n\n${signed}`;
const bad = "Break the lamp\n";

async function requestEvent(head: string, base = main, given: Partial<Parameters<typeof pullRequest>[0]> = {}) {
  const number = given.number ?? 7;
  const sha = await forge.openRequest(number, head, base);
  const payload = pullRequest({ head, base, ...given, number });
  return { name: "pull_request", payload, sha, ref: `refs/pull/${number}/merge` } satisfies TestEvent;
}

const pushEvent = (after: string, before: string, ref = "refs/heads/main", forced = false): TestEvent => ({
  name: "push",
  payload: push({ ref, before, after, forced }),
  sha: after,
  ref,
});

const runGithub = (event: TestEvent, options: Omit<JobOptions, "event"> = {}) =>
  runAction(forge, "github.yml", { event, ...options });

describe("a pull request", () => {
  test("that keeps the policy passes, and is met with silence", async () => {
    const head = commitsOn(main, good);
    const end = await runGithub(await requestEvent(head));
    expect(end).toMatchObject({ status: 0, stdout: "", stderr: "", summary: "" });
    expect(end.outputs).toEqual({ conclusion: "pass", base: main, head });
  });

  test("that does not fails, with an annotation and a summary", async () => {
    const head = commitsOn(main, good, bad);
    const end = await runGithub(await requestEvent(head));
    expect(end.status).toBe(1);
    expect(end.stdout).toContain("::error title=sign-off-present");
    expect(end.stdout).toContain("Break the lamp");
    expect(end.summary).toContain("**fail**");
    expect(end.summary).toContain("`pull request #7 into main`");
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
  });

  test("of a fork needs no token: its commits are asked for by the number of the request", async () => {
    const head = commitsOn(main, bad);
    const end = await runGithub(await requestEvent(head, main, { fork: true, headBranch: "main" }));
    expect(end.status).toBe(1);
  });

  test("that began long ago is judged by today's policy, and its history is fetched as far as it takes", async () => {
    const head = commitsOn(forge.work.git("rev-parse", `${main}~30`), bad);
    const end = await runGithub(await requestEvent(head));
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
    expect(end.stdout).toContain("fail: 1 commit: 1 failed");
    expect(await forge.git(end.checkout, "rev-parse", "--is-shallow-repository")).toBe("true");
  });

  test("that changes the policy is judged by the one it wants to change", async () => {
    forge.work.git("checkout", "--quiet", "--force", "-B", "topic", main);
    const files = { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: off\n" };
    const head = forge.work.commit({ message: "Loosen the policy\n", files });

    const end = await runGithub(await requestEvent(head));
    expect(end.status).toBe(1);
  });

  test("from the target's side is judged as objects: nothing of it is checked out", async () => {
    const head = commitsOn(main, bad);
    await forge.openRequest(7, head, main);
    const payload = pullRequest({ head, base: main, fork: true });
    const event = { name: "pull_request_target", payload, sha: main, ref: "refs/heads/main" };
    const end = await runAction(forge, "github-target.yml", { event });
    expect(end.status).toBe(1);
    expect(await forge.git(end.checkout, "rev-parse", "HEAD")).toBe(main);
    expect(await forge.git(end.checkout, "status", "--porcelain", "--untracked-files=no")).toBe("");
  });

  test("that was merged while its job waited is judged as it would have been", async () => {
    const other = await createForge();
    const begin = other.work.git("rev-parse", "HEAD");
    const head = other.work.commit({ message: bad });
    const sha = await other.openRequest(7, head, begin);
    await other.push(`${head}:refs/heads/main`);
    const event = { name: "pull_request", payload: pullRequest({ head, base: begin }), sha, ref: "refs/pull/7/merge" };
    const end = await runAction(other, "github.yml", { event });
    await other.close();
    expect(end.outputs).toEqual({ conclusion: "fail", base: begin, head });
  });

  test("that was closed brings nothing", async () => {
    const head = commitsOn(main, bad);
    const end = await runGithub(await requestEvent(head, main, { action: "closed" }));
    expect(end).toMatchObject({ status: 0, stdout: "nothing to judge: pull request #7 is closed\n" });
  });
});

describe("a push", () => {
  test("to main is judged from where main stood", async () => {
    const after = commitsOn(main, good, bad);
    await forge.push(`+${after}:refs/heads/main`);
    const end = await runGithub(pushEvent(after, main));
    await forge.push(`+${main}:refs/heads/main`);
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head: after });
    expect(end.stdout).toContain("fail: 2 commits: 1 failed, 1 passed");
  });

  test("that was forced is judged from what stood there, if the server still has it", async () => {
    const before = commitsOn(main, good);
    await forge.push(`+${before}:refs/heads/main`);
    const after = commitsOn(main, bad);
    await forge.push(`+${after}:refs/heads/main`);
    const end = await runGithub(pushEvent(after, before, "refs/heads/main", true));
    await forge.push(`+${main}:refs/heads/main`);
    expect(end.outputs).toEqual({ conclusion: "fail", base: before, head: after });
  });

  test("that was forced over what is gone is no pass, and says what to do", async () => {
    const end = await runGithub(pushEvent(main, "1".repeat(40), "refs/heads/main", true));
    expect(end.status).toBe(4);
    expect(end.stdout).toMatch(
      /^::error title=nothing was judged::where branch main stood before this push, 1{12}, cannot be had/,
    );
  });

  test("of a new branch is a contribution to main", async () => {
    const after = commitsOn(main, bad);
    await forge.push(`+${after}:refs/heads/topic`);
    const end = await runGithub(pushEvent(after, "0".repeat(40), "refs/heads/topic"));
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head: after });
  });

  test("to a topic branch does not make an earlier push's commits look judged", async () => {
    const first = commitsOn(main, bad);
    const after = commitsOn(first, good);
    await forge.push(`+${after}:refs/heads/topic`);
    const end = await runGithub(pushEvent(after, first, "refs/heads/topic"));
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head: after });
  });

  test("to a branch that people contribute to is judged from where it stood", async () => {
    const first = commitsOn(main, bad);
    const after = commitsOn(first, good);
    await forge.push(`+${after}:refs/heads/stable/1`);
    const event = pushEvent(after, first, "refs/heads/stable/1");
    const end = await runGithub(event, { inputs: { branches: "main\nstable/*" } });
    expect(end.outputs).toEqual({ conclusion: "pass", base: first, head: after });
  });

  test("of the first branch of all has no policy before it", async () => {
    const end = await runGithub(pushEvent(main, "0".repeat(40)));
    expect(end.status).toBe(3);
    expect(end.stdout).toContain("branch main is new, so no policy stood there before these commits");
  });

  test.each([["refs/heads/topic"], ["refs/tags/v1"]])("that deletes %s brings nothing", async (ref) => {
    const event = { name: "push", payload: push({ ref, before: main }), sha: main, ref: "refs/heads/main" };
    expect(await runGithub(event)).toMatchObject({ status: 0, outputs: { conclusion: "nothing" } });
  });

  test("of a tag on main brings nothing new", async () => {
    await forge.push(`+${main}:refs/tags/v1`);
    const end = await runGithub(pushEvent(main, "0".repeat(40), "refs/tags/v1"));
    expect(end).toMatchObject({ status: 0, outputs: { conclusion: "nothing" } });
    expect(end.stdout).toContain("everything of tag v1, compared with main is where it was to go");
  });

  test("of a tag that has more than main is judged", async () => {
    const after = commitsOn(main, bad);
    await forge.push(`+${after}:refs/tags/v2`);
    const end = await runGithub(pushEvent(after, "0".repeat(40), "refs/tags/v2"));
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head: after });
  });
});

describe("other events", () => {
  test("a merge queue's group is judged from what it is built on", async () => {
    const head = commitsOn(main, bad);
    const ref = `refs/heads/gh-readonly-queue/main/pr-7-${main}`;
    await forge.push(`+${head}:${ref}`);
    const event = { name: "merge_group", payload: mergeGroup(head, main), sha: head, ref };
    const end = await runGithub(event);
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
  });

  test.each([
    ["schedule", schedule()],
    ["workflow_dispatch", dispatch()],
  ])("%s brings nothing", async (name, payload) => {
    const end = await runGithub({ name, payload, sha: main, ref: "refs/heads/main" });
    expect(end).toMatchObject({ status: 0, outputs: { conclusion: "nothing" } });
  });

  test.each([
    ["fail", 2],
    ["neutral", 0],
  ])("a range that is asked for and holds nothing is undecided (%s)", async (undecided, status) => {
    const event = { name: "schedule", payload: schedule(), sha: main, ref: "refs/heads/main" };
    const end = await runGithub(event, { inputs: { base: main, head: main, undecided } });
    expect(end).toMatchObject({ status, outputs: { conclusion: "undecided" } });
    expect(end.stdout).toContain("undecided: there is nothing to judge: everything of ");
  });

  test("somebody who starts it on a branch has that branch judged", async () => {
    const head = commitsOn(main, bad);
    await forge.push(`+${head}:refs/heads/topic`);
    const ref = "refs/heads/topic";
    const end = await runGithub({ name: "workflow_dispatch", payload: dispatch(ref), sha: head, ref });
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
  });

  test("what brings no commits that can be named is refused, not passed", async () => {
    const end = await runGithub({ name: "issue_comment", payload: {}, sha: main, ref: "refs/heads/main" });
    expect(end.status).toBe(3);
    expect(end.stdout).toContain("the event `issue_comment` brings no commits that can be named");
  });
});

describe("Forgejo and Gitea", () => {
  const environment = { FORGEJO_ACTIONS: "true", GITEA_ACTIONS: "true" };
  const runForgejo = (event: TestEvent) => runAction(forge, "forgejo.yml", { event, environment });

  test("a pull request, whose checkout is its head", async () => {
    const head = commitsOn(main, bad);
    await forge.openRequest(7, head, main);
    const event = {
      name: "pull_request",
      payload: pullRequest({ head, base: main }),
      sha: head,
      ref: "refs/pull/7/head",
    };
    const end = await runForgejo(event);
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
    expect(end.stdout).toContain("sign-off-present: the commit has no sign-off");
  });

  test("a push, which says neither that it was forced nor that it deletes", async () => {
    const after = commitsOn(main, bad);
    await forge.push(`+${after}:refs/heads/main`);
    const payload = giteaPush({ before: main, after });
    const end = await runForgejo({ name: "push", payload, sha: after, ref: "refs/heads/main" });
    await forge.push(`+${main}:refs/heads/main`);
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head: after });
  });

  test("a deletion", async () => {
    const payload = giteaPush({ ref: "refs/heads/topic", before: main });
    const end = await runForgejo({ name: "push", payload, sha: main, ref: "refs/heads/main" });
    expect(end).toMatchObject({ status: 0, outputs: { conclusion: "nothing" } });
  });
});

describe("a shallow checkout", () => {
  test("that may not fetch says what to set, and asks nobody", async () => {
    const head = commitsOn(main, good);
    const event = await requestEvent(head);
    let requests = 0;
    const before = () => {
      requests = forge.server.requests();
    };
    const end = await runGithub(event, { inputs: { fetch: "false" }, before });
    expect(end.status).toBe(4);
    expect(end.stdout).toContain("`fetch-depth: 0` for actions/checkout");
    expect(forge.server.requests()).toBe(requests);
  });

  test("without a network says what to set", async () => {
    const head = commitsOn(main, good);
    const before = (checkout: string) =>
      forge.git(checkout, "remote", "set-url", "origin", "http://127.0.0.1:1/example/lamps.git").then(() => {});
    const end = await runGithub(await requestEvent(head), { before });
    expect(end.status).toBe(4);
    expect(end.stdout).toContain("could not fetch");
    expect(end.stdout).toContain("`fetch-depth: 0` for actions/checkout");
  });

  test("that has all history needs no network", async () => {
    const head = commitsOn(main, bad);
    const before = (checkout: string) =>
      forge.git(checkout, "remote", "set-url", "origin", "http://127.0.0.1:1/example/lamps.git").then(() => {});
    const end = await runGithub(await requestEvent(head), { inputs: { fetch: "false" }, depth: 0, before });
    expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
  });
});
