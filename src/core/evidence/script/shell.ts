/** A shell script as a grammar reads it. Kinds are those of tree-sitter's bash grammar; a sign such as `;` or `do` is a node whose kind is itself. */
export type ShellNode = {
  readonly kind: string;
  readonly text: string;
  /** Where it ends in the script, in UTF-16 units. */
  readonly end: number;
  readonly children: readonly ShellNode[];
};

/** A script that was read, or that has errors. */
export type ShellReading = { readonly root: ShellNode; readonly hasErrors: boolean };

/**
 * What a string between double quotes consists of: texts as they are written, and what variables and commands stand for. The grammar leaves blanks between two
 * parts out, so all that is between them is text. Null where the parts overlap.
 */
export function partsOfString({ text, end, children }: ShellNode): readonly (string | ShellNode)[] | null {
  const start = end - text.length;
  const parts: (string | ShellNode)[] = [];
  let at = 1;
  for (const child of children) {
    if (child.kind === '"' || child.kind === "string_content" || child.kind === "$") continue;
    const childStart = child.end - child.text.length - start;
    if (childStart < at) return null;
    parts.push(text.slice(at, childStart), child);
    at = child.end - start;
  }
  return text.startsWith('"') && text.endsWith('"') && at < text.length ? [...parts, text.slice(at, -1)] : null;
}

/** What a text between double quotes means: a backslash only keeps some signs from meaning something. */
export const unquoted = (text: string): string =>
  text.replaceAll(/\\([$`"\\\n])/g, (_, sign: string) => (sign === "\n" ? "" : sign));

/**
 * The text that an argument stands for.
 *
 * @returns null when it depends on a variable, on another command or on the names of files
 */
export function staticText({ kind, text, children }: ShellNode): string | null {
  switch (kind) {
    case "number":
      return text;
    case "word":
      return /(?:^|[^\\])[*?[]/.test(text) ? null : text.replaceAll(/\\(.)/gs, "$1");
    case "raw_string":
      return text.slice(1, -1);
    case "string":
      return children.every((child) => child.kind === '"' || child.kind === "string_content")
        ? unquoted(text.slice(1, -1))
        : null;
    case "concatenation": {
      const parts = children.map(staticText);
      const joined = parts.every((part) => part !== null) ? parts.join("") : null;
      return joined !== null && /\{.*[,.].*\}/s.test(text) ? null : joined;
    }
    default:
      return null;
  }
}
