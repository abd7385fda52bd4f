import { compileGlob } from "../text/glob.ts";
import { compilePattern } from "../text/pattern.ts";
import type { Setting, Settings, Shape, Shapes, ValueOf } from "../text/shape.ts";
import { type Key, sectionReader } from "./map-reader.ts";
import {
  anyText,
  choiceReader,
  type Form,
  listReader,
  mapped,
  mismatch,
  type Reader,
  refuse,
  textReader,
} from "./reader.ts";
import { shown } from "./yaml-file.ts";
import { isScalar } from "./yaml-node.ts";

const patternForm: Form = {
  expected: "a pattern",
  refuses: (text) => {
    const compiled = compilePattern(text);
    if (compiled.ok) return null;
    return { code: "unreadable-pattern", text: `unreadable pattern \`${shown(text)}\`: ${compiled.why}` };
  },
  // RE2's dialect is not that of JSON Schema's `regex` format, so the schema says no more.
  schema: {},
};

/** A path glob; see `compileGlob` for what it means. */
const globForm: Form = {
  expected: "a glob",
  refuses: (text) => {
    const compiled = compileGlob(text);
    if (compiled.ok) return null;
    return { code: "unreadable-glob", text: `unreadable glob \`${shown(text)}\`: ${compiled.why}` };
  },
  schema: {},
};

/** The reader of any shape: the one thing that validates, and that the JSON Schema is made from. */
export function shapeReader<S extends Shape>(shape: S): Reader<ValueOf<S>> {
  return readerOf(shape) as Reader<ValueOf<S>>;
}

const makers: { readonly [Kind in Shape["kind"]]: (shape: Extract<Shape, { kind: Kind }>) => Reader<unknown> } = {
  text: ({ about }) => textReader(anyText, about),
  pattern: ({ about }) => textReader(patternForm, about),
  flag: ({ about }) => flagReader(about),
  count: ({ about, least, most }) => countReader(about, least, most),
  choice: ({ about, of }) => choiceReader(of, about),
  texts: ({ about }) => listReader(textReader(anyText, about), "a list of texts", about),
  choices: ({ about, of }) => listReader(choiceReader(of, about), `a list of ${of.join(", ")}`, about),
  globs: ({ about }) => listReader(textReader(globForm, about), "a list of globs", about),
  records: ({ about, keys }) => {
    const record = sectionReader(shapeKeys(keys), about);
    return listReader(
      mapped(record, (given) => withDefaults(keys, given)),
      "a list of maps",
      about,
    );
  },
};

const readerOf = (shape: Shape): Reader<unknown> => (makers[shape.kind] as (shape: Shape) => Reader<unknown>)(shape);

/** The keys of a section that holds these settings. An editor is told what stands where one is left out. */
export const shapeKeys = (shapes: Shapes): { readonly [name: string]: Key<unknown> } =>
  Object.fromEntries(Object.entries(shapes).map(([name, setting]) => [name, { reader: withDefault(setting) }]));

function withDefault({ shape, default: value }: Setting): Reader<unknown> {
  const reader = readerOf(shape);
  return value === null ? reader : { ...reader, schema: () => ({ ...reader.schema(), default: value }) };
}

/** What the policy gives, and the defaults for the rest. */
export const withDefaults = <S extends Shapes>(shapes: S, given: { readonly [name: string]: unknown }): Settings<S> =>
  Object.fromEntries(
    Object.entries<Setting>(shapes).map(([name, setting]) => [
      name,
      Object.hasOwn(given, name) ? given[name] : setting.default,
    ]),
  ) as Settings<S>;

function flagReader(about: string): Reader<boolean> {
  return {
    expected: "true or false",
    node: "scalar",
    read: (node, notes) => {
      if (isScalar(node) && typeof node.value === "boolean") return node.value;
      return mismatch(node, notes, "true or false");
    },
    schema: () => ({ description: about, type: "boolean" }),
  };
}

function countReader(about: string, least: number, most: number): Reader<number> {
  const expected = "a whole number";
  return {
    expected,
    node: "scalar",
    read: (node, notes) => {
      if (!isScalar(node) || typeof node.value !== "number") return mismatch(node, notes, expected);
      const { value } = node;
      if (!Number.isInteger(value))
        return refuse(node, notes, "wrong-type", `expected ${expected}, found \`${value}\``);
      if (value >= least && value <= most) return value;
      return refuse(node, notes, "out-of-range", `\`${value}\` is not between ${least} and ${most}`);
    },
    schema: () => ({ description: about, type: "integer", minimum: least, maximum: most }),
  };
}
