import { afterEach, beforeEach, expect, test } from "vitest";
import { signed } from "../ci/forge.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import { newRequest } from "./doubles/world.ts";
import * as given from "./payloads.ts";
import { startService, type TestService } from "./service.ts";

let double: ForgeDouble;
let service: TestService;

beforeEach(async () => {
  double = await (forgeDoubles[1]?.[1] ?? (() => Promise.reject(new Error("there is no GitLab"))))();
  service = await startService(double);
});
afterEach(async () => {
  await service.close();
  await double.server.close();
});

/** As `git fast-import` reads them: the last one lacks its sign-off. */
const commits = (count: number, from: string): string =>
  Array.from({ length: count }, (_, index) => {
    const message = index === count - 1 ? "Last\n" : `Count ${index}\n\n${signed}`;
    const person = `Ada Example <ada@example.org> ${1_700_100_000 + index} +0000`;
    const parent = index === 0 ? `from ${from}\n` : "";
    return `commit refs/heads/many\nauthor ${person}\ncommitter ${person}\ndata ${Buffer.byteLength(message)}\n${message}${parent}M 644 inline n.txt\ndata ${String(index).length}\n${index}\n`;
  }).join("\n");

test("a request of 5,000 commits is judged whole: the last one is seen", async () => {
  const { git } = service;
  const main = git.work.git("rev-parse", "main");
  git.work.run(["fast-import", "--quiet"], { input: commits(5_000, main) });
  const head = git.work.git("rev-parse", "many");
  await git.openRequest(7, head, main);
  double.world.requests.set(7, newRequest({ head }));
  const event = given.gitlabEvent({ action: "open", last_commit: { id: head } });
  await service.deliver("Merge Request Hook", {
    ...event,
    project: { ...given.gitlabProject, path_with_namespace: "example/lamps" },
  });
  expect(await service.work()).toEqual([]);
  expect(double.standing(head)).toMatchObject({
    count: 1,
    passes: false,
    title: "fail: 5,000 commits: 1 failed, 4,999 passed",
  });
}, 120_000);
