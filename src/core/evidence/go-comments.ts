import type { Token } from "./tokens.ts";

/**
 * Says why a comment of Go may not change that stands before a token of code. Only those within functions are prose: what
 * stands above a declaration or a field is documentation, which `go doc` and generators read, and in an example a comment
 * may be what it prints.
 */
export function whyNotInGo(before: readonly Token[], after: readonly Token[]): (at: number) => string | null {
  const sides = [functionsOf(before), functionsOf(after)];
  return (at) =>
    sides.every((inside) => inside[at] === true) ? null : "it is not within a function, where it may be documentation";
}

/** For every place between tokens: is it within a function's body, that of no example, and not among the fields of a type? */
function functionsOf(code: readonly Token[]): readonly boolean[] {
  const open: boolean[] = [];
  let isFunction = false;
  const inside = code.map(({ text, kind }, at) => {
    const around = open.at(-1) === true;
    const outermost = open.length === 0;
    const previous = code[at - 1]?.text ?? "";
    if (outermost && /^(?:func|type|var|const|import)$/.test(text))
      isFunction = text === "func" && code[at + 1]?.text.startsWith("Example") !== true;
    if (kind === "symbol" && /^[([{]$/.test(text))
      open.push(
        outermost ? isFunction && text === "{" : around && !(text === "{" && /^(?:struct|interface)$/.test(previous)),
      );
    else if (kind === "symbol" && /^[)\]}]$/.test(text)) open.pop();
    return around;
  });
  return [...inside, open.at(-1) === true];
}

/** Which comments without a blank behind their sign begin their line: `//line` and `//go:generate` are read there alone. */
export const marginsOf = (comments: readonly Token[], text: string): string =>
  comments
    .filter((token) => /^\/\/\S/.test(token.text))
    .map(({ start }) => start === 0 || text[start - 1] === "\n")
    .join(" ");
