import type { ReadFile } from "./gate.ts";
import type { Moved, PlacedDefinition } from "./move.ts";
import type { Language } from "./tokens.ts";
import { hasWord } from "./words.ts";

/**
 * Why definitions may mean something else where they stand now; null: they mean the same. Only moves within one file are proved, in
 * languages where the order of definitions says nothing but to the preprocessor: in another file the same names may be other things.
 */
export function whyDifferentThere(moved: readonly Moved[], files: readonly ReadFile[]): string | null {
  for (const { from, to } of moved) {
    const { language, change } = from.file;
    if (!orderFree.has(language)) return `in \`${change.path}\` the order of definitions may mean something`;
    if (to.file !== from.file)
      return `\`${from.name}\` moves to another file, where the names that it uses may be other things`;
    if (from.context !== to.context) return `\`${from.name}\` stands in something else now`;
    if (conditionsAt(from) !== conditionsAt(to))
      return `\`${from.name}\` stands under other conditions of the preprocessor`;
    const ordered = orderedName(from);
    if (ordered !== null) return `\`${from.name}\`: ${ordered}`;
  }
  for (const file of files) {
    const own = moved.filter(({ from }) => from.file === file);
    const why = whyPreprocessed(own, file);
    if (why !== null) return why;
  }
  return null;
}

/** Python, JavaScript and shells run their files from the top; Java and Go initialise fields and variables in order. */
const orderFree: ReadonlySet<Language> = new Set(["c", "rust", "go", "java"]);

/** What is decided in the order of the text even here. */
function orderedName({ file: { language }, tokens, name }: PlacedDefinition): string | null {
  const code = tokens.filter(({ kind }) => kind !== "comment");
  const [first] = code;
  const isCall = code.some((token, at) => token.text === "(" && code[at - 1]?.kind === "name");
  switch (language) {
    case "c":
      return first?.text.startsWith("#") ? "the preprocessor reads its lines in order" : isCall ? null : null;
    case "rust":
      return code.some(({ text }) => text === "macro_rules" || text === "macro_rules!")
        ? "a macro counts from where it stands on"
        : null;
    case "go":
      return first?.text === "func" && name !== "init" ? null : "Go initialises in the order of the text";
    case "java":
      return code.some(({ text, declares }) => text === "static" || (declares === "member" && text === name)) && isCall
        ? null
        : "Java initialises fields in the order of the text";
    default:
      return "the order of definitions may mean something";
  }
}

/** The conditions that are open at a definition. */
function conditionsAt({ file, side, start }: PlacedDefinition): string {
  const open: string[] = [];
  for (const line of file[side].slice(0, start).split("\n")) {
    const directive = /^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b(.*)$/.exec(line);
    if (directive === null) continue;
    const [, word = ""] = directive;
    if (word === "endif") open.pop();
    else if (word === "else" || word === "elif") open.push(`${open.pop() ?? ""} ${line.trim()}`);
    else open.push(line.trim());
  }
  return open.join("\n");
}

/** In C a name may be a macro from one line on: then a definition means one thing above that line and another below. */
function whyPreprocessed(moved: readonly Moved[], { language, change, before, after }: ReadFile): string | null {
  if (language !== "c" || moved.length === 0) return null;
  for (const text of [before, after]) {
    if (/^\s*#\s*pragma\b/m.test(text))
      return `\`${change.path}\` has a \`#pragma\`, which may count from where it stands on`;
    for (const [, name = ""] of text.matchAll(/^[ \t]*#[ \t]*(?:define|undef)[ \t]+(\w+)/gm)) {
      const user = moved.find(({ from }) => from.tokens.some((token) => token.text === name));
      if (user !== undefined)
        return `\`${user.from.name}\` uses \`${name}\`, which \`${change.path}\` defines as a macro`;
    }
    // A file included between two definitions can define anything.
    const includes = [...text.matchAll(/^[ \t]*#[ \t]*include\b/gm)].map(({ index }) => index);
    const starts = moved.map(({ from, to }) => (text === before ? from.start : to.start));
    if (includes.some((index) => index > Math.min(...starts)))
      return `\`${change.path}\` includes files behind the definitions`;
  }
  const named = moved.find(
    ({ from }) =>
      hasWord(from.tokens.map(({ text }) => text).join(" "), "__LINE__") ||
      from.tokens.some(({ text }) => text === "__COUNTER__"),
  );
  return named === undefined ? null : `\`${named.from.name}\` says on which line it stands`;
}
