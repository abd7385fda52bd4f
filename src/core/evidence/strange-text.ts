import { commentsByHash } from "./prose.ts";
import type { Language } from "./tokens.ts";

type Sides = { readonly language: Language; readonly before: string; readonly after: string };

/**
 * Why the two sides of a file cannot be told to mean the same by their tokens, whatever those are; null: they can. Each
 * language has forms that a grammar reads in another way than a compiler does. They are rare, and looked for in the
 * whole text, strings and all.
 */
export function whyStrange({ language, before, after }: Sides): string | null {
  if (opening(before, language) !== opening(after, language)) return "the lines that say how the file is read change";
  if (otherInterpreter(before, language)) return "its first line names an interpreter of another language";
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

/** Programs that read what a grammar reads; what another reads is not compared. */
const interpreters: { readonly [Name in Language]?: RegExp } = {
  bash: /^(?:ba|da)?sh$/,
  javascript: /^node(?:js)?$/,
  make: /^g?make$/,
  python: /^python(?:3(?:\.\d+)?)?$/,
  tsx: /^(?:node|deno|bun|tsx|ts-node)$/,
  typescript: /^(?:node|deno|bun|tsx|ts-node)$/,
};

function otherInterpreter(text: string, language: Language): boolean {
  // `#![…]` is an attribute of Rust.
  if (!text.startsWith("#!") || (language === "rust" && /^#![ \t]*\[/.test(text))) return false;
  const [line = ""] = text.slice(2).split("\n", 1);
  const [first = "", second = ""] = line.trim().split(/[ \t]+/);
  const program = first.endsWith("/env") ? second : first.slice(first.lastIndexOf("/") + 1);
  return interpreters[language]?.test(program) !== true;
}

const strange: { readonly [Name in Language]?: readonly Strange[] } = {
  // A header may be meant for C++, where such a string holds white space. C++17, 5.13.5: a delimiter of 16 signs at most, and a bracket.
  c: [
    ...forC,
    { pattern: /\b(?:u8|[uUL])?R"[^ ()\\\t\v\f\n]{0,16}\(/, why: "it has a raw string, which C does not know" },
  ],
  cpp: forC,
  // The language's specification, 3.3: such escapes are read before anything else.
  java: [{ pattern: /\\u+00[0-7]/, why: "it has escapes of signs of ASCII" }],
  javascript: forScripts,
  typescript: forScripts,
  tsx: forScripts,
  go: [{ pattern: /"C"|`C`/, why: "it may have code of C in a comment" }],
  kconfig: [
    // The grammar counts such blanks as a part of the indentation by which it tells where a help text ends.
    { pattern: /\bhelp[ \t]+$|^[ \t]+$/m, why: "it has blanks where a help text may begin or end" },
    { pattern: /\r/, why: "it has carriage returns" },
  ],
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
  // `#cloud-config`, `#compdef`: so is what programs look for in the first line of a file.
  const named = commentsByHash.has(language) && /^#[^ \t]/.test(first);
  const interpreter = first.startsWith("#!") || named ? first : "";
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
