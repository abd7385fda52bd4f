import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createForge, signed, type TestForge } from "./forge.ts";
import { gitlabJob, readExample, runGitlab, withProviso } from "./job.ts";
import { mergeRequest } from "./payloads.ts";
import { run } from "./run.ts";

let forge: TestForge;
let main = "";
let head = "";
let merge = "";

beforeAll(async () => {
  forge = await createForge();
  for (let count = 1; count <= 60; count += 1) main = forge.work.commit({ message: `Count ${count}\n\n${signed}` });
  await forge.push("HEAD:refs/heads/main");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  forge.work.commit({ message: `Mend the lamp\n\n${signed}`, files: { "lamp.txt": "1\n" } });
  head = forge.work.commit({ message: "Break the lamp\n", files: { "lamp.txt": "2\n" } });
  merge = await forge.openRequest(7, head, main);
});

afterAll(() => forge.close());

const runJob = (sha: string, variables: Readonly<Record<string, string>>) =>
  runGitlab(forge, "gitlab.yml", { sha, depth: 1, variables });

test("a merge request is judged, in words and in a report that GitLab shows", async () => {
  const end = await runJob(head, mergeRequest({ CI_COMMIT_SHA: head }));
  expect(end.status).toBe(1);
  expect(end.stdout).toContain("sign-off-present: the commit has no sign-off");
  expect(end.stdout).toContain("fail: 2 commits: 1 failed, 1 passed");
  const found = JSON.parse(readFileSync(join(end.checkout, "proviso-code-quality.json"), "utf8")) as readonly unknown[];
  expect(found).toMatchObject([{ check_name: "sign-off-present" }]);
  expect(readFileSync(join(end.checkout, "proviso-junit.xml"), "utf8")).toContain("<testsuite");
});

test.each(["merged_result", "merge_train"])("a pipeline of kind %s judges the source's own commits", async (kind) => {
  const variables = mergeRequest({
    CI_MERGE_REQUEST_EVENT_TYPE: kind,
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: main,
    CI_COMMIT_SHA: merge,
  });
  const end = await runJob(merge, variables);
  expect(end.status).toBe(1);
  expect(end.stdout).toContain("fail: 2 commits: 1 failed, 1 passed");
});

const pushed = { CI_PIPELINE_SOURCE: "push", CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main" };

test("a push is judged from where the branch stood", async () => {
  const end = await runJob(main, { ...pushed, CI_COMMIT_BEFORE_SHA: forge.work.git("rev-parse", `${main}~55`) });
  expect(end).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

test("a schedule brings nothing, and the reports say so", async () => {
  const end = await runJob(main, { ...pushed, CI_PIPELINE_SOURCE: "schedule" });
  expect(end).toMatchObject({ status: 0 });
  expect(end.stdout).toContain("nothing to judge");
  expect(JSON.parse(readFileSync(join(end.checkout, "proviso-code-quality.json"), "utf8"))).toEqual([]);
  expect(readFileSync(join(end.checkout, "proviso-junit.xml"), "utf8")).toContain("<testsuite");
});

test.each<readonly [said: Readonly<Record<string, string>>, status: number, words: string]>([
  [{ "squash-message": "blank" }, 1, "fail: 3 commits: 2 failed, 1 passed"],
  [{}, 1, "what a squash would land is not known"],
])(
  "a request's squash is judged by the title that GitLab lands, if somebody says so: %j",
  async (said, status, words) => {
    const job = gitlabJob({ image: "example.org/proviso", "merge-method": "squash", ...said });
    const checkout = forge.directory("builds");
    await forge.git(checkout, "init", "--quiet");
    await forge.git(checkout, "remote", "add", "origin", forge.url);
    await forge.git(checkout, "fetch", "--quiet", "--depth=1", "origin", `${head}:refs/pipelines/1`);
    const variables = mergeRequest({ CI_COMMIT_SHA: head });
    const env = { ...withProviso(forge), GITLAB_CI: "true", ...variables };
    const end = await run("sh", ["-ec", job.script.join("\n")], { cwd: checkout, env });
    expect(end.status).toBe(status);
    expect(end.stdout).toContain(words);
    expect(end.stdout).not.toMatch(/the message that a squash would land[\s\S]*git commit --amend/);
  },
);

test("any other system says where its work is to go", async () => {
  const checkout = forge.directory("anywhere");
  await forge.git(checkout, "init", "--quiet");
  await forge.git(checkout, "remote", "add", "origin", forge.url);
  await forge.git(checkout, "fetch", "--quiet", "--depth=1", "origin", "refs/pull/7/head:refs/heads/topic");
  await forge.git(checkout, "checkout", "--quiet", "topic");
  const end = await run("sh", ["-c", readExample("plain.sh")], { cwd: checkout, env: withProviso(forge) });
  expect(end.status).toBe(1);
  expect(end.stdout).toContain("fail: 2 commits: 1 failed, 1 passed");
});
