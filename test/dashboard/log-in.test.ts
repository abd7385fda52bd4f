import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgeOauthProvider } from "../../src/adapters/log-in/forge-oauth.ts";
import { openIdProvider } from "../../src/adapters/log-in/open-id.ts";

const back = "http://127.0.0.1:9/log-in/one/done";

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Follows a provider's pages as a browser would: cookies, redirects, and its forms with these words. */
async function throughPages(from: string, fields: { readonly [name: string]: string }): Promise<string> {
  const cookies = new Map<string, string>();
  let request: { readonly url: string; readonly body: URLSearchParams | null } = { url: from, body: null };
  for (let steps = 0; steps < 20; steps += 1) {
    const answer: Response = await fetch(request.url, {
      method: request.body === null ? "GET" : "POST",
      body: request.body,
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      cookies.set(name, value);
    }
    const to = answer.headers.get("Location");
    if (to !== null) {
      const url = new URL(to, request.url).href;
      if (url.startsWith(back)) return url;
      request = { url, body: null };
      continue;
    }
    const text = await answer.text();
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? "";
    const prompt = /name="prompt" value="([^"]+)"/.exec(text)?.[1] ?? "";
    request = { url: new URL(action, request.url).href, body: new URLSearchParams({ ...fields, prompt }) };
  }
  throw new Error("the provider's pages have no end");
}

describe("OpenID Connect, by a real provider", () => {
  let server: Server;
  let issuer: string;

  beforeAll(async () => {
    server = createServer((request, response) => void handler(request, response));
    issuer = await listening(server);
    const provider = new Provider(issuer, {
      clients: [{ client_id: "proviso", client_secret: "secret-of-proviso", redirect_uris: [back] }],
      pkce: { required: () => true },
      cookies: { keys: ["k"] },
      claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
      features: { devInteractions: { enabled: true } },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: async () => ({
          sub: id,
          name: "Lin Maintainer",
          preferred_username: "lin",
          email: "lin@example.org",
          email_verified: id === "verified",
        }),
      }),
    });
    const handler = provider.callback();
  });

  afterAll(() => server?.close());

  const settings = () => ({
    id: "one",
    words: "the company",
    issuer,
    clientId: "proviso",
    clientSecret: "secret-of-proviso",
    allowsPlainHttp: true,
  });

  test.each([
    ["verified", ["lin@example.org"]],
    ["unverified", []],
  ])(
    "says who %s is; an address counts once it is verified",
    async (login, emails) => {
      const provider = openIdProvider(settings());
      const begun = await provider.begin(back);
      if (!begun.ok) throw new Error(begun.why);
      const came = await throughPages(begun.address, { login, password: "x" });
      expect(await provider.finish(came, begun.kept)).toEqual({
        ok: true,
        person: { provider: "one", subject: login, login: "lin", name: "Lin Maintainer", emails },
      });
      // The code was used.
      expect(await provider.finish(came, begun.kept)).toMatchObject({ ok: false });
    },
    60_000,
  );

  test("another's state, verifier or nonce ends nothing", async () => {
    const provider = openIdProvider(settings());
    const change = async (changed: (kept: { [name: string]: string }) => void): Promise<unknown> => {
      const begun = await provider.begin(back);
      if (!begun.ok) throw new Error(begun.why);
      const came = await throughPages(begun.address, { login: "verified", password: "x" });
      const kept = JSON.parse(begun.kept) as { [name: string]: string };
      changed(kept);
      return provider.finish(came, JSON.stringify(kept));
    };
    for (const name of ["state", "verifier", "nonce"])
      expect(
        await change((kept) => {
          kept[name] = "x".repeat(43);
        }),
        name,
      ).toMatchObject({ ok: false });
    for (const kept of ["", "{}", "null", "[1]", '{"state":1}'])
      expect(await provider.finish(`${back}?code=x&state=y`, kept)).toMatchObject({ ok: false });
  }, 60_000);

  test("a provider that does not answer, or refuses, is a sentence", async () => {
    const nowhere = openIdProvider({ ...settings(), issuer: "http://127.0.0.1:9" });
    expect(await nowhere.begin(back)).toMatchObject({
      ok: false,
      why: expect.stringContaining("the company did not answer"),
    });
    const provider = openIdProvider(settings());
    const begun = await provider.begin(back);
    if (!begun.ok) throw new Error(begun.why);
    const { state } = JSON.parse(begun.kept) as { state: string };
    const came = `${back}?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer)}`;
    expect(await provider.finish(came, begun.kept)).toEqual({ ok: false, why: "you, or the company, refused it" });
  });
});

describe.each([
  ["github", "/login/oauth/access_token", "/api/v3/user", { id: 7, login: "lin", name: "Lin Maintainer" }],
  [
    "gitlab",
    "/oauth/token",
    "/api/v4/user",
    { id: 7, username: "lin", name: "Lin Maintainer", email: "lin@example.org" },
  ],
  ["forgejo", "/login/oauth/access_token", "/api/v1/user", { id: 7, login: "lin", full_name: "Lin Maintainer" }],
] as const)("the OAuth of %s, by a double of its two answers", (forge, tokenPath, userPath, user) => {
  let server: Server;
  let origin: string;
  let told: unknown;
  let challenge = "";

  beforeAll(async () => {
    const answered = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const form = new URLSearchParams(Buffer.concat(parts).toString());
      const json = (status: number, value: unknown): void => {
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(value));
      };
      if (request.url === tokenPath) {
        const proof = createHash("sha256")
          .update(form.get("code_verifier") ?? "")
          .digest("base64url");
        const isGood =
          form.get("code") === "good" &&
          proof === challenge &&
          form.get("client_secret") === "secret" &&
          form.get("redirect_uri") === back;
        return isGood
          ? json(200, { access_token: "token", token_type: "bearer", scope: "" })
          : json(400, { error: "invalid_grant" });
      }
      if (request.url === userPath && request.headers.authorization?.toLowerCase() === "bearer token")
        return json(200, told);
      return json(404, {});
    };
    server = createServer((request, response) => void answered(request, response));
    origin = await listening(server);
  });

  afterAll(() => server?.close());

  async function logIn(code: string): Promise<unknown> {
    const provider = forgeOauthProvider({
      id: "one",
      words: "forge.example.org",
      forge,
      origin,
      clientId: "proviso",
      clientSecret: "secret",
      allowsPlainHttp: true,
    });
    const begun = await provider.begin(back);
    if (!begun.ok) throw new Error(begun.why);
    const asked = new URL(begun.address).searchParams;
    challenge = asked.get("code_challenge") ?? "";
    expect(asked.get("code_challenge_method")).toBe("S256");
    return provider.finish(`${back}?code=${code}&state=${asked.get("state")}`, begun.kept);
  }

  test("says whose account it is, and takes no address from it", async () => {
    told = user;
    expect(await logIn("good")).toEqual({
      ok: true,
      person: { provider: "one", subject: "7", login: "lin", name: "Lin Maintainer", emails: [] },
    });
  });

  test("a wrong code, or an answer that is none, lets nobody in", async () => {
    told = user;
    expect(await logIn("bad")).toMatchObject({ ok: false });
    for (const value of [
      null,
      [],
      "lin",
      {},
      { id: "7", login: "lin" },
      { id: 7 },
      { id: 7, login: "" },
      { id: 1.5, login: "lin" },
    ]) {
      told = value;
      expect(await logIn("good"), JSON.stringify(value)).toMatchObject({ ok: false });
    }
  });
});
