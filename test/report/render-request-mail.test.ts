import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRequest } from "../../src/core/process/request.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { addressField, textField } from "../../src/core/report/mail-header.ts";
import { renderRequestMail } from "../../src/core/report/render-request-mail.ts";
import { anyRequest, wholeRequest } from "../process/requests.ts";
import * as fc from "../random-cases.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "proviso-mail-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What git reads of a mail's header: `Subject`, and for the sender `Author` and `Email`. */
function readByGit(header: string): ReadonlyMap<string, string> {
  const paths = [join(directory, "message"), join(directory, "patch")];
  const input = `${header}\nContent-Type: text/plain; charset=UTF-8\n\nbody\n`;
  const { stdout } = spawnSync("git", ["mailinfo", "-k", "--encoding=UTF-8", ...paths], { input, encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
}

const letters = fc.oneof(
  { arbitrary: fc.stringMatching(/^[A-Za-z0-9.,:;"'()<>@=?_\\[\]-]{1,12}$/), weight: 3 },
  fc.constantFrom(
    "ä",
    "größer",
    "漢字かな交じり文",
    "👩‍💻👩‍💻👩‍💻",
    "=?UTF-8?Q?x?=",
    "=?",
    "?=",
    "[RFC]",
    "x".repeat(90),
    "ö".repeat(40),
  ),
);
const anyLine = fc.array(letters, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

test("git reads the subject that was written, on lines that mail allows", () => {
  fc.assert(
    fc.property(anyLine, (text) => {
      const field = textField("Subject", text);
      expect(field).toMatch(/^[\x20-\x7e]*(?:\n [\x20-\x7e]*)*$/);
      for (const line of field.split("\n")) expect(line.length).toBeLessThanOrEqual(78);
      expect(readByGit(`From: A <a@example.org>\n${field}`).get("Subject")).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test("git reads the name that was written", () => {
  const anyName = fc.array(
    fc.oneof(fc.stringMatching(/^[A-Za-z0-9.,:;'-]{1,9}$/), fc.constantFrom("Jörg", "漢字", "ö".repeat(9))),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(anyName, (words) => {
      // Of a name that is longer git takes the address for one.
      const name = words.slice(0, 3).join(" ").slice(0, 24).trim();
      const read = readByGit(`${addressField("From", [{ name, email: "a@example.org" }])}\nSubject: x`);
      expect([read.get("Author"), read.get("Email")]).toEqual([name, "a@example.org"]);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["plain words stay as they are", "[RFC] one two", "Subject: [RFC] one two"],
  ["a prefix stays as it is", "[RFC] ä", "Subject: [RFC] =?UTF-8?Q?=C3=A4?="],
  ["what looks encoded is encoded", "=?UTF-8?Q?x?=", "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?="],
  [
    "several lines are folded",
    `${"word ".repeat(20)}end`,
    `Subject: ${"word ".repeat(12)}word\n ${"word ".repeat(7)}end`,
  ],
  [
    "a line break ends nothing",
    "a\nBcc: b@example.org",
    "Subject: =?UTF-8?Q?a=0ABcc=3A?= =?UTF-8?Q?_b=40example=2Eorg?=",
  ],
])("%s", (_, text, field) => {
  const written = textField("Subject", text);
  if (text.includes("\n")) expect(written.split("\n")).toHaveLength(1);
  else expect(written).toBe(field);
});

test("no text of a request and no address gets into the header, and the mail reads back as the request", () => {
  fc.assert(
    fc.property(
      anyRequest,
      fc.array(
        fc.oneof(
          anyLine,
          fc.constantFrom("a@example.org", "J. Größe <a@example.org>", "a@example.org\nBcc: b@example.org"),
        ),
        { maxLength: 2 },
      ),
      (request, to) => {
        const mail = renderRequestMail(request, to);
        if (!mail.ok) return;
        const header = mail.text.slice(0, mail.text.indexOf("\n\n"));
        const names = header
          .split("\n")
          .filter((line) => !line.startsWith(" "))
          .map((line) => line.slice(0, line.indexOf(":")));
        expect(names).toEqual([
          ...(to.length > 0 ? ["To"] : []),
          "Subject",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding",
        ]);
        expect(readRequest({ name: "mail", text: mail.text }).request).toEqual(request);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  "nobody",
  "",
  "a@example.org, b@example.org",
  "a@example.org\nBcc: b@example.org",
  "Name <a@example.org>\r\nBcc: b@example.org",
  "jörg@example.org",
  "Name <a b@example.org>",
])("%j is no address", (to) => {
  const mail = renderRequestMail(wholeRequest, [to]);
  expect(mail).toEqual({
    ok: false,
    text: `\`${to}\` is no address of a mail, such as \`list@example.org\` or \`Name <name@example.org>\``,
  });
});

test("a word that no line of a mail can hold is refused", () => {
  const mail = renderRequestMail(createRequest({ ...wholeRequest, risks: "x".repeat(999) }), []);
  expect(mail).toMatchObject({ ok: false });
  expect(renderRequestMail(createRequest({ ...wholeRequest, risks: "x ".repeat(999) }), [])).toMatchObject({
    ok: true,
  });
});
