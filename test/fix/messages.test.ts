import { describe, expect, test } from "vitest";
import { type Case, lins, mine, planOf, told } from "./planning.ts";

const check = (before: string | Uint8Array, after: string, one: Case = {}): void =>
  expect(told(planOf(before, one))).toBe(after);

describe("a sign-off is added where git adds it", () => {
  test.each([
    ["a title alone", "title\n", `title\n\n${mine}\n`],
    ["a title without a line feed", "title", `title\n\n${mine}\n`],
    ["a body", "title\n\nbody\n", `title\n\nbody\n\n${mine}\n`],
    ["a body without a final line feed", "title\n\nbody", `title\n\nbody\n\n${mine}\n`],
    ["a block", "title\n\nAcked-by: X <x@example.org>\n", `title\n\nAcked-by: X <x@example.org>\n${mine}\n`],
    [
      "a cherry-pick's line",
      `title\n\nbody\n(cherry picked from commit ${"d".repeat(40)})\n`,
      `title\n\nbody\n(cherry picked from commit ${"d".repeat(40)})\n${mine}\n`,
    ],
    ["a folded trailer", "title\n\nFixes: one\n  two\n", `title\n\nFixes: one\n  two\n${mine}\n`],
    ["comment lines at the end", "title\n\nbody\n# comment\n", `title\n\nbody\n\n${mine}\n# comment\n`],
    ["what stands below ---", "title\n\nbody\n---\nnotes\n", `title\n\nbody\n\n${mine}\n---\nnotes\n`],
    ["empty lines at the end", "title\n\nbody\n\n\n", `title\n\nbody\n\n${mine}\n\n\n`],
    ["a list of conflicts", "title\n\nbody\n\nConflicts:\n\ta\n", `title\n\nbody\n\n${mine}\n\nConflicts:\n\ta\n`],
    ["carriage returns", "title\r\n\r\nbody\r\n", `title\r\n\r\nbody\r\n\r\n${mine}\r\n`],
    [
      "a tag that is somebody else's, indented",
      "title\n\n    Signed-off-by: Q <q@example.org>\n\nbody\n",
      `title\n\n    Signed-off-by: Q <q@example.org>\n\nbody\n\n${mine}\n`,
    ],
    ["prose with a colon at the end", "title\n\nbody\nnote: this\n", `title\n\nbody\nnote: this\n\n${mine}\n`],
    ["another's sign-off", `title\n\n${lins}\n`, `title\n\n${lins}\n${mine}\n`],
    ["a bracket note", `title\n\n${lins}\n[ada: rebased]\n`, `title\n\n${lins}\n[ada: rebased]\n${mine}\n`],
  ])("behind %s", (_what, before, after) => check(before, after));
});

describe("the user's own sign-off", () => {
  test.each([
    ["in the middle", `title\n\n${mine}\n\nbody\n`, `title\n\nbody\n\n${mine}\n`],
    ["below the title", `title\n${mine}\n`, `title\n\n${mine}\n`],
    ["among prose", `title\n\none\ntwo\n${mine.replace("S", "s")}\nthree\n`, `title\n\none\ntwo\nthree\n\n${mine}\n`],
    ["below ---", `title\n\nbody\n---\n${mine}\n`, `title\n\nbody\n\n${mine}\n---\n`],
    [
      "in the middle, above what is no sign-off",
      `title\n\n${mine}\n\nAcked-by: Ada Example <ada@example.org>\n\nbody\n`,
      `title\n\nAcked-by: Ada Example <ada@example.org>\n\nbody\n\n${mine}\n`,
    ],
    [
      "in the middle, above one that is quoted",
      `title\n\n${mine}\n\n    ${mine}\n\nbody\n`,
      `title\n\n    ${mine}\n\nbody\n\n${mine}\n`,
    ],
    ["beside one that counts", `title\n\n${mine}\n\nbody\n\n${mine}\n`, `title\n\nbody\n\n${mine}\n`],
    [
      "with a Cyrillic letter",
      "title\n\nbody\n\nSigned-оff-by: Ada Example <ada@example.org>\n",
      `title\n\nbody\n\n${mine}\n`,
    ],
    ["misspelled", "title\n\nSinged-off-by: Ada Example <ada@example.org>\n", `title\n\n${mine}\n`],
    [
      "withheld, which stays as it is",
      "title\n\nNot-signed-off-by: Ada Example <ada@example.org>\n",
      `title\n\nNot-signed-off-by: Ada Example <ada@example.org>\n${mine}\n`,
    ],
    ["in another case", "title\n\nsigned-off-by: Ada Example <ada@example.org>\n", `title\n\n${mine}\n`],
    ["without an address", "title\n\nSigned-off-by: Ada Example\n", `title\n\n${mine}\n`],
    ["without a name", "title\n\nSigned-off-by: <ada@example.org>\n", `title\n\n${mine}\n`],
    ["as an address alone", "title\n\nSigned-off-by: ada@example.org\n", `title\n\n${mine}\n`],
    ["with a host that is none", "title\n\nSigned-off-by: Ada Example <ada@>\n", `title\n\n${mine}\n`],
    ["under a name that is nobody's", "title\n\nSigned-off-by: root <ada@example.org>\n", `title\n\n${mine}\n`],
  ])("%s", (_what, before, after) => check(before, after));

  test.each([
    ["in the middle", `title\n\n${mine}\n${lins}\n\nbody\n`, `title\n\n${lins}\n\nbody\n\n${mine}\n`],
    [
      "among prose",
      `title\n\none\ntwo\nthree\nfour\nfive\nsix\nseven\n${mine}\n${lins}\n`,
      `title\n\none\ntwo\nthree\nfour\nfive\nsix\nseven\n${lins}\n\n${mine}\n`,
    ],
  ])("%s, above somebody else's, is moved by one repair", (_what, before, after) => {
    const plan = planOf(before);
    expect(told(plan)).toBe(after);
    expect(plan.repairs.map(({ kind }) => kind)).toEqual(["move-sign-off"]);
  });

  test("folded, it is a sign-off already", () => {
    expect(
      planOf("title\n\nSigned-off-by: Ada Example\n <ada@example.org>\n", { rules: "  sign-off-present: require\n" })
        .message,
    ).toBeNull();
  });

  test("of two addresses the one in use stays", () =>
    check(`title\n\nSigned-off-by: Ada Example <ada@old.example.org>\n${mine}\n`, `title\n\n${mine}\n`, {
      mailmap: "Ada Example <ada@example.org> <ada@old.example.org>\n",
    }));

  test("of two addresses below somebody's sign-off as well", () =>
    check(
      `title\n\n${lins}\nSigned-off-by: Ada Example <ada@old.example.org>\n${mine}\n`,
      `title\n\n${lins}\n${mine}\n`,
      {
        rules: "  sign-off-one-address: require\n",
        mailmap: "Ada Example <ada@example.org> <ada@old.example.org>\n",
      },
    ));

  const older =
    "Ada Example <ada@example.org> <ada@old.example.org>\nAda Example <ada@example.org> <ada@older.example.org>\n";
  const [old, other] = ["old", "older"].map((host) => `Signed-off-by: Ada Example <ada@${host}.example.org>`);

  test.each<[string, string, string, Case]>([
    [
      "goes whole, with what goes on in the next line",
      `title\n\nSigned-off-by: Ada Example\n <ada@old.example.org>\n${mine}\n`,
      `title\n\n${mine}\n`,
      {},
    ],
    ["goes from a message without a final line feed", `title\n\n${old}\n${mine}`, `title\n\n${mine}`, {}],
    [
      "stays where neither address is the one in use",
      `title\n\n${old}\n${other}\n`,
      "sign-off-one-address: twoAddresses: people",
      {},
    ],
    [
      "stays where the name alone is his",
      `title\n\nSigned-off-by: Ada Example <ada@elsewhere.example.org>\n${mine}\n`,
      "sign-off-one-address: twoAddresses: people",
      { rules: "  sign-off-one-address: { level: require, names: compare }\n" },
    ],
    [
      "stays as it is where it is moved",
      `title\n\n${old}\n\nbody\n`,
      `title\n\nbody\n\n${old}\n`,
      { rules: "  sign-off-present: require\n" },
    ],
  ])("of two addresses, or of another one, %s", (_what, before, after, one) =>
    check(before, after, { rules: "  sign-off-one-address: require\n", mailmap: older, ...one }),
  );

  test.each([
    ["misspelled, in a message with carriage returns", "title\r\n\r\nSinged-off-by: Ada Example <ada@example.org>\r\n"],
    ["with a wide colon", "title\n\nSigned-off-by：Ada Example <ada@example.org>\n"],
    ["misspelled and folded", "title\n\nSinged-off-by: Ada Example\n <ada@example.org>\n"],
  ])("%s, is taken out", (_what, message) =>
    check(message, message.includes("\r") ? `title\r\n\r\n${mine}\r\n` : `title\n\n${mine}\n`),
  );

  test.each([
    ["is written anew", "A. Example", "Ada Example", `title\n\n${mine}\n`],
    [
      "stays where the author's is none of the user's",
      "Ada Example",
      "A. Example",
      "sign-off-by-author: otherName: people",
    ],
  ])("under a name that is not the author's %s", (_what, signer, author, after) =>
    check(`title\n\nSigned-off-by: ${signer} <ada@example.org>\n`, after, {
      rules: "  sign-off-by-author: { level: require, names: compare }\n",
      author: `${author} <ada@example.org>`,
    }),
  );

  test.each([
    ["add-sign-off", "title\n"],
    ["move-sign-off", `title\n\n${mine}\n\nbody\n`],
    ["rewrite-sign-off", "title\n\nSigned-off-by: Ada Example\n"],
  ])("is brought there by what is called %s", (kind, message) => {
    const plan = planOf(message, { rules: "  sign-off-present: require\n  sign-off-well-formed: require\n" });
    expect(new Set(plan.repairs.map((repair) => repair.kind))).toContain(kind);
  });

  test("goes before that of who passed the commit on", () =>
    check(
      `title\n\n${lins}\nAcked-by: Q <q@example.org>\n${mine}\n`,
      `title\n\n${mine}\n${lins}\nAcked-by: Q <q@example.org>\n`,
      {
        committer: "Lin Example <lin@example.org>",
      },
    ));

  test("goes before that of who passed the commit on, below one that nobody can read", () =>
    check(`title\n\nSigned-off-by: Q\n${lins}\n${mine}\n`, `title\n\nSigned-off-by: Q\n${mine}\n${lins}\n`, {
      rules: "  sign-off-order: require\n",
      committer: "Lin Example <lin@example.org>",
    }));

  test("goes before that of who passed the commit on, with what goes on in the next line", () =>
    check(
      `title\n\n${lins}\n${mine}\n  Assisted-by: Claude:some-model\n`,
      `title\n\n${mine}\n  Assisted-by: Claude:some-model\n${lins}\n`,
      {
        ai: "ai:\n  stance: permitted\n",
        rules:
          "  sign-off-order: require\n  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by }] }\n",
        committer: "Lin Example <lin@example.org>",
      },
    ));

  test("is known under an address that .mailmap ties to his", () =>
    check("title\n", `title\n\n${mine}\n`, {
      author: "Ada Example <ada@old.example.org>",
      mailmap: "Ada Example <ada@example.org> <ada@old.example.org>\n",
    }));
});

test.each<[string, string, readonly string[]]>([
  ["a line that is added", "title\n", ["+", `+${mine}`]],
  ["a line that is moved", `title\n\n${mine}\n\nbody\n`, ["-", `-${mine}`, "+", `+${mine}`]],
  ["a line that is written anew", "title\n\nSigned-off-by: Ada Example\n", [`+${mine}`, "-Signed-off-by: Ada Example"]],
])("what goes and comes is shown: %s", (_what, message, changes) =>
  expect(planOf(message).changes.map(({ sign, text }) => sign + text)).toEqual(changes),
);

describe("what stands behind the address stays", () => {
  const but = mine.replace("S", "s");
  test.each<[string, string, string, Case]>([
    ["of a misspelled tag", `title\n\n${but} (for the tests)\n`, `title\n\n${mine} (for the tests)\n`, {}],
    [
      "of a misspelled tag beside another",
      `title\n\n${mine}\n${but} # the tests\n`,
      `title\n\n${mine}\n${mine} # the tests\n`,
      {},
    ],
    [
      "of a tag that is moved",
      `title\n\n${but}\n (for the tests)\n\nbody\n`,
      `title\n\nbody\n\n${mine} (for the tests)\n`,
      {},
    ],
    [
      "of a tag beside those that are moved",
      `title\n\n${mine}\n\n${but} (for the tests)\n\nbody\n`,
      `title\n\nbody\n\n${mine} (for the tests)\n`,
      { rules: "  sign-off-present: require\n" },
    ],
    [
      "of a key that is none",
      `title\n\nSinged-off-by: Ada Example <ada@example.org>\n (for the tests)\n`,
      `title\n\nSinged-off-by: Ada Example <ada@example.org>\n (for the tests)\n${mine}\n`,
      {},
    ],
    [
      "of a tag under another address",
      `title\n\nSigned-off-by: Ada Example <ada@old.example.org> (for the tests)\n${mine}\n`,
      "sign-off-one-address: twoAddresses: people",
      { mailmap: "Ada Example <ada@example.org> <ada@old.example.org>\n" },
    ],
  ])("%s", (_what, before, after, one) => check(before, after, one));
});

describe("nobody is signed for", () => {
  test.each<[string, string, Case, string]>([
    [
      "another author",
      "title\n",
      { author: "Lin Example <lin@example.org>" },
      "sign-off-present: missing: other-author",
    ],
    [
      "another's address under the same name",
      "title\n",
      { author: "Ada Example <ada@elsewhere.example.org>" },
      "sign-off-present: missing: other-author",
    ],
    [
      "a malformed sign-off of another",
      `title\n\n${mine}\nSigned-off-by: Lin Example\n`,
      {},
      "sign-off-well-formed: unreadable: people",
    ],
    [
      "another's sign-off in the middle",
      `title\n\n${lins}\n\nbody\n\n${mine}\n`,
      {},
      "sign-off-in-trailers: outside: people",
    ],
    [
      "a co-author",
      `title\n\nCo-developed-by: Lin Example <lin@example.org>\n${mine}\n`,
      { rules: "  sign-off-by-co-authors: require\n" },
      "sign-off-by-co-authors: missing: people",
    ],
    [
      "the same name under another address",
      "title\n\nSigned-off-by: Ada Example <ada@home.example.org>\n",
      { rules: "  sign-off-by-author: require\n" },
      "sign-off-by-author: otherAddress: people",
    ],
    ["a published commit", "title\n", { isPublished: true }, "sign-off-present: missing: published"],
    ["a damaged commit", "title\0\n", {}, ""],
  ])("%s", (_what, message, one, left) => expect(told(planOf(message, one))).toBe(left));
});

describe("bytes", () => {
  const angstrom = { name: "Åsa Example", email: "ada@example.org" };
  const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

  test("a message in Latin-1 keeps its bytes, and the name is written in it", () => {
    const plan = planOf(latin1("f\xfcr\n"), { encoding: "ISO-8859-1", user: angstrom });
    expect(told(plan, "latin1")).toBe("f\xfcr\n\nSigned-off-by: \xc5sa Example <ada@example.org>\n");
  });

  test("in KOI8-R a Russian name has bytes", () => {
    const plan = planOf(latin1("\xc1\xc2\n"), { encoding: "KOI8-R", user: { ...angstrom, name: "Ася" } });
    expect(told(plan, "latin1")).toBe("\xc1\xc2\n\nSigned-off-by: \xe1\xd3\xd1 <ada@example.org>\n");
  });

  test.each<[string, Uint8Array, Case]>([
    ["Latin-1 without a header and a name outside ASCII", latin1("f\xfcr\n"), { user: angstrom }],
    ["a header that the message does not keep to", Buffer.from("für\n"), { encoding: "ISO-8859-1", user: angstrom }],
    [
      "a name that the encoding does not have",
      latin1("f\xfcr\n"),
      { encoding: "ISO-8859-1", user: { ...angstrom, name: "Ася" } },
    ],
    ["an encoding that nobody knows", latin1("f\xfcr\n"), { encoding: "x-none", user: angstrom }],
  ])("is refused: %s", (_what, message, one) =>
    expect(told(planOf(message, one))).toBe("sign-off-present: missing: encoding"),
  );

  test("a message that is not UTF-8 takes a name of ASCII", () => {
    expect(told(planOf(latin1("f\xfcr\n")), "latin1")).toBe(`f\xfcr\n\n${mine}\n`);
  });
});

test("thousands of findings in one commit are repaired in portions", () => {
  const many = Array.from({ length: 5_000 }, (_, line) => `signed-off-by: Ada Example <ada+${line}@example.org>`);
  const plan = planOf(`title\n\n${many.join("\n")}\n`, {
    rules: "  sign-off-well-formed: { level: require, spelling: exact }\n",
    mailmap: many.map((_, line) => `Ada Example <ada@example.org> <ada+${line}@example.org>\n`).join(""),
  });
  expect(plan.left.some(({ why }) => why === "limit")).toBe(true);
  expect(plan.message).not.toBeNull();
});
