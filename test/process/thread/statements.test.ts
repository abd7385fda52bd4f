import { describe, expect, test } from "vitest";
import { ownLines } from "../../../src/core/process/thread/own-lines.ts";
import { statementsIn, tagForms } from "../../../src/core/process/thread/statements.ts";
import * as fc from "../../random-cases.ts";
import { comment, mail } from "./postings.ts";

const forms = tagForms(["Signed-off-by", "Acked-by", "AI-exception-granted-by"]);

const told = (posting: Parameters<typeof statementsIn>[0]): readonly string[] => {
  const { statements, uncounted } = statementsIn(posting, forms);
  return [
    ...statements.map(({ line, form, effect, named, reason }) =>
      `${line} ${form} ${effect} ${named?.email ?? reason ?? ""}`.trim(),
    ),
    ...uncounted.map(({ line, why }) => `${line} not: ${why}`),
  ];
};

describe("tags of a mail", () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      "on a line of its own, anywhere",
      "Nice.\n\nReviewed-by: Ada <ada@example.org>\n\nMore.\n",
      ["3 Reviewed-by agrees ada@example.org"],
    ],
    ["whatever their case", "reviewed-BY : <ada@example.org>", ["1 Reviewed-by agrees ada@example.org"]],
    ["an objection", "Nacked-by: Ada <ada@example.org>", ["1 Nacked-by objects ada@example.org"]],
    [
      "one taken back",
      "Nack-withdrawn-by: Ada <ada@example.org>",
      ["1 Nack-withdrawn-by withdraws-objection ada@example.org"],
    ],
    ["a test", "Tested-by: Ada <ada@example.org>", ["1 Tested-by notes ada@example.org"]],
    [
      "the policy's own form",
      "ai-exception-granted-by: A <ada@example.org>",
      ["1 AI-exception-granted-by agrees ada@example.org"],
    ],
    ["a sign-off agrees to nothing", "Signed-off-by: Ada <ada@example.org>", ["1 Signed-off-by notes ada@example.org"]],
    ["folded", "Reviewed-by: Ada\n  <ada@example.org>\nx", ["1 Reviewed-by agrees ada@example.org"]],
    [
      "with a note",
      "Acked-by: Ada <ada@example.org> # only if v2 drops tests",
      ["1 not: has more behind the address, which may say something else"],
    ],
    [
      "with a refusal",
      "Acked-by: Ada <ada@example.org> but I do not give it.",
      ["1 not: has more behind the address, which may say something else"],
    ],
    [
      "with a folded refusal",
      "Acked-by: Ada <ada@example.org>\n  is not given",
      ["1 not: has more behind the address, which may say something else"],
    ],
    ["with brackets in a quoted name", 'Acked-by: "Ada <b>" <ada@example.org> ', ["1 Acked-by agrees ada@example.org"]],
    [
      "with a second address",
      "Acked-by: Ada <ada@example.org>, Lin <lin@example.org>",
      ["1 not: has more behind the address, which may say something else"],
    ],
    ["without an address", "Acked-by: me", ["1 not: names no address"]],
    ["quoted", "> Reviewed-by: Ada <ada@example.org>\n >Acked-by: Ada <ada@example.org>", []],
    ["folded into a quotation", "Reviewed-by: Ada\n>  <ada@example.org>", ["1 not: names no address"]],
    ["indented", " Reviewed-by: Ada <ada@example.org>", []],
    ["within a line", "I say Reviewed-by: Ada <ada@example.org>", []],
    ["in a patch", "+Reviewed-by: Ada <ada@example.org>\n-Acked-by: Ada <ada@example.org>", []],
    ["in a signature", "-- \nReviewed-by: Ada <ada@example.org>", []],
    ["of another kind", "Suggested-by: Ada <ada@example.org>", []],
    ["prose that objects", "I object!\nNACK\nNacked", []],
    [
      "with a letter that is none",
      "Rеviewed-by: Ada <ada@example.org>",
      ["1 not: has a letter or a sign in its key that only looks right"],
    ],
    [
      "with an invisible letter",
      "Acked\u200b-by: Ada <ada@example.org>",
      ["1 not: has a letter or a sign in its key that only looks right"],
    ],
    [
      "with another colon",
      "Nacked-by\uff1a Ada <ada@example.org>",
      ["1 not: has a letter or a sign in its key that only looks right"],
    ],
    ["a command", "/object no", ["1 not: is a command for comments; in a mail a tag says it"]],
    ["another word with a slash", "/etc/passwd\n/obj no", []],
    ["a name of an object's own", "constructor: Ada <ada@example.org>\n__proto__: Ada <ada@example.org>", []],
  ])("%s", (_, text, wanted) => {
    expect(told(mail("1", { text }))).toEqual(wanted);
  });
});

describe("below another mail that is not quoted a tag is nobody's for sure", () => {
  test.each([
    "-----Original Message-----",
    "-- Forwarded message --",
    "-----Ursprüngliche Nachricht-----",
    "---------- Forwarded message ---------",
    "---- On Mon, 12 Jan 2026 Ada wrote ----",
    "Begin forwarded message:",
    "________________________________\nFrom: Ada <ada@example.org>\nSent: Monday",
    "________________________________\n\n**Von:** Ada",
    "From: Ada <ada@example.org>\nSent: Monday",
    "On Mon, 12 Jan 2026, Ada Example <ada@example.org> wrote:\n",
    "On Mon, 12 Jan 2026, Ada Example\n<ada@example.org> wrote:",
    "On Mon, 12 Jan 2026, Ada Example <ada@example.org>\nwrote: \n\n\nHello,",
    "Am 12.01.26 um 10:00 schrieb Ada Example:",
    "Le 12 janvier 2026, Ada Example a écrit :",
    "2026-01-12 10:00 GMT+01:00 Ada Example <ada@example.org>:",
  ])("%s", (above) => {
    const text = `No.\n${above}\nAcked-by: Ada <ada@example.org>\nfine\n`;
    const line = text.split("\n").indexOf("Acked-by: Ada <ada@example.org>") + 1;
    expect(told(mail("1", { text }))).toEqual([`${line} not: stands in another mail, or below it`]);
  });

  test.each([
    "On Mon, 12 Jan 2026, Ada Example <ada@example.org> wrote:\n\n> x\n",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n",
    "________________________________\nthe list\n",
    "From: Ada <ada@example.org>\nDate: Monday\n",
    "Title\n-----\n",
    "-----------------------------",
    "My reasons:",
  ])("%s is no such mail", (above) => {
    const text = `${above}\nAcked-by: Ada <ada@example.org>\n`;
    expect(told(mail("1", { text }))).toEqual([expect.stringContaining("Acked-by agrees ada@example.org")]);
  });

  test("but a part of its own begins anew", () => {
    const tag = "Nacked-by: Ada <ada@example.org>";
    const wanted = ["3 Nacked-by objects ada@example.org"];
    expect(told(mail("1", { text: `-- \n${tag}\n${tag}`, partLines: [3] }))).toEqual(wanted);
    expect(told(mail("1", { text: `Begin forwarded message:\n\n${tag}`, partLines: [3] }))).toEqual(wanted);
  });
});

describe("tags and commands of a comment", () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      "commands",
      "/agree\n/OBJECT too wide \n/withdraw-objection",
      ["1 /agree agrees", "2 /object objects too wide", "3 /withdraw-objection withdraws-objection"],
    ],
    ["tags", "Acked-by: Ada <ada@example.org>", ["1 Acked-by agrees ada@example.org"]],
    ["a slip", "/objct\n/agreed", ["1 not: is no command; `/object` is one", "2 not: is no command; `/agree` is one"]],
    [
      "more behind /agree",
      "/agree to nothing here; I object",
      ["1 not: has more behind `/agree`, which may say something else"],
    ],
    [
      "more behind /withdraw-objection",
      "/withdraw-objection not yet",
      ["1 not: has more behind `/withdraw-objection`, which may say something else"],
    ],
    [
      "a sign behind it",
      "/object: too wide\n/agree.",
      [
        "1 not: has more behind `/object`, which may say something else",
        "2 not: has more behind `/agree`, which may say something else",
      ],
    ],
    ["commands of others", "/close\n/assign @ada", []],
    ["in prose", "please /agree", []],
    ["quoted", "> /agree", []],
    ["in a fence", "```\n/agree\n```\n/object", ["4 /object objects"]],
    ["in a fence of tildes with others inside", "~~~\n```\n/agree\n~~~\n/object", ["5 /object objects"]],
    ["in a fence that never ends", "```text\n/agree\n", []],
    ["hidden", "<!--\n/agree\n--> \n/object", ["4 /object objects"]],
    ["hidden on one line", "<!-- x --> y\n/agree", ["2 /agree agrees"]],
    ["below code that would hide", "Use `<!--` or ``a ` <!--`` there.\n/object", ["2 /object objects"]],
    ["below a sign that is escaped", "Write \\<!-- there.\n/object -->", ["2 /object objects -->"]],
    ["below what is shown as it is written", "Write <!-- there.\n\n/object -->", ["3 /object objects -->"]],
    ["hidden within a paragraph", "a ` b <!--\n/agree\n-->\n/object", ["4 /object objects"]],
    ["hidden over empty lines", "<!-- `\n\n/agree", []],
    ["hidden behind code", "`<!--` <!--\n/agree\n-->\n/object", ["4 /object objects"]],
    ["a fence within what is hidden", "<!--\n```\n-->\n/agree", ["4 /agree agrees"]],
    ["below what looks like a signature", "-- \n/agree", ["2 /agree agrees"]],
  ])("%s", (_, text, wanted) => {
    expect(told(comment(1, "ada", text))).toEqual(wanted);
  });
});

test("a line is read as its author's only if it stands there so, and unquoted", () => {
  const lines = fc.array(
    fc.oneof(fc.constantFrom("> q", "```", "<!--", "-->", "-- ", "x"), fc.string({ maxLength: 10 })),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(lines, fc.constantFrom("mail" as const, "issue" as const), (some, channel) => {
      const text = some.join("\n");
      const written = text.split("\n");
      const own = ownLines({ channel, text, partLines: [] });
      for (const line of own) {
        expect(line.text).toBe(written[line.number - 1]);
        expect(line.text).not.toMatch(/^\s*>/);
      }
    }),
  );
});
