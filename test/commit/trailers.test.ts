import { describe, expect, test } from "vitest";
import type { Trailer } from "../../src/core/commit/facts.ts";
import { findDivider, parseTrailers, type TrailerOptions } from "../../src/core/commit/trailers.ts";
import * as fc from "../random-cases.ts";
import { interpretTrailers, logOfMessages } from "./git.ts";
import { messages } from "./messages.ts";

const random = fc.sample(messages, { numRuns: fc.fuzzCases(3000) });

const written = (trailers: readonly Trailer[], separator = ":"): string =>
  trailers.map(({ key, value }) => `${key}${separator} ${value}\n`).join("");

/** Compares a reading of ours with git's, all messages at once; the shortest difference is shown. */
function compare(cases: readonly string[], answers: readonly string[], options: TrailerOptions, separator = ":"): void {
  expect(answers.length).toBe(cases.length);
  const differences = cases
    .map((message, index) => ({
      message,
      git: answers[index],
      ours: written(parseTrailers(message, options), separator),
    }))
    .filter(({ git, ours }) => git !== ours)
    .sort((one, other) => one.message.length - other.message.length);
  expect(differences.slice(0, 3)).toEqual([]);
}

/** What git may be asked: below a divider git before 2.45 loops for ever if a scissors line stands there (decision 0001). */
const aboveDivider = (message: string): string =>
  message.includes(" >8 ") ? message.slice(0, findDivider(message)) : message;

describe("the same trailers as git", () => {
  test("git interpret-trailers --parse", () => {
    compare(random, interpretTrailers(random.map(aboveDivider)), {});
  });

  test("git interpret-trailers --parse --no-divider", () => {
    compare(random, interpretTrailers(random, ["--no-divider"]), { divider: false });
  });

  test("with other separators", () => {
    const settings = ["-c", "trailer.separators==:#"];
    const some = random.slice(0, 1000);
    compare(some, interpretTrailers(some, ["--no-divider"], settings), { divider: false, separators: "=:#" }, "=");
  });

  test.each([";", "A"])("with the comment character %s", (commentCharacter) => {
    const settings = ["-c", `core.commentChar=${commentCharacter}`];
    const some = random.slice(0, 1000);
    compare(some, interpretTrailers(some, ["--no-divider"], settings), { divider: false, commentCharacter });
  });

  test("git log --format=%(trailers:only,unfold), which knows no divider and drops empty lines before the subject", () => {
    const stored = random.map((message) => message.replace(/^(?:[ \t\r]*\n)+/, ""));
    compare(stored, logOfMessages(stored, "%(trailers:only,unfold)"), { divider: false });
  });

  test("the random messages reach the grammar's edges", () => {
    const found = random.map((message) => parseTrailers(message));
    expect(found.filter((trailers) => trailers.length > 0).length).toBeGreaterThan(random.length / 5);
    expect(found.filter((trailers) => trailers.length > 2).length).toBeGreaterThan(random.length / 30);
    const dividerDecides = (message: string) =>
      written(parseTrailers(message)) !== written(parseTrailers(message, { divider: false }));
    expect(random.filter(dividerDecides).length).toBeGreaterThan(random.length / 50);
  });
});

const signOff = "Signed-off-by: Ada <ada@example.org>";

test.each<{ name: string; message: string; trailers: readonly string[] }>([
  { name: "the last paragraph", message: `s\n\nbody\n\n${signOff}\n`, trailers: [signOff] },
  { name: "never the title", message: `${signOff}\n`, trailers: [] },
  { name: "no empty line before it", message: `s\n${signOff}\n`, trailers: [] },
  {
    name: "notes between tags",
    message: `s\n\n${signOff}\n[lin: rebased]\nAcked-by: Lin\n`,
    trailers: [signOff, "Acked-by: Lin"],
  },
  { name: "notes without a sign-off", message: "s\n\nAI-used-for: code\n[lin: rebased]\n", trailers: [] },
  { name: "a quarter", message: `s\n\na\nb\nc\n${signOff}\n`, trailers: [signOff] },
  { name: "less than a quarter", message: `s\n\na\nb\nc\nd\n${signOff}\n`, trailers: [] },
  { name: "folded", message: `s\n\nLink: a\n  b\n\tc\n${signOff}\n`, trailers: ["Link: a b c", signOff] },
  { name: "carriage returns", message: `s\r\n\r\n${signOff}\r\n`, trailers: [signOff] },
  { name: "no last newline", message: `s\n\n${signOff}`, trailers: [signOff] },
  { name: "comments below", message: `s\n\n${signOff}\n\n# one\n#two\n`, trailers: [signOff] },
  { name: "old conflict lists below", message: `s\n\n${signOff}\n\nConflicts:\n\ta.c\n\tb.c\n`, trailers: [signOff] },
  { name: "above the divider", message: `s\n\n${signOff}\n---\nv2: rebased\n`, trailers: [signOff] },
  {
    name: "what stands below the divider cannot hide",
    message: `s\n\n${signOff}\n---\n\nAcked-by: Lin\n`,
    trailers: [signOff],
  },
  { name: "what stands below the divider cannot fake", message: `s\n\nbody\n---\n\n${signOff}\n`, trailers: [] },
  {
    name: "what stands below the scissors cannot fake",
    message: `s\n\nb\n# ------------------------ >8 ------------------------\n\n${signOff}\n`,
    trailers: [],
  },
  {
    name: "a scissors line below a divider",
    message: `s\n\n${signOff}\n---\n# ------------------------ >8 ------------------------\nx\n`,
    trailers: [signOff],
  },
])("$name", ({ message, trailers }) => {
  expect(written(parseTrailers(message))).toBe(trailers.map((trailer) => `${trailer}\n`).join(""));
});

test("a trailer has the place of all its lines, without the last newline", () => {
  const message = `s\n\nLink: a\n  b\n${signOff} \n\n`;
  expect(parseTrailers(message).map(({ start, end }) => message.slice(start, end))).toEqual(["Link: a\n  b", signOff]);
});

test("no message throws, and places are in order and inside the text", () => {
  fc.assert(
    fc.property(fc.oneof(messages, fc.string({ unit: "binary" })), fc.boolean(), (message, divider) => {
      let end = 0;
      for (const trailer of parseTrailers(message, { divider })) {
        expect(trailer.start).toBeGreaterThanOrEqual(end);
        expect(trailer.end).toBeGreaterThan(trailer.start);
        expect(message.slice(trailer.start, trailer.end).startsWith(trailer.key)).toBe(true);
        end = trailer.end;
      }
      expect(end).toBeLessThanOrEqual(message.length);
    }),
  );
});

/** A quadratic reading of any of these takes minutes, and the runner's limit ends it. */
test.each([
  "\n",
  "#\n",
  "a: b\n",
  " x\n",
  "\tx\n",
  "---\n",
  "\n---",
  "a",
  ":",
  "a-",
  "Conflicts:\n",
  "Conflicts:\n\n",
  "(",
  "\r\n",
  "x\n\n",
])("a million characters of %j are no burden", (part) => {
  const long = part.repeat(1_000_000 / part.length);
  for (const message of [long, `s\n\n${long}`, `s\n\n${signOff}\n${long}`, `s\n\n${long}\n${signOff}\n`]) {
    expect(parseTrailers(message).length).toBeLessThanOrEqual(message.length);
  }
});
