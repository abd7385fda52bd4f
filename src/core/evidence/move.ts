import type { Change, CommitFacts } from "../commit/facts.ts";
import { commentWords, isCodeComment } from "./code-comments.ts";
import type { EvidenceFacts } from "./content.ts";
import { changesOf, type ReadFile, readFiles, whyNotModified } from "./gate.ts";
import { whyDifferentThere } from "./move-meaning.ts";
import type { MovedDefinition, Proof } from "./proof.ts";
import type { Definition, Passage, Token } from "./tokens.ts";
import { counted, notProved, proved } from "./verdicts.ts";

/** A top-level definition with what surrounds it. */
export type PlacedDefinition = {
  readonly file: ReadFile;
  readonly side: "before" | "after";
  /** Which changed stretch of the file it stands in. */
  readonly region: number;
  readonly name: string;
  readonly context: string;
  /** The text of the whole: equal keys are equal tokens, comments as words. */
  readonly key: string;
  readonly tokens: readonly Token[];
  readonly line: number;
  /** The file's text up to it. */
  readonly start: number;
};

/** A definition that left one place and stands in another. */
export type Moved = { readonly from: PlacedDefinition; readonly to: PlacedDefinition };

/** `move`: the same top-level definitions, each equal token for token, stand in other places of files that stay otherwise as they are. */
export function proveMove(commit: CommitFacts, facts: EvidenceFacts): Proof {
  const gate = changesOf(commit);
  if (!gate.ok) return gate.proof;
  const other = gate.value.map(whyNotMovable).find((why) => why !== null);
  if (other !== undefined && other !== null) return notProved(other);
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  const sides = { before: [] as PlacedDefinition[], after: [] as PlacedDefinition[] };
  for (const file of files.value) {
    for (const [number, region] of file.value.regions.entries()) {
      for (const side of ["before", "after"] as const) {
        const loose = definitionsOf({ file, side, region: number }, region[side], sides[side]);
        if (loose !== null)
          return notProved(`\`${file.change.path}\`:${loose.line}: \`${loose.text}\` is no definition`);
      }
    }
  }
  if (orderOf(sides.before) === orderOf(sides.after)) return notProved("no definition moves");
  const moved = matched(sides.before, sides.after);
  if (typeof moved === "string") return notProved(moved);
  if (moved.length === 0) return notProved("no definition moves");
  const why = whyDifferentThere(moved);
  if (why !== null) return notProved(why);
  const definitions = moved.map(shown);
  const names = definitions.slice(0, 3).map(({ name }) => `\`${name}\``);
  const more = definitions.length > 3 ? ", …" : "";
  return proved(`${counted(definitions.length, "definition")} moved, token for token: ${names.join(", ")}${more}`, {
    kind: "moves",
    definitions,
  });
}

const whyNotMovable = (change: Change): string | null => {
  const why = whyNotModified(change);
  return why === null ? null : `\`${change.path}\` ${why}`;
};

/** Adds the definitions of a passage; gives the first token that belongs to none. */
function definitionsOf(
  where: Pick<PlacedDefinition, "file" | "side" | "region">,
  passage: Passage,
  found: PlacedDefinition[],
): Token | null {
  let end = 0;
  for (const definition of passage.definitions) {
    const loose = passage.tokens.slice(end, definition.first).find(isLoose);
    if (loose !== undefined) return loose;
    found.push(placed(where, passage, definition));
    end = definition.end;
  }
  return passage.tokens.slice(end).find(isLoose) ?? null;
}

const isLoose = ({ kind }: Token): boolean => kind !== "layout";

function placed(
  where: Pick<PlacedDefinition, "file" | "side" | "region">,
  { tokens }: Passage,
  definition: Definition,
): PlacedDefinition {
  const own = tokens.slice(definition.first, definition.end);
  const [first] = own;
  const key = own
    .map((token) => {
      if (token.kind !== "comment") return `${token.kind} ${token.text}`;
      return isCodeComment(token, where.file.language, token.start === 0)
        ? `exact ${token.text}`
        : `comment ${commentWords(token.text).join(" ")}`;
    })
    .join("\n");
  const { name, context } = definition;
  return { ...where, name, context, key, tokens: own, line: first?.line ?? 1, start: first?.start ?? 0 };
}

/** Which definitions stand in which stretch of which file, in which order: where that is the same, at most white space has changed. */
const orderOf = (definitions: readonly PlacedDefinition[]): string =>
  definitions.map(({ file, region, key }) => `${file.change.path}\n${region}\n${key}`).join("\n\n");

/** Pairs what left with what came; what is the same on both sides of one file in the same order has not moved. */
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
