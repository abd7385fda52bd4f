import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { bodyStart, readMailHeaders } from "../../src/adapters/mail/mail-headers.ts";
import { type MimePart, textOfBytes, textOfParts } from "../../src/adapters/mail/mime-text.ts";
import { readPlainMail } from "../../src/adapters/mail/plain-mail.ts";
import { readPlainParts } from "../../src/adapters/mail/plain-parts.ts";
import * as fc from "../random-cases.ts";

/** What the parser of MIME finds in a mail, by way of the same reading of its parts. */
async function byParser(bytes: Buffer): Promise<object> {
  const parser = new PostalMime({ forceRfc822Attachments: true });
  await parser.parse(bytes);
  return textOfParts((parser as unknown as { readonly root: MimePart }).root, bytes);
}

/** What our own reading finds, or null where it leaves the mail to the parser. */
function byUs(bytes: Buffer): object | null {
  const mail = bytes.toString("latin1").replaceAll("\r\n", "\n");
  const headers = readMailHeaders(mail);
  const plain = readPlainMail(mail, headers);
  if (plain !== null) return { texts: [plain.text], patches: [], problems: plain.problems };
  const parts = headers.isRegular ? readPlainParts(mail, headers.lines, bodyStart(mail, headers)) : null;
  return parts === null ? null : textOfParts(parts, bytes);
}

const words = fc.array(
  fc.constantFrom(
    "one ",
    "two",
    "ä",
    "—",
    "=",
    "=3D",
    "\n",
    "\n\n",
    " ",
    "-- \n",
    "> said \n",
    "--b",
    "\t",
    "Acked-by: A <a@b>\n",
    "\u00a0",
    ".",
  ),
  { maxLength: 20 },
);
const charset = fc.constantFrom(
  "",
  "; charset=utf-8",
  '; charset="UTF-8"',
  "; charset=iso-8859-1",
  "; charset=us-ascii",
  "; charset=klingon",
  "; charset=utf-8; format=flowed",
  "; format=flowed; delsp=yes; charset=UTF-8",
);
const encoding = fc.constantFrom("", "7bit", "8bit", "quoted-printable", "Quoted-Printable", "base64");

const leaf = fc
  .record({
    words,
    charset,
    encoding,
    latin: fc.boolean(),
    type: fc.constantFrom("text/plain", "text/html", "text/x-patch", "application/octet-stream", "message/rfc822", ""),
    disposition: fc.constantFrom(
      "",
      "inline",
      "attachment",
      'attachment; filename="x.patch"',
      "inline; filename=y.txt",
    ),
  })
  .map(({ words: pieces, charset: set, encoding: name, latin, type, disposition }) => {
    const headers = [
      type === "" ? "" : `Content-Type: ${type}${set}\n`,
      name === "" ? "" : `Content-Transfer-Encoding: ${name}\n`,
      disposition === "" ? "" : `Content-Disposition: ${disposition}\n`,
    ].join("");
    return Buffer.concat([
      Buffer.from(`${headers}\n`),
      encoded(Buffer.from(pieces.join(""), latin ? "latin1" : "utf8"), name),
    ]);
  });

function encoded(bytes: Buffer, encodingName: string): Buffer {
  const name = encodingName.toLowerCase();
  if (name === "base64") return Buffer.from(bytes.toString("base64").replace(/.{20}/g, "$&\n"));
  if (name !== "quoted-printable") return bytes;
  const text = bytes
    .toString("latin1")
    .replace(/[=\x80-\xff]| (?=\n|$)/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return Buffer.from(text.replace(/(?:[^=\n]|=..){30}(?!\n)/g, "$&=\n"));
}

const part = (kind: fc.Arbitrary<string>, inner: fc.Arbitrary<Buffer>, boundary: string): fc.Arbitrary<Buffer> =>
  fc
    .record({
      kind,
      parts: fc.array(inner, { minLength: 1, maxLength: 4 }),
      above: fc.constantFrom("", "This is MIME.\n"),
      below: fc.constantFrom("", "\n", "a footer\n"),
    })
    .map(({ kind: name, parts, above, below }) =>
      Buffer.concat([
        Buffer.from(`Content-Type: multipart/${name}; boundary="${boundary}"\n\n${above}`),
        ...parts.map((one) => Buffer.concat([Buffer.from(`--${boundary}\n`), one, Buffer.from("\n")])),
        Buffer.from(`--${boundary}--\n${below}`),
      ]),
    );
const kinds = fc.constantFrom("mixed", "alternative", "signed", "related");
const inner = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: part(kinds, leaf, "=_inner.1") });
const mails = fc
  .record({ body: fc.oneof(leaf, part(kinds, inner, "b0=_x")), returns: fc.boolean() })
  .map(({ body, returns }) => {
    const bytes = Buffer.concat([Buffer.from("From: Ada <ada@example.org>\nMIME-Version: 1.0\n"), body]);
    return returns ? Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r\n"), "latin1") : bytes;
  });

test("what is read without the parser of MIME is what the parser finds", async () => {
  let read = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(mails, async (bytes) => {
      const ours = byUs(bytes);
      all += 1;
      if (ours === null) return;
      read += 1;
      expect(ours).toEqual(await byParser(bytes));
    }),
    { numRuns: 2000 },
  );
  expect(read / all).toBeGreaterThan(0.8);
});

test.each([
  ["a header twice", "Content-Type: text/plain\nContent-Type: text/html\n\nx"],
  ["a comment", "Content-Type: text/plain (a comment); charset=utf-8\n\nx"],
  ["a continued parameter", "Content-Type: text/plain; charset*0=utf; charset*1=-8\n\nx"],
  ["an unknown encoding", "Content-Transfer-Encoding: x-rot13\n\nx"],
  ["a line among the headers that is none", "From: a@example.org\nand more\n\nx"],
  ["parts without an end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"],
  ["a boundary that begins another", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--bb\n\ny\n--b--\n"],
  ["a file name that is encoded", 'Content-Type: text/plain; name="=?utf-8?q?x?="\n\nx'],
])("%s is left to the parser", (_, mail) => {
  expect(byUs(Buffer.from(mail))).toBeNull();
});

test("flowing text is put together as in parts", () => {
  expect(textOfBytes(Buffer.from("a \nb\n"), { charset: "", format: "flowed", delsp: "" }).text).toBe("a b\n");
});
