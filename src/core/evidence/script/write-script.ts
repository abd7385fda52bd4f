import { partsOfString, type ShellNode, staticText } from "./shell.ts";

/** A script that was written anew, or why it cannot be: a clause for people. */
export type Written =
  | { readonly written: true; readonly script: string }
  | { readonly written: false; readonly why: string };

/**
 * Writes an admitted script anew, from what was understood of it. The shell reads some texts otherwise than the grammar does (a carriage return or a form feed, backticks
 * in backticks, blanks of Unicode), and what it alone sees would be run without anybody having looked at it. So it gets nothing but what was looked at: every
 * word with its quotes, one sign between commands, and no comment.
 *
 * @param endings where in the script the options of a program end: `--` is written there
 */
export function writeScript(root: ShellNode, endings: ReadonlySet<number>): Written {
  const writer = createWriter(endings);
  const script = writer.statements(root, "\n");
  return script === null ? { written: false, why: writer.why() } : { written: true, script };
}

const notUnderstood = "it has a part that the shell may read otherwise than it was understood here";

function createWriter(endings: ReadonlySet<number>) {
  let reason = notUnderstood;

  /** Each part, or null as soon as one cannot be written. */
  function all(nodes: readonly ShellNode[], write: (node: ShellNode) => string | null): readonly string[] | null {
    const parts: string[] = [];
    for (const node of nodes) {
      const part = write(node);
      if (part === null) return null;
      parts.push(part);
    }
    return parts;
  }

  function statements({ children }: ShellNode, between: string): string | null {
    const own = children.filter(({ kind }) => !statementSigns.has(kind));
    return all(own, statement)?.join(between) ?? null;
  }

  function statement(node: ShellNode): string | null {
    const { kind, children } = node;
    switch (kind) {
      case "command":
        return command(node);
      case "variable_assignment":
        return assignment(node);
      case "pipeline":
      case "list": {
        const signs = kind === "pipeline" ? ["|"] : ["&&", "||"];
        return (
          all(children, (child) => (signs.includes(child.kind) ? child.kind : statement(child)))?.join(" ") ?? null
        );
      }
      case "for_statement":
        return forLoop(children);
      case "while_statement": {
        const [, condition, ...rest] = children;
        const body = rest.find((child) => child.kind === "do_group");
        const read = condition === undefined ? null : command(condition);
        const inner = body === undefined ? null : group(body);
        return read === null || inner === null ? null : `while ${read}; ${inner}`;
      }
      default:
        return null;
    }
  }

  function forLoop([, name, sign, ...rest]: readonly ShellNode[]): string | null {
    const body = rest.find(({ kind }) => kind === "do_group");
    const values = all(
      rest.filter(({ kind }) => kind !== "do_group" && !statementSigns.has(kind)),
      argument,
    );
    const inner = body === undefined ? null : group(body);
    if (name?.kind !== "variable_name" || sign?.kind !== "in" || values === null || inner === null) return null;
    return `for ${[name.text, "in", ...values].join(" ")}; ${inner}`;
  }

  function group(node: ShellNode): string | null {
    const inner = statements(node, "; ");
    return inner === null || inner === "" ? null : `do ${inner}; done`;
  }

  function command({ children }: ShellNode): string | null {
    return (
      all(children, (child) => {
        if (child.kind === "command_name") return name(child);
        return child.kind === "variable_assignment" ? assignment(child) : argument(child);
      })?.join(" ") ?? null
    );
  }

  function name({ children: [word] }: ShellNode): string | null {
    const text = word === undefined ? null : staticText(word);
    return text !== null && /^[a-z]+$/.test(text) ? text : null;
  }

  function assignment({ children: [variable, sign, value, ...more] }: ShellNode): string | null {
    if (variable?.kind !== "variable_name" || sign?.kind !== "=" || more.length > 0) return null;
    const written = value === undefined ? "" : word(value);
    return written === null ? null : `${variable.text}=${written}`;
  }

  function argument(node: ShellNode): string | null {
    const written = word(node);
    if (written === null) return null;
    // An empty word that is not quoted would be none.
    return `${written === "" ? "''" : written}${endings.has(node.end) ? " --" : ""}`;
  }

  function word(node: ShellNode): string | null {
    const { kind, text, children } = node;
    switch (kind) {
      case "number":
      case "word":
      case "{":
      case "}":
        return bareWord(text);
      case "$":
        return "\\$";
      case "raw_string":
        return text.length >= 2 && text.startsWith("'") && text.indexOf("'", 1) === text.length - 1 ? text : null;
      case "string":
        return quotedWord(node);
      case "concatenation":
        return isWhole(node) ? (all(children, word)?.join("") ?? null) : null;
      default:
        return substituted(node);
    }
  }

  /** What a variable or a command stands for. */
  function substituted(node: ShellNode): string | null {
    const { kind, children, text } = node;
    if (kind === "simple_expansion") {
      const [sign, variable, ...more] = children;
      const isName = sign?.kind === "$" && variable?.kind === "variable_name" && more.length === 0;
      return isName && /^\w+$/.test(variable.text) ? `\${${variable.text}}` : null;
    }
    // Its parts were looked at one by one; here they must be all there is.
    if (kind === "expansion") return isWhole(node) && /^\$\{\w+[\x21-\x7e]*\}$/.test(text) ? text : null;
    if (kind !== "command_substitution") return null;
    if (text.includes("\\`")) {
      reason = "it has backticks in backticks, which nobody reads alike";
      return null;
    }
    const inner = statements(node, "; ");
    return inner === null || inner === "" ? null : `$(${inner})`;
  }

  function quotedWord(node: ShellNode): string | null {
    let written = "";
    for (const part of partsOfString(node) ?? [null]) {
      const text = part === null ? null : typeof part === "string" ? quotedText(part) : substituted(part);
      if (text === null) return null;
      written += text;
    }
    return `"${written}"`;
  }

  return { statements, why: () => reason };
}

const statementSigns = new Set([";", "\n", "do", "done", "$(", "`", ")", "comment", ""]);

/** Do the parts of a node stand one behind another, with nothing between them? */
function isWhole({ text, children }: ShellNode): boolean {
  return children.map((child) => child.text).join("") === text;
}

/**
 * A word without quotes: patterns of file names and braces stay what they are, and a sign that a backslash stands before keeps it. Null where the shell may
 * take a sign for something else.
 */
function bareWord(text: string): string | null {
  // A tilde stands for a folder there.
  if (/(?:^|[=:])~/.test(text)) return null;
  let written = "";
  const signs = Array.from(text);
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? "";
    if (sign === "\\") {
      at += 1;
      if (!/^[\x20-\x7e]$/.test(signs[at] ?? "")) return null;
      written += `\\${signs[at]}`;
    } else if (/^[\w./:=@%+,^{}*?[\]!~-]$/.test(sign)) written += sign;
    else if (sign === "#") written += "\\#";
    // What is a letter to some is a blank to others.
    else if (/^[^\x00-\x7f]$/u.test(sign)) written += `'${sign}'`;
    else return null;
  }
  return written;
}

/** Text between double quotes, with a backslash before every sign that means something there. Null where one of them stands bare. */
function quotedText(text: string): string | null {
  const plain = text.replaceAll(/\\([$`"\\\n])/g, (_, sign: string) => (sign === "\n" ? "" : `\0${sign}`));
  if (/`|"|\$(?=[\w({!@#*?$-])/.test(plain.replaceAll(/\0[$`"\\]/g, ""))) return null;
  return plain.replaceAll(/\0?([$`"\\])/g, "\\$1");
}
