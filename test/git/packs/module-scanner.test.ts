import fc from "fast-check";
import { expect, test } from "vitest";
import { createModuleScanner } from "../../../src/adapters/git/packs/module-scanner.ts";
import { PlainScanner, type PlainScanning, type PlainVisitor } from "../../../src/core/evaluate/plain-commit.ts";
import { commitText } from "../../evaluate/commit-texts.ts";

/** What somebody is told of a commit, in order; null: it is not plain. Nobody answers links, as nobody does where a history is surveyed. */
function createTold(scannerFor: (visitor: PlainVisitor) => PlainScanning): (commit: Uint8Array) => string | null {
  const told: string[] = [];
  const tell = (one: string): boolean => told.push(one) > 0;
  const scanner = scannerFor({
    begin: (parents) => tell(`${parents} parents`),
    person: (bytes, start, end, place) =>
      tell(`${place}: ${Buffer.from(bytes.subarray(start, end)).toString("latin1")}`),
    link: () => false,
    others: (bits) => tell(`others ${bits}`),
  });
  return (commit) => {
    told.length = 0;
    return scanner.scan(commit) ? told.join("\n") : null;
  };
}

const byCore = createTold((visitor) => new PlainScanner(visitor));
const byModule = createTold(createModuleScanner);

/** Both say the same; gives what they say. */
function both(text: string): string | null {
  const commit = Buffer.from(text);
  const told = byCore(commit);
  expect(byModule(commit)).toBe(told);
  return told;
}

test("the module reads plain commits as the core does", () => {
  let plain = 0;
  fc.assert(
    fc.property(commitText, (text) => {
      if (both(text) !== null) plain += 1;
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});

const commit = (change: Partial<Record<"name" | "body" | "header" | "trailers", string>> = {}): string => {
  const { name = "Ada Example", body = "Words.", header = "", trailers = "" } = change;
  const who = `${name} <ada@example.org>`;
  return (
    `tree ${"0".repeat(40)}\nparent ${"1".repeat(40)}\nauthor ${who} 1700000000 +0000\ncommitter ${who} 1700000000 +0000\n${header}\n` +
    `topic: title\n\n${body}\n\n${trailers}Signed-off-by: ${who}\n`
  );
};

test("and commits that were changed in any one byte", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (where, byte, isCut) => {
      const bytes = Buffer.from(commit({ trailers: "Fixes: 0123456789ab\nReviewed-by: Lin <lin@example.org>\n" }));
      const at = where % bytes.length;
      bytes[at] = byte;
      const changed = isCut ? bytes.subarray(0, at) : bytes;
      expect(byModule(changed)).toBe(byCore(changed));
    }),
    { numRuns: 4000 },
  );
});

const keptPlain = [
  ["as it is", commit()],
  ["a name that is almost too long", commit({ name: "A".repeat(990) })],
  ["a signature", commit({ header: "gpgsig -----BEGIN\n abc\n -----END\n" })],
  ["many people", commit({ trailers: "Reviewed-by: Lin <lin@example.org>\n".repeat(240) })],
  ["a message of many lines", commit({ body: "words and words\n".repeat(3000) })],
] as const;

const notPlain = [
  ["a name that is too long", commit({ name: "A".repeat(1100) })],
  ["a message that is too long", commit({ body: "words and words\n".repeat(5000) })],
  ["an exception in any case", commit({ body: "By EXCEPTION." })],
  ["a link", commit({ body: "See https://example.org/." })],
  ["a link in a trailer", commit({ trailers: "Link: https://example.org/\n" })],
  ["a tag in the body", commit({ body: "Reviewed-by: Lin" })],
  ["no line feed at the end", commit().trimEnd()],
  ["nothing", ""],
] as const;

test.each(keptPlain)("%s is plain to both", (_, text) => {
  expect(both(text)).not.toBeNull();
});

test.each(notPlain)("%s is plain to none", (_, text) => {
  expect(both(text)).toBeNull();
});
