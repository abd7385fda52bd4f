import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ForgeDouble, forgeDoubles } from "../forge/doubles/doubles.ts";
import { newRequest } from "../forge/doubles/world.ts";
import { createForge, signed, type TestForge } from "./forge.ts";
import { runAction, runGitlab } from "./job.ts";
import { mergeRequest, pullRequest } from "./payloads.ts";

const policy = `proviso: 1
ai:
  stance: permitted
  channels:
    label: { in: label, content: llm-assisted }
rules:
  ai-unattended: { level: require, required: always }
  ai-work-item: { level: require, labels: [accepted] }
  ai-rate-limit: require
`;

let forge: TestForge;
let main = "";
let head = "";
const doubles = new Map<string, ForgeDouble>();

beforeAll(async () => {
  forge = await createForge();
  main = forge.work.commit({ message: `Policy\n\n${signed}`, files: { "proviso.yaml": policy } });
  await forge.push("HEAD:refs/heads/main");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  head = forge.work.commit({ message: `Mend\n\nAssisted-by: LLM\n${signed}` });
  await forge.openRequest(7, head, main);
  for (const [name, start] of forgeDoubles) doubles.set(name, await start());
});
afterAll(async () => {
  await forge.close();
  for (const double of doubles.values()) await double.server.close();
});
beforeEach(() => {
  for (const { world, server } of doubles.values()) {
    world.requests.clear();
    world.requests.set(7, newRequest({ head, body: "Closes #12." }));
    world.issues.splice(0, world.issues.length, { number: 12, labels: ["accepted"], state: "open", closedBy: [7] });
    server.asked.length = 0;
  }
});

const doubleOf = (name: string): ForgeDouble => {
  const double = doubles.get(name);
  if (double === undefined) throw new Error(`there is no ${name}`);
  return double;
};

/** A job at the double of a forge, with a token or without. */
async function run(name: ForgeDouble["name"], hasToken: boolean) {
  const double = doubleOf(name);
  const { url } = double.server;
  const token = hasToken ? double.token : "";
  if (name === "GitLab") {
    const ids = { CI_PROJECT_ID: "15", CI_MERGE_REQUEST_PROJECT_ID: "15" };
    const place = { CI_API_V4_URL: `${url}/api/v4`, CI_MERGE_REQUEST_PROJECT_PATH: "example/lamps" };
    const variables = mergeRequest({ CI_COMMIT_SHA: head, ...ids, ...place, PROVISO_FORGE_TOKEN: token });
    return runGitlab(forge, "gitlab.yml", { sha: head, depth: 1, variables });
  }
  const isForgejo = name === "Forgejo";
  const payload = pullRequest({ head, base: main });
  const event = { name: "pull_request", payload, sha: isForgejo ? head : await merge(), ref: "refs/pull/7/merge" };
  const environment = {
    GITHUB_API_URL: isForgejo ? `${url}/api/v1` : url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_REPOSITORY_ID: "15",
    ...(isForgejo && { FORGEJO_ACTIONS: "true" }),
  };
  return runAction(forge, isForgejo ? "forgejo.yml" : "github.yml", { event, environment, inputs: { token } });
}

const merge = () => forge.onServer("rev-parse", "refs/pull/7/merge");

test.each(["GitHub", "GitLab", "Forgejo"] as const)("with a token %s is asked what the rules look at", async (name) => {
  const end = await run(name, true);
  if (name === "Forgejo") {
    // It does not say whether an account is a program's, with a token or without.
    expect(end.status).toBe(2);
    expect(end.stdout).toContain("do not say of an account whether it is a program's");
    expect(end.stdout).not.toContain("ai-work-item");
  } else expect(end).toMatchObject({ status: 0, stdout: "" });
  expect(JSON.stringify(end)).not.toContain(doubleOf(name).token);
  doubleOf(name).world.requests.set(8, newRequest({ number: 8, labels: ["llm-assisted"] }));
  const second = await run(name, true);
  expect(second.status).toBe(1);
  expect(second.stdout).toContain(name === "GitLab" ? "with !8" : "with #8");
});

test.each(["GitHub", "GitLab", "Forgejo"] as const)("without one %s is not asked, and that is said", async (name) => {
  const end = await run(name, false);
  expect(end.status).toBe(2);
  expect(end.stdout).toContain("the job has no token to ask the forge with");
  expect(doubleOf(name).server.asked).toEqual([]);
  // The event of GitHub says whose account it is.
  if (name === "GitHub") expect(end.stdout).not.toContain("ai-unattended");
});

test("a token goes nowhere unencrypted, and to no address that is none", async () => {
  const payload = pullRequest({ head, base: main });
  const event = { name: "pull_request", payload, sha: await merge(), ref: "refs/pull/7/merge" };
  for (const api of ["http://forge.example.org", "ftp://127.0.0.1", ""]) {
    const environment = { GITHUB_API_URL: api, GITHUB_REPOSITORY_ID: "15" };
    const end = await runAction(forge, "github.yml", { event, environment, inputs: { token: "x" } });
    expect(end.stdout).toContain("does not say where the forge is to be asked");
  }
});
