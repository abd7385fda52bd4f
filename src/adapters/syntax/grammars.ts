import type { Language } from "../../core/evidence/tokens.ts";
import { type Declarations, declarationsOf } from "./declarations.ts";
import {
  adjacency,
  contextualLines,
  directives,
  indentation,
  type LayoutReader,
  lines,
  noLayout,
  statementLines,
} from "./layout.ts";

/** How a language is read. Node types are the grammar's. */
export type Grammar = {
  /** The name of its `.wasm` file. */
  readonly file: string;
  /** Nodes that are one token however they are built. */
  readonly whole: ReadonlySet<string>;
  /** Nodes in which white space between the leaves is text: strings with code inside. */
  readonly exact: ReadonlySet<string>;
  /**
   * Nodes whose children are items of their own when it is decided what a change touches: classes, namespaces,
   * conditional parts.
   */
  readonly containers: ReadonlySet<string>;
  /** Nodes whose end is a token of its own, as no sign may stand there. */
  readonly ends: RegExp | null;
  /** Nodes in which a comment can stand, beside the top of the file; without it, a comment is one wherever the grammar says so. */
  readonly commentsIn?: ReadonlySet<string>;
  /** Raw text that is read again with the same grammar. */
  readonly readAgain: ReadonlySet<string>;
  readonly layout: () => LayoutReader;
  readonly declarations: Declarations;
};

const none: ReadonlySet<string> = new Set();
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const cLike = (file: string, more = ""): Grammar => ({
  file,
  whole: words(
    "string_literal char_literal system_lib_string raw_string_literal number_literal string character integer_literal",
  ),
  exact: none,
  containers: words(
    `preproc_if preproc_ifdef preproc_else preproc_elif preproc_elifdef linkage_specification declaration_list ${more}`,
  ),
  ends: null,
  readAgain: words("preproc_arg"),
  layout: directives,
  declarations: declarationsOf("c"),
});

const script = (file: string): Grammar => ({
  file,
  whole: words("string regex string_fragment jsx_text hash_bang_line html_character_reference number escape_sequence"),
  exact: words("template_string template_literal_type"),
  containers: words("class_body class_declaration export_statement abstract_class_declaration"),
  ends: /(?:_statement|_declaration|_definition|_signature|field)$/,
  readAgain: none,
  layout: contextualLines,
  declarations: declarationsOf("javascript"),
});

/** How each language is read; reStructuredText has no tokens but its lines. */
export const grammars: { readonly [Name in Exclude<Language, "rst">]: Grammar } = {
  c: cLike("tree-sitter-c"),
  cpp: cLike("tree-sitter-cpp", "namespace_definition"),
  python: {
    file: "tree-sitter-python",
    whole: words("string_content escape_sequence integer float string_start string_end"),
    exact: words("string"),
    containers: words("class_definition decorated_definition block"),
    ends: null,
    readAgain: none,
    layout: indentation,
    declarations: declarationsOf("python"),
  },
  rust: {
    file: "tree-sitter-rust",
    whole: words(
      "string_literal raw_string_literal char_literal integer_literal float_literal line_comment block_comment",
    ),
    exact: none,
    containers: words("mod_item impl_item trait_item declaration_list foreign_mod_item"),
    ends: null,
    readAgain: none,
    layout: adjacency,
    declarations: declarationsOf("rust"),
  },
  go: {
    file: "tree-sitter-go",
    whole: words(
      "interpreted_string_literal raw_string_literal rune_literal int_literal float_literal imaginary_literal",
    ),
    exact: none,
    containers: none,
    ends: null,
    readAgain: none,
    layout: statementLines,
    declarations: declarationsOf("go"),
  },
  java: {
    file: "tree-sitter-java",
    whole: words("string_literal character_literal text_block decimal_integer_literal"),
    exact: none,
    containers: words("class_declaration class_body interface_declaration interface_body"),
    ends: null,
    readAgain: none,
    layout: noLayout,
    declarations: declarationsOf("java"),
  },
  javascript: script("tree-sitter-javascript"),
  typescript: script("tree-sitter-typescript"),
  tsx: script("tree-sitter-tsx"),
  json: {
    file: "tree-sitter-json",
    whole: words("string number"),
    exact: none,
    containers: none,
    ends: null,
    readAgain: none,
    layout: noLayout,
    declarations: {},
  },
  bash: {
    file: "tree-sitter-bash",
    whole: words("raw_string ansi_c_string heredoc_body heredoc_content heredoc_start heredoc_end number regex"),
    exact: words("string translated_string heredoc_redirect arithmetic_expansion expansion"),
    containers: none,
    ends: null,
    // Lists of commands: within arithmetic, tests and subscripts the sign is none of a comment to bash.
    commentsIn: words(
      "program compound_statement subshell do_group if_statement elif_clause else_clause case_statement case_item",
    ),
    readAgain: none,
    layout: () => lines({ adjacent: true, columns: false, tabs: false }),
    declarations: {},
  },
  make: {
    file: "tree-sitter-make",
    whole: words("shell_text text raw_text recipe_line"),
    exact: words("shell_text text raw_text recipe_line"),
    containers: none,
    ends: null,
    readAgain: none,
    layout: () => lines({ adjacent: true, columns: false, tabs: true }),
    declarations: {},
  },
  kconfig: {
    file: "tree-sitter-kconfig",
    whole: words("text string_content macro_content"),
    exact: words("string macro_variable"),
    containers: none,
    ends: null,
    readAgain: none,
    layout: () => lines({ adjacent: true, columns: true, tabs: false }),
    declarations: {},
  },
  toml: {
    file: "tree-sitter-toml",
    whole: words("string integer float boolean"),
    exact: none,
    containers: none,
    ends: null,
    readAgain: none,
    layout: () => lines({ adjacent: false, columns: false, tabs: false }),
    declarations: {},
  },
  yaml: {
    file: "tree-sitter-yaml",
    whole: words("plain_scalar double_quote_scalar single_quote_scalar block_scalar"),
    exact: none,
    containers: none,
    ends: null,
    readAgain: none,
    layout: () => lines({ adjacent: true, columns: true, tabs: false }),
    declarations: {},
  },
};
