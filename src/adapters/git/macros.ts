import type { Answer, MacroText } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** Files with a zero byte are searched as well: compilers read them. */
const searchArguments: readonly string[] = ["grep", "-a", "-n", "-z", "--full-name", "--no-color", "--no-textconv"];

/**
 * Finds where C macros are defined. A tree is searched once for all of its `#define` lines, however often one asks
 * about it in a row.
 */
export type MacroFinder = {
  readonly find: (names: readonly string[], tree: string) => Promise<Answer<readonly MacroText[]>>;
};

export function createMacroFinder(place: GitPlace): MacroFinder {
  let last: { readonly tree: string; readonly lines: Promise<Answer<string>> } | undefined;
  return {
    async find(names, tree) {
      const plain = new Set(names.filter((name) => /^[A-Za-z_]\w*$/.test(name)));
      if (plain.size === 0) return answer([]);
      if (plain.size > namesMax)
        return refuse("too-large", `more than ${namesMax} names that may be macros, which is the limit`);
      if (last?.tree !== tree) last = { tree, lines: defineLines(place, "[A-Za-z_]", tree) };
      const all = await last.lines;
      if (all.ok) return answer(macrosIn(all.value, tree, plain));
      if (all.error.code !== "too-large") return all;
      // Too many to hold: git looks for these alone, which takes longer.
      const few = await defineLines(place, `(${[...plain].join("|")})([^A-Za-z0-9_]|$)`, tree);
      return few.ok ? answer(macrosIn(few.value, tree, plain)) : few;
    },
  };
}

/** What git prints of the lines of a tree that define macros, a character a byte. */
async function defineLines(place: GitPlace, name: string, tree: string): Promise<Answer<string>> {
  // One pattern: git takes thirty times as long for two.
  const pattern = `^[ \t]*(#[ \t]*(define[ \t]+${name}|${oddWord})|${oddSign})|${oddBefore}`;
  const output = await runGit(place, [...searchArguments, "-E", "-e", pattern, tree, "--"]);
  const failed = whyFailed(output, place);
  if (failed !== null) return failed;
  if (output.truncated) return refuse("too-large", "the macros are defined in too many places");
  const text = output.stdout.toString("latin1");
  for (const { where, line, start, end } of records(text)) {
    if (defines(text, start, end) !== null || !sourceOfC.test(where)) continue;
    return refuse(
      "git-failed",
      `\`${pathIn(where, tree)}\`:${line} may define a macro in a form that is not searched for`,
    );
  }
  return answer(text);
}

type FoundLine = { readonly where: string; readonly line: number; readonly start: number; readonly end: number };

/**
 * `TREE:PATH NUL LINE NUL TEXT`, a line each. A path may hold line breaks, and a text zero bytes, so that each part is
 * looked for where it must begin.
 */
function* records(text: string): Generator<FoundLine> {
  for (let at = 0; at < text.length; ) {
    const behindPath = text.indexOf("\0", at);
    const behindLine = text.indexOf("\0", behindPath + 1);
    if (behindPath === -1 || behindLine === -1) return;
    const feed = text.indexOf("\n", behindLine);
    const end = feed === -1 ? text.length : feed;
    const line = Number(text.slice(behindPath + 1, behindLine));
    yield { where: text.slice(at, behindPath), line, start: behindLine + 1, end };
    at = end + 1;
  }
}

/** The name that a line of text defines, or null. */
function defines(text: string, start: number, end: number): string | null {
  defineLine.lastIndex = start;
  const name = defineLine.exec(text)?.[1] ?? null;
  return defineLine.lastIndex > end ? null : name;
}

const defineLine = /[ \t]*#[ \t]*define[ \t]+(\w+)/y;

const pathIn = (where: string, tree: string): string =>
  Buffer.from(where.slice(tree.length + 1), "latin1").toString("utf8");

/**
 * A directive whose sign has another spelling, or whose word stands behind a comment or on the next line (C11, 5.1.1.2
 * and 6.4.6).
 */
const oddSign = "%:|[?][?]=|[\v\f][ \t\v\f]*#";
const oddWord = "define[^ \tA-Za-z0-9_]|define[ \t]+[^ \tA-Za-z_]|define[ \t]*$|[a-z]*\\\\|/[*]";
const oddBefore = "[*]/[ \t]*#[ \t]*def";
const sourceOfC = /\.(?:[chHS]|inc|hh|hpp|cc|cpp|cxx|def)$/;

function macrosIn(output: string, tree: string, names: ReadonlySet<string>): readonly MacroText[] {
  const found: MacroText[] = [];
  for (const { where, line, start, end } of records(output)) {
    const name = defines(output, start, end);
    if (name !== null && names.has(name)) found.push({ name, path: pathIn(where, tree), line });
  }
  return found;
}

const namesMax = 3_000;

/** git says 1 when nothing is found; a tree that is not all there is told on the way, and may be told with 0. */
function whyFailed(output: Awaited<ReturnType<typeof runGit>>, place: GitPlace): Answer<never> | null {
  const complains = /^(?:error|fatal):/m.test(output.stderr);
  if ((output.status === 0 || output.status === 1) && !complains) return null;
  return failureOf({ ...output, status: output.status === 0 ? 1 : output.status }, place, "search the tree");
}
