/** What the lines that follow stand in, if that hides them on a forge's page. */
export type Hidden = { readonly fence: string } | { readonly comment: true } | null;

/** For each line of a comment what hides the lines behind it (CommonMark 4.5, 4.6, 6.1, 6.6). Linear. */
export function hiddenBehind(lines: readonly string[]): readonly Hidden[] {
  const closes = closesBelow(lines);
  const found: Hidden[] = [];
  let hidden: Hidden = null;
  for (const [index, line] of lines.entries()) {
    hidden = hiddenAfter(line, hidden, closes[index] === true);
    found.push(hidden);
  }
  return found;
}

/** By line: does a comment of HTML that is open there end in the same paragraph? Else its beginning is shown as it is written. */
function closesBelow(lines: readonly string[]): readonly boolean[] {
  const closes = lines.map(() => false);
  for (let index = lines.length - 2; index >= 0; index -= 1) {
    const next = lines[index + 1] ?? "";
    closes[index] = next.trim() !== "" && (next.includes("-->") || closes[index + 1] === true);
  }
  return closes;
}

function hiddenAfter(line: string, hidden: Hidden, closesInParagraph: boolean): Hidden {
  if (hidden !== null && "fence" in hidden) {
    const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
    return closing.startsWith(hidden.fence) ? null : hidden;
  }
  const fence = hidden === null ? /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] : undefined;
  if (fence !== undefined) return { fence };
  const opens = line.lastIndexOf("<!--");
  const closes = line.lastIndexOf("-->");
  if (hidden !== null) return closes === -1 ? hidden : opens > closes ? hidden : null;
  // At the start of a line it is a block, which goes on over empty lines, to the end if need be.
  if (/^ {0,3}<!--/.test(line)) return opens > closes ? { comment: true } : null;
  return closesInParagraph && leavesCommentOpen(line) ? { comment: true } : null;
}

/** Does a comment begin within a line, and not end there? What stands in a code span begins none. */
function leavesCommentOpen(line: string): boolean {
  const marks = (line.match(/\\<|`+|<!--|-->/g) ?? []) as readonly string[];
  const lastOf = new Map(marks.map((mark, index) => [mark, index]));
  let span: string | null = null;
  let isOpen = false;
  for (const [index, mark] of marks.entries()) {
    if (span !== null) span = mark === span ? null : span;
    else if (isOpen) isOpen = mark !== "-->";
    else if (mark === "<!--") isOpen = true;
    else if (mark.startsWith("`") && (lastOf.get(mark) ?? 0) > index) span = mark;
  }
  return isOpen;
}
