import type { Span } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { kindOf, type Notes, nodeSpan, note, shown } from "./yaml-file.ts";
import { isList, isMap, isScalar, type YamlNode } from "./yaml-node.ts";

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
      return refuse(node, notes, "unknown-value", `\`${shown(text)}\` is not ${expected}`, didYouMean(text, of));
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
      if (!isList(node)) {
        const hint = item.node === "scalar" && isScalar(node) ? "write it in square brackets" : undefined;
        return mismatch(node, notes, expected, hint);
      }
      if (node.items.length < least)
        return refuse(node, notes, "empty-list", `expected ${expected}, found an empty list`);
      return node.items.flatMap((one) => {
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

/** The problem of a wrong type. */
export function mismatch(node: YamlNode, notes: Notes, expected: string, hint?: string): undefined {
  if (node?.kind === "alias") return refuse(node, notes, "alias", "an alias, which is not read", "write the value out");
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
  if (isList(node)) return "list";
  return isScalar(node) && node.value !== null ? "scalar" : undefined;
}

function textOf(node: YamlNode, numbersToo: boolean): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return numbersToo && typeof node.value === "number" ? node.source : undefined;
}
