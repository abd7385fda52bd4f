import { expect, test } from "vitest";
import { linesOfMail } from "../../src/core/mail/own-lines.ts";
import { tagLinesIn } from "../../src/core/mail/tag-lines.ts";

const tag = "Acked-by: max <max@example.org>";

test.each([
  ["a signature", "> -- \n"],
  ["a banner", "> -----Original Message-----\n"],
  ["the headers of another mail", " > From: A\n > Sent: Monday\n"],
  ["an attribution", "> On Monday Ada wrote:\nno\n"],
])("what is quoted begins nothing: %s", (_, above) => {
  const { own, doubtful } = linesOfMail(`${above}${tag}\n`);
  expect(own.map(({ text }) => text)).toContain(tag);
  expect(doubtful).toEqual([]);
});

test.each([
  ["```\n", "stands in code"],
  ["~~~\n", "stands in code"],
  ["diff --git a/x b/x\n", "stands in a patch"],
  ["Index: x\n", "stands in a patch"],
  ["--- a/x\n+++ b/x\n", "stands in a patch"],
  ["--- a/x\nno\n", null],
  ["Why.\n", null],
])("a tag below %j", (above, why) => {
  expect(tagLinesIn(`${above}${tag}\n`).map((found) => found.why)).toEqual([why]);
});
