import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Identity } from "../../src/core/commit/identity.ts";
import { parseMailmap } from "../../src/core/commit/mailmap.ts";
import * as fc from "../random-cases.ts";
import { git, inDirectory } from "./git.ts";

const mailmapOf = (text: string) => parseMailmap({ name: ".mailmap", text });

/** The names and addresses that both the file and the contacts draw from, so that they meet often. */
const names = ["Ada", "ada", "ADA LIN", "Ada Lin", "Ädá", "Ада", "A", "# Ada", "Ada (work)"];
const addresses = [
  "ada@example.org",
  "ADA@Example.org",
  "lin@example.org",
  "a b",
  " ada@example.org",
  "ädá@example.org",
  "Ä@x",
];

const name = fc.constantFrom(...names, "", " ", "\t", " Ada Lin ", "\tAda");
const address = fc.constantFrom(
  ...addresses.map((each) => `<${each}>`),
  "<>",
  "<ada@example.org",
  "ada@example.org",
  ">",
  "",
);
const blanks = fc.constantFrom("", " ", "  ", "\t", " # ", "x");
const line = fc.oneof(
  fc.tuple(name, blanks, address, blanks, name, blanks, address, blanks).map((parts) => parts.join("")),
  fc.constantFrom("", "# comment <ada@example.org>", " # Ada <ada@example.org>", "<>", "nobody", "\r"),
);
const file = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\n", "\r\n"), fc.constantFrom("", "\n"))
  .map(([lines, lineEnd, last]) => lines.join(lineEnd) + last);

const contacts: readonly Identity[] = ["", ...names].flatMap((each) =>
  ["", ...addresses].map((email) => ({ name: each, email })),
);
const written = (identity: Identity): string =>
  identity.name === "" ? `<${identity.email}>` : `${identity.name} <${identity.email}>`;

/** What git makes of every contact, with a mailmap read from a commit of a bare repository. */
function checkMailmap(directory: string, text: string): readonly string[] {
  writeFileSync(join(directory, "mailmap"), text);
  const blob = git(directory, ["hash-object", "-w", "--no-filters", "mailmap"]).trim();
  const input = contacts.map((contact) => `${written(contact)}\n`).join("");
  return git(directory, ["-c", `mailmap.blob=${blob}`, "check-mailmap", "--stdin"], input)
    .split("\n")
    .slice(0, -1);
}

describe("the same identities as git check-mailmap", () => {
  const files = [
    "Ada Lin <ada@example.org>\n",
    "<ada@example.org> <lin@example.org>\n",
    "Ada Lin <ada@example.org> <lin@example.org>\n",
    "Ada Lin <ada@example.org> Ada <lin@example.org>\n",
    "A <a@x> Ada <lin@example.org>\nB <b@x> <lin@example.org>\n",
    "B <b@x> <lin@example.org>\n<c@x> <LIN@example.org>\nC <d@x> ada <lin@example.org>\n",
    ...fc.sample(file, { numRuns: fc.fuzzCases(250) }),
  ];

  test(`${files.length} files, ${contacts.length} contacts each`, () => {
    inDirectory((directory) => {
      git(directory, ["init", "--quiet", "--bare"]);
      let mapped = 0;
      for (const text of files) {
        const ours = contacts.map((contact) => written(mailmapOf(text).mailmap.resolve(contact)));
        expect({ text, mapped: ours }).toEqual({ text, mapped: checkMailmap(directory, text) });
        mapped += ours.filter(
          (identity, index) => identity !== written(contacts[index] ?? { name: "", email: "" }),
        ).length;
      }
      expect(mapped).toBeGreaterThan(files.length);
    });
  });
});

test("an identity without an entry stays the same object", () => {
  const lin = { name: "Lin", email: "lin@example.org" };
  expect(mailmapOf("Ada <ada@example.org>\n").mailmap.resolve(lin)).toBe(lin);
});

test("a line that is no entry is a problem at its place, and the others still count", () => {
  const text = "# people\n\nnobody\r\nAda <ada@example.org>\nLin <>\n";
  const { mailmap, problems } = mailmapOf(text);
  expect(problems.map(({ code, at }) => [code, text.slice(at.start, at.end)])).toEqual([
    ["mailmap-line-unreadable", "nobody"],
    ["mailmap-line-unreadable", "Lin <>"],
  ]);
  expect(mailmap.resolve({ name: "a", email: "ADA@EXAMPLE.ORG" })).toEqual({ name: "Ada", email: "ADA@EXAMPLE.ORG" });
});

test("a NUL byte ends the file and is a problem", () => {
  const { mailmap, problems } = mailmapOf("Ada <ada@example.org>\n\0Lin <lin@example.org>\n");
  expect(problems.map(({ code }) => code)).toEqual(["mailmap-nul"]);
  expect(mailmap.resolve({ name: "l", email: "lin@example.org" }).name).toBe("l");
});

test("no text throws, and problems lie inside it", () => {
  fc.assert(
    fc.property(fc.oneof(file, fc.string({ unit: "binary" })), (text) => {
      for (const { at } of mailmapOf(text).problems) {
        expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true);
      }
    }),
  );
});
