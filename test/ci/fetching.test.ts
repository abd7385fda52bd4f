import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createForge, policyText, signed, type TestForge } from "./forge.ts";
import { type JobOptions, runAction, type TestEvent } from "./job.ts";
import { pullRequest, push } from "./payloads.ts";

let forge: TestForge;
let main = "";
let head = "";
let sha = "";

beforeAll(async () => {
  forge = await createForge();
  for (let count = 1; count <= 30; count += 1) main = forge.work.commit({ message: `Count ${count}\n\n${signed}` });
  await forge.push("HEAD:refs/heads/main");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  head = forge.work.commit({ message: "Break the lamp\n", files: { "lamp.txt": "1\n" } });
  sha = await forge.openRequest(7, head, main);
});

afterEach(() => forge.server.demand(null));
afterAll(() => forge.close());

const request = (): TestEvent => ({
  name: "pull_request",
  payload: pullRequest({ head, base: main }),
  sha,
  ref: "refs/pull/7/merge",
});

const runRequest = (options: Omit<JobOptions, "event"> = {}) =>
  runAction(forge, "github.yml", { event: request(), ...options });

describe("credentials", () => {
  const token = Buffer.from("x-access-token:s3cret").toString("base64");

  test("of the checkout are used", async () => {
    const before = async (checkout: string) => {
      await forge.git(checkout, "config", `http.${forge.server.url}/.extraheader`, `AUTHORIZATION: basic ${token}`);
      forge.server.demand(`basic ${token}`);
    };
    expect(await runRequest({ before })).toMatchObject({ status: 1, outputs: { conclusion: "fail" } });
  });

  test("that are not there are asked of nobody", async () => {
    const before = () => forge.server.demand(`basic ${token}`);
    const end = await runRequest({ before });
    expect(end.status).toBe(4);
    expect(end.stdout).toContain("could not fetch from `origin`");
  });

  test.each(["http://job:s3cret@127.0.0.1:1/example/lamps.git", "http://s3cret@127.0.0.1:1/example/lamps.git"])(
    "in the address %s are not shown",
    async (address) => {
      const before = (checkout: string) => forge.git(checkout, "remote", "set-url", "origin", address).then(() => {});
      const end = await runRequest({ before });
      expect(end.status).toBe(4);
      expect(end.stdout + end.stderr + end.summary).not.toContain("s3cret");
    },
  );
});

test("a server that gives no single commits is asked for the request", async () => {
  const before = async (checkout: string) => {
    await forge.git(checkout, "config", "protocol.version", "0");
  };
  expect(await runRequest({ before })).toMatchObject({ status: 1, outputs: { conclusion: "fail", base: main, head } });
});

test("a clone without a remote says so", async () => {
  const before = (checkout: string) => forge.git(checkout, "remote", "remove", "origin").then(() => {});
  const end = await runRequest({ before });
  expect(end.status).toBe(4);
  expect(end.stdout).toContain("has no remote `origin`");
});

test("a checkout of the fork is refused: its main, and the policy there, are its owner's", async () => {
  const before = (checkout: string) =>
    forge.git(checkout, "remote", "set-url", "origin", `${forge.server.url}/ada/lamps.git`).then(() => {});
  const end = await runRequest({ before });
  expect(end.status).toBe(3);
  expect(end.stdout).toContain("this is no checkout of `example/lamps`");
});

test("a local branch with the base's name is not taken for the base", async () => {
  const before = async (checkout: string) => {
    await forge.git(checkout, "update-ref", "refs/heads/main", "HEAD");
    await forge.git(checkout, "update-ref", "-d", "refs/remotes/origin/main");
  };
  const end = await runRequest({ depth: 0, inputs: { fetch: "false" }, before });
  expect(end.status).toBe(4);
  expect(end.stdout).toContain("branch `main`, where the policy is read, is not in this clone");
});

test("a partial clone is judged", async () => {
  await forge.onServer("config", "uploadpack.allowFilter", "true");
  const before = async (checkout: string) => {
    await forge.git(checkout, "config", "remote.origin.promisor", "true");
    await forge.git(checkout, "config", "remote.origin.partialclonefilter", "blob:none");
  };
  // What the server sends on the way is all that a policy without paths asks for.
  expect(await runRequest({ before })).toMatchObject({ status: 1, outputs: { conclusion: "fail" } });
});

describe("what is there already", () => {
  const countAfter = async (depth: number): Promise<number> => {
    const end = await runRequest({ depth });
    expect(end.status).toBe(1);
    return Number(await forge.git(end.checkout, "rev-list", "--count", "HEAD"));
  };

  test.each([0, 20])("is not taken away from a checkout of depth %i", async (depth) => {
    expect(await countAfter(depth)).toBeGreaterThan(20);
  });
});

test("the branch that governs is fetched, too", async () => {
  const other = await createForge();
  const stable = other.work.commit({
    message: `Name the branch that governs\n\n${signed}`,
    files: { "proviso.yaml": `proviso: 1\nbranch: main\nrules:\n  sign-off-present: off\n` },
  });
  await other.push("HEAD:refs/heads/stable");
  const governing = other.work.commit({ message: `Mean it\n\n${signed}`, files: { "proviso.yaml": policyText } });
  await other.push("HEAD:refs/heads/main");
  other.work.git("checkout", "--quiet", "--force", "-B", "stable", stable);
  other.work.commit({ message: `On its own\n\n${signed}`, files: { "stable.txt": "1\n" } });
  const before = other.work.git("rev-parse", "HEAD");
  const after = other.work.commit({ message: "Break the lamp\n", files: { "stable.txt": "2\n" } });
  await other.push("HEAD:refs/heads/stable");
  const ref = "refs/heads/stable";
  const event = { name: "push", payload: push({ ref, before, after }), sha: after, ref };
  const end = await runAction(other, "github.yml", { event, inputs: { branches: "main, stable", verbose: "true" } });
  await other.close();
  expect(end.stderr).toContain(`proviso.yaml at ${governing.slice(0, 12)}`);
  expect(end).toMatchObject({ status: 1, outputs: { conclusion: "fail", base: before, head: after } });
});
