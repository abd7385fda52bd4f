import { expect, test } from "vitest";
import { createAddressFilter } from "../../src/core/commit/address-filter.ts";
import { addressKey } from "../../src/core/commit/identities.ts";
import * as fc from "../random-cases.ts";

const known = ["noreply@anthropic.com", "bot@example.org", "123+helper[bot]@users.noreply.github.com", "a@b"];

function check(table: readonly string[], address: string, mayBeKnown: boolean): void {
  const text = `Somebody <${address}> behind`;
  const start = "Somebody <".length;
  expect(createAddressFilter(table)(text, start, start + address.length)).toBe(mayBeKnown);
}

test.each([
  ["a known address", "bot@example.org", true],
  ["in capitals", "BOT@Example.Org", true],
  ["with white space that does not count", "bot@example.org ", true],
  ["with white space outside ASCII", "\u00a0bot@example.org", true],
  ["too long to tell", "999+helper[bot]@users.noreply.github.com", true],
  ["too short to tell", "a@", true],
  ["another length", "bots@example.org", false],
  ["another first letter", "cot@example.org", false],
  ["with a tilde at its end, which is no white space", "bots@example.or~", false],
  ["another third letter", "bob@example.org", false],
])("%s", (_name, address, mayBeKnown) => check(known, address, mayBeKnown));

test("a table with an address outside ASCII filters nothing", () =>
  check(["adá@example.org"], "somebody@example.org", true));

const character = fc.constantFrom(...Array.from("aAbB.@+-[] 0\u00a0\u0130\u212aé"));
const anyAddress = fc.string({ unit: character, minLength: 1, maxLength: 40 });

test("an address of the table is never filtered out, however it is written", () => {
  fc.assert(
    fc.property(anyAddress, fc.array(anyAddress, { maxLength: 3 }), (address, others) => {
      const table = [addressKey(address), ...others.map(addressKey)];
      expect(createAddressFilter(table)(`<${address}>`, 1, 1 + address.length)).toBe(true);
    }),
  );
});
