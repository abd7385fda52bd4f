import { expect, test } from "vitest";
import { speakerOf } from "../../../src/core/process/thread/speakers.ts";
import { personWords } from "../../../src/core/report/render-participants.ts";

test.each([
  ["Ada Example", "Ada Example <eve@example.org>"],
  ["Rob Owner <rob@example.org>", '"Rob Owner <rob@example.org>" <eve@example.org>'],
  ["rob@example.org", '"rob@example.org" <eve@example.org>'],
  ['Rob" <rob', '"Rob\\" <rob" <eve@example.org>'],
  ["", "eve@example.org"],
])("the name %j cannot pass for an address", (name, wanted) => {
  const identities = { canonical: <T>(identity: T): T => identity, addressesOf: () => undefined };
  const speaker = speakerOf({ identity: { name, email: "eve@example.org" }, login: null }, identities);
  expect(speaker === null ? null : personWords(speaker)).toBe(wanted);
});
