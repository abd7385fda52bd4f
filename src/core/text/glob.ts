import { append } from "./long-lists.ts";

/** The longest glob, in UTF-16 units, and the most globs that its `{a,b}` groups may stand for. */
const globLengthMax = 1000;
const alternativesMax = 256;
const nestingMax = 8;

/** A compiled glob, or why the text is none. */
export type Glob =
  | { readonly ok: true; readonly matches: (path: string) => boolean }
  | { readonly ok: false; readonly why: string };

/**
 * Compiles a path glob of a policy. Paths are the repository's: relative, separated by `/`, compared byte for byte.
 *
 * - `*` stands for any characters but `/`, `?` for one; `[abc]`, `[a-z]`, `[!a]` for one of a set, never `/`.
 * - `**` as a whole component stands for any number of directories, none included; at the end, for everything below.
 * - `{a,b}` stands for either; groups nest up to a limit.
 * - A glob that ends in `/` stands for everything below that directory.
 * - A glob with a `/` at its start or inside is anchored at the repository's root. A bare name such as `*.rst` is
 *   compared with the last component of a path, at any depth (as in `.gitattributes`).
 * - A backslash takes the next character as it is.
 *
 * Matching takes time proportional to length of glob times length of path, whatever they are.
 */
export function compileGlob(glob: string): Glob {
  if (glob.length > globLengthMax) return { ok: false, why: `a glob is longer than ${globLengthMax} characters` };
  const expanded = expandGroups(glob);
  if (!expanded.ok) return expanded;
  const matchers: ((path: string) => boolean)[] = [];
  for (const alternative of expanded.globs) {
    const compiled = compileAlternative(alternative);
    if (!compiled.ok) return compiled;
    matchers.push(compiled.matches);
  }
  const [only] = matchers;
  if (matchers.length === 1 && only !== undefined) return { ok: true, matches: only };
  return { ok: true, matches: (path) => matchers.some((matches) => matches(path)) };
}

type Expansion =
  | { readonly ok: true; readonly globs: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** A group that is open: what stands for all before it, and its alternatives that are finished. */
type Group = { readonly before: readonly string[]; readonly finished: string[] };

/** All globs without groups that a glob with groups stands for. */
function expandGroups(glob: string): Expansion {
  const open: Group[] = [];
  let current: readonly string[] | null = [""];
  for (let position = 0; position < glob.length; ) {
    const end = endOfToken(glob, position);
    if (end === undefined) return { ok: false, why: "a `[` has no closing `]`" };
    const token = glob.slice(position, end);
    position = end;
    const group = open.at(-1);
    if (token === "{") {
      if (open.length === nestingMax) return { ok: false, why: `groups nest more than ${nestingMax} deep` };
      open.push({ before: current, finished: [] });
      current = [""];
    } else if (token === "," && group !== undefined) {
      append(group.finished, current);
      current = [""];
    } else if (token === "}" && group !== undefined) {
      open.pop();
      current = joined(group.before, [...group.finished, ...current]);
    } else current = joined(current, [token]);
    if (current === null) return { ok: false, why: `groups stand for more than ${alternativesMax} globs` };
  }
  return open.length > 0 ? { ok: false, why: "a `{` has no closing `}`" } : { ok: true, globs: current };
}

/** Each beginning with each ending; null: those would be too many. */
const joined = (beginnings: readonly string[], endings: readonly string[]): readonly string[] | null =>
  beginnings.length * endings.length > alternativesMax
    ? null
    : beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending));

/** The end of an escaped character, a `[…]` set, or one character; undefined for a set that does not end. */
function endOfToken(glob: string, start: number): number | undefined {
  if (glob[start] === "\\") return start + 1 + characterLength(glob, start + 1);
  if (glob[start] !== "[") return start + characterLength(glob, start);
  let position = start + (glob[start + 1] === "!" || glob[start + 1] === "^" ? 2 : 1);
  // A `]` that comes first is one of the set.
  if (glob[position] === "]") position += 1;
  while (position < glob.length && glob[position] !== "]") position += glob[position] === "\\" ? 2 : 1;
  return position < glob.length ? position + 1 : undefined;
}

/** One, or two for a character outside the basic plane. */
const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

type Compiled =
  | { readonly ok: true; readonly matches: (path: string) => boolean }
  | { readonly ok: false; readonly why: string };

function compileAlternative(glob: string): Compiled {
  const why = misfit(glob);
  if (why !== undefined) return { ok: false, why };
  const anchored = glob.startsWith("/") ? glob.slice(1) : glob;
  const bare = !glob.includes("/");
  const whole = anchored === "" || anchored.endsWith("/") ? `${anchored}**` : anchored;
  const steps = stepsOf(whole);
  if (steps === undefined) return { ok: false, why: "a glob ends in a lone backslash" };
  const { prefix, inside } = literalsOf(steps);
  const matches = (path: string): boolean => path.startsWith(prefix) && path.includes(inside) && run(steps, path);
  return { ok: true, matches: bare ? (path) => matches(path.slice(path.lastIndexOf("/") + 1)) : matches };
}

function misfit(glob: string): string | undefined {
  if (glob === "") return "a glob is empty";
  if (glob.startsWith("!")) return "a glob cannot be negated with `!`";
  const components = glob.split("/");
  if (components.includes(".") || components.includes(".."))
    return "a path of a repository has no `.` or `..` component";
  if (components.slice(1, -1).includes("")) return "a path of a repository has no empty component";
  return undefined;
}

/** One step of the matcher; `skip` may also be left out together with the two steps after it. */
type Step =
  | { readonly kind: "one"; readonly accepts: (character: string) => boolean; readonly literal: string | null }
  | { readonly kind: "many"; readonly throughSlashes: boolean }
  | { readonly kind: "skip" };

function stepsOf(glob: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let position = 0; position < glob.length; ) {
    const start = position;
    position = endOfToken(glob, start) ?? glob.length;
    if (position > glob.length) return undefined;
    const token = glob.slice(start, position);
    if (token !== "*") {
      steps.push(one(token));
      continue;
    }
    while (glob[position] === "*") position += 1;
    const wholeComponent = position - start === 2 && (start === 0 || glob[start - 1] === "/");
    if (wholeComponent && position === glob.length) steps.push(one("?"), { kind: "many", throughSlashes: true });
    else if (wholeComponent && glob[position] === "/")
      steps.push({ kind: "skip" }, { kind: "many", throughSlashes: true });
    else steps.push({ kind: "many", throughSlashes: false });
  }
  return steps;
}

function one(token: string): Step {
  if (token === "?") return { kind: "one", accepts: (character) => character !== "/", literal: null };
  if (token.startsWith("[") && token.length > 1) return { kind: "one", accepts: setOf(token), literal: null };
  const literal = token.startsWith("\\") ? token.slice(1) : token;
  return { kind: "one", accepts: (character) => character === literal, literal };
}

/** The test for a `[…]` set. */
function setOf(token: string): (character: string) => boolean {
  const negated = token[1] === "!" || token[1] === "^";
  const members = Array.from(token.slice(negated ? 2 : 1, -1));
  const ranges: (readonly [number, number])[] = [];
  for (let index = 0; index < members.length; index += 1) {
    if (members[index] === "\\") index += 1;
    const low = members[index]?.codePointAt(0) ?? 0;
    const isRange = members[index + 1] === "-" && index + 2 < members.length;
    if (isRange) index += members[index + 2] === "\\" && index + 3 < members.length ? 3 : 2;
    ranges.push([low, isRange ? (members[index]?.codePointAt(0) ?? 0) : low]);
  }
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character !== "/" && ranges.some(([low, high]) => low <= code && code <= high) !== negated;
  };
}

/** Characters that every match begins with, and the longest that it has somewhere, so that most paths are told apart cheaply. */
function literalsOf(steps: readonly Step[]): { readonly prefix: string; readonly inside: string } {
  const found = [""];
  for (const [index, step] of steps.entries()) {
    // What stands behind `**` may be left out with it.
    if (step.kind !== "one" || step.literal === null || steps[index - 2]?.kind === "skip") found.push("");
    else found.push((found.pop() ?? "") + step.literal);
  }
  const [prefix = ""] = found;
  return { prefix, inside: found.reduce((longest, one) => (one.length > longest.length ? one : longest)) };
}

/** Follows all ways through the steps at once, so it never has to go back. */
function run(steps: readonly Step[], path: string): boolean {
  let reached = new Uint8Array(steps.length + 1);
  let next = new Uint8Array(steps.length + 1);
  reached[0] = 1;
  passFreely(steps, reached);
  for (const character of path) {
    if (!advance(steps, character, reached, next)) return false;
    [reached, next] = [next, reached];
  }
  return reached[steps.length] === 1;
}

/** Marks in `next` what one more character reaches from `reached`; false: nothing. */
function advance(steps: readonly Step[], character: string, reached: Uint8Array, next: Uint8Array): boolean {
  next.fill(0);
  let alive = false;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (reached[index] === 0 || step === undefined || step.kind === "skip") continue;
    if (step.kind === "one" ? !step.accepts(character) : !step.throughSlashes && character === "/") continue;
    next[step.kind === "one" ? index + 1 : index] = 1;
    alive = true;
  }
  passFreely(steps, next);
  return alive;
}

/** Marks what is reached without a character. Steps only lead forward, so one pass is enough. */
function passFreely(steps: readonly Step[], reached: Uint8Array): void {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (reached[index] === 0 || step === undefined || step.kind === "one") continue;
    reached[index + 1] = 1;
    // `**/`: no directory at all, so past the run of any characters and past its slash.
    if (step.kind === "skip") reached[index + 3] = 1;
  }
}
