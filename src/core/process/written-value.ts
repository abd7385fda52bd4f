import type { DocumentFormat } from "../document/document.ts";
import type { FieldName } from "../document/fields.ts";

/** Fields that list globs: what of them could be markup is written as code, as people write paths. */
const globs: ReadonlySet<FieldName> = new Set(["Paths", "Not paths"]);

/** Fields whose values are ours or a day with links: nothing of them is markup. */
const asItIs: ReadonlySet<FieldName> = new Set(["Exception", "Covers", "Change", "At most", "Who", "Needs", "Agreed"]);

/** A value as the document writes it, so that its reader sees the value given. */
export function writtenValue(name: FieldName, value: string, format: DocumentFormat): string {
  const line = value.trim().replace(/\s+/g, " ");
  if (asItIs.has(name)) return line;
  return globs.has(name)
    ? itemsOf(line)
        .map((item) => writtenGlob(item, format))
        .join(", ")
    : escaped(line, format);
}

/** At commas, but not at those inside braces. */
function itemsOf(line: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= line.length; at += 1) {
    const character = line[at];
    if (character === "{") depth += 1;
    if (character === "}") depth = Math.max(0, depth - 1);
    if (at < line.length && (character !== "," || depth > 0)) continue;
    items.push(line.slice(start, at).trim());
    start = at + 1;
  }
  return items;
}

function writtenGlob(glob: string, format: DocumentFormat): string {
  if (!/[*_|[\]\\<>&]/.test(glob) || glob.includes("`")) return glob;
  return format === "markdown" ? `\`${glob}\`` : `\`\`${glob}\`\``;
}

/** Plain text with a backslash before each character that the format would take for markup. */
export const escaped = (text: string, format: DocumentFormat): string =>
  format === "markdown"
    ? text.replace(/[\\`*_[\]<>&]/g, "\\$&")
    : text.replace(/[\\`*|]/g, "\\$&").replace(/_(?![\p{L}\p{N}])/gu, "\\_");
