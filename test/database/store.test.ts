import { beforeEach, expect, test } from "vitest";
import { chainStart, exportedLine, nothingVerified, verifyLine } from "../../src/core/service/action-log.ts";
import { jobKinds } from "../../src/core/service/job-kinds.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import type { Publication, ServiceStore } from "../../src/ports/service-store.ts";
import { onBothDatabases } from "./databases.ts";
import { auditOf, commitOf, conclusionOf, contributionOf, idOf, lamp, repositoryOf } from "./records.ts";
import { sha256Text } from "./sha256.ts";

onBothDatabases((databases) => {
  let store: ServiceStore;
  let queue: JobQueue;
  let again: () => Promise<ServiceStore>;
  beforeEach(async () => {
    const place = await databases.place();
    ({ store, queue } = await databases.open(place));
    again = async () => (await databases.open(place)).store;
    await store.saveRepository(repositoryOf());
  });
  const action = (subject: string) => ({ at: 5, actor: "service", action: "tested", subject });
  const sent = (published: Publication["published"]) =>
    ({ state: "sent", published, attempts: 1, lastError: null, changedAt: 9 }) as const;
  const conclude = (conclusion = conclusionOf(), publish = true) =>
    store.conclude({ conclusion, commits: [], publish, jobs: [], log: [] });

  test("a repository keeps what is its own when it is renamed, and its old name can be another's", async () => {
    await store.saveContribution(contributionOf());
    const renamed = repositoryOf({ owner: "light", name: "torch" });
    await store.saveRepository(renamed);
    expect(await store.repository(lamp)).toBeNull();
    expect(await store.repositoryByForgeId("forgejo", "forge.example.org", "17")).toEqual(renamed);
    expect(await store.contribution(renamed.key, 12)).toEqual(contributionOf({ repository: renamed.key }));
    await store.saveRepository(repositoryOf({ forgeId: "18" }));
    await store.saveRepository(repositoryOf({ forgeId: "17" }));
    expect(await store.contribution(lamp, 12)).toEqual(contributionOf());
    const all = await store.repositories(null, 10);
    expect(all.map(({ forgeId, state }) => [forgeId, state])).toEqual([
      ["17", "active"],
      ["18", "gone"],
    ]);
    expect(await store.repositories(lamp, 10)).toHaveLength(1);
    expect(await store.repositories(null, 1)).toHaveLength(1);
  });

  test("a repository whose number was not known learns it, and does not forget it", async () => {
    const local = repositoryOf({ name: "house", forgeId: null });
    await store.saveRepository(local);
    await store.saveRepository({ ...local, forgeId: "44", isPrivate: true });
    await store.saveRepository({ ...local, defaultBranch: "trunk" });
    expect(await store.repository(local.key)).toMatchObject({
      forgeId: "44",
      defaultBranch: "trunk",
      isPrivate: false,
    });
  });

  test("a delivery is taken once, with its jobs", async () => {
    const delivery = { forge: "forgejo", host: "h", id: "d1", event: "push", repository: lamp, receivedAt: 1 } as const;
    const job = { kind: "take-event", key: "d1", payload: { a: 1 }, notBefore: 0 } as const;
    const taken = await Promise.all([1, 2, 3].map(() => store.takeDelivery(delivery, [job])));
    expect(taken.sort()).toEqual(["known", "known", "taken"]);
    expect(await queue.take(jobKinds)).toMatchObject({ key: "d1", attempt: 1 });
    expect(await queue.take(jobKinds)).toBeNull();
    expect(await store.takeDelivery({ ...delivery, host: "other" }, [])).toBe("taken");
  });

  test("deliveries that come together are taken together, and one that cannot be taken hinders no other", async () => {
    const take = (id: string, text: string) => {
      const delivery = { forge: "forgejo", host: "h", id, event: "push", repository: lamp, receivedAt: 1 } as const;
      return store.takeDelivery(delivery, [{ kind: "take-event", key: id, payload: { text }, notBefore: 0 }]);
    };
    const large = "x".repeat(1 << 20);
    const results = await Promise.allSettled([
      ...Array.from({ length: 120 }, (_, index) => take(String(index % 60), "")),
      take("large", large),
      take("last", ""),
    ]);
    const ends = results.map((one) => (one.status === "fulfilled" ? one.value : "refused"));
    const count = (end: string) => ends.filter((one) => one === end).length;
    expect([count("taken"), count("known"), count("refused")]).toEqual([61, 60, 1]);
    expect((await store.counts())["delivery"]).toBe(61);
    expect((await queue.counts())["take-event"].waiting).toBe(61);
  });

  test("a delivery whose jobs cannot be enqueued is not taken", async () => {
    const delivery = { forge: "forgejo", host: "h", id: "d2", event: "push", repository: lamp, receivedAt: 1 } as const;
    const large = { kind: "take-event", key: "d2", payload: { text: "x".repeat(1 << 20) }, notBefore: 0 } as const;
    await expect(store.takeDelivery(delivery, [large])).rejects.toThrow();
    expect(await store.takeDelivery(delivery, [])).toBe("taken");
  });

  test("of a contribution the newest that the forge said counts, in whatever order it arrives", async () => {
    expect(await store.saveContribution(contributionOf({ title: "second", updatedAt: 20 }))).toBe("saved");
    expect(await store.saveContribution(contributionOf({ title: "first", updatedAt: 10 }))).toBe("older");
    expect((await store.contribution(lamp, 12))?.title).toBe("second");
    expect(await store.saveContribution(contributionOf({ state: "merged", updatedAt: 20 }))).toBe("saved");
    expect(await store.openContributions(lamp)).toEqual([]);
    await expect(store.saveContribution(contributionOf({ repository: "nobody" }))).rejects.toThrow(/not known/);
  });

  test("a conclusion is recorded with its commits, its publication, its jobs and the log, as one", async () => {
    await store.saveContribution(contributionOf());
    const job = { kind: "publish", key: "one", payload: {}, notBefore: 0 } as const;
    const what = { conclusion: conclusionOf(), commits: [commitOf(), commitOf()], publish: true, jobs: [job] };
    expect(await store.conclude({ ...what, log: [action("one")] })).toBe("current");
    expect(await store.conclusion("one")).toEqual(conclusionOf());
    expect(await store.newestConclusion(lamp, { kind: "contribution", number: 12 })).toEqual(conclusionOf());
    expect(await store.publication("one")).toEqual({
      conclusionId: "one",
      repository: lamp,
      headId: idOf("a"),
      judged: { kind: "contribution", number: 12 },
      state: "due",
      published: {},
      attempts: 0,
      lastError: null,
      changedAt: 3_000,
    });
    expect(await queue.take(["publish"])).toMatchObject({ key: "one" });
    expect(await store.log(0, 10)).toHaveLength(1);
    expect(await store.counts()).toMatchObject({ conclusion: 1, judged_commit: 1, judgement: 1, publication: 1 });
  });

  test("a conclusion that cannot be recorded whole leaves nothing", async () => {
    const large = { kind: "publish", key: "one", payload: { text: "x".repeat(1 << 20) }, notBefore: 0 } as const;
    const what = { conclusion: conclusionOf(), commits: [commitOf()], publish: true, log: [action("one")] };
    await expect(store.conclude({ ...what, jobs: [large] })).rejects.toThrow();
    expect(await store.conclusion("one")).toBeNull();
    expect(await store.log(0, 10)).toEqual([]);
    expect(await store.counts()).toMatchObject({ conclusion: 0, judged_commit: 0, judgement: 0 });
  });

  test("a newer head makes what was concluded before obsolete, and the note of the discussion is passed on", async () => {
    await conclude();
    await store.changePublication("one", "due", sent({ note: "n1", status: "s1" }), []);
    await conclude(conclusionOf({ id: "two", headId: idOf("d"), judgedAt: 4_000 }));
    expect((await store.conclusion("one"))?.isObsolete).toBe(true);
    expect((await store.publication("one"))?.state).toBe("sent");
    expect(await store.publication("two")).toMatchObject({ state: "due", published: { note: "n1" } });
    await conclude(conclusionOf({ id: "three", headId: idOf("d"), factsDigest: "review", judgedAt: 5_000 }));
    expect(await store.publication("two")).toMatchObject({ state: "obsolete" });
    expect(await store.changePublication("two", "due", sent({}), [])).toBe(false);
    expect((await store.publications(["due", "maybe-sent"], 10)).map(({ conclusionId }) => conclusionId)).toEqual([
      "three",
    ]);
    expect((await store.newestConclusion(lamp, { kind: "contribution", number: 12 }))?.id).toBe("three");
    expect(await store.newestConclusion(lamp, { kind: "push", ref: "refs/heads/main" })).toBeNull();
  });

  test("the same head judged again is told in place", async () => {
    await conclude();
    await store.changePublication("one", "due", sent({ "check-run": "7" }), []);
    await conclude(conclusionOf({ id: "two", factsDigest: "review", conclusion: "pass", judgedAt: 4_000 }));
    expect(await store.publication("two")).toMatchObject({ state: "due", published: { "check-run": "7" } });
    await conclude(conclusionOf({ id: "two", factsDigest: "review", conclusion: "fail", judgedAt: 4_500 }));
    expect(await store.conclusion("two")).toMatchObject({ conclusion: "fail", isObsolete: false });
    expect(await store.publication("two")).toMatchObject({ published: { "check-run": "7" } });
  });

  test("a conclusion on a head that was pushed over meanwhile is recorded, and told nobody", async () => {
    await store.saveContribution(contributionOf({ headId: idOf("d"), updatedAt: 50 }));
    await conclude(conclusionOf({ id: "new", headId: idOf("d"), judgedAt: 2_900 }));
    const job = { kind: "publish", key: "late", payload: {}, notBefore: 0 } as const;
    const late = { conclusion: conclusionOf({ id: "late" }), commits: [], publish: true, jobs: [job], log: [] };
    expect(await store.conclude(late)).toBe("obsolete");
    expect((await store.publication("late"))?.state).toBe("obsolete");
    expect((await store.publication("new"))?.state).toBe("due");
    expect((await store.conclusion("new"))?.isObsolete).toBe(false);
    expect(await queue.take(["publish"])).toBeNull();
  });

  test("pushes are told each, in whatever order they are judged", async () => {
    const push = { kind: "push", ref: "refs/heads/main" } as const;
    await conclude(conclusionOf({ id: "newer", judged: push, headId: idOf("d"), judgedAt: 3_000 }));
    await conclude(conclusionOf({ id: "older", judged: push, headId: idOf("a"), judgedAt: 4_000 }));
    for (const id of ["newer", "older"]) {
      expect((await store.conclusion(id))?.isObsolete).toBe(false);
      expect((await store.publication(id))?.state).toBe("due");
    }
    expect((await store.newestConclusion(lamp, push, idOf("d")))?.id).toBe("newer");
    await conclude(conclusionOf({ id: "again", judged: push, headId: idOf("d"), judgedAt: 5_000 }));
    expect((await store.conclusion("newer"))?.isObsolete).toBe(true);
    expect((await store.conclusion("older"))?.isObsolete).toBe(false);
  });

  test("whoever began to judge later counts, whoever ends first, and whatever the clock says", async () => {
    await store.saveContribution(contributionOf());
    const [first, second] = [await store.nextTurn(), await store.nextTurn()];
    expect(second).toBeGreaterThan(first);
    const what = { commits: [], publish: true, jobs: [], log: [] };
    const late = conclusionOf({ id: "by-the-old-policy", policyDigest: "old", judgedAt: 9_000 });
    expect(await store.conclude({ ...what, conclusion: conclusionOf({ id: "new" }), turn: second })).toBe("current");
    expect(await store.conclude({ ...what, conclusion: late, turn: first })).toBe("obsolete");
    // The same verdict of the one who was slower changes nothing, either.
    expect(await store.conclude({ ...what, conclusion: conclusionOf({ id: "new" }), turn: first })).toBe("obsolete");
    expect((await store.publication("new"))?.state).toBe("due");
    expect((await store.publication("by-the-old-policy"))?.state).toBe("obsolete");
    expect((await store.newestConclusion(lamp, late.judged))?.id).toBe("new");
  });

  test("what the forge answers counts more than what it told before, unless somebody told since", async () => {
    await store.saveContribution(contributionOf({ title: "told", updatedAt: 9_000 }));
    const turn = await store.nextTurn();
    // Its clock was set back.
    expect(await store.saveContribution(contributionOf({ title: "asked", updatedAt: 10 }), turn)).toBe("saved");
    const next = await store.nextTurn();
    await store.saveContribution(contributionOf({ title: "told since", updatedAt: 20 }));
    expect(await store.saveContribution(contributionOf({ title: "asked", updatedAt: 15 }), next)).toBe("older");
    expect((await store.contribution(lamp, 12))?.title).toBe("told since");
  });

  test("turns are given once, whoever asks", async () => {
    const other = await again();
    const turns = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? store : other).nextTurn()));
    expect(new Set(turns).size).toBe(40);
  });

  test("a publication changes only from the state that somebody saw", async () => {
    await conclude();
    const maybe = { state: "maybe-sent", published: {}, attempts: 1, lastError: null, changedAt: 8 } as const;
    const both = await Promise.all([1, 2].map(() => store.changePublication("one", "due", maybe, [action("sending")])));
    expect(both.toSorted((one, other) => Number(one) - Number(other))).toEqual([false, true]);
    expect(await store.log(0, 10)).toHaveLength(1);
    expect(await store.changePublication("none", "due", maybe, [])).toBe(false);
    await conclude(conclusionOf({ id: "silent", judged: { kind: "push", ref: "refs/heads/main" } }), false);
    expect(await store.publication("silent")).toBeNull();
  });

  test("an audit is kept with the commits that it found, in place of those of the one before", async () => {
    const found = [commitOf({ contribution: null }), commitOf({ contribution: null, commitId: idOf("e") })];
    await store.saveAudit(auditOf(), found);
    await store.saveAudit(auditOf({ madeAt: 5_000, commits: 11 }), [commitOf({ contribution: null, judgements: [] })]);
    expect(await store.newestAudit(lamp)).toEqual(auditOf({ madeAt: 5_000, commits: 11 }));
    expect(await store.counts()).toMatchObject({ audit: 2, judged_commit: 1, judgement: 0 });
    const many = Array.from({ length: 1_201 }, (_, index) =>
      commitOf({ contribution: null, commitId: index.toString(16).padStart(40, "0") }),
    );
    await store.saveAudit(auditOf({ madeAt: 6_000 }), many);
    expect(await store.counts()).toMatchObject({ judged_commit: 1_201, judgement: 1_201 });
  });

  test("registers, requests and settings are read back", async () => {
    await store.saveRegister({ repository: lamp, revision: idOf("a"), takenAt: 1, register: "[1]" });
    await store.saveRegister({ repository: lamp, revision: idOf("b"), takenAt: 2, register: "[2]" });
    expect(await store.newestRegister(lamp)).toMatchObject({ revision: idOf("b"), register: "[2]" });
    const request = {
      repository: lamp,
      reference: "7",
      title: "new",
      author: "ken",
      url: "u",
      state: "open",
      updatedAt: 2,
      reading: null,
    } as const;
    await store.saveRequest(request);
    await store.saveRequest({ ...request, title: "old", updatedAt: 1 });
    expect(await store.requests(lamp)).toEqual([request]);
    const reading = {
      readAt: 7,
      status: "{}",
      why: null,
      exception: "uniform-changes",
      open: 1,
      listing: "not-listed",
    } as const;
    await store.saveRequest({ ...request, reading });
    // What is seen again without being read keeps what was read.
    await store.saveRequest({ ...request, title: "newer", updatedAt: 3 });
    expect(await store.requests(lamp)).toEqual([{ ...request, title: "newer", updatedAt: 3, reading }]);
    await store.forgetRequest(lamp, "7");
    expect(await store.requests(lamp)).toEqual([]);
    expect(await store.setting("cursor")).toBeNull();
    await store.saveSetting("cursor", "1");
    await store.saveSetting("cursor", "2");
    expect(await store.setting("cursor")).toBe("2");
    // Whoever came first, of two at once.
    const once = await Promise.all(["3", "4"].map((value) => store.settingOnce("once", value)));
    expect([
      ["3", "3"],
      ["4", "4"],
    ]).toContainEqual(once);
    expect(await store.newestAudit(lamp)).toBeNull();
  });

  test("a session is there until it expires or ends", async () => {
    const session = {
      idHash: "h",
      person: "lin",
      subject: "52",
      name: "Lin",
      forge: "forgejo",
      roles: ["maintainer"],
      createdAt: 1,
      expiresAt: 100,
      formToken: "t",
    } as const;
    await store.saveSession(session);
    expect(await store.session("h", 99)).toEqual(session);
    expect(await store.session("h", 100)).toBeNull();
    await store.endSession("h");
    expect(await store.session("h", 2)).toBeNull();
  });

  test("what many append to the log at once is one chain", async () => {
    const other = await again();
    const stores = [store, other, store, other];
    await Promise.all(
      stores.map((one, index) => one.appendLog([action(`${index}a`), action(`${index}b \u0000 \ud800 é`)])),
    );
    const entries = await store.log(0, 100);
    let known = nothingVerified;
    for (const entry of entries) {
      const next = verifyLine(known, exportedLine(entry), sha256Text);
      if (!next.ok) throw new Error(next.why);
      known = next.value;
    }
    expect(known).toMatchObject({ first: 1, entries: 8 });
    expect(entries[0]?.previous).toBe(chainStart.hash);
    expect(await store.log(7, 10)).toHaveLength(1);
  });

  test("what is old is forgotten, and what still counts is not", async () => {
    await store.saveContribution(contributionOf());
    await conclude();
    await conclude(conclusionOf({ id: "two", factsDigest: "g", judgedAt: 3_500 }));
    await conclude(conclusionOf({ id: "push", judged: { kind: "push", ref: "refs/heads/main" } }));
    await store.saveAudit(auditOf(), []);
    await store.saveAudit(auditOf({ madeAt: 5_000 }), []);
    await store.takeDelivery(
      { forge: "github", host: "h", id: "1", event: "push", repository: null, receivedAt: 1 },
      [],
    );
    await store.appendLog([action("kept")]);
    const before = {
      deliveriesBefore: 10_000,
      conclusionsBefore: 10_000,
      auditsBefore: 10_000,
      sessionsBefore: 10_000,
    };
    expect(await store.forget(before)).toBe(4);
    expect(await store.conclusion("two")).not.toBeNull();
    expect(await store.publication("one")).toBeNull();
    expect(await store.counts()).toMatchObject({ delivery: 0, conclusion: 1, audit: 1, action_log: 1 });
    await store.saveContribution(contributionOf({ state: "merged", updatedAt: 9_000 }));
    expect(await store.forget(before)).toBe(1);
  });

  test.each([
    ["a zero character", "round\u0000up \\u0000", /^round[\u0000\ufffd]up \\u0000$/],
    ["half a surrogate pair", "round\ud800up \\ud800", /^round[\ud800\ufffd]up \\ud800$/],
  ])("%s that a stranger wrote keeps nothing from being kept", async (_what, title, kept) => {
    const payload = { title, of: [{ title }] };
    const job = { kind: "judge", key: "7", payload, notBefore: 0 } as const;
    for (let times = 0; times < 2; times += 1) {
      await store.saveContribution(contributionOf({ title }));
      await store.saveAudit(auditOf(), [commitOf({ contribution: null, subject: title, author: title })]);
      await queue.enqueue([job]);
    }
    expect((await store.contribution(lamp, 12))?.title).toMatch(kept);
    expect(await queue.take(["judge"])).toMatchObject({
      payload: { title: expect.stringMatching(kept), of: [{ title: expect.stringMatching(kept) }] },
    });
  });

  test("what was kept is there for whoever opens it next, and texts are what they were", async () => {
    const strange = "‮x\u0001 ' \" ; DROP TABLE é 漢字 \u{1f600}\n--";
    await store.saveContribution(contributionOf({ title: strange }));
    await store.ping();
    const other = await again();
    expect((await other.contribution(lamp, 12))?.title).toBe(strange);
  });
});
