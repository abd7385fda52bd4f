import { parseHTML } from "linkedom";
import * as fc from "../random-cases.ts";
import type { Json } from "./changed.ts";

/** What strangers may write, and what some reader obeys. */
const fragment = fc.oneof(
  fc.constantFrom(
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\0",
    "\b",
    "\x1b[31m",
    "\x1b]8;;http://evil.example.org\x07x\x1b]8;;\x07",
    "\x9b2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udfff",
    "\u{e0041}",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</failure>",
    '"/>',
    "&amp;",
    "&#0;",
    "&",
    "'",
    '"',
    "::error::x",
    "::set-output name=a::b",
    "##[error]x",
    "##vso[task.complete]x",
    "%0A",
    "%0D%0A::error::x",
    "%25",
    ",file=x",
    ":",
    "`",
    "``",
    "@somebody",
    "@org/team",
    "#12",
    "org/project#12",
    "GH-12",
    "!7",
    "~bug",
    "%milestone",
    "$1",
    "&2",
    "https://example.org/org/project/issues/12",
    "www.example.org",
    "somebody@example.org",
    "0123456789abcdef0123456789abcdef01234567",
    "[a](http://evil.example.org)",
    "![a](http://evil.example.org/x.png)",
    "[a]: http://evil.example.org",
    "<http://evil.example.org>",
    "**x**",
    "_x_",
    "# x",
    "- x",
    "1. x",
    "> x",
    "---",
    "| a | b |",
    "/close",
    "/approve",
    "From me",
    "-- ",
    ".",
    "=1+1",
    "+1",
    "@SUM(A1)",
    "\\",
    "\\@x",
    "word",
    "名",
    "مرحبا",
    "😀",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);
/** Some of that, one behind the other. */
export const hostile = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(""));

function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]));
}

function put(value: Json, path: readonly string[], text: string): void {
  let at = value;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1) ?? ""] = text;
}

/** Places that hold one text, since they must say the same. */
export type TextPlace = readonly (readonly string[])[];

/** Where a reader takes any text: in a place alone, or in all that say the same. */
export function textPlaces(whole: Json, reads: (text: string) => boolean): readonly TextPlace[] {
  const takes = (place: TextPlace): boolean => reads(JSON.stringify(withTexts(whole, [place], ["anything"])));
  const all = placesOf(whole);
  const alone = all.filter((path) => takes([path]));
  const others = new Map<string, (readonly string[])[]>();
  for (const path of all) {
    if (alone.includes(path)) continue;
    const said = path.reduce<unknown>((at, key) => (at as Json)[key], whole) as string;
    others.set(said, [...(others.get(said) ?? []), path]);
  }
  return [...alone.map((path) => [path]), ...[...others.values()].filter(takes)];
}

/** The value with a text at each place. */
function withTexts(whole: Json, places: readonly TextPlace[], texts: readonly string[]): Json {
  const copy = structuredClone(whole);
  for (const [index, place] of places.entries()) for (const path of place) put(copy, path, texts[index] ?? "");
  return copy;
}

/** The value as somebody else may have saved it, with his words at all these places. */
export const withHostileTexts = (whole: Json, places: readonly TextPlace[]): fc.Arbitrary<Json> =>
  fc
    .array(hostile, { minLength: places.length, maxLength: places.length })
    .map((texts) => withTexts(whole, places, texts));

/** What acts on a terminal or a page, wherever it stands. */
export const acting = /(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu;

/** The elements of a page, and which attributes each has. */
export const kindsIn = (page: string): ReadonlySet<string> =>
  new Set(
    [...parseHTML(page).document.querySelectorAll("*")].flatMap(({ tagName, attributes }) => [
      tagName,
      ...[...attributes].map(({ name }) => `${tagName} ${name}`),
    ]),
  );
