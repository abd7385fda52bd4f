/*
 * Names of files in the lines of a diff. A name is a string of bytes, a UTF-16 unit each, as the diff has it; what is no
 * name is null.
 */

/** Bytes of a name; no system that git runs on opens a longer one. */
export const nameBytesMax = 4096;

/** The name that a line such as `--- a/file` has behind its first word: in quotes, or up to a tab or the line's end. */
export function nameIn(text: string): string | null {
  if (text.startsWith('"')) return unquotedName(text, 0)?.name ?? null;
  return /^[^\t\r]*/.exec(text)?.[0] || null;
}

/** As `nameIn`, where a tab belongs to the name: behind `rename from` and its like. */
export function wholeNameIn(text: string): string | null {
  if (text.startsWith('"')) return unquotedName(text, 0)?.name ?? null;
  return /^[^\r]*/.exec(text)?.[0] || null;
}

/** As `nameIn`, without the time that other programs than git put behind the name. */
export function nameBeforeTime(text: string): string | null {
  if (text.startsWith('"')) return unquotedName(text, 0)?.name ?? null;
  // The time has some forty characters, and blanks before it are not looked for further than a name can go.
  const time = timeAtEnd.exec(text.slice(-timeCharactersMax));
  if (time === null) return nameIn(text);
  let end = text.length - time[0].length;
  if (text[end - 1] === "\t") return text.slice(0, end - 1) || null;
  while (text[end - 1] === " ") end -= 1;
  return text.slice(0, end) || null;
}

const timeCharactersMax = 64;
const timeAtEnd = /(?<=[ \t])(?:\d\d)?\d\d-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?(?: [-+]\d{4}| [-+]\d\d:\d\d)?$/;

/** Is it the time that GNU diff writes where there is no file: 1970-01-01 00:00 UTC, in whatever zone? */
export function isEpoch(text: string): boolean {
  const [, day, hour, minute, sign, zoneHours, zoneMinutes] = epoch.exec(text.slice(text.lastIndexOf("\t") + 1)) ?? [];
  if (day === undefined || !text.includes("\t")) return false;
  const zone = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  return Number(hour) * 60 + Number(minute) - zone === (day === "1969-12-31" ? 24 * 60 : 0);
}

const epoch = /^(1969-12-31|1970-01-01) ([0-2]\d):([0-5]\d):00(?:\.0+)? ([-+])([0-2]\d):?([0-5]\d)$/;

/** The name without its first folder; null where it has none. */
export function withoutFolder(name: string): string | null {
  const slash = name.indexOf("/");
  return slash === -1 || slash === name.length - 1 ? null : name.slice(slash + 1);
}

/** The two names behind `diff --git`. Only two that are equal, but for their first folder if `strip` is 1, are found for sure. */
export function sameNamesIn(text: string, strip: 0 | 1): string | null {
  if (text.length > 2 * (4 * nameBytesMax + 2)) return null;
  const taken = (name: string): string | null => (strip === 0 ? name : withoutFolder(name));
  if (text.startsWith('"')) {
    const first = unquotedName(text, 0);
    if (first === null) return null;
    const rest = text.slice(first.end).trimStart();
    const second = rest.startsWith('"') ? unquotedName(rest, 0) : { name: rest, end: rest.length };
    if (second === null || rest.slice(second.end).trim() !== "") return null;
    const name = taken(first.name);
    return name !== null && name === taken(second.name) ? name : null;
  }
  const quote = text.indexOf(' "');
  if (quote !== -1) {
    const second = unquotedName(text, quote + 1);
    const name = second === null ? null : taken(second.name);
    return name !== null && name === taken(text.slice(0, quote)) ? name : null;
  }
  return equalHalves(text, strip);
}

/** `a/one two b/one two`: the blank between two names that are equal, where names may have blanks, too. */
function equalHalves(text: string, strip: 0 | 1): string | null {
  if (strip === 0) {
    const half = (text.length - 1) / 2;
    const name = text.slice(0, half);
    return Number.isInteger(half) && half > 0 && text[half] === " " && text.slice(half + 1) === name ? name : null;
  }
  const start = text.indexOf("/") + 1;
  if (start === 0) return null;
  // The second name's first folder ends at some slash; by where it ends the length of both names is known.
  for (let slash = text.indexOf("/", start); slash !== -1; slash = text.indexOf("/", slash + 1)) {
    const length = text.length - slash - 1;
    const blank = start + length;
    if (length < 1 || blank >= slash || text[blank] !== " ") continue;
    // No other slash may stand between the two: the folder would have another end then.
    if (text.indexOf("/", blank) !== slash) continue;
    if (text.startsWith(text.slice(start, blank), slash + 1)) return text.slice(start, blank);
  }
  return null;
}

/** The name in quotes that begins at `start`, as C has them, and where it ends; null: the quotes are damaged. */
function unquotedName(text: string, start: number): { readonly name: string; readonly end: number } | null {
  let name = "";
  for (let at = start + 1; at < text.length && at - start < 4 * nameBytesMax; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return name === "" ? null : { name, end: at + 1 };
    if (character !== "\\") {
      name += character;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    const escaped = octal === undefined ? escapes[text.charAt(at + 1)] : String.fromCharCode(Number.parseInt(octal, 8));
    if (escaped === undefined) return null;
    name += escaped;
    at += octal === undefined ? 1 : 3;
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
};

/** Why git writes to no such path; null: it may. */
export function whyNoPath(name: string): string | null {
  if (name.length > nameBytesMax) return `is longer than ${nameBytesMax} bytes, which is the limit`;
  if (name.includes("\0")) return "holds a NUL byte";
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    return "leads out of the repository or nowhere";
  return parts.some((part) => part.toLowerCase() === ".git") ? "is git's own" : null;
}
