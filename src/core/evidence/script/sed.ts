/** What the substitutions of a text put in, or why it is not run: a clause for people. */
export type Substitutions = { readonly replacements: readonly string[] } | { readonly why: string };

/**
 * Reads a text of sed that is nothing but substitutions and deletions of lines that it shows. Addresses must be patterns: a line's number says nothing of what
 * stands there. Commands that bring lines of their own (`a`, `i`, `c`), escapes that write letters in other forms, and all else are refused.
 *
 * @param text as sed gets it; variables that are plain words stand there as a word
 */
export function readSed(text: string): Substitutions {
  const replacements: string[] = [];
  const why = whyNotShown(text, replacements);
  return why === null ? { replacements } : { why };
}

function whyNotShown(text: string, replacements: string[]): string | null {
  let rest = text;
  for (let count = 0; ; count += 1) {
    rest = rest.replace(/^[\s;]+/, "");
    if (rest === "") return count > 0 ? null : "sed's text is empty";
    if (count === commandsMax) return `sed's text has more than ${commandsMax} commands, which is the limit`;
    const address = readAddress(rest);
    if (address === null) return other;
    const command = rest.slice(address).replace(/^\s*!?\s*/, "");
    const end = readCommand(command, address > 0, replacements);
    if (typeof end === "string") return end;
    rest = command.slice(end);
    if (!/^\s*(?:[;\n]|$)/.test(rest)) return other;
  }
}

const commandsMax = 200;
/** Characters of what a substitution puts in: more is a text of its own. */
export const replacementMax = 100;
const other = "sed does something other than substitute, or delete lines that a pattern shows";

/** The length of an address, of two with a comma between, or of none; null for one that is no pattern. */
function readAddress(text: string): number | null {
  if (!text.startsWith("/")) return /^[\d$\\~+]/.test(text) ? null : 0;
  const first = endOfPart(text, 1, "/");
  if (first === null) return null;
  const flags = /^I?/.exec(text.slice(first + 1))?.[0].length ?? 0;
  const end = first + 1 + flags;
  const comma = /^\s*,\s*/.exec(text.slice(end))?.[0].length ?? 0;
  if (comma === 0) return end;
  if (text[end + comma] !== "/") return null;
  const second = endOfPart(text, end + comma + 1, "/");
  return second === null ? null : second + 1;
}

/** Where the command ends, or why it is not run. */
function readCommand(text: string, hasAddress: boolean, replacements: string[]): number | string {
  const [name = "", sign = ""] = text;
  if (name === "d") return hasAddress ? 1 : other;
  if ((name !== "s" && name !== "y") || /[\w\s\\;]/.test(sign) || sign === "") return other;
  const from = endOfPart(text, 2, sign);
  const to = from === null ? null : endOfPart(text, from + 1, sign);
  if (from === null || to === null) return "sed's text is not whole";
  const replacement = text.slice(from + 1, to);
  if (/\\[xodc]/i.test(text.slice(2, to))) return "sed's text writes letters in other forms";
  if (replacement.length > replacementMax)
    return `sed puts in more than ${replacementMax} characters at once, which is the limit`;
  replacements.push(replacement);
  const flags = /^[gpiIm\d]*/.exec(text.slice(to + 1))?.[0].length ?? 0;
  return to + 1 + flags;
}

/** Where a part ends. A backslash keeps the sign behind it from ending it; so do brackets in a pattern to some, which is not relied on. */
function endOfPart(text: string, start: number, sign: string): number | null {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === sign) return at;
  }
  return null;
}
