import { expect, test } from "vitest";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import { believedMoment } from "../../src/core/mail/sent-moment.ts";

const day = 86_400;
const arrived = 20_000 * day;

test.each([
  ["at once", arrived, arrived, arrived],
  ["a clock that is a day ahead", arrived + day, arrived, arrived + day],
  ["a Date of the future", arrived + day + 1, arrived, arrived],
  ["two days under way", arrived - 2 * day, arrived, arrived - 2 * day],
  ["a Date of days before", arrived - 2 * day - 1, arrived, arrived],
  ["no server took it", arrived - 99 * day, null, arrived - 99 * day],
  ["no Date that can be read", null, arrived, null],
])("%s", (_, said, came, believed) => {
  expect(believedMoment(said, came)).toBe(believed);
});

const mail = (...received: readonly string[]): Buffer =>
  Buffer.from(
    `${received.map((moment) => `Received: from a by b;\n\t${moment}\n`).join("")}From: A <a@example.org>\nDate: Tue, 30 Dec 2042 21:08:10 +0800\nSubject: x\n\nHello.\n`,
  );
const secondsOf = async (bytes: Buffer): Promise<number | null> =>
  (await readPostedMail(bytes, { number: 1, file: null })).sent.seconds;
const seconds = (text: string): number => Date.parse(text) / 1000;

test.each([
  [
    "the topmost Received counts",
    ["Fri, 26 May 2023 04:58:44 +0200 (CEST)", "Tue, 30 Dec 2042 13:08:09 +0000"],
    "2023-05-26T02:58:44Z",
  ],
  [
    "a sender's own below it does not",
    ["Tue, 30 Dec 2042 13:10:00 +0000", "Fri, 26 May 2023 04:58:44 +0200"],
    "2042-12-30T13:08:10Z",
  ],
  ["one that names no moment says nothing", ["soon", "Fri, 26 May 2023 04:58:44 +0200"], "2042-12-30T13:08:10Z"],
  ["without any, Date is all there is", [], "2042-12-30T13:08:10Z"],
])("%s", async (_, received, moment) => {
  expect(await secondsOf(mail(...received))).toBe(seconds(moment));
});

test("by the parser of MIME it is the topmost, too", async () => {
  const odd = mail("Fri, 26 May 2023 04:58:44 +0200 (CEST)", "Tue, 30 Dec 2042 13:08:09 +0000")
    .toString()
    .replace("Subject: x\n", "Subject: x\nContent-Type: text/plain (a comment)\n");
  expect(await secondsOf(Buffer.from(odd))).toBe(seconds("2023-05-26T02:58:44Z"));
});
