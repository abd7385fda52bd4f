/**
 * A text with `format=flowed` (RFC 3676) as it was written: a line that ends in a blank goes on in the next, if that is quoted as deeply.
 * What is quoted stays marked, so that nobody's words are joined to somebody else's.
 *
 * @param text - ends with a line feed, unless it is empty
 * @param deletesSpace - `delsp=yes`: that blank is not part of the text
 */
export function unfoldFlowed(text: string, deletesSpace: boolean): string {
  let written = "";
  let openDepth: number | null = null;
  for (const line of text === "" ? [] : text.slice(0, -1).split("\n")) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, "");
    const goesOn = openDepth === depth && content !== signature;
    if (!goesOn) written += `${openDepth === null ? "" : "\n"}${depth > 0 ? `${">".repeat(depth)} ` : ""}`;
    const flows = content.endsWith(" ") && content !== signature;
    written += flows && deletesSpace ? content.slice(0, -1) : content;
    if (!flows) written += "\n";
    openDepth = flows ? depth : null;
  }
  return openDepth === null ? written : `${written}\n`;
}

/**
 * The key of the first unquoted tag above which a line ends in a blank. By the rules the tag is then the end of that line, and as likely
 * somebody typed the blank; null: there is none.
 */
export function tagFlowedInto(text: string): string | null {
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1] ?? "";
    const key = /^ ?([A-Za-z][A-Za-z0-9-]{0,60}-by[ \t]*:)/i.exec(line)?.[1];
    if (key !== undefined && above.endsWith(" ") && above !== signature && !above.startsWith(">")) return key;
  }
  return null;
}

/** It ends in a blank and goes on nowhere (4.3). */
const signature = "-- ";
