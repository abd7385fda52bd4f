import { describe, expect, test } from "vitest";
import { readPostedMail } from "../../../src/adapters/mail/read-posted-mail.ts";
import { relatedMails, tiesOf } from "../../../src/core/mail/related-mails.ts";
import { seriesOf } from "../../../src/core/mail/series.ts";
import { numbered, patch, posted, type Told } from "./posted.ts";

const tag = "Acked-by: max <max@example.org>\n";
const cover = (more: Told = {}) => posted("new", "[PATCH 0/2] all", { replacedIds: ["<old>"], ...more });
const patches = (more: Told = {}) => [
  patch("1", "[PATCH 1/2] one", { to: "old", at: 1, ...more }),
  patch("2", "[PATCH 2/2] two", { to: "old", at: 2, ...more }),
];
const keysOf = (...mails: Parameters<typeof numbered>[0]) =>
  seriesOf(numbered(mails)).series.map(({ key, cover: its, patches: all }) => [key, its !== null, all.length]);

describe("a mail whose provider replaced its Message-Id", () => {
  const together = [["<new>", true, 2]];
  const apart = [
    ["<new>", true, 0],
    ["<1>", false, 2],
  ];

  test("is the cover letter of the patches that its sender sent below the old one", () => {
    expect(keysOf(cover(), ...patches())).toEqual(together);
  });

  test("is the same where two providers name the old one", () => {
    expect(keysOf(cover({ replacedIds: ["<old>", "<old>"] }), ...patches())).toEqual(together);
  });

  test.each([
    ["by another sender's patches", [cover(), ...patches({ from: "lin" })], apart],
    [
      "where another mail was sent with it, too",
      [cover(), posted("newer", "Hello", { replacedIds: ["<old>"], at: 3 }), ...patches()],
      apart,
    ],
    ["where nobody knows its sender", [cover({ sender: null }), ...patches()], apart],
  ])("is not found %s", (_, mails, found) => {
    expect(keysOf(...mails)).toEqual(found);
  });

  test("does not stand for a mail that is here", () => {
    const real = posted("old", "[PATCH 0/2] all", { at: 0 });
    expect(keysOf(cover({ subject: "[PATCH v2 0/2] all", at: 3 }), real, ...patches())).toEqual([
      ["<old>", true, 2],
      ["<new>", true, 0],
    ]);
  });

  test("gets no tag that somebody else gave to the old one", () => {
    const mails = [
      patch("new", "[PATCH] it", { replacedIds: ["<old>"] }),
      posted("a", "Re: [PATCH] it", { to: "old", from: "max", text: tag, at: 1 }),
    ];
    expect(seriesOf(numbered(mails)).series.map(({ tags }) => tags)).toEqual([[]]);
  });

  test("hangs together with what answers the old one", () => {
    expect(relatedMails("<new>", [cover(), ...patches()].map(tiesOf))).toEqual([0, 1, 2]);
  });
});

test.each([
  ["Tencent's", "X-OQ-MSGID: <old@example.org>", ["<old@example.org>"]],
  ["Microsoft's", "X-Microsoft-Original-Message-ID:\n <old@example.org>", ["<old@example.org>"]],
  ["several in one", "X-OQ-MSGID: <one@example.org> <two@example.org>", ["<one@example.org>"]],
  ["nobody's", "X-Original: <old@example.org>", []],
])("the header is %s", async (_, header, ids) => {
  const bytes = Buffer.from(`From: a@example.org\n${header}\nMessage-ID: <new@example.com>\n\nHello.\n`);
  expect((await readPostedMail(bytes, { number: 1, file: null })).replacedIds).toEqual(ids);
});
