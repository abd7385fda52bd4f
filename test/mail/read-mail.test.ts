import { describe, expect, test } from "vitest";
import { mailBytesMax, mimeDepthMax, mimeLinesMax, mimePartsMax } from "../../src/adapters/mail/limits.ts";
import { secondsOfMailDate } from "../../src/adapters/mail/mail-date.ts";
import { readMail } from "../../src/adapters/mail/read-mail.ts";
import type { Mail } from "../../src/ports/mailbox.ts";
import * as fc from "../random-cases.ts";

const usual = {
  From: "Ada Example <ada@example.org>",
  Date: "Mon, 12 Jan 2026 10:00:00 +0100",
  "Message-Id": "<1@example.org>",
  Subject: "Hello",
};

/** Reads a mail of these headers; those that are null are left out. */
const read = (body: string | Uint8Array, headers: Readonly<Record<string, string | null>> = {}): Promise<Mail> => {
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([key, value]) =>
    value === null ? [] : `${key}: ${value}\n`,
  );
  return readMail(Buffer.concat([Buffer.from(`${lines.join("")}\n`), Buffer.from(body)]), { number: 3, file: null });
};

const multipart = (kind: string, ...parts: readonly string[]): readonly [string, Record<string, string>] => [
  `${parts.map((part) => `--b1\n${part}`).join("")}--b1--\n`,
  { "Content-Type": `multipart/${kind}; boundary="b1"` },
];

const plain = (text: string): string => `Content-Type: text/plain; charset=utf-8\n\n${text}\n`;
const html = (text: string): string => `Content-Type: text/html\n\n<p>${text}</p>\n`;

test("a mail is a value", async () => {
  const mail = await read("one\r\ntwo\n", {
    "In-Reply-To": "message of Monday <0@example.org>",
    References: "<a@x>\n <0@example.org>",
  });
  expect(mail).toEqual({
    number: 3,
    file: null,
    messageId: "<1@example.org>",
    inReplyTo: ["<0@example.org>"],
    references: ["<a@x>", "<0@example.org>"],
    from: { name: "Ada Example", email: "ada@example.org" },
    date: { written: "Mon, 12 Jan 2026 10:00:00 +0100", seconds: 1_768_208_400 },
    subject: "Hello",
    text: "one\ntwo\n",
    partLines: [],
    patches: [],
    problems: [],
  });
});

describe("only the address tells who wrote", () => {
  test.each([
    ["Ada <ada@example.org>", "ada@example.org"],
    ["ada@example.org", "ada@example.org"],
    ["ada@example.org (Ada Example)", "ada@example.org"],
    ['"Ada <ada@example.org>" <mal@example.net>', "mal@example.net"],
    ['"Ada, \\"<ada@example.org>\\"" <mal@example.net>', "mal@example.net"],
    ["=?utf-8?q?Ada_=3Cada=40example.org=3E?= <mal@example.net>", "mal@example.net"],
    ["=?utf-8?b?QWRhIDxhZGFAZXhhbXBsZS5vcmc+?= <mal@example.net>", "mal@example.net"],
    ["=?utf-8?q?ada=40example.org=0D=0AFrom=3A_x?= <mal@example.net>", "mal@example.net"],
    ["(<ada@example.org>) Mal <mal@example.net>", "mal@example.net"],
    ["mal@example.net (x (y) <ada@example.org>)", "mal@example.net"],
    ['(") <mal@example.net> (")', "mal@example.net"],
    ["Mal (\\) <ada@example.org>) <mal@example.net> (away)", "mal@example.net"],
    ["mal@example.net <mal@example.net>", "mal@example.net"],
  ])("%s", async (From, email) => {
    const mail = await read("x", { From });
    expect(mail.problems).toEqual([]);
    expect(mail.from?.email).toBe(email);
  });

  test.each([
    ["Ada <ada@example.org> <mal@example.net>", "has a From that does not name one address"],
    ["Ada <ada@example.org>, Mal <mal@example.net>", "has a From that does not name one address"],
    ["us: ada@example.org, mal@example.net;", "has a From that does not name one address"],
    ["<< <ada@example.org>", "has a From that does not name one address"],
    ["Ada > <ada@example.org>", "has a From that does not name one address"],
    ['(") <mal@example.net> (") ada@example.org', "has a From that does not name one address"],
    ["Mal <mal@example.net> ada@example.org", "has a From that does not name one address"],
    ["mal@example.net (x <ada@example.org>", "has a From that does not name one address"],
    ['mal@example.net "x <ada@example.org>', "has a From that does not name one address"],
    ["mal@example.net x) <ada@example.org>", "has a From that does not name one address"],
    ["ada@example.org <mal@example.net>", "has a From that does not name one address"],
    ['"ada"@example.org', "has a From that does not name one address"],
    ["ada@example.org (x) .net", "has a From that does not name one address"],
    ["Ada \\<ada@example.org>", "has a From that does not name one address"],
    [`${'"\\'.repeat(20_000)} <ada@example.org>`, "has a From that does not name one address"],
    ["Ada", "has a From that does not name one address"],
    ["=?utf-8?q?=3Cada=40example.org=3E?=", "has a From that does not name one address"],
    ["Ada <ada@example.org>\nFrom: Mal <mal@example.net>", "has more than one From"],
    ["\u00a0", "has a From that does not name one address"],
    [null, "has no From"],
  ])("%s is nobody for sure", async (From, problem) => {
    const mail = await read("x", { From });
    expect(mail.from).toBeNull();
    expect(mail.problems).toEqual([expect.stringContaining(problem)]);
  });

  test("a header that only looks like From is none", async () => {
    const mail = await readMail(Buffer.from("\u00a0From: Ada <ada@example.org>\nFrom: Mal <mal@example.net>\n\n"), {
      number: 1,
      file: null,
    });
    expect(mail.from?.email).toBe("mal@example.net");
  });
});

test.each([
  ["ada@example.org (Ada (the one) Example)", "Ada (the one) Example"],
  ['"Ada \\"A.\\" Example" (x) <ada@example.org>', 'Ada "A." Example'],
  ["=?utf-8?q?=C3=84da?= Example <ada@example.org>", "Äda Example"],
  ["<ada@example.org>", ""],
])("the name in %s", async (From, name) => {
  expect((await read("x", { From })).from).toEqual({ name, email: "ada@example.org" });
});

describe("the text of a mail", () => {
  const encoded = (text: string, encoding: string): string =>
    `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${text}\n`;
  test.each([
    ["of two parts", multipart("mixed", plain("a"), plain("b")), ["a\n\nb\n", []]],
    ["of alternatives the plain one", multipart("alternative", plain("a"), html("b")), ["a\n", []]],
    ["in base64", multipart("mixed", encoded("w6Q=", "base64")), ["ä\n", []]],
    ["quoted-printable", multipart("mixed", encoded("=C3=A4", "quoted-printable")), ["ä\n", []]],
    [
      "is not what is attached",
      multipart("mixed", plain("a"), `Content-Disposition: attachment\n${plain("b")}`),
      ["a\n", []],
    ],
    [
      "is not what is attached, whatever the case",
      multipart("mixed", plain("a"), `Content-Disposition: ATTACHMENT\n${plain("b")}`),
      ["a\n", []],
    ],
    [
      "is not a file that is shown",
      multipart("mixed", plain("a"), `Content-Disposition: inline; filename="old.txt"\n${plain("b")}`),
      ["a\n", []],
    ],
    [
      "is not a file whose name is empty",
      multipart("mixed", plain("a"), `Content-Disposition: inline; filename=""\n${plain("b")}`),
      ["a\n", []],
    ],
    [
      "is not a file that has only a name",
      multipart("mixed", plain("a"), "Content-Type: text/plain; name=old.txt\n\nb\n"),
      ["a\n", []],
    ],
    [
      "is not in parts that are attached",
      multipart(
        "mixed",
        plain("a"),
        `Content-Disposition: attachment\nContent-Type: multipart/mixed; boundary=b2\n\n--b2\n${plain("b")}--b2--\n`,
      ),
      ["a\n", ["has parts that are attached, which are not read"]],
    ],
    [
      "may be empty beside HTML, which is a problem",
      multipart("alternative", plain(" "), html("b")),
      [" \n", ["has a text as HTML only, which is not read"]],
    ],
    [
      "is not that of an international mail within",
      multipart(
        "mixed",
        plain("a"),
        "Content-Disposition: attachment\nContent-Type: message/global\n\nFrom: x@y\n\nNacked-by: Ada <ada@example.org>\n",
      ),
      ["a\n", ["carries another mail, which is not read"]],
    ],
    [
      "as HTML only is a problem",
      multipart("alternative", html("b")),
      ["", ["has a text as HTML only, which is not read"]],
    ],
    [
      "beside HTML is a problem",
      multipart("mixed", plain("a"), html("b")),
      ["a\n", ["has a text as HTML only, which is not read"]],
    ],
    [
      "is not that of a mail within",
      multipart("mixed", plain("a"), "Content-Type: message/rfc822\n\nFrom: x@y\n\nAcked-by: Ada <ada@example.org>\n"),
      ["a\n", ["carries another mail, which is not read"]],
    ],
    ["may be missing", multipart("mixed", "Content-Type: image/png\n\nx\n"), ["", ["has no plain text"]]],
    [
      "in a charset that nobody knows",
      multipart("mixed", "Content-Type: text/plain; charset=klingon\n\na\n"),
      ["a\n", ["is written in `klingon`, which is not known"]],
    ],
    [
      "encoded as nobody knows",
      multipart("mixed", encoded("a", "x-rot13")),
      ["a\n", ["is encoded as `x-rot13`, which is not read"]],
    ],
  ] as const)("%s", async (_, [body, headers], [text, problems]) => {
    const mail = await read(body, headers);
    expect(mail.text).toBe(text);
    expect(mail.problems).toEqual(problems);
  });

  test("parts say where they begin", async () => {
    const mail = await read(...multipart("mixed", plain("a\n-- \nb"), plain("c"), plain("d")));
    expect(mail.text.split("\n")).toEqual(["a", "-- ", "b", "", "c", "", "d", ""]);
    expect(mail.partLines).toEqual([5, 7]);
  });

  test("a patch that is attached is its own", async () => {
    const patch = 'Content-Type: text/x-patch; name="0001.patch"\nContent-Disposition: attachment\n\n+++ b/x\n';
    const mail = await read(...multipart("mixed", plain("a"), patch));
    expect(mail).toMatchObject({ text: "a\n", patches: ["+++ b/x\n"], problems: [] });
  });

  test("bytes without a charset are UTF-8, else Latin-1", async () => {
    expect((await read(Buffer.from("ä"))).text).toBe("ä\n");
    expect((await read(Buffer.from("ä", "latin1"))).text).toBe("ä\n");
    const claimed = await read(Buffer.from("ä", "latin1"), { "Content-Type": "text/plain; charset=utf-8" });
    expect(claimed.problems).toEqual(["has bytes in it that are not `utf-8`"]);
  });

  test("too many lines in parts are said, and those of a plain mail are read", async () => {
    const lines = "x\n".repeat(mimeLinesMax + 1);
    expect((await read(lines)).text).toBe(lines);
    const mail = await read(...multipart("mixed", plain(lines)));
    expect(mail.problems).toEqual([`has parts of more than ${mimeLinesMax} lines, and is not read`]);
    expect(mail.messageId).toBe("<1@example.org>");
  });

  test("a plain mail may begin with its body, or end with its headers", async () => {
    expect(await readMail(Buffer.from("\nFrom: a@b\n"), { number: 1, file: null })).toMatchObject({
      from: null,
      text: "From: a@b\n",
    });
    expect(await readMail(Buffer.from("From: a@b"), { number: 1, file: null })).toMatchObject({
      from: { email: "a@b" },
      text: "",
    });
    expect(await readMail(Buffer.from("From: a@b\r\n\r\n\r\nx\n\ny"), { number: 1, file: null })).toMatchObject({
      text: "\nx\n\ny\n",
    });
  });

  test.each([
    ["a \nb\nc\n", "", "a b\nc\n"],
    ["a \nb\n", "; delsp=yes", "ab\n"],
    ["> c \n> d\n>> e \n> f\n", "", "> c d\n>> e \n> f\n"],
    ["> quoted \nNacked-by: Ada <ada@example.org>\n", "", "> quoted \nNacked-by: Ada <ada@example.org>\n"],
    ["mine \n> quoted\n", "", "mine \n> quoted\n"],
    ["a\n-- \nb\n", "", "a\n-- \nb\n"],
    [" From x\n  > y\n", "", "From x\n > y\n"],
    ["a ", "", "a \n"],
  ])("that flows is put together: %j", async (body, more, text) => {
    const flowed = await read(body, { "Content-Type": `text/plain; format=Flowed${more}` });
    expect(flowed).toMatchObject({ text, problems: [] });
  });

  test.each([
    [
      "I object. \nNacked-by: Ada <ada@example.org>\n",
      ["has a line that flows into `Nacked-by:`, so that nobody can tell whether that is a tag"],
    ],
    ["I object.\nNacked-by: Ada <ada@example.org>\n", []],
    ["> quoted \nNacked-by: Ada <ada@example.org>\n", []],
    ["x \n\nNacked-by: Ada <ada@example.org>\n", []],
    ["-- \nNacked-by: Ada <ada@example.org>\n", []],
  ])("that flows into a tag is a problem: %j", async (body, problems) => {
    expect(await read(body, { "Content-Type": "text/plain; format=flowed" })).toMatchObject({ problems });
  });

  test("NUL bytes are only bytes", async () => {
    expect(await read("a\0b")).toMatchObject({ text: "a\0b\n", problems: [] });
  });
});

describe("broken MIME is said", () => {
  test.each([
    ["multipart/mixed", "x", "has parts and does not say what is between them"],
    ['multipart/mixed; boundary="b1"', "x", "says that it has parts, and none begins"],
    ['multipart/mixed; boundary="b1"', "--b1\n\nx", "ends in the middle of a part"],
    ['multipart/mixed; boundary="b1"; boundary="b2"', "--b2\n\nx\n--b2--", "says that it has parts, and none begins"],
  ])("%s: %s", async (type, body, problem) => {
    const mail = await read(body, { "Content-Type": type });
    expect(mail.problems).toEqual([problem]);
    expect(mail.messageId).toBe("<1@example.org>");
  });

  test("parts within parts", async () => {
    const depth = mimeDepthMax + 2;
    let body = "";
    for (let level = 1; level < depth; level += 1)
      body += `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`;
    const mail = await read(body, { "Content-Type": "multipart/mixed; boundary=b1" });
    expect(mail).toMatchObject({ messageId: "<1@example.org>", from: { email: "ada@example.org" } });
    expect(mail.problems).toEqual([`cannot be read: its parts lie more than ${mimeDepthMax} deep`]);
  });

  test("too many parts", async () => {
    const mail = await read(...multipart("mixed", ...Array.from({ length: mimePartsMax }, () => plain("x"))));
    expect(mail.problems).toEqual([`has ${mimePartsMax + 1} parts, more than ${mimePartsMax}`]);
  });

  test("a header without end", async () => {
    const mail = await read("x", { "X-Long": "y".repeat(300_000) });
    expect(mail.problems[0]).toMatch(/^cannot be read: its headers have more than 262144 bytes$/);
  });

  test("a mail that is too long is named by its headers", async () => {
    const mail = await read("x".repeat(mailBytesMax));
    expect(mail).toMatchObject({ messageId: "<1@example.org>", text: "" });
    expect(mail.problems).toEqual([expect.stringMatching(/^has 838\d+ bytes, more than 8388608, and is not read$/)]);
  });

  test("two Message-Ids are none", async () => {
    const mail = await read("x", { "Message-Id": "<1@example.org>\nMessage-ID: <2@example.org>" });
    expect(mail).toMatchObject({ messageId: null, problems: ["has more than one Message-Id"] });
  });

  test("whatever the bytes are, something is given", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "From: a@b\n",
        "Content-Type: multipart/mixed; boundary=b\n",
        "\n",
        "--b\n",
        "--b--\n",
        "Subject: =?utf-8?q?=0A?=\n",
      ),
      fc.constantFrom(
        "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n",
        "Date: x\n",
        "In-Reply-To: <\n",
        " <x>\n",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const mail = await readMail(Buffer.from(pieces.join("")), { number: 1, file: null });
        expect(mail.text).not.toContain("\r");
        if (mail.from === null || mail.date.seconds === null) expect(mail.problems).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("dates", () => {
  test.each([
    ["Mon, 12 Jan 2026 10:00:00 +0100", "2026-01-12T09:00:00Z"],
    ["12 Jan 2026 10:00 -0330", "2026-01-12T13:30:00Z"],
    ["Mon, 12 Jan 26 10:00:00 GMT", "2026-01-12T10:00:00Z"],
    ["Mon, 12 Jan 99 10:00:00 EST", "1999-01-12T15:00:00Z"],
    ["Mon,  2 Jan 2026 10:00:00 +0000 (UTC)", "2026-01-02T10:00:00Z"],
    ["Thu, 29 Feb 2024 23:59:59 -0000", "2024-02-29T23:59:59Z"],
    ["Mon, 12 Jan 2026 10:00:00", "2026-01-12T10:00:00Z"],
    ["Mon, 12 Jan 2026 10:00:00 XYZ", "2026-01-12T10:00:00Z"],
  ])("%s", (written, wanted) => {
    expect(secondsOfMailDate(written)).toBe(Date.parse(wanted) / 1000);
  });

  test.each([
    "",
    "yesterday",
    "30 Feb 2026 10:00:00 +0000",
    "12 Foo 2026 10:00:00",
    "12 Jan 2026",
    "12 Jan 2026 25:00:00",
    "0 Jan 2026 1:00:00",
  ])("`%s` names no moment", (written) => expect(secondsOfMailDate(written)).toBeNull());

  test.each([
    ["behind a weekday", (blanks: string) => `Tue${blanks}13 10:00:00 2026`],
    ["behind its comma", (blanks: string) => `Tue,${blanks}x`],
    ["before a year", (blanks: string) => `Tue, 13 Jan${blanks}x`],
    ["before a zone", (blanks: string) => `Tue, 13 Jan 2026 10:00${blanks}+x`],
    ["before a comment", (blanks: string) => `Tue, 13 Jan 2026 10:00 GMT${blanks}x`],
  ])("a megabyte of blanks %s is not gone through again for each of them", (_where, written) =>
    expect(secondsOfMailDate(written(" ".repeat(1_000_000)))).toBeNull(),
  );

  test("every moment that is written as RFC 5322 wants it comes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
        expect(secondsOfMailDate(new Date(seconds * 1000).toUTCString())).toBe(seconds);
      }),
    );
  });
});
