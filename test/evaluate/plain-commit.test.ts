import { expect, test } from "vitest";
import { PlainScanner } from "../../src/core/evaluate/plain-commit.ts";
import { unsignedBit } from "../../src/core/evaluate/plain-trailers.ts";

/** Is a commit plain, and is the visitor told that it should be signed off and is not? */
function scanned(message: string, parents = 1): readonly [plain: boolean, unsigned: boolean | null] {
  let unsigned: boolean | null = null;
  const scanner = new PlainScanner({
    begin: () => true,
    person: () => true,
    others: (bits) => {
      unsigned = (bits & unsignedBit) !== 0;
      return true;
    },
  });
  const who = "Ada Lovely <ada@example.org> 1700000000 +0000";
  const parent = `parent ${"1".repeat(40)}\n`.repeat(parents);
  const text = `tree ${"0".repeat(40)}\n${parent}author ${who}\ncommitter ${who}\n\n${message}`;
  return [scanner.scan(new TextEncoder().encode(text)), unsigned];
}

const signOff = "Signed-off-by: Ada Lovely <ada@example.org>";

test.each<[what: string, message: string, plain: boolean, unsigned: boolean | null]>([
  ["signed off", `topic: title\n\nWords.\n\n${signOff}\n`, true, false],
  ["with a title only", "topic: title\n", true, true],
  ["without trailers", "topic: title\n\nWords of the last\nparagraph.\n", true, true],
  ["with trailers of others only", "topic: title\n\nCc: list@example.org\n", true, true],
  ["with a note beside a sign-off", `topic: title\n\n[ada: a note]\n${signOff}\n`, true, false],
  ["with a note that does not end", `topic: title\n\n[ada: a note\n${signOff}\n`, false, null],
  ["with an exception in a note", `topic: title\n\n[ada: by exception x]\n${signOff}\n`, false, null],
  ["with a note and no sign-off", "topic: title\n\n[ada: a note]\nCc: list@example.org\n", false, null],
])("a commit %s", (_, message, plain, unsigned) => {
  expect(scanned(message)).toEqual([plain, unsigned]);
});

test("nobody has to sign off a merge", () => {
  expect(scanned("Merge branch 'topic'\n", 2)).toEqual([true, false]);
});
