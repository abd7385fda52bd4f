import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailsOf, withoutEnvelope } from "../../src/adapters/mail/split-mbox.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import * as fc from "../random-cases.ts";

let repository: TestRepository;
let directory = "";

beforeAll(() => {
  repository = createRepository();
  directory = mkdtempSync(join(tmpdir(), "proviso-split-"));
});
afterAll(() => {
  repository.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** The mails that git makes of an mbox, as Latin-1, so that every byte is compared. */
function byGit(mbox: Uint8Array, ...options: string[]): readonly string[] {
  const into = mkdtempSync(join(directory, "x"));
  try {
    repository.run(["mailsplit", "-b", "--keep-cr", ...options, `-o${into}`], { input: mbox });
    return readdirSync(into)
      .sort()
      .map((name) => readFileSync(join(into, name), "latin1"));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

const byUs = (mbox: Uint8Array): readonly string[] =>
  [...mailsOf(mbox)].map((mail) => Buffer.from(mail).toString("latin1"));

const from = "From ada@example.org Mon Sep 17 00:00:00 2001\n";
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("an mbox is cut where git cuts it", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \n\t\r\n"],
    ["one bare mail", "Subject: a\n\nbody\n"],
    ["a bare mail with a line that begins mails", `Subject: a\n\n${from}body\n`],
    ["two mails", `${from}Subject: a\n\nbody\n${from}Subject: b\n\nbody\n`],
    ["blank lines above", `\n \n${from}Subject: a\n\nx\n`],
    ["a body line that only looks like one", `${from}\nFrom here on this is body text\n${from}\n`],
    ["a body line with a time and no year", `${from}\nFrom here on, at 10:00:00, it is body\n`],
    ["a year below 91", `${from}\nFrom a Mon Sep 17 00:00:00 90\n`],
    ["a year with a sign", `${from}\nFrom a Mon Sep 17 00:00:00 -2001\nFrom a Mon Sep 17 00:00:00 +2001\n`],
    ["a zone before the year", `${from}\nFrom a Mon Sep 17 00:00:00 +0100 2001\n`],
    ["no line feed at the end", `${from}Subject: a\n\nFrom a@b Mon Sep 17 00:00:00 2001`],
    ["carriage returns", `${from.replace("\n", "\r\n")}Subject: a\r\n\r\nbody\r\n${from}b\n`],
    ["NUL bytes", `${from}\0\n\0${from}${from}\0`],
    ["a quoted beginning", `${from}\n>${from}>>${from}> ${from}`],
  ])("%s", (_, text) => {
    expect(byUs(bytesOf(text))).toEqual(byGit(bytesOf(text)));
  });

  /** Lines that are, or nearly are, the beginning of a mail. */
  const line = fc.oneof(
    fc.constantFrom(from, `>${from}`, "From here on this is body text\n", "\n", "\r\n", "Subject: x\n", ":"),
    fc
      .tuple(
        fc.constantFrom("From ", "from ", "From\t", ">From ", "From  "),
        fc.constantFrom("", "a ", "a@b Mon Sep ", "x:y "),
        fc.constantFrom("1:00:00 ", "00:00:00", "10:00 ", "0:0:0 ", "00:00:0a "),
        fc.constantFrom("2001", " 91", "90", "-91", "+0100 2001", "x", "\v2001", "99999999999999999999"),
        fc.constantFrom("\n", "\r\n", "", " \n", ":\n", "::\n"),
      )
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary-ascii", maxLength: 30 }),
  );

  test("whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, begins) => {
        const mbox = bytesOf((begins ? from : "") + lines.join(""));
        expect(byUs(mbox)).toEqual(byGit(mbox));
      }),
      { numRuns: 150 },
    );
  });

  test("and what archives hide by `>` comes back as with git's --mboxrd", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const mbox = bytesOf(`${from}Subject: x\n\n${lines.join("")}`);
        const plain = [...mailsOf(mbox)].map((mail) => Buffer.from(withoutEnvelope(mail)).toString("latin1"));
        const wanted = byGit(mbox, "--mboxrd").map((mail) => mail.slice(mail.indexOf("\n") + 1 || mail.length));
        expect(plain).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  test("no byte is lost", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString("latin1");
        expect(byUs(bytes).join("")).toBe(text.replace(/^[ \t\n\r]+/, ""));
      }),
    );
  });
});
