import type { Change, CommitFacts } from "../commit/facts.ts";
import { differences } from "../text/difference.ts";
import { commentWords, isCodeComment } from "./code-comments.ts";
import type { EvidenceFacts } from "./content.ts";
import { changesOf, type ReadFile, readFiles, whyNotModified, withGrammars } from "./gate.ts";
import type { MovedDefinition, Unproved } from "./proof.ts";
import type { Definition, Passage, Token } from "./tokens.ts";
import { counted, notProved } from "./verdicts.ts";

/** A top-level definition and where it stands. */
type PlacedDefinition = {
  readonly file: ReadFile;
  /** Which changed stretch of the file it stands in. */
  readonly region: number;
  readonly name: string;
  /** The text of the whole in what it stands in: equal keys are equal tokens, comments as words, in the same class or under the same condition. */
  readonly key: string;
  readonly line: number;
};

/** A definition that left one place and stands in another. */
type Moved = { readonly from: PlacedDefinition; readonly to: PlacedDefinition };

/**
 * `move`: the same definitions of a file or class, each equal token for token, stand in other places or files, and nothing
 * else changes. That is shown and never proved: a place decides what names mean, in which order things are initialised,
 * and what is built at all.
 */
export function proveMove(commit: CommitFacts, facts: EvidenceFacts): Unproved {
  const gate = changesOf(commit);
  if (!gate.ok) return gate.proof;
  const other = gate.value.map(whyNotMovable).find((why) => why !== null);
  if (other !== undefined && other !== null) return notProved(other);
  const read = withGrammars(gate.value);
  if (!read.ok) return read.proof;
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  const sides = { before: [] as PlacedDefinition[], after: [] as PlacedDefinition[] };
  for (const file of files.value) {
    for (const [number, region] of file.value.regions.entries()) {
      for (const side of ["before", "after"] as const) {
        const loose = definitionsOf({ file, region: number }, region[side], sides[side]);
        if (loose !== null)
          return notProved(`\`${file.change.path}\`:${loose.line}: \`${loose.text}\` is no definition`);
      }
    }
  }
  if (orderOf(sides.before) === orderOf(sides.after)) return notProved("no definition moves");
  const pairs = matched(sides.before, sides.after);
  if (typeof pairs === "string") return notProved(pairs);
  const leaves = leavers(sides.before, sides.after);
  const moved = pairs.filter(({ from }) => leaves.has(from));
  if (moved.length === 0) return notProved("no definition moves");
  return notProved(
    `${counted(moved.length, "definition")} moved, token for token, and nothing else changes; ` +
      "whether a definition means the same in its new place is decided outside of it, and left to people",
    { detail: { kind: "moves", definitions: moved.map(shown) } },
  );
}

const whyNotMovable = (change: Change): string | null => {
  const why = whyNotModified(change);
  return why === null ? null : `\`${change.path}\` ${why}`;
};

/** Adds the definitions of a passage; gives the first token that belongs to none. */
function definitionsOf(
  where: Pick<PlacedDefinition, "file" | "region">,
  passage: Passage,
  found: PlacedDefinition[],
): Token | null {
  let end = 0;
  for (const definition of passage.definitions) {
    const loose = passage.tokens.slice(end, definition.first).find(isSolid);
    if (loose !== undefined) return loose;
    found.push(placed(where, passage, definition));
    end = definition.end;
  }
  return passage.tokens.slice(end).find(isSolid) ?? null;
}

const isSolid = ({ kind }: Token): boolean => kind !== "layout";

function placed(
  where: Pick<PlacedDefinition, "file" | "region">,
  { tokens }: Passage,
  definition: Definition,
): PlacedDefinition {
  const all = tokens.slice(definition.first, definition.end);
  // White space at its ends belongs to the neighbours as much: whoever stands first or last has other.
  const own = all.slice(all.findIndex(isSolid), all.findLastIndex(isSolid) + 1);
  const [first] = own;
  const key = own
    .map((token) => {
      if (token.kind !== "comment") return `${token.kind} ${token.text}`;
      return isCodeComment(token, where.file.language, token.start === 0)
        ? `exact ${token.text}`
        : `comment ${commentWords(token.text).join(" ")}`;
    })
    .join("\n");
  return { ...where, name: definition.name, key: `${definition.context}\n${key}`, line: first?.line ?? 1 };
}

/** Which definitions stand in which stretch of which file, in which order: where that is the same, at most white space has changed. */
const orderOf = (definitions: readonly PlacedDefinition[]): string =>
  definitions.map(({ file, region, key }) => `${file.change.path}\n${region}\n${key}`).join("\n\n");

/**
 * Of what stood in the stretches before: what stands elsewhere, or passes others, as little of it as can be. What keeps its order in its stretch
 * has not moved, though lines come or go above it.
 */
function leavers(
  before: readonly PlacedDefinition[],
  after: readonly PlacedDefinition[],
): ReadonlySet<PlacedDefinition> {
  const [olds, nows] = [byStretch(before), byStretch(after)];
  const leaves = [...olds].flatMap(([stretch, definitions]) => {
    const keys = (side: readonly PlacedDefinition[]): readonly string[] => side.map(({ key }) => key);
    const found = differences(keys(definitions), keys(nows.get(stretch) ?? []), differencesMax);
    return found === null
      ? definitions
      : found.flatMap(({ beforeStart, beforeEnd }) => definitions.slice(beforeStart, beforeEnd));
  });
  return new Set(leaves);
}

function byStretch(definitions: readonly PlacedDefinition[]): ReadonlyMap<string, readonly PlacedDefinition[]> {
  const stretches = new Map<string, PlacedDefinition[]>();
  for (const definition of definitions) {
    const stretch = `${definition.file.change.path}\n${definition.region}`;
    const others = stretches.get(stretch);
    if (others === undefined) stretches.set(stretch, [definition]);
    else others.push(definition);
  }
  return stretches;
}

/** Definitions of one stretch that come and go, at most; with more, all of them count as moved. */
const differencesMax = 200;

/** Pairs all that stood in the stretches with what stands there now. */
function matched(before: readonly PlacedDefinition[], after: readonly PlacedDefinition[]): readonly Moved[] | string {
  const waiting = new Map<string, PlacedDefinition[]>();
  for (const definition of after) waiting.set(definition.key, [...(waiting.get(definition.key) ?? []), definition]);
  const moved: Moved[] = [];
  for (const from of before) {
    const same = waiting.get(from.key) ?? [];
    if (same.length === 0)
      return `\`${from.name}\` of \`${from.file.change.path}\`:${from.line} does not stand anywhere after the change as it was`;
    // Two equal definitions may be two different things in different places, so which is which must be plain.
    if (same.length > 1) return `\`${from.name}\` stands in several places`;
    waiting.delete(from.key);
    moved.push({ from, to: same[0] ?? from });
  }
  const [left] = waiting.values();
  const extra = left?.[0];
  if (extra !== undefined)
    return `\`${extra.name}\` in \`${extra.file.change.path}\`:${extra.line} is new, or other than it was`;
  return moved;
}

const shown = ({ from, to }: Moved): MovedDefinition => ({
  name: from.name,
  from: { path: from.file.change.path, line: from.line },
  to: { path: to.file.change.path, line: to.line },
});
