import { describe, expect, test } from "vitest";
import { createServiceReader } from "../../src/adapters/database/service/service-reader.ts";
import type { JudgementQuestion } from "../../src/core/service/views.ts";
import type { ContributionQuestion, Paging, Reader } from "../../src/ports/service-reader.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { onBothDatabases, type TestDatabases } from "./databases.ts";
import { auditOf, commitOf, conclusionOf, contributionOf, idOf, lamp, repositoryOf } from "./records.ts";

const anybody: Reader = { seesPrivate: false, account: null };
const member: Reader = { seesPrivate: true, account: { host: "forge.example.org", login: "Lin" } };
/** The same name at another forge. */
const other: Reader = { seesPrivate: true, account: { host: "other.example.org", login: "lin" } };
const all: Paging = { most: 50, after: null };
const anything: ContributionQuestion = { repository: null, state: null, conclusion: null, isMine: false, words: "" };
const anyJudgement: JudgementQuestion = { repository: null, rule: null, outcome: null, exception: null, commit: null };

const secret = repositoryOf({ owner: "hidden", forgeId: "18", isPrivate: true });

const entry = (id: string) => ({
  id,
  title: `Title of ${id}`,
  state: "listed",
  source: "docs/provenance.rst",
  line: 3,
  hasFields: true,
  covers: [],
  change: ["rename"],
  paths: [],
  notPaths: [],
  atMost: [],
  tool: null,
  who: { kind: "anyone" },
  needs: [],
  judgements: [],
  agreed: { day: "2026-01-15", links: [] },
  until: null,
  withdrawn: null,
  isListed: true,
  history: [],
});

const registerText = (...ids: readonly string[]): string =>
  `{\n"register":1,\n"document":"d","revision":"${idOf("c")}","incomplete":null,"unread":[],\n"exceptions":[${ids.map((id) => `\n${JSON.stringify(entry(id))}`).join(",")}\n]\n}\n`;

const outcomesOf = ["undecided", "fail", "pass", "could-not"] as const;

/** Twelve contributions of a public repository and one of a private one. */
async function fill(store: ServiceStore): Promise<void> {
  await store.saveRepository(repositoryOf());
  await store.saveRepository(secret);
  for (let number = 1; number <= 12; number += 1) {
    const conclusion = outcomesOf[number % 4] ?? "pass";
    const headId = String(number % 10).repeat(40);
    await store.saveContribution(
      contributionOf({
        number,
        headId,
        title: `50% of part ${number}`,
        updatedAt: 2_000 + (number % 3),
        state: number === 12 ? "merged" : "open",
      }),
    );
    if (number === 11) continue;
    await store.conclude({
      conclusion: conclusionOf({ id: `c${number}`, judged: { kind: "contribution", number }, headId, conclusion }),
      commits: [
        commitOf({
          commitId: headId,
          contribution: number,
          judgements: [
            { rule: "sign-off-present", outcome: number % 2 === 0 ? "met" : "unmet", exception: null },
            { rule: "ai-content-permitted", outcome: "met", exception: "uniform-changes" },
          ],
        }),
      ],
      publish: true,
      jobs: [],
      log: [],
    });
  }
  await store.saveContribution(contributionOf({ repository: secret.key, number: 99, title: "hidden" }));
  await store.conclude({
    conclusion: conclusionOf({ id: "hidden", repository: secret.key, judged: { kind: "contribution", number: 99 } }),
    commits: [commitOf({ repository: secret.key, commitId: idOf("e"), contribution: 99 })],
    publish: false,
    jobs: [],
    log: [],
  });
  await store.saveRegister({ repository: lamp, revision: idOf("b"), takenAt: 1, register: registerText("old") });
  await store.saveRegister({
    repository: lamp,
    revision: idOf("c"),
    takenAt: 2,
    register: registerText("uniform-changes", "renames"),
  });
  await store.saveRegister({
    repository: secret.key,
    revision: idOf("c"),
    takenAt: 2,
    register: registerText("secret-one"),
  });
  await store.saveExposure({
    repository: lamp,
    exception: "uniform-changes",
    revision: idOf("c"),
    madeAt: 2,
    exposure: "{}",
    lines: { alive: 3, added: 4 },
    isWhole: true,
  });
  await store.saveFailedExposure({ repository: lamp, exception: "renames", why: "it hangs", triedAt: 3 });
  await store.saveAudit(auditOf({ madeAt: 1, failing: 7 }), []);
  await store.saveAudit(auditOf(), []);
  await store.saveRequest({
    repository: lamp,
    reference: "<a@b>",
    title: "please",
    author: "grace",
    url: "",
    state: "open",
    updatedAt: 5,
    reading: null,
  });
}

async function filled(databases: TestDatabases) {
  const { store, database } = await databases.open(await databases.place());
  await fill(store);
  return createServiceReader(database);
}

/** Reads a list part by part to its end. */
async function wholeOf<Row>(
  read: (paging: Paging) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
  most: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (let parts = 0; parts < 100; parts += 1) {
    const part: { readonly rows: readonly Row[]; readonly next: string | null } = await read({ most, after });
    expect(part.rows.length).toBeLessThanOrEqual(most);
    rows.push(...part.rows);
    if (part.next === null) return rows;
    after = part.next;
  }
  throw new Error("the list has no end");
}

onBothDatabases((databases) => {
  describe("what pages ask", () => {
    test("lists are the same however they are cut into parts, and each row comes once", {
      timeout: 60_000,
    }, async () => {
      const reader = await filled(databases);
      for (const conclusion of [null, "waiting", "undecided", "fail", "pass", "could-not"] as const) {
        const read = (paging: Paging) => reader.contributions({ ...anything, conclusion }, member, paging);
        const once = (await read(all)).rows;
        for (const most of [1, 2, 5]) expect(await wholeOf(read, most), `${conclusion} by ${most}`).toEqual(once);
        const times = once.map(({ updatedAt }) => updatedAt);
        expect(times).toEqual([...times].sort((one, other) => other - one));
      }
      for (const question of [
        {},
        { outcome: "met" },
        { rule: "sign-off-present" },
        { exception: "uniform-changes" },
        { repository: lamp },
        { commit: idOf("1").slice(0, 12) },
      ] as const) {
        const read = (paging: Paging) => reader.judgements({ ...anyJudgement, ...question }, member, paging);
        const once = (await read({ most: 500, after: null })).rows;
        expect(once.length, JSON.stringify(question)).toBeGreaterThan(0);
        for (const most of [1, 3]) expect(await wholeOf(read, most), JSON.stringify(question)).toEqual(once);
      }
      const exceptions = (paging: Paging) => reader.exceptions(null, member, paging);
      expect((await wholeOf(exceptions, 1)).map(({ exception }) => exception)).toEqual([
        "secret-one",
        "uniform-changes",
        "renames",
      ]);
    });

    test("what is asked for is what is found", async () => {
      const reader = await filled(databases);
      const numbers = async (question: Partial<ContributionQuestion>, who: Reader) =>
        (await reader.contributions({ ...anything, ...question }, who, all)).rows
          .map(({ number }) => number)
          .sort((one, other) => one - other);
      expect(await numbers({ conclusion: "fail" }, anybody)).toEqual([1, 5, 9]);
      expect(await numbers({ conclusion: "waiting", state: "open" }, anybody)).toEqual([3, 4, 7, 8]);
      expect(await numbers({ state: "merged" }, anybody)).toEqual([12]);
      expect(await numbers({ words: "50% of Part 1" }, anybody)).toEqual([1, 10, 11, 12]);
      expect(await numbers({ words: "5_% of" }, anybody)).toEqual([]);
      expect(await numbers({ isMine: true, conclusion: "undecided" }, member)).toEqual([4, 8, 12, 99]);
      expect(await numbers({ isMine: true, conclusion: "undecided" }, anybody)).toEqual([]);
      expect(await numbers({ isMine: true, conclusion: "undecided" }, other)).toEqual([]);
      expect(await reader.contribution(lamp, 4, other)).toMatchObject({ isMine: false });
      expect(await reader.decides({ host: "forge.example.org", login: "LIN" })).toBe(true);
      expect(await reader.decides({ host: "other.example.org", login: "lin" })).toBe(false);
      expect(await reader.decides({ host: "forge.example.org", login: "grace" })).toBe(false);
      const row = await reader.contribution(lamp, 4, member);
      expect(row).toMatchObject({
        isMine: true,
        conclusion: "undecided",
        deciders: ["@lin", "Ada Maintainer <ada@example.org>"],
        publication: { state: "due" },
      });
      expect(await reader.contribution(lamp, 11, member)).toMatchObject({ conclusion: null, report: null, why: "" });
      const [repository] = (await reader.repositories("LAMP", anybody, all)).rows;
      expect(repository).toMatchObject({
        key: lamp,
        open: 11,
        undecided: 4,
        failing: 3,
        audit: { failing: 1, madeAt: 4_000 },
      });
      expect((await reader.audits(anybody, all)).rows).toMatchObject([{ repository: lamp, failing: 1 }]);
      expect(await reader.audit(lamp, anybody)).toMatchObject({ text: auditOf().report });
      expect((await reader.exceptions(lamp, anybody, all)).rows).toMatchObject([
        {
          exception: "uniform-changes",
          agreed: "2026-01-15",
          relying: { count: 11, atLeast: false },
          lines: { alive: 3, added: 4, isWhole: true },
        },
        { exception: "renames", relying: { count: 0, atLeast: false }, lines: null },
      ]);
      expect(await reader.request(lamp, "<a@b>", anybody)).toMatchObject({
        title: "please",
        url: null,
        readAt: null,
        status: null,
      });
      expect(await reader.commit(lamp, idOf("1"), anybody)).toMatchObject({
        contribution: 1,
        judgements: [{ rule: "ai-content-permitted" }, { rule: "sign-off-present" }],
      });
      expect(await reader.publications()).toEqual([{ state: "due", count: 11 }]);
    });

    test("what is private is not there for whoever may not see it", async () => {
      const reader = await filled(databases);
      expect((await reader.repositories("", anybody, all)).rows.map(({ key }) => key)).toEqual([lamp]);
      expect((await reader.repositories("", member, all)).rows).toHaveLength(2);
      expect(await reader.repository(secret.key, anybody)).toBeNull();
      expect(await reader.contribution(secret.key, 99, anybody)).toBeNull();
      expect(await reader.register(secret.key, anybody)).toBeNull();
      expect(await reader.commit(secret.key, idOf("e"), anybody)).toBeNull();
      expect(await reader.audit(secret.key, anybody)).toBeNull();
      expect(await reader.request(secret.key, "<a@b>", anybody)).toBeNull();
      const lists = [
        await reader.contributions(anything, anybody, all),
        await reader.contributions({ ...anything, conclusion: "undecided" }, anybody, all),
        await reader.contributions({ ...anything, repository: secret.key }, anybody, all),
        await reader.judgements(anyJudgement, anybody, all),
        await reader.judgements({ ...anyJudgement, repository: secret.key }, anybody, all),
        await reader.judgements({ ...anyJudgement, commit: idOf("e") }, anybody, all),
        await reader.exceptions(null, anybody, all),
        await reader.requests(null, anybody, all),
        await reader.audits(anybody, all),
      ];
      expect(JSON.stringify(lists)).not.toContain("hidden");
      expect(JSON.stringify(await reader.contributions(anything, member, all))).toContain("hidden");
      expect((await reader.overview(anybody)).undecided).toEqual({ count: 4, atLeast: false });
      expect((await reader.overview(member)).undecided).toEqual({ count: 5, atLeast: false });
    });

    test.each([
      ["nothing", ""],
      ["a letter", "x"],
      ["no base64", "!!!"],
      ["too few values", Buffer.from("[1,2]").toString("base64url")],
      ["values of other kinds", Buffer.from('["a","b","c"]').toString("base64url")],
      ["no number that is one", Buffer.from("[1e400,1,1]").toString("base64url")],
      ["an object", Buffer.from('{"length":3}').toString("base64url")],
      ["far too much", "A".repeat(5_000)],
    ])("a position that is none of ours begins the list anew: %s", async (_name, after) => {
      const reader = await filled(databases);
      const first = await reader.contributions(anything, member, { most: 3, after: null });
      expect(await reader.contributions(anything, member, { most: 3, after })).toEqual(first);
      expect(await reader.exceptions(null, member, { most: 3, after })).toEqual(
        await reader.exceptions(null, member, { most: 3, after: null }),
      );
    });
  });
});
