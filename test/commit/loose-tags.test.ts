import { expect, test } from "vitest";
import { bracketNotes } from "../../src/core/commit/bracket-notes.ts";
import { looseTags, tagLookalikes } from "../../src/core/commit/loose-tags.ts";
import { parseTrailers } from "../../src/core/commit/trailers.ts";
import * as fc from "../random-cases.ts";
import { messages } from "./messages.ts";

const signOff = "Signed-off-by: Ada <ada@example.org>";

test.each<{ name: string; message: string; tags: readonly string[] }>([
  { name: "trailers are not loose", message: `s\n\n${signOff}\n`, tags: [] },
  { name: "in the body", message: `s\n\n${signOff}\n\nmore prose\n`, tags: [signOff] },
  { name: "without an empty line above", message: `s\n${signOff}\n`, tags: [signOff] },
  { name: "never the subject", message: "net-next: drop it\n\nbody\n", tags: [] },
  { name: "never the subject, after empty lines", message: "\n\nnet-next: drop it\n\nbody\n", tags: [] },
  {
    name: "a block that git rejects",
    message: "s\n\nAI-used-for: code\n[lin: rebased]\n",
    tags: ["AI-used-for: code"],
  },
  { name: "folded", message: "s\n\nAI-used-for: code,\n  tests\n[note]\n", tags: ["AI-used-for: code, tests"] },
  { name: "indented", message: `s\n\nas in\n    ${signOff}\n`, tags: [signOff] },
  { name: "below the divider", message: `s\n\n${signOff}\n---\nAssisted-by: tool\n`, tags: ["Assisted-by: tool"] },
  { name: "no blank after the colon", message: "s\n\nSigned-off-by:Ada\n\nx\n", tags: ["Signed-off-by: Ada"] },
  { name: "blanks before the colon", message: "s\n\nSigned-off-by : Ada\n\nx\n", tags: ["Signed-off-by: Ada"] },
  { name: "no value", message: "s\n\nSigned-off-by:\n\nx\n", tags: ["Signed-off-by: "] },
  {
    name: "prose, code and links",
    message: "s\n\nNote: x\nsee foo-bar: x\nfoo-bar::x\nfoo-by::x\nfoo-bar://x\nfoo-bar:12\n",
    tags: [],
  },
  { name: "folded into a trailer", message: `s\n\n${signOff}\n Acked-by: Lin\n`, tags: ["Acked-by: Lin"] },
  {
    name: "folded into the second trailer",
    message: `s\n\n${signOff}\nLink: a\n b: c\n\tAcked-by: Lin\n Tested-by: Lin\nCc: d\n`,
    tags: ["Acked-by: Lin", "Tested-by: Lin"],
  },
  { name: "in a trailer's value", message: "s\n\nNote-a: Acked-by: Lin\n", tags: [] },
  { name: "carriage returns", message: "s\r\n\r\nAcked-by: Lin\r\n\r\nx\r\n", tags: ["Acked-by: Lin"] },
])("loose tags: $name", ({ message, tags }) => {
  const found = looseTags(message);
  expect(found.map(({ key, value }) => `${key}: ${value}`)).toEqual(tags);
  for (const { key, start } of found) expect(message.startsWith(key, start)).toBe(true);
});

test.each<{ name: string; key: string; imitates: string | undefined }>([
  { name: "a Cyrillic letter", key: "Sign\u0435d-off-by:", imitates: "signed-off-by" },
  { name: "Cyrillic capitals", key: "\u0405\u0406GN\u0415D-\u041eFF-\u0412\u0423:", imitates: "signed-off-by" },
  { name: "a Greek letter", key: "Ack\u03b5d-by:", imitates: "acked-by" },
  { name: "an invisible character", key: "Signed\u200b-off-by:", imitates: "signed-off-by" },
  { name: "a right-to-left mark", key: "\u200fReviewed-by:", imitates: "reviewed-by" },
  { name: "an override", key: "\u202eSigned-off-by\u202c:", imitates: "signed-off-by" },
  { name: "a soft hyphen", key: "Signed\u00ad-off-by:", imitates: "signed-off-by" },
  { name: "a hyphen that does not break", key: "Signed\u2011off\u2013by:", imitates: "signed-off-by" },
  { name: "full width letters", key: "\uff33igned-off-by:", imitates: "signed-off-by" },
  { name: "an accent", key: "S\u00edgned-off-by:", imitates: "signed-off-by" },
  { name: "a control character", key: "Assisted-by\u0007:", imitates: "assisted-by" },
  { name: "a full width colon", key: "Co-authored-by\uff1a", imitates: "co-authored-by" },
  { name: "a blank of another kind", key: "Signed-off-by\u00a0:", imitates: "signed-off-by" },
  { name: "the key itself", key: "SIGNED-off-by:", imitates: undefined },
  { name: "another key", key: "Gr\u00fc\u00dfe-by:", imitates: undefined },
  { name: "prose", key: "the Sign\u0435d-off-by:", imitates: undefined },
])("look-alikes: $name", ({ key, imitates }) => {
  const message = `s\n\nbody\n\n${key} Jürgen <j@example.org>\n`;
  const expected = imitates === undefined ? [] : [{ key: key.slice(0, -1), imitates, start: 9, end: 8 + key.length }];
  expect(tagLookalikes(message)).toEqual(expected);
});

test("look-alikes of keys that a policy names", () => {
  expect(tagLookalikes("s\n\n\u0430i-note: x\n", ["ai-note"]).map(({ imitates }) => imitates)).toEqual(["ai-note"]);
});

test.each<{ name: string; message: string; notes: readonly string[] }>([
  { name: "one line", message: `s\n\n${signOff}\n[lin: rebased]\nAcked-by: Lin\n`, notes: ["lin: rebased"] },
  {
    name: "several lines",
    message: `s\n\n${signOff}\n[lin: rebased\n  and renamed]\nAcked-by: Lin\n`,
    notes: ["lin: rebased and renamed"],
  },
  {
    name: "lines that are not indented",
    message: `s\n\n${signOff}\n[lin: rebased\nand renamed]\n`,
    notes: ["lin: rebased and renamed"],
  },
  { name: "brackets inside", message: `s\n\n${signOff}\n[lin: a[3] is\n b[4]]\n`, notes: ["lin: a[3] is b[4]"] },
  {
    name: "a bracket inside that ends its line",
    message: `s\n\n${signOff}\n[lin: a[3]\n is b]\n`,
    notes: ["lin: a[3] is b"],
  },
  { name: "two notes", message: `s\n\n[a]\n${signOff}\n[b]\n`, notes: ["a", "b"] },
  { name: "without a trailer", message: "s\n\nAI-used-for: code\n[lin: rebased]\n", notes: ["lin: rebased"] },
  { name: "not in the body", message: `s\n\n[lin: remark]\n\n${signOff}\n`, notes: [] },
  { name: "not in the subject", message: "[lin: remark]\n", notes: [] },
  { name: "not closed", message: `s\n\n[lin: rebased\n${signOff}\n[b]\n`, notes: ["b"] },
  { name: "text behind it", message: `s\n\n[1] https://example.org\n${signOff}\n`, notes: [] },
  { name: "folded into a tag", message: `s\n\n${signOff}\n [lin: rebased]\n`, notes: ["lin: rebased"] },
  { name: "above a divider", message: `s\n\n[lin: rebased]\n---\nv2\n`, notes: ["lin: rebased"] },
])("bracket notes: $name", ({ message, notes }) => {
  const found = bracketNotes(message, parseTrailers(message));
  expect(found.map(({ text }) => text)).toEqual(notes);
  for (const { start, end } of found) expect(message[start] === "[" && message[end - 1] === "]").toBe(true);
});

test("no message throws, and every place lies inside it", () => {
  fc.assert(
    fc.property(fc.oneof(messages, fc.string({ unit: "binary" })), (message) => {
      const trailers = parseTrailers(message);
      const loose = looseTags(message, trailers);
      for (const { start, end } of [...loose, ...bracketNotes(message, trailers), ...tagLookalikes(message)]) {
        expect(0 <= start && start <= end && end <= message.length).toBe(true);
      }
      for (const tag of loose) {
        expect(trailers.some(({ start, end }) => start <= tag.start && tag.start < end)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  "[\n",
  "[a\n",
  "]\n",
  "a-b: c\n",
  " a-b: c\n",
  "a-b:\n x\n",
  ":",
  "a-",
  "\u0435:",
  "\u0435",
  "[ ] ",
  "\n[",
  "Signed-off-by: x\n[\n",
])("a million characters of %j are no burden", (part) => {
  const message = `s\n\n${signOff}\n${part.repeat(1_000_000 / part.length)}`;
  const trailers = parseTrailers(message);
  const found = [looseTags(message, trailers), bracketNotes(message, trailers), tagLookalikes(message)];
  for (const each of found) expect(each.length).toBeLessThan(message.length);
});
