import { describe, expect, test } from "vitest";
import type { Maintains } from "../../src/app/service/forge-role.ts";
import { permission, type Role, routes } from "../../src/dashboard/routes.ts";
import { key } from "./sample-views.ts";
import { baseUrl, sessionFor, worldOf } from "./world.ts";

const page = `${baseUrl}/repositories/${key}/-/contributions/412`;

/** Somebody of whom a forge says something, in one repository. */
async function caller(roles: readonly Role[], said: Maintains, access: "public" | "members" = "public") {
  const asked: string[] = [];
  const maintains = async (repository: string): Promise<Maintains> => {
    asked.push(repository);
    return said;
  };
  const world = worldOf({ access, ports: { maintains } });
  const { cookie, token } = await sessionFor(world, roles);
  const get = async () => (await world.app.request(page, { headers: { Cookie: cookie } })).text();
  const judge = (path = `${page}/judge`, body = new URLSearchParams({ token, job: "7" })) =>
    world.app.request(path, { method: "POST", headers: { Cookie: cookie, Origin: baseUrl }, body });
  return { world, asked, get, judge };
}

const yes = { maintains: true, why: null };
const no = { maintains: false, why: null };
const unsaid = { maintains: false, why: "the forge answered 502 when asked what lin may <do>" };

describe("whom the forge lets write to a repository", () => {
  test("may have its contributions judged again, and is shown that he may", async () => {
    const { world, get, judge, asked } = await caller(["contributor"], yes);
    expect(await get()).toContain("Judge again");
    expect((await judge()).status).toBe(303);
    expect(world.done.judged).toEqual([`${key}#412`]);
    expect(new Set(asked)).toEqual(new Set([key]));
  });

  test.each(["/operation", "/log"])("is no operator: %s", async (path) => {
    const { world } = await caller(["contributor"], yes);
    const { cookie } = await sessionFor(world, ["contributor"]);
    expect((await world.app.request(`${baseUrl}${path}`, { headers: { Cookie: cookie } })).status).toBe(403);
  });

  test("may not revive a job", async () => {
    const { judge, world } = await caller(["contributor"], yes);
    expect((await judge(`${baseUrl}/operation/revive`)).status).toBe(403);
    expect(world.done.revived).toEqual([]);
  });

  test("needs a form of our own, too", async () => {
    const { judge, world } = await caller(["contributor"], yes);
    expect((await judge(`${page}/judge`, new URLSearchParams({ token: "x" }))).status).toBe(403);
    expect(world.done.judged).toEqual([]);
  });

  test("has to be let in at all where only members are", async () => {
    const { judge, asked } = await caller([], yes, "members");
    expect((await judge()).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

test("whom it does not let may not, and is not shown that he may", async () => {
  const { world, get, judge } = await caller(["contributor"], no);
  expect(await get()).not.toContain("Judge again");
  const answer = await judge();
  expect(answer.status).toBe(403);
  expect(await answer.text()).not.toContain("did not say");
  expect(world.done.judged).toEqual([]);
});

test("where the forge does not say, nobody may, and both pages say why", async () => {
  const { world, get, judge } = await caller(["contributor"], unsaid);
  expect(await get()).toContain("Whether you may have it judged again is not known: the forge answered 502");
  const answer = await judge();
  expect(answer.status).toBe(403);
  const text = await answer.text();
  expect(text).toContain("The forge did not say what you may do there: the forge answered 502");
  expect(text).not.toContain("<do>");
  expect(world.done.judged).toEqual([]);
});

test("nobody is asked about who has the role already, or did not log in", async () => {
  const { get, asked, world } = await caller(["steward"], no);
  expect(await get()).toContain("Judge again");
  await world.app.request(page);
  expect(asked).toEqual([]);
});

test("a route that a forge's word opens is of one repository", () => {
  for (const { needs, path } of routes) if (needs === "maintain") expect(path).toContain("/repositories/:key{.+}/-/");
  expect(permission("maintain", { roles: ["contributor"] }, "public")).toBe("no");
});
