import type { Tree, Parser as TreeParser } from "web-tree-sitter";
import type { FileReading, Language, Passage, Region, Token } from "../../core/evidence/tokens.ts";
import { differences, type Stretch } from "../../core/text/difference.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { Syntax } from "../../ports/syntax.ts";
import { type Grammar, grammars } from "./grammars.ts";
import { type Item, itemsOf } from "./items.ts";
import { whyNotReadable, whyNotYaml } from "./limits.ts";
import { createParsers, type GrammarFile, tooManySteps, treeOf } from "./runtime.ts";
import { readShell } from "./shell.ts";
import { isLead, passageOf, type RawLeaf, type ReadAgain } from "./tokens.ts";

/** A file to read: both sides, an empty text for one that is not there. */
export type Sides = { readonly language: Language; readonly before: string; readonly after: string };

/** Reads in the thread that asks. */
export type Reader = Omit<Syntax, "read"> & {
  readonly read: (sides: Sides) => Promise<Learned<FileReading>>;
  /** All grammars of a thread share one memory: where one of them failed, nobody knows what the others read there. */
  readonly hasFailed: () => boolean;
};

/** Loads each grammar when a language is first asked for. Leaves are compared and never trees: most C files hold something that a grammar without a preprocessor cannot place. */
export function createReader(grammarFile: GrammarFile): Reader {
  const parsers = createParsers(grammarFile);
  let failed = false;
  return {
    hasFailed: () => failed,
    readShell: (text) => readShell(text, parsers),
    async read({ language, before, after }) {
      const yaml = language === "yaml" ? (whyNotYaml(before) ?? whyNotYaml(after)) : null;
      const limit = whyNotReadable(before, after) ?? yaml;
      if (limit !== null) return unknown(limit);
      if (failed) return unknown(failedBefore);
      if (before === after) return learned({ regions: [] });
      if (language === "rst") return learned(lineReading(before, after));
      const grammar = grammars[language];
      let parser: TreeParser | null = null;
      try {
        parser = await parsers.parserFor(grammar.file);
        return readBoth(parser, grammar, { language, before, after });
      } catch (error) {
        failed ||= parser !== null;
        return unknown(`the grammar could not read it: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** Why a file is not read once a grammar has broken down: nobody knows what it left in memory. */
export const failedBefore = "a grammar failed on another file, and no file is read after that";

/** Items that differ, at most; with more, the whole file is one region. */
const differencesMax = 400;

function readBoth(parser: TreeParser, grammar: Grammar, { language, before, after }: Sides): Learned<FileReading> {
  const trees: Tree[] = [];
  try {
    for (const text of [before, after]) {
      const tree = treeOf(parser, text);
      if (tree === null) return unknown(tooManySteps);
      trees.push(tree);
    }
    const [old, now] = trees;
    if (old === undefined || now === undefined) return unknown(tooManySteps);
    const broken = mustParse.has(language) ? [old, now].find(({ rootNode }) => rootNode.hasError) : undefined;
    if (broken !== undefined) return unknown("it has syntax errors, or syntax that the grammar does not know");
    const [olds, nows] = [itemsOf(old.rootNode, before, grammar), itemsOf(now.rootNode, after, grammar)];
    const readAgain = rawReader(parser, grammar);
    const whole = { beforeStart: 0, beforeEnd: olds.length, afterStart: 0, afterEnd: nows.length };
    const stretches = differences(olds.map(keyOf), nows.map(keyOf), differencesMax) ?? [whole];
    const regionOf = ({ beforeStart, beforeEnd, afterStart, afterEnd }: Stretch): Region => ({
      before: passageOf(olds.slice(beforeStart, beforeEnd), before, grammar, readAgain),
      after: passageOf(nows.slice(afterStart, afterEnd), after, grammar, readAgain),
    });
    const regions = withLeads(stretches, olds, nows).map(regionOf);
    // A block that is indented otherwise as a whole is told from its surroundings, which then have to be read, too.
    const reindented = regions.some((region) => baseOf(region.before) !== baseOf(region.after));
    return learned({ regions: reindented ? [regionOf(whole)] : regions });
  } finally {
    for (const tree of trees) tree.delete();
  }
}

/**
 * Comments and attributes before what differs belong to it, on both sides: an attribute that stays may speak of another definition now. So do those behind a
 * comment that differs: they are read as one, and an order for a tool may speak of both.
 */
function withLeads(stretches: readonly Stretch[], olds: readonly Item[], nows: readonly Item[]): readonly Stretch[] {
  let [beforeEnd, afterEnd] = [0, 0];
  return stretches.map((stretch, index) => {
    let { beforeStart, afterStart } = stretch;
    while (beforeStart > beforeEnd && afterStart > afterEnd) {
      const [old, now] = [olds[beforeStart - 1], nows[afterStart - 1]];
      if (old === undefined || now === undefined || !isLead(old) || !isLead(now)) break;
      beforeStart -= 1;
      afterStart -= 1;
    }
    ({ beforeEnd, afterEnd } = stretch);
    const isBehindLead = [olds[beforeEnd - 1], nows[afterEnd - 1]].some((item) => item !== undefined && isLead(item));
    // Up to the next difference both sides have the same.
    const next = isBehindLead ? (stretches[index + 1]?.beforeStart ?? olds.length) : beforeEnd;
    while (beforeEnd < next && isLead(olds[beforeEnd] as Item)) {
      beforeEnd += 1;
      afterEnd += 1;
    }
    return { beforeStart, beforeEnd, afterStart, afterEnd };
  });
}

/** The column at which a passage of Python begins. */
function baseOf({ tokens: [first] }: Passage): string {
  return first?.kind === "layout" && first.text.startsWith("@") ? first.text : "";
}

const keyOf = ({ key }: Item): string => key;

/** Where the tree says what ends a statement or opens a block, a tree with errors says nothing. C without a preprocessor has errors everywhere. */
const mustParse: ReadonlySet<Language> = new Set([
  "javascript",
  "typescript",
  "tsx",
  "python",
  "rust",
  "go",
  "java",
  "bash",
  "kconfig",
  "make",
  "yaml",
  "toml",
  // What only has the ending of JSON (schemas with comments of `#`) is read by programs of its own.
  "json",
]);

function rawReader(parser: TreeParser, grammar: Grammar): ReadAgain {
  return (text) => {
    if (text.length > rawCharactersMax) return null;
    // Without the marks that join lines, and with an end, so that the last word is one.
    const tree = treeOf(parser, `${text}\n`);
    if (tree === null) return null;
    try {
      const items = itemsOf(tree.rootNode, text, grammar);
      const { tokens } = passageOf(items, text, { ...grammar, readAgain: new Set() }, () => null);
      return tokens.filter(({ kind }) => kind !== "layout").map(leafOf);
    } finally {
      tree.delete();
    }
  };
}

/** UTF-16 units of a macro's text. */
const rawCharactersMax = 50_000;

const leafOf = ({ kind, text, start }: Token): RawLeaf => ({ kind, start, end: start + text.length });

/** A language whose white space all means something: its lines are its tokens. */
function lineReading(before: string, after: string): FileReading {
  const passage = (text: string): Passage => {
    let start = 0;
    const tokens = text.split("\n").flatMap((line, index): readonly Token[] => {
      const token: Token = {
        kind: "text",
        text: `${line.trimEnd()}\n`,
        start,
        line: index + 1,
      };
      start += line.length + 1;
      return [token];
    });
    return { tokens, definitions: [] };
  };
  return { regions: [{ before: passage(before), after: passage(after) }] };
}
