import { describe, expect, test } from "vitest";
import type { CommitFacts } from "../../src/core/commit/facts.ts";
import { headerBytesMax, messageBytesMax, parseCommit } from "../../src/core/commit/parse-commit.ts";
import * as fc from "../random-cases.ts";
import { messages } from "./messages.ts";

const id = "0123456789abcdef0123456789abcdef01234567";
const tree = `tree ${id}\n`;
const author = "author Ada Lin <ada@example.org> 1700000000 +0130\n";
const committer = "committer Lin <lin@example.org> 1700000001 -0800\n";

/** A string in which every character stands for one byte, as bytes. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (object: string): CommitFacts => parseCommit(id, utf8(object));

test("a commit", () => {
  const facts = parse(`${tree}parent ${id}\n${author}${committer}\ntopic: change\n\nSigned-off-by: Ada\n`);
  expect(facts).toMatchObject({
    id,
    parents: [id],
    author: { name: "Ada Lin", email: "ada@example.org", at: { seconds: 1700000000, offsetMinutes: 90 } },
    committer: { name: "Lin", email: "lin@example.org", at: { seconds: 1700000001, offsetMinutes: -480 } },
    message: { name: "commit 0123456789ab", text: "topic: change\n\nSigned-off-by: Ada\n" },
    subject: "topic: change",
    trailers: [{ key: "Signed-off-by", value: "Ada" }],
    kind: "written",
    damage: null,
    changes: { known: false, why: "not asked for" },
  });
});

const sha256 = id + id.slice(0, 24);
const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n author Eve <eve@example.org> 1 +0000\n \n abc\n";

test.each<{ name: string; object: string; facts: Partial<CommitFacts> }>([
  {
    name: "a merge",
    object: `${tree}parent ${id}\nparent ${id}\n${author}${committer}\nm\n`,
    facts: { kind: "merge" },
  },
  { name: "SHA-256", object: `${tree}parent ${sha256}\n${author}${committer}\nm\n`, facts: { parents: [sha256] } },
  { name: "a root", object: `${tree}${author}${committer}\nm`, facts: { parents: [], subject: "m", damage: null } },
  { name: "no message", object: `${tree}${author}${committer}\n`, facts: { subject: "", trailers: [], damage: null } },
  { name: "no empty line", object: `${tree}${author}${committer}`, facts: { subject: "", damage: null } },
  {
    name: "folded header lines",
    object: `${tree}${author}${committer}${signature}\nm\n`,
    facts: { subject: "m", damage: null },
  },
  {
    name: "a subject over two lines",
    object: `${tree}${author}${committer}\n\none\t\ntwo\n\nthree`,
    facts: { subject: "one two" },
  },
  {
    name: "nothing at all",
    object: "",
    facts: { damage: "the header has no author line; the header has no committer line" },
  },
  { name: "only a message", object: "\nm\n", facts: { subject: "m", parents: [] } },
  {
    name: "no address",
    object: `${tree}author Ada 1 +0000\n${committer}\nm`,
    facts: { damage: "the author line of the header has no address" },
  },
  {
    name: "no date",
    object: `${tree}author A <a@example.org>\n${committer}\nm`,
    facts: { damage: "the author line of the header has no readable date" },
  },
  ...["+0000", "1", "1 0000", "1 +", "1 +00000000", "1234567890123456 +0000", "x +0000"].map((date) => ({
    name: `a date like ${date}`,
    object: `${tree}author A <a@example.org> ${date}\n${committer}\nm`,
    facts: { damage: "the author line of the header has no readable date" },
  })),
  {
    name: "an odd date",
    object: `${tree}author A <a@example.org> 9e9 +0000\n${committer}\nm`,
    facts: { damage: "the author line of the header has no readable date" },
  },
  {
    name: "two authors",
    object: `${tree}${author}${author}${committer}\nm`,
    facts: { damage: "the header has more than one author line" },
  },
  {
    name: "an odd parent",
    object: `${tree}parent --all\n${author}${committer}\nm`,
    facts: { parents: [], damage: "a parent line of the header is no object id" },
  },
  {
    name: "a NUL byte",
    object: `${tree}${author}${committer}\ns\n\nb\0\n\nSigned-off-by: A\n`,
    facts: {
      message: { name: "commit 0123456789ab", text: "s\n\nb" },
      trailers: [],
      damage: "a NUL byte ends the message early; git shows nothing below it",
    },
  },
  {
    name: "a NUL byte in the header",
    object: `${tree}author A\0 <a@example.org> 1 +0000\n${committer}\ns`,
    facts: { damage: "the header holds a NUL byte" },
  },
])("$name", ({ object, facts }) => {
  expect(parse(object)).toMatchObject(facts);
});

describe("bytes that are not UTF-8", () => {
  test.each<{ name: string; bytes: Uint8Array; author: string; text: string }>([
    {
      name: "Latin-1 without a header",
      bytes: latin1(`author J\xfcrgen <j@example.org> 1 +0000\n${committer}\nGr\xfc\xdfe\x80`),
      author: "Jürgen",
      text: "Grüße\x80",
    },
    {
      name: "by the header",
      bytes: latin1(`author A <j@example.org> 1 +0000\n${committer}encoding ISO-8859-2\n\n\xb3`),
      author: "A",
      text: "ł",
    },
    {
      name: "by the first line of the header",
      bytes: latin1(`encoding ISO-8859-2\nauthor A <j@example.org> 1 +0000\n${committer}\n\xb3`),
      author: "A",
      text: "ł",
    },
    {
      name: "an unknown encoding",
      bytes: latin1(`author A <j@example.org> 1 +0000\n${committer}encoding x-none\n\n\xb3`),
      author: "A",
      text: "³",
    },
    {
      name: "UTF-16, which no commit is",
      bytes: latin1(`author A <j@example.org> 1 +0000\n${committer}encoding UTF-16LE\n\nab\xb3`),
      author: "A",
      text: "ab³",
    },
    {
      name: "a name alone",
      bytes: Uint8Array.of(...latin1(`author J\xfc <j@example.org> 1 +0000\n${committer}\n`), ...utf8("Grüße")),
      author: "Jü",
      text: "Grüße",
    },
    {
      name: "a message alone",
      bytes: Uint8Array.of(...utf8(`author Jü <j@example.org> 1 +0000\n${committer}\n`), 0xff),
      author: "Jü",
      text: "ÿ",
    },
  ])("$name", ({ bytes, author: name, text }) => {
    const facts = parseCommit(id, bytes);
    expect([facts.author.name, facts.message.text, facts.damage]).toEqual([name, text, null]);
  });

  test.each([
    ["ISO-8859-1", "\u0080\u00a4"],
    ["iso8859-1", "\u0080\u00a4"],
    ["ISO_8859-1", "\u0080\u00a4"],
    ["latin1", "\u0080\u00a4"],
    ["Latin-1", "\u0080\u00a4"],
    ["L1", "\u0080\u00a4"],
    ["windows-1252", "€\u00a4"],
    [" windows-1252 ", "€\u00a4"],
    ["ISO-8859-15", "\u0080€"],
    ["KOI8-R", "─╓"],
    ["UTF-8", "\u0080\u00a4"],
    ["utf-16be", "\u0080\u00a4"],
    [`windows-1252${" ".repeat(28)}`, "€\u00a4"],
    [`windows-1252${" ".repeat(29)}`, "\u0080\u00a4"],
  ])("of the encoding %j, twice", (encoding, text) => {
    const bytes = latin1(`${tree}${author}${committer}encoding ${encoding}\n\n\x80\xa4`);
    for (let time = 0; time < 2; time += 1) expect(parseCommit(id, bytes).message.text).toBe(text);
  });

  test("UTF-8 is believed whatever the header says, and a byte order mark is kept", () => {
    expect(parse(`${tree}${author}${committer}encoding KOI8-R\n\n\ufeffß`).message.text).toBe("\ufeffß");
  });
});

describe("limits", () => {
  test("a message above the limit is cut between characters", () => {
    const facts = parse(`${tree}${author}${committer}\na${"ß".repeat(messageBytesMax / 2)}\n\nSigned-off-by: A\n`);
    expect(facts.damage).toBe("the message is longer than 1048576 bytes; the rest was not read");
    expect(facts.message.text).toBe(`a${"ß".repeat(messageBytesMax / 2 - 1)}`);
  });

  test("a message at the limit is whole", () => {
    const facts = parse(`${tree}${author}${committer}\n${"a".repeat(messageBytesMax)}`);
    expect([facts.damage, facts.message.text.length]).toEqual([null, messageBytesMax]);
  });

  test("a header above the limit", () => {
    const facts = parse(`${tree}${author}${committer}${"gpgsig x\n".repeat(headerBytesMax / 8)}\nm\n`);
    expect([facts.damage, facts.author.name, facts.message.text]).toEqual([
      "the header is longer than 1048576 bytes; the rest was not read",
      "Ada Lin",
      "m\n",
    ]);
  });
});

describe("forge squashes", () => {
  const bullets = "* one\n\nSigned-off-by: A\n\n* two\n\nbody\n\nSigned-off-by: B\n";
  const coAuthors = "\n---------\n\nCo-authored-by: C <c@example.org>\n";
  test.each<{ name: string; message: string; kind: string; trailers: readonly string[] }>([
    { name: "bullets", message: `s (#12)\n\n${bullets}`, kind: "squash", trailers: ["A", "B"] },
    { name: "bullets, GitLab", message: `s (!12)\n\n${bullets}`, kind: "squash", trailers: ["A", "B"] },
    {
      name: "bullets and co-authors",
      message: `s (#12)\n\n${bullets}${coAuthors}`,
      kind: "squash",
      trailers: ["A", "B", "C <c@example.org>"],
    },
    {
      name: "one commit and co-authors",
      message: `s (#12)\n\nSigned-off-by: A\n${coAuthors}`,
      kind: "squash",
      trailers: ["A", "C <c@example.org>"],
    },
    { name: "no number", message: `s\n\n${bullets}`, kind: "written", trailers: ["B"] },
    { name: "one bullet", message: "s (#12)\n\n* one\n\nSigned-off-by: A\n", kind: "written", trailers: ["A"] },
    {
      name: "an ordinary list",
      message: "s (#12)\n\nwhy:\n* one\n* two\n\nSigned-off-by: A\n",
      kind: "written",
      trailers: ["A"],
    },
  ])("$name", ({ message, kind, trailers }) => {
    const facts = parse(`${tree}${author}${committer}\n${message}`);
    expect([facts.kind, ...facts.trailers.map(({ value }) => value)]).toEqual([kind, ...trailers]);
    for (const { key, start } of facts.trailers) expect(message.startsWith(key, start)).toBe(true);
  });
});

test("no bytes throw, and what is read lies inside the message", () => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.constantFrom("", tree, author, committer, signature, "parent \n", "author <>"), messages)
      .map(([head, tail]) => utf8(`${head}\n${tail}`)),
    fc
      .tuple(fc.constantFrom("utf-16", "shift_jis", "iso-2022-jp", "", "x"), fc.uint8Array({ maxLength: 80 }))
      .map(([label, tail]) => Uint8Array.of(...utf8(`${author}encoding ${label}\n\n`), ...tail)),
  );
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const facts = parseCommit(id, bytes);
      expect(facts.message.text).not.toContain("\0");
      for (const { end } of facts.trailers) expect(end).toBeLessThanOrEqual(facts.message.text.length);
    }),
    { numRuns: 500 },
  );
});
