import type { Language } from "./tokens.ts";

/** Endings of file names; the longest that fits decides. */
const byEnding: { readonly [ending: string]: Language } = {
  ".c": "c",
  ".h": "c",
  ".c.inc": "c",
  ".h.inc": "c",
  ".cc": "cpp",
  ".cpp": "cpp",
  ".cxx": "cpp",
  ".hh": "cpp",
  ".hpp": "cpp",
  ".hxx": "cpp",
  ".go": "go",
  ".java": "java",
  ".js": "javascript",
  ".cjs": "javascript",
  ".mjs": "javascript",
  ".jsx": "javascript",
  ".json": "json",
  ".mk": "make",
  ".py": "python",
  ".rs": "rust",
  ".rst": "rst",
  ".sh": "bash",
  ".bash": "bash",
  ".toml": "toml",
  ".ts": "typescript",
  ".cts": "typescript",
  ".mts": "typescript",
  ".tsx": "tsx",
  ".yaml": "yaml",
  ".yml": "yaml",
};

const byName: { readonly [name: string]: Language } = {
  Makefile: "make",
  makefile: "make",
  GNUmakefile: "make",
  Kbuild: "make",
  Makevars: "make",
};

/** `Kconfig`, and its parts by machine or purpose: `Kconfig.debug`. */
const kconfig = /^Kconfig(?:\.(?!(?:c|h|md|pl|py|rst|sh|txt)$)[a-z0-9_-]+)?$/;

const byInterpreter: { readonly [program: string]: Language } = {
  bash: "bash",
  sh: "bash",
  dash: "bash",
  node: "javascript",
  python: "python",
  python3: "python",
};

/** Can no grammar read the file, whatever stands in it? */
export const isNeverRead = (path: string): boolean =>
  path.slice(path.lastIndexOf("/") + 1).includes(".") && languageOf(path, "") === null;

/**
 * The language of a file, by its name, else by the interpreter that its first line names.
 *
 * @returns null when no grammar reads it. Perl, Markdown and assembler have none that could be had as a well-kept package.
 */
export function languageOf(path: string, text: string): Language | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (Object.hasOwn(byName, name)) return byName[name] ?? null;
  if (kconfig.test(name)) return "kconfig";
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) {
    const ending = name.slice(dot);
    // A file whose whole name is the ending, such as `.py`, is a hidden file and of no known language.
    if (dot > 0 && Object.hasOwn(byEnding, ending)) return byEnding[ending] ?? null;
  }
  if (name.includes(".")) return null;
  const interpreter = /^#! ?\/(?:usr\/)?bin\/(?:env )?([a-z0-9]+)(?:\n| |$)/.exec(text.slice(0, 200))?.[1] ?? "";
  return Object.hasOwn(byInterpreter, interpreter) ? (byInterpreter[interpreter] ?? null) : null;
}
