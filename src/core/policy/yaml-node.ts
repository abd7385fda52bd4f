/** Offsets of a node's first character and of the one behind its last, without the comments behind it. */
export type Extent = readonly [start: number, end: number];

/** A value: text, a number, `true`, `false`, or nothing (`null`). */
export type YamlScalar = {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As it is written. */
  readonly source: string;
  readonly at: Extent;
};

export type YamlList = { readonly kind: "list"; readonly items: readonly YamlNode[]; readonly at: Extent };

export type YamlMap = { readonly kind: "map"; readonly items: readonly YamlPair[]; readonly at: Extent };

export type YamlPair = { readonly key: YamlNode; readonly value: YamlNode };

/** An alias (`*name`), or what the library gives that is none of these. */
export type YamlOther = { readonly kind: "alias" | "other"; readonly at: Extent };

/** A node of a YAML file, as plain data that can be kept; null where a key has no value at all. */
export type YamlNode = YamlScalar | YamlList | YamlMap | YamlOther | null;

export const isScalar = (node: YamlNode): node is YamlScalar => node?.kind === "scalar";
export const isList = (node: YamlNode): node is YamlList => node?.kind === "list";
export const isMap = (node: YamlNode): node is YamlMap => node?.kind === "map";

/** The deepest tree that is taken back; what we read is no deeper. */
const keptDepthMax = 64;

/**
 * A tree that was written down as JSON and read again. JSON has no infinite numbers (`12e45678`, which may be a commit, is one
 * to YAML), so a tree with one is not to be kept: it is undefined here, too. Whatever comes, this is a tree of nodes inside the text, or undefined:
 * a file that somebody damaged is as good as none.
 */
export function restoreNode(kept: unknown, textLength: number, depth = 0): YamlNode | undefined {
  if (kept === null) return null;
  if (typeof kept !== "object" || depth > keptDepthMax) return undefined;
  const { kind, at, value, source, items } = kept as Record<string, unknown>;
  if (!isExtent(at, textLength)) return undefined;
  const restore = (one: unknown): YamlNode | undefined => restoreNode(one, textLength, depth + 1);
  if (kind === "scalar") return isValue(value) && typeof source === "string" ? { kind, value, source, at } : undefined;
  if (kind === "alias" || kind === "other") return { kind, at };
  if (!Array.isArray(items)) return undefined;
  if (kind === "list") {
    const nodes = items.map(restore);
    return nodes.every((node) => node !== undefined) ? { kind, items: nodes, at } : undefined;
  }
  if (kind !== "map") return undefined;
  const pairs: YamlPair[] = [];
  for (const item of items as unknown[]) {
    if (typeof item !== "object" || item === null) return undefined;
    const pair = item as Record<string, unknown>;
    const key = restore(pair["key"]);
    const inner = restore(pair["value"]);
    if (key === undefined || inner === undefined) return undefined;
    pairs.push({ key, value: inner });
  }
  return { kind, items: pairs, at };
}

function isExtent(at: unknown, textLength: number): at is Extent {
  if (!Array.isArray(at) || at.length !== 2) return false;
  const [start, end] = at as unknown[];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return false;
  return 0 <= (start as number) && (start as number) <= (end as number) && (end as number) <= textLength;
}

const isValue = (value: unknown): value is YamlScalar["value"] =>
  value === null ||
  typeof value === "string" ||
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value));
