/** Offsets into a text, end exclusive. */
type Span = { readonly start: number; readonly end: number };

/**
 * Why the order of what stands in a stretch of a C file may mean something; null: it does not. In it must stand nothing
 * but plain functions: no directive, no variable, no macro at the top, no attribute, no assembler. And a function that
 * another one of the stretch names must have been declared above it, else the other could not stand before it.
 */
export function whyOrderMatters(text: string, { start, end }: Span): string | null {
  const bare = withoutCommentsAndTexts(text);
  const stretch = bare.slice(start, end);
  if (/^[ \t]*#/m.test(stretch)) return "a directive stands between the places";
  const odd = meansOrder.exec(stretch);
  if (odd !== null) return `\`${odd[0]}\` stands between the places, and may count from there on`;
  const functions = functionsIn(stretch);
  if (typeof functions === "string") return functions;
  const names = new Set(functions.map(({ name }) => name));
  if (names.size < functions.length) return "a function is defined twice";
  const above = bare.slice(0, start);
  // Calls are taken for declarations, too: what is called above is declared above that.
  const declared = new Set(
    [...above.matchAll(/\b([A-Za-z_]\w*)[ \t\n]*\([^;{}()]*(?:\([^;{}()]*\)[^;{}()]*)*\)[ \t\n]*;/g)].map(
      ([, name = ""]) => name,
    ),
  );
  for (const { name, body } of functions) {
    for (const [word] of body.matchAll(/[A-Za-z_]\w*/g)) {
      if (word !== name && names.has(word) && !declared.has(word))
        return `\`${name}\` uses \`${word}\`, which is not declared above both`;
    }
  }
  return null;
}

const meansOrder =
  /\b(?:__attribute__|__attribute|_Pragma|__pragma|asm|__asm__|__asm|__LINE__|__COUNTER__|constructor|destructor)\b|\[\[/;

type FunctionText = { readonly name: string; readonly body: string };

/** The functions of a stretch without comments, or what stands there that is none. */
function functionsIn(stretch: string): readonly FunctionText[] | string {
  const functions: FunctionText[] = [];
  let depth = 0;
  let from = 0;
  let open = 0;
  for (let at = 0; at < stretch.length; at += 1) {
    const sign = stretch[at];
    if (sign === "{") {
      if (depth === 0) open = at;
      depth += 1;
    } else if (sign === "}") {
      depth -= 1;
      if (depth < 0) return "the brackets between the places do not match";
      if (depth > 0) continue;
      const head = stretch.slice(from, open).trim();
      const name = functionHead.exec(head)?.[1];
      // Words in capitals are macros, which may be anything.
      if (name === undefined || /\b[A-Z][A-Z0-9_]*[A-Z][A-Z0-9_]*\b/.test(head))
        return `\`${head.slice(0, 40)}\` is no plain function`;
      functions.push({ name, body: stretch.slice(from, at) });
      from = at + 1;
    }
  }
  return depth === 0 && stretch.slice(from).trim() === ""
    ? functions
    : "something other than functions stands between the places";
}

/** Words and stars, a name, and parameters in one pair of parentheses, perhaps with others inside. */
const functionHead = /^(?:[A-Za-z_]\w*[ \t\n*]+)+([A-Za-z_]\w*)[ \t\n]*\([^(){};=]*(?:\([^(){};=]*\)[^(){};=]*)*\)$/;

/**
 * Comments, strings and characters as blanks of the same length, in one pass. What is not closed goes on to its line's
 * end, or to the text's.
 */
function withoutCommentsAndTexts(text: string): string {
  const parts: string[] = [];
  let from = 0;
  const blank = (start: number, end: number): void => {
    parts.push(text.slice(from, start), text.slice(start, end).replaceAll(/[^\n]/g, " "));
    from = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign !== "/" && sign !== '"' && sign !== "'") continue;
    const next = text[at + 1];
    if (sign === "/" && next !== "*" && next !== "/") continue;
    const end = sign === "/" ? commentEnd(text, at, next === "*") : textEnd(text, at);
    blank(at, end);
    at = end - 1;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function commentEnd(text: string, start: number, isBlock: boolean): number {
  const end = isBlock ? text.indexOf("*/", start + 2) : text.indexOf("\n", start);
  return end === -1 ? text.length : isBlock ? end + 2 : end;
}

function textEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === "\n") return at;
  }
  return text.length;
}
