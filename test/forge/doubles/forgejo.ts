import { issuesAnswer } from "./issues.ts";
import { type Answered, type Asked, type DoubleServer, pageOf, serveDouble } from "./server.ts";
import { accountId, newWorld, ourselves, type World, type WorldRequest } from "./world.ts";

export const forgejoToken = "token-of-the-double-000000";

export type ForgejoDouble = DoubleServer & { readonly world: World };

/** Entries that this instance gives at most, fewer than it is asked for: an operator may set that (`MAX_RESPONSE_ITEMS`). */
const entriesMax = 3;

/**
 * As much of Forgejo's REST interface as the adapter asks, after its own description (`/swagger.v1.json`): pull requests, reviews, statuses, comments,
 * repositories, permissions. Comments of an issue come all at once, whatever page is asked for.
 */
export async function startForgejo(): Promise<ForgejoDouble> {
  const world = newWorld();
  let ids = 1_000;
  const server = await serveDouble((asked) => {
    if (asked.headers.authorization !== `token ${forgejoToken}`)
      return { status: 401, json: { message: "invalid username, password or token" } };
    ids += 1;
    return answer(asked, world, ids);
  });
  return { ...server, world };
}

const repository = (world: World) => ({
  id: 15,
  full_name: world.path,
  name: world.path.split("/")[1],
  owner: { login: "example" },
  default_branch: "main",
  private: false,
});

/** All that the account has. */
const ofAccount = (world: World) => [
  repository(world),
  ...world.others.map(({ id, path }) => ({ ...repository({ ...world, path }), id })),
];

const requestJson = (
  world: World,
  { number, title, body, head, base, state, author, labels, updatedAt }: WorldRequest,
) => ({
  id: 90 + number,
  number,
  title,
  body,
  state: state === "open" ? "open" : "closed",
  merged: state === "merged",
  user: { id: accountId(author), login: author },
  labels: labels.map((name) => ({ name })),
  draft: false,
  head: { ref: "topic", sha: head, repo: repository(world) },
  base: { ref: base, sha: "1".repeat(40), repo: repository(world) },
  html_url: `https://forge.example.org/example/lamps/pulls/${number}`,
  created_at: "2026-11-01T10:00:00Z",
  updated_at: updatedAt,
});

const missing: Answered = { status: 404, json: { message: "The target couldn't be found." } };

function answer(asked: Asked, world: World, newId: number): Answered {
  const path = asked.path.replace(/^\/api\/v1/, "");
  if (path === "/user") return { status: 200, json: { id: ourselves, login: "proviso" } };
  if (path === "/repositories/15") return { status: 200, json: repository(world) };
  if (path === "/orgs/example/repos") return { status: 200, json: pageOf(ofAccount(world), asked.query, entriesMax) };
  const [prefix, rest] = [`/repos/${world.path}`, path.slice(`/repos/${world.path}`.length)];
  if (!path.startsWith(prefix)) return missing;
  if (rest === "") return { status: 200, json: repository(world) };
  const [, login = ""] = /^\/collaborators\/([^/]+)\/permission$/.exec(rest) ?? [];
  const member = world.members.find((one) => one.login === login);
  if (member !== undefined)
    return { status: 200, json: { permission: member.level, user: { login, id: accountId(login) } } };
  return (
    requestAnswer(asked, rest, world) ??
    issuesAnswer(asked, rest, world, { repository: repository(world), most: null }) ??
    issueAnswer(asked, rest, world) ??
    statusAnswer(asked, rest, world, newId) ??
    commentAnswer(asked, rest, world, newId) ??
    missing
  );
}

function requestAnswer({ query }: Asked, path: string, world: World): Answered | null {
  if (path === "/pulls") {
    const open = [...world.requests.values()].filter(({ state }) => state === "open");
    return {
      status: 200,
      json: pageOf(
        open.map((one) => requestJson(world, one)),
        query,
        entriesMax,
      ),
    };
  }
  const [, number = "", reviews] = /^\/pulls\/(\d+)(\/reviews)?$/.exec(path) ?? [];
  if (number === "") return null;
  const request = world.requests.get(Number(number));
  if (request === undefined) return missing;
  if (reviews === undefined) return { status: 200, json: requestJson(world, request) };
  const given = world.approvals.filter((one) => one.number === request.number);
  const json = given.map(({ login, head }, index) => ({
    id: index + 1,
    user: { login },
    state: "APPROVED",
    commit_id: head,
    stale: head !== request.head,
    dismissed: false,
  }));
  return { status: 200, json: pageOf(json, query, entriesMax) };
}

/** Issues, and requests as issues; and the history of an issue, in which each request that refers to it is noted with what for. */
function issueAnswer({ query }: Asked, path: string, world: World): Answered | null {
  if (path === "/issues" && query.get("type") === "pulls") {
    const by = query.get("created_by");
    const open = [...world.requests.values()].filter(({ state, author }) => state === "open" && author === by);
    const json = open.map((one) => ({ ...requestJson(world, one), pull_request: { merged: false } }));
    return { status: 200, json: pageOf(json, query, entriesMax) };
  }
  const [, number = "", history] = /^\/issues\/(\d+)(\/timeline)?$/.exec(path) ?? [];
  if (number === "") return null;
  const request = world.requests.get(Number(number));
  if (request !== undefined && history === undefined)
    return { status: 200, json: { ...requestJson(world, request), pull_request: { merged: false } } };
  const issue = world.issues.find((one) => one.number === Number(number) && one.isHidden !== true);
  if (issue === undefined) return missing;
  const { labels, state, closedBy } = issue;
  if (history === undefined)
    return {
      status: 200,
      json: { number: issue.number, state, pull_request: null, labels: labels.map((name) => ({ name })) },
    };
  const referring = (one: number, type: string, action: string) => ({
    type,
    ref_action: action,
    ref_issue: { number: one, repository: { id: 15, full_name: world.path }, pull_request: { merged: false } },
  });
  const json = [
    { type: "label", ref_action: "none", ref_issue: null },
    referring(7, "pull_ref", "neutered"),
    referring(7, "comment_ref", "closes"),
    {
      ...referring(7, "pull_ref", "closes"),
      ref_issue: { number: 7, repository: { id: 99, full_name: "other/lamps" } },
    },
    ...closedBy.map((one) => referring(one, "pull_ref", "closes")),
  ];
  return { status: 200, json: pageOf(json, query, entriesMax) };
}

function statusAnswer({ method, query, body }: Asked, path: string, world: World, id: number): Answered | null {
  const [, listed = ""] = /^\/commits\/([0-9a-f]{40})\/statuses$/.exec(path) ?? [];
  const [, set = ""] = /^\/statuses\/([0-9a-f]{40})$/.exec(path) ?? [];
  const json = (one: { id: number; state: string; title: string; page: string | null }) => ({
    id: one.id,
    context: "proviso",
    status: one.state,
    description: one.title,
    target_url: one.page ?? "",
  });
  if (listed !== "" && method === "GET")
    return { status: 200, json: pageOf((world.statuses.get(listed) ?? []).map(json), query, entriesMax) };
  if (set === "" || method !== "POST") return null;
  const made = {
    id,
    state: String(body["state"]),
    title: String(body["description"]),
    page: (body["target_url"] as string | undefined) ?? null,
  };
  world.statuses.set(set, [...(world.statuses.get(set) ?? []), made]);
  return { status: 201, json: json(made) };
}

function commentAnswer({ method, body }: Asked, path: string, world: World, id: number): Answered | null {
  const [, number = ""] = /^\/issues\/(\d+)\/comments$/.exec(path) ?? [];
  const [, comment = ""] = /^\/issues\/comments\/(\d+)$/.exec(path) ?? [];
  const json = (one: World["notes"][number]) => ({ id: one.id, body: one.text, user: { id: one.author } });
  if (number !== "" && method === "GET")
    return { status: 200, json: world.notes.filter((one) => one.number === Number(number)).map(json) };
  if (number !== "" && method === "POST") {
    const made = { id, number: Number(number), author: ourselves, text: String(body["body"]), isResolved: false };
    world.notes.push(made);
    return { status: 201, json: json(made) };
  }
  const own = world.notes.find((one) => one.id === Number(comment));
  if (comment === "" || own === undefined) return null;
  if (method === "PATCH") own.text = String(body["body"]);
  return { status: 200, json: json(own) };
}
