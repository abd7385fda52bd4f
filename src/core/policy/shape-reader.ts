import { isScalar } from "yaml";
import { compileGlob } from "../text/glob.ts";
import { compilePattern } from "../text/pattern.ts";
import type { Setting, Settings, Shape, Shapes, ValueOf } from "../text/shape.ts";
import {
  anyText,
  choiceReader,
  type Form,
  type Key,
  listReader,
  mapped,
  mismatch,
  type Reader,
  refuse,
  sectionReader,
  textReader,
} from "./reader.ts";
import { shown } from "./yaml-file.ts";

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
export const globForm: Form = {
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

function readerOf(shape: Shape): Reader<unknown> {
  switch (shape.kind) {
    case "text":
      return textReader(anyText, shape.about);
    case "pattern":
      return textReader(patternForm, shape.about);
    case "flag":
      return flagReader(shape.about);
    case "count":
      return countReader(shape.about, shape.least, shape.most);
    case "choice":
      return choiceReader(shape.of, shape.about);
    case "texts":
      return listReader(textReader(anyText, shape.about), "a list of texts", shape.about);
    case "choices":
      return listReader(choiceReader(shape.of, shape.about), `a list of ${shape.of.join(", ")}`, shape.about);
    case "globs":
      return listReader(textReader(globForm, shape.about), "a list of globs", shape.about);
    case "records":
      return listReader(
        mapped(sectionReader(shapeKeys(shape.keys), shape.about), (given) => withDefaults(shape.keys, given)),
        "a list of maps",
        shape.about,
      );
  }
}

/** The keys of a section that holds these settings. */
export const shapeKeys = (shapes: Shapes): { readonly [name: string]: Key<unknown> } =>
  Object.fromEntries(Object.entries(shapes).map(([name, { shape }]) => [name, { reader: readerOf(shape) }]));

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
