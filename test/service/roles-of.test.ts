import { expect, test } from "vitest";
import type { KnownPerson } from "../../src/ports/log-in.ts";
import { accountOf, idOf, rolesOf } from "../../src/service/pages-here.ts";

const way = (kind: "forgejo" | "openid", url: string) => ({
  kind,
  url,
  name: url,
  clientId: "proviso",
  clientSecretFile: "/secret",
});

const settings = {
  operators: ["root@forge.example.org", "boss@example.org"],
  stewards: ["ada@example.org"],
  readers: ["lin@forge.example.org", "ken@example.org"],
  logIn: [way("forgejo", "https://forge.example.org"), way("openid", "https://id.example.org")],
};

const personOf = (change: Partial<KnownPerson>): KnownPerson => ({
  provider: "forge-example-org",
  subject: "7",
  login: "lin",
  name: "Lin",
  emails: [],
  ...change,
});

/** Whom the maintainers files of projects at the forge name. */
const decides = async ({ host, login }: { readonly host: string; readonly login: string }): Promise<boolean> =>
  host === "forge.example.org" && login === "lin";

test.each([
  ["a decider at the forge who may read", personOf({}), ["reader", "maintainer", "contributor"]],
  [
    "a steward by a verified address",
    personOf({ login: "ada", emails: ["ada@example.org"] }),
    ["steward", "contributor"],
  ],
  ["a steward's name without his address", personOf({ login: "ada" }), ["contributor"]],
  ["somebody else there", personOf({ login: "grace" }), ["contributor"]],
  ["the same name at a provider of another kind", personOf({ provider: "id-example-org" }), ["contributor"]],
  ["the same name at a forge that is not set up", personOf({ provider: "other-example-org" }), ["contributor"]],
  ["nobody by name", personOf({ login: null }), ["contributor"]],
  ["an operator by account", personOf({ login: "Root" }), ["operator", "contributor"]],
  [
    "an operator by a verified address",
    personOf({ provider: "id-example-org", emails: ["Boss@example.org"] }),
    ["operator", "contributor"],
  ],
  [
    "an operator's account at another forge",
    personOf({ provider: "other-example-org", login: "root" }),
    ["contributor"],
  ],
])("%s", async (_name, person, roles) => {
  expect(await rolesOf(person, settings, decides)).toEqual(roles);
});

test.each([
  ["a session of a forge", { forge: "forge-example-org", subject: "7", person: "lin" }, true],
  ["one that does not know the account's number", { forge: "forge-example-org", subject: "", person: "lin" }, false],
  ["one of another provider", { forge: "id-example-org", subject: "7", person: "lin" }, false],
  ["one of a forge that is not set up", { forge: "other-example-org", subject: "7", person: "lin" }, false],
])("the account of %s", (_name, session, isKnown) =>
  expect(accountOf(session, settings)).toEqual(
    isKnown ? { forge: "forgejo", host: "forge.example.org", id: "7", login: "lin" } : null,
  ),
);

test("each address has a word of its own, which is one part of a path", () => {
  const addresses = [
    "https://forge.example.org",
    "http://forge.example.org",
    "https://forge-example.org",
    "https://forge.example.org:8443",
    "https://forge.example.org-8443",
    "https://forge.example.org/git",
    "https://forge.example.org/Git",
    "https://forge.example.org/g_69t",
    "https://forge.example.org/git/",
    "https://__forge.example.org",
    "https://förge.example.org",
  ];
  const words = addresses.map(idOf);
  expect(new Set(words).size).toBe(addresses.length);
  for (const word of words) expect(word).toMatch(/^[a-z0-9_-]+$/);
  expect(words[0]).toBe("forge-example-org");
});
