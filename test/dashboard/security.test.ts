import { describe, expect, test } from "vitest";
import type { LogInProvider } from "../../src/ports/log-in.ts";
import { ownPath } from "../../src/service/pages/log-in.ts";
import { formBytesMax } from "../../src/service/pages/page-ports.ts";
import { key } from "./sample-views.ts";
import { baseUrl, sessionFor, type World, worldOf } from "./world.ts";

const judge = `${baseUrl}/repositories/${key}/-/contributions/412/judge`;
const path = `/repositories/${key}/-/contributions/412`;

/** A provider that lets anybody in who brings the code. */
const provider: LogInProvider = {
  id: "forge",
  words: "forge.example.org",
  host: "forge.example.org",
  begin: async (back) => ({
    ok: true,
    address: `https://forge.example.org/authorize?to=${encodeURIComponent(back)}`,
    kept: "kept",
  }),
  finish: async (came, kept) =>
    new URL(came).searchParams.get("code") === "good" && kept === "kept"
      ? { ok: true, person: { provider: "forge", subject: "7", login: "lin", name: "Lin", emails: [] } }
      : { ok: false, why: "the forge refused it" },
};

const cookiesOf = (answer: Response): readonly string[] => answer.headers.getSetCookie();
const pairsOf = (answer: Response): string =>
  cookiesOf(answer)
    .map((text) => text.split(";")[0])
    .join("; ");

async function begin({ app }: World, to = "/contributions", cookie = ""): Promise<Response> {
  return app.request(`${baseUrl}/log-in/forge`, {
    method: "POST",
    headers: { Origin: baseUrl, Cookie: cookie },
    body: new URLSearchParams({ to }),
  });
}

async function logIn(world: World, to?: string, cookie = ""): Promise<Response> {
  const begun = await begin(world, to, cookie);
  return world.app.request(`${baseUrl}/log-in/forge/done?code=good&state=s`, {
    headers: { Cookie: [cookie, pairsOf(begun)].filter((one) => one !== "").join("; ") },
  });
}

describe("forms", () => {
  const form = (token: string) => new URLSearchParams({ token });

  test.each([
    ["from here, with the token", { Origin: baseUrl, "Sec-Fetch-Site": "same-origin" }, "token-of-lin", 303],
    ["from here, by a browser that says only the origin", { Origin: baseUrl }, "token-of-lin", 303],
    ["with another's token", { Origin: baseUrl }, "token-of-eve", 403],
    ["without a token", { Origin: baseUrl }, "", 403],
    ["from another site", { Origin: "https://evil.example.org" }, "token-of-lin", 403],
    ["from a site below ours", { Origin: `https://x.${baseUrl.slice(8)}` }, "token-of-lin", 403],
    ["from an unnamed origin", { Origin: "null" }, "token-of-lin", 403],
    ["without a word of where from", {}, "token-of-lin", 403],
    ["by another page of the same site", { Origin: baseUrl, "Sec-Fetch-Site": "same-site" }, "token-of-lin", 403],
  ] as const)("%s: %#", async (_name, headers, token, status) => {
    const world = worldOf();
    const { cookie } = await sessionFor(world, ["maintainer"]);
    const answer = await world.app.request(judge, {
      method: "POST",
      headers: { ...headers, Cookie: cookie },
      body: form(token),
    });
    expect(answer.status).toBe(status);
    expect(world.done.judged).toHaveLength(status === 303 ? 1 : 0);
    if (status === 303) expect(answer.headers.get("Location")).toBe(path);
  });

  test("of another kind, or too large, do nothing", async () => {
    const world = worldOf();
    const { cookie, token } = await sessionFor(world, ["maintainer"]);
    const headers = { Origin: baseUrl, Cookie: cookie };
    const json = await world.app.request(judge, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect(json.status).toBe(403);
    const large = new URLSearchParams({ token, draft: "x".repeat(formBytesMax) });
    expect((await world.app.request(judge, { method: "POST", headers, body: large })).status).toBe(413);
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(64 * 1024).fill(97));
      },
    });
    const endless = new Request(judge, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" },
      body: stream,
      duplex: "half",
    });
    expect((await world.app.request(endless)).status).toBe(413);
    expect(world.done.judged).toEqual([]);
  });

  test("a GET changes nothing", async () => {
    const world = worldOf();
    const { cookie, token } = await sessionFor(world, ["operator"]);
    for (const one of [`${path}/judge`, "/operation/revive?job=7", "/log-out"])
      expect(
        (
          await world.app.request(`${baseUrl}${one}${one.includes("?") ? "&" : "?"}token=${token}`, {
            headers: { Cookie: cookie },
          })
        ).status,
        one,
      ).toBe(404);
    expect(world.done.judged.length + world.done.revived.length).toBe(0);
    expect(world.done.sessions.size).toBe(1);
  });
});

describe("logging in", () => {
  test.each([
    ["forge.example.org", "7"],
    // What another provider numbers its people by is no number of a forge's account.
    [null, ""],
  ])("at %s the session has the account's number: %j", async (host, subject) => {
    const world = worldOf({ providers: [{ ...provider, host }] });
    await logIn(world, "/");
    expect([...world.done.sessions.values()].map((session) => session.subject)).toEqual([subject]);
  });

  test("begins a session under a new id, whatever the browser held before, and ends that", async () => {
    const world = worldOf({ providers: [provider], roles: ["maintainer"] });
    const { cookie } = await sessionFor(world, []);
    const [before] = world.done.sessions.keys();
    const answer = await logIn(world, "/contributions", cookie);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/contributions");
    const set =
      cookiesOf(answer).find((text) => text.startsWith("__Host-proviso-session=") && !text.includes("Max-Age=0")) ?? "";
    expect(set).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax|Path=\/.*HttpOnly.*Secure.*SameSite=Lax/);
    expect(set).not.toContain("Domain");
    const id = /^[^=]+=([^;]+)/.exec(set)?.[1] ?? "";
    expect(Buffer.from(id, "base64url")).toHaveLength(32);
    const [after] = world.done.sessions.keys();
    expect(world.done.sessions.size).toBe(1);
    expect(after).not.toBe(before);
    // What is kept is no id that a browser could send.
    expect(JSON.stringify([...world.done.sessions])).not.toContain(id);
    expect(world.done.log).toMatchObject([{ actor: "person:lin", action: "log-in", subject: "forge" }]);
    const page = await world.app.request(baseUrl, { headers: { Cookie: `__Host-proviso-session=${id}` } });
    expect(await page.text()).toContain("Log out");
    const old = await world.app.request(baseUrl, { headers: { Cookie: cookie } });
    expect(await old.text()).not.toContain("Log out");
  });

  test("an id that somebody else chose is never taken", async () => {
    const world = worldOf({ providers: [provider] });
    const answer = await logIn(world, "/", "__Host-proviso-session=chosen-by-eve");
    expect(answer.status).toBe(303);
    const page = await world.app.request(baseUrl, { headers: { Cookie: "__Host-proviso-session=chosen-by-eve" } });
    expect(await page.text()).not.toContain("Log out");
  });

  test.each([
    ["in a browser that did not begin it", async () => ""],
    [
      "with a cookie that was changed",
      async (world: World) =>
        pairsOf(await begin(world))
          .replace("kept", "kepT")
          .replace("%22kept%22", "%22kepT%22"),
    ],
    [
      "with a cookie of another's making",
      async () =>
        `__Host-proviso-log-in=${encodeURIComponent(JSON.stringify({ provider: "forge", kept: "kept", to: "/" }))}.AAAA`,
    ],
  ])("%s is refused", async (_name, cookieOf) => {
    const world = worldOf({ providers: [provider] });
    const answer = await world.app.request(`${baseUrl}/log-in/forge/done?code=good`, {
      headers: { Cookie: await cookieOf(world) },
    });
    expect(answer.status).toBe(400);
    expect(world.done.sessions.size).toBe(0);
    expect(world.done.errors).toEqual([]);
  });

  test("is used once", async () => {
    const world = worldOf({ providers: [provider] });
    const answer = await logIn(world);
    expect(
      cookiesOf(answer).some((text) => text.startsWith("__Host-proviso-log-in=;") && text.includes("Max-Age=0")),
    ).toBe(true);
  });

  test("leads on by a page of ours, since a form of ours leads nowhere else", async () => {
    const world = worldOf({ providers: [provider] });
    const answer = await begin(world);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Refresh")).toMatch(
      /^0; url=https:\/\/forge\.example\.org\/authorize\?to=https%3A%2F%2Fproviso\.example\.org%2Flog-in%2Fforge%2Fdone$/,
    );
    expect(await answer.text()).toContain("Go on to");
  });

  test.each([
    ["/", "/"],
    ["/contributions?mine=yes", "/contributions?mine=yes"],
    ["//evil.example.org", "/"],
    ["/\\evil.example.org", "/"],
    ["https://evil.example.org", "/"],
    ["javascript:alert(1)", "/"],
    ["/\t/evil.example.org", "/"],
    ["/\r\nSet-Cookie: x=y", "/"],
    [" //evil.example.org", "/"],
    ["", "/"],
    ["contributions", "/"],
    [`/${"x".repeat(3_000)}`, "/"],
    [undefined, "/"],
  ])("goes on to a path of ours: %j becomes %j", async (to, expected) => {
    expect(ownPath(to)).toBe(expected);
    if (to === undefined) return;
    const answer = await logIn(worldOf({ providers: [provider] }), to);
    expect(answer.headers.get("Location")).toBe(expected);
  });

  test("the reader is an account of that forge, and of no other", async () => {
    const seen: unknown[] = [];
    for (const host of ["forge.example.org", null]) {
      const own = worldOf();
      const world = worldOf({
        providers: [{ ...provider, host }],
        ports: {
          reader: {
            ...own.ports.reader,
            overview: async (reader) => {
              seen.push(reader);
              return own.ports.reader.overview(reader);
            },
          },
        },
      });
      const { cookie } = await sessionFor(world, ["maintainer"]);
      await world.app.request(baseUrl, { headers: { Cookie: cookie } });
      await world.app.request(baseUrl);
    }
    expect(seen).toEqual([
      { seesPrivate: false, account: { host: "forge.example.org", login: "lin" } },
      { seesPrivate: false, account: null },
      { seesPrivate: false, account: null },
      { seesPrivate: false, account: null },
    ]);
  });

  test("logging out ends the session", async () => {
    const world = worldOf();
    const { cookie, token } = await sessionFor(world, []);
    const answer = await world.app.request(`${baseUrl}/log-out`, {
      method: "POST",
      headers: { Origin: baseUrl, Cookie: cookie },
      body: new URLSearchParams({ token }),
    });
    expect(answer.status).toBe(303);
    expect(world.done.sessions.size).toBe(0);
  });

  test("whoever must log in comes back to the page that he wanted", async () => {
    const { app } = worldOf({ access: "members", providers: [provider] });
    const answer = await app.request(`${baseUrl}/contributions?words=a%20b&format=html`);
    expect(answer.headers.get("Location")).toBe("/log-in?to=%2Fcontributions%3Fwords%3Da%2520b");
    expect((await app.request(`${baseUrl}/contributions?format=json`)).status).toBe(401);
  });
});

test("every answer says what a browser may do with it", async () => {
  const { app } = worldOf();
  for (const one of ["/", "/none", "/assets/style.css", "/log", `${path}?format=json`]) {
    const { headers } = await app.request(`${baseUrl}${one}`);
    expect(headers.get("Content-Security-Policy"), one).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("X-Content-Type-Options"), one).toBe("nosniff");
    expect(headers.get("Referrer-Policy"), one).toBe("same-origin");
    expect(headers.get("Strict-Transport-Security"), one).toMatch(/^max-age=/);
    expect(headers.get("Cache-Control"), one).toBe(one.startsWith("/assets/") ? "public, max-age=300" : "no-store");
  }
});

test("what goes wrong is told to the service and not to the reader", async () => {
  const fails = async () => {
    throw new Error("secret at db.example.org");
  };
  const { app, done } = worldOf({ ports: { reader: { ...worldOf().ports.reader, overview: fails } } });
  const answer = await app.request(baseUrl);
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).not.toContain("secret");
  expect(text).toContain("could not be made");
  expect(done.errors).toHaveLength(1);
  expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
});
