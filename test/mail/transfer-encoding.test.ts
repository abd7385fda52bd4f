import { afterAll, describe, expect, test } from "vitest";
import { openGitMailReader } from "../../scripts/git-mails.ts";
import { decodeBody, type TransferEncoding, transferEncodingOf } from "../../src/core/mail/transfer-encoding.ts";
import * as fc from "../random-cases.ts";

const git = openGitMailReader();
afterAll(() => git.remove());

type Row = readonly [what: string, written: string, decoded: string];

const base64: readonly Row[] = [
  ["padding", "SGVsbG8=", "Hello"],
  ["none, three digits at the end", "SGVsbG8", "Hello"],
  ["none, two digits at the end", "SGVsbA", "Hell"],
  ["a single digit at the end, which is no byte", "SGVsbGE5x", "Hella9"],
  ["what is no digit", "S-G*V sb.G8", "Hello"],
  ["padding in the middle, which is passed over", "SGVsbG8=IQ==", "Hello\x08"],
  ["the digits that are no letters", "fj8+Pz8/", "~?>???"],
  ["lines, each of which begins a byte", "SGVsb\nbyE=", "Helo!"],
  ["lines that end within a byte", "SGVsbG8\nIQ", "Hello!"],
];
const quotedPrintable: readonly Row[] = [
  ["capital digits", "a=3DB=C3=A4.", "a=B\xc3\xa4."],
  ["small digits", "a=3db=c3=a4.", "a=b\xc3\xa4."],
  ["the end of a line, which joins it to the next", "a=\nb", "ab"],
  ["what begins no byte", "a=b =4 =G0 =0G ==41.", "a=b =4 =G0 =0G =A."],
  ["two digits and no more", "=4142", "A42"],
];

test.each<[string, TransferEncoding]>([
  ["base64", "base64"],
  ["x-Base64; old", "base64"],
  ["Quoted-Printable", "quoted-printable"],
  ["8bit", "none"],
  ["", "none"],
])("%j is %s", (value, encoding) => expect(transferEncodingOf(value)).toBe(encoding));

describe.each<[TransferEncoding, readonly Row[], (text: string) => string]>([
  ["base64", base64, (text) => Buffer.from(text, "latin1").toString("base64")],
  ["quoted-printable", quotedPrintable, (text) => text.replaceAll("=", "=3D")],
])("in %s", (encoding, rows, encode) => {
  test.each(rows)("%s", (_, written, decoded) => expect(decodeBody(written, 0, encoding)).toBe(decoded));

  test("git decodes the same", () => {
    const headers = `From: Ada <ada@example.org>\nDate: Mon, 12 Jan 2026 10:00:00 +0100\nSubject: x\nContent-Transfer-Encoding: ${encoding}\n\n`;
    const mails = rows.map(([, written]) =>
      Buffer.from(`${headers}${written}\n${encode("\n---\ndiff --git a/x b/x\n")}\n`, "latin1"),
    );
    expect(git.read(mails).map(({ commit }) => commit?.message)).toEqual(
      rows.map(([, , decoded]) => `x\n\n${decoded}\n`),
    );
  });

  test("what was encoded comes back", () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString("latin1");
        const lines = encode(text).replace(/\n/g, "=0A").replace(/\0/g, "=00");
        expect(decodeBody(`above\n\n${lines}`, 7, encoding)).toBe(text);
      }),
    ));

  test("a NUL byte ends a line, and nothing else", () => {
    const [first, second] = [encode("one"), encode("two")];
    expect(decodeBody(`${first}\0${second}\n${second}`, 0, encoding)).toBe("onetwo");
  });
});

test("without an encoding all stands as it is", () =>
  expect(decodeBody("above\n\n=3D\0\n", 7, "none")).toBe("=3D\0\n"));
