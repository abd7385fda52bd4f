import { Composer, isAlias, isSeq, isMap as isYamlMap, Lexer, type ParsedNode, Parser } from "yaml";
import { errorAt, type Problem, problemAt } from "../problem/problem.ts";
import { clip } from "../text/neutralise.ts";
import { type Source, type Span, spanOf } from "../text/source.ts";
import { type Extent, isList, isMap, isScalar, type YamlNode } from "./yaml-node.ts";

/** The longest file that is read, in UTF-16 units. A `people:` map of 4,000 maintainers has about 240,000. */
const yamlTextMax = 1 << 18;

/**
 * The deepest nesting that is read, in open collections of the syntax tree. Our format needs about ten.
 * The library composes recursively, and 20,000 open brackets end the whole process, not only the call.
 */
const yamlDepthMax = 32;

/** More problems than this help nobody; the last one says that there are more. */
const problemsMax = 100;

const foreignTextShown = 60;

/** What the readers of one file share: the text, and the problems found so far. */
export type Notes = {
  readonly source: Source;
  readonly problems: Problem[];
  /** The line, from 1, of an offset. */
  readonly lineOf: (offset: number) => number;
  /** Where problems of a value that has no characters of its own are shown: its key. */
  readonly emptyAt: Span;
};

/** A YAML file as a tree. `cutAt` is the offset from which its syntax cannot be trusted; null when all can. */
export type YamlFile = { readonly root: YamlNode; readonly notes: Notes; readonly cutAt: number | null };

/**
 * Reads one YAML 1.2 document of the core schema: no directives, custom tags, merge keys or second document, and bounded in
 * length and depth. Takes time proportional to the text. Duplicate keys are left to the readers, which compare
 * in constant time; the library's own comparison grows with the square of their number.
 */
export function readYaml(source: Source): YamlFile {
  const notes = notesOn(source);
  if (source.text.length > yamlTextMax) {
    note(notes, "too-long", spanOf(source, 0, 0), `the file is longer than ${yamlTextMax} characters`);
    return { root: null, notes, cutAt: 0 };
  }
  const documents = compose(source, notes);
  const [document] = documents;
  const root = document === undefined ? null : plain(document.contents);
  // The library only warns of a tag that it does not know, and takes the value for text.
  for (const { pos, message } of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) {
    note(notes, "yaml-syntax", clamped(source, pos[0], pos[1]), wordsOf(message));
  }
  const second = documents[1];
  if (second !== undefined) {
    const at = clamped(source, second.range[0], second.range[0]);
    note(notes, "second-document", at, "a second YAML document in the file, which is not read");
  }
  const [first] = [...notes.problems].sort((left, right) => left.at.start - right.at.start);
  return { root, notes, cutAt: first === undefined ? null : first.at.start };
}

/** A file without problems of its syntax, whose tree was kept from an earlier reading. */
export const knownYaml = (source: Source, root: YamlNode): YamlFile => ({
  root,
  notes: notesOn(source),
  cutAt: null,
});

const notesOn = (source: Source): Notes => ({
  source,
  problems: [],
  lineOf: lineFinder(source.text),
  emptyAt: spanOf(source, 0, 0),
});

/** Most files ask for no line; a map of thousands of people asks for one each, so the lines are found once. */
function lineFinder(text: string): Notes["lineOf"] {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (let next = text.indexOf("\n"); next !== -1; next = text.indexOf("\n", next + 1)) starts.push(next + 1);
    }
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** The library's node as plain data. */
function plain(node: ParsedNode | null): YamlNode {
  if (node === null) return null;
  const at: Extent = [node.range[0], node.range[1]];
  if (isAlias(node)) return { kind: "alias", at };
  if (isYamlMap(node)) {
    return { kind: "map", items: node.items.map(({ key, value }) => ({ key: plain(key), value: plain(value) })), at };
  }
  if (isSeq(node)) return { kind: "list", items: node.items.map((item) => plain(item as ParsedNode | null)), at };
  const { value, source } = node;
  const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
  return isPlain ? { kind: "scalar", value: value as string | null, source, at } : { kind: "other", at };
}

function compose(source: Source, notes: Notes): Composed[] {
  const parser = new Parser();
  const composer = new Composer({
    uniqueKeys: false,
    merge: false,
    schema: "core",
    customTags: null,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: Composed[] = [];
  for (const document of composer.compose(boundedTokens(parser, source, notes), true, source.text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

type SyntaxMistake = { readonly pos: readonly [number, number]; readonly message: string };

type Composed = {
  readonly contents: ParsedNode | null;
  readonly errors: readonly SyntaxMistake[];
  readonly warnings: readonly SyntaxMistake[];
  readonly range: readonly [number, number, number];
};

function* boundedTokens(parser: Parser, source: Source, notes: Notes) {
  let offset = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "directive") {
        const at = clamped(source, token.offset, token.offset + token.source.length);
        note(notes, "yaml-directive", at, `the directive \`${shown(token.source)}\` is not read`, "leave it out");
      }
      yield token;
    }
    offset += lexeme.length;
    if (parser.stack.length > yamlDepthMax) {
      note(notes, "too-deep", clamped(source, offset, offset), `nested more than ${yamlDepthMax} levels deep`);
      return;
    }
  }
  yield* parser.end();
}

/** Adds a problem at a node or a span. */
export function note(
  notes: Notes,
  code: string,
  where: Span | YamlNode,
  text: string,
  hint?: string,
  severity: Problem["severity"] = "error",
): void {
  const at = where === null || "kind" in where ? nodeSpan(notes, where) : where;
  notes.problems.push(problemAt(severity, code, text, at, hint));
}

/** The characters of a node, without the comments behind it. */
export function nodeSpan({ source, emptyAt }: Notes, node: YamlNode): Span {
  if (node === null || node.at[0] === node.at[1]) return emptyAt;
  return clamped(source, node.at[0], node.at[1]);
}

/** What a node is, in a reader's words. */
export function kindOf(node: YamlNode): string {
  if (node === null) return "nothing";
  if (node.kind === "alias") return "an alias";
  if (isMap(node)) return "a map";
  if (isList(node)) return "a list";
  if (!isScalar(node)) return "something else";
  const { value } = node;
  if (value === null) return "nothing";
  return typeof value === "string" ? "text" : typeof value === "boolean" ? `\`${value}\`` : "a number";
}

/** Foreign text for a message: one line, not too long. Renderers neutralise what is left. */
export const shown = (text: string): string => clip(text.replace(/\s+/g, " "), foreignTextShown);

/** In the order of the text, and at most `problemsMax`; of one place, in the order found. */
export function sortedProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((left, right) => left.at.start - right.at.start);
  const next = sorted[problemsMax];
  if (next === undefined) return sorted;
  const left = sorted.length - problemsMax;
  const more = errorAt("too-many-problems", `${left} more problems from here on`, next.at);
  return [...sorted.slice(0, problemsMax), more];
}

function clamped(source: Source, start: number, end: number): Span {
  const last = source.text.length;
  const from = Math.max(0, Math.min(start, last));
  return spanOf(source, from, Math.max(from, Math.min(end, last)));
}

/** The library's sentences begin with a capital and may quote the file over several lines. */
function wordsOf(message: string): string {
  const line = clip(message.replace(/\s+/g, " "), 160);
  return `${line.slice(0, 1).toLowerCase()}${line.slice(1)}`;
}
