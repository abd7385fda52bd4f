import { afterAll, beforeAll, expect, test } from "vitest";
import { createGithub } from "../../src/adapters/forge/github.ts";
import { publicationOf } from "../../src/core/forge/publication.ts";
import type { ForgePort } from "../../src/ports/forge.ts";

/** A GitHub that others made, so that tokens and check runs are not tried against our own reading of the documentation alone. */
let emulator: { readonly url: string; close(): Promise<void> };
let port: ForgePort;
const repository = { id: "1", owner: "example", name: "lamps", installation: "77" };

beforeAll(async () => {
  const { createEmulator } = await import("emulate");
  const app = {
    app_id: 1001,
    slug: "proviso",
    name: "Proviso",
    permissions: { checks: "write", contents: "write", pull_requests: "read" },
    events: ["pull_request"],
    installations: [{ installation_id: 77, account: "example", repository_selection: "all" }],
  };
  const github = {
    users: [{ login: "ada" }],
    orgs: [{ login: "example" }],
    repos: [{ owner: "example", name: "lamps", auto_init: true }],
    apps: [app],
  };
  const made = await createEmulator({ service: "github", port: 0, seed: { github } } as unknown as Parameters<
    typeof createEmulator
  >[0]);
  emulator = made;
  const privateKey = made.generatedSecrets[0]?.value ?? "";
  port = createGithub({ address: "https://github.com", apiAddress: made.url, appId: 1001, privateKey, now: Date.now });
});
afterAll(() => emulator.close());

async function tip(): Promise<string> {
  const credentials = await port.credentials(repository);
  if (!credentials.ok) throw new Error(credentials.error.text);
  const response = await fetch(`${emulator.url}/repos/example/lamps/git/ref/heads/main`, {
    headers: { Authorization: `token ${credentials.value?.password}` },
  });
  return ((await response.json()) as { readonly object: { readonly sha: string } }).object.sha;
}

test("an App gets a token of its installation with its key, and is known by it", async () => {
  expect(await port.repository("1", "77")).toMatchObject({
    ok: true,
    value: { owner: "example", name: "lamps", defaultBranch: "main" },
  });
  expect(await port.openContributions(repository)).toEqual({ ok: true, value: { items: [], complete: true } });
  expect(await port.contribution(repository, 99)).toMatchObject({ ok: false, error: { code: "gone" } });
});

test("a check run is made once, and changed in place", async () => {
  const head = await tip();
  const couldNot = publicationOf({ head, number: null, page: null }, []);
  const told = await port.publish(repository, couldNot, {});
  expect(told).toMatchObject({ ok: true });
  expect(await port.publish(repository, couldNot, {})).toEqual(told);
  const passed = { ...couldNot, conclusion: "pass" as const, title: "pass" };
  expect(await port.publish(repository, passed, told.ok ? told.value : {})).toEqual(told);
  expect(await port.publish(repository, passed, { "check-run": "4711" })).toEqual(told);
});
