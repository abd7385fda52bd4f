import { afterAll, describe, expect, test } from "vitest";
import { openGitMailReader } from "../../scripts/git-mails.ts";
import { compareMail } from "../../scripts/mail-differences.ts";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import * as fc from "../random-cases.ts";

const git = openGitMailReader();
afterAll(() => git.remove());

const goodHeaders = fc.constantFrom(
  "From: Ada Example <ada@example.org>\n",
  'From: "Example, Ada" <ada@example.org>\n',
  'From: =?utf-8?q?"=C3=84da_\\"A"?= (x (y) "z") <ada@example.org> (away)\n',
  "From: ada@example.org (Ada Example)\n",
  "From: Ada via LIST <list@example.org>, other@example.org\n",
  "From: J\xf6rg.\n <j@example.org>\n",
  "from:a@b\n",
  "Subject: [PATCH v2 3/7] [area] Re: x:  y\n",
  "Subject: re: [a] [b]: =?utf-8?b?w6Q=?= =?iso-8859-1?q?=E4?=\n",
  "Subject: =?utf-8?q?cut=C3?= =?utf-8?q?=A4?= end\n",
  "Subject: two\n\tlines \n",
  "Subject: R\n",
  "Subject: [open\n",
  "Date: Mon, 12 Jan 2026 10:00:00 +0100\n",
  "Date: Mon, 12 Jan 2026 10:00:00 +0100 (GMT+01:00)\n",
  "Date: Tue Jan 13 10:00:00 2026 -0530\n",
  "Date: 2026-01-12 10:00:00 +0000\n",
  "Content-Type: text/plain; charset=utf-8\n",
  "Content-Type: text/plain; charset=ISO-8859-1\n",
  "Content-Type: text/plain; format=flowed; delsp=yes\n",
  "Content-Type: text/plain; format=flowed\n",
  "Content-Type: multipart/mixed; boundary=b\n",
  'content-type: multipart/signed;\n boundary="b b"\n',
  "Content-Transfer-Encoding: quoted-printable\n",
  "Content-Transfer-Encoding: 8bit\n",
  "X-Other: 1\n",
  ">From a@b Mon Sep 17 00:00:00 2001\n",
  " folded\n",
);

/** With these, git refuses most mails, or finds nothing in them. */
const badHeaders = fc.constantFrom(
  "Subject: what is =? this\n",
  "Date: yesterday\n",
  'Content-Type: text/plain; charset="us-ascii"\n',
  "Content-Type: text/plain; charset=klingon\n",
  "no header\n",
  "From:\n",
  "From: Ada <ada>\n",
  "Content-Transfer-Encoding: base64\n",
);
const headers = fc.oneof({ weight: 12, arbitrary: goodHeaders }, { weight: 1, arbitrary: badHeaders });

const lines = fc.constantFrom(
  "\n",
  "\n",
  "a line\n",
  "  indented =\n",
  "flows \n",
  " stuffed\n",
  "-- \n",
  "b\xf6dy\n",
  "b\xc3\xb6dy =C3=B6=\n",
  "=3D=\n",
  "=20\n",
  "YSBsaW5lCg==\n",
  "YQ\n",
  "LS0tCg==\n",
  "ZGlmZiAtLWdpdCBhL3ggYi94Cg==\n",
  "From: Body Author <body@example.org>\n",
  "Subject: in the body\n",
  "Subject: [PATCH] of\n the body\n",
  "Date: Tue, 13 Jan 2026 10:00:00 +0000\n",
  ">From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n",
  ">From somebody\n",
  "[PATCH] another\n",
  "Signed-off-by: Ada Example <ada@example.org>\n",
  "---\n",
  "--- \t\n",
  "--- a/x\n",
  "+++ b/x\n",
  "---- >8 ----\n",
  "diff --git a/x b/x\n",
  "index 0123456..789abcd 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\xe4\n",
  "diff -u x y\n",
  "Index: x\n",
  "--b\n",
  "--b b\n",
  "--b--\n",
  "Content-Type: text/plain; charset=ISO-8859-1\n",
  "Content-Transfer-Encoding: quoted-printable\n",
  "x\r\n",
  "\r\n",
  "\xef\xbf\xbe\n",
  "\xed\xa0\x80\xf0\x9f\xbf\xbf\xf0\x9f\x98\x80\n",
  "no end",
);

const together = 200;
const seeds = Array.from({ length: Math.ceil(fc.fuzzCases(together) / together) }, (_, index) => fc.fuzzSeed + index);

const bytesOf = (pieces: readonly string[]): Buffer => Buffer.from(pieces.join(""), "latin1");

/** Most have what a commit needs, so that what is read of it is compared and not only that nothing is. */
const mails = fc
  .record({
    usual: fc.constantFrom("", "From: Ada <ada@example.org>\nDate: Mon, 12 Jan 2026 10:00:00 +0100\nSubject: x\n"),
    headers: fc.array(headers, { maxLength: 5 }),
    body: fc.array(lines, { maxLength: 14 }),
    end: fc.constantFrom(
      "",
      "---\n",
      "diff --git a/x b/x\nindex 0123456..789abcd 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
    ),
  })
  .map(({ usual, headers: more, body, end }) => bytesOf([usual, ...more, "\n", ...body, end]));

describe("whatever a mail holds", () => {
  test("what git am makes of it is said, or that it is not known", async () => {
    const kinds = new Map<string, number>();
    for (const seed of seeds) {
      const sample = fc.sample(mails, { numRuns: together, seed });
      const answers = git.read(sample);
      for (const [index, bytes] of sample.entries()) {
        const mail = await readPostedMail(bytes, { number: 1, file: null });
        const answer = answers[index];
        if (answer === undefined) throw new Error("there is no answer");
        const { kind, detail } = compareMail(mail, answer);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (kind.startsWith("DIFFERENT")) expect({ mail: bytes.toString("latin1"), kind, detail }).toBeNull();
      }
    }
    expect(kinds.get("same: the commit of git am") ?? 0).toBeGreaterThan(25 * seeds.length);
    expect(kinds.get("same: git refuses, and we say why") ?? 0).toBeGreaterThan(seeds.length);
    // Not to know must stay the exception.
    expect(kinds.get("said: git makes a commit, and we say that we are not sure") ?? 0).toBeLessThan(20 * seeds.length);
  });

  test("it is read, and nothing is thrown", async () => {
    const noise = fc.string({ unit: "binary", maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(headers, lines, noise), { maxLength: 30 }), async (pieces) => {
        const { patch, text } = await readPostedMail(Buffer.from(pieces.join(""), "utf8"), { number: 1, file: null });
        expect(text).not.toContain("\r");
        if (patch !== null) expect(patch.diff).toMatch(/^(?:diff --git |--- )/);
      }),
      { numRuns: 500 },
    );
  });
});
