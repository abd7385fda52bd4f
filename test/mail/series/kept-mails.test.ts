import { describe, expect, test } from "vitest";
import { sha256OfText } from "../../../src/adapters/mail/text-digest.ts";
import { createMailSharing, keptOf, keptWithText } from "../../../src/core/mail/kept-mails.ts";
import { unreadMail } from "../../../src/core/mail/mailed-patch.ts";
import { baseNamedIn } from "../../../src/core/mail/named-base.ts";
import { contentOf } from "../../../src/core/mail/patch-content.ts";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { pullSaidIn, tagsSaidIn } from "../../../src/core/mail/said-in-mail.ts";
import { seriesOf } from "../../../src/core/mail/series.ts";
import { entire, numbered, patch, posted } from "./posted.ts";

const keep = (mails: readonly PostedMail[]): readonly PostedMail[] =>
  mails.map((mail) => keptOf(entire(mail), sha256OfText)).map(createMailSharing());

const id = "a1".repeat(20);
const asking = `Hello,\n\nThe following changes since commit ${id}:\n\n  x (2026)\n\nare available in the Git repository at:\n\n  https://git.example.org/x.git tags/t\n\nfor you to fetch changes up to ${"b2".repeat(20)}:\n`;

describe("what is kept of a mail", () => {
  test("is neither text nor diff, and says the same to those who judge", () => {
    const text = "Fine.\n\nReviewed-by: max <max@example.org>\n";
    const mails = [
      posted("c", "[PATCH 0/1] all", { text: `Words.\n\nbase-commit: ${id}\n` }),
      patch("p", "[PATCH 1/1] one", { to: "c", at: 1 }),
      posted("r", "Re: [PATCH 1/1] one", { to: "p", at: 2, from: "max", text }),
      posted("g", "[GIT PULL] things", { at: 3, from: "lin", text: asking }),
    ];
    const kept = keep(numbered(mails));
    for (const mail of kept) expect([mail.text, mail.patch?.diff ?? null]).toEqual([null, null]);
    const [series, pull] = seriesOf(kept).series;
    expect(series && baseNamedIn(series)).toBe(id);
    expect(series?.tags.map(({ trailer, why }) => [trailer.value, why])).toEqual([["max <max@example.org>", null]]);
    expect(pull?.cover && pullSaidIn(pull.cover)).toEqual(pullSaidIn(posted("g", "x", { text: asking })));
    const tags = kept.flatMap(tagsSaidIn);
    expect(tags).toEqual(mails.flatMap((mail) => (mail.patch === null ? tagsSaidIn(mail) : [])));
  });

  test("asks to pull in the words of older versions of git, too", () => {
    const text = asking.replace("Git repository", "git repository");
    const [mail] = keep([posted("g", "[GIT PULL] things", { text })]);
    expect(mail && pullSaidIn(mail)).toMatchObject({ known: true, value: { url: "https://git.example.org/x.git" } });
  });

  test("tells a patch that stayed what it was from one that did not", () => {
    const [one, same, other] = keep([
      patch("1", "[PATCH] it", {}),
      patch("2", "[PATCH v2] it", {
        body: "Why.\n\nSigned-off-by: ada <ada@example.org>\nAcked-by: m <m@example.org>\n",
      }),
      patch("3", "[PATCH v3] it", { adds: "another line" }),
    ]).map((mail) => mail.patch && contentOf(mail.patch));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  test.each([
    "Signed-off-by",
    "Reviewed-by",
    "Acked-by",
    "Tested-by",
    "Reported-by",
    "Suggested-by",
    "Cc",
    "Link",
    "Message-Id",
  ])("is the same with and without a tag %s, which people collect", (key) => {
    const [one, same] = ["", `\n${key}: max <max@example.org>`].map((tag) => {
      const { patch: posting } = patch("1", "[PATCH] it", { body: `Why.\n\nFixes: 1234567 ("it")${tag}\n` });
      return posting && contentOf(posting);
    });
    expect(same).toBe(one);
  });

  test("is another where a hunk takes out what looks like the beginning of a signature", () => {
    const [one, other] = ["-", "- "].map((line) => {
      const diff = `diff --git a/f b/f\nindex 1111111..2222222 100644\n--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n line\n-${line}\n-- \n2.39.5\n`;
      const { patch: posting } = patch("1", "[PATCH] it", { diff });
      return posting && contentOf(posting);
    });
    expect(other).not.toBe(one);
  });

  test("is compared with its text only: two mails of one Message-Id are contested without", () => {
    const twice = numbered([
      patch("p", "[PATCH] it", {}),
      posted("r", "Re: [PATCH] it", { to: "p", text: "Fine.\n" }),
      posted("r", "Re: [PATCH] it", { to: "p", text: "Fine.\n-- \nlist\n" }),
      posted("tag", "Re: [PATCH] it", { to: "p", from: "max", text: "Acked-by: max <max@example.org>\n" }),
      posted("tag", "Re: [PATCH] it", { to: "p", from: "max", text: "Nacked-by: max <max@example.org>\n" }),
    ]);
    const whys = (mails: readonly PostedMail[]) =>
      seriesOf(mails).series.flatMap(({ tags }) => tags.map(({ why }) => why));
    const contested = expect.stringContaining("shares its Message-Id with mail");
    expect(whys(keep(twice))).toEqual([contested]);
    expect(whys(twice.map((mail) => keptWithText(entire(mail), sha256OfText)))).toEqual(whys(twice));
    expect(whys(twice)).toEqual([contested]);
  });

  test("is there once where mails have it in common", () => {
    const [one, other] = keep([
      patch("1", "[PATCH 1/2] it", { to: "c" }),
      patch("2", "[PATCH 2/2] more", { to: "c" }),
    ]) as [PostedMail, PostedMail];
    expect(one.sender).not.toBeNull();
    expect(other.sender).toBe(one.sender);
    expect(one.sent.written).toBeNull();
  });

  test("of a mail that cannot be read at all is a patch of which nothing is known", () => {
    const { series } = seriesOf(keep([unreadMail(1, "has 9 bytes, more than 8, and is not read")]));
    expect(series.map(({ patches }) => patches.map((one) => one.patch.problems))).toEqual([
      [["has 9 bytes, more than 8, and is not read"]],
    ]);
    expect(unreadMail(1, "is not read").patch).toEqual({
      author: { name: "", email: "", at: { seconds: 0, offsetMinutes: 0 } },
      subject: "",
      message: { name: "mail 1", text: "" },
      notes: "",
      diff: "",
      base: null,
      problems: ["is not read"],
    });
  });
});
