import { append } from "../../text/long-lists.ts";
import type { Argument, Notes } from "./arguments.ts";
import { isOneWord, knownText, plainVariables } from "./plain-variables.ts";
import { whyNotRun } from "./programs.ts";
import { type ShellNode, type ShellReading, staticText } from "./shell.ts";
import { writeScript } from "./write-script.ts";

/** The script as it is run and all that it puts in, or why it is not run: a clause for people. */
export type Admission =
  | { readonly admitted: true; readonly script: string; readonly putIn: readonly string[] }
  | { readonly admitted: false; readonly why: string };

/**
 * Whether a script may be run at all. Everything that is not known is refused: redirections, here-documents, functions,
 * jobs in the background, programs that are not on the list. The sandbox keeps the machine safe; this keeps the proof
 * honest, as a script that brings its own text along would prove anything.
 *
 * What is run is written anew from what was understood, with `--` where the options of `sed`, `perl` and `git mv` end, so that no file's name is taken
 * for one.
 */
export function admitScript(script: string, { root, hasErrors }: ShellReading): Admission {
  // The grammar takes some of these for blanks, and the shell for letters.
  if (/(?![\t\n])\p{Cc}|(?! )\p{Z}|\p{Cf}/u.test(script))
    return { admitted: false, why: "it has a character that is not seen, or a blank of another kind" };
  // Whoever reads the script must see what it puts in.
  if (/[^\u0000-\u007f]/.test(script))
    return { admitted: false, why: "it has letters other than those of ASCII, which may look like others" };
  const joined = oddJoin(script, root);
  if (joined !== null) return { admitted: false, why: joined };
  if (hasErrors) return { admitted: false, why: "the script cannot be read: it has errors, or is not whole" };
  const endings = new Set<number>();
  const putIn: string[] = [];
  const notes = { endOptions: (end: number) => endings.add(end), putsIn: (text: string) => putIn.push(text) };
  const why = visit(root, { depth: 0, notes, plain: plainVariables(root) });
  if (why !== null) return { admitted: false, why };
  const written = writeScript(root, endings);
  return written.written ? { admitted: true, script: written.script, putIn } : { admitted: false, why: written.why };
}

/**
 * A backslash at a line's end joins two lines to the shell, and separates words to the grammar. Only one with a blank before it does the same to both; in
 * single quotes it is text.
 */
function oddJoin(script: string, root: ShellNode): string | null {
  const quoted: (readonly [number, number])[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === "raw_string") quoted.push([node.end - node.text.length, node.end]);
    append(waiting, node.children);
  }
  for (let at = script.indexOf("\\\n"); at !== -1; at = script.indexOf("\\\n", at + 2)) {
    if (at === 0 || /\s/.test(script[at - 1] ?? "")) continue;
    if (!quoted.some(([start, end]) => start < at && at < end)) return "a backslash joins words of two lines";
  }
  return null;
}

/** Where the visit is, and whom it tells what it sees. */
type Walk = {
  readonly depth: number;
  readonly notes: Notes;
  /** Variables that are only ever one plain word. */
  readonly plain: ReadonlySet<string>;
};

const deeper = (walk: Walk): Walk => ({ ...walk, depth: walk.depth + 1 });

const depthMax = 40;

/** Nodes that only hold others. */
const plain = new Set(["program", "list", "pipeline", "do_group", "command_substitution"]);

/** Signs between commands. `&` alone is none: nothing runs in the background. */
const signs = new Set([";", "\n", "|", "&&", "||", "do", "done", "for", "in", "while", "$(", "`", ")", "comment", ""]);

function visit(node: ShellNode, walk: Walk): string | null {
  if (walk.depth > depthMax) return `it is nested more than ${depthMax} deep, which is the limit`;
  const { kind, children } = node;
  if (signs.has(kind)) return null;
  if (plain.has(kind)) return first(children, (child) => visit(child, deeper(walk)));
  switch (kind) {
    case "command":
      return command(node, walk);
    case "variable_assignment":
      return assignment(node, walk);
    case "for_statement":
      if (children[0]?.kind !== "for") return "it has a loop of a kind that is not replayed";
      return first(children.slice(1), (child) =>
        child.kind === "variable_name" ? whyNotAssigned(child.text) : statementOrValue(child, walk),
      );
    case "while_statement": {
      const [word, condition, ...rest] = children;
      if (word?.kind !== "while" || condition === undefined || !isRead(condition))
        return "it has a loop other than `for` and `while read`";
      return first(rest, (child) => visit(child, deeper(walk)));
    }
    default:
      return `it has ${wordsFor[kind] ?? `\`${kind.replaceAll("_", " ")}\``}, which is not replayed`;
  }
}

const wordsFor: { readonly [kind: string]: string } = {
  redirected_statement: "a redirection",
  file_redirect: "a redirection",
  heredoc_redirect: "a here-document",
  function_definition: "a function",
  "&": "a command in the background",
  if_statement: "an `if`",
  test_command: "a test",
  process_substitution: "a process substitution",
  arithmetic_expansion: "arithmetic",
  ansi_c_string: "a string with escapes",
  declaration_command: "a declaration",
  subshell: "a subshell",
};

const statementOrValue = (node: ShellNode, walk: Walk): string | null =>
  node.kind === "do_group" || signs.has(node.kind) ? visit(node, deeper(walk)) : assigned(node, walk);

/** What a variable is given; it may come out in a text of sed. */
function assigned(value: ShellNode, walk: Walk): string | null {
  walk.notes.putsIn(value.text);
  return argument(value, walk);
}

/** `read NAME`, perhaps with `-r`. */
function isRead({ kind, children }: ShellNode): boolean {
  const [name, ...given] = children;
  if (kind !== "command" || name?.text !== "read") return false;
  return given.every(({ text }) => text === "-r" || whyNotAssigned(text) === null);
}

function command({ children }: ShellNode, walk: Walk): string | null {
  const name = children.find(({ kind }) => kind === "command_name");
  const before = children.filter(({ kind }) => kind === "variable_assignment");
  const given = children.filter(({ kind }) => kind !== "command_name" && kind !== "variable_assignment");
  const [nameNode] = name?.children ?? [];
  if (name === undefined || nameNode === undefined) return "it has a command without a name";
  const why = first(before, (child) => assignment(child, walk)) ?? first(given, (child) => argument(child, walk));
  if (why !== null) return why;
  const named = nameNode.kind === "word" ? staticText(nameNode) : null;
  return whyNotRun(
    named,
    given.map((node) => argumentOf(node, walk)),
    walk.notes,
  );
}

const argumentOf = (node: ShellNode, { plain: variables }: Walk): Argument => {
  const text = staticText(node);
  const mayBeOption = text === null && !isOneWord(node, variables);
  const known = knownText(node, variables);
  const listsFiles = listing.test(node.text);
  return { text, known, written: node.text, mayBeOption, listsFiles, end: node.end };
};

/** Names of files of the tree and nothing else: one command that lists them. */
const listing = /^(?:\$\(|`)(?:git[ \t]+(?:grep|ls-files)|find)[ \t][^|;&\n`()$]*[)`]$/;

function assignment({ children }: ShellNode, walk: Walk): string | null {
  const [name, , ...values] = children;
  if (name?.kind !== "variable_name") return "it assigns to something other than a variable";
  return whyNotAssigned(name.text) ?? first(values, (value) => assigned(value, walk));
}

/** Variables in capitals may mean something to the shell or to a program. */
const whyNotAssigned = (name: string): string | null =>
  /^[a-z_][a-z0-9_]*$|^[A-Z]$/.test(name) ? null : `it sets \`${name}\`, which may mean something to a program`;

/** Nodes that an argument may consist of. */
function argument(node: ShellNode, walk: Walk): string | null {
  if (walk.depth > depthMax) return `it is nested more than ${depthMax} deep, which is the limit`;
  const { kind, children } = node;
  switch (kind) {
    case "word":
      return /^[{-].*\{.*(?:,|\.\.)|^\{.*(?:,|\.\.)/s.test(node.text)
        ? "it has a brace expansion that makes options"
        : null;
    case "number":
    case "raw_string":
    case "string_content":
    // A sign that begins no name stands for itself.
    case "$":
    case '"':
    case "{":
    case "}":
    case "":
      return null;
    case "concatenation":
      // `{-a,-b}` and `-{a,b}` come out as options that nobody sees here.
      if (/^[{-].*(?:,|\.\.)/s.test(node.text) && node.text.includes("{"))
        return "it has a brace expansion that makes options";
      return first(children, (child) => argument(child, deeper(walk)));
    case "string":
      return first(children, (child) => argument(child, deeper(walk)));
    case "simple_expansion":
      return children.every((child) => child.kind === "$" || child.kind === "variable_name")
        ? null
        : "it uses a special variable";
    case "expansion":
      return expansion(children);
    case "command_substitution":
      return visit(node, deeper(walk));
    default:
      return `it has ${wordsFor[kind] ?? `\`${kind.replaceAll("_", " ")}\``}, which is not replayed`;
  }
}

/** `${name}`, and `${name%pattern}` with its like. */
function expansion(children: readonly ShellNode[]): string | null {
  const known = new Set(["${", "}", "variable_name", "%", "%%", "#", "##", "regex", "word", "/", "//"]);
  // A pattern is text to the grammar, though the shell looks for commands in it.
  const strange = children.find(
    ({ kind, text }) => !known.has(kind) || ((kind === "regex" || kind === "word") && !plainPattern.test(text)),
  );
  return strange === undefined && children[1]?.kind === "variable_name"
    ? null
    : "it uses a variable in a way that is not replayed";
}

const plainPattern = /^[\w.*?@:,+/=-]*$/;

function first<T>(nodes: readonly T[], ask: (node: T) => string | null): string | null {
  for (const node of nodes) {
    const why = ask(node);
    if (why !== null) return why;
  }
  return null;
}
