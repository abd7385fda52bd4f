import { expect, test } from "vitest";
import type { Language, Token } from "../../src/core/evidence/tokens.ts";
import { provedCases } from "../evidence/proved-cases.ts";
import * as fc from "../random-cases.ts";
import { syntax } from "./read.ts";

const runs = fc.fuzzCases(150);

const languages: { readonly [ending: string]: Language } = {
  c: "c",
  py: "python",
  rs: "rust",
  ts: "typescript",
  go: "go",
  java: "java",
  Kconfig: "kconfig",
};

/** Sources of several languages, from the cases that proofs are tried on. */
const sources: readonly (readonly [Language, string])[] = provedCases.flatMap(({ kind, files }) =>
  Object.entries(files).flatMap(([path, texts]): readonly (readonly [Language, string])[] => {
    if (kind !== "comments" || typeof texts === "string") return [];
    const language = languages[path.slice(path.search(/[^./]*$/))];
    if (language === undefined) throw new Error(`which language is ${path}?`);
    return [[language, texts[0]]];
  }),
);

const pieces = fc.constantFrom(
  " ",
  "\n",
  "\t",
  "    ",
  "\n\n",
  "/*",
  "*/",
  "//",
  "#",
  '"',
  "'",
  "{",
  "}",
  "(",
  ")",
  ";",
  "\\\n",
  "#if A\n",
  "#endif\n",
  "x",
  "1",
  "`",
  ":",
  ",",
);
const edits = fc.array(fc.record({ at: fc.nat(2000), cut: fc.nat(6), put: fc.oneof(pieces, fc.constant("")) }), {
  minLength: 1,
  maxLength: 4,
});

const edited = (text: string, changes: readonly { at: number; cut: number; put: string }[]): string =>
  changes.reduce((now, { at, cut, put }) => {
    const from = at % (now.length + 1);
    return now.slice(0, from) + put + now.slice(from + cut);
  }, text);

const codeOf = (tokens: readonly Token[]): readonly string[] =>
  tokens.filter(({ kind }) => kind !== "comment").map(({ kind, text }) => `${kind} ${text}`);

async function wholeOf(language: Language, text: string): Promise<readonly string[] | null> {
  if (text === "") return [];
  const reading = await syntax.read(language, "", text);
  return reading.known ? reading.value.regions.flatMap(({ after }) => codeOf(after.tokens)) : null;
}

/** What proofs rest on: reading only what differs must never say that two texts have equal tokens when reading both whole says otherwise. */
test.each(sources)("%s: equal regions are equal files", { timeout: 120_000 }, async (language, text) => {
  let equal = 0;
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const after = edited(text, changes);
      if (after === "" || after === text) return;
      const reading = await syntax.read(language, text, after);
      if (!reading.known) return;
      const same = reading.value.regions.every(
        (region) => codeOf(region.before.tokens).join("\n") === codeOf(region.after.tokens).join("\n"),
      );
      if (!same) return;
      equal += 1;
      expect(await wholeOf(language, after)).toEqual(await wholeOf(language, text));
    }),
    { numRuns: runs },
  );
  expect(equal).toBeGreaterThan(0);
});
