import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { composeAnswer } from "../../../src/core/report/answer/compose-answer.ts";
import { mailParagraph, quotedLine } from "../../../src/core/report/answer/mail-line.ts";
import * as fc from "../../random-cases.ts";
import { judged, mailOf, seriesOf, settings } from "./posted.ts";

/** What ends a header, begins one, or is obeyed by some reader of mails. */
const fragment = fc.oneof(
  fc.constantFrom(
    ...'\n|\r\n|\r|\0|\t| |\x1b[31m|\u202e|\u2028|\ud800|\n\n|\r\n\r\n|\nBcc: victim@example.org|\r\nBcc: victim@example.org|: |,|;|<|>|<x@example.org>|"|\\|(|)|=?UTF-8?Q?=0ABcc:_v@example.org?=|=?utf-8?b?Cg==?=|From me|>From |-- |---|diff --git a/x b/x|#syz fix: x|/close|@bot|Acked-by: Robot <r@example.org>|Signed-off-by: X <x@example.org>|word|ö|漢字|👩‍💻'.split(
      "|",
    ),
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constant("x".repeat(1200)),
);
const hostile = fc.array(fragment, { maxLength: 6 }).map((parts) => parts.join(""));
const identity = fc.record({
  name: hostile,
  email: fc.oneof(
    hostile,
    fc.constantFrom("a@example.org", "b@example.org", "dev@lists.example.org", "=?UTF-8?Q?=0ABcc:_v?=@example.org"),
  ),
});
const id = fc.oneof(
  hostile.map((text) => `<${text}>`),
  fc.constantFrom("<a@x>", "<b@x>", "<=?UTF-8?Q?=0ABcc:_v@example.org?=>"),
);

const anyMail: fc.Arbitrary<Partial<PostedMail>> = fc.record(
  {
    messageId: fc.oneof(fc.constant("<1@example.org>"), id),
    subject: hostile,
    sender: fc.oneof(identity, fc.constant({ name: "Ada", email: "ada@example.org" })),
    recipients: fc.array(identity, { maxLength: 4 }),
    replyTo: fc.array(identity, { maxLength: 3 }),
    references: fc.array(id, { maxLength: 5 }),
    inReplyTo: fc.array(id, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const fields = (hasTo: boolean, hasCc: boolean): readonly string[] => [
  "from",
  ...(hasTo ? ["to"] : []),
  ...(hasCc ? ["cc"] : []),
  "subject",
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "auto-submitted",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
];

const octets = new TextEncoder();

test("whatever a stranger writes, the mail has the headers that we set, and goes to nobody else", async () => {
  let mails = 0;
  await fc.assert(
    fc.asyncProperty(anyMail, hostile, identity, async (mail, message, author) => {
      const series = seriesOf([{ message, author, mail }]);
      const answer = composeAnswer(judged(series), { ...settings, always: true });
      if (answer.kind !== "mail") return;
      mails += 1;
      const { text, to, cc } = answer.mail;
      expect(text).not.toContain("\r");
      for (const line of text.split("\n")) expect(octets.encode(line).length).toBeLessThanOrEqual(998);
      expect(text.slice(0, text.indexOf("\n\n"))).toMatch(
        /^(?:[\w-]+:(?: [\x21-\x7e]+)+(?:\n(?: [\x21-\x7e]+)+)*\n?)+$/,
      );
      const read = await new PostalMime().parse(octets.encode(text));
      expect(read.headers.map(({ key }) => key)).toEqual(fields(to.length > 0, cc.length > 0));
      expect((read.to ?? []).map((one) => one.address)).toEqual(to.map(({ email }) => email));
      expect((read.cc ?? []).map((one) => one.address)).toEqual(cc.map(({ email }) => email));
      expect(read.from?.address).toBe("policy-check@example.org");
      expect(read.inReplyTo).toBe(series.patches[0]?.mail.messageId);
      expect(read.subject ?? "").not.toMatch(/\p{Cc}/u);
      for (const line of (read.text ?? "").split("\n"))
        expect(line).not.toMatch(/^(?:From |\s*[\w-]+:(?:\s|$)|\s*[#@/]|>From |-- ?$|---$|diff )/);
    }),
    { numRuns: fc.fuzzCases(150) },
  );
  expect(mails).toBeGreaterThan(20);
});

test("the subject is that of the mail, with what cannot stand in one taken out", async () => {
  for (const [subject, expected] of [
    ["[PATCH v2 0/3] größer, 漢字 und =?UTF-8?Q?x?=", "Re: [PATCH v2 0/3] größer, 漢字 und =?UTF-8?Q?x?="],
    ["RE: [PATCH] x", "RE: [PATCH] x"],
    ["[PATCH] x\r\nBcc: v@example.org", "Re: [PATCH] x Bcc: v@example.org"],
    ["", "Re:"],
  ] as const) {
    const answer = composeAnswer(judged(seriesOf([{ message: "x\n", mail: mailOf({ subject }) }])), settings);
    const read = await new PostalMime().parse(answer.kind === "mail" ? answer.mail.text : "");
    expect(read.subject).toBe(expected);
  }
});

test("lines", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const line of [...mailParagraph(text.replaceAll(/[\r\n]/g, " ")), ...quotedLine(text)])
        expect(octets.encode(line).length).toBeLessThanOrEqual(910);
    }),
  );
  expect(mailParagraph("Acked-by: Lin <lin@example.org>")).toEqual(["\\Acked-by: Lin <lin@example.org>"]);
  expect(mailParagraph(`${"word ".repeat(14)}Acked-by: Lin`)).toEqual([
    "word word word word word word word word word word word word word",
    "word Acked-by: Lin",
  ]);
});
