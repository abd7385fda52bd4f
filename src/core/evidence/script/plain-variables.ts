import { append } from "../../text/long-lists.ts";
import { partsOfString, type ShellNode, staticText, unquoted } from "./shell.ts";

const plainWord = /^[\w./+=:@%,][\w./+=:@%,-]*$/;

/**
 * The variables of a script that only ever hold one plain word, which begins with no `-`: those that `for` and
 * assignments give such words alone.
 */
export function plainVariables(root: ShellNode): ReadonlySet<string> {
  const plain = new Set<string>();
  const other = new Set<string>();
  const give = (name: string, values: readonly ShellNode[]): void => {
    const allPlain = values.length > 0 && values.every((value) => plainWord.test(staticText(value) ?? ""));
    (allPlain ? plain : other).add(name);
  };
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { kind, children } = node;
    append(waiting, children);
    const name = children.find((child) => child.kind === "variable_name")?.text;
    if (kind === "variable_assignment" && name !== undefined) give(name, children.slice(2));
    if (kind === "for_statement" && name !== undefined) {
      give(
        name,
        children.filter((child) => !forWords.has(child.kind)),
      );
    }
    if (kind === "command" && children[0]?.text === "read")
      for (const child of children.slice(1)) other.add(child.text);
  }
  return new Set([...plain].filter((name) => !other.has(name)));
}

const forWords = new Set(["for", "variable_name", "in", ";", "\n", "do_group", ""]);

/**
 * Does an argument come out as one word that is no option: a quoted text that begins with a plain sign, or plain
 * variables and plain text?
 */
export function isOneWord(node: ShellNode, variables: ReadonlySet<string>): boolean {
  const { kind, children, text } = node;
  switch (kind) {
    case "word":
      // File names that a pattern stands for begin as the pattern does.
      return /^[\w./]/.test(text);
    case "string":
      return (
        /^"[\w./(\\^<]/.test(text) || (children.every((child) => isKnown(child, variables)) && !text.startsWith('"-'))
      );
    case "simple_expansion":
    case "expansion":
      return isKnown(node, variables);
    case "concatenation": {
      const [begin] = children;
      if (begin === undefined || text.startsWith("-") || text.startsWith("{")) return false;
      // An empty text at the beginning leaves what follows to begin the word.
      const beginsPlain = begin.kind === "string" ? /^"[\w./(\\^<]/.test(begin.text) : isOneWord(begin, variables);
      return (
        beginsPlain &&
        children.every((child) => child.kind === "string" || child.kind === "word" || isKnown(child, variables))
      );
    }
    default:
      return false;
  }
}

function isKnown({ kind, children }: ShellNode, variables: ReadonlySet<string>): boolean {
  if (kind !== "simple_expansion" && kind !== "expansion")
    return !kind.includes("expansion") && kind !== "command_substitution";
  const name = children.find((child) => child.kind === "variable_name")?.text;
  return name !== undefined && variables.has(name) && children.length <= 3;
}

/**
 * The text of an argument in which every variable is a plain word, each standing there as the word `v`; null where it depends on anything else.
 */
export function knownText(node: ShellNode, variables: ReadonlySet<string>): string | null {
  const fixed = staticText(node);
  if (fixed !== null) return fixed;
  const { kind, children } = node;
  switch (kind) {
    case "simple_expansion":
    case "expansion":
      return isKnown(node, variables) ? "v" : null;
    case "string":
      return joinedText(partsOfString(node), variables);
    case "concatenation":
      return joinedText(children, variables);
    default:
      return null;
  }
}

/** Null where a part is not known, or the parts are not. */
function joinedText(parts: readonly (string | ShellNode)[] | null, variables: ReadonlySet<string>): string | null {
  if (parts === null) return null;
  let joined = "";
  for (const part of parts) {
    if (typeof part === "string") {
      joined += unquoted(part);
      continue;
    }
    const text = knownText(part, variables);
    // A backslash before a variable makes something else of its first letter.
    const isVariable = part.kind === "simple_expansion" || part.kind === "expansion";
    if (text === null || (isVariable && joined.endsWith("\\"))) return null;
    joined += text;
  }
  return joined;
}
