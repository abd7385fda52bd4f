/** What somebody may do here. The words are those of the sessions that the store keeps. */
export type Role = "reader" | "contributor" | "maintainer" | "steward" | "operator";

/**
 * What a route asks of whoever calls it. `nothing`: of nobody. `session`: to have logged in, as whoever. `read`: to be shown what is public, or all of it.
 * `log-in`: both. `maintain`, `operate`: to have a role. No role changes a verdict or grants anything: the document does that.
 */
export type Need = "nothing" | "session" | "read" | "log-in" | "maintain" | "operate";

export type Route = {
  readonly name: string;
  readonly method: "GET" | "POST";
  /** As the router has it: `:name` is one part, `:key{.+}` the several of a repository's key. */
  readonly path: string;
  readonly needs: Need;
};

/** All routes of the pages, in the order in which they are tried. There are no others. */
export const routes = [
  { name: "asset", method: "GET", path: "/assets/:name", needs: "nothing" },
  { name: "log-in", method: "GET", path: "/log-in", needs: "nothing" },
  { name: "log-in-start", method: "POST", path: "/log-in/:provider", needs: "nothing" },
  { name: "log-in-done", method: "GET", path: "/log-in/:provider/done", needs: "nothing" },
  { name: "log-out", method: "POST", path: "/log-out", needs: "session" },
  { name: "start", method: "GET", path: "/", needs: "read" },
  { name: "contributions", method: "GET", path: "/contributions", needs: "read" },
  { name: "exceptions", method: "GET", path: "/exceptions", needs: "read" },
  { name: "requests", method: "GET", path: "/requests", needs: "read" },
  { name: "repositories", method: "GET", path: "/repositories", needs: "read" },
  { name: "audits", method: "GET", path: "/audits", needs: "read" },
  { name: "search", method: "GET", path: "/search", needs: "read" },
  { name: "operation", method: "GET", path: "/operation", needs: "operate" },
  { name: "revive-job", method: "POST", path: "/operation/revive", needs: "operate" },
  { name: "log", method: "GET", path: "/log", needs: "operate" },
  { name: "repository", method: "GET", path: "/repositories/:key{.+}/-/", needs: "read" },
  { name: "contribution", method: "GET", path: "/repositories/:key{.+}/-/contributions/:number", needs: "read" },
  {
    name: "judge-again",
    method: "POST",
    path: "/repositories/:key{.+}/-/contributions/:number/judge",
    needs: "maintain",
  },
  { name: "exception", method: "GET", path: "/repositories/:key{.+}/-/exceptions/:exception", needs: "read" },
  {
    name: "change-exception",
    method: "POST",
    path: "/repositories/:key{.+}/-/exceptions/:exception/change",
    needs: "log-in",
  },
  {
    name: "measure-exposure",
    method: "POST",
    path: "/repositories/:key{.+}/-/exceptions/:exception/measure",
    needs: "maintain",
  },
  { name: "request", method: "GET", path: "/repositories/:key{.+}/-/requests/:reference", needs: "read" },
  {
    name: "read-request",
    method: "POST",
    path: "/repositories/:key{.+}/-/requests/:reference/read",
    needs: "maintain",
  },
  { name: "audit", method: "GET", path: "/repositories/:key{.+}/-/audit", needs: "read" },
  { name: "commit", method: "GET", path: "/repositories/:key{.+}/-/commits/:commit", needs: "read" },
  { name: "policy", method: "GET", path: "/repositories/:key{.+}/-/policy", needs: "read" },
  { name: "simulation", method: "GET", path: "/repositories/:key{.+}/-/simulation", needs: "log-in" },
  { name: "simulate", method: "POST", path: "/repositories/:key{.+}/-/simulation", needs: "log-in" },
] as const satisfies readonly Route[];

export type RouteName = (typeof routes)[number]["name"];

/** Who may read without logging in: everybody what is public, or nobody anything. */
export type Access = "public" | "members";

/** Whoever calls; null: nobody who logged in. */
export type Caller = { readonly roles: readonly Role[] } | null;

/** `log-in`: perhaps, once it is known who asks. `no`: not this person. */
export type Permission = "yes" | "log-in" | "no";

/** May the caller do this? The one place that says so. Among members only, a stranger who logged in may log out, and nothing else. */
export function permission(needs: Need, caller: Caller, access: Access): Permission {
  if (needs === "nothing" || (needs === "read" && access === "public")) return "yes";
  if (caller === null) return "log-in";
  if (needs === "session") return "yes";
  if (access === "members" && caller.roles.length === 0) return "no";
  const roles = rolesFor[needs];
  return roles === null || caller.roles.some((role) => roles.includes(role)) ? "yes" : "no";
}

/** Null: whoever logged in and may read. */
const rolesFor: { readonly [Name in Exclude<Need, "nothing" | "session">]: readonly Role[] | null } = {
  read: null,
  "log-in": null,
  maintain: ["maintainer", "steward", "operator"],
  operate: ["operator"],
};

/** May the caller be shown what belongs to private repositories? Being a maintainer of one says nothing of the others. */
export const seesPrivate = (caller: Caller): boolean =>
  caller?.roles.some((role) => role === "reader" || role === "steward" || role === "operator") ?? false;
