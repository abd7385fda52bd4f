import { type Answered, type Asked, pageOf } from "./server.ts";
import { accountId, type World, type WorldDiscussion } from "./world.ts";

const changedSince = (world: World, since: string | null): readonly WorldDiscussion[] =>
  world.discussions
    .filter(({ updatedAt }) => since === null || Date.parse(updatedAt) >= Date.parse(since))
    .toSorted((one, other) => Date.parse(one.updatedAt) - Date.parse(other.updatedAt));

const found = (world: World, number: string): WorldDiscussion | undefined =>
  world.discussions.find((one) => one.number === Number(number));

/**
 * Issues and their comments as GitHub, Forgejo and Gitea have them. Null: the question is about something else.
 *
 * @param repository what Forgejo says of whose an issue is
 * @param most entries of a page; null: comments come all at once, whatever page is asked for
 */
export function issuesAnswer(
  { query, method }: Asked,
  path: string,
  world: World,
  { repository, most }: { readonly repository: unknown; readonly most: number | null },
): Answered | null {
  const json = ({ number, title, body, state, author, updatedAt, comments }: WorldDiscussion) => ({
    id: 4_000 + number,
    number,
    title,
    body,
    state,
    user: { id: accountId(author), login: author },
    labels: [],
    comments: comments.length,
    html_url: `https://forge.example.org/example/lamps/issues/${number}`,
    created_at: "2026-11-04T10:00:00Z",
    updated_at: updatedAt,
    ...(repository === null ? {} : { repository, pull_request: null }),
  });
  if (method !== "GET") return null;
  // What GitHub calls a type is another thing: no issue here has one.
  const type = query.get("type");
  if (path === "/issues" && query.get("state") === "all" && repository === null && type !== null)
    return { status: 200, json: [] };
  if (path === "/issues" && query.get("state") === "all") {
    // GitHub has pull requests among its issues.
    const requests = [...world.requests.values()].map(({ number, title, body }) => ({
      ...json({ number, title, body, state: "open", author: "ada", updatedAt: "2026-11-02T10:00:00Z", comments: [] }),
      pull_request: { url: "" },
    }));
    const all = [...(repository === null ? requests : []), ...changedSince(world, query.get("since")).map(json)];
    return { status: 200, json: pageOf(all, query, most ?? 3) };
  }
  const [, number = "", comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
  const issue = found(world, number);
  if (issue === undefined) return null;
  if (comments === undefined) return { status: 200, json: json(issue) };
  const said = issue.comments.map(({ author, body, at }, index) => ({
    id: 5_000 + index,
    body,
    user: { id: accountId(author), login: author },
    html_url: `https://forge.example.org/example/lamps/issues/${number}#${index}`,
    created_at: at,
  }));
  return { status: 200, json: most === null ? said : pageOf(said, query, most) };
}

/** The same of GitLab; what a note is of GitLab itself says `system`. */
export function gitlabIssuesAnswer({ query, method }: Asked, path: string, world: World): Answered | null {
  const json = ({ number, title, body, state, author, updatedAt, isConfidential, comments }: WorldDiscussion) => ({
    id: 4_000 + number,
    iid: number,
    project_id: 15,
    title,
    description: body,
    state: state === "open" ? "opened" : state,
    confidential: isConfidential === true,
    author: { id: accountId(author), username: author },
    user_notes_count: comments.length,
    web_url: `https://gitlab.example.org/example/lamps/-/issues/${number}`,
    created_at: "2026-11-04T10:00:00.000Z",
    updated_at: updatedAt,
  });
  if (method !== "GET") return null;
  if (path === "/issues")
    return { status: 200, json: pageOf(changedSince(world, query.get("updated_after")).map(json), query) };
  const [, number = "", notes] = /^\/issues\/(\d+)(\/notes)?$/.exec(path) ?? [];
  const issue = found(world, number);
  if (issue === undefined) return null;
  if (notes === undefined) return { status: 200, json: json(issue) };
  const said = issue.comments.map(({ author, body, at, isInternal }, index) => ({
    id: 5_000 + index,
    body,
    author: { id: accountId(author), username: author },
    created_at: at,
    system: false,
    internal: isInternal === true,
  }));
  return { status: 200, json: pageOf(said, query) };
}
