import { expect, test } from "vitest";
import { addressKey, isWellFormedAddress, parseIdentity, sameAddress } from "../../src/core/commit/identities.ts";
import * as fc from "../random-cases.ts";

const ada = { name: "Ada Lin", email: "ada@example.org" };

test.each<[string, unknown]>([
  ["Ada Lin <ada@example.org>", ada],
  ["  Ada Lin  < ada@example.org >  ", ada],
  ["Ada Lin <ada@example.org> # v1", ada],
  ["Ada Lin <ada@example.org> (supporter:NETWORK)", ada],
  ["Ada Lin <ada@example.org> [rebased]", ada],
  ['"Ada Lin" <ada@example.org>', ada],
  ['"Lin, <Ada>" <ada@example.org>', { name: "Lin, <Ada>", email: "ada@example.org" }],
  ['Ada "the first" Lin <ada@example.org>', { name: 'Ada "the first" Lin', email: "ada@example.org" }],
  ["<ada@example.org>", { name: "", email: "ada@example.org" }],
  ["Ada Lin <ada at example.org>", { name: "Ada Lin", email: "ada at example.org" }],
  ["Ada Lin <ada@example.org", undefined],
  ["Ada Lin ada@example.org", undefined],
  ["ada@example.org", undefined],
  ["Ada Lin <>", undefined],
  ["Ada Lin < >", undefined],
  ['"Ada', undefined],
  ["", undefined],
])("%j", (value, identity) => {
  expect(parseIdentity(value)).toEqual(identity);
});

test.each<[string, boolean]>([
  ["ada@example.org", true],
  ["a.b+c_d=e@sub.example.org", true],
  ["49699333+bot[bot]@users.example.org", true],
  ["root@localhost", true],
  ["ädá@exämple.org", true],
  ["", false],
  ["ada", false],
  ["@example.org", false],
  ["ada@", false],
  ["ada@example..org", false],
  ["ada@.org", false],
  ["ada@org.", false],
  ["ada at example.org", false],
  ["ada@example@org", false],
  ["ada@example,org", false],
  ["ada@example.org<mailto:ada@example.org", false],
  ["ada@exam\u200bple.org", false],
  ["ada\u202e@example.org", false],
  ["ada@example.org\u001b[0m", false],
  [`${"a".repeat(65)}@example.org`, false],
])("well-formed %j: %s", (email, wellFormed) => {
  expect(isWellFormedAddress(email)).toBe(wellFormed);
});

test.each<[string, string, boolean]>([
  ["ada@example.org", "ADA@Example.ORG", true],
  ["ädá@example.org", "ÄDÁ@EXAMPLE.org", true],
  ["ada+x@example.org", "ada@example.org", false],
  ["kim@example.org", "\u212aim@example.org", false],
  ["ida@example.org", "\u0130da@example.org", false],
])("%j and %j: %s", (one, other, same) => {
  expect(sameAddress(one, other)).toBe(same);
});

test("no value throws, and a key is its own key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      parseIdentity(value);
      isWellFormedAddress(value);
      expect(addressKey(addressKey(value))).toBe(addressKey(value));
    }),
  );
});
