/**
 * A pattern over slash-separated paths, compiled: one item per path component, so that no wildcard but
 * `any-depth` crosses a slash. Made by `pathGlob`.
 */
export type PathGlob = readonly Component[];

/** What one item of a pattern accepts: any number of components, this very component, or a component of this form. */
export type Component = typeof anyDepth | string | Wildcards;

/** The tokens, and the literal text before the first and after the last wildcard, on which most names fail at once. */
type Wildcards = {
  readonly tokens: readonly Token[];
  readonly head: string;
  readonly tail: string;
  /** Nothing but a `*` stands between the two. */
  readonly isOneStar: boolean;
};
type Token = typeof anyText | typeof anyCharacter | string | CharacterSet;
type CharacterSet = { readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

const anyDepth = Symbol("any number of components");
const anyText = Symbol("any number of characters");
const anyCharacter = Symbol("one character");

/** Longest pattern that is compiled, in UTF-16 units: Linux' PATH_MAX. Matching costs at most pattern × path steps. */
export const globLengthMax = 4096;

/**
 * Compiles the components of a shell pattern: `*`, `?`, `[a-c]`, `[!a-c]`, `\` before a character that stands for
 * itself; a component `**` stands for any number of components, at least one if it is the last.
 * `below` says whether files in a directory of that name match: never, also, or only they.
 */
export function pathGlob(components: readonly string[], below: "never" | "also" | "only"): PathGlob {
  const compiled = components.map(compileComponent);
  if (below === "also") return [...compiled, anyDepth];
  const needsName = below === "only" || compiled.at(-1) === anyDepth;
  return needsName ? [...compiled, anyDepth, anyName] : compiled;
}

/** Whether the components, from `from` on, have the form that the pattern asks for. */
export const matchesPath = (glob: PathGlob, components: readonly string[], from = 0): boolean =>
  matchesSequence(glob, components, from, anyDepth, acceptsComponent);

/** Whether the pattern asks nothing of any name, at whatever depth: `*` + `/`, `**`, `*` + `/*` + `/`. */
export const asksNothing = (glob: PathGlob): boolean =>
  glob.includes(anyDepth) &&
  glob.every(
    (item) => item === anyDepth || (typeof item === "object" && item.tokens.every((token) => token === anyText)),
  );

/** Does the item stand for any number of components? */
export const isAnyDepth = (item: Component | undefined): boolean => item === anyDepth;

/** Whether a component written so has a wildcard. */
export const hasWildcard = (component: string): boolean => typeof compileComponent(component) !== "string";

const anyName: Component = { tokens: [anyText], head: "", tail: "", isOneStar: true };

function compileComponent(text: string): Component {
  if (text === "**") return anyDepth;
  const characters = Array.from(text);
  // Looked up once, so that many brackets that nothing closes cost no more than one.
  const lastClosing = characters.lastIndexOf("]");
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    if (character === "*") {
      if (tokens.at(-1) !== anyText) tokens.push(anyText);
    } else if (character === "?") {
      tokens.push(anyCharacter);
    } else if (character === "\\" && at + 1 < characters.length) {
      at += 1;
      tokens.push(characters[at] as string);
    } else {
      const set = character === "[" && at < lastClosing ? readCharacterSet(characters, at) : undefined;
      tokens.push(set ? set.token : character);
      if (set) at = set.end;
    }
  }
  return fromTokens(tokens);
}

function fromTokens(tokens: readonly Token[]): Component {
  const first = tokens.findIndex(isWildcard);
  if (first === -1) return literal(tokens);
  const last = tokens.findLastIndex(isWildcard);
  const isOneStar = first === last && tokens[first] === anyText;
  return { tokens, head: literal(tokens.slice(0, first)), tail: literal(tokens.slice(last + 1)), isOneStar };
}

const literal = (tokens: readonly Token[]): string => tokens.filter((token) => typeof token === "string").join("");
const isWildcard = (token: Token): boolean => typeof token !== "string";

/** A set from its `[` on, and the offset of its `]`. A `]` that comes first is a member; without an end there is no set. */
function readCharacterSet(
  characters: readonly string[],
  start: number,
): { token: CharacterSet; end: number } | undefined {
  const negated = characters[start + 1] === "!" || characters[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  const end = characters.indexOf("]", first + 1);
  if (end === -1) return undefined;
  const ranges: [string, string][] = [];
  for (let at = first; at < end; at += 1) {
    const isRange = characters[at + 1] === "-" && at + 2 < end;
    ranges.push([characters[at] as string, characters[isRange ? at + 2 : at] as string]);
    if (isRange) at += 2;
  }
  return { token: { negated, ranges }, end };
}

function acceptsComponent(item: Component, component: string): boolean {
  if (typeof item === "string") return item === component;
  if (typeof item === "symbol") return true;
  const { tokens, head, tail, isOneStar } = item;
  if (!component.startsWith(head) || !component.endsWith(tail)) return false;
  if (isOneStar) return component.length >= head.length + tail.length;
  return matchesSequence(tokens, Array.from(component), 0, anyText, acceptsCharacter);
}

function acceptsCharacter(token: Token, character: string): boolean {
  if (typeof token === "string") return token === character;
  if (typeof token === "symbol") return true;
  const inside = token.ranges.some(
    ([low, high]) => codePoint(low) <= codePoint(character) && codePoint(character) <= codePoint(high),
  );
  return inside !== token.negated;
}

const codePoint = (character: string): number => character.codePointAt(0) as number;

/**
 * Whether the items are as the pattern says, where `star` stands for any number of items. Only the last star met is ever
 * retried (what an earlier one could take, the last can take too), hence at most pattern × items steps and no recursion.
 */
function matchesSequence<Pattern, Item>(
  pattern: readonly Pattern[],
  items: readonly Item[],
  from: number,
  star: Pattern,
  accepts: (wanted: Pattern, item: Item) => boolean,
): boolean {
  let wanted = 0;
  let at = from;
  let retryWanted = -1;
  let retryAt = from;
  while (at < items.length) {
    if (wanted < pattern.length && pattern[wanted] === star) {
      wanted += 1;
      retryWanted = wanted;
      retryAt = at;
    } else if (wanted < pattern.length && accepts(pattern[wanted] as Pattern, items[at] as Item)) {
      wanted += 1;
      at += 1;
    } else if (retryWanted !== -1) {
      retryAt += 1;
      wanted = retryWanted;
      at = retryAt;
    } else {
      return false;
    }
  }
  while (wanted < pattern.length && pattern[wanted] === star) wanted += 1;
  return wanted === pattern.length;
}
