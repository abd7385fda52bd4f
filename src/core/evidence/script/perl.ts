import { replacementMax, type Substitutions } from "./sed.ts";

/**
 * Reads a text of perl that is nothing but substitutions (`s`, `tr`, `y`), each perhaps with `if` or `unless` and a pattern? Only
 * such a text changes what is there; any other could write what it likes. Code that hides in a pattern (`(?{ … })`), in
 * a replacement (`@{[ … ]}`) or behind the flag `e` is refused.
 */
export function readPerl(text: string): Substitutions {
  const replacements: string[] = [];
  let rest = text.trim();
  let count = 0;
  while (rest !== "") {
    const statement = readStatement(rest);
    if (typeof statement === "string") return { why: statement };
    replacements.push(statement.replacement);
    rest = rest.slice(statement.length).replace(/^[\s;]+/, "");
    count += 1;
    if (count > statementsMax)
      return { why: `perl's text has more than ${statementsMax} statements, which is the limit` };
  }
  return count > 0 ? { replacements } : { why: "perl's text is empty" };
}

const statementsMax = 200;
const other = "perl does something other than substitute";

/** The length of the first statement, its condition with it, and what it puts in. */
function readStatement(text: string): { readonly length: number; readonly replacement: string } | string {
  // `s=>` begins no substitution, and behind `@` or `$` as a sign a backslash keeps nothing from being looked up.
  const head = /^(s|tr|y)(?:([/|,#!~:%^+"*?.&-])|\s)/.exec(text);
  const [, word = "", sign = ""] = head ?? [];
  if (head === null || sign === "") return other;
  const from = endOfPart(text, head[0].length, sign);
  const to = from === null ? null : endOfPart(text, from + 1, sign);
  if (from === null || to === null) return "perl's text is not whole";
  // Before the sign that ends a part, perl takes the backslash away, and reads what is left.
  const pattern = text.slice(head[0].length, from).replaceAll(`\\${sign}`, sign);
  const replacement = text.slice(from + 1, to).replaceAll(`\\${sign}`, sign);
  const [flags = ""] = /^\w*/.exec(text.slice(to + 1)) ?? [];
  const why = word === "s" ? whyNotPlain(pattern, replacement, flags, sign) : /^[cdsr]*$/.test(flags) ? null : other;
  if (why !== null) return why;
  const length = to + 1 + flags.length;
  const rest = text.slice(length);
  if (/^\s*(?:;|$)/.test(rest)) return { length, replacement };
  const condition = /^\s*(?:if|unless)\s+m?\//.exec(rest);
  const end = condition === null ? null : endOfPart(rest, condition[0].length, "/");
  if (condition === null || end === null) return other;
  if (hidesCode(rest.slice(condition[0].length, end))) return "perl's pattern may hold code";
  const [conditionFlags = ""] = /^[imsx]*/.exec(rest.slice(end + 1)) ?? [];
  const after = end + 1 + conditionFlags.length;
  return /^\s*(?:;|$)/.test(rest.slice(after)) ? { length: length + after, replacement } : other;
}

function whyNotPlain(pattern: string, replacement: string, flags: string, sign: string): string | null {
  if (!/^[gimsx]*$/.test(flags))
    return `perl's substitution has the flags \`${flags}\`; only g, i, m, s and x are known to be harmless`;
  if (sign === "#" && flags.includes("x")) return other;
  if (/\\(?:[xoNc0]|\d\d)/.test(`${pattern}\n${replacement}`)) return "perl's text writes letters in other forms";
  if (replacement.length > replacementMax)
    return `perl puts in more than ${replacementMax} characters at once, which is the limit`;
  if (hidesCode(pattern)) return "perl's pattern may hold code";
  // `$1` to `$99` and `$&` stand for what was found; anything else is looked up, and may be computed.
  const held = replacement.replaceAll(/\\./gs, "_").replaceAll(/\$(?:[1-9]\d?|&|\{[1-9]\d?\})(?![\d[{]|->)/g, "");
  return /[$@]/.test(held) ? "perl's replacement holds a variable" : null;
}

/**
 * `(?{ … })` and `(??{ … })` run code; `@` and `$` before a name or a bracket bring in variables, whose subscripts are
 * code.
 */
function hidesCode(pattern: string): boolean {
  const held = pattern.replaceAll(/\\./gs, "_");
  return /\(\?\??\{|\(\?p\{|@|\$(?![)|]|$)|\(\*/.test(held);
}

/** Where a part ends; a backslash keeps the sign behind it from ending it. */
function endOfPart(text: string, start: number, sign: string): number | null {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === sign) return at;
  }
  return null;
}
