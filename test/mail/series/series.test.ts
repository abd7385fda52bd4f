import { describe, expect, test } from "vitest";
import { inOrder } from "../../../src/core/mail/arrived.ts";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { type Series, seriesOf } from "../../../src/core/mail/series.ts";
import { numbered, patch, posted } from "./posted.ts";

/** `v2 of 3: <c> 1 2 3; missing 2; answers 1; before <key>`. */
function inWords({ key, version, total, cover, patches, missing, answers, before, after, problems }: Series): string {
  const parts = [...(cover === null ? [] : [0]), ...patches.map(({ position }) => position)].join(" ");
  const rest = [
    missing.length > 0 ? `missing ${missing.join(" ")}` : "",
    answers.length > 0 ? `answers ${answers.length}` : "",
    before === null ? "" : `before ${before}`,
    after === null ? "" : `after ${after}`,
    ...problems,
  ].filter((one) => one !== "");
  return [`${key} v${version} of ${total}: ${parts}`, ...rest].join("; ");
}

const told = (...mails: readonly PostedMail[]): readonly string[] => seriesOf(numbered(mails)).series.map(inWords);

const cover = (id: string, subject: string, more = {}) => posted(id, subject, more);

describe("which mails make a series", () => {
  test("a cover letter and the patches that answer it, in any order", () => {
    const mails = [
      patch("p2", "[PATCH 2/2] b", { to: "c", at: 2 }),
      cover("c", "[PATCH 0/2] all", { at: 0 }),
      patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
    ];
    expect(told(...mails)).toEqual(["<c> v1 of 2: 0 1 2"]);
  });

  test("deep threads, without a cover letter, with a mail missing in the middle", () => {
    const deep = (id: string, subject: string, references: readonly string[], at: number) =>
      patch(id, subject, { at, to: references.at(-1) as string, references: references.map((one) => `<${one}>`) });
    expect(
      told(
        patch("p1", "[PATCH v2 1/4] a"),
        deep("p2", "[PATCH v2 2/4] b", ["p1"], 1),
        deep("p4", "[PATCH v2 4/4] d", ["p1", "p2", "p3"], 3),
      ),
    ).toEqual(["<p1> v2 of 4: 1 2 4; missing 3"]);
  });

  test("the cover letter is lost: what answers it is one series", () => {
    expect(
      told(patch("p1", "[PATCH 1/2] a", { to: "lost" }), patch("p2", "[PATCH 2/2] b", { to: "lost", at: 1 })),
    ).toEqual(["<p1> v1 of 2: 1 2"]);
  });

  test("mails without threads, as `git format-patch` writes them to files", () => {
    const file = (subject: string, at: number): PostedMail => ({ ...patch("x", subject, { at }), messageId: null });
    expect(told(file("[PATCH 2/2] b", 0), file("[PATCH 1/2] a", 5))).toEqual(["mail 2 v1 of 2: 1 2"]);
  });

  test("two series of one sender without threads, one behind the other", () => {
    expect(
      told(
        patch("a1", "[PATCH 1/2] a"),
        patch("a2", "[PATCH 2/2] b", { at: 1 }),
        patch("b1", "[PATCH 1/2] c", { at: 2 }),
        patch("b2", "[PATCH 2/2] d", { at: 3 }),
      ),
    ).toEqual(["<a1> v1 of 2: 1 2", "<b1> v1 of 2: 1 2"]);
  });

  test("a part that is lost is not taken from another series", () => {
    expect(
      told(
        patch("a2", "[PATCH 2/2] b"),
        patch("b1", "[PATCH 1/2] c", { at: 2 }),
        patch("b2", "[PATCH 2/2] d", { at: 3 }),
      ),
    ).toEqual(["<a2> v1 of 2: 2; missing 1", "<b1> v1 of 2: 1 2"]);
  });

  test("one patch whose thread was lost joins the series that lacks it", () => {
    expect(
      told(
        cover("c", "[PATCH 0/2] all"),
        patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
        patch("p2", "[PATCH 2/2] b", { at: 2 }),
      ),
    ).toEqual(["<c> v1 of 2: 0 1 2"]);
  });

  test("a cover letter beside its patches, below the same mail", () => {
    expect(
      told(
        cover("c", "[PATCH v2 0/2] all", { to: "old" }),
        patch("p1", "[PATCH v2 1/2] a", { to: "old", at: 1 }),
        patch("p2", "[PATCH v2 2/2] b", { to: "old", at: 2 }),
      ),
    ).toEqual(["<c> v2 of 2: 0 1 2"]);
  });

  test("the version stands on the cover letter only", () => {
    expect(told(cover("c", "[PATCH v2 0/1] all"), patch("p1", "[PATCH 1/1] a", { to: "c", at: 1 }))).toEqual([
      "<c> v2 of 1: 0 1",
    ]);
  });

  test("but for a series of another length", () => {
    expect(told(cover("c", "[PATCH v2 0/3] all"), patch("p", "[PATCH 1/2] a", { to: "c", at: 1 }))).toEqual([
      "<c> v2 of 3: 0; missing 1 2 3",
      "<p> v1 of 2: 1; missing 2",
    ]);
  });

  test("another person's mail in the thread is no part of it", () => {
    expect(
      told(
        cover("c", "[PATCH 0/2] all"),
        patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
        patch("p2", "[PATCH 2/2] b", { to: "c", at: 2, from: "max" }),
      ),
    ).toEqual(["<c> v1 of 2: 0 1; missing 2", "<p2> v1 of 2: 2; missing 1"]);
  });

  test("a single patch, tagged or not", () => {
    expect(told(patch("a", "[PATCH] a"), patch("b", "b", { at: 1 }))).toEqual([
      "<a> v1 of null: 1",
      "<b> v1 of null: 1",
    ]);
  });

  test("an answer that carries a patch is an answer", () => {
    expect(told(patch("a", "[PATCH] a"), patch("b", "Re: [PATCH] a", { at: 1, to: "a", from: "max" }))).toEqual([
      "<a> v1 of null: 1; answers 1",
    ]);
  });

  test("an answer without `Re:` is one if it carries no patch and its subject is that of the part above it", () => {
    const series = [cover("c", "[PATCH 0/1] all"), patch("p", "[PATCH 1/1] a", { to: "c", at: 1 })];
    const answer = (subject: string, more = {}) => posted("r2", subject, { to: "r1", at: 3, ...more });
    const first = posted("r1", "Re: [PATCH 1/1] a", { to: "p", at: 2, from: "max" });
    expect(told(...series, first, answer("[PATCH 1/1] a"))).toEqual(["<c> v1 of 1: 0 1; answers 2"]);
    expect(told(...series, posted("r", "[PATCH 0/1] all", { to: "c", at: 2, from: "max" }))).toEqual([
      "<c> v1 of 1: 0 1; answers 1",
    ]);
    // What was not read whole, another version, another title, and a patch are no answers.
    for (const other of [
      answer("[PATCH 1/1] a", { problems: ["is too big"] }),
      answer("[PATCH v2 1/1] a"),
      answer("[PATCH 1/1] b"),
      patch("r2", "[PATCH 1/1] a", { to: "r1", at: 3, adds: "other" }),
    ])
      expect(told(...series, first, other)).not.toEqual(["<c> v1 of 1: 0 1; answers 2"]);
  });

  test("a cover letter that was sent again in the same thread is none", () => {
    const again = [
      cover("d", "[PATCH 0/1] all", { to: "c", at: 2 }),
      patch("q", "[PATCH 1/1] a", { to: "d", at: 3, adds: "other" }),
    ];
    expect(told(cover("c", "[PATCH 0/1] all"), patch("p", "[PATCH 1/1] a", { to: "c", at: 1 }), ...again)).toEqual([
      "<c> v1 of 1: 0 1",
      "<d> v1 of 1: 0 1",
    ]);
  });

  test("a pull request", () => {
    const text =
      "The following changes since commit 1234:\n\n  x\n\nare available in the Git repository at:\n\n  https://example.org\n";
    const { series } = seriesOf([posted("p", "[GIT PULL] fixes", { text })]);
    expect(series.map(({ kind, cover: letter }) => [kind, letter?.messageId])).toEqual([["pull-request", "<p>"]]);
    // With a diff of all that it asks for it is one still: judged as a patch, its commits would not be looked at.
    const shown = seriesOf([{ ...patch("p", "[GIT PULL] fixes"), text }]).series;
    expect(shown.map(({ kind, patches }) => [kind, patches.length])).toEqual([["pull-request", 0]]);
    // Without a repository to pull from it is a patch.
    expect(
      seriesOf([patch("p", "[GIT PULL] fixes")]).series.map(({ kind, patches }) => [kind, patches.length]),
    ).toEqual([["pull-request", 1]]);
    // A patch may speak of pull requests, and those of a pull are posted with it.
    const others = [{ ...patch("p", "[PATCH] fixes"), text }, patch("q", "[PULL 1/1] a")];
    expect(seriesOf(others).series.map(({ patches }) => patches.length)).toEqual([1, 1]);
  });
});

describe("what cannot be told", () => {
  test("two mails claim one position: both are judged, and it is said", () => {
    expect(
      told(
        cover("c", "[PATCH 0/2] all"),
        patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
        patch("p2", "[PATCH 2/2] b", { to: "c", at: 2 }),
        patch("p3", "[PATCH 2/2] b", { to: "c", at: 3, adds: "other" }),
      ),
    ).toEqual(["<c> v1 of 2: 0 1 2 2; mail 4 and mail 3 both say that they are patch 2 of 2"]);
  });

  test("two mails say that they are the cover letter", () => {
    expect(
      told(
        posted("x", "hello", { from: "lin" }),
        cover("c1", "[PATCH 0/1] all", { to: "x", at: 1 }),
        cover("c2", "[PATCH 0/1] all of it", { to: "x", at: 2 }),
        patch("p1", "[PATCH 1/1] a", { to: "x", at: 3 }),
      ),
    ).toEqual(["<c1> v1 of 1: 0 1; mail 3 and mail 2 both say that they are the cover letter"]);
  });

  test("mails are told in the order in which they were sent, whatever their ids are", () => {
    const answers = [
      posted("b", "Re: [PATCH] a", { to: "p", at: 2, from: "max", text: "one" }),
      posted("a", "Re: [PATCH] a", { to: "p", at: 3, from: "max", text: "two" }),
      posted("z", "Re: [PATCH] a", { to: "p", at: 1, from: "max", text: "none" }),
    ];
    const [series] = seriesOf(numbered([...answers, patch("p", "[PATCH] a")])).series;
    expect(series?.answers.map(({ messageId }) => messageId)).toEqual(["<z>", "<b>", "<a>"]);
    const undated = posted("0", "Re: [PATCH] a", { sent: { written: null, seconds: null } });
    for (const mails of [
      [undated, ...answers],
      [...answers, undated],
    ])
      expect(inOrder(mails).mails.map(({ messageId }) => messageId)).toEqual(["<z>", "<b>", "<a>", "<0>"]);
  });

  test("a mail of which the text was not kept may say anything", () => {
    const kept = [
      posted("r", "Re: [PATCH] a", { to: "p", at: 1, text: null }),
      posted("r", "Re: [PATCH] a", { to: "p", at: 1, text: "x" }),
    ];
    for (const copies of [kept, kept.toReversed()])
      expect([...inOrder(numbered(copies)).contested.values()]).toEqual([
        expect.stringContaining("shares its Message-Id with mail"),
      ]);
  });

  test("the same patch twice is one, and what answers either answers the series", () => {
    expect(
      told(
        cover("c", "[PATCH 0/2] all"),
        patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
        patch("p2", "[PATCH 2/2] b", { to: "c", at: 2 }),
        patch("p3", "[PATCH 2/2] b", { to: "c", at: 3 }),
        posted("r", "Re: [PATCH 2/2] b", { to: "p3", at: 4, from: "max" }),
      ),
    ).toEqual(["<c> v1 of 2: 0 1 2; answers 1"]);
  });

  test("the same change with other tags is another commit", () => {
    expect(
      told(
        cover("c", "[PATCH 0/1] all"),
        patch("p1", "[PATCH 1/1] a", { to: "c", at: 1 }),
        patch("p2", "[PATCH 1/1] a", { to: "c", at: 2, body: "Why.\n" }),
      ),
    ).toEqual(["<c> v1 of 1: 0 1 1; mail 3 and mail 2 both say that they are patch 1 of 1"]);
  });

  test("a patch that begins like an answer, and answers nothing", () => {
    expect(told(patch("p1", "[PATCH] wg: a"), patch("p2", "sv: b"))).toEqual([
      "<p1> v1 of null: 1",
      "<p2> v1 of null: 1",
    ]);
    expect(told(patch("p1", "[PATCH] a"), patch("p2", "sv: b", { to: "p1", at: 1 }))).toEqual([
      "<p1> v1 of null: 1; answers 1",
    ]);
  });

  test("a part without a patch", () => {
    expect(
      told(cover("c", "[PATCH 0/1] all"), posted("p1", "[PATCH 1/1] a", { to: "c", at: 1, text: "forgot it" })),
    ).toEqual(["<c> v1 of 1: 0; missing 1; mail 2 says that it is patch 1 of 1 and carries no patch"]);
  });

  test("a number beyond the total", () => {
    expect(told(patch("p", "[PATCH 3/2] a"))).toEqual(["<p> v1 of null: 1; mail 1 says that it is part 3 of 2"]);
  });

  test("a mail twice, from two lists, is one; another under its id is told", () => {
    const mail = patch("p", "[PATCH] a");
    const listed = {
      ...mail,
      subject: "[devel] [PATCH] a",
      sender: { name: "ada via Devel", email: "devel@lists.example.org" },
    };
    expect(
      seriesOf(numbered([listed, mail])).series.map(({ patches }) => patches.map(({ mail: one }) => one.sender?.email)),
    ).toEqual([["ada@example.org"]]);
    expect(told(mail, patch("p", "[PATCH] a", { adds: "evil" }))).toEqual([
      "<p> v1 of null: 1; mail 1 shares its Message-Id with mail 2, which says something else",
    ]);
  });

  test.each([
    ["an answer", patch("p", "Re: [PATCH] a")],
    ["a mail without a patch", posted("p", "[PATCH] a")],
    ["another version", patch("p", "[PATCH v2] a", { at: 1 })],
  ])("%s under the same id hides no patch", (_, copy) => {
    const [found, ...others] = told(copy, patch("p", "[PATCH] a", { at: 1 }));
    expect(others).toEqual([]);
    expect(found).toMatch(
      /^<p> v[12] of null: 1; mail \d shares its Message-Id with mail \d, which says something else$/,
    );
  });

  test("far more parts than there are mails", () => {
    const { series } = seriesOf([patch("p", "[PATCH 1/999999] a")]);
    expect(series.map(({ missing, missingCount }) => [missing.length, missingCount])).toEqual([[1000, 999_998]]);
  });
});

describe("versions", () => {
  const v1 = [cover("c1", "[PATCH 0/1] all"), patch("a1", "[PATCH 1/1] a", { to: "c1", at: 1 })];

  test("in the thread of the one before", () => {
    expect(
      told(
        ...v1,
        posted("r", "Re: [PATCH 0/1] all", { to: "a1", at: 2, from: "max" }),
        cover("c2", "[PATCH v2 0/1] all of it", { to: "r", at: 3 }),
        patch("a2", "[PATCH v2 1/1] a", { to: "c2", at: 4 }),
      ),
    ).toEqual(["<c1> v1 of 1: 0 1; answers 1; after <c2>", "<c2> v2 of 1: 0 1; before <c1>"]);
  });

  test("in a thread of its own, under the same title", () => {
    expect(
      told(...v1, cover("c3", "[PATCH v3 0/1] all", { at: 3 }), patch("a3", "[PATCH v3 1/1] a", { to: "c3", at: 4 })),
    ).toEqual(["<c1> v1 of 1: 0 1; after <c3>", "<c3> v3 of 1: 0 1; before <c1>"]);
  });

  test.each([
    ["another title", { subject: "[PATCH v2 0/1] something", from: "ada" }],
    ["another sender", { subject: "[PATCH v2 0/1] all", from: "max" }],
    ["the same number", { subject: "[PATCH 0/1] all", from: "ada" }],
  ])("%s is another series", (_, { subject, from }) => {
    const second = [
      cover("c2", subject, { at: 3, from }),
      patch("a2", subject.replace("0/1", "1/1"), { to: "c2", at: 4, from }),
    ];
    expect(seriesOf(numbered([...v1, ...second])).series.map(({ before, after }) => [before, after])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test("a higher number in the thread, with nothing in common, is another series", () => {
    expect(told(patch("a", "[PATCH 1/1] a"), patch("b", "[PATCH v2] b", { to: "a", at: 1 }))).toEqual([
      "<a> v1 of 1: 1",
      "<b> v2 of null: 1",
    ]);
  });

  test("sent again", () => {
    expect(told(patch("a", "[PATCH v2] a"), patch("b", "[RESEND PATCH v2] a", { at: 1 }))).toEqual([
      "<a> v2 of null: 1; after <b>",
      "<b> v2 of null: 1; before <a>",
    ]);
    expect(
      told(
        patch("z", "[PATCH] a"),
        patch("a", "[PATCH v2] a", { at: 1 }),
        patch("b", "[RESEND PATCH v2] a", { at: 2 }),
        patch("c", "[PATCH v3] a", { at: 3 }),
      ),
    ).toEqual([
      "<z> v1 of null: 1; after <b>",
      "<a> v2 of null: 1; before <z>; after <c>",
      "<b> v2 of null: 1; before <a>; after <c>",
      "<c> v3 of null: 1; before <b>",
    ]);
  });
});
