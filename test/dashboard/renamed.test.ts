import { describe, expect, test } from "vitest";
import type { Reader } from "../../src/ports/service-reader.ts";
import { key } from "./sample-views.ts";
import { baseUrl, sampleReader, sessionFor, worldOf } from "./world.ts";

const old = "forgejo/forge.example.org/lantern/light";
const asked: (readonly [string, Reader])[] = [];
const reader = {
  ...sampleReader((text) => text),
  renamed: async (one: string, who: Reader) => {
    asked.push([one, who]);
    return one === old ? key : null;
  },
};
const world = (access: "public" | "members" = "public") => worldOf({ access, ports: { reader } });
const whereTo = async (path: string, of = world(), init: RequestInit = {}) => {
  const answer = await of.app.request(`${baseUrl}${path}`, init);
  return [answer.status, answer.headers.get("Location")];
};

describe("a page of a repository that is called otherwise now", () => {
  test.each([
    "",
    "contributions/412",
    "exceptions/mechanical-changes",
    "requests/%3C20260108.4711%40example.org%3E",
    "audit",
    `commits/${"4".repeat(40)}`,
    "audit?format=json&table=x&after=%2F%2Felsewhere.example.org",
  ])("is where that one is: %s", async (rest) => {
    expect(await whereTo(`/repositories/${old}/-/${rest}`)).toEqual([308, `/repositories/${key}/-/${rest}`]);
  });

  test("is not to be kept by a browser", async () => {
    const answer = await world().app.request(`${baseUrl}/repositories/${old}/-/`);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  test("is asked for as the reader may see it", async () => {
    asked.length = 0;
    const one = world();
    const { cookie } = await sessionFor(one, ["steward"]);
    await whereTo(`/repositories/${old}/-/audit`, one, { headers: { Cookie: cookie } });
    expect(asked).toMatchObject([[old, { seesPrivate: true }]]);
  });

  test("is nothing to whoever has to log in first", async () => {
    asked.length = 0;
    const [status, to] = await whereTo(`/repositories/${old}/-/audit`, world("members"));
    expect([status, String(to).startsWith("/log-in")]).toEqual([303, true]);
    expect(asked).toEqual([]);
  });
});

test.each([
  `/repositories/${key}/-/contributions/413`,
  "/repositories/forgejo/forge.example.org/lantern/none/-/audit",
  "/repositories/%2F%2Felsewhere.example.org/-/",
  "/repositories/none",
  "/none",
])("what is not there stays away: %s", async (path) => expect(await whereTo(path)).toEqual([404, null]));

test("a form leads nowhere", async () => {
  const one = world();
  const { cookie, token } = await sessionFor(one, ["operator"]);
  const init = { method: "POST", headers: { Cookie: cookie, Origin: baseUrl }, body: new URLSearchParams({ token }) };
  expect(await whereTo(`/repositories/${old}/-/contributions/412/judge`, one, init)).not.toContain(308);
});
