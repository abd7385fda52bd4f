import type { ReadFile } from "./gate.ts";
import type { Moved, PlacedDefinition } from "./move.ts";
import type { Language, Token } from "./tokens.ts";

/**
 * Why definitions may mean something else where they stand now; null: they mean the same. Only moves within one file are proved, in
 * languages where the order of definitions says nothing but to the preprocessor: in another file the same names may be other things.
 */
export function whyDifferentThere(moved: readonly Moved[], files: readonly ReadFile[]): string | null {
  for (const { from, to } of moved) {
    const { language, change } = from.file;
    const order = orderOf[language];
    if (order === undefined) return `in \`${change.path}\` the order of definitions may mean something`;
    if (to.file !== from.file)
      return `\`${from.name}\` moves to another file, where the names that it uses may be other things`;
    if (from.context !== to.context) return `\`${from.name}\` stands in something else now`;
    if (conditionsAt(from) !== conditionsAt(to))
      return `\`${from.name}\` stands under other conditions of the preprocessor`;
    const code = from.tokens.filter(({ kind }) => kind !== "comment");
    const ordered = order(from, code) ?? order(to, code);
    if (ordered !== null) return `\`${from.name}\`: ${ordered}`;
  }
  for (const file of files) {
    const own = moved.filter(({ from }) => from.file === file);
    const why = whyPreprocessed(own, file);
    if (why !== null) return why;
  }
  return null;
}

/**
 * What still is decided in the order of the text, by language: a clause for people, or null. Languages that are not here run their files from
 * the top, or initialise what they declare in order.
 */
const orderOf: {
  readonly [Name in Language]?: (definition: PlacedDefinition, code: readonly Token[]) => string | null;
} = {
  c: (_definition, code) => (code[0]?.text.startsWith("#") ? "the preprocessor reads its lines in order" : null),
  rust({ file, side }, code) {
    const hasMacros = file[side].includes("macro_rules!");
    return hasMacros && code.some(({ text }) => text === "!" || text.startsWith("macro_rules"))
      ? "a macro counts from where it stands on"
      : null;
  },
  go: ({ name }, code) =>
    code[0]?.text === "func" && name !== "init" ? null : "Go initialises in the order of the text",
};

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
  const named = moved.find(({ from }) => from.tokens.some(({ text }) => text === "__LINE__" || text === "__COUNTER__"));
  return named === undefined ? null : `\`${named.from.name}\` says on which line it stands`;
}
