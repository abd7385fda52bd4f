import { expect, test } from "vitest";
import { originalNamed } from "../../src/core/evidence/original.ts";
import { commitOf } from "../commit/facts.ts";

const [one, other, sha256] = ["a1".repeat(20), "b2".repeat(20), "c3".repeat(32)];

test.each<readonly [body: string, how: "reverts" | "repeats" | null, id?: string]>([
  [`This reverts commit ${one}.`, "reverts", one],
  ['This reverts commit a1b2c3d ("topic").', "reverts", "a1b2c3d"],
  ["This reverts commit a1b2c3.", null],
  [`It is so: This reverts commit ${one}.`, null],
  [`This reverts commit ${one}.\nThis reverts commit ${one}.`, "reverts", one],
  [`This reverts commit ${one}.\nThis reverts commit ${other}.`, null],
  [`(cherry picked from commit ${one})`, "repeats", one],
  [`(cherry picked from commit ${sha256})`, "repeats", sha256],
  [`(cherry picked from commit ${one})\n(cherry picked from commit ${other})`, "repeats", other],
  [`(cherry picked from commit ${one.slice(1)})`, null],
  [`(cherry picked from commit ${one}) here`, null],
  [`commit ${one} upstream.`, "repeats", one],
  [`commit ${one} upstream`, "repeats", one],
  [`[ Upstream commit ${one} ]`, "repeats", one],
  [`[ Upstream commit ${one} ] and more`, null],
  [`This reverts commit ${one}.\n\n(cherry picked from commit ${other})`, "reverts", one],
  [`(cherry picked from commit ${one})\n[ Upstream commit ${other} ]`, "repeats", one],
  ["Nothing of it.", null],
])("%s", (body, how, id = "") => {
  expect(originalNamed(commitOf(`topic\n\n${body}\n`))).toEqual(how === null ? null : { how, id });
});
