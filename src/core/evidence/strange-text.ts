import type { Language } from "./tokens.ts";

type Sides = { readonly language: Language; readonly before: string; readonly after: string };

/**
 * Why the two sides of a file cannot be told to mean the same by their tokens, whatever those are; null: they can. Each
 * language has forms that a grammar reads in another way than a compiler does. They are rare, and looked for in the
 * whole text, strings and all.
 */
export function whyStrange({ language, before, after }: Sides): string | null {
  if (opening(before, language) !== opening(after, language)) return "the lines that say how the file is read change";
  for (const { pattern, why } of strange[language] ?? []) if (pattern.test(before) || pattern.test(after)) return why;
  return null;
}

type Strange = { readonly pattern: RegExp; readonly why: string };

const forC: readonly Strange[] = [
  // C11, 5.2.1.1 and 6.4.6: other spellings of `#`, `\`, `[` and so on, which no grammar knows.
  { pattern: /\?\?[=/'()!<>-]|%:|<%|%>/, why: "it has digraphs or trigraphs" },
  { pattern: /\b(?:__asm|_asm|asm)\s*\{/, why: "it has assembler in which line ends mean something" },
];

const forScripts: readonly Strange[] = [
  // ECMAScript, annex B.1.1: comments in scripts, and not in modules.
  { pattern: /<!--|^[ \t]*-->/m, why: "it has a comment in the form of HTML, which only some readers take for one" },
];

const strange: { readonly [Name in Language]?: readonly Strange[] } = {
  // A header may be meant for C++, where such a string holds white space.
  c: [...forC, { pattern: /\b(?:u8|[uUL])?R"/, why: "it has a raw string, which C does not know" }],
  cpp: forC,
  javascript: forScripts,
  typescript: forScripts,
  tsx: forScripts,
  go: [{ pattern: /^[ \t]*(?:import[ \t]*)?\(?[ \t]*"C"/m, why: "it has code of C in a comment" }],
  yaml: [
    // YAML 1.2, 8.1.1.2: all line ends behind the text belong to it.
    { pattern: /[|>][0-9-]*\+[0-9-]*[ \t]*(?:#.*)?$/m, why: "it has a text that keeps the empty lines behind it" },
  ],
};

/**
 * What must stay as it is, to the letter: an interpreter's line, an encoding, the constraints above the package of Go.
 */
function opening(text: string, language: Language): string {
  const [first = "", second = ""] = text.split("\n", 2);
  const interpreter = first.startsWith("#!") ? first : "";
  // PEP 263: in one of the first two lines.
  const encoding = language === "python" && /coding[:=]/.test(`${first}\n${second}`) ? `${first}\n${second}` : "";
  return `${interpreter}\n${encoding}\n${language === "go" ? constraints(text) : ""}`;
}

/** The header of a file of Go, where it has constraints: empty lines in it mean something. */
function constraints(text: string): string {
  const packageAt = /^package\s/m.exec(text)?.index ?? text.length;
  const header = text.slice(0, packageAt);
  return /^\/\/\s*(?:\+build|go:build)\b/m.test(header) ? header : "";
}
