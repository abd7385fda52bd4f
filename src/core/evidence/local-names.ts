import type { MacroDefinition, NameFacts } from "./content.ts";
import type { Renaming } from "./renamed-names.ts";
import { isAccess, type NamePair, type Scope } from "./renaming.ts";
import type { Language, Token } from "./tokens.ts";
import { hasWord } from "./words.ts";

/** Languages in which a local name cannot be seen from elsewhere. In a shell, functions that are called see it. */
const lexical: ReadonlySet<Language> = new Set([
  "c",
  "cpp",
  "go",
  "java",
  "javascript",
  "python",
  "rust",
  "tsx",
  "typescript",
]);
const isC = (language: Language): boolean => language === "c" || language === "cpp";

/**
 * Why renaming a local name may change what a definition means; null: it cannot.
 *
 * @param pairs all names of the commit
 * @param names what the tree says; macros are asked for C only
 */
export function whyLocalCaptures(
  renaming: Renaming,
  pairs: readonly NamePair[],
  names: NameFacts | null,
): string | null {
  for (const scope of renaming.within ?? []) {
    const own = pairs.filter((pair) => pair.scope === scope);
    const why = whyScopeCaptures(renaming, scope, own) ?? whyMacrosCapture(renaming, scope, names);
    if (why !== null) return why;
  }
  return null;
}

function whyScopeCaptures(
  { before, after }: Renaming,
  { file, tokens }: Scope,
  own: readonly NamePair[],
): string | null {
  const { language } = file;
  if (!lexical.has(language)) return `\`${before}\` may be seen by what is called`;
  if (isPython(language) && isParameter(before, tokens)) return `callers may name the parameter \`${before}\``;
  for (const pair of own) {
    const changes = pair.before.text === before && pair.after.text === after;
    const why = changes ? whyPlaceMatters(pair, language) : whyLeftMatters(pair, before, after);
    if (why !== null) return why;
  }
  for (const { kind, text } of tokens) {
    if (kind === "literal" || kind === "text") {
      if (hasWord(text, before) || hasWord(text, after))
        return `\`${before}\` or \`${after}\` stands in a string, which may be code`;
    } else if (readsNames.has(text)) return `\`${text}\` may look names up`;
  }
  return null;
}

const isPython = (language: Language): boolean => language === "python";

/** What may find a local name by its text, or give it another scope. */
const readsNames: ReadonlySet<string> = new Set(
  "eval exec locals vars globals global nonlocal arguments asm __asm__ dbg stringify".split(" "),
);

/** A renamed place that is more than a local name. */
function whyPlaceMatters(pair: NamePair, language: Language): string | null {
  const { before, previous, next, brackets } = pair;
  if (isAccess(pair)) return `\`${before.text}\` is a member of something`;
  if (before.member) return `\`${before.text}\` names a member or an argument of something else`;
  const inner = brackets.at(-1);
  const opens = previous?.text === "{" || previous?.text === ",";
  const closes = next?.text === "}" || next?.text === "," || next?.text === "=" || next?.text === "..";
  if (!isC(language) && inner?.text === "{" && opens && closes)
    return `\`${before.text}\` may name a member as well as a variable`;
  if (
    next?.text === ":" &&
    (inner?.text === "{" || inner?.text === "(") &&
    opens &&
    language !== "python" &&
    before.declares === null
  ) {
    return `\`${before.text}\` is a key`;
  }
  const macro = brackets.find(({ isMacro, head }) => isMacro && !(head !== null && plainMacros.has(head)));
  return macro === undefined ? null : `\`${before.text}\` is given to the macro \`${macro.head ?? ""}\``;
}

/** Macros of Rust's standard library that use their arguments as expressions. */
const plainMacros: ReadonlySet<string> = new Set(
  "assert assert_eq assert_ne debug_assert debug_assert_eq debug_assert_ne eprint eprintln format format_args matches panic print println todo unimplemented unreachable vec write writeln".split(
    " ",
  ),
);

/** A place that keeps the old name, or has had the new one. */
function whyLeftMatters(pair: NamePair, before: string, after: string): string | null {
  const { text, member } = pair.before;
  if (text !== before && text !== after) return null;
  const apart = isAccess(pair) || (member && pair.next?.text === "=" && isPython(pair.file.language));
  if (apart) return null;
  return text === after
    ? `\`${after}\` stands there already (\`${pair.file.change.path}\`:${pair.before.line})`
    : `\`${before}\` keeps its name in \`${pair.file.change.path}\`:${pair.after.line}`;
}

/** Is the name a parameter of a function in these tokens? */
function isParameter(name: string, tokens: readonly Token[]): boolean {
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.text !== "def") continue;
    let depth = 0;
    for (let inner = at + 2; inner < tokens.length; inner += 1) {
      const token = tokens[inner];
      if (token?.text === "(") depth += 1;
      else if (token?.text === ")") depth -= 1;
      if (token?.text === name && token.declares === "local") return true;
      if (depth === 0) break;
    }
  }
  return false;
}

function whyMacrosCapture(
  { before, after }: Renaming,
  { file, tokens }: Scope,
  names: NameFacts | null,
): string | null {
  if (!isC(file.language)) return null;
  if (names === null) return null;
  if (!names.macros.known) return `what the macros of the definition mention is not known: ${names.macros.why}`;
  const mentioned = new Set([before, after, ...tokens.filter(({ kind }) => kind === "name").map(({ text }) => text)]);
  const macros = macrosReached(mentioned, names.macros.value);
  for (const { name, text } of macros) {
    if (name === before || name === after) return `\`${name}\` is a macro`;
    if (text.includes("##")) return `the macro \`${name}\` makes names`;
    if (hasWord(text, before) || hasWord(text, after))
      return `the macro \`${name}\` mentions \`${hasWord(text, before) ? before : after}\``;
  }
  return null;
}

/** The macros that some names lead to, through one another. */
export function macrosReached(
  names: ReadonlySet<string>,
  macros: readonly MacroDefinition[],
): readonly MacroDefinition[] {
  const byName = new Map<string, MacroDefinition[]>();
  for (const macro of macros) byName.set(macro.name, [...(byName.get(macro.name) ?? []), macro]);
  const seen = new Set<string>();
  const found: MacroDefinition[] = [];
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const macro of byName.get(name) ?? []) {
      found.push(macro);
      waiting.push(...(macro.text.match(/[A-Za-z_]\w*/g) ?? []));
    }
  }
  return found;
}
