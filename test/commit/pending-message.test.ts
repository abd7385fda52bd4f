import { expect, test } from "vitest";
import { cleanMessage, parsePendingMessage } from "../../src/core/commit/pending-message.ts";
import * as fc from "../random-cases.ts";
import { git, inDirectory } from "./git.ts";
import { messages } from "./messages.ts";

const ada = { name: "Ada", email: "ada@example.org", at: { seconds: 1, offsetMinutes: 0 } };
const scissors = "# ------------------------ >8 ------------------------\n";

test("comments and what stands below the scissors are gone, and places point into the cleaned text", () => {
  const text = `\n# help\ns  \n\n\n# help\n\nSigned-off-by: Ada\n# help\n${scissors}diff\n\nAcked-by: Eve\n`;
  const facts = parsePendingMessage(text, ada, ada);
  expect(facts).toMatchObject({ id: null, subject: "s", kind: "written", damage: null, author: ada });
  expect(facts.message.text).toBe("s\n\nSigned-off-by: Ada\n");
  expect(facts.trailers).toEqual([{ key: "Signed-off-by", value: "Ada", start: 3, end: 21 }]);
});

test("another comment character", () => {
  expect(cleanMessage("# s\n; help\n\nb\n", ";")).toBe("# s\n\nb\n");
  expect(parsePendingMessage("s\n;x\n", ada, ada, { commentCharacter: ";" }).message.text).toBe("s\n");
});

test("a merge about to be made", () => {
  expect(parsePendingMessage("Merge", ada, ada, { parents: ["a", "b"] }).kind).toBe("merge");
});

test("a text above the limit is said to be cut", () => {
  expect(parsePendingMessage("a\n".repeat(1 << 20), ada, ada).damage).toContain("longer than 1048576 characters");
});

test("the same text as git stripspace --strip-comments", () => {
  const texts = fc.sample(messages, { numRuns: fc.fuzzCases(150) }).filter((text) => !text.includes(" >8 "));
  inDirectory((directory) => {
    for (const text of texts) {
      expect({ text, cleaned: cleanMessage(text) }).toEqual({
        text,
        cleaned: git(directory, ["stripspace", "--strip-comments"], text),
      });
    }
  });
});
