import { readFile } from "node:fs/promises";
import type { Tree, Parser as TreeParser } from "web-tree-sitter";
import { parserHundredsMax } from "./limits.ts";

/** Gives the path of a grammar, or of the runtime, by the name of its `.wasm` file without the ending. */
export type GrammarFile = (name: string) => string;

/** Gives a parser for a grammar. A parser is kept: making one costs more than most files. */
export type Parsers = { readonly parserFor: (grammar: string) => Promise<TreeParser> };

/** Nothing is loaded before the first question, so that a commit that needs no proof pays nothing. */
export function createParsers(grammarFile: GrammarFile): Parsers {
  let runtime: Promise<typeof import("web-tree-sitter")> | undefined;
  const parsers = new Map<string, Promise<TreeParser>>();

  async function load(grammar: string): Promise<TreeParser> {
    runtime ??= loadRuntime(grammarFile("web-tree-sitter"));
    const { Language, Parser } = await runtime;
    const parser = new Parser();
    parser.setLanguage(await Language.load(new Uint8Array(await readFile(grammarFile(grammar)))));
    return parser;
  }

  return {
    parserFor(grammar) {
      const known = parsers.get(grammar) ?? load(grammar);
      parsers.set(grammar, known);
      return known;
    },
  };
}

/** The text as a tree, or null where the parser would need more steps than it may. */
export function treeOf(parser: TreeParser, text: string): Tree | null {
  let hundreds = 0;
  // The parser asks each time it has taken a hundred steps.
  const progressCallback = () => (hundreds += 1) > parserHundredsMax;
  const tree = parser.parse(text, null, { progressCallback });
  // It would go on from there with the next text.
  if (tree === null) parser.reset();
  return tree;
}

export const tooManySteps = `the grammar needs more than ${parserHundredsMax * 100} steps for it, which is the limit`;

async function loadRuntime(file: string): Promise<typeof import("web-tree-sitter")> {
  const module = await import("web-tree-sitter");
  const bytes = await readFile(file);
  await module.Parser.init({ wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  return module;
}
