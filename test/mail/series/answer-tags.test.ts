import { describe, expect, test } from "vitest";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { seriesOf } from "../../../src/core/mail/series.ts";
import { diffOf, numbered, patch, posted, type Told } from "./posted.ts";

const byMax = "Reviewed-by: Max <max@example.org>";
const series = [
  posted("c", "[PATCH 0/2] all"),
  patch("p1", "[PATCH 1/2] a", { to: "c", at: 1, adds: "a" }),
  patch("p2", "[PATCH 2/2] b", { to: "c", at: 2, adds: "b" }),
];
const answer = (text: string, more: Told = {}): PostedMail =>
  posted("r", "Re: [PATCH 1/2] a", { to: "p1", at: 3, from: "max", text, ...more });

const tagsOf = (mails: readonly PostedMail[], key = "<c>") => {
  const found = seriesOf(numbered(mails)).series.find((one) => one.key === key);
  return (found?.tags ?? []).map(({ trailer, about, why }) => `${trailer.key} ${trailer.value} on ${about}: ${why}`);
};
const tagsIn = (text: string, more: Told = {}): readonly string[] => tagsOf([...series, answer(text, more)]);

const ok = "Reviewed-by Max <max@example.org> on 1: null";
const refused = (why: string) => `Reviewed-by Max <max@example.org> on 1: ${why}`;

describe("tags that count", () => {
  test.each([
    ["on its own", `${byMax}\n`],
    ["behind words and a quotation", `> +one\n\nGood.\n\n${byMax}\n`],
    ["before the signature", `${byMax}\n-- \nMax\n`],
    ["folded", "Reviewed-by: Max\n  <max@example.org>\n"],
    ["with a proposal below it", `${byMax}\n\nOr so:\n\n${diffOf("x")}`],
    [
      "above scissors and a patch",
      `${byMax}\n\n-- >8 -- cut -- >8 --\n`.replace(" cut", "") + `Subject: x\n\nText.\n---\n${diffOf("x")}`,
    ],
    ["with blanks before the colon", "Reviewed-by : Max <max@example.org>\n"],
  ])("%s", (_, text) => {
    expect(tagsIn(text)).toEqual([ok]);
  });

  test("in an answer to an answer, for the patch that stands above both", () => {
    const between = posted("q", "Re: [PATCH 1/2] a", { to: "p1", at: 3, from: "lin" });
    expect(tagsOf([...series, between, answer(`${byMax}\n`, { to: "q", at: 4 })])).toEqual([ok]);
  });

  test("for the series, in an answer to the cover letter", () => {
    expect(tagsIn(`${byMax}\n`, { to: "c" })).toEqual(["Reviewed-by Max <max@example.org> on series: null"]);
  });

  test("what stands behind the twentieth line of a tag is not read, and seen", () => {
    const text = `Reviewed-by:${" Max\n".repeat(19)} <max@example.org>\n`;
    const whyOf = (tags: readonly string[]) => tags.map((tag) => tag.replace(/^.*> on 1: |^.*… on 1: /, ""));
    expect(whyOf(tagsIn(text))).toEqual(["null"]);
    expect(whyOf(tagsIn(`${text} only if it builds\n`))).toEqual([
      "has more behind the address, which may say something else",
    ]);
  });

  test("a mail of tags that each go on with the one above is read in one pass", () => {
    expect(tagsIn(" Acked-by: x\n".repeat(50_000))).toEqual([]);
  });

  test("under an address that .mailmap ties to the sender's", () => {
    const mails = numbered([...series, answer("Reviewed-by: Max <max@home.example.org>\n")]);
    const canonical = ({ name, email }: { name: string; email: string }) => ({
      name,
      email: email.replace("home.", ""),
    });
    expect(seriesOf(mails, { canonical }).series[0]?.tags.map(({ why }) => why)).toEqual([null]);
    expect(seriesOf(mails).series[0]?.tags.map(({ why }) => why)).toEqual(["is relayed by max@example.org"]);
  });
});

describe("tags that do not count, and say why", () => {
  test.each([
    ["another's", { from: "eve" }, `${byMax}\n`, "is relayed by eve@example.org"],
    ["in a mail without a sender", { sender: null }, `${byMax}\n`, "is in a mail of which it is not known who sent it"],
    [
      "from behind a list",
      { sender: { name: "Max via Devel", email: "devel@lists.example.org" } },
      `${byMax}\n`,
      "is in a mail whose sender the mailing list replaced by itself",
    ],
    ["by a program", { automatic: "answers by itself" }, `${byMax}\n`, "is in a mail that answers by itself"],
    ["indented", {}, `  ${byMax}\n`, "is indented, as no trailer is"],
    ["in a fence", {}, `\`\`\`\n${byMax}\n\`\`\`\n`, "stands in code"],
    [
      "below a forwarded mail's top",
      {},
      `-----Original Message-----\nFrom: x\n\n${byMax}\n`,
      "stands in another mail, or below it",
    ],
    [
      "below an attribution of nothing quoted",
      {},
      `On Monday, Lin wrote:\n${byMax}\n`,
      "stands in another mail, or below it",
    ],
    ["in the message of a patch", {}, `try this\n\n${byMax}\n---\n${diffOf("x")}`, "stands in a patch"],
    ["below scissors", {}, `words\n\n-- >8 --\nSubject: x\n\n${byMax}\n---\n${diffOf("x")}`, "stands in a patch"],
    ["below a patch", {}, `${diffOf("x")}\n${byMax}\n`, "stands in a patch"],
  ])("%s", (_, more, text, why) => {
    expect(tagsIn(text, more)).toEqual([refused(why)]);
  });

  test("with a condition behind it", () => {
    expect(tagsIn(`${byMax} # with the nit fixed\n`)).toEqual([
      "Reviewed-by Max <max@example.org> # with the nit fixed on 1: has more behind the address, which may say something else",
    ]);
  });

  test("with a condition behind a name in quotation marks", () => {
    const value = '"Max <the one>" <max@example.org> # with the nit fixed';
    expect(tagsIn(`Reviewed-by: ${value}\n`)).toEqual([
      `Reviewed-by ${value} on 1: has more behind the address, which may say something else`,
    ]);
  });

  test("in quotations and in prose there is not even a tag", () => {
    expect(
      tagsIn(`> ${byMax}\n>> ${byMax}\n | ${byMax}\nThere is a ${byMax} above.\nCc: Lin <lin@example.org>\n`),
    ).toEqual([]);
  });

  test("a hundred in one mail are too many", () => {
    const tags = tagsIn(`${byMax}\n`.repeat(101));
    expect([tags.length, new Set(tags)]).toEqual([
      100,
      new Set([refused("is one of more than 99 in one mail, which nobody would read")]),
    ]);
  });

  test("in a mail under whose Message-Id another came", () => {
    const tags = tagsOf([...series, answer(`${byMax}\n`), answer("No!\n")]);
    expect(tags).toEqual([]);
    const both = tagsOf([...series, answer(`Hm.\n${byMax}\n`), answer(`${byMax}\nYes, really, and gladly.\n`)]);
    expect(both).toEqual([refused("is in a mail that shares its Message-Id with mail 5, which says something else")]);
  });
});

describe("tags from one version to the next", () => {
  const next = (told: Parameters<typeof patch>[2] = {}, second: Parameters<typeof patch>[2] = {}) => [
    posted("c2", "[PATCH v2 0/2] all", { to: "c", at: 9 }),
    patch("q1", "[PATCH v2 1/2] a", { to: "c2", at: 10, adds: "a", ...told }),
    patch("q2", "[PATCH v2 2/2] b", { to: "c2", at: 11, adds: "b", ...second }),
  ];
  const carried = (told: Parameters<typeof patch>[2], more: Told = {}) =>
    tagsOf([...series, answer(`${byMax}\n`, more), ...next(told)], "<c2>");
  const body = "Why.\n\nSigned-off-by: ada <ada@example.org>\n";

  test.each([
    ["nothing changed", {}],
    ["only the place of the lines", { diff: diffOf("a", 99).replace("2222222", "3333333") }],
    ["tags were collected", { body: `${body}${byMax}\nLink: https://example.org/1\n` }],
    ["git's signature", { diff: `${diffOf("a")}-- \n2.43.0\n` }],
  ])("goes on: %s", (_, told) => {
    expect(carried(told)).toEqual([ok]);
  });

  test.each([
    ["a line", { adds: "other" }],
    ["white space", { adds: "a " }],
    ["the message", { body: body.replace("Why", "Because") }],
    ["a disclosure", { body: `${body}Assisted-by: a tool\n` }],
    ["an author", { by: "lin" }],
    ["a second diff below git's signature", { diff: `${diffOf("a")}-- \n2.43.0\n${diffOf("evil")}` }],
  ])("is stale: %s changed", (_, told) => {
    expect(carried(told)).toEqual([refused("was given to v1, and the patch changed since")]);
  });

  test("follows its patch to another position", () => {
    const moved = [
      posted("c2", "[PATCH v2 0/2] all", { at: 9 }),
      patch("q1", "[PATCH v2 1/2] b", { to: "c2", at: 10, adds: "b" }),
      patch("q2", "[PATCH v2 2/2] a", { to: "c2", at: 11, adds: "a" }),
    ];
    expect(tagsOf([...series, answer(`${byMax}\n`), ...moved], "<c2>")).toEqual([
      "Reviewed-by Max <max@example.org> on 2: null",
    ]);
  });

  test("its patch is gone", () => {
    const without = [patch("q2", "[PATCH v2 1/1] b", { to: "c", at: 11, adds: "b" })];
    expect(tagsOf([...series, answer(`${byMax}\n`), ...without], "<q2>")).toEqual([
      "Reviewed-by Max <max@example.org> on null: was given to a patch of v1 that v2 has no more",
    ]);
  });

  test("for a series goes on only if no patch of it changed", () => {
    const about = "Reviewed-by Max <max@example.org> on series:";
    expect(carried({}, { to: "c" })).toEqual([`${about} null`]);
    expect(carried({ adds: "other" }, { to: "c" })).toEqual([
      `${about} was given to v1, and the series is another one since`,
    ]);
    const instead = patch("q2", "[PATCH v2 2/2] c", { to: "c2", at: 11, adds: "c" });
    expect(tagsOf([...series, answer(`${byMax}\n`, { to: "c" }), ...next().slice(0, 2), instead], "<c2>")).toEqual([
      `${about} was given to v1, and the series is another one since`,
    ]);
  });

  test("for a series counts for no patch that came later", () => {
    const late = patch("p2", "[PATCH 2/2] b", { to: "c", at: 9, adds: "b" });
    const given = (more: Told) => tagsOf([...series.slice(0, 2), late, answer(`${byMax}\n`, { to: "c", ...more })]);
    const why = (text: string) => [`Reviewed-by Max <max@example.org> on series: is in a mail that ${text}`];
    expect(given({ at: 3 })).toEqual(why("answers the whole series, and was sent before patch 2 of it"));
    expect(given({ at: 9 })).toEqual(["Reviewed-by Max <max@example.org> on series: null"]);
    expect(given({ sent: { written: null, seconds: null } })).toEqual(
      why("answers the whole series, and it is not known if all patches were there, for want of a date"),
    );
  });

  test("a series of which a part is missing is not known to be the same", () => {
    expect(tagsOf([...series, answer(`${byMax}\n`, { to: "c" }), ...next().slice(0, 2)], "<c2>")).toEqual([
      "Reviewed-by Max <max@example.org> on series: was given to v1, and the series is another one since",
    ]);
  });
});
