import { describe, expect, test } from "vitest";
import type { ContributionView } from "../../src/core/service/views.ts";
import { type Route, routes } from "../../src/dashboard/routes.ts";
import { contributionView, key, registerView, requestView } from "./sample-views.ts";
import { baseUrl, sampleReader, sessionFor, type World, type WorldOf, worldOf } from "./world.ts";

const fill = ({ path }: Route, of: { readonly key: string; readonly rest: string }): string =>
  path
    .replace(":key{.+}", of.key)
    .replace(":number", "412")
    .replace(/:(?:name|provider|exception|reference|commit)/, of.rest);

const posts = routes.filter(({ method }) => method === "POST");

const actedIn = ({ done }: World): number =>
  done.judged.length + done.measured.length + done.read.length + done.revived.length + done.log.length;

describe("a form that somebody else's page sends", () => {
  const others = [
    ["from another site", { Origin: "https://evil.example.org" }, true],
    ["from nowhere that is named", {}, true],
    ["by a page of the same site", { Origin: baseUrl, "Sec-Fetch-Site": "same-site" }, true],
    ["from here, without the token", { Origin: baseUrl, "Sec-Fetch-Site": "same-origin" }, false],
  ] as const;
  test.each(posts.flatMap((route) => others.map(([name, headers, hasToken]) => ({ route, name, headers, hasToken }))))(
    "$name does nothing at $route.name",
    async ({ route, headers, hasToken }) => {
      // Before somebody logged in there is no session that a token could be of.
      if (!hasToken && route.needs === "nothing") return;
      const world = worldOf();
      const { cookie, token } = await sessionFor(world, ["operator"]);
      const body = new URLSearchParams({ token: hasToken ? token : "", job: "7", kind: "withdraw", draft: "x" });
      const path = fill(route, { key, rest: "mechanical-changes" });
      const answer = await world.app.request(`${baseUrl}${path}`, {
        method: "POST",
        headers: { ...headers, Cookie: cookie },
        body,
      });
      expect(answer.status).toBe(403);
      expect(actedIn(world)).toBe(0);
      expect(world.done.sessions.size).toBe(1);
    },
  );
});

/** What would be a header of its own, another site, or a way up, did it stand in a header as it is. */
const injected = [
  "x\r\nX-Evil: 1",
  "x\nSet-Cookie: evil=1",
  "x\u0085X-Evil: 1",
  "/evil.example.org",
  "\\evil.example.org",
  "..",
  "%2e%2e",
  "%0d%0aX-Evil: 1",
  "\u2028x",
];

/** Knows whatever it is asked for, by whatever name. */
const knowsAll = (): NonNullable<WorldOf["ports"]> => {
  const same = (text: string): string => text;
  const reader = sampleReader(same);
  return {
    reader: {
      ...reader,
      contribution: async (repository): Promise<ContributionView> => ({ ...contributionView(same), repository }),
      register: async (repository) => ({ ...registerView(same), repository }),
      request: async (repository, reference) => ({ ...requestView(same), repository, reference }),
    },
  };
};

describe("no part of an address becomes a header, a way up or another site", () => {
  test.each(routes.flatMap((route) => injected.map((text) => ({ route, text }))))(
    "$route.name of $text",
    async ({ route, text }) => {
      const world = worldOf({ ports: knowsAll() });
      const { cookie, token } = await sessionFor(world, ["operator"]);
      const part = encodeURIComponent(text);
      const path = fill(route, { key: `forgejo/forge.example.org/${part}/${part}`, rest: part });
      const post = { method: "POST", body: new URLSearchParams({ token, job: text, to: text, words: text }) };
      const answer = await world.app.request(`${baseUrl}${path}?to=${part}&after=${part}&table=${part}&q=${part}`, {
        ...(route.method === "POST" ? post : {}),
        headers: { Cookie: cookie, Origin: baseUrl },
      });
      expect(answer.headers.get("X-Evil")).toBeNull();
      expect(answer.headers.getSetCookie().join()).not.toContain("evil");
      const location = answer.headers.get("Location");
      if (location !== null) {
        expect(location).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(location, baseUrl).origin).toBe(baseUrl);
      }
      expect(world.done.errors).toEqual([]);
    },
  );

  test.each(injected)("nor does what a repository is called now: %j", async (text) => {
    const now = `forgejo/forge.example.org/${text}/${text}`;
    const reader = { ...sampleReader((own) => own), renamed: async () => now };
    const { app } = worldOf({ ports: { reader } });
    const answer = await app.request(`${baseUrl}/repositories/forgejo/forge.example.org/old/name/-/audit?x=1`);
    const location = answer.headers.get("Location") ?? "";
    expect(answer.status).toBe(308);
    expect(location).toMatch(/^\/repositories\/[\x21-\x7e]*\/-\/audit\?x=1$/);
    expect(new URL(location, baseUrl).pathname).toMatch(/^\/repositories\/forgejo\/forge\.example\.org\//);
  });
});

describe("no route leaves what it is the root of", () => {
  test.each(["../package.json", "..%2fpackage.json", "%2e%2e/%2e%2e/etc/passwd", "style.css%00.txt", "/etc/passwd"])(
    "an asset called %s",
    async (name) => {
      const { app } = worldOf();
      const answer = await app.request(`${baseUrl}/assets/${name}`);
      expect(answer.status).toBe(404);
    },
  );
});
