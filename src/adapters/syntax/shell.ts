import type { Node } from "web-tree-sitter";
import type { ShellNode, ShellReading } from "../../core/evidence/script/shell.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { whyNotReadable } from "./limits.ts";
import { type Parsers, tooManySteps, treeOf } from "./runtime.ts";

/** Nodes of a script. */
const nodesMax = 20_000;

/** Reads a shell script as plain data. */
export async function readShell(text: string, { parserFor }: Parsers): Promise<Learned<ShellReading>> {
  const limit = whyNotReadable("", text);
  if (limit !== null) return unknown(limit);
  try {
    const parser = await parserFor("tree-sitter-bash");
    const tree = treeOf(parser, text);
    if (tree === null) return unknown(tooManySteps);
    try {
      if (tree.rootNode.descendantCount > nodesMax)
        return unknown(`it has more than ${nodesMax} parts, which is the limit`);
      return learned({ root: plainOf(tree.rootNode), hasErrors: tree.rootNode.hasError });
    } finally {
      tree.delete();
    }
  } catch (error) {
    return unknown(`the grammar could not read it: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Depth is bounded by the brackets that may be open, and by the number of nodes. */
function plainOf(node: Node): ShellNode {
  const children = node.children.flatMap((child) => (child === null ? [] : [plainOf(child)]));
  // In a string the grammar takes blanks before a `$` for a part of it.
  const text = node.type.startsWith("$") || substitutions.has(node.type) ? node.text.trimStart() : node.text;
  return { kind: node.type, text, end: node.endIndex, children };
}

const substitutions = new Set(["simple_expansion", "expansion", "command_substitution"]);
