import type { Definition, Passage, Token, TokenKind } from "../../core/evidence/tokens.ts";
import { declaredAs, type Step } from "./declarations.ts";
import type { Grammar } from "./grammars.ts";
import type { Item } from "./items.ts";
import type { LayoutReader, Leaf } from "./layout.ts";

/** Reads a raw text again with the same grammar: the leaves of a macro's text. */
export type ReadAgain = (text: string) => readonly RawLeaf[] | null;

export type RawLeaf = { readonly kind: TokenKind; readonly start: number; readonly end: number };

type Collector = {
  readonly text: string;
  readonly grammar: Grammar;
  readonly layout: LayoutReader;
  readonly readAgain: ReadAgain;
  readonly lineAt: (offset: number) => number;
  readonly tokens: Token[];
  previous: Leaf | null;
  /** Where the last leaf ended, comments included. */
  end: number;
  /** What the item that is read declares, the first of each. */
  declared: { name: string | null; type: string | null };
};

/** The tokens of neighbouring items, and the definitions among them. */
export function passageOf(items: readonly Item[], text: string, grammar: Grammar, readAgain: ReadAgain): Passage {
  const [first] = items;
  if (first === undefined) return { tokens: [], definitions: [] };
  const collector: Collector = {
    text,
    grammar,
    layout: grammar.layout(),
    readAgain,
    lineAt: lineCounter(text),
    tokens: [],
    previous: null,
    end: first.start,
    declared: { name: null, type: null },
  };
  const definitions: Definition[] = [];
  let lead: number | null = null;
  for (const item of items) {
    const from = collector.tokens.length;
    gap(collector, item.start, false);
    collector.declared = { name: null, type: null };
    walk(item, collector);
    const name = collector.declared.name ?? collector.declared.type;
    if (isLead(item)) lead ??= from;
    else {
      // The name in a class's head is an item as well, and defines nothing alone.
      if (name !== null && item.node.childCount > 0) {
        definitions.push({
          name,
          first: lead ?? from,
          end: collector.tokens.length,
          context: item.context,
        });
      }
      lead = null;
    }
  }
  for (const mark of collector.layout(text, collector.previous, null)) push(collector, "layout", mark, collector.end);
  return { tokens: collector.tokens, definitions };
}

/** What belongs to the definition behind it. */
export const isLead = ({ node }: Item): boolean =>
  /comment$|^attribute_item$|^inner_attribute_item$|^decorator$/.test(node.type);

/** Offsets come in order, so every line is counted once. */
function lineCounter(text: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    for (let next = text.indexOf("\n", at); next !== -1 && next < offset; next = text.indexOf("\n", at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}

/**
 * Text between leaves that is no white space is a token, too: the grammar did not understand it. In strings with code,
 * so is white space.
 */
function gap(collector: Collector, until: number, exact: boolean): void {
  const { text, end } = collector;
  if (until <= end) return;
  const between = text.slice(end, until);
  if (exact) push(collector, "literal", between, end);
  else {
    // A backslash that joins two lines is white space as well, in the languages that have it.
    const unread = withoutBlanks(withoutJoins(between));
    if (unread !== "")
      leafToken(collector, { kind: "text", start: end + between.indexOf(unread.slice(0, 1)), end: until }, []);
  }
  collector.end = until;
}

/**
 * Without the blanks of ASCII at both ends. Others are blanks to some readers, and characters like any other to most.
 */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blanks.includes(text.charAt(start))) start += 1;
  while (end > start && blanks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const blanks = " \t\r\n\f\v";

const withoutJoins = (text: string): string => text.replaceAll(/\\\r?\n/g, "  ");

function walk({ node, path }: Item, collector: Collector): void {
  const cursor = node.walk();
  const steps: Step[] = [...path];
  const base = path.slice(0, -1);
  // What each open node begins with.
  const heads: string[] = [];
  let exactDepth = 0;
  const { whole, exact, ends, readAgain } = collector.grammar;
  try {
    for (;;) {
      const type = cursor.nodeType;
      const isWhole = whole.has(type) || type.endsWith("comment") || readAgain.has(type);
      const isExact = exact.has(type);
      if (!isWhole && cursor.gotoFirstChild()) {
        if (isExact) {
          gap(collector, cursor.startIndex, exactDepth > 0);
          exactDepth += 1;
        }
        steps.push({ type: cursor.nodeType, field: cursor.currentFieldName });
        heads.push(cursor.nodeType);
        continue;
      }
      readLeaf(
        collector,
        {
          type,
          named: cursor.nodeIsNamed,
          missing: cursor.nodeIsMissing,
          start: cursor.startIndex,
          end: cursor.endIndex,
          exact: exactDepth > 0,
          head: heads.at(-1) ?? "",
        },
        steps,
      );
      // On to the next leaf; what ends on the way may leave its mark.
      for (;;) {
        const closed = steps.at(-1)?.type ?? "";
        if (ends?.test(closed)) push(collector, "layout", "end", collector.end);
        if (steps.length <= base.length + 1) return;
        if (cursor.gotoNextSibling()) {
          steps[steps.length - 1] = { type: cursor.nodeType, field: cursor.currentFieldName };
          break;
        }
        cursor.gotoParent();
        steps.pop();
        heads.pop();
        if (exact.has(cursor.nodeType) && exactDepth > 0) {
          gap(collector, cursor.endIndex, true);
          exactDepth -= 1;
        }
      }
    }
  } finally {
    cursor.delete();
  }
}

type TreeLeaf = {
  type: string;
  named: boolean;
  missing: boolean;
  start: number;
  end: number;
  exact: boolean;
  /** The type of its parent's first child. */
  head: string;
};

function readLeaf(collector: Collector, leaf: TreeLeaf, steps: readonly Step[]): void {
  const { grammar, text } = collector;
  if (leaf.missing || leaf.end <= leaf.start) return;
  gap(collector, leaf.start, leaf.exact);
  // What was read twice is read once.
  const start = Math.max(leaf.start, collector.end);
  if (leaf.end <= start) return;
  if (grammar.readAgain.has(leaf.type)) return readRaw(collector, leaf, steps);
  const raw = text.slice(start, leaf.end);
  // Of Kconfig, `comment` is a word of the language, too.
  const kind =
    leaf.named && leaf.type.endsWith("comment")
      ? leaf.exact
        ? "text"
        : commentKind(grammar, leaf, steps)
      : leaf.exact || grammar.whole.has(leaf.type)
        ? exactKind(leaf, raw)
        : kindOf(leaf, raw);
  if (kind !== "literal" && kind !== "comment" && withoutBlanks(withoutJoins(raw)) === "") return;
  leafToken(collector, { kind, start, end: leaf.end }, steps);
}

/** Where no comment can stand, what looks like one counts as code. */
function commentKind({ commentsIn }: Grammar, { head }: TreeLeaf, steps: readonly Step[]): TokenKind {
  const around = steps.at(-2)?.type ?? "program";
  // To the grammar of a shell, arithmetic is such a statement, too.
  return commentsIn === undefined || (commentsIn.has(around) && head !== "((") ? "comment" : "text";
}

/** Inside strings with code, names and signs are still names and signs. */
const exactKind = (leaf: TreeLeaf, raw: string): TokenKind => {
  const kind = kindOf(leaf, raw);
  return kind === "name" && leaf.exact ? "name" : kind === "symbol" && leaf.exact ? "symbol" : "literal";
};

function kindOf({ type, named }: TreeLeaf, raw: string): TokenKind {
  if (/identifier$|^variable_name$|^label_name$|^metavariable$/.test(type)) return "name";
  // Of Kconfig, numbers are symbols as well.
  if (type === "symbol") return /^[A-Za-z_]/.test(raw) ? "name" : "literal";
  if (type === "word" || /literal|number|string|char|float|integer/.test(type)) return "literal";
  if (/^[#@]?\s*[\p{L}_][\p{L}\p{N}_-]*!?$/u.test(raw)) return "keyword";
  return named ? "text" : "symbol";
}

/** A macro's text, leaf by leaf; one that cannot be read again counts as it stands. */
function readRaw(collector: Collector, { start, end }: TreeLeaf, steps: readonly Step[]): void {
  const raw = collector.text.slice(start, end);
  const inDirective = steps.at(-2)?.type ?? "";
  // `#pragma` and `#error` take their line as it stands.
  const leaves = inDirective === "preproc_call" ? null : collector.readAgain(raw);
  if (leaves === null) return leafToken(collector, { kind: "literal", start, end }, []);
  for (const leaf of leaves) leafToken(collector, { ...leaf, start: start + leaf.start, end: start + leaf.end }, []);
  collector.end = end;
}

function leafToken(collector: Collector, { kind, start, end }: RawLeaf, steps: readonly Step[]): void {
  const raw = collector.text.slice(start, end);
  const text = kind === "comment" ? raw.trimEnd() : raw;
  if (kind !== "comment") {
    const leaf: Leaf = { text, start, end, isSymbol: kind === "symbol" };
    for (const mark of collector.layout(collector.text, collector.previous, leaf))
      push(collector, "layout", mark, start);
    collector.previous = leaf;
  }
  const declares = kind === "name" ? declaredAs(steps, collector.grammar.declarations) : null;
  if (declares !== null) collector.declared[declares] ??= text;
  collector.tokens.push({ kind, text, start, line: collector.lineAt(start) });
  collector.end = end;
}

function push(collector: Collector, kind: TokenKind, text: string, start: number): void {
  if (text === "") return;
  collector.tokens.push({ kind, text, start, line: collector.lineAt(start) });
}
