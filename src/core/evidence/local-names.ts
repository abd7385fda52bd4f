import type { MacroDefinition, NameFacts } from "./content.ts";
import { whyNotOneVariable } from "./local-scope.ts";
import type { Renaming } from "./renamed-names.ts";
import { isAccess, type NamePair, type Scope } from "./renaming.ts";
import { hasWord } from "./words.ts";

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
  if (renaming.after.startsWith("_") || looksLikeMacro(renaming.after))
    return `\`${renaming.after}\` may be a name of a header or of a compiler`;
  if (headersDefine.has(renaming.after)) return `\`${renaming.after}\` may be a macro of a standard header`;
  for (const scope of renaming.within) {
    const own = pairs.filter((pair) => pair.scope === scope);
    const why = whyScopeCaptures(renaming, scope, own) ?? whyMacrosCapture(renaming, scope, names);
    if (why !== null) return why;
  }
  return null;
}

function whyScopeCaptures({ before, after }: Renaming, { tokens }: Scope, own: readonly NamePair[]): string | null {
  for (const pair of own) {
    const changes = pair.before.text === before && pair.after.text === after;
    const why = changes ? whyPlaceMatters(pair) : whyLeftMatters(pair, before, after);
    if (why !== null) return why;
  }
  for (const { kind, text } of tokens) {
    if (text.startsWith("#")) return "a directive stands in the definition, so that parts of it may not be read";
    if (kind === "literal" || kind === "text") {
      if (hasWord(text, before) || hasWord(text, after))
        return `\`${before}\` or \`${after}\` stands in a string, which may be code`;
    } else if (readsNames.has(text)) return `\`${text}\` may look names up`;
  }
  return whyNotOneVariable(before, tokens);
}

/** What may find a local name by its text. */
const readsNames: ReadonlySet<string> = new Set("asm __asm __asm__ _asm".split(" "));

/** A renamed place that is more than a local name. */
function whyPlaceMatters(pair: NamePair): string | null {
  const { before, brackets, next } = pair;
  // A macro with parameters is one only before a bracket, and no search sees those of the system's headers.
  if (next?.text === "(") return `\`${before.text}\` is called, and a macro of a header could have the new name`;
  if (isAccess(pair.previous) || before.member) return `\`${before.text}\` is a member of something`;
  const given = brackets.find(({ head }) => head !== null && looksLikeMacro(head));
  return given === undefined
    ? null
    : `\`${before.text}\` is given to \`${given.head ?? ""}\`, which may take it for another name`;
}

/**
 * A macro of a header that the tree does not have: by its spelling, or as one of those that take names of members or
 * make texts of what they get.
 */
const looksLikeMacro = (head: string): boolean =>
  /[A-Z].*[A-Z]/.test(head) || head.startsWith("__") || takesNames.has(head);

const takesNames: ReadonlySet<string> = new Set(
  "offsetof container_of va_arg va_start va_copy assert static_assert list_entry typeof".split(" "),
);

/** A place that keeps the old name, or has had the new one. */
function whyLeftMatters(pair: NamePair, before: string, after: string): string | null {
  const { text } = pair.before;
  if ((text !== before && text !== after) || isAccess(pair.previous)) return null;
  return text === after
    ? `\`${after}\` stands there already (\`${pair.file.change.path}\`:${pair.before.line})`
    : `\`${before}\` keeps its name in \`${pair.file.change.path}\`:${pair.after.line}`;
}

function whyMacrosCapture({ before, after, changed }: Renaming, scope: Scope, names: NameFacts | null): string | null {
  const { tokens } = scope;
  if (names === null) return null;
  if (!names.macros.known) return `what the macros of the definition mention is not known: ${names.macros.why}`;
  const mentioned = new Set([before, after, ...tokens.filter(({ kind }) => kind === "name").map(({ text }) => text)]);
  const known = new Set(names.macros.value.map(({ name }) => name));
  for (const { scope: own, brackets } of changed) {
    // What a macro gets may become a member's name, or a text.
    const given = own === scope ? brackets.find(({ head }) => head !== null && known.has(head)) : undefined;
    if (given !== undefined) return `\`${before}\` is given to the macro \`${given.head ?? ""}\``;
  }
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
function macrosReached(names: ReadonlySet<string>, macros: readonly MacroDefinition[]): readonly MacroDefinition[] {
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

/** Names that are no macros by their looks, and may be: of C11's library (7.2 to 7.29), of POSIX' `<sys/types.h>`, and of compilers. */
const headersDefine: ReadonlySet<string> = new Set(
  (
    "I assert complex imaginary errno fenv isfinite isinf isnan isnormal signbit setjmp noreturn alignas alignof bool true false atomic_init " +
    "va_start va_end va_arg va_copy offsetof stdin stdout stderr static_assert thread_local major minor makedev linux unix i386 sun vax mips hppa asm"
  ).split(" "),
);
