import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode } from "yaml";
import type { Span } from "../text/source.ts";
import { closest } from "../text/suggest.ts";
import { kindOf, type Notes, nodeSpan, note, shown, type YamlNode } from "./yaml-file.ts";

/** A JSON Schema of the 2020-12 dialect. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * Reads one kind of setting, and knows the JSON Schema of what it accepts, so that the two cannot part.
 * What cannot be read becomes problems and `undefined`.
 */
export type Reader<T> = {
  /** What it wants, for messages: `a list of globs`. */
  readonly expected: string;
  readonly node: "scalar" | "list" | "map";
  readonly read: (node: YamlNode, notes: Notes) => T | undefined;
  readonly schema: () => JsonSchema;
};

/** The value type of a reader. */
export type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** What a text must look like: `refuses` gives the problem's code and words, or null when it is well. */
export type Form = {
  readonly expected: string;
  readonly refuses: (text: string) => { code: string; text: string; hint?: string } | null;
  /** As far as a JSON Schema can say it. */
  readonly schema: JsonSchema;
  /** Numbers are read as they are written: `2024` may be a revision, and YAML takes it for a number. */
  readonly numbersToo?: boolean;
};

/** A text of any form; never empty. */
export const anyText: Form = { expected: "text", refuses: () => null, schema: {} };

/** A text of a certain form. */
export function textReader(form: Form, about: string): Reader<string> {
  return {
    expected: form.expected,
    node: "scalar",
    read: (node, notes) => {
      const text = textOf(node, form.numbersToo === true);
      if (text === undefined) return mismatch(node, notes, form.expected);
      if (text === "") return refuse(node, notes, "empty-text", `expected ${form.expected}, found an empty text`);
      const refused = form.refuses(text);
      return refused === null ? text : refuse(node, notes, refused.code, refused.text, refused.hint);
    },
    schema: () => {
      const asText = { type: "string", minLength: 1, ...form.schema };
      if (form.numbersToo !== true) return { description: about, ...asText };
      return { description: about, anyOf: [asText, { type: "number", minimum: 0 }] };
    },
  };
}

/** One of a few words. */
export function choiceReader<const C extends string>(of: readonly C[], about: string): Reader<C> {
  const expected = `one of ${of.join(", ")}`;
  return {
    expected,
    node: "scalar",
    read: (node, notes) => {
      const text = textOf(node, false);
      if (text === undefined) return mismatch(node, notes, expected);
      const chosen = of.find((choice) => choice === text);
      if (chosen !== undefined) return chosen;
      return refuse(node, notes, "unknown-value", `\`${shown(text)}\` is not ${expected}`, suggestion(text, of));
    },
    schema: () => ({ description: about, enum: of }),
  };
}

/** A list of anything; what cannot be read is left out, and is a problem. */
export function listReader<T>(item: Reader<T>, expected: string, about: string, least = 0): Reader<readonly T[]> {
  return {
    expected,
    node: "list",
    read: (node, notes) => {
      if (!isSeq(node)) {
        const hint = item.node === "scalar" && isScalar(node) ? "write it in square brackets" : undefined;
        return mismatch(node, notes, expected, hint);
      }
      if (node.items.length < least)
        return refuse(node, notes, "empty-list", `expected ${expected}, found an empty list`);
      return (node.items as YamlNode[]).flatMap((one) => {
        const value = item.read(one, notes);
        return value === undefined ? [] : [value];
      });
    },
    schema: () => ({
      description: about,
      type: "array",
      items: item.schema(),
      ...(least > 0 ? { minItems: least } : {}),
    }),
  };
}

/** Several forms of one setting, told apart by what stands in the file: a scalar, a list or a map. */
export function eitherReader<T>(readers: readonly Reader<T>[], about: string): Reader<T> {
  const expected = readers.map((reader) => reader.expected).join(", or ");
  const [first] = readers;
  return {
    expected,
    node: first?.node ?? "scalar",
    read: (node, notes) => {
      const fitting = readers.find((reader) => reader.node === nodeKind(node));
      return fitting === undefined ? mismatch(node, notes, expected) : fitting.read(node, notes);
    },
    schema: () => ({ description: about, anyOf: readers.map((reader) => reader.schema()) }),
  };
}

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
          note(notes, "unknown-key", nameAt, `unknown key \`${shown(name)}\``, suggestion(name, names));
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

/** A value with the characters that say it. */
export type Placed<T> = { readonly value: T; readonly at: Span };

/** Keeps the place of what a reader reads. */
export function placed<T>(reader: Reader<T>): Reader<Placed<T>> {
  return {
    ...reader,
    read: (node, notes) => {
      const value = reader.read(node, notes);
      return value === undefined ? undefined : { value, at: nodeSpan(notes, node) };
    },
  };
}

/** The same, made of something else. */
export function mapped<T, U>(
  reader: Reader<T>,
  make: (value: T, node: YamlNode, notes: Notes) => U | undefined,
): Reader<U> {
  return {
    ...reader,
    read: (node, notes) => {
      const value = reader.read(node, notes);
      return value === undefined ? undefined : make(value, node, notes);
    },
  };
}

export type NamedNode = { readonly name: string; readonly nameAt: Span; readonly node: YamlNode };

/** The entries of a map; duplicate keys and keys that are no text are problems. Undefined when it is no map. */
export function pairsOf(node: YamlNode, notes: Notes): readonly NamedNode[] | undefined {
  if (!isMap(node)) return undefined;
  const seen = new Map<string, Span>();
  const pairs: NamedNode[] = [];
  for (const { key, value } of node.items as Pair<ParsedNode, ParsedNode | null>[]) {
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

/** "did you mean `x`?", or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const near = closest(word, candidates);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** The problem of a wrong type. */
export function mismatch(node: YamlNode, notes: Notes, expected: string, hint?: string): undefined {
  if (isAlias(node)) return refuse(node, notes, "alias", "an alias, which is not read", "write the value out");
  const found = kindOf(node);
  const quotes = expected === "text" && isScalar(node) && found !== "nothing" ? "put it in quotes" : undefined;
  return refuse(node, notes, "wrong-type", `expected ${expected}, found ${found}`, hint ?? quotes);
}

/** Notes a problem; always undefined, so that a reader can return it. */
export function refuse(node: YamlNode, notes: Notes, code: string, text: string, hint?: string): undefined {
  note(notes, code, node, text, hint);
  return undefined;
}

function nodeKind(node: YamlNode): Reader<unknown>["node"] | undefined {
  if (isMap(node)) return "map";
  if (isSeq(node)) return "list";
  return isScalar(node) && node.value !== null ? "scalar" : undefined;
}

function textOf(node: YamlNode, numbersToo: boolean): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return numbersToo && typeof node.value === "number" ? node.source : undefined;
}

/** YAML reads `on:` or `2024:` as other types; as keys they are meant as they are written. */
const keyText = (key: YamlNode): string | undefined =>
  isScalar(key) && key.value !== null ? (typeof key.value === "string" ? key.value : key.source) : undefined;
