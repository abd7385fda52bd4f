import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bytesOfId, createCommitNumbers } from "../../src/core/audit/commit-numbers.ts";

test.each([
  ["sha1", 40],
  ["sha256", 64],
])("ids of %s keep the number that they were met with, however many there are", (kind, digits) => {
  const ids = Array.from({ length: 20_000 }, (_, index) => createHash(kind).update(`${index}`).digest("hex"));
  const numbers = createCommitNumbers(digits / 2);
  const [first = "", ...others] = ids;
  expect(numbers.find(first)).toBe(undefined);
  // The first half is read as one, the second id by id, and some are asked for again on the way.
  const half = others.splice(0, 9_999);
  numbers.append(Uint8Array.from([first, ...half].flatMap((id) => [...(bytesOfId(id) ?? [])])));
  expect(numbers.count()).toBe(10_000);
  const padded = (id: string): Uint8Array => Uint8Array.from([0, 0, 0, ...(bytesOfId(id) ?? []), 0]);
  for (const [index, id] of others.entries()) {
    expect(numbers.number(padded(id), 3)).toBe(10_000 + index);
    if (index % 1_000 === 0) expect(numbers.number(padded(ids[index] ?? ""), 3)).toBe(index);
  }
  expect(numbers.count()).toBe(20_000);
  expect(ids.every((id, index) => numbers.find(id) === index && numbers.idOf(index) === id)).toBe(true);
  expect(numbers.idsFrom(19_999)).toEqual(bytesOfId(ids[19_999] ?? ""));
  for (const other of [
    "f".repeat(digits),
    "f".repeat(digits === 40 ? 64 : 40),
    first.slice(1),
    first.toUpperCase(),
    "",
  ])
    expect(numbers.find(other)).toBe(undefined);
});

test.each([
  ["00ff10".padEnd(40, "0"), [0, 255, 16]],
  ["A".repeat(40), null],
  ["0".repeat(39), null],
  ["", null],
])("the bytes of %j", (id, begins) => {
  const bytes = bytesOfId(id);
  expect(bytes === null ? null : [...bytes.subarray(0, 3)]).toEqual(begins);
  if (bytes !== null) expect(bytes.length).toBe(20);
});
