import { readFile } from "node:fs/promises";
import type { Parser as TreeParser } from "web-tree-sitter";

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

async function loadRuntime(file: string): Promise<typeof import("web-tree-sitter")> {
  const module = await import("web-tree-sitter");
  const bytes = await readFile(file);
  await module.Parser.init({ wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  return module;
}
