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
        ? text.slice(1, -1).replaceAll(/\\([$`"\\\n])/g, "$1")
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
