import { expect, test } from "vitest";
import { messageBytesMax } from "../../src/core/commit/parse-commit.ts";
import { commitOfPatch } from "../../src/core/mail/patch-commit.ts";
import type { PostedMail, PostedPatch } from "../../src/core/mail/posted-mail.ts";
import { patch as mailWith, type ToldPatch } from "./series/posted.ts";

const seconds = 1_767_225_600;

function commitOf(told: ToldPatch & { readonly patchProblems?: readonly string[] }, more: Partial<PostedMail> = {}) {
  const { patchProblems = [], ...rest } = told;
  const mail = { ...mailWith("p1", "[PATCH] Mend the lamp", rest), ...more };
  const { patch } = mail;
  if (patch === null) throw new Error("the mail of a test has a patch");
  return commitOfPatch(mail, { ...patch, problems: patchProblems } satisfies PostedPatch);
}

test("a patch is the commit that it would become, made by whoever sent it", () =>
  expect(commitOf({ from: "lin", by: "ada", at: 1 })).toMatchObject({
    id: "<p1>",
    parents: [],
    author: { name: "ada", email: "ada@example.org", at: { seconds: seconds + 3600, offsetMinutes: 0 } },
    committer: { name: "lin", email: "lin@example.org", at: { seconds: seconds + 3600, offsetMinutes: 0 } },
    message: { name: "mail p1", text: "Mend the lamp\n\nWhy.\n\nSigned-off-by: ada <ada@example.org>\n" },
    subject: "Mend the lamp",
    trailers: [{ key: "Signed-off-by", value: "ada <ada@example.org>" }],
    damage: null,
  }));

test("who sent it, and when, may not be known", () =>
  expect(commitOf({ sent: { written: null, seconds: null } }, { sender: null })).toMatchObject({
    author: { name: "ada", at: { seconds: 0 } },
    committer: { name: "", email: "", at: { seconds: 0, offsetMinutes: 0 } },
  }));

const around = "Mend the lamp\n\n".length;

test.each([
  ["as long as messages may be", messageBytesMax, [], null],
  [
    "longer",
    messageBytesMax + 1,
    [],
    `the message is longer than ${messageBytesMax} characters; the rest was not read`,
  ],
  [
    "with what git refuses",
    99,
    ["has no date", "is written in `klingon`"],
    "the mail has no date; the mail is written in `klingon`",
  ],
  [
    "longer, with what git refuses",
    messageBytesMax + 1,
    ["has no date"],
    `the mail has no date; the message is longer than ${messageBytesMax} characters; the rest was not read`,
  ],
])("a message is %s", (_, length, patchProblems, damage) => {
  const { message, damage: said } = commitOf({ body: "x".repeat(length - around), patchProblems });
  expect([message.text.length, said]).toEqual([Math.min(length, messageBytesMax), damage]);
});
