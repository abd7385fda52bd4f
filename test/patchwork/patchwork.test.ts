import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createPatchwork } from "../../src/adapters/patchwork/patchwork.ts";
import { fakePatchwork } from "./fake-patchwork.ts";
import { checkOf, type OpenedPatchwork, patchworkContract } from "./patchwork-contract.ts";

const open: { close: (done: () => void) => unknown; closeAllConnections: () => void }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(done));
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function serve(handle: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => handle(request, response, body));
  });
  open.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
};

type Kept = {
  readonly id: number;
  readonly patch: number;
  readonly state: string;
  readonly context: string;
  readonly description: string;
};

/** As patchwork's own views answer (patchwork/api/check.py and filters.py): by its numbers, its filters, its permissions. */
function asPatchwork(kept: Kept[], filters = true): Handler {
  const patches = [
    { id: 7, msgid: "<1@example.org>" },
    { id: 8, msgid: "<1@example.org>" },
    { id: 9, msgid: "<other@example.org>" },
  ];
  return (request, response, body) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const [, id] = /^\/api\/1\.2\/patches\/(\d+)\/checks\/$/.exec(pathname) ?? [];
    if (pathname === "/api/1.2/patches/") {
      const wanted = `<${searchParams.get("msgid")}>`;
      return json(
        response,
        200,
        patches.filter(({ msgid }) => !filters || msgid === wanted),
      );
    }
    if (id === undefined) return json(response, 404, { detail: "Not found." });
    if (request.method === "GET")
      return json(
        response,
        200,
        kept.filter(({ patch, context }) => patch === Number(id) && context === searchParams.get("context")),
      );
    if (request.headers.authorization !== "Token secret") return json(response, 401, { detail: "Invalid token." });
    const { state, context, description } = JSON.parse(body) as Kept;
    kept.push({ id: kept.length + 1, patch: Number(id), state, context, description });
    return json(response, 201, kept.at(-1));
  };
}

const access = (url: string, token = "secret") => ({ url, token });

async function openReal(filters = true): Promise<OpenedPatchwork & { readonly url: string }> {
  const kept: Kept[] = [];
  const url = await serve(asPatchwork(kept, filters));
  return {
    url,
    patchwork: createPatchwork(access(url)),
    posted: () => kept.map(({ patch, state }) => [patch, state] as const),
  };
}

describe("by HTTP", () => patchworkContract(openReal));
describe("one too old to find a Message-Id", () => patchworkContract(() => openReal(false)));
describe("the fake", () => patchworkContract(() => Promise.resolve(fakePatchwork())));

test("a Message-Id is no part of an address", async () => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? "");
    json(response, 200, []);
  });
  await createPatchwork(access(url)).post(checkOf("fail", "a&project=x/../../#?%@x"));
  expect(asked).toEqual(["/api/1.2/patches/?msgid=a%26project%3Dx%2F..%2F..%2F%23%3F%25%40x&per_page=20"]);
});

test("a wrong token", async () => {
  const { url } = await openReal();
  const posting = await createPatchwork(access(url, "wrong")).post(checkOf("fail"));
  expect(posting).toEqual({
    kind: "refused",
    why: expect.stringMatching(/^127\.0\.0\.1:\d+ answers 401: Invalid token\.$/) as string,
  });
});

test.each<[string, Handler, string, RegExp]>([
  ["is broken", (_, response) => json(response, 503, {}), "later", /answers 503$/],
  [
    "has too much to do",
    (_, response) => json(response, 429, { detail: "slowly\n\nplease" }),
    "later",
    /answers 429: slowly please$/,
  ],
  [
    "is no patchwork",
    (_, response) => json(response, 200, { hello: 1 }),
    "refused",
    /does not answer as a patchwork does/,
  ],
  [
    "lists what has no number",
    (_, response) => json(response, 200, [{ id: "../../x" }]),
    "refused",
    /does not answer as a patchwork does/,
  ],
  ["sends no JSON", (_, response) => void response.end("<html>"), "later", /cannot be spoken to/],
  [
    "sends us elsewhere",
    (_, response) => void response.writeHead(302, { Location: "/x" }).end(),
    "later",
    /cannot be spoken to/,
  ],
  ["hangs up", (request) => void request.socket.destroy(), "later", /cannot be spoken to/],
])("a server that %s", async (_, handle, kind, why) => {
  const url = await serve(handle);
  const posting = await createPatchwork(access(url)).post(checkOf("fail"));
  expect(posting).toMatchObject({ kind, why: expect.stringMatching(why) as string });
  expect(JSON.stringify(posting)).not.toContain("secret");
});

test("a server that says nothing", async () => {
  const url = await serve(() => {});
  const posting = await createPatchwork(access(url), 1500).post(checkOf("fail"));
  expect(posting).toEqual({ kind: "later", why: expect.stringMatching(/it does not answer$/) as string });
});

test("no more of an answer is read than a patchwork gives", async () => {
  const url = await serve((_, response) => {
    const chunk = " ".repeat(1 << 20);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", more);
    response.on("error", () => {});
    more();
  });
  expect(await createPatchwork(access(url)).post(checkOf("fail"))).toMatchObject({
    kind: "later",
    why: expect.stringContaining("more than 16777216 bytes") as string,
  });
});

test("the token goes nowhere else, and not where only something is asked", async () => {
  const heard: (string | undefined)[] = [];
  const elsewhere = await serve((request, response) => {
    heard.push(request.headers.authorization);
    json(response, 200, []);
  });
  const url = await serve((request, response) => {
    heard.push(request.method === "GET" ? request.headers.authorization : undefined);
    if (request.method === "GET" && request.url?.includes("msgid") === true)
      return json(response, 200, [{ id: 7, msgid: "<1@example.org>", checks: `${elsewhere}/checks/` }]);
    if (request.method === "GET") return json(response, 200, []);
    return void response.writeHead(307, { Location: `${elsewhere}/x` }).end();
  });
  expect((await createPatchwork(access(url)).post(checkOf("fail"))).kind).toBe("later");
  expect(heard.filter((token) => token !== undefined)).toEqual([]);
});
