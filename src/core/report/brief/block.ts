import type { Audience } from "./audiences.ts";

/** Where a page has the brief: between two lines of their own, or nowhere, or so that nobody can tell. */
export type BriefBlock =
  | { readonly kind: "found"; readonly start: number; readonly end: number; readonly lineEnd: string }
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

/** The line above a brief. */
export const openingLine = (audience: Audience): string => `<!-- proviso:brief ${audience} -->`;

/** The line below a brief. */
export const closingLine = "<!-- /proviso:brief -->";

/** Finds the block of an audience; offsets are those of what stands between its two lines. */
export function findBlock(page: string, audience: Audience): BriefBlock {
  const opening = openingLine(audience);
  let found: { readonly start: number; readonly lineEnd: string } | null = null;
  let block: BriefBlock = { kind: "none" };
  for (const { 0: whole, 1: text = "", 2: lineEnd = "", index } of page.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const line = text.trim();
    if (line === opening) {
      if (found !== null || block.kind !== "none")
        return { kind: "unclear", why: `the line \`${opening}\` stands twice` };
      found = { start: index + whole.length, lineEnd };
    } else if (line === closingLine && found !== null) {
      block = { kind: "found", start: found.start, end: index, lineEnd: found.lineEnd };
      found = null;
    }
    if (whole === "") break;
  }
  if (found === null) return block;
  return { kind: "unclear", why: `the line \`${closingLine}\` is missing behind \`${opening}\`` };
}

/** The page with another brief in its block, and every other character as it was. */
export const withBrief = (
  page: string,
  { start, end, lineEnd }: BriefBlock & { kind: "found" },
  brief: string,
): string => page.slice(0, start) + brief.replaceAll("\n", lineEnd) + page.slice(end);

/** A page that has nothing but the brief. */
export const newPage = (audience: Audience, brief: string): string =>
  `${openingLine(audience)}\n${brief}${closingLine}\n`;
