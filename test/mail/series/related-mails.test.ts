import { expect, test } from "vitest";
import { relatedMails, tiesOf } from "../../../src/core/mail/related-mails.ts";
import { patch, posted } from "./posted.ts";

const mails = [
  patch("a", "[PATCH] net: one"),
  posted("other", "lunch", { from: "max" }),
  posted("r", "Re: lost", { to: "lost", from: "max" }),
  patch("b", "[PATCH v2] net: one", { to: "lost" }),
  posted("q", "Re: [PATCH] net: one", { to: "a", from: "max" }),
  patch("c", "[PATCH] net: one", { from: "eve" }),
  posted("d", "net: one"),
  { ...posted("x", "Re: gone", { to: "gone" }), messageId: null },
];
const related = (id: string): readonly number[] => relatedMails(id, mails.map(tiesOf));

test("threads, also by mails that are not here, and parts of one sender under one title", () => {
  const all = [0, 2, 3, 4];
  expect(["<a>", "<b>", "<q>", "<r>"].map(related)).toEqual([all, all, all, all]);
  expect([related("<c>"), related("<d>"), related("<other>")]).toEqual([[5], [6], [1]]);
});

test("a mail that is only answered is not there", () => {
  expect([related("<lost>"), related("<gone>"), related("<nobody>")]).toEqual([[], [], []]);
});

test("a chain of 20,000 mails is only long", () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => tiesOf(posted(`m${at}`, "Re: it", { to: `m${at - 1}` })));
  expect(relatedMails("<m7>", chain.toReversed()).length).toBe(20_000);
});
