import { readYaml } from "../policy/yaml-file.ts";
import { isList, isMap, isScalar, type YamlNode } from "../policy/yaml-node.ts";
import { isObject, parsedJson } from "../text/foreign-value.ts";
import type { Source } from "../text/source.ts";

/** A file of settings as plain data, or one sentence that says why it cannot be read. */
export type PlainValue = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** The longest file of settings that is read, in UTF-16 units: what our reader of YAML takes. */
const settingsLengthMax = 1 << 18;

/** Reads JSON or YAML as data. Nothing in it is run or followed, and nothing throws. */
export function readPlainValue(source: Source): PlainValue {
  if (source.text.length > settingsLengthMax) {
    return { ok: false, why: `it is longer than ${settingsLengthMax} characters` };
  }
  const json = parsedJson(source.text);
  if (json !== undefined) return { ok: true, value: json };
  if (source.name.endsWith(".json")) return { ok: false, why: "it is no JSON" };
  const { root, notes } = readYaml(source);
  const [problem] = notes.problems;
  return problem === undefined ? { ok: true, value: valueOf(root) } : { ok: false, why: problem.text };
}

/** Aliases are not followed: what stands there is unknown. */
function valueOf(node: YamlNode): unknown {
  if (isScalar(node)) return node.value;
  if (isList(node)) return node.items.map(valueOf);
  if (!isMap(node)) return undefined;
  return Object.fromEntries(
    node.items.flatMap(({ key, value }) => (isScalar(key) ? [[String(key.value), valueOf(value)]] : [])),
  );
}

/** The keys of a map; none where it is no map. */
export const keysOf = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

/** The items of a list; none where it is no list. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
