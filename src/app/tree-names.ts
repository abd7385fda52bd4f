import type { CommitFacts } from "../core/commit/facts.ts";
import type { MacroDefinition, NameFacts } from "../core/evidence/content.ts";
import type { NamesAsked } from "../core/evidence/identifiers.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";

/** Looks the names of a renaming up in the tree before the commit. */
export async function learnNames(
  { parents: [parent] }: CommitFacts,
  { mayBeMacros }: NamesAsked,
  repository: Repository,
): Promise<Learned<NameFacts>> {
  if (parent === undefined) return unknown("there is no tree before it");
  return learned({ macros: await learnMacros(mayBeMacros, parent, repository) });
}

/** Macros lead to macros: so many times the tree is searched for one commit. */
const roundsMax = 5;
/** Definitions of macros that are read for one commit. */
const macrosMax = 400;

/** The macros that some names may be, and those that their texts lead to. */
async function learnMacros(
  names: readonly string[],
  revision: string,
  repository: Repository,
): Promise<NameFacts["macros"]> {
  const asked = new Set<string>();
  const macros: MacroDefinition[] = [];
  let waiting = [...new Set(names)];
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === roundsMax) return unknown("the macros that it uses lead to ever more macros");
    for (const name of waiting) asked.add(name);
    const lines = await repository.findMacros(waiting, revision);
    if (!lines.ok) return unknown(lines.error.text);
    if (macros.length + lines.value.length > macrosMax)
      return unknown(`it uses more than ${macrosMax} macros, which is the limit`);
    const next = new Set<string>();
    for (const { name, path, line } of lines.value) {
      const text = await definitionAt(path, line, revision, repository);
      if (!text.known) return text;
      macros.push({ name, path, text: text.value });
      for (const word of text.value.match(/[A-Za-z_]\w*/g) ?? []) if (!asked.has(word)) next.add(word);
    }
    waiting = [...next];
  }
  return learned(macros);
}

/** Lines that one macro may go on for. */
const macroLinesMax = 400;

/** The text of a macro, its continued lines joined. */
async function definitionAt(
  path: string,
  line: number,
  revision: string,
  repository: Repository,
): Promise<Learned<string>> {
  const file = await repository.readFile(revision, path);
  if (!file.ok) return unknown(file.error.text);
  if (file.value === null) return unknown(`\`${path}\` cannot be read`);
  const lines = new TextDecoder("utf-8").decode(file.value.bytes).split("\n");
  const text: string[] = [];
  for (let at = line - 1; at < lines.length; at += 1) {
    const own = lines[at] ?? "";
    text.push(own.replace(/\\\s*$/, ""));
    const joined = text.join("\n");
    // A comment carries a line on as well.
    const isOpen = joined.lastIndexOf("/*") > joined.lastIndexOf("*/");
    if (text.length > macroLinesMax) return unknown(`a macro in \`${path}\` is longer than ${macroLinesMax} lines`);
    if (!isOpen && !/\\\s*$/.test(own)) break;
  }
  // The line's own `define` and name say nothing about what it leads to.
  return learned(text.join("\n").replace(/^\s*#\s*define\s+\w+/, ""));
}
