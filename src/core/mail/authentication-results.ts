import type { DkimResult } from "./posted-mail.ts";

/** What a mail server says of one signature, which it looked at when the mail came in; null: it does not say. */
export type ToldResult = {
  readonly domain: string | null;
  readonly selector: string | null;
  readonly result: DkimResult["result"] | "none";
};

/**
 * What Authentication-Results (RFC 8601) says of the signatures of a mail, by the topmost header that a trusted server wrote: servers put
 * theirs on top, and one below may be forged. Anybody can write such a header, so the ones of other servers are not looked at.
 *
 * @param values of all headers of that name, in order
 * @param trusted the names by which the trusted servers call themselves (`authserv-id`)
 * @returns null: no trusted server says anything
 */
export function toldByTrusted(values: readonly string[], trusted: readonly string[]): readonly ToldResult[] | null {
  const names = new Set(trusted.map((name) => name.toLowerCase()));
  for (const value of values) {
    const [first = [], ...parts] = partsOf(value);
    const [name] = first;
    // Who writes no name has not said who he is, whatever names are trusted.
    if (name === undefined || !names.has(name.toLowerCase())) continue;
    return parts.flatMap((words) => resultIn(words) ?? []);
  }
  return null;
}

const results: ReadonlySet<string> = new Set(["pass", "fail", "neutral", "policy", "temperror", "permerror", "none"]);

/** `dkim=pass header.d=example.org header.s=one`. */
function resultIn(words: readonly string[]): ToldResult | null {
  const [method = "", ...rest] = words;
  const [, result = ""] = /^dkim(?:\/1)?=([a-z]+)$/i.exec(method) ?? [];
  if (result === "") return null;
  const told = result.toLowerCase();
  const property = (name: string): string | null => {
    const found = rest.filter((word) => word.toLowerCase().startsWith(`${name}=`));
    return found.length === 1 ? (found[0] ?? "").slice(name.length + 1).toLowerCase() : null;
  };
  const identity = property("header.i");
  return {
    domain: property("header.d") ?? (identity === null ? null : identity.slice(identity.lastIndexOf("@") + 1)),
    selector: property("header.s"),
    result: results.has(told) ? (told as ToldResult["result"]) : "permerror",
  };
}

/** The words between semicolons, without comments; blanks around an equals sign are taken away, and quotes are. */
function partsOf(value: string): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let words: string[] = [];
  let word = "";
  let depth = 0;
  let isQuoted = false;
  const endWord = (): void => {
    if (word !== "") words.push(word);
    word = "";
  };
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? "";
    if (character === "\\" && (isQuoted || depth > 0)) {
      at += 1;
      if (depth === 0) word += value[at] ?? "";
    } else if (isQuoted) {
      if (character === '"') isQuoted = false;
      else word += character;
    } else if (character === "(") depth += 1;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (character === '"') isQuoted = true;
    else if (character === ";") {
      endWord();
      parts.push(words);
      words = [];
    } else if (/\s/.test(character)) endWord();
    else word += character;
  }
  endWord();
  parts.push(words);
  return parts;
}
