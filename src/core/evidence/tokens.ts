/** A language that is read with a grammar. */
export type Language =
  | "bash"
  | "c"
  | "cpp"
  | "go"
  | "java"
  | "javascript"
  | "json"
  | "kconfig"
  | "make"
  | "python"
  | "rst"
  | "rust"
  | "toml"
  | "tsx"
  | "typescript"
  | "yaml";

/**
 * - `name`: what a renaming may rename: a variable, function, type, member, macro, module …
 * - `keyword`: a reserved word.
 * - `literal`: a number, character, string, pattern or here-document, whole; a string with code in it gives its pieces
 * of text.
 * - `symbol`: an operator or a bracket.
 * - `comment`: a comment, whole.
 * - `layout`: white space that means something: the end of a preprocessor line, an indentation of Python, a tab of
 * Make.
 * - `text`: what the grammar could not read, as it stands.
 */
export type TokenKind = "name" | "keyword" | "literal" | "symbol" | "comment" | "layout" | "text";

/** The offsets are UTF-16 units of the file's text; lines count from 1. */
export type Token = {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly line: number;
};

/**
 * A function, type, variable, macro … that stands at the top of a file, of a namespace or of a class: tokens `first` up
 * to, not including, `end`.
 */
export type Definition = {
  readonly name: string;
  readonly first: number;
  readonly end: number;
  /** The heads of what it stands in, such as `impl A` or `#ifdef B`; empty at the top of a file. */
  readonly context: string;
};

/** One side of a region. */
export type Passage = {
  readonly tokens: readonly Token[];
  /** In order, none inside another. */
  readonly definitions: readonly Definition[];
};

/** A stretch of a file that a change touches, widened to whole top-level definitions. */
export type Region = { readonly before: Passage; readonly after: Passage };

/**
 * Both sides of a changed file. What lies outside the regions is equal, character for character, and was read as the
 * same tokens. If all regions have equal tokens, comments left out, then both sides mean the same.
 */
export type FileReading = { readonly regions: readonly Region[] };
