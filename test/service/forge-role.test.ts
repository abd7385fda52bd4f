import { beforeEach, describe, expect, test } from "vitest";
import { createRoleAsker, permissionMilliseconds } from "../../src/app/service/forge-role.ts";
import type { ForgeRepository } from "../../src/core/forge/event.ts";
import type { Account, AskedRepository, ForgeAnswer, ForgePort, Permission } from "../../src/ports/forge.ts";
import type { ServedRepository } from "../../src/ports/service-store.ts";

const lamp: ServedRepository = {
  key: "forgejo/forge.example.org/lantern/lamp",
  forge: "forgejo",
  host: "forge.example.org",
  owner: "lantern",
  name: "lamp",
  forgeId: "15",
  defaultBranch: "main",
  url: "",
  installation: null,
  isPrivate: false,
  state: "active",
  since: 0,
};
const lin = { forge: "forgejo", host: "forge.example.org", id: "52", login: "lin" } as const;

let now = 0;
let asked: Account[] = [];
let askedIn: string[] = [];
let found: ForgeAnswer<ForgeRepository>;
let said: ForgeAnswer<Permission>;
let known: ServedRepository | null;
beforeEach(() => {
  now = 1_000_000_000;
  asked = [];
  askedIn = [];
  found = { ok: true, value: { ...lamp, id: "15" } };
  said = { ok: true, value: "write" };
  known = lamp;
});

const port = {
  repository: async () => found,
  permission: async ({ owner, name }: AskedRepository, account: Account) => {
    asked.push(account);
    askedIn.push(`${owner}/${name}`);
    return said;
  },
} as unknown as ForgePort;
const asker = (isServed = true) =>
  createRoleAsker({
    store: { repository: async (key) => (key === known?.key ? known : null) },
    forge: (kind, host) => (isServed && kind === "forgejo" && host === "forge.example.org" ? port : null),
    now: () => now,
  });
const no = { maintains: false, why: null };

test.each<readonly [Permission, boolean]>([
  ["none", false],
  ["read", false],
  ["write", true],
  ["admin", true],
])("whoever may %s", async (value, maintains) => {
  said = { ok: true, value };
  expect(await asker()(lamp.key, lin)).toEqual({ maintains, why: null });
  expect(asked).toEqual([lin]);
});

describe("nobody is asked about, and nobody has a role,", () => {
  test.each([
    ["who is of another kind of forge", { ...lin, forge: "gitlab" }],
    ["who is of another host", { ...lin, host: "other.example.org" }],
    ["whose number is none", { ...lin, id: "" }],
    ["whose number is a path", { ...lin, id: "../7" }],
  ])("%s", async (_name, account) => {
    expect(await asker()(lamp.key, account)).toEqual(no);
    expect(asked).toEqual([]);
  });

  test.each([
    ["that is not known", null],
    ["that is suspended", { ...lamp, state: "suspended" }],
    ["that is gone", { ...lamp, state: "gone" }],
    ["whose number is not known", { ...lamp, forgeId: null }],
  ] as const)("in a repository %s", async (_name, repository) => {
    known = repository;
    expect(await asker()(lamp.key, lin)).toEqual(no);
    expect(asked).toEqual([]);
  });

  test("where the forge is served no more", async () => expect(await asker(false)(lamp.key, lin)).toEqual(no));
});

describe("what a forge said", () => {
  test("is waited for by all who ask meanwhile, and asked for once", async () => {
    const ask = asker();
    const answers = await Promise.all([ask(lamp.key, lin), ask(lamp.key, lin), ask(lamp.key, { ...lin, id: "53" })]);
    expect(answers.map(({ maintains }) => maintains)).toEqual([true, true, true]);
    expect(asked.map(({ id }) => id)).toEqual(["52", "53"]);
  });

  test("holds for a while, and is then asked again", async () => {
    const ask = asker();
    expect((await ask(lamp.key, lin)).maintains).toBe(true);
    said = { ok: true, value: "none" };
    now += permissionMilliseconds - 1;
    expect((await ask(lamp.key, lin)).maintains).toBe(true);
    now += 1;
    expect((await ask(lamp.key, lin)).maintains).toBe(false);
    expect(asked).toHaveLength(2);
  });

  test("of one account is not another's", async () => {
    const ask = asker();
    await ask(lamp.key, lin);
    said = { ok: true, value: "none" };
    expect((await ask(lamp.key, { ...lin, id: "53" })).maintains).toBe(false);
    // The same number under a new login: what the old one might is asked anew.
    expect((await ask(lamp.key, { ...lin, login: "ada" })).maintains).toBe(false);
  });

  test("of one repository is not another's that has its name now", async () => {
    const ask = asker();
    await ask(lamp.key, lin);
    said = { ok: true, value: "none" };
    known = { ...lamp, forgeId: "16" };
    expect((await ask(lamp.key, lin)).maintains).toBe(false);
  });

  test("is of the repository as it is called today, and not of another that took its name", async () => {
    found = { ok: true, value: { ...lamp, id: "15", name: "lantern" } };
    expect((await asker()(lamp.key, lin)).maintains).toBe(true);
    expect(askedIn).toEqual(["lantern/lantern"]);
  });

  test("is not heard where the repository is not found by its number", async () => {
    found = { ok: true, value: { ...lamp, id: "16" } };
    expect(await asker()(lamp.key, lin)).toEqual(no);
    found = { ok: false, error: { code: "gone", text: "the forge has no such repository" } };
    expect(await asker()(lamp.key, { ...lin, login: "ada" })).toEqual({
      maintains: false,
      why: "the forge has no such repository",
    });
    expect(asked).toEqual([]);
  });

  test("does not hold for ever where the clock is set back", async () => {
    const ask = asker();
    await ask(lamp.key, lin);
    said = { ok: true, value: "none" };
    now -= 1;
    expect((await ask(lamp.key, lin)).maintains).toBe(false);
  });

  test("a forge that does not say gives no role, says why, and is asked again soon", async () => {
    said = { ok: false, error: { code: "later", text: "the forge answered 502", retryAt: null } };
    const ask = asker();
    expect(await ask(lamp.key, lin)).toEqual({ maintains: false, why: "the forge answered 502" });
    said = { ok: true, value: "admin" };
    expect((await ask(lamp.key, lin)).maintains).toBe(false);
    now += 30_000;
    expect((await ask(lamp.key, lin)).maintains).toBe(true);
  });
});
