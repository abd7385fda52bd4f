import { beforeEach, describe, expect, test } from "vitest";
import { accountPagesMax, discoverHandler, discoverJob } from "../../src/app/service/discover.ts";
import type { ForgeRepository } from "../../src/core/forge/event.ts";
import type { ForgeAnswer, ForgePort, RepositoryPage } from "../../src/ports/forge.ts";
import type { NewJob } from "../../src/ports/job-queue.ts";
import type { ServedRepository, ServiceStore } from "../../src/ports/service-store.ts";
import { onBothDatabases } from "../database/databases.ts";

const host = "forge.example.org";
const of = { forge: "forgejo", host, account: "Lantern" } as const;
const hour = 3_600_000;

const named = (id: number, path = `lantern/lamp-${id}`): ForgeRepository => {
  const [name = "", ...owner] = path.split("/").toReversed();
  return {
    id: String(id),
    owner: owner.toReversed().join("/"),
    name,
    defaultBranch: "main",
    isPrivate: false,
    installation: null,
  };
};

onBothDatabases((databases) => {
  describe("looking through an account", () => {
    let store: ServiceStore;
    /** What the account has, and what the forge knows by number. */
    let listed: ForgeRepository[];
    let byNumber: Map<string, ForgeRepository>;
    let jobs: NewJob[];
    let faults: (ForgeAnswer<never> | null)[];
    let pagesAsked: (string | null)[];
    const clock = { now: 1_000 };
    const pageLength = 3;
    const port = {
      forge: "forgejo",
      host,
      address: ({ owner, name }: { owner: string; name: string }) => `https://${host}/${owner}/${name}.git`,
      async repositories(_account: string, page: string | null): Promise<ForgeAnswer<RepositoryPage>> {
        pagesAsked.push(page);
        const fault = faults.shift() ?? null;
        if (fault !== null) return fault;
        const from = Number(page ?? 0);
        const next = from + pageLength < listed.length ? String(from + pageLength) : null;
        return { ok: true, value: { items: listed.slice(from, from + pageLength), next } };
      },
      repository: async (id: string): Promise<ForgeAnswer<ForgeRepository>> => {
        const found = byNumber.get(id);
        return found === undefined
          ? { ok: false, error: { code: "gone", text: "there is none" } }
          : { ok: true, value: found };
      },
      openContributions: async () => ({ ok: true, value: { items: [], complete: true } }),
    } as unknown as ForgePort;

    beforeEach(async () => {
      ({ store } = await databases.open(await databases.place()));
      listed = Array.from({ length: 8 }, (_, index) => named(index + 1));
      byNumber = new Map(listed.map((one) => [one.id, one]));
      jobs = [];
      faults = [];
      pagesAsked = [];
      clock.now = 1_000;
    });

    const handler = () =>
      discoverHandler(
        {
          store,
          forge: () => port,
          now: () => clock.now,
          enqueue: async (some) => void jobs.push(...some.filter(({ kind }) => kind === "discover")),
        },
        6 * hour,
      );
    const work = (job: NewJob) => handler()({ ...job, id: "1", attempt: 1 }, new AbortController().signal);

    /** Works until the next time is due; gives what jobs came to, other than done. */
    async function walk(first: NewJob = discoverJob(of, 0)): Promise<readonly string[]> {
      const said: string[] = [];
      for (let job: NewJob | undefined = first; job !== undefined; ) {
        jobs = [];
        const result = await work(job);
        if (result.kind !== "done") said.push(result.kind);
        // What is put off or fails comes again as it was.
        const next: NewJob | undefined = result.kind === "put-off" || result.kind === "failed" ? job : jobs.at(-1);
        job = next?.notBefore === 0 ? next : undefined;
      }
      return said;
    }
    const states = async (): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries(
        (await store.repositories(null, 99)).map(({ forgeId, state, owner, name }) => [
          forgeId ?? "",
          `${state} ${owner}/${name}`,
        ]),
      );
    const logged = async () => (await store.log(0, 99)).map(({ action, subject }) => `${action} ${subject}`);

    test("makes all known, page by page, and comes again", async () => {
      expect(await walk()).toEqual([]);
      expect(Object.keys(await states())).toHaveLength(8);
      expect(pagesAsked).toEqual([null, "3", "6"]);
      expect(jobs).toMatchObject([{ kind: "discover", payload: of, notBefore: clock.now + 6 * hour }]);
      listed.push(named(9));
      byNumber.set("9", named(9));
      await walk();
      expect(await states()).toMatchObject({ 9: "active lantern/lamp-9" });
      expect(await logged()).toEqual([]);
    });

    test("goes on with the page that the forge put off, and begins none anew", async () => {
      faults = [null, { ok: false, error: { code: "later", text: "wait", retryAt: 5_000 } }];
      expect(await walk()).toEqual(["put-off"]);
      expect(pagesAsked).toEqual([null, "3", "3", "6"]);
      expect(Object.keys(await states())).toHaveLength(8);
    });

    test("marks what is gone, keeps what went elsewhere, and takes up again what is back", async () => {
      await walk();
      listed = listed.filter(({ id }) => id !== "2" && id !== "3" && id !== "4");
      byNumber.delete("2");
      byNumber.set("3", named(3, "other/lamp-3"));
      // 4 is left out of the list, as an archived project is.
      await walk();
      expect(await states()).toMatchObject({
        1: "active lantern/lamp-1",
        2: "gone lantern/lamp-2",
        3: "active other/lamp-3",
        4: "active lantern/lamp-4",
      });
      expect(await logged()).toEqual(["repository-gone forgejo/forge.example.org/lantern/lamp-2"]);
      listed.push(named(2));
      byNumber.set("2", named(2));
      await walk();
      expect(await states()).toMatchObject({ 2: "active lantern/lamp-2" });
      expect(await logged()).toContainEqual("repository-back forgejo/forge.example.org/lantern/lamp-2");
    });

    test("loses nobody where the list shifts while it is read, or where the forge says nothing", async () => {
      await walk();
      // One before the second page goes, so that one of the third comes to stand on the second, and one is on neither.
      jobs = [];
      await work(discoverJob(of, 0));
      const [second] = jobs;
      if (second === undefined) throw new Error("there is no second page");
      const [first] = listed.splice(0, 1);
      byNumber.delete(first?.id ?? "");
      await walk(second);
      expect(Object.values(await states()).filter((state) => state.startsWith("active"))).toHaveLength(8);
      await walk();
      expect(await states()).toMatchObject({ 1: "gone lantern/lamp-1", 4: "active lantern/lamp-4" });
    });

    test("asks only for those of the account and its subgroups, and leaves suspended ones as they are", async () => {
      const also = async (id: number, path: string, state: ServedRepository["state"] = "active") => {
        const { owner, name } = named(id, path);
        const key = `forgejo/${host}/${path}`;
        const url = `https://${host}/${path}.git`;
        const rest = { forge: "forgejo", host, forgeId: String(id), defaultBranch: "main", url } as const;
        await store.saveRepository({
          key,
          owner,
          name,
          installation: null,
          isPrivate: false,
          state,
          since: 1,
          ...rest,
        });
      };
      await also(50, "lantern/tools/wick");
      await also(51, "lanterns/wick");
      await also(52, "lantern/dark", "suspended");
      await also(53, "Lantern/upper");
      await walk();
      expect(await states()).toMatchObject({
        50: "gone lantern/tools/wick",
        51: "active lanterns/wick",
        52: "suspended lantern/dark",
        53: "gone Lantern/upper",
      });
    });

    test("comes again where the forge refuses, and says where there is too much", async () => {
      faults = [{ ok: false, error: { code: "refused", text: "no" } }];
      expect(await work(discoverJob(of, 0))).toEqual({ kind: "hopeless", why: "no" });
      expect(jobs).toMatchObject([{ payload: of, notBefore: clock.now + 6 * hour }]);
      jobs = [];
      await work(discoverJob({ ...of, turn: 1, page: "3", pages: accountPagesMax - 1 }, 0));
      expect(jobs).toMatchObject([{ payload: of, notBefore: clock.now + 6 * hour }]);
      expect(await logged()).toEqual([
        `discovery-cut forgejo/${host}/Lantern: more than ${accountPagesMax} pages, the rest was not read`,
      ]);
    });
  });
});
