import { gitlabIssuesAnswer } from "./issues.ts";
import { type Answered, type Asked, type DoubleServer, pageOf, serveDouble } from "./server.ts";
import { accountId, newWorld, ourselves, type World, type WorldRequest } from "./world.ts";

export const gitlabToken = "glpat-of-the-double-00000";

export type GitlabDouble = DoubleServer & { readonly world: World };

/**
 * As much of GitLab's REST interface as the adapter asks, after its documentation: "Merge requests", "Commits" (statuses), "Discussions",
 * "Merge request approvals", "Projects", "Members", "Users". A status that is set again is a row of its own, as there.
 */
export async function startGitlab(): Promise<GitlabDouble> {
  const world = newWorld();
  let ids = 1_000;
  const server = await serveDouble((asked) => {
    if (asked.headers["private-token"] !== gitlabToken) return { status: 401, json: { message: "401 Unauthorized" } };
    ids += 1;
    return answer(asked, world, ids);
  });
  return { ...server, world };
}

const project = (world: World) => ({
  id: 15,
  path_with_namespace: world.path,
  default_branch: "main",
  visibility: "public",
  issues_access_level: world.hasPrivateIssues ? "private" : "enabled",
  web_url: `https://gitlab.example.org/${world.path}`,
});

/** All that the account has. */
const ofAccount = (world: World) => [
  project(world),
  ...world.others.map(({ id, path }) => ({ ...project({ ...world, path }), id })),
];

const requestJson = (
  { path }: World,
  { number, title, body, head, base, state, author, labels, updatedAt }: WorldRequest,
) => ({
  id: 90 + number,
  iid: number,
  project_id: 15,
  title,
  description: body,
  state: state === "open" ? "opened" : state,
  sha: head,
  target_branch: base,
  source_branch: "topic",
  author: { id: accountId(author), username: author },
  labels,
  draft: false,
  references: { short: `!${number}`, full: `${path}!${number}` },
  web_url: `https://gitlab.example.org/example/lamps/-/merge_requests/${number}`,
  created_at: "2026-11-01T10:00:00.000Z",
  updated_at: updatedAt,
});

const missing: Answered = { status: 404, json: { message: "404 Not found" } };

function answer(asked: Asked, world: World, newId: number): Answered {
  const path = asked.path.replace(/^\/api\/v4/, "");
  if (path === "/user") return { status: 200, json: { id: ourselves, username: "proviso" } };
  const [, user = ""] = /^\/users\/(\d+)$/.exec(path) ?? [];
  if (user !== "") return userAnswer(Number(user), world);
  if (path === "/groups/example/projects") return { status: 200, json: pageOf(ofAccount(world), asked.query) };
  const found = ofAccount(world).find(({ id }) => path === `/projects/${id}`);
  if (found !== undefined) return { status: 200, json: found };
  const [, id = ""] = /^\/projects\/15\/members\/all\/(\d+)$/.exec(path) ?? [];
  const member = world.members.find(({ login }) => accountId(login) === Number(id));
  if (member !== undefined) return { status: 200, json: memberJson(member) };
  const [, rest = ""] = /^\/projects\/15(\/.*)$/.exec(path) ?? [];
  return (
    gitlabIssuesAnswer(asked, rest, world) ??
    requestAnswer(asked, rest, world) ??
    statusAnswer(asked, rest, world, newId) ??
    discussionAnswer(asked, rest, world, newId) ??
    missing
  );
}

/** Who may not see an issue is not told of it. One of a tracker elsewhere has a name and nothing more. */
const issuesJson = (request: number, world: World): readonly unknown[] =>
  world.issues
    .filter(({ closedBy, isHidden }) => closedBy.includes(request) && isHidden !== true)
    .map(({ number, labels, state, path }) =>
      path === "tracker"
        ? { id: `LAMP-${number}`, title: "An issue elsewhere" }
        : {
            id: 700 + number,
            iid: number,
            project_id: path === undefined ? 15 : 16,
            state: state === "open" ? "opened" : "closed",
            labels,
            references: { short: `#${number}`, full: `${path ?? world.path}#${number}` },
          },
    );

const levels = { read: 20, write: 30, admin: 40 } as const;

const memberJson = ({ login, level, ends, waits = false }: World["members"][number]) => ({
  id: accountId(login),
  username: login,
  state: "active",
  membership_state: waits ? "awaiting" : "active",
  access_level: levels[level],
  expires_at: ends ?? null,
});

function userAnswer(id: number, { requests, bots }: World): Answered {
  const login = [...requests.values()].map(({ author }) => author).find((author) => accountId(author) === id);
  if (login === undefined) return { status: 404, json: { message: "404 User Not Found" } };
  return { status: 200, json: { id, username: login, bot: bots.has(login), state: "active" } };
}

function requestAnswer({ query }: Asked, path: string, world: World): Answered | null {
  if (path === "/merge_requests") {
    const by = query.get("author_id");
    const open = [...world.requests.values()].filter(
      ({ state, author }) => state === "open" && (by === null || accountId(author) === Number(by)),
    );
    return {
      status: 200,
      json: pageOf(
        open.map((one) => requestJson(world, one)),
        query,
      ),
    };
  }
  const [, number = "", what = ""] =
    /^\/merge_requests\/(\d+)(?:\/(versions|approvals|closes_issues))?$/.exec(path) ?? [];
  if (number === "") return null;
  const request = world.requests.get(Number(number));
  if (request === undefined) return missing;
  if (what === "versions")
    return { status: 200, json: [{ id: 1, head_commit_sha: request.head, created_at: request.updatedAt }] };
  if (what === "closes_issues") return { status: 200, json: pageOf(issuesJson(request.number, world), query) };
  if (what === "approvals") {
    const given = world.approvals.filter((one) => one.number === request.number);
    return {
      status: 200,
      json: { approved_by: given.map(({ login, at }) => ({ user: { username: login }, approved_at: at })) },
    };
  }
  return { status: 200, json: requestJson(world, request) };
}

function statusAnswer({ method, query, body }: Asked, path: string, world: World, id: number): Answered | null {
  const [, listed = ""] = /^\/repository\/commits\/([0-9a-f]{40})\/statuses$/.exec(path) ?? [];
  const [, set = ""] = /^\/statuses\/([0-9a-f]{40})$/.exec(path) ?? [];
  const json = (one: { id: number; state: string; title: string; page: string | null }) => ({
    id: one.id,
    name: "proviso",
    status: one.state,
    description: one.title,
    target_url: one.page,
  });
  if (listed !== "" && method === "GET")
    return { status: 200, json: pageOf((world.statuses.get(listed) ?? []).map(json), query) };
  if (set === "" || method !== "POST") return null;
  if (!["pending", "running", "success", "failed", "canceled", "skipped"].includes(String(body["state"])))
    return { status: 400, json: { error: "state does not have a valid value" } };
  const made = {
    id,
    state: String(body["state"]),
    title: String(body["description"]),
    page: (body["target_url"] as string | undefined) ?? null,
  };
  world.statuses.set(set, [...(world.statuses.get(set) ?? []), made]);
  return { status: 201, json: json(made) };
}

function discussionAnswer({ method, query, body }: Asked, path: string, world: World, id: number): Answered | null {
  const [, number = "", , discussion = "", , note = ""] =
    /^\/merge_requests\/(\d+)\/discussions(\/d(\d+))?(\/notes\/(\d+))?$/.exec(path) ?? [];
  if (number === "") return null;
  const json = (one: World["notes"][number]) => ({
    id: `d${one.id}`,
    notes: [{ id: one.id, body: one.text, author: { id: one.author }, resolvable: true, resolved: one.isResolved }],
  });
  const own = world.notes.find((one) => one.id === Number(discussion));
  if (discussion === "" && method === "GET") {
    const of = world.notes.filter((one) => one.number === Number(number));
    return { status: 200, json: pageOf(of.map(json), query) };
  }
  if (discussion === "" && method === "POST") {
    const made = {
      id,
      number: Number(number),
      author: ourselves,
      text: String(body["body"]).trim(),
      isResolved: false,
    };
    world.notes.push(made);
    return { status: 201, json: json(made) };
  }
  if (own === undefined) return missing;
  if (method === "PUT" && note !== "") own.text = String(body["body"]).trim();
  else if (method === "PUT") own.isResolved = body["resolved"] === true;
  return { status: 200, json: json(own) };
}
