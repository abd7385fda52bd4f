import { withoutTrailing } from "./blanks.ts";
import { indentationOf } from "./c-indentation.ts";
import { type CPieces, type CReading, piecesOfC } from "./c-pieces.ts";
import { changedPart } from "./changed-lines.ts";

/** Why two texts of C differ by more than layout: by pieces, by what a line's end means, or by an indentation that misleads. */
export function whyNotLayoutOfC(
  texts: { readonly before: string; readonly after: string },
  reading: CReading,
): string | null {
  // C11, 5.1.1.2: a file that is not empty ends in a line's end.
  if (texts.before.endsWith("\n") && !texts.after.endsWith("\n")) return "the end of its last line goes";
  const read: CPieces[] = [];
  for (const text of [texts.before, texts.after]) {
    if (forAssembler.test(text)) return "an assembler, to which lines mean something, may read it";
    if (keywordMacro.test(text)) return "a macro has the name of a keyword";
    const pieces = piecesOfC(text, reading);
    if (typeof pieces === "string") return pieces;
    if (mayBeOther(pieces, text)) return "lines may mean something to what reads it: its text need not be C";
    read.push(pieces);
  }
  const [old, now] = read;
  if (old === undefined || now === undefined) return "it cannot be read";
  const [before, after] = [old.pieces, now.pieces];
  const at = before.findIndex((piece, index) => piece !== after[index]);
  if (at !== -1 || before.length !== after.length) {
    const piece = (at === -1 ? after[before.length] : (after[at] ?? before[at])) ?? "";
    const shown = (piece.trim().split("\n", 1)[0] ?? "").slice(0, shownMax);
    return `a compiler reads other tokens, another directive, or a macro's argument with other blanks: \`${shown}\``;
  }
  if (indentationOf(old, texts.before) !== indentationOf(now, texts.after))
    return "what a condition or a loop without braces does stands otherwise below it, or what follows";
  if (reading.comments === "count" ? texts.before !== texts.after : lineShape(texts.before) !== lineShape(texts.after))
    if ([texts.before, texts.after].some((text) => assembler.test(text.replaceAll(included, "#include"))))
      return "an assembler, to which lines mean something, may read it";
  if (unarySign.test(changedPart(texts.before, texts.after)) || unarySign.test(changedPart(texts.after, texts.before)))
    return "a sign stands so that compilers take it for half of another";
  return lineWord.test(changedPart(texts.before, texts.after)) || lineWord.test(changedPart(texts.after, texts.before))
    ? "a line end or a blank may mean something there: assembler, a pragma or an import"
    : null;
}

/** May it be for an assembler, or lines for some program? There is code and no `;`, or text behind one that stands in no bracket, where assemblers have comments. */
function mayBeOther({ pieces, starts }: CPieces, text: string): boolean {
  let [depth, ends, code] = [0, 0, 0];
  for (const [index, marked] of pieces.entries()) {
    if (/^\n[^;]/.test(marked)) continue;
    code += 1;
    const piece = marked.trim();
    depth += nesting.get(piece) ?? 0;
    if (piece !== ";") continue;
    ends += 1;
    const [start = 0, next] = [starts[index], starts[index + 1]];
    if (depth <= 0 && next !== undefined && !text.slice(start, next).includes("\n")) return true;
  }
  return code > 0 && ends === 0;
}

/** How much deeper it is behind a bracket. */
const nesting: ReadonlyMap<string, number> = new Map([
  ...Array.from("([{", (sign) => [sign, 1] as const),
  ...Array.from(")]}", (sign) => [sign, -1] as const),
]);

/** Headers for assembler, too: their names for that, and orders such as `.macro`, but no member of an initialiser. */
const forAssembler = /\b__ASSEMBL(?:Y|ER)__\b|^[ \t]*\.[a-z]\w*(?:[ \t]+[^=\s]|[ \t]*$)/m;

/** Any word in which `asm` stands, as macros and compilers have many for what opens assembler. */
const assembler = /asm/i;

/** The path of a header, which opens nothing. */
const included = /^[ \t]*#[ \t]*include[ \t]*(?:<[^>\n]*>|"[^"\n]*")/gm;

/** The lines with code, and where it begins in each. */
const lineShape = (text: string): string =>
  text
    .split("\n")
    .map(withoutTrailing)
    .filter((line) => line !== "")
    .join("\n");

/** Behind keywords, brackets are taken for no macro's. */
const keywordMacro =
  /^[ \t]*#(?:[ \t]|\\\n|\/\*[^*\n]*\*\/)*define(?:[ \t]|\\\n|\/\*[^*\n]*\*\/)+(?:if|else|for|while|do|switch|case|default|return|sizeof|goto|break|continue|typeof|_Alignof|alignof|static|const|inline|int|char|void|struct|catch|try|throw|new|delete)\b/m;

/** Words of C and C++ behind which line ends or blanks mean something. */
const lineWord =
  /\b(?:consteval|__asm__|__asm|_asm|asm|_Pragma|__pragma|__has_include|__has_include_next|__has_embed)\b|\bimport[ \t]*[<":]|^[ \t]*(?:export[ \t]+)?(?:import|module)\b/m;

/** Of `a =- b`, compilers warn. */
const unarySign = /[\w)\]\s]=[-+*&!](?=\s)/;

/** Characters of a piece in a sentence. */
const shownMax = 60;
