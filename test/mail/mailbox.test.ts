import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailBytesMax, mailsMax } from "../../src/adapters/mail/limits.ts";
import { localMailbox } from "../../src/adapters/mail/mailbox.ts";
import type { MailboxAnswer } from "../../src/ports/mailbox.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "proviso-mailbox-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const mail = (id: string, text = "x\n"): string =>
  `From: Ada <ada@example.org>\nDate: Mon, 12 Jan 2026 10:00:00 +0000\nMessage-Id: <${id}>\n\n${text}`;
const from = "From ada@example.org Mon Sep 17 00:00:00 2001\n";

function place(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return join(directory, name);
}

/** Numbers, files and ids of the mails, or the sentence. */
function told(answer: MailboxAnswer): unknown {
  if (!answer.ok) return answer.text.replace(directory, "DIR");
  const { value } = answer;
  return value.kind === "json"
    ? value.text
    : value.mails.map(({ number, file, messageId }) => [number, file, messageId]);
}

const two = [
  [1, null, "<a>"],
  [2, null, "<b>"],
];

test.each<readonly [string, Readonly<Record<string, string | Uint8Array>>, string, unknown]>([
  ["an mbox", { f: `${from}${mail("a")}${from}${mail("b")}` }, "/f", two],
  ["an mbox with blank lines above", { f: `\n${from}${mail("a")}\n${from}${mail("b")}` }, "/f", two],
  ["one mail", { f: mail("a") }, "/f", [[1, null, "<a>"]]],
  ["a JSON text", { f: '\n[{"body": 1}]' }, "/f", '\n[{"body": 1}]'],
  ["a JSON text with a byte order mark", { f: "\ufeff{}" }, "/f", "{}"],
  [
    "a Maildir, in the order of delivery",
    { "cur/2.x:2,S": mail("b"), "new/1.x": mail("a"), "tmp/0.x": mail("t"), "cur/.hidden": "x" },
    "",
    [
      [1, "new/1.x", "<a>"],
      [2, "cur/2.x:2,S", "<b>"],
    ],
  ],
  [
    "a directory of mails",
    { "2.eml": mail("b"), "1.EML": from + mail("a"), "notes.txt": "x", "sub.eml/3.eml": mail("c") },
    "",
    [
      [1, "1.EML", "<a>"],
      [2, "2.eml", "<b>"],
    ],
  ],
  [
    "a directory with an mbox",
    { "1.eml": mail("a"), "more.mbox": from + mail("b") },
    "",
    "`DIR/a directory with an mbox` has `more.mbox`, which does not end in .eml and would not be read; move it, or name it as well",
  ],
  [
    "a Maildir with more",
    { "cur/1": mail("a"), "objection.eml": mail("b") },
    "",
    "`DIR/a Maildir with more` is a Maildir, and `objection.eml` beside its mails would not be read; move it, or name it as well",
  ],
  ["no mail", { f: "Just a text.\n" }, "/f", "`DIR/no mail/f` holds neither mails nor the JSON of an issue"],
  ["an empty file", { f: "\n" }, "/f", "`DIR/an empty file/f` is empty"],
  ["nothing", { f: "" }, "/g", "`DIR/nothing/g` cannot be read: there is no such file or directory"],
  [
    "a compressed file",
    { f: gzipSync("x") },
    "/f",
    "`DIR/a compressed file/f` is compressed; unpack it by `gunzip` first",
  ],
  [
    "a directory of something else",
    { "a.txt": "x" },
    "",
    "`DIR/a directory of something else` is a directory without mails: neither a Maildir with any nor files that end in .eml",
  ],
  [
    "too many mails",
    { f: `${from}\n`.repeat(mailsMax + 1) },
    "/f",
    "`DIR/too many mails/f` has more than 20000 mails, which is the limit",
  ],
])("%s", async (name, files, path, wanted) => {
  expect(told(await localMailbox.read(`${place(name, files)}${path}`))).toEqual(wanted);
});

test("a mail of 100 MB is named, and those beside it are read", async () => {
  const path = place("long", {
    f: `${from}${mail(
      "a",
      "x"
        .repeat(99)
        .concat("\n")
        .repeat(1 << 20),
    )}${from}${mail("b")}`,
  });
  const answer = await localMailbox.read(join(path, "f"));
  expect(told(answer)).toEqual(two);
  const problems = answer.ok && answer.value.kind === "mails" ? answer.value.mails.map((one) => one.problems) : [];
  expect(problems).toEqual([
    [expect.stringMatching(`^has 1048\\d{5} bytes, more than ${mailBytesMax}, and is not read$`)],
    [],
  ]);
});

test("links to mails are followed, and a circle of links ends", async () => {
  const path = place("links", { "1.eml": mail("a") });
  symlinkSync("1.eml", join(path, "2.eml"));
  expect(told(await localMailbox.read(path))).toEqual([
    [1, "1.eml", "<a>"],
    [2, "2.eml", "<a>"],
  ]);
  symlinkSync("3.eml", join(path, "3.eml"));
  expect(told(await localMailbox.read(path))).toBe("`DIR/links` cannot be read: ELOOP");
});
