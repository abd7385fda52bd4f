import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMirrors } from "../../src/adapters/git/mirrors.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { relyingCommits } from "../../src/app/audit/relying-commits.ts";
import { exposure } from "../../src/app/exposure.ts";
import { exposureJob } from "../../src/app/service/housekeeping.ts";
import { exceptionsMax, measureExposure } from "../../src/app/service/measure-exposure.ts";
import { keepRegister } from "../../src/app/service/run-audit.ts";
import { buildStory } from "../../src/cli/demo/build.ts";
import { renderExposureJson } from "../../src/core/report/render-exposure.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { createJudging } from "../../src/service/judging.ts";
import { createForge, type TestForge } from "../ci/forge.ts";
import { onBothDatabases } from "../database/databases.ts";
import { lamp, repositoryOf } from "../database/records.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-exposure-")));
const story = join(root, "story");
let forge: TestForge;
/** The commits of the story that rely on `uniform-changes`. */
let relying: readonly string[];

/** The story's branch in which commits rely on an exception, at a forge, with work after it: a renaming with changes, and lines written over. */
beforeAll(async () => {
  mkdirSync(story);
  buildStory(story);
  forge = await createForge();
  await forge.onServer("config", "uploadpack.allowFilter", "true");
  await forge.onServer("config", "uploadpack.allowAnySHA1InWant", "true");
  const { work } = forge;
  work.git("fetch", "--quiet", story, "contributions");
  work.git("checkout", "--quiet", "-B", "main", "FETCH_HEAD");
  relying = await relyingIn(work.path);
  work.git("mv", "src/stairs.c", "src/steps.c");
  const stairs = work.git("show", "HEAD:src/stairs.c");
  work.commit({ message: "stairs are steps\n", files: { "src/steps.c": `${stairs}\n\n/* Mind the gap. */\n` } });
  const hall = work.git("show", "HEAD:src/hall.c");
  work.commit({ message: "hall: shout\n", files: { "src/hall.c": `${hall.toUpperCase()}\n` } });
  await forge.push("--force", "HEAD:refs/heads/main");
});
afterAll(async () => {
  await forge.close();
  rmSync(root, { recursive: true, force: true });
});

const judging = createJudging(join(root, "judging"), "test", (name) => name);
const allIsHere = async () => ({ ok: true, value: null }) as const;

async function relyingIn(path: string): Promise<readonly string[]> {
  const opened = await openRepository(path);
  if (!opened.ok) throw new Error(opened.error.text);
  const asked = { revision: "HEAD", policyFrom: null };
  const found = await relyingCommits("uniform-changes", asked, judging.portsFor(opened.value));
  await opened.value.close();
  if (!found.ok) throw new Error(found.text);
  return found.value;
}

/** What `proviso exception exposure` says in a whole clone, with the branch's name. */
async function expected(at: string): Promise<unknown> {
  const opened = await openRepository(forge.work.path);
  if (!opened.ok) throw new Error(opened.error.text);
  const progress = { reverts: () => {}, files: () => {} };
  const ids = async () => ({ ok: true, value: relying }) as const;
  const commits = { kind: "exception", id: "uniform-changes", relying: ids } as const;
  const found = await exposure({ commits, at, patches: null, progress }, opened.value);
  await opened.value.close();
  if (!found.ok) throw new Error(found.text);
  const { revision, ...rest } = found.value.exposure;
  return JSON.parse(renderExposureJson({ ...rest, revision: { ...revision, name: "main" } }, null));
}

onBothDatabases((databases) => {
  describe("an exposure", () => {
    let store: ServiceStore;
    let queue: JobQueue;
    let read: (exception: string) => Promise<{ readonly exposure: string | null; readonly why: string | null }>;
    const clock = { now: 1_000 };
    beforeEach(async () => {
      const opened = await databases.open(await databases.place());
      ({ store, queue } = opened);
      clock.now = 1_000;
      await store.saveRepository(repositoryOf());
      read = (exception) =>
        opened.database
          .selectFrom("exposure")
          .select(["exposure", "why"])
          .where("exception", "=", exception)
          .executeTakeFirstOrThrow();
    });
    const branch = (revision: string) => ({ repository: lamp, revision, branch: "main" });

    async function inWork<T>(
      work: (ports: Parameters<typeof measureExposure>[2]) => Promise<T>,
      more: Partial<Parameters<typeof measureExposure>[2]> = {},
    ): Promise<T> {
      const opened = await openRepository(forge.work.path);
      if (!opened.ok) throw new Error(opened.error.text);
      const check = judging.portsFor(opened.value);
      try {
        return await work({ check, store, memory: null, now: () => clock.now, bring: allIsHere, ...more });
      } finally {
        await opened.value.close();
      }
    }

    test("is measured in a partial mirror as in a whole clone, renamed files and reverts included", async () => {
      const mirrors = createMirrors({
        directory: join(root, `mirrors-${databases.name}`),
        origins: [forge.server.url],
        fetchTimeMax: 20_000,
        mirrorBytesMax: 1 << 30,
      });
      const revision = "refs/remotes/origin/main";
      const of = { name: "forgejo/forge.example.org/17", address: forge.url, credentials: null };
      const measured = await mirrors.withMirror(of, async (mirror) => {
        await mirror.source.fetch(["refs/heads/main"], { kind: "new" });
        return mirror.withRepository((opened) =>
          measureExposure(
            branch(revision),
            { kind: "changed" },
            {
              check: judging.portsFor(opened),
              store,
              memory: null,
              now: () => clock.now,
              bring: mirror.bringVersions,
            },
          ),
        );
      });
      expect(measured).toEqual({ ok: true, value: { ok: true, value: [] } });
      const found = JSON.parse((await read("uniform-changes")).exposure ?? "");
      expect(found).toEqual(await expected("HEAD"));
      expect(found).toMatchObject({ exception: "uniform-changes", undetermined: [], reverts: { unknown: 0 } });
      expect(found.files.map(({ path }: { path: string }) => path)).toContain("src/steps.c");
      expect(found.reverts.conflict).toBeGreaterThan(0);
      expect(found.reverts.clean).toBeGreaterThan(0);
    }, 240_000);

    test("that nobody relies on is none, and is known", async () => {
      await inWork((ports) => keepRegister(branch("HEAD"), ports));
      await inWork((ports) => measureExposure(branch("HEAD"), { kind: "changed" }, ports));
      const exceptions = (await store.exposures(lamp)).map(({ exception }) => exception);
      expect(exceptions).toContain("documentation-fixes");
      const all = await Promise.all(exceptions.map(async (one) => JSON.parse((await read(one)).exposure ?? "")));
      const [none] = all.filter(({ commits }) => commits.length === 0);
      expect(none).toMatchObject({ total: { added: 0, alive: 0 }, undetermined: [], files: [] });
    });

    test("is not measured anew where the branch stands still, unless somebody asks", async () => {
      const measure = (kind: "changed" | "all") => inWork((ports) => measureExposure(branch("HEAD"), { kind }, ports));
      const when = async () => new Set((await store.exposures(lamp)).map(({ triedAt }) => triedAt));
      await inWork((ports) => keepRegister(branch("HEAD"), ports));
      await measure("changed");
      clock.now = 2_000;
      await measure("changed");
      expect(await when()).toEqual(new Set([1_000]));
      await measure("all");
      expect(await when()).toEqual(new Set([2_000]));
      clock.now = 3_000;
      await inWork((ports) => measureExposure(branch("HEAD~1"), { kind: "changed" }, ports));
      expect(await when()).toEqual(new Set([3_000]));
    });

    test("that cannot be measured keeps what was measured, with the reason, and is tried again", async () => {
      await inWork((ports) => measureExposure(branch("HEAD"), { kind: "all" }, ports));
      const before = (await read("uniform-changes")).exposure;
      const hangs = async () => ({ ok: false, error: { code: "git-failed", text: "the remote hangs" } }) as const;
      await inWork((ports) => measureExposure(branch("HEAD"), { kind: "all" }, ports), { bring: hangs });
      expect(await read("uniform-changes")).toEqual({ exposure: before, why: "the remote hangs" });
      await inWork((ports) => measureExposure(branch("HEAD"), { kind: "changed" }, ports));
      expect(await read("uniform-changes")).toEqual({ exposure: before, why: null });
    });

    test.each([
      ["more than the most", 30],
      ["as long as the audit took", 5],
      ["more than the least", 1.5],
    ])("for which there is no time after %s is another job's, those first that waited longest", async (_name, step) => {
      await inWork((ports) => keepRegister(branch("HEAD"), ports));
      const slowly = () => {
        clock.now += step * 60_000;
        return clock.now;
      };
      const left = await inWork((ports) => measureExposure(branch("HEAD"), { kind: "changed" }, ports), {
        now: slowly,
      });
      if (!left.ok) throw new Error(left.text);
      expect(left.value.length).toBeGreaterThan(0);
      const [first] = await store.exposures(lamp);
      expect(left.value).not.toContain(first?.exception);
      const question = { kind: "left", exceptions: left.value } as const;
      expect(await inWork((ports) => measureExposure(branch("HEAD"), question, ports))).toEqual({
        ok: true,
        value: [],
      });
      expect((await store.exposures(lamp)).map(({ isWhole }) => isWhole)).not.toContain(false);
    });

    test("what is left of one measurement takes the place of no other that waits", async () => {
      const left = { kind: "left", exceptions: ["a"] } as const;
      for (const question of [{ kind: "all" }, left, { kind: "changed" }, left] as const)
        await queue.enqueue([exposureJob(lamp, question)]);
      expect((await queue.counts())["measure-exposure"].waiting).toBe(3);
    });

    test("beyond the limit is said not to be measured", async () => {
      const exceptions = Array.from({ length: exceptionsMax + 1 }, (_, index) => `made-up-${index}`);
      await inWork((ports) => measureExposure(branch("HEAD"), { kind: "left", exceptions }, ports));
      expect((await read(`made-up-${exceptionsMax}`)).why).toContain(`more than ${exceptionsMax} exceptions`);
      expect((await read("made-up-0")).why).toBeNull();
    });
  });
});
