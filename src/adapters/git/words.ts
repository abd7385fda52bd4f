import type { Answer, FoundWords, MacroText } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** Places of words that are given back; with more, the answer says that it is not complete. */
const placesMax = 20_000;
/** Words asked for at once: git takes them as arguments. */
const wordsMax = 500;

/** Files with a zero byte are searched as well: compilers read them. */
const searchArguments: readonly string[] = ["grep", "-a", "-n", "-z", "--full-name", "--no-color", "--no-textconv"];

/** Where any of the words stands, as a whole word, in the files of a tree (an id). */
export async function findWords(place: GitPlace, words: readonly string[], tree: string): Promise<Answer<FoundWords>> {
  if (words.length === 0) return answer({ places: [], complete: true });
  if (words.length > wordsMax)
    return refuse("too-large", `more than ${wordsMax} words to look for, which is the limit`);
  const patterns = words.flatMap((word) => ["-e", word]);
  const output = await runGit(place, [...searchArguments, "-o", "-w", "-F", ...patterns, tree, "--"]);
  const failed = whyFailed(output, place);
  if (failed !== null) return failed;
  const found = linesOf(output.stdout, tree);
  const places = found.slice(0, placesMax).map(({ path, line, text }) => ({ word: text, path, line }));
  return answer({ places, complete: found.length <= placesMax && !output.truncated });
}

/**
 * Finds where C macros are defined. A tree is searched once for all of its `#define` lines, however often one asks
 * about it in a row.
 */
export type MacroFinder = {
  readonly find: (names: readonly string[], tree: string) => Promise<Answer<readonly MacroText[]>>;
  /** The words beside `##`, each once. */
  readonly pasted: (tree: string) => Promise<Answer<readonly string[]>>;
};

export function createMacroFinder(place: GitPlace): MacroFinder {
  let lastPasted: { readonly tree: string; readonly words: Promise<Answer<readonly string[]>> } | undefined;
  let last: { readonly tree: string; readonly lines: Promise<Answer<string>> } | undefined;
  return {
    pasted(tree) {
      if (lastPasted?.tree !== tree) lastPasted = { tree, words: pastedWords(place, tree) };
      return lastPasted.words;
    },
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
  const pattern = `^[ \t]*(#[ \t]*(define[ \t]+${name}|${oddWord})|${oddSign})`;
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
const oddSign = "%:|[?][?]=";
const oddWord = "/[*]|\\\\";
const sourceOfC = /\.(?:[chHS]|inc|hh|hpp|cc|cpp|cxx|def)$/;

/** Words that `##` joins with others in sources of C: those that touch it, but for blanks. */
async function pastedWords(place: GitPlace, tree: string): Promise<Answer<readonly string[]>> {
  const output = await runGit(place, [...searchArguments, "-F", "-e", "##", tree, "--"]);
  const failed = whyFailed(output, place);
  if (failed !== null) return failed;
  if (output.truncated) return refuse("too-large", "macros join words in too many places");
  const text = output.stdout.toString("latin1");
  const words = new Set<string>();
  for (const { where, start, end } of records(text)) {
    if (!sourceOfC.test(where)) continue;
    for (let at = text.indexOf("##", start); at !== -1 && at < end; at = text.indexOf("##", at + 2)) {
      const [, left = ""] = /(\w{2,})[ \t]*$/.exec(text.slice(Math.max(start, at - pastedMax), at)) ?? [];
      const [, right = ""] = /^[ \t]*(\w{2,})/.exec(text.slice(at + 2, Math.min(end, at + 2 + pastedMax))) ?? [];
      for (const word of [left, right]) if (word !== "") words.add(word);
    }
  }
  return answer([...words]);
}

/** Characters on each side of `##` in which a word is looked for. */
const pastedMax = 200;

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

/** `TREE:PATH NUL LINE NUL TEXT`, a line each; a path may hold line breaks, so the numbers are looked for. */
function linesOf(output: Buffer, tree: string): readonly { path: string; line: number; text: string }[] {
  const text = output.toString("utf8");
  return [...text.matchAll(/([^\0]+)\0(\d+)\0([^\n]*)\n/g)].map(([, where = "", line = "", rest = ""]) => ({
    path: where.slice(tree.length + 1),
    line: Number(line),
    text: rest,
  }));
}
