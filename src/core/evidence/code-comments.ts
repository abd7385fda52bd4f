import type { Language, Token } from "./tokens.ts";

/** Words of licences, of notices that they ask for, and of where something was taken from. */
const law =
  /\b(?:[al]?gpl\w*|mit|bsd|apache|mpl|epl|eupl|cddl|isc|ofl|zlib|unlicense|wtfpl|artistic|cc0|creative commons|gnu|public[ -]domain|permissions?|permitted|warrant\w*|hereby|granted|liab\w+|patent\w*|trademark\w*|(?:re)?distribut\w*|any later|or later|terms|(?:all|no|restricted|some) rights|attribution|courtesy|written by|(?:taken|borrowed|ported|adapted|derived|copied) from|based on (?:the )?(?:work|code)|the (?:work|property) of|owned by|originally|authors?|agreements?|commercial\w*|confidential\w*|disclaim\w*|disclos\w*|endors\w*|free software|open source|governed|government|guarantee of|no guarantees?|infring\w*|legally|notice|proprietary|provided as|royalt\w*|may (?:not )?be (?:used|copied|sold)|(?:you|anyone|others) may (?:not )?\w+ (?:it|this)|not sell)\b/i;

/** Words that make a comment say something to a compiler, a checker, an editor or a lawyer, in whatever language. */
const everywhere: readonly RegExp[] = [
  law,
  /spdx-|copyright|licen[cs]e|\u00a9|\(c\)[ \t]*(?:\d{4}|by\b)|all rights reserved|@preserve/i,
  /^[/*#\s]{0,8}!/,
  /-\*-|\b(?:vi|vim|ex):\s?(?:set?\s)?/,
  /(?:auto-?|automatically |code )generated|generated (?:by|from|with|file)|do not edit/i,
  // `tool: ignore`, `tool-disable`, `tool[off]`, `tool ignore=…`, and the like.
  /[:[(@-] ?(?:ignore|disable|enable|suppress|skip|no-?check|off|on|next-line|allow|deny|exclude|exempt|expect)\b/i,
  // `#tool:word`, which nobody writes to people.
  /^(?:#|\/\/)[a-z][\w.-]*:[^\s/]/i,
  /\b(?:ignore|disable|enable|skip)[ \t]?=/i,
  /\bno(?:lint\w*|qa|sec|sonar|inspection|cov|cover)\b/i,
  /(?:lcov|gcov|gcovr)_excl|coverity|iwyu|clang-|cppcheck|pragma|fall(?:s|ing)?[\s-]?thr(?:ough|u)|not[\s-]?reached|lint\b/i,
  /sourcemappingurl|sourceurl/i,
  // Checkers' and test runners' own lines: semgrep, pyre, LLVM's lit and clang's -verify.
  /nosemgrep|pyre-|fixme\[|\b(?:RUN|XFAIL|REQUIRES|UNSUPPORTED|CHECK(?:-[A-Z]+)*):|expected-(?:error|warning|note|remark)/,
  // Frama-C's contracts, Flow's types.
  /^(?:\/\*|\/\/)[@:]/,
  // Characters that end a line, or turn it round, for some readers and not for others.
  /[\u000b\u000c\r\u0085\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
];

/** A backslash at the end of a line comment takes the next line in. */
const takesNextLine = /(?:\\|\?\?\/)[ \t]*$/;

const own: { readonly [Name in Language]?: readonly RegExp[] } = {
  c: [takesNextLine],
  cpp: [takesNextLine],
  // Doctests and types stand in comments of Python; the first is a string there and no comment, but a tool may read
  // either.
  python: [
    /^#\s*(?:(?:type|mypy|pyright|pylint|fmt|isort|yapf|ruff|flake8|black|cython|distutils|coding|doctest|region|endregion)\b|%%)/i,
    />>>|\.\.\. /,
    /coding[:=]/,
    /^# \/\/\//,
    // Airflow looks for both words in a file's text.
    /airflow|\bdags?\b/i,
  ],
  // A documentation comment is an attribute, which macros (and their users) can read, and its examples are tests.
  rust: [/^\/\/\/(?!\/)|^\/\/!|^\/\*\*(?!\*)|^\/\*!/],
  go: [
    /^\/\/(?:go|line|export|extern|nolint|lint|sys)\b/,
    // Markers of generators: `+build`, `+kubebuilder:…`, `+k8s:…`.
    /^\/\/ ?\+\w/,
    /^\/\/\s*(?:unordered )?output:/i,
    /^\/\*line /,
    /#\s*(?:include|cgo)/,
    /deprecated:/i,
  ],
  java: [/\\u/, /@(?:deprecated|formatter|suppress|hide)/i, /checkstyle|\$non-nls|pmd/i],
  javascript: [
    /@|#__pure__|^\/\/\/\s*</i,
    /^\/\*\s*(?:global|globals|exported|eslint|jshint|jslint|jscs|istanbul|c8|v8|webpack\w*|vite\w*|rspack\w*|turbopack\w*)\b/i,
    /prettier|biome|tslint|turbopack/i,
  ],
  typescript: [
    /@ts-|@internal|@jsx|@license|@vite|@deprecated|@jest|@vitest|@flow|#__pure__|@__pure__|^\/\/\/\s*</i,
    /^\/\*\s*(?:global|globals|exported|eslint|istanbul|c8|v8|webpack\w*|vite\w*|rspack\w*|turbopack\w*)\b/i,
    /prettier|biome|eslint|tslint|turbopack/i,
  ],
  bash: [/shellcheck|^#(?:SBATCH|PBS|\$|BSUB)\b|begin init|end init|provides:|required-|default-|chkconfig/i],
  yaml: [/^#(?:cloud-config|!)|yaml-language-server|yamllint|renovate|zizmor|@schema|\bv?\d+\.\d+/i],
  toml: [/\/\/\/|renovate|:schema/i],
  kconfig: [takesNextLine],
  make: [takesNextLine],
};

const table = (language: Language): readonly RegExp[] => own[language === "tsx" ? "typescript" : language] ?? [];

/**
 * Does a program, or the law, read this comment? Then no proof may let it change. Longer comments than this are not
 * searched, and count as read.
 *
 * @param opensFile the comment is the file's first token: an interpreter's line or a header
 */
export function isCodeComment({ text }: Pick<Token, "text">, language: Language, opensFile: boolean): boolean {
  if (text.length > commentCharactersMax) return true;
  if (opensFile && text.startsWith("#!")) return true;
  return everywhere.some((pattern) => pattern.test(text)) || table(language).some((pattern) => pattern.test(text));
}

const commentCharactersMax = 20_000;

/** The words and signs of a comment, without its frame of stars and slashes and however it is wrapped. */
export const commentWords = (text: string): readonly string[] =>
  text
    .slice(0, framedEnd(text))
    .replace(/^(?:\/\*+|\/\/+|#+|--+|;+)/, "")
    .split("\n")
    .flatMap(
      (line) => line.replace(/^\s*(?:\*+|\/\/+|#+)(?=\s|$)/, "").match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [],
    );

/** Where the stars begin that close a comment. A loop, since a pattern of many stars and an end takes quadratic time. */
function framedEnd(text: string): number {
  if (!text.endsWith("*/")) return text.length;
  let end = text.length - 1;
  while (end > 0 && text[end - 1] === "*") end -= 1;
  return end;
}
