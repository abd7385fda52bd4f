/** Longer titles keep their markup: no reader would miss it, and the work stays bounded. UTF-16 units. */
const titleLengthMax = 1000;

/**
 * A title as a reader sees it: literals, emphasis, roles, references and their targets, and escaping backslashes of
 * reStructuredText stripped, blanks folded. For comparing and showing, not for editing.
 */
export function plainRst(title: string): string {
  if (title.length > titleLengthMax) return title;
  let plain = "";
  for (let position = 0; position < title.length; ) {
    const { text, end } = readInline(title, position);
    plain += text;
    position = end;
  }
  return plain.replace(/\s+/g, " ").trim();
}

type Inline = { readonly text: string; readonly end: number };

function readInline(title: string, at: number): Inline {
  if (title[at] === "\\") return { text: (title[at + 1] ?? "").trim(), end: at + 2 };
  const literal = between(title, at, "``", "``");
  if (literal !== undefined) return literal;
  const role = /^:[A-Za-z0-9:+._-]+:(?=`)/.exec(title.slice(at))?.[0] ?? "";
  const interpreted = between(title, at + role.length, "`", "`");
  if (interpreted !== undefined) return afterReference(title, withoutTarget(interpreted));
  for (const mark of ["**", "*", "|"]) {
    const marked = between(title, at, mark, mark);
    if (marked !== undefined) return mark === "|" ? afterReference(title, marked) : marked;
  }
  const reference = /^([A-Za-z0-9]+)__?(?![A-Za-z0-9_])/.exec(title.slice(at));
  const wordStarts = at === 0 || !/[A-Za-z0-9_]/.test(title[at - 1] ?? "");
  if (reference !== null && wordStarts) return { text: reference[1] ?? "", end: at + reference[0].length };
  return { text: title[at] ?? "", end: at + 1 };
}

/** The text between two marks that touch it; undefined when there is none. */
function between(title: string, at: number, opening: string, closing: string): Inline | undefined {
  if (!title.startsWith(opening, at) || /^\s?$/.test(title[at + opening.length] ?? "")) return undefined;
  const end = title.indexOf(closing, at + opening.length + 1);
  if (end === -1 || title[end - 1] === " ") return undefined;
  return { text: title.slice(at + opening.length, end), end: end + closing.length };
}

/** `` `text <target>` `` reads as its text. */
function withoutTarget({ text, end }: Inline): Inline {
  const target = text.endsWith(">") ? text.lastIndexOf(" <") : -1;
  return { text: target > 0 ? text.slice(0, target) : text, end };
}

/** Past the `_` or `__` that makes the text before it a reference. */
function afterReference(title: string, { text, end }: Inline): Inline {
  const underscores = /^_{0,2}/.exec(title.slice(end, end + 2))?.[0].length ?? 0;
  return { text, end: end + underscores };
}
