import { generateKeyPairSync } from "node:crypto";
import { issuesAnswer } from "./issues.ts";
import { type Answered, type Asked, type DoubleServer, pageOf, serveDouble } from "./server.ts";
import { accountId, newWorld, type World, type WorldRequest } from "./world.ts";

export const githubToken = "ghs_of-the-double";
export const githubAppId = 1001;
export const githubKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();

/** A check run as GitHub keeps it: annotations are only ever added. */
export type DoubleCheckRun = {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  status: string;
  conclusion: string;
  details_url: string | null;
  output: { title: string; summary: string; text: string | null };
  readonly annotations: Readonly<Record<string, unknown>>[];
};

export type GithubDouble = DoubleServer & { readonly world: World; readonly checkRuns: DoubleCheckRun[] };

/** Annotations that GitHub takes in one request; more are refused. */
const annotationsMax = 50;

/**
 * As much of GitHub's REST interface as the adapter asks, after its documentation: the App's token, installations, pull requests, reviews, check runs. What is
 * about tokens is tried against somebody else's double, too (`github-emulated.test.ts`).
 */
export async function startGithub(): Promise<GithubDouble> {
  const world = newWorld();
  const checkRuns: DoubleCheckRun[] = [];
  const server = await serveDouble((asked) => {
    const authorization = asked.headers.authorization ?? "";
    if (/^bearer ey/i.test(authorization)) return answerApp(asked);
    if (!new RegExp(`^(?:token|bearer) ${githubToken}$`, "i").test(authorization))
      return { status: 401, json: { message: "Bad credentials" } };
    return answer(asked, world, checkRuns);
  });
  return { ...server, world, checkRuns };
}

const missing: Answered = { status: 404, json: { message: "Not Found" } };

function answerApp({ method, path }: Asked): Answered {
  if (method === "POST" && path === "/app/installations/77/access_tokens") {
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    return {
      status: 201,
      json: {
        token: githubToken,
        expires_at: expires,
        permissions: { checks: "write" },
        repository_selection: "all",
      },
    };
  }
  return path === "/users/example/installation" ? { status: 200, json: { id: 77 } } : missing;
}

const repository = (world: World) => ({
  id: 15,
  full_name: world.path,
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
  merged_at: state === "merged" ? updatedAt : null,
  user: { id: accountId(author), login: author, type: world.bots.has(author) ? "Bot" : "User" },
  labels: labels.map((name) => ({ name })),
  draft: false,
  head: { ref: "topic", sha: head, repo: repository(world) },
  base: { ref: base, sha: "1".repeat(40), repo: repository(world) },
  html_url: `https://github.com/example/lamps/pull/${number}`,
  created_at: "2026-11-01T10:00:00Z",
  updated_at: updatedAt,
});

function answer(asked: Asked, world: World, checkRuns: DoubleCheckRun[]): Answered {
  const { path, query } = asked;
  if (path === "/installation/repositories")
    return {
      status: 200,
      json: { total_count: ofAccount(world).length, repositories: pageOf(ofAccount(world), query) },
    };
  if (path === "/graphql") return { status: 200, json: graphAnswer(asked, world) };
  if (path === "/repositories/15") return { status: 200, json: repository(world) };
  // An old name is answered with where it is now, which nobody is to follow blindly.
  if (world.path !== "example/lamps" && path.startsWith("/repos/example/lamps/"))
    return {
      status: 301,
      json: { message: "Moved Permanently" },
      headers: { Location: "http://127.0.0.1:1/repositories/15" },
    };
  const prefix = `/repos/${world.path}`;
  if (!path.startsWith(prefix)) return missing;
  const rest = path.slice(prefix.length);
  if (rest === "") return { status: 200, json: repository(world) };
  const [, login = ""] = /^\/collaborators\/([^/]+)\/permission$/.exec(rest) ?? [];
  const member = world.members.find((one) => one.login === login);
  if (member !== undefined) {
    const user = { login, id: accountId(login), type: "User" };
    return { status: 200, json: { permission: member.level, role_name: member.level, user } };
  }
  const issues = issuesAnswer(asked, rest, world, { repository: null, most: 100 });
  return issues ?? requestAnswer(query, rest, world) ?? checkAnswer(asked, rest, checkRuns) ?? missing;
}

/** What GitHub's schema calls `PullRequest.closingIssuesReferences`. An issue that may not be seen is null, and counted. */
function graphAnswer({ body }: Asked, world: World): unknown {
  const { number, after } = body["variables"] as { readonly number: number; readonly after: string | null };
  if (!world.requests.has(number))
    return {
      data: { repository: { pullRequest: null } },
      errors: [{ type: "NOT_FOUND", message: `Could not resolve to a PullRequest with the number of ${number}.` }],
    };
  const all = world.issues.filter(({ closedBy }) => closedBy.includes(number));
  const start = Number(after ?? 0);
  const nodes = all.slice(start, start + 50).map((issue) =>
    issue.isHidden === true
      ? null
      : {
          number: issue.number,
          state: issue.state.toUpperCase(),
          repository: { databaseId: issue.path === undefined ? 15 : 16, nameWithOwner: issue.path ?? world.path },
          labels: { totalCount: issue.labels.length, nodes: issue.labels.map((name) => ({ name })) },
        },
  );
  const pageInfo = { hasNextPage: start + 50 < all.length, endCursor: String(start + 50) };
  return {
    data: {
      repository: {
        databaseId: 15,
        issues: { totalCount: world.issues.length },
        pullRequest: { closingIssuesReferences: { totalCount: all.length, pageInfo, nodes } },
      },
    },
  };
}

/** Issues, and the requests that are among them, of who opened them. */
function issuesBy(creator: string, query: URLSearchParams, world: World): Answered {
  const requests = [...world.requests.values()].filter(({ state, author }) => state === "open" && author === creator);
  const issues = [
    { id: 1, number: 3, title: "An issue", body: null, user: { id: accountId(creator), login: creator }, labels: [] },
  ];
  const json = [...issues, ...requests.map((one) => ({ ...requestJson(world, one), pull_request: { url: "" } }))];
  return { status: 200, json: pageOf(json, query) };
}

function requestAnswer(query: URLSearchParams, path: string, world: World): Answered | null {
  if (path === "/pulls") {
    const open = [...world.requests.values()].filter(({ state }) => state === "open");
    return {
      status: 200,
      json: pageOf(
        open.map((one) => requestJson(world, one)),
        query,
      ),
    };
  }
  const creator = query.get("creator");
  if (path === "/issues" && creator !== null) return issuesBy(creator, query, world);
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
  }));
  return { status: 200, json: pageOf(json, query) };
}

function checkAnswer({ method, query, body }: Asked, path: string, checkRuns: DoubleCheckRun[]): Answered | null {
  const [, listed = ""] = /^\/commits\/([0-9a-f]{40})\/check-runs$/.exec(path) ?? [];
  if (listed !== "") {
    if (query.get("app_id") !== String(githubAppId)) return { status: 200, json: { total_count: 0, check_runs: [] } };
    const found = checkRuns.filter(({ head_sha, name }) => head_sha === listed && name === query.get("check_name"));
    return { status: 200, json: { total_count: found.length, check_runs: pageOf(found.map(runJson), query) } };
  }
  if (path === "/check-runs" && method === "POST") return createRun(body, checkRuns);
  const [, id = "", annotations] = /^\/check-runs\/(\d+)(\/annotations)?$/.exec(path) ?? [];
  const run = checkRuns.find((one) => one.id === Number(id));
  if (run === undefined) return null;
  if (annotations !== undefined) return { status: 200, json: pageOf(run.annotations, query) };
  if (method !== "PATCH") return { status: 200, json: runJson(run) };
  return changeRun(run, body);
}

const runJson = ({ annotations, ...run }: DoubleCheckRun) => ({
  ...run,
  output: { ...run.output, annotations_count: annotations.length },
});

function createRun(body: Asked["body"], checkRuns: DoubleCheckRun[]): Answered {
  const run: DoubleCheckRun = {
    id: 500 + checkRuns.length,
    name: String(body["name"]),
    head_sha: String(body["head_sha"]),
    external_id: String(body["external_id"]),
    status: "queued",
    conclusion: "",
    details_url: null,
    output: { title: "", summary: "", text: null },
    annotations: [],
  };
  const changed = changeRun(run, body);
  if (changed.status !== 200) return changed;
  checkRuns.push(run);
  return { status: 201, json: runJson(run) };
}

type Output = {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: DoubleCheckRun["annotations"];
};

function changeRun(run: DoubleCheckRun, body: Asked["body"]): Answered {
  const output = body["output"] as Output;
  const { title, summary, text = null, annotations = [] } = output;
  const isTooLong = [summary, text ?? ""].some((one) => Buffer.byteLength(one) > 65_535) || title.length > 255;
  if (annotations.length > annotationsMax || isTooLong) return { status: 422, json: { message: "Invalid request." } };
  run.status = String(body["status"]);
  run.conclusion = String(body["conclusion"]);
  run.details_url = (body["details_url"] as string | undefined) ?? run.details_url;
  run.output = { title, summary, text };
  run.annotations.push(...annotations);
  return { status: 200, json: runJson(run) };
}
