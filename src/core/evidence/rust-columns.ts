import { upToChange } from "./changed-lines.ts";

/**
 * May a macro read the columns of what changes? Macros get the places of what stands in them, or behind their attributes: one
 * takes Python, whose lines are told by their columns. All but those of the standard library must stand on one line.
 */
export function readsColumns({ before, after }: { readonly before: string; readonly after: string }): boolean {
  return (
    [before, after].some(takesPlainName) ||
    [upToChange(before, after), upToChange(after, before)].some((text) => callsOverLines(text) || hasAttribute(text))
  );
}

/** Does the file itself give another meaning to a name that is taken for the language's own? Only libraries that are known may bring such names. */
function takesPlainName(text: string): boolean {
  if (/#\[[ \t]*macro_use[ \t]*[(\]]/.test(text)) return true;
  for (const [, name = ""] of text.matchAll(/\bmacro(?:_rules[ \t]*!)?[ \t]+(?:r#)?(\w+)/g))
    if (isPlainName(name)) return true;
  for (const [, path = ""] of text.matchAll(imports)) {
    if (/^(?:::)?(?:std|core|alloc|log|tracing)\b/.test(path)) continue;
    // What a path ends in, or is called from there on.
    for (const [name] of path.matchAll(/\w+(?=\s*(?:[,}]|$))/g)) if (isPlainName(name)) return true;
  }
  return false;
}

const imports = /(?:^|[{};\]/])[ \t]*(?:pub(?:\([\w: ]{1,100}\))?[ \t]+)?use\s+([^;]*)/gm;

const isPlainName = (name: string): boolean =>
  plainMacros.has(name) || plainDerives.has(name) || plainAttributes.has(name);

/** Every `!` that a name may stand before, and a bracket behind, whatever stands between. */
function callsOverLines(text: string): boolean {
  for (let at = text.indexOf("!"); at !== -1; at = text.indexOf("!", at + 1)) {
    const open = firstBehind(text, at + 1);
    if (open === null) return true;
    if (!/^[([{]$/.test(text.charAt(open))) continue;
    const line = text.slice(Math.max(text.lastIndexOf("\n", at) + 1, at - nameCharactersMax), at);
    // `#![…]` is an attribute.
    if (line.endsWith("#")) continue;
    const lead = line.trimEnd();
    const found = plainName.exec(lead);
    // A path may go on over lines; `r#vec` is another name.
    const ahead =
      found === null ? "" : text.slice(Math.max(0, at - nameCharactersMax), at - line.length + found.index + 1);
    const name = /(?:::|#|\*\/)\s*$/.test(ahead) ? undefined : found?.[1];
    if (name !== undefined && (plainMacros.has(name) ? line === lead : keywords.has(name))) continue;
    // What a sign of an operator stands before is negated; a line's beginning may be behind a comment, or the name.
    if (lead !== "" && !/[\w\u0080-\uffff/]$/.test(lead) && !lead.includes("//")) continue;
    if (!closesOnItsLine(text, at + 1, open)) return true;
  }
  return false;
}

/** Characters of a name with its path. */
const nameCharactersMax = 500;

/** A name that stands alone, or in a library that is known. */
const plainName = /(?:^|[^\w:\u0080-\uffff])(?:(?:::)?(?:std|core|alloc|log)::)?([A-Za-z]\w*)$/;

const keywords: ReadonlySet<string> = new Set("if while match return in else break yield await".split(" "));

/** The first sign behind white space and comments, or null where it is too far away. */
function firstBehind(text: string, from: number): number | null {
  let at = from;
  while (at < from + nameCharactersMax) {
    if (/\s/.test(text.charAt(at))) at += 1;
    else if (text.startsWith("//", at)) at = endOf(text, "\n", at);
    else if (text.startsWith("/*", at)) at = endOf(text, "*/", at);
    else return at;
  }
  return null;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.slice(from, from + nameCharactersMax).indexOf(mark);
  return end === -1 ? from + nameCharactersMax : from + end + mark.length;
}

/** Is every bracket closed on the line on which it opens? Strings are left out; where they or comments cannot be told, the answer is no. */
function closesOnItsLine(text: string, from: number, open: number): boolean {
  const [line = ""] = text.slice(from, from + callCharactersMax).split("\n", 1);
  if (open >= from + line.length || line.length === callCharactersMax) return false;
  const bare = line.replaceAll(/"[^"\\]*"/g, "");
  return !/["'\\]|\/[/*]/.test(bare) && (bare.match(/[([{]/g) ?? []).length <= (bare.match(/[)\]}]/g) ?? []).length;
}

/** Characters of a macro's call on one line. */
const callCharactersMax = 500;

/** An attribute that is not the language's own, or goes over lines. */
function hasAttribute(text: string): boolean {
  return [...text.matchAll(/#!?\s*\[/g)].some(({ index, 0: open }) => {
    const bracket = index + open.length - 1;
    const [, name = "", given = ""] = /^\[([a-z_:]+)(?:\(([\w, :]*)\))?/.exec(text.slice(bracket, bracket + 200)) ?? [];
    if (!closesOnItsLine(text, index, bracket)) return true;
    return name === "derive"
      ? !given.split(",").every((one) => plainDerives.has(one.trim()))
      : !plainAttributes.has(name);
  });
}

const plainDerives: ReadonlySet<string> = new Set([
  "Clone",
  "Copy",
  "Debug",
  "Default",
  "Eq",
  "Hash",
  "Ord",
  "PartialEq",
  "PartialOrd",
  "",
]);

/** The language's own, which get no tokens. `cfg_attr` may bring others. */
const plainAttributes: ReadonlySet<string> = new Set(
  `allow automatically_derived cfg cold deny deprecated doc expect feature forbid global_allocator ignore inline link link_name link_section macro_export macro_use
  must_use no_mangle no_std non_exhaustive path repr should_panic target_feature test track_caller used warn`.split(
    /\s+/,
  ),
);

/** Of Rust's standard library, and of `log`. */
const plainMacros: ReadonlySet<string> = new Set(
  `assert assert_eq assert_ne cfg concat dbg debug debug_assert debug_assert_eq debug_assert_ne env eprint eprintln error format format_args info
  matches panic print println stringify thread_local todo trace unimplemented unreachable vec warn write writeln`.split(
    /\s+/,
  ),
);
