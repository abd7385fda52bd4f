import { describe, expect, test } from "vitest";
import { type Access, type Need, permission, type Role, type Route, routes } from "../../src/dashboard/routes.ts";
import { key } from "./sample-views.ts";
import { baseUrl, sessionFor, worldOf } from "./world.ts";

const callers: { readonly [name: string]: readonly Role[] | null } = {
  nobody: null,
  stranger: [],
  reader: ["reader"],
  contributor: ["contributor"],
  maintainer: ["maintainer"],
  steward: ["steward"],
  operator: ["operator"],
};

/** Who may, written out by hand; everybody else may not. */
const allowed: { readonly [In in Access]: { readonly [Name in Need]: readonly string[] } } = {
  public: {
    nothing: Object.keys(callers),
    session: ["stranger", "reader", "contributor", "maintainer", "steward", "operator"],
    read: Object.keys(callers),
    "log-in": ["stranger", "reader", "contributor", "maintainer", "steward", "operator"],
    maintain: ["maintainer", "steward", "operator"],
    operate: ["operator"],
  },
  members: {
    nothing: Object.keys(callers),
    session: ["stranger", "reader", "contributor", "maintainer", "steward", "operator"],
    read: ["reader", "contributor", "maintainer", "steward", "operator"],
    "log-in": ["reader", "contributor", "maintainer", "steward", "operator"],
    maintain: ["maintainer", "steward", "operator"],
    operate: ["operator"],
  },
};

/** What each route asks, written out by hand: whoever adds a route says it here as well. */
const needs: { readonly [name: string]: Need } = {
  asset: "nothing",
  "log-in": "nothing",
  "log-in-start": "nothing",
  "log-in-done": "nothing",
  "log-out": "session",
  start: "read",
  contributions: "read",
  exceptions: "read",
  requests: "read",
  repositories: "read",
  audits: "read",
  search: "read",
  operation: "operate",
  "revive-job": "operate",
  log: "operate",
  repository: "read",
  contribution: "read",
  "judge-again": "maintain",
  exception: "read",
  "change-exception": "log-in",
  "measure-exposure": "maintain",
  request: "read",
  "read-request": "maintain",
  audit: "read",
  commit: "read",
  policy: "read",
  simulation: "log-in",
  simulate: "log-in",
};

const pathOf = ({ path }: Route): string =>
  path
    .replace(":key{.+}", key)
    .replace(":name", "style.css")
    .replace(":provider", "forge")
    .replace(":number", "412")
    .replace(":exception", "mechanical-changes")
    .replace(":reference", "7")
    .replace(":commit", "4".repeat(40));

const cases = (["public", "members"] as const).flatMap((access) =>
  routes.flatMap((route) => Object.keys(callers).map((caller) => ({ access, route, name: route.name, caller }))),
);

test("every route has a row, and no row is of none", () => {
  expect(Object.keys(needs).sort()).toEqual(routes.map(({ name }) => name).sort());
  for (const route of routes) expect(route.needs, route.name).toBe(needs[route.name]);
  expect(cases).toHaveLength(2 * routes.length * 7);
});

describe("every route and every role", () => {
  test.each(cases)("$access: $name for $caller", async ({ access, route, caller }) => {
    const roles = callers[caller] ?? null;
    const world = worldOf({ access });
    const isAllowed = allowed[access][needs[route.name] ?? "operate"].includes(caller);
    expect(permission(route.needs, roles === null ? null : { roles }, access) === "yes").toBe(isAllowed);
    const session = roles === null ? null : await sessionFor(world, roles);
    const headers: { [name: string]: string } = session === null ? {} : { Cookie: session.cookie };
    const body =
      route.method === "GET"
        ? null
        : new URLSearchParams({ token: session?.token ?? "", job: "7", day: "2026-01-01", words: "x", draft: "x" });
    if (body !== null) headers["Origin"] = baseUrl;
    const answer = await world.app.request(`${baseUrl}${pathOf(route)}`, { method: route.method, headers, body });
    const isRefused =
      answer.status === 401 ||
      answer.status === 403 ||
      (answer.status === 303 && (answer.headers.get("Location") ?? "").startsWith("/log-in"));
    expect(isRefused, String(answer.status)).toBe(!isAllowed);
    expect(world.done.errors).toEqual([]);
    const acted =
      world.done.judged.length +
      world.done.measured.length +
      world.done.read.length +
      world.done.revived.length +
      world.done.log.length;
    if (!isAllowed) expect(acted).toBe(0);
    if (isAllowed && ["judge-again", "measure-exposure", "read-request", "revive-job"].includes(route.name))
      expect(acted).toBeGreaterThan(0);
  });
});

test("whatever is no route is not found, and says nothing of what is there", async () => {
  const { app } = worldOf();
  for (const path of [
    "/x",
    "/repositories/none/-/",
    `/repositories/${key}/-/contributions/413`,
    `/repositories/${key}/-/contributions/4e2`,
    `/repositories/${key}/-/exceptions/none`,
    "/assets/../x",
    "/assets/none",
  ]) {
    const answer = await app.request(`${baseUrl}${path}`);
    expect(answer.status, path).toBe(404);
  }
});
