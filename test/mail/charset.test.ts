import { afterAll, expect, test } from "vitest";
import { openGitMailReader } from "../../scripts/git-mails.ts";
import { toUtf8 } from "../../src/core/mail/charset.ts";

const git = openGitMailReader();
afterAll(() => git.remove());

/** Every byte alone, and every two that could be one character. */
const sequences: readonly string[] = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(128 + code)),
  ...Array.from({ length: 126 }, (_, first) =>
    Array.from({ length: 191 }, (_ignored, second) => String.fromCharCode(129 + first, 64 + second)),
  ).flat(),
];

const mailOf = (charset: string, lines: readonly string[]): Buffer =>
  Buffer.from(
    `From: Ada <ada@example.org>\nDate: Mon, 12 Jan 2026 10:00:00 +0100\nSubject: x\nContent-Type: text/plain; charset=${charset}\n\n${lines.join("")}---\ndiff --git a/x b/x\n`,
    "latin1",
  );

const names: readonly string[] = [
  "UTF-8",
  "utf8",
  "us-ascii",
  "iso-8859-1",
  "ISO8859-1",
  "latin1",
  "latin-1",
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((number) => `iso-8859-${number}`),
  ...[0, 1, 2, 3, 4, 6, 7].map((number) => `windows-125${number}`),
  "cp1252",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "big5",
  "euc-kr",
  "gb2312",
  "gbk",
  "gb18030",
];

test.each(names)("whatever is read as %s, git reads so", (charset) => {
  const read = sequences.flatMap((sequence) => {
    const text = toUtf8(sequence, charset);
    return text === null ? [] : [{ line: `${sequence}.\n`, text: `${text}.\n` }];
  });
  // In UTF-8 nothing is converted, and what is no UTF-8 is mended when the commit is made.
  const [answer] = git.read([
    mailOf(
      charset,
      read.map(({ line }) => line),
    ),
  ]);
  expect(answer?.refused).toBeNull();
  if (!/utf/i.test(charset))
    expect(answer?.commit?.message).toBe(`x\n\n${read.map(({ text }) => text).join("")}`.replace(/\n\n$/, "\n"));
});

test("a name is known as a whole", () => {
  for (const name of names.flatMap((known) => [`x-${known}`, `${known}-x`])) expect(toUtf8("a", name), name).toBeNull();
});

test.each([
  "klingon",
  "y",
  "utf-7",
  "utf-16",
  "shift_jis",
  "windows-1258",
  "'utf-8'",
  "utf-8//ignore",
  "us-ascii//translit",
])("%s is not known, ASCII in it neither", (charset) => expect(toUtf8("a", charset)).toBeNull());

test.each([
  ["us-ascii", "\xe4"],
  ["iso-2022-jp", "\x1b$B0!\x1b(B"],
  ["windows-1252", "\x81"],
  ["gb2312", "\xa1\xaa"],
])("in %s not everything is read: %j", (charset, bytes) => expect(toUtf8(bytes, charset)).toBeNull());

test("ASCII with a shift is read where it is Latin-1", () => expect(toUtf8("\x1b[1m", "iso-8859-1")).toBe("\x1b[1m"));
