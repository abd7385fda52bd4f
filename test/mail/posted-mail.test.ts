import { describe, expect, test } from "vitest";
import { headerBytesMax, mailBytesMax } from "../../src/adapters/mail/limits.ts";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import type { PostedMail } from "../../src/core/mail/posted-mail.ts";

const usual = {
  From: "Ada Example <ada@example.org>",
  Date: "Mon, 12 Jan 2026 10:00:00 +0100",
  "Message-Id": "<1@example.org>",
  Subject: "[PATCH 1/2] parser: accept folded trailers",
};

const diff = "diff --git a/x b/x\nindex 0123456..789abcd 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";

const read = (
  body: string | Uint8Array,
  headers: Readonly<Record<string, string | null>> = {},
  options: { readonly scissors?: boolean } = {},
): Promise<PostedMail> => {
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([key, value]) =>
    value === null ? [] : `${key}: ${value}\n`,
  );
  const bytes = Buffer.concat([Buffer.from(`${lines.join("")}\n`), Buffer.from(body)]);
  return readPostedMail(bytes, { number: 3, file: "3.eml" }, options);
};

test("a mail with a patch is a value", async () => {
  const body = `Text.\n\nSigned-off-by: Ada Example <ada@example.org>\n---\nv2: more\n\n${diff}-- \n2.39.5\n\nbase-commit: ${"a1".repeat(20)}\n`;
  const mail = await read(body, {
    "In-Reply-To": "<0@example.org>",
    References: "<a@example.org> <0@example.org>",
    To: 'list@example.org, "Example, Lin" <lin@example.org>',
    Cc: "=?utf-8?q?=C3=96mer?= <o@example.org>",
    "Reply-To": "list@example.org",
    "List-Id": "Development <Dev.list.example.org>",
  });
  expect(mail).toEqual({
    number: 3,
    file: "3.eml",
    messageId: "<1@example.org>",
    inReplyTo: ["<0@example.org>"],
    references: ["<a@example.org>", "<0@example.org>"],
    sender: { name: "Ada Example", email: "ada@example.org" },
    sent: { written: "Mon, 12 Jan 2026 10:00:00 +0100", seconds: 1_768_208_400 },
    subject: "[PATCH 1/2] parser: accept folded trailers",
    recipients: [
      { name: "", email: "list@example.org" },
      { name: "Example, Lin", email: "lin@example.org" },
      { name: "Ömer", email: "o@example.org" },
    ],
    replyTo: [{ name: "", email: "list@example.org" }],
    lists: ["dev.list.example.org"],
    replacedIds: [],
    automatic: null,
    dkim: null,
    text: body,
    said: null,
    patch: {
      author: { name: "Ada Example", email: "ada@example.org", at: { seconds: 1_768_208_400, offsetMinutes: 60 } },
      subject: "parser: accept folded trailers",
      message: {
        name: "mail <1@example.org>",
        text: "parser: accept folded trailers\n\nText.\n\nSigned-off-by: Ada Example <ada@example.org>\n",
      },
      notes: "---\nv2: more\n\n",
      diff: body.slice(body.indexOf("diff --git")),
      base: "a1".repeat(20),
      problems: [],
    },
    problems: [],
  });
});

describe("where a patch may begin", () => {
  const traditional = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
  test.each([
    ["in the first line", diff, true],
    ["in the first line, as other programs write it", traditional, true],
    ["below a message", `Text.\n---\n${traditional}`, true],
    ["in a quotation", `Ada wrote:\n${diff.replace(/^/gm, "> ")}\nFine.\n`, false],
    ["behind blanks", diff.replace(/^/gm, "  "), false],
  ])("%s", async (_, body, isThere) => {
    for (const encoding of ["8bit", "quoted-printable", "base64"]) {
      const written =
        encoding === "base64"
          ? Buffer.from(body).toString("base64")
          : encoding === "8bit"
            ? body
            : body.replaceAll("=", "=3D").replaceAll("+++", "=2B++").replaceAll("diff --git", "di=66f --git");
      const mail = await read(written, { "Content-Transfer-Encoding": encoding });
      expect({ encoding, isThere: mail.patch !== null }).toEqual({ encoding, isThere });
    }
  });
});

test("a line that flows and goes on in the next one that was sent is put together as git does", async () => {
  const mail = await read(`ab =\ncd\n =\nef\n---\n${diff.replaceAll("=", "=3D")}`, {
    "Content-Type": "text/plain; format=flowed",
    "Content-Transfer-Encoding": "quoted-printable",
  });
  expect(mail.patch?.message.text).toBe("parser: accept folded trailers\n\nab cd\nef\n");
});

test("the last line of a part is given the line feed that it may not have", async () => {
  const body = `--b\n\nText.\n---\n${diff}\n--b\nContent-Type: text/plain\n\nlast`;
  const mail = await read(body, { "Content-Type": "multipart/mixed; boundary=b" });
  expect(mail.patch?.diff).toBe(`${diff}\nlast\n`);
});

test("a NUL byte in what would be the commit is a problem, in the author's name, too", async () => {
  const mail = await read(`From: Ada\0 Example <ada@example.org>\n\nText.\n---\n${diff}`);
  expect(mail.patch?.problems).toEqual([
    "names no author",
    "has a NUL byte in what would be the commit, which git refuses",
  ]);
});

describe("a mail without a patch", () => {
  test.each([
    ["an answer", "> diff --git a/x b/x\n\nReviewed-by: Ada Example <ada@example.org>\n"],
    ["a cover letter", "Text.\n\n---\n x | 2 +-\n 1 file changed\n"],
    ["names without a diff", "--- a\ntext\n+++ b\n"],
  ])("%s", async (_, body) => expect(await read(body)).toMatchObject({ text: body, patch: null, problems: [] }));
});

test("the list's From is the sender's, and the one in the body the author's", async () => {
  const body = `From: Lin Example <lin@example.org>\nDate: Tue, 13 Jan 2026 10:00:00 -0500\n\nText.\n---\n${diff}`;
  const mail = await read(body, { From: '"Lin Example via dev" <dev@list.example.org>' });
  expect(mail.sender).toEqual({ name: "Lin Example via dev", email: "dev@list.example.org" });
  expect(mail.patch?.author).toEqual({
    name: "Lin Example",
    email: "lin@example.org",
    at: { seconds: 1_768_316_400, offsetMinutes: -300 },
  });
  expect(mail.patch?.message.text).toBe("parser: accept folded trailers\n\nText.\n");
});

describe("who wrote it, as git has it", () => {
  test.each([
    ["Ada R. <ada@example.org>", "Ada R", "ada@example.org"],
    ['"Example, Ada (they)" <ada@example.org>', "Example, Ada (they)", "ada@example.org"],
    ["ada@example.org (Ada Example)", "Ada Example", "ada@example.org"],
    ["Ada (the one) Example <ada@example.org> (away)", "Ada (the one) Example (away)", "ada@example.org"],
    ["ada@example.org", "ada@example.org", "ada@example.org"],
    ["Ada<ada@example.org>", "Ada", "ada@example.org"],
    ["Ada Example ada@example.org (away)", "Ada Example (away)", "ada@example.org"],
    ["Ada Example <ada>", "Ada Example", "ada"],
    ["Ada @ Example <ada@example.org>", "@", "@"],
    [`${"A".repeat(61)} <ada@example.org>`, "ada@example.org", "ada@example.org"],
    ["=?iso-8859-1?q?J=F6rg?= <j@example.org>", "Jörg", "j@example.org"],
  ])("%s", async (From, name, email) => {
    const { patch } = await read(`---\n${diff}`, { From });
    expect(patch?.author).toMatchObject({ name, email });
  });
});

describe("scissors", () => {
  const body = `Hello, this is why.\n\n-- >8 --\nSubject: the real one\n\nText.\n---\n${diff}`;
  test("are text", async () => {
    const { patch } = await read(body);
    expect(patch?.message.text).toContain("Hello, this is why.\n\n-- >8 --\nSubject: the real one\n");
  });
  test("cut where that is asked for", async () => {
    const { patch } = await read(body, {}, { scissors: true });
    expect(patch).toMatchObject({ subject: "the real one", message: { text: "the real one\n\nText.\n" } });
  });
});

describe("what is not known of a patch is said", () => {
  const patched = `Text.\n---\n${diff}`;
  test.each([
    ["no Date", { Date: null }, "has no Date, so that the author's would be that of applying it"],
    [
      "a Date of another kind",
      { Date: "yesterday" },
      "has a Date of which it is not known what git makes: `yesterday`",
    ],
    ["a Date without a zone", { Date: "Mon, 12 Jan 2026 10:00:00" }, "has a Date of which it is not known"],
    ["no From", { From: null }, "names no author"],
    ["a From of crud", { From: '". ." <;>' }, "names no author"],
    ["a subject that begins a word", { Subject: "why =? this" }, "has a subject header that git cannot decode"],
    [
      "a charset that nobody knows",
      { "Content-Type": "text/plain; charset=y" },
      "is written in `y`, and not all of it",
    ],
    ["a word in such a charset", { Subject: "=?klingon?q?x?=" }, "has a subject header that git cannot decode"],
  ] as const)("%s", async (_, headers, problem) => {
    const { patch } = await read(patched, headers);
    expect(patch?.problems).toEqual([expect.stringContaining(problem)]);
  });

  test("bytes that are no ASCII, though the mail says so", async () => {
    const { patch } = await read(Buffer.from(`\xe4\n${patched}`, "latin1"), {
      "Content-Type": "text/plain; charset=us-ascii",
    });
    expect(patch?.problems).toEqual(["is written in `us-ascii`, and not all of it can be read as that"]);
  });

  test("a NUL byte in the message", async () => {
    const { patch } = await read(`a\0b\n${patched}`);
    expect(patch?.problems).toEqual(["has a NUL byte in what would be the commit, which git refuses"]);
  });

  test("parts within parts, deeper than git follows", async () => {
    let body = "";
    for (let level = 1; level < 6; level += 1)
      body += `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n\n`;
    const { patch } = await read(`${body}--b5\n\n${patched}`, { "Content-Type": "multipart/mixed; boundary=b1" });
    expect(patch?.problems).toContain("has more than 4 parts within each other, which is git's limit");
  });
});

describe("what a program sent is not answered", () => {
  test.each([
    [{ "Auto-Submitted": "auto-replied (vacation)" }, "says that a program sent it (Auto-Submitted)"],
    [{ "Auto-Submitted": "auto-generated; x=y" }, "says that a program sent it (Auto-Submitted)"],
    [{ "Return-Path": "<>" }, "is a bounce (its Return-Path is empty)"],
    [{ "Content-Type": "multipart/report; report-type=delivery-status; boundary=b" }, "is a report of a mail server"],
    [{ "X-Failed-Recipients": "a@example.org" }, "is a bounce (X-Failed-Recipients)"],
    [{ "X-Autoreply": "yes" }, "is an automatic answer (X-Autoreply)"],
    [{ "X-Auto-Response-Suppress": "DR, OOF, AutoReply" }, "wants no automatic answer (X-Auto-Response-Suppress)"],
    [{ Precedence: "junk" }, "is sent as machines send (Precedence: junk)"],
    [{ Precedence: "bulk" }, "is sent as machines send (Precedence: bulk)"],
    [{ From: "Mail System <MAILER-DAEMON@example.org>" }, "is from a mail server"],
  ])("%j", async (headers, why) => expect((await read("x\n", headers)).automatic).toBe(why));

  test.each([
    [{ "Auto-Submitted": "no" }],
    [{ Precedence: "bulk", "List-Id": "<dev.example.org>" }],
    [{ Precedence: "list" }],
    [{ "X-Loop": "dev@example.org" }],
    [{ "Return-Path": "<ada@example.org>" }],
    [{ "X-Auto-Response-Suppress": "DR, RN" }],
  ])("a person may have sent %j", async (headers) => expect((await read("x\n", headers)).automatic).toBeNull());
});

describe("everybody whom a mail is sent to", () => {
  test.each([
    ["a@example.org,b@example.org", ["a@example.org", "b@example.org"]],
    ['A <a@example.org>,\n "B, b" <b@example.org>', ["a@example.org", "b@example.org"]],
    ["us: a@example.org, b@example.org;, c@example.org", ["a@example.org", "b@example.org", "c@example.org"]],
    ["a@example.org (A, x@example.org), b@example.org", ["a@example.org", "b@example.org"]],
    ['"<x@example.org>" <a@example.org>', ["a@example.org"]],
    ['"\\"<x@example.org>\\"" <a@example.org>', ["a@example.org"]],
    ["undisclosed-recipients:;", []],
    ["", []],
  ])("%j", async (To, emails) => {
    expect((await read("x\n", { To })).recipients?.map(({ email }) => email)).toEqual(emails);
  });
});

describe("a patch that only git sees", () => {
  const hidden = Buffer.from(`Text.\n---\n${diff}`).toString("base64");

  test.each([
    ["in one line", "=?utf-8?q?b=61se64?="],
    ["on the next line", "\n\t=?utf-8?q?b=61se64?="],
  ])("by an encoded word in Content-Transfer-Encoding, %s", async (_, encoding) => {
    const mail = await read(`${hidden}\n`, { "Content-Transfer-Encoding": encoding });
    expect(mail.patch?.diff).toBe(diff);
  });

  test("by such a word in a part", async () => {
    const part = `Content-Type: text/plain\nContent-Transfer-Encoding: =?utf-8?q?b=61se64?=\n\n${hidden}\n`;
    const mail = await read(`--b1\n${part}--b1--\n`, { "Content-Type": 'multipart/mixed; boundary="b1"' });
    expect(mail.patch?.diff).toBe(`${diff}\n`);
  });
});

describe("limits", () => {
  test("a mail that is too long is named by its headers", async () => {
    const mail = await read(Buffer.concat([Buffer.from(`---\n${diff}`), Buffer.alloc(mailBytesMax, "x")]));
    expect(mail).toMatchObject({ messageId: "<1@example.org>" });
    // git may find a patch in it.
    expect(mail.patch?.subject).toBe("parser: accept folded trailers");
    expect(mail.patch?.problems).toEqual(mail.problems);
    expect(mail.problems).toEqual([expect.stringContaining(`more than ${mailBytesMax}, and is not read`)]);
  });

  test("headers that are too long", async () => {
    const lines = "X-Line: y\n".repeat(headerBytesMax / 8);
    const mail = await readPostedMail(Buffer.from(`From: a@example.org\n${lines}\n---\n${diff}`), {
      number: 1,
      file: null,
    });
    const why = `cannot be read: its headers have more than ${headerBytesMax} bytes`;
    expect(mail.patch?.problems).toEqual([why]);
    expect(mail.problems).toContain(why);
  });

  // Each would take minutes if its length were multiplied by itself.
  const length = 300_000;
  test.each([
    ["headers in the body", "Subject: x\n".repeat(length / 10)],
    ["a header in the body that goes on", `Subject: x\n${" y\n".repeat(length)}`],
    ["lines that flow", "x \n".repeat(length), "text/plain; format=flowed"],
    ["lines that flow, encoded", "x =\n =20\n".repeat(length / 4), "text/plain; format=flowed", "quoted-printable"],
    ["blanks that flow, encoded", " =\n=20\n".repeat(length / 4), "text/plain; format=flowed", "quoted-printable"],
    ["a line in many pieces", "x=\n".repeat(length), "text/plain", "quoted-printable"],
    ["one long line", "x".repeat(length * 4)],
    ["one of brackets", "[".repeat(length * 4)],
    ["names of a diff", `---\n${"+++ b\n".repeat(length)}`],
    ["names on one line", `---\n${"+++ b ".repeat(length)}`],
    ["boundaries", "--b\n\n".repeat(length), "multipart/mixed; boundary=b"],
    ["ends of parts", "--b--\n".repeat(length), "multipart/mixed; boundary=b"],
    [
      "parts that open others",
      "--b\nContent-Type: multipart/mixed; boundary=b\n\n".repeat(length / 10),
      "multipart/mixed; boundary=b",
    ],
    ["encoded words", "x\n", "text/plain", "7bit", "=?utf-8?q?x?= ".repeat(15_000)],
    ["beginnings of words", "x\n", "text/plain", "7bit", "=?".repeat(100_000)],
    ["bytes of no charset", "\xf0\x9f".repeat(length)],
  ])("are not needed for %s", async (_, body, type = "text/plain", encoding = "8bit", subject = "x") => {
    const bytes = Buffer.from(
      `From: a@example.org\nSubject: ${subject}\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n---\n${diff}`,
      "latin1",
    );
    expect(await readPostedMail(bytes, { number: 1, file: null })).toMatchObject({
      sender: { email: "a@example.org" },
    });
  });
});
