import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jobKinds } from "../../src/core/service/job-kinds.ts";
import { bodyBytesMax } from "../../src/service/webhook-routes.ts";
import { signed } from "../ci/forge.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import { newRequest, ourselves } from "./doubles/world.ts";
import * as given from "./payloads.ts";
import { startService, type TestService } from "./service.ts";

let double: ForgeDouble;
let service: TestService;

/** What each forge tells of a contribution, with the fields that tests change. */
type Told = {
  readonly action: "open" | "push" | "close" | "retarget" | "approve";
  readonly number?: number;
  readonly head: string;
  readonly base?: string;
  readonly updatedAt?: string;
};

function eventOf({
  action,
  number = 7,
  head,
  base = "main",
  updatedAt = "2026-11-02T10:00:00Z",
}: Told): readonly [string, unknown] {
  const closed = action === "close";
  if (double.name === "GitLab") {
    const words = { open: "open", push: "update", close: "close", retarget: "update", approve: "approved" } as const;
    const request = {
      iid: number,
      action: words[action],
      ...(action === "push" && { oldrev: given.one }),
      last_commit: { id: head },
      target_branch: base,
      state: closed ? "closed" : "opened",
      updated_at: updatedAt,
    };
    return [
      "Merge Request Hook",
      {
        ...given.gitlabEvent(request),
        project: { ...projectToday(), visibility_level: 20 },
      },
    ];
  }
  const words = {
    open: "opened",
    push: double.name === "GitHub" ? "synchronize" : "synchronized",
    close: "closed",
    retarget: "edited",
    approve: "submitted",
  } as const;
  const repository = { ...given.forgejoRepository, id: 15, full_name: double.world.path };
  const request = {
    number,
    head: { sha: head, ref: "topic" },
    base: { ref: base, sha: given.one, repo: repository },
    state: closed ? "closed" : "open",
    updated_at: updatedAt,
  };
  const name =
    action !== "approve" ? "pull_request" : double.name === "GitHub" ? "pull_request_review" : "pull_request_approved";
  const more = {
    repository,
    ...(double.name === "GitHub" && { installation: { id: 77 } }),
    ...(action === "retarget" && { changes: { base: { ref: { from: "old" } }, ref: { from: "old" } } }),
  };
  return [name, given.forgejoEvent(words[action], more, request)];
}

/** GitLab's project as the double calls it. */
const projectToday = () => ({ ...given.gitlabProject, path_with_namespace: double.world.path });
const pushToGitlab = (more: Parameters<typeof given.gitlabPush>[0]) =>
  given.gitlabPush({ project: projectToday(), ...more });

const tell = (told: Told, id?: string) => service.deliver(...eventOf(told), id === undefined ? {} : { id });

/** A commit on a branch of its own, made the head of a request at the forge. */
async function request(
  number: number,
  message: string,
  more: { files?: Record<string, string>; base?: string } = {},
): Promise<string> {
  const { git } = service;
  git.work.git("checkout", "--quiet", "-B", `of-${number}`, more.base ?? "main");
  const head = git.work.commit({ message, ...(more.files && { files: more.files }) });
  await git.openRequest(number, head, more.base ?? git.work.git("rev-parse", "main"));
  double.world.requests.set(number, newRequest({ number, head, base: more.base ?? "main" }));
  return head;
}

const notes = (): readonly string[] =>
  double.world.notes.filter(({ author }) => author === ourselves).map(({ text }) => text);

describe.each(forgeDoubles)("a contribution on %s", (_name, start) => {
  beforeEach(async () => {
    double = await start();
    service = await startService(double);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
  });

  test("that is clean gets a green check and not a word", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    expect(await tell({ action: "open", head })).toEqual([202, "taken"]);
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true, title: "pass: 1 commit: 1 passed" });
    expect(notes()).toEqual([]);
  });

  test("that fails is told so once, and the note says at last that it is resolved", async () => {
    const bad = await request(7, "Mend\n");
    const id = randomUUID();
    expect(await tell({ action: "open", head: bad }, id)).toEqual([202, "taken"]);
    expect(await tell({ action: "open", head: bad }, id)).toEqual([200, "seen"]);
    expect(await tell({ action: "approve", head: bad })).toEqual([202, "taken"]);
    await service.work();
    expect(double.standing(bad)).toMatchObject({ count: 1, passes: false, title: "fail: 1 commit: 1 failed" });
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
    // The push is forced: the commit that failed is gone.
    const good = await request(7, `Mend\n\n${signed}`);
    await tell({ action: "push", head: good, updatedAt: "2026-11-03T10:00:00Z" });
    await service.work();
    expect(double.standing(good)).toMatchObject({ count: 1, passes: true });
    expect(double.standing(bad)).toMatchObject({ count: 1, passes: false });
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
    for (const text of notes()) expect(text).toContain("resolved");
  });

  test("is judged as it stands, in whatever order its deliveries come", async () => {
    const old = await request(7, "First try\n");
    const first = eventOf({ action: "open", head: old, updatedAt: "2026-11-02T10:00:00Z" });
    const young = await request(7, `Second try\n\n${signed}`);
    double.world.requests.set(7, newRequest({ head: young, updatedAt: "2026-11-03T10:00:00Z" }));
    await tell({ action: "push", head: young, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(await service.deliver(...first)).toEqual([202, "taken"]);
    expect(await service.work()).toEqual([]);
    expect(double.standing(young)).toMatchObject({ count: 1, passes: true });
    expect(double.standing(old).count).toBe(0);
    expect(notes()).toEqual([]);
  });

  test("that was closed meanwhile is told nothing", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    double.world.requests.set(7, newRequest({ head, state: "closed" }));
    expect(await service.work()).toEqual([]);
    expect(double.standing(head).count).toBe(0);
  });

  test("that wants to enter another branch is judged by that one's policy", async () => {
    const { git } = service;
    git.work.git("checkout", "--quiet", "-B", "lax", "main");
    git.work.commit({
      message: `Ask for less\n\n${signed}`,
      files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: warn\n" },
    });
    await git.push("HEAD:refs/heads/lax");
    const head = await request(7, "Mend\n", { base: "lax" });
    await tell({ action: "retarget", head, base: "lax" });
    await service.work();
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
    // The same commits for the stricter branch: the check is of the commit, so the worse of both counts.
    await git.openRequest(8, head, git.work.git("rev-parse", "main"));
    double.world.requests.set(8, newRequest({ number: 8, head, base: "main" }));
    await tell({ action: "open", head, number: 8 });
    await service.work();
    expect(double.standing(head).passes).toBe(false);
    // Whoever is judged again does not make it green.
    await tell({ action: "approve", head, number: 7 });
    await service.work();
    expect(double.standing(head).passes).toBe(false);
    double.world.requests.set(
      8,
      newRequest({ number: 8, head, base: "main", state: "closed", updatedAt: "2026-11-04T10:00:00Z" }),
    );
    await tell({ action: "close", head, number: 8, updatedAt: "2026-11-04T10:00:00Z" });
    await service.work();
    expect(double.standing(head).passes).toBe(true);
  });

  test("is told its newest verdict, whoever was slow to tell an older one", async () => {
    const bad = await request(7, "Mend\n");
    await tell({ action: "open", head: bad });
    const { queue } = service.database;
    let slow: Promise<unknown> = Promise.resolve();
    let answerNow = (): void => {};
    const real = double.port.publish;
    const port = service.port;
    for (let job = await queue.take(jobKinds); job !== null; job = await queue.take(jobKinds)) {
      if (job.kind === "publish") {
        // This worker has looked, and is to write; then it hangs, and its lease ends.
        const goesOn = new Promise<void>((resolve) => {
          answerNow = resolve;
        });
        port.publish = async (...asked) => {
          await goesOn;
          return real(...asked);
        };
        slow = service.handle(job);
      } else await service.handle(job);
      await queue.finish(job);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    port.publish = real;
    const good = await request(7, `Mend\n\n${signed}`);
    double.world.requests.set(7, newRequest({ head: good, updatedAt: "2026-11-03T10:00:00Z" }));
    await tell({ action: "push", head: good, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(notes()).toEqual([]);
    answerNow();
    await slow;
    expect(await service.work()).toEqual([]);
    expect(double.standing(good)).toMatchObject({ count: 1, passes: true });
    for (const text of notes()) expect(text).toContain("resolved");
  });

  test("is judged as the forge has it, though its clock was set back", async () => {
    const old = await request(7, "Mend\n");
    await tell({ action: "open", head: old, updatedAt: "2026-11-20T10:00:00Z" });
    double.world.requests.set(7, newRequest({ head: old, updatedAt: "2026-11-20T10:00:00Z" }));
    await service.work();
    const young = await request(7, `Mend\n\n${signed}`);
    double.world.requests.set(7, newRequest({ head: young, updatedAt: "2026-11-03T10:00:00Z" }));
    await tell({ action: "push", head: young, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(double.standing(young)).toMatchObject({ count: 1, passes: true });
  });

  test("is published once, whatever stops between the forge's yes and our record of it", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    const { store } = service;
    const real = store.current;
    let stops = 2;
    store.current = {
      ...real,
      changePublication: async (id, from, change, log) => {
        if (change.state === "sent" && stops-- > 0) throw new Error("the worker was killed");
        return real.changePublication(id, from, change, log);
      },
    };
    expect(await service.work()).toEqual(
      Array.from({ length: 2 }, () => "publish failed: Error: the worker was killed"),
    );
    expect(double.standing(head).count).toBe(1);
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
    expect(await real.publications(["due", "maybe-sent"], 9)).toEqual([]);
  });

  test("is published once by two workers who have the same job", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    const { queue } = service.database;
    for (;;) {
      const job = await queue.take(jobKinds);
      if (job === null) break;
      if (job.kind !== "publish") await service.handle(job);
      else await Promise.all([service.handle(job), service.handle(job)]);
      await queue.finish(job);
    }
    expect(double.standing(head).count).toBe(1);
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
  });

  test("waits for a forge that is out of order, and is published once then", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    const writes = ({ method }: { method: string; path: string }) => method !== "GET";
    double.server.faults.push({
      when: (asked) => writes(asked) && !asked.path.endsWith("/access_tokens"),
      times: 1,
      what: { status: 500 },
    });
    double.server.faults.push({
      when: (asked) => writes(asked) && !asked.path.endsWith("/access_tokens"),
      times: 1,
      what: "lost",
    });
    const said = await service.work();
    expect(said.every((one) => one.startsWith("publish failed: the forge "))).toBe(true);
    expect(said).toHaveLength(2);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: false });
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
  });

  test("comes back when the forge says so", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    await tell({ action: "open", head });
    double.server.faults.push({
      when: ({ method, path }) => method === "GET" && /(?:pulls|merge_requests)\/7$/.test(path),
      times: 1,
      what: { status: 429, headers: { "Retry-After": "60" } },
    });
    const [said] = await service.work();
    expect(said).toMatch(/^judge put-off: the forge answered 429/);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
  });

  test("whose commits cannot be had blocks and says why, until they can", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    service.git.server.demand("nobody has this");
    await tell({ action: "open", head });
    const { queue } = service.database;
    let judgedTwice = false;
    for (let tries = 0; tries < 12 && !judgedTwice; tries += 1) {
      const job = await queue.take(jobKinds);
      if (job === null) break;
      const result = await service.handle(job);
      if (result.kind === "done") await queue.finish(job);
      else await queue.retry(job, service.clock.now);
      judgedTwice = job.kind === "publish";
    }
    expect(double.standing(head)).toMatchObject({ count: 1, passes: false });
    expect(double.standing(head).title).toMatch(/^nothing was judged: /);
    service.git.server.demand(null);
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ passes: true });
  });

  test("that nobody told of is found when the account is looked through", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    const { forge, host } = double.port;
    const payload = { forge, host, account: "example" };
    await service.database.queue.enqueue([{ kind: "discover", key: "x", payload, notBefore: 0 }]);
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
  });

  test("of a repository that was renamed goes on under its new name", async () => {
    const bad = await request(7, "Mend\n");
    await tell({ action: "open", head: bad });
    await service.work();
    double.world.path = "example/lanterns";
    const good = await request(7, `Mend\n\n${signed}`);
    double.world.requests.set(7, newRequest({ head: good, updatedAt: "2026-11-03T10:00:00Z" }));
    await tell({ action: "push", head: good, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(double.standing(good)).toMatchObject({ passes: true });
    expect(notes()).toHaveLength(double.hasNotes ? 1 : 0);
    const { store } = service.database;
    expect((await store.repositories(null, 9)).map(({ owner, name }) => `${owner}/${name}`)).toEqual([
      "example/lanterns",
    ]);
  });
});

describe.each(forgeDoubles)("on %s, before anybody said so,", (_name, start) => {
  beforeEach(async () => {
    double = await start();
    service = await startService(double);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
  });

  test("a renamed repository is found by its number", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    await tell({ action: "open", head });
    double.world.path = "example/lanterns";
    expect(await service.work()).toEqual(["judge failed: the repository has another name now"]);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
  });

  if (_name !== "GitLab")
    test("and its old name is another's, that one's request of the same number is not judged", async () => {
      const head = await request(7, `Mend\n\n${signed}`);
      const others = await request(8, "Mend\n");
      await tell({ action: "open", head });
      double.world.path = "example/lanterns";
      const ends = { head: { sha: others, ref: "topic" }, base: { sha: others, ref: "main", repo: { id: 16 } } };
      double.server.faults.push({
        when: ({ path }) => path.endsWith("/example/lamps/pulls/7"),
        times: 1,
        what: {
          status: 200,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ number: 7, state: "open", ...ends }),
        },
      });
      expect(await service.work()).toEqual(["judge failed: the repository has another name now"]);
      expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
      expect(double.standing(others)).toMatchObject({ count: 0 });
    });

  test("a push is fetched from where the repository is now, and not from what has its name", async () => {
    const { git, port } = service;
    const before = git.work.git("rev-parse", "main");
    git.work.git("checkout", "--quiet", "main");
    const after = git.work.commit({ message: `Straight in\n\n${signed}` });
    await git.push("HEAD:refs/heads/main");
    const asked: string[] = [];
    port.address = ({ owner, name }) => {
      asked.push(`${owner}/${name}`);
      return git.url;
    };
    const ends = { ref: "refs/heads/main", before, after };
    const repository = { ...given.forgejoRepository, id: 15, full_name: double.world.path };
    const installation = double.name === "GitHub" ? { installation: { id: 77 } } : {};
    const told = double.name === "GitLab" ? pushToGitlab(ends) : { ...ends, repository, ...installation };
    await service.deliver(double.name === "GitLab" ? "Push Hook" : "push", told);
    // What the delivery says is taken first; then somebody renames it, and somebody else takes its name.
    const job = await service.database.queue.take(["take-event"]);
    if (job === null) throw new Error("there is no job");
    expect(await service.handle(job)).toEqual({ kind: "done" });
    await service.database.queue.finish(job);
    asked.length = 0;
    double.world.path = "example/lanterns";
    const said = await service.work();
    expect(said).toContainEqual(expect.stringMatching(/ failed: the repository has another name now$/));
    expect(new Set(asked)).toEqual(new Set(["example/lanterns"]));
    expect(double.standing(after)).toMatchObject({ count: 1, passes: true });
  });

  test("a request that was deleted is waited for no more", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    double.world.requests.delete(7);
    expect(await service.work()).toEqual([]);
    const { store } = service.database;
    const [known] = await store.repositories(null, 9);
    expect(await store.openContributions(known?.key ?? "")).toEqual([]);
  });
});

describe("a delivery", () => {
  beforeEach(async () => {
    double = await (forgeDoubles[1]?.[1] ?? (() => Promise.reject(new Error("there is no GitLab"))))();
    service = await startService(double);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
  });

  const counted = async () => (await service.database.queue.counts())["take-event"].waiting;

  test.each<[string, RequestInit, number]>([
    ["without a signature", { body: "{}" }, 401],
    ["with another's token", { body: "{}", headers: { "X-Gitlab-Token": "a guess of some length" } }, 401],
    ["that is no POST", { method: "GET" }, 405],
    ["that says it is too long", { body: "{}", headers: { "Content-Length": String(bodyBytesMax + 1) } }, 413],
  ])("%s is not taken", async (_words, init, status) => {
    const response = await service.post(init);
    expect(response.status).toBe(status);
    expect(await counted()).toBe(0);
  });

  test("of exactly as much as is taken is read; of more nothing is", async () => {
    const [name, payload] = eventOf({ action: "open", head: "2".repeat(40) });
    const text = JSON.stringify(payload);
    expect(await service.deliver(name, null, { body: text + " ".repeat(bodyBytesMax - text.length) })).toEqual([
      202,
      "taken",
    ]);
    const [status] = await service.deliver(name, null, { body: text + " ".repeat(bodyBytesMax - text.length + 1) });
    expect(status).toBe(413);
    expect(await counted()).toBe(1);
  });

  test("that is longer than it says, in pieces, is given up where the limit is", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1 << 20;
        controller.enqueue(new Uint8Array(1 << 20));
      },
    });
    const response = await service.post({ body, duplex: "half" });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(bodyBytesMax + (8 << 20));
  });

  test("that breaks off is not taken", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("reset")),
    });
    expect((await service.post({ body, duplex: "half" })).status).toBe(408);
  });

  test.each([
    ["[", 422],
    ["[]", 422],
    ['{"object_kind":"merge_request"}', 422],
    ['{"object_kind":"pipeline"}', 200],
    ["\u0000", 422],
  ])("%j is answered %s", async (body, status) => {
    expect((await service.deliver("x", null, { body }))[0]).toBe(status);
    expect(await counted()).toBe(0);
  });

  test("with a title of a million characters is taken, and judged by what the forge has", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    const [name, payload] = eventOf({ action: "open", head });
    const told = payload as { readonly object_attributes: object };
    const long = { ...told, object_attributes: { ...told.object_attributes, title: "\u{1f4a1}".repeat(1_000_000) } };
    expect(await service.deliver(name, long)).toEqual([202, "taken"]);
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ passes: true });
  });

  test("that cannot be recorded is to be sent again, and is then taken once", async () => {
    const [name, payload] = eventOf({ action: "open", head: "2".repeat(40) });
    const real = service.store.current;
    service.store.current = { ...real, takeDelivery: async () => Promise.reject(new Error("the disk is full")) };
    const [status, said] = await service.deliver(name, payload, { id: "d-1" });
    expect([status, said]).toEqual([503, "not-taken: it could not be recorded; send it again"]);
    service.store.current = real;
    expect(await service.deliver(name, payload, { id: "d-1" })).toEqual([202, "taken"]);
    expect(await service.deliver(name, payload, { id: "d-1" })).toEqual([200, "seen"]);
    expect(await counted()).toBe(1);
  });

  const lax = "proviso: 1\nrules:\n  sign-off-present: warn\n";
  const judgedAgain = async (): Promise<readonly string[]> =>
    (await service.database.store.log(0, 1_000)).flatMap(({ action, subject }) =>
      action === "policy-changed" ? [subject.replace(/^\S+ /, "")] : [],
    );

  test("of a push that changes the policy has every open contribution judged again, once", async () => {
    const { git } = service;
    const heads = [await request(7, "Mend\n"), await request(8, "Mend more\n")];
    for (const [at, head] of heads.entries()) await tell({ action: "open", head, number: at + 7 });
    git.work.git("checkout", "--quiet", "main");
    const pushMain = async (message: string, files: Record<string, string> = {}) => {
      const before = git.work.git("rev-parse", "main");
      const after = git.work.commit({ message: `${message}\n\n${signed}`, files });
      await git.push("HEAD:refs/heads/main");
      await service.deliver("Push Hook", pushToGitlab({ before, after }));
      expect(await service.work()).toEqual([]);
    };
    await pushMain("Something else");
    for (const head of heads) expect(double.standing(head)).toMatchObject({ passes: false });
    expect(await judgedAgain()).toEqual([]);
    await pushMain("Ask for less", { "proviso.yaml": lax });
    expect(await judgedAgain()).toEqual(["main: 2 open contributions are judged again"]);
    for (const head of heads) expect(double.standing(head)).toMatchObject({ passes: true });
    await pushMain("Something else again");
    expect(await judgedAgain()).toHaveLength(1);
    // A policy that nobody can read lets nothing pass.
    await pushMain("Break it", { "proviso.yaml": "proviso: [\n" });
    expect(await judgedAgain()).toHaveLength(2);
    for (const head of heads) expect(double.standing(head)).toMatchObject({ passes: false });
  });

  test("of a push to another branch does so where somebody wants to enter it, and else nothing", async () => {
    const { git } = service;
    git.work.git("checkout", "--quiet", "-B", "stable", "main");
    await git.push("HEAD:refs/heads/stable");
    const head = await request(7, "Mend\n", { base: "stable" });
    await tell({ action: "open", head, base: "stable" });
    const pushTo = async (branch: string, files: Record<string, string>) => {
      git.work.git("checkout", "--quiet", "-B", branch, "stable");
      const after = git.work.commit({ message: `Work\n\n${signed}`, files });
      await git.push(`HEAD:refs/heads/${branch}`);
      const push = pushToGitlab({ before: given.one, after, ref: `refs/heads/${branch}` });
      expect(await service.deliver("Push Hook", push)).toEqual([202, "taken"]);
      expect(await service.work()).toEqual([]);
      expect(double.standing(after).count).toBe(0);
    };
    await pushTo("topic", { "proviso.yaml": lax });
    expect(double.standing(head)).toMatchObject({ passes: false });
    await pushTo("stable", { "proviso.yaml": lax });
    expect(double.standing(head)).toMatchObject({ passes: true });
  });

  test("of a contribution to a branch that another one governs is judged by that one as it is now", async () => {
    const { git } = service;
    git.work.git("checkout", "--quiet", "-B", "stable", "main");
    git.work.commit({
      message: `Leave it to main\n\n${signed}`,
      files: { "proviso.yaml": "proviso: 1\nbranch: main\nrules:\n  sign-off-present: warn\n" },
    });
    await git.push("HEAD:refs/heads/stable");
    git.work.git("checkout", "--quiet", "main");
    git.work.commit({ message: `Ask for less\n\n${signed}`, files: { "proviso.yaml": lax } });
    await git.push("HEAD:refs/heads/main");
    const head = await request(7, "Mend\n", { base: "stable" });
    await tell({ action: "open", head, base: "stable" });
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ passes: true });
    // What our copy has of main is older than what governs now, and nobody told us of the push.
    git.work.git("checkout", "--quiet", "main");
    git.work.commit({
      message: `Ask for more\n\n${signed}`,
      files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: require\n" },
    });
    await git.push("HEAD:refs/heads/main");
    const next = await request(8, "Mend\n", { base: "stable" });
    await tell({ action: "open", head: next, base: "stable", number: 8 });
    expect(await service.work()).toEqual([]);
    expect(double.standing(next)).toMatchObject({ passes: false });
  });

  test("of a contribution that is squashed is judged with the message that would land", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    await tell({ action: "open", head });
    await service.work();
    expect(double.standing(head)).toMatchObject({ passes: true });
    service.landing.current = { mergeMethod: "squash", squashBody: "blank" };
    await tell({ action: "open", head });
    await service.work();
    expect(double.standing(head)).toMatchObject({ passes: false });
    service.landing.current = { mergeMethod: "squash", squashBody: "commits" };
    await tell({ action: "open", head });
    await service.work();
    expect(double.standing(head)).toMatchObject({ passes: true });
  });

  test("of the second of two pushes may come first, and both are told", async () => {
    const { git } = service;
    git.work.git("checkout", "--quiet", "main");
    const before = git.work.git("rev-parse", "main");
    const between = git.work.commit({ message: "Straight in\n" });
    const after = git.work.commit({ message: `And more\n\n${signed}` });
    await git.push("HEAD:refs/heads/main");
    await service.deliver("Push Hook", pushToGitlab({ before: between, after }));
    expect(await service.work()).toEqual([]);
    await service.deliver("Push Hook", pushToGitlab({ before, after: between }));
    expect(await service.work()).toEqual([]);
    expect(double.standing(after)).toMatchObject({ count: 1, passes: true });
    expect(double.standing(between)).toMatchObject({ count: 1, passes: false });
    // And where both wait to be told.
    const { store } = service.database;
    expect(await store.publications(["due", "maybe-sent", "obsolete"], 9)).toEqual([]);
  });

  test("of a push to the default branch is judged from where it stood, and no note is written", async () => {
    const { git } = service;
    const before = git.work.git("rev-parse", "main");
    git.work.git("checkout", "--quiet", "main");
    const after = git.work.commit({ message: "Straight in\n" });
    await git.push("HEAD:refs/heads/main");
    expect(await service.deliver("Push Hook", pushToGitlab({ before, after }))).toEqual([202, "taken"]);
    expect(await service.work()).toEqual([]);
    expect(double.standing(after)).toMatchObject({ count: 1, passes: false });
    expect(double.world.notes).toEqual([]);
  });
});

describe("an installation of GitHub's", () => {
  beforeEach(async () => {
    double = await (forgeDoubles[0]?.[1] ?? (() => Promise.reject(new Error("there is no GitHub"))))();
    service = await startService(double);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
  });
  const installation = (action: string) =>
    [
      "installation",
      { action, installation: { id: 77 }, repositories: [{ id: 15, full_name: "example/lamps", private: false }] },
    ] as const;

  test("that is suspended has nothing judged until it is taken up again", async () => {
    const head = await request(7, `Mend\n\n${signed}`);
    await service.deliver(...installation("created"));
    expect(await service.work()).toEqual([]);
    expect(double.standing(head)).toMatchObject({ count: 1, passes: true });
    await service.deliver(...installation("suspend"));
    await service.work();
    const next = await request(7, "Mend\n");
    await tell({ action: "push", head: next, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(double.standing(next).count).toBe(0);
    await service.deliver(...installation("unsuspend"));
    await tell({ action: "push", head: next, updatedAt: "2026-11-03T10:00:00Z" });
    expect(await service.work()).toEqual([]);
    expect(double.standing(next)).toMatchObject({ count: 1, passes: false });
  });

  test("that is removed is looked after no more, and what was found stays", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    await service.work();
    await service.deliver(...installation("deleted"));
    await service.work();
    const { store } = service.database;
    expect((await store.repositories(null, 9)).map(({ state }) => state)).toEqual(["gone"]);
    const [key = ""] = (await store.repositories(null, 9)).map((one) => one.key);
    expect(await store.newestConclusion(key, { kind: "contribution", number: 7 })).toMatchObject({
      conclusion: "fail",
    });
  });

  test("whose check is to be run again judges again", async () => {
    const head = await request(7, "Mend\n");
    await tell({ action: "open", head });
    await service.work();
    const { queue } = service.database;
    const again = {
      action: "rerequested",
      check_run: { head_sha: head },
      repository: { ...given.forgejoRepository, id: 15 },
      installation: { id: 77 },
    };
    expect(await service.deliver("check_run", again)).toEqual([202, "taken"]);
    const taken = await queue.take(["take-event"]);
    if (taken !== null) await service.handle(taken);
    expect((await queue.counts()).judge.waiting).toBe(1);
    await service.work();
    expect(double.standing(head)).toMatchObject({ count: 1, passes: false });
  });
});
