import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createServiceReader } from "../../src/adapters/database/service/service-reader.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { discussionLengthMax, requestsHandler, requestsJob } from "../../src/app/service/read-requests.ts";
import { buildStory } from "../../src/cli/demo/build.ts";
import type { ForgePort } from "../../src/ports/forge.ts";
import type { JobQueue, NewJob } from "../../src/ports/job-queue.ts";
import type { ServiceReader } from "../../src/ports/service-reader.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { createJudging } from "../../src/service/judging.ts";
import { onBothDatabases } from "../database/databases.ts";
import { repositoryOf } from "../database/records.ts";
import { type ForgeDouble, forgeDoubles } from "../forge/doubles/doubles.ts";
import { newDiscussion } from "../forge/doubles/world.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-requests-")));
const story = join(root, "story");
const judging = createJudging(join(root, "judging"), "test", (name) => name);
beforeAll(() => {
  mkdirSync(story);
  buildStory(story);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const proposal = (id: string): string =>
  `## Proposed entry\n\n### Of words\n\n- **Exception:** ${id}\n- **Covers:** docs\n`;

onBothDatabases((databases) => {
  describe("requests for exceptions", () => {
    let forge: ForgeDouble;
    let store: ServiceStore;
    let queue: JobQueue;
    let reader: ServiceReader;
    let enqueued: NewJob[];
    let copies: number;
    /** What the forge says besides. */
    let more: Partial<ForgePort>;
    const clock = { now: 0 };
    beforeEach(async () => {
      const [, start] = forgeDoubles[2] ?? [];
      if (start === undefined) throw new Error("there is no Forgejo");
      forge = await start();
      const opened = await databases.open(await databases.place());
      ({ store, queue } = opened);
      reader = createServiceReader(opened.database);
      enqueued = [];
      copies = 0;
      more = {};
      clock.now = Date.parse("2026-11-10T10:00:00Z");
      await store.saveRepository(lamps());
    });
    afterEach(() => forge.server.close());

    const lamps = () => repositoryOf({ host: forge.port.host, owner: "example", name: "lamps", forgeId: "15" });
    const read = (again: string | null = null) =>
      requestsHandler({
        store,
        forge: () => ({ ...forge.port, ...more }),
        now: () => clock.now,
        enqueue: async (jobs) => void enqueued.push(...jobs),
        async withCopy(_repository, work) {
          copies += 1;
          const opened = await openRepository(story);
          if (!opened.ok) throw new Error(opened.error.text);
          try {
            return await work(judging.portsFor(opened.value), "refs/heads/main");
          } finally {
            await opened.value.close();
          }
        },
      })({ ...requestsJob(lamps().key, 0, again), id: "1", attempt: 1 }, new AbortController().signal);
    const seen = async () => await store.requests(lamps().key);
    const comment = (author: string, body: string, minute: number) => ({
      author,
      body,
      at: `2026-11-06T10:${String(minute).padStart(2, "0")}:00Z`,
    });

    test("are found among issues, with their discussion, and read again as long as they are open", async () => {
      const discussed = newDiscussion({
        body: proposal("of-words"),
        comments: [comment("lin", "/object too wide", 1)],
      });
      forge.world.discussions.push(discussed, newDiscussion({ number: 41, title: "It flickers", body: "Always." }));
      expect(await read()).toEqual({ kind: "done" });
      expect(await seen()).toMatchObject([
        {
          reference: "40",
          author: "grace",
          state: "open",
          reading: { readAt: clock.now, why: null, exception: "of-words", open: 1, listing: "not-listed" },
        },
      ]);
      const anybody = { seesPrivate: false, account: null };
      const view = await reader.request(lamps().key, "40", anybody);
      expect(view).toMatchObject({ exception: "of-words", open: 1, listing: "not-listed", readAt: clock.now });
      expect(JSON.parse(view?.status ?? "")).toMatchObject({
        exception: "of-words",
        objections: [{ raised: { form: "/object", reason: "too wide", by: { login: "lin" } }, closed: null }],
      });
      expect((await reader.requests(null, anybody, { most: 9, after: null })).rows).toMatchObject([
        { reference: "40", exception: "of-words", open: 1 },
      ]);
      // A comment that moved nothing else, as a forge may be late with.
      discussed.comments.push(comment("lin", "/withdraw-objection", 2));
      clock.now += 1_000;
      await read();
      expect(await seen()).toMatchObject([{ reading: { open: 0, readAt: clock.now } }]);
      discussed.state = "closed";
      discussed.updatedAt = "2026-11-08T10:00:00Z";
      await read();
      expect(await seen()).toMatchObject([{ state: "closed" }]);
      // Then only when it changes, or somebody asks.
      const before = copies;
      discussed.updatedAt = "2026-11-01T10:00:00Z";
      forge.world.discussions.push(newDiscussion({ number: 42, body: "", updatedAt: "2026-11-09T10:00:00Z" }));
      await read();
      await read();
      expect(copies).toBe(before);
      await read("40");
      expect(copies).toBe(before + 1);
    });

    test("one that somebody has read again is read alone, and no other job takes the place of his", async () => {
      forge.world.discussions.push(
        newDiscussion({ body: proposal("a-word"), state: "closed" }),
        newDiscussion({ number: 41, body: proposal("b-word") }),
      );
      await read();
      const before = clock.now;
      clock.now += 1_000;
      expect(await read("40")).toEqual({ kind: "done" });
      expect(new Map((await seen()).map(({ reference, reading }) => [reference, reading?.readAt]))).toEqual(
        new Map([
          ["40", clock.now],
          ["41", before],
        ]),
      );
      expect(await read("42")).toEqual({ kind: "done" });
      expect(await seen()).toHaveLength(2);
      await queue.enqueue([
        requestsJob(lamps().key, 0, "40"),
        requestsJob(lamps().key, 0),
        requestsJob(lamps().key, 0),
      ]);
      expect((await queue.counts())["read-requests"].waiting).toBe(2);
    });

    test("that an earlier document listed say so", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("uniform-changes") }));
      await read();
      expect(await seen()).toMatchObject([{ reading: { exception: "uniform-changes", listing: "listed" } }]);
    });

    test("whose issue is gone are forgotten, and those that ask for nothing any more say so", async () => {
      const issues = [
        newDiscussion({ body: proposal("a-word") }),
        newDiscussion({ number: 41, body: proposal("b-word") }),
      ];
      forge.world.discussions.push(...issues);
      await read();
      expect(await seen()).toHaveLength(2);
      const [, edited] = issues;
      if (edited !== undefined) edited.body = "Never mind.";
      forge.world.discussions.splice(0, 1);
      await read();
      expect(await seen()).toMatchObject([
        { reference: "41", reading: { status: null, why: "it proposes no exception any more" } },
      ]);
    });

    test("are waited for where the forge puts us off, and none is passed over", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word") }));
      const late = { status: 429, headers: { "Retry-After": "60" }, body: "{}" };
      forge.server.faults.push({ when: ({ path }) => path.endsWith("/comments"), times: 1, what: late });
      expect(await read()).toMatchObject({ kind: "put-off" });
      expect(await seen()).toMatchObject([{ reading: null }]);
      expect(await read()).toEqual({ kind: "done" });
      expect(await seen()).toMatchObject([{ reading: { exception: "a-word" } }]);
    });

    test("that are too long are said to be", async () => {
      const long = "x".repeat(discussionLengthMax / 4);
      const comments = Array.from({ length: 5 }, (_, index) => comment("lin", long, index));
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word"), comments }));
      await read();
      const [request] = await seen();
      expect(request?.reading?.why).toContain(`more than ${discussionLengthMax} characters`);
    });

    test("that not everybody may see any more are forgotten, closed ones too", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word"), state: "closed" }));
      await read();
      expect(await seen()).toHaveLength(1);
      const { issues } = forge.port;
      more = {
        async issues(...asked) {
          const answer = await issues(...asked);
          return answer.ok ? { ok: true, value: { ...answer.value, items: [], hidden: [40, 41] } } : answer;
        },
      };
      await read();
      expect(await seen()).toEqual([]);
    });

    test("of a repository that shows nobody its issues are forgotten, and found when it does again", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word"), state: "closed" }));
      await read();
      more = { issues: async () => ({ ok: false, error: { code: "gone", text: "for members only" } }) };
      expect(await read()).toEqual({ kind: "done" });
      expect(await seen()).toEqual([]);
      more = {};
      await read();
      expect(await seen()).toMatchObject([{ reference: "40", reading: { exception: "a-word" } }]);
    });

    test("that cannot be had say so, and keep no other from being read", async () => {
      forge.world.discussions.push(
        newDiscussion({ body: proposal("a-word") }),
        newDiscussion({ number: 41, body: proposal("b-word") }),
      );
      const refused = { status: 403, body: "{}" };
      forge.server.faults.push({ when: ({ path }) => path.endsWith("/40/comments"), times: 1, what: refused });
      expect(await read()).toEqual({ kind: "done" });
      const readings = (await seen()).map(({ reference, reading }) => [reference, reading?.why, reading?.exception]);
      expect(readings).toHaveLength(2);
      expect(readings).toContainEqual(["41", null, "b-word"]);
      expect(readings).toContainEqual(["40", expect.stringContaining("answered 403"), null]);
    });

    test("of whose comments some were not read say so", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word") }));
      const { discussion } = forge.port;
      more = {
        async discussion(...asked) {
          const answer = await discussion(...asked);
          return answer.ok ? { ok: true, value: { ...answer.value, complete: false } } : answer;
        },
      };
      await read();
      const view = await reader.request(lamps().key, "40", { seesPrivate: false, account: null });
      expect(JSON.parse(view?.status ?? "").problems).toEqual([
        "the forge has more comments than are read, so objections may be missing",
      ]);
    });

    test("are found although an issue is dated in times to come", async () => {
      forge.world.discussions.push(newDiscussion({ number: 39, body: "", updatedAt: "2099-01-01T00:00:00Z" }));
      await read();
      clock.now += 6 * 3_600_000;
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word"), updatedAt: "2026-11-10T11:00:00Z" }));
      await read();
      expect(await seen()).toMatchObject([{ reference: "40" }]);
    });

    test("of a repository that has another name by now are looked for there", async () => {
      forge.world.discussions.push(newDiscussion({ body: proposal("a-word") }));
      forge.world.path = "example/lanterns";
      expect(await read()).toEqual({ kind: "failed", why: "the repository has another name now" });
      expect((await store.repositories(null, 9)).map(({ name }) => name)).toEqual(["lanterns"]);
    });

    test.each([
      ["one after another", 3_600_000],
      ["all at once", 1_000],
    ])(
      "of more issues than one job lists, touched %s, are another job's",
      async (_name, apart) => {
        for (let number = 1; number <= 310; number += 1)
          forge.world.discussions.push(
            newDiscussion({
              number,
              body: number === 305 ? proposal("a-word") : "",
              updatedAt: new Date(Date.parse("2026-11-01T00:00:00Z") + number * apart).toISOString(),
            }),
          );
        for (let jobs = 0; jobs < 9; jobs += 1) {
          enqueued = [];
          expect(await read()).toEqual({ kind: "done" });
          if (enqueued.length === 0) break;
        }
        expect(await seen()).toMatchObject([{ reference: "305" }]);
      },
      120_000,
    );
  });
});
