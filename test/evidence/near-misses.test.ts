import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/core/evidence/languages.ts";
import { isShown, type Proof } from "../../src/core/evidence/proof.ts";
import type { Token } from "../../src/core/evidence/tokens.ts";
import { syntax } from "../syntax/read.ts";
import { type Files, prove, told } from "./prove.ts";
import { type ProvedCase, provedCases } from "./proved-cases.ts";

/** One thing done to the text after the change. Null: nothing can be done there. */
type Mutation = {
  readonly name: string;
  readonly apply: (text: string, tokens: readonly Token[], at: number) => string | null;
};

const replaced = (text: string, { start, text: old }: Token, now: string): string =>
  text.slice(0, start) + now + text.slice(start + old.length);

const mutations: readonly Mutation[] = [
  {
    name: "another token",
    apply(text, tokens, at) {
      const token = tokens[at];
      if (token === undefined) return null;
      if (token.kind === "name") return replaced(text, token, `${token.text}x`);
      if (token.kind === "literal")
        return replaced(text, token, /^\d+$/.test(token.text) ? `${token.text}1` : token.text.replace(/[a-z]/, "q"));
      const other: { readonly [text: string]: string } = {
        "+": "-",
        "-": "+",
        "*": "+",
        "<": "<=",
        ">": ">=",
        "+=": "-=",
        "++": "--",
        return: "",
        if: "while",
      };
      const now = other[token.text];
      return now === undefined ? null : replaced(text, token, now);
    },
  },
  {
    name: "a token gone",
    apply: (text, tokens, at) => {
      const token = tokens[at];
      return token === undefined || token.kind === "layout" ? null : replaced(text, token, " ");
    },
  },
  {
    name: "a token twice",
    apply: (text, tokens, at) => {
      const token = tokens[at];
      return token === undefined || token.kind === "layout"
        ? null
        : replaced(text, token, `${token.text} ${token.text}`);
    },
  },
  {
    name: "a look-alike letter",
    apply: (text, tokens, at) => {
      const token = tokens[at];
      const look = token?.text.replace(/[aeo]/, (letter) => ({ a: "а", e: "е", o: "о" })[letter] ?? letter);
      return token === undefined || look === undefined || look === token.text ? null : replaced(text, token, look);
    },
  },
  {
    name: "two tokens in the other order",
    apply(text, tokens, at) {
      const [one, other] = [tokens[at], tokens[at + 1]];
      if (
        one === undefined ||
        other === undefined ||
        one.text === other.text ||
        one.kind === "layout" ||
        other.kind === "layout"
      )
        return null;
      return (
        text.slice(0, one.start) +
        other.text +
        text.slice(one.start + one.text.length, other.start) +
        one.text +
        text.slice(other.start + other.text.length)
      );
    },
  },
];

/** The code tokens of a text. */
async function tokensOf(path: string, text: string): Promise<readonly Token[]> {
  const language = languageOf(path, text);
  const reading = language === null ? null : await syntax.read(language, "", text);
  if (reading === null || !reading.known) throw new Error(`${path} cannot be read`);
  return reading.value.regions.flatMap(({ after }) => after.tokens).filter(({ kind }) => kind !== "comment");
}

/** A name that stands once may be renamed as anything can: then the mutation is of the kind itself. */
function isOfTheKind({ kind }: ProvedCase, token: Token | undefined, tokens: readonly Token[]): boolean {
  if (kind !== "identifiers" || token?.kind !== "name") return false;
  return tokens.filter(({ text }) => text === token.text).length === 1;
}

async function missesOf(one: ProvedCase): Promise<{ tried: number; wrong: readonly string[] }> {
  let tried = 0;
  const wrong: string[] = [];
  for (const [path, texts] of Object.entries(one.files)) {
    if (typeof texts === "string") continue;
    const [before, after] = texts;
    const tokens = await tokensOf(path, after);
    for (const { name, apply } of mutations) {
      for (const [at, token] of tokens.entries()) {
        const mutated = apply(after, tokens, at);
        if (mutated === null || mutated === after || mutated === before || isOfTheKind(one, token, tokens)) continue;
        tried += 1;
        const files: Files = { ...one.files, [path]: [before, mutated] };
        const proof = await prove(one.kind, files);
        if (isOf(proof)) wrong.push(`${name} at ${token.line}: ${token.text}: ${JSON.stringify(proof)}`);
      }
    }
  }
  return { tried, wrong };
}

/** Proved; or, of the kinds that nobody can prove, shown. */
const isOf = (proof: Proof): boolean => proof.kind === "proved" || isShown(proof);

describe.each(provedCases)("$kind: $title", (one) => {
  test("is proved, or shown", async () => {
    const proof = await prove(one.kind, one.files);
    expect(proof.kind).toBe(one.kind === "identifiers" || one.kind === "move" ? "not-proved" : "proved");
    expect(isOf(proof), JSON.stringify(proof)).toBe(true);
    expect(told(proof)).toMatchSnapshot();
  });

  test("and nothing that misses it by one token", { timeout: 60_000 }, async () => {
    const { tried, wrong } = await missesOf(one);
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(40);
  });
});
