import { isAccess } from "./renaming.ts";
import type { Token } from "./tokens.ts";

/**
 * Whether all uses of a local name of C in a definition are of one variable: it is declared once, before all of its
 * uses, and no use stands behind the end of the block that declares it. Else some of them may be of another variable of
 * the name, or of one that the whole file sees.
 *
 * @param tokens the definition's, comments left out
 * @returns why not, as a clause for people; null: they are
 */
export function whyNotOneVariable(name: string, tokens: readonly Token[]): string | null {
  /** Numbers of the blocks that are open, from the outside in. */
  const blocks: number[] = [];
  let count = 0;
  let parentheses = 0;
  let declaredIn: readonly number[] | null = null;
  for (const [at, { text, kind, declares }] of tokens.entries()) {
    if (kind === "symbol") {
      if (text === "{") blocks.push((count += 1));
      else if (text === "}") blocks.pop();
      else if (text === "(") parentheses += 1;
      else if (text === ")") parentheses -= 1;
    }
    if (kind !== "name" || text !== name || isAccess(tokens[at - 1])) continue;
    if (declares === "local") {
      if (declaredIn !== null) return `\`${name}\` is declared more than once`;
      if (tokens[at + 1]?.text === "(" || isExtern(tokens, at))
        return `\`${name}\` is that of something outside of the definition`;
      // A parameter of the definition itself stands in one pair of parentheses before its first block.
      const plain = blocks.length === 0 ? parentheses === 1 : parentheses === 0;
      if (!plain) return `\`${name}\` is declared for a part of the definition only`;
      declaredIn = [...blocks];
    } else if (declaredIn === null) return `\`${name}\` is used before the definition declares it`;
    else if (declaredIn.some((block, depth) => blocks[depth] !== block))
      return `\`${name}\` is used behind the block that declares it`;
  }
  return declaredIn === null ? `\`${name}\` is declared nowhere in the definition` : null;
}

/** Does the declaration at a place say `extern`? Then, as a function's, its name is a linker's. */
function isExtern(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0; before -= 1) {
    const { text } = tokens[before] as Token;
    if (text === "extern") return true;
    if (text === ";" || text === "{" || text === "}") return false;
  }
  return false;
}
