import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noteMarker } from "../../src/core/forge/note-marker.ts";
import { type Publication, publicationOf } from "../../src/core/forge/publication.ts";
import type { ForgePort } from "../../src/ports/forge.ts";
import { adapterTime, type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import type { Fault } from "./doubles/server.ts";
import { accountId, newRequest, ourselves, somebody } from "./doubles/world.ts";

const head = "2".repeat(40);
const clean: Publication = {
  head,
  number: 7,
  conclusion: "pass",
  title: "pass: 1 commit: 1 passed",
  summary: "All is well.",
  details: "",
  annotations: [],
  note: null,
  resolved: `${noteMarker}\n**pass**: resolved`,
  page: "https://proviso.example.org/7",
};
const failing: Publication = {
  ...clean,
  conclusion: "fail",
  title: "fail: 1 commit: 1 failed",
  note: `${noteMarker}\n**fail**: no sign-off`,
};
const undecided: Publication = {
  ...clean,
  conclusion: "undecided",
  title: "undecided: waits for Lin",
  note: `${noteMarker}\n**undecided**: ask Lin`,
};

const annotated = (count: number, from = 0): Publication => ({
  ...failing,
  annotations: Array.from({ length: count }, (_, index) => ({
    path: `f${from + index}.c`,
    level: "failure" as const,
    title: "t",
    message: "m",
  })),
});

/** Fails the next requests of a method, so often. */
const fault = (method: string, what: Fault["what"], times = 1): Fault => ({
  when: (asked) => asked.method === method && !asked.path.endsWith("/access_tokens"),
  times,
  what,
});

describe.each(forgeDoubles)("%s", (_name, start) => {
  let forge: ForgeDouble;
  beforeEach(async () => {
    forge = await start();
    forge.world.requests.set(7, newRequest());
  });
  afterEach(() => forge.server.close());

  const publish = (publication: Publication, known = {}) => forge.port.publish(forge.repository, publication, known);
  /** Publishes again and again, as the queue does, until the forge says yes. */
  async function publishUntilDone(publication: Publication, tries = 10): Promise<number> {
    for (let count = 1; count <= tries; count += 1) if ((await publish(publication)).ok) return count;
    throw new Error("it was never published");
  }
  const notes = () => forge.world.notes.filter(({ author }) => author === ourselves);

  describe("is asked", () => {
    test("how a contribution stands", async () => {
      const answer = await forge.port.contribution(forge.repository, 7);
      expect(answer).toMatchObject({
        ok: true,
        value: {
          number: 7,
          head,
          base: "main",
          title: "Mend the lamp",
          author: "ada",
          state: "open",
          brings: { tip: { revision: head } },
        },
      });
      expect(answer.ok && answer.value.brings.request?.body).toBe("It did not shine.");
    });

    test("of the repository that has the number, and not of one that took its name", async () =>
      expect(await forge.port.contribution({ ...forge.repository, id: "16" }, 7)).toMatchObject({
        ok: false,
        error: { code: "gone" },
      }));

    test("of the repository that is called so today: git fetches by its name", async () => {
      forge.world.path = "example/lanterns";
      const answer = await forge.port.contribution(forge.repository, 7);
      expect(answer).toMatchObject({ ok: false, error: { code: "gone" } });
      expect(await forge.port.contribution({ ...forge.repository, name: "lanterns" }, 7)).toMatchObject({ ok: true });
    });

    test("which contributions are open, on however many pages", async () => {
      for (let number = 8; number < 70; number += 1)
        forge.world.requests.set(number, newRequest({ number, ...(number % 2 === 0 && { state: "closed" }) }));
      const answer = await forge.port.openContributions(forge.repository);
      expect(answer).toMatchObject({ ok: true, value: { complete: true } });
      expect(answer.ok && answer.value.items).toEqual([7, ...Array.from({ length: 31 }, (_, index) => 9 + 2 * index)]);
    });

    describe("nothing of a repository that has the name now, and another number:", () => {
      const taken = () => ({ ...forge.repository, id: "16" });
      const gone = { ok: false, error: { code: "gone" } };

      test("which contributions are open", async () =>
        expect(await forge.port.openContributions(taken())).toMatchObject(gone));

      test("that none is open", async () => {
        forge.world.requests.clear();
        expect(await forge.port.openContributions(forge.repository)).toMatchObject({ ok: true, value: { items: [] } });
        expect(await forge.port.openContributions(taken())).toMatchObject(gone);
      });

      test("who approved", async () => {
        forge.world.approvals.push({ number: 7, login: "lin", head, at: "2026-11-03T10:00:00Z" });
        expect(await forge.port.approvals(taken(), 7, head)).toMatchObject(gone);
      });

      test("and nothing is told to it", async () => {
        expect(await forge.port.publish(taken(), failing, {})).toMatchObject(gone);
        expect(forge.standing(head)).toMatchObject({ count: 0 });
        expect(forge.world.notes).toEqual([]);
      });
    });

    test("who approved this head, and not one before", async () => {
      forge.world.approvals.push({ number: 7, login: "lin", head, at: "2026-11-03T10:00:00Z" });
      forge.world.approvals.push({ number: 7, login: "grace", head: "3".repeat(40), at: "2026-11-01T10:00:00Z" });
      expect(await forge.port.approvals(forge.repository, 7, head)).toEqual({
        ok: true,
        value: { items: [{ login: "lin" }], complete: true },
      });
    });

    test("what there is, how it is called today, and what somebody may do", async () => {
      const found = await forge.port.repositories("example", null);
      expect(found).toMatchObject({
        ok: true,
        value: {
          items: [{ id: "15", owner: "example", name: "lamps", defaultBranch: "main", isPrivate: false }],
        },
      });
      forge.world.path = "example/lanterns";
      expect(await forge.port.repository("15", forge.repository.installation)).toMatchObject({
        ok: true,
        value: { name: "lanterns" },
      });
      forge.world.path = "example/lamps";
    });

    test("what an account has, page by page, each repository once", async () => {
      for (let id = 100; id < 230; id += 1) forge.world.others.push({ id, path: `example/lamp-${id}` });
      const found: string[] = [];
      let pages = 0;
      for (let page: string | null = null; pages < 200; ) {
        const answer: Awaited<ReturnType<ForgePort["repositories"]>> = await forge.port.repositories("example", page);
        if (!answer.ok) throw new Error(answer.error.text);
        found.push(...answer.value.items.map(({ id }) => id));
        pages += 1;
        if (answer.value.next === null) break;
        page = answer.value.next;
      }
      expect(found).toEqual(["15", ...forge.world.others.map(({ id }) => String(id))]);
      expect(pages).toBeGreaterThan(1);
    });

    test("that there is no such account, of organisations or of people", async () =>
      expect(await forge.port.repositories("nobody", null)).toMatchObject({ ok: false, error: { code: "gone" } }));

    test("what an account may do, by its number as well as its login", async () => {
      const may = async (id: number | string, login: string) => {
        const answer = await forge.port.permission(forge.repository, { id: String(id), login });
        return answer.ok ? answer.value : answer.error.code;
      };
      forge.world.members.push({ login: "lin", level: "admin" }, { login: "grace", level: "write" });
      forge.world.members.push({ login: "ken", level: "read" });
      expect(await may(accountId("lin"), "lin")).toBe("admin");
      expect(await may(accountId("grace"), "grace")).toBe("write");
      expect(await may(accountId("ken"), "ken")).toBe("read");
      expect(await may(accountId("nobody-at-all"), "nobody-at-all")).toBe("none");
      // The login went to another account, or the account has another login: GitLab is asked by the number alone.
      expect(await may(4, "lin")).toBe("none");
      expect(await may(accountId("lin"), "grace")).toBe(forge.name === "GitLab" ? "admin" : "none");
      expect(await may("../7", "../lin")).toBe("none");
      forge.server.faults.push(fault("GET", { status: 403 }));
      expect(await may(accountId("lin"), "lin")).toBe("refused");
    });

    test("for what is not there", async () => {
      expect(await forge.port.contribution(forge.repository, 99)).toMatchObject({ ok: false, error: { code: "gone" } });
      forge.world.path = "example/lanterns";
      expect(await forge.port.contribution({ ...forge.repository, id: "16" }, 7)).toMatchObject({
        ok: false,
        error: { code: "gone" },
      });
    });

    test("with credentials that git can use, and by an address without any", async () => {
      const given = await forge.port.credentials(forge.repository);
      expect(given.ok && (given.value?.password.length ?? 0) > 10).toBe(true);
      expect(forge.port.address(forge.repository)).toBe(`${forge.server.url}/example/lamps.git`);
    });
  });

  describe("is told", () => {
    test("of a clean contribution once, and writes no note", async () => {
      for (let count = 0; count < 3; count += 1) expect(await publish(clean)).toMatchObject({ ok: true });
      expect(forge.standing(head)).toMatchObject({ count: 1, passes: true, title: clean.title });
      expect(forge.world.notes).toEqual([]);
    });

    test.each([failing, undecided])("$title, which keeps from merging", async (publication) => {
      for (let count = 0; count < 3; count += 1) expect(await publish(publication)).toMatchObject({ ok: true });
      expect(forge.standing(head)).toMatchObject({ count: 1, passes: false, title: publication.title });
      expect(notes().map(({ text }) => text)).toEqual(forge.hasNotes ? [publication.note] : []);
    });

    test("of another verdict in the same place: one note, which at last says that it is resolved", async () => {
      let known = {};
      for (const one of [failing, undecided, clean, failing, clean]) {
        const told = await publish(one, known);
        known = told.ok ? told.value : {};
      }
      expect(forge.standing(head).passes).toBe(true);
      expect(notes().map(({ text }) => text)).toEqual(forge.hasNotes ? [clean.resolved] : []);
      if (forge.name === "GitHub") expect(forge.standing(head).count).toBe(1);
      if (forge.name === "GitLab") expect(notes()[0]?.isResolved).toBe(true);
    });

    test("of what was pushed, without a note", async () => {
      expect(await publish({ ...failing, number: null })).toMatchObject({ ok: true });
      expect(forge.standing(head).count).toBe(1);
      expect(forge.world.notes).toEqual([]);
    });

    test("beside a note of somebody who writes as we do", async () => {
      forge.world.notes.push({
        id: 5,
        number: 7,
        author: somebody,
        text: `${noteMarker}\nnot ours`,
        isResolved: false,
      });
      expect(await publish(failing)).toMatchObject({ ok: true });
      expect(forge.world.notes.find(({ author }) => author === somebody)?.text).toBe(`${noteMarker}\nnot ours`);
      expect(notes()).toHaveLength(forge.hasNotes ? 1 : 0);
    });

    test("of what a real report comes to, within the forge's limits", async () => {
      const nothing = publicationOf({ head, number: 7, page: null }, []);
      expect(await publish({ ...nothing, summary: "ä".repeat(30_000), details: "x".repeat(65_000) })).toMatchObject({
        ok: true,
      });
    });
  });

  describe("misbehaves", () => {
    test.each(["GET", "POST"])("the answer to a %s is lost, and nothing is published twice", async (method) => {
      forge.server.faults.push(fault(method, "lost", 3));
      expect(await publishUntilDone(failing)).toBeGreaterThan(1);
      expect(forge.standing(head)).toMatchObject({ count: 1, passes: false });
      expect(notes()).toHaveLength(forge.hasNotes ? 1 : 0);
    });

    test("the answer to a POST is cut, and nothing is published twice", async () => {
      forge.server.faults.push(fault("POST", "cut", 2));
      await publishUntilDone(failing);
      expect(forge.standing(head).count).toBe(1);
      expect(notes()).toHaveLength(forge.hasNotes ? 1 : 0);
    });

    test.each([500, 502, 503, 504])("%s is said to be for later", async (status) => {
      forge.server.faults.push(fault("GET", { status }));
      expect(await forge.port.contribution(forge.repository, 7)).toMatchObject({ ok: false, error: { code: "later" } });
    });

    test("a page of HTML that says all is well is no answer", async () => {
      forge.server.faults.push(fault("GET", { status: 200 }));
      expect(await forge.port.contribution(forge.repository, 7)).toMatchObject({ ok: false, error: { code: "later" } });
    });

    test.each([
      ["429 and seconds", 429, { "Retry-After": "120" }, 120_000],
      ["429 and a date", 429, { "Retry-After": new Date(adapterTime + 300_000).toUTCString() }, 300_000],
      ["503 and seconds", 503, { "Retry-After": "7" }, 7_000],
      ["a limit that begins anew", 429, { "RateLimit-Reset": String(adapterTime / 1000 + 900) }, 900_000],
      ["a limit without a time", 429, {}, 60_000],
      ["a time that is past", 429, { "Retry-After": "0" }, 1_000],
      ["a time of years", 429, { "Retry-After": "99999999" }, 86_400_000],
    ])("%s says when to come back", async (_words, status, headers, wait) => {
      forge.server.faults.push(fault("GET", { status, headers }));
      expect(await forge.port.contribution(forge.repository, 7)).toMatchObject({
        ok: false,
        error: { code: "later", retryAt: adapterTime + wait },
      });
    });

    test.each([
      ["refuses", 403, "refused"],
      ["does not know us any more", 401, "refused"],
      ["does not understand us", 422, "refused"],
      ["has moved", 302, "gone"],
    ])("it %s, which will not pass by itself", async (_words, status, code) => {
      forge.server.faults.push(fault("GET", { status, headers: { Location: "http://127.0.0.1:1/" } }, 9));
      expect(await forge.port.contribution(forge.repository, 7)).toMatchObject({ ok: false, error: { code } });
    });

    test("no answer at all is for later, and says nothing secret", async () => {
      await forge.server.close();
      const answer = await forge.port.contribution(forge.repository, 7);
      expect(answer).toMatchObject({ ok: false, error: { code: "later" } });
      expect(JSON.stringify(answer)).not.toMatch(/glpat|token-of|ghs_|PRIVATE/);
    });
  });
});

const [[, startGithub]] = forgeDoubles as readonly [(typeof forgeDoubles)[number]];

describe("GitHub's check runs", () => {
  let forge: ForgeDouble;
  beforeEach(async () => {
    forge = await startGithub();
  });
  afterEach(() => forge.server.close());
  const publish = (publication: Publication) => forge.port.publish(forge.repository, publication, {});

  test("have annotations fifty a request, each once", async () => {
    for (let count = 0; count < 2; count += 1) expect(await publish(annotated(120))).toMatchObject({ ok: true });
    const { count, annotations } = forge.standing(head);
    expect([count, annotations.length, new Set(annotations).size]).toEqual([1, 120, 120]);
  });

  test.each([1, 2, 3])("have each once, too, where request %s of theirs was lost", async (nth) => {
    let seen = 0;
    const isOfRun = (method: string, path: string): boolean =>
      (method === "POST" || method === "PATCH") && path.includes("/check-runs");
    forge.server.faults.push({
      when: ({ method, path }) => isOfRun(method, path) && ++seen === nth,
      times: 1,
      what: "lost",
    });
    expect(await publish(annotated(120))).toMatchObject({ ok: false });
    expect(await publish(annotated(120))).toMatchObject({ ok: true });
    const { count, annotations } = forge.standing(head);
    expect([count, annotations.length, new Set(annotations).size]).toEqual([1, 120, 120]);
  });

  test("get what another verdict adds", async () => {
    await publish(annotated(10));
    await publish(annotated(70));
    expect(forge.standing(head).annotations).toHaveLength(70);
  });

  test("a secondary limit is for later", async () => {
    forge.server.faults.push(
      fault("GET", {
        status: 403,
        headers: { "Content-Type": "application/json" },
        body: '{"message":"You have exceeded a secondary rate limit."}',
      }),
    );
    expect(await forge.port.contribution(forge.repository, 7)).toMatchObject({
      ok: false,
      error: { code: "later", retryAt: adapterTime + 60_000 },
    });
  });

  test("a key that is none is refused in a sentence that does not show it", async () => {
    await forge.server.close();
    forge = await startGithub({
      credential: "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n",
    });
    const answer = await forge.port.contribution(forge.repository, 7);
    expect(answer).toMatchObject({ ok: false, error: { code: "refused" } });
    expect(JSON.stringify(answer)).not.toContain("c2VjcmV0");
  });

  test("without an installation nobody is asked", async () => {
    const answer = await forge.port.contribution({ ...forge.repository, installation: null }, 7);
    expect(answer).toMatchObject({ ok: false, error: { code: "refused" } });
    expect(forge.server.asked).toEqual([]);
  });
});

test("GitLab's members who wait for a seat, or whose time is over, may do nothing", async () => {
  const [, [, startGitlab]] = forgeDoubles as readonly [unknown, (typeof forgeDoubles)[number]];
  const forge = await startGitlab();
  forge.world.members.push({ login: "over", level: "admin", ends: "2026-11-30" });
  forge.world.members.push({ login: "stays", level: "admin", ends: "2026-12-01" });
  forge.world.members.push({ login: "waits", level: "admin", waits: true });
  const may = async (login: string) => {
    const answer = await forge.port.permission(forge.repository, { id: String(accountId(login)), login });
    return answer.ok ? answer.value : answer.error;
  };
  expect([await may("over"), await may("stays"), await may("waits")]).toEqual(["none", "admin", "none"]);
  await forge.server.close();
});
