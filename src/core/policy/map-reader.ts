import type { Span } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { type Form, type JsonSchema, mismatch, type Reader } from "./reader.ts";
import { kindOf, type Notes, nodeSpan, note, shown } from "./yaml-file.ts";
import { isMap, isScalar, type YamlNode } from "./yaml-node.ts";

/** One key of a section. */
export type Key<T> = { readonly reader: Reader<T>; readonly required?: boolean };

/** A map with known keys. A key that is missing or could not be read is absent from the value. */
export function sectionReader<T extends object>(
  keys: { readonly [Name in keyof T]-?: Key<T[Name]> },
  about: string,
  extraSchema: JsonSchema = {},
): Reader<Partial<T>> {
  const names = Object.keys(keys) as (keyof T & string)[];
  const required = names.filter((name) => keys[name].required === true);
  return {
    expected: "a map",
    node: "map",
    read: (node, notes) => {
      const pairs = pairsOf(node, notes);
      if (pairs === undefined) return mismatch(node, notes, `a map with ${names.join(", ")}`);
      const value: Partial<T> = {};
      for (const { name, nameAt, node: inner } of pairs) {
        const known = names.find((candidate) => candidate === name);
        if (known === undefined) {
          note(notes, "unknown-key", nameAt, `unknown key \`${shown(name)}\``, didYouMean(name, names));
          continue;
        }
        const read = keys[known].reader.read(inner, { ...notes, emptyAt: nameAt });
        if (read !== undefined) value[known] = read;
      }
      const present = new Set(pairs.map(({ name }) => name));
      for (const name of required) {
        if (present.has(name)) continue;
        const { start } = nodeSpan(notes, node);
        note(notes, "missing-key", { source: notes.source, start, end: start }, `the key \`${name}\` is missing`);
      }
      return value;
    },
    schema: () => ({
      description: about,
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, keys[name].reader.schema()])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
      ...extraSchema,
    }),
  };
}

/** One entry of a map with free keys. */
export type Entry<T> = { readonly name: string; readonly nameAt: Span; readonly value: T };

/** A map with free keys of a certain form. */
export function registerReader<T>(name: Form, of: Reader<T>, about: string): Reader<readonly Entry<T>[]> {
  return {
    expected: "a map",
    node: "map",
    read: (node, notes) => {
      const pairs = pairsOf(node, notes);
      if (pairs === undefined) return mismatch(node, notes, "a map");
      return pairs.flatMap(({ name: key, nameAt, node: inner }) => {
        const refused = key === "" ? { code: "empty-text", text: "an empty key" } : name.refuses(key);
        if (refused !== null) note(notes, refused.code, nameAt, refused.text);
        const value = of.read(inner, { ...notes, emptyAt: nameAt });
        return value === undefined || refused !== null ? [] : [{ name: key, nameAt, value }];
      });
    },
    schema: () => ({
      description: about,
      type: "object",
      propertyNames: { type: "string", minLength: 1, ...name.schema },
      additionalProperties: of.schema(),
    }),
  };
}

export type NamedNode = { readonly name: string; readonly nameAt: Span; readonly node: YamlNode };

/** The entries of a map; duplicate keys and keys that are no text are problems. Undefined when it is no map. */
export function pairsOf(node: YamlNode, notes: Notes): readonly NamedNode[] | undefined {
  if (!isMap(node)) return undefined;
  const seen = new Map<string, Span>();
  const pairs: NamedNode[] = [];
  for (const { key, value } of node.items) {
    const name = keyText(key);
    const nameAt = nodeSpan(notes, key);
    if (name === undefined) {
      note(notes, "unreadable-key", nameAt, `a key must be text, not ${kindOf(key)}`);
      continue;
    }
    const before = seen.get(name);
    if (before !== undefined) {
      const line = notes.lineOf(before.start);
      note(notes, "duplicate-key", nameAt, `the key \`${shown(name)}\` stands twice, first on line ${line}`);
      continue;
    }
    seen.set(name, nameAt);
    pairs.push({ name, nameAt, node: value });
  }
  return pairs;
}

/** YAML reads `on:` or `2024:` as other types; as keys they are meant as they are written. */
const keyText = (key: YamlNode): string | undefined =>
  isScalar(key) && key.value !== null ? (typeof key.value === "string" ? key.value : key.source) : undefined;
