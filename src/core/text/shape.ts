/**
 * What a setting may hold, as plain data. One description serves the validator (with places and suggestions),
 * the published JSON Schema, the options table of a rule's page, and the TypeScript type.
 */
export type Shape =
  | { readonly kind: "text"; readonly about: string }
  | { readonly kind: "flag"; readonly about: string }
  | { readonly kind: "count"; readonly about: string; readonly least: number; readonly most: number }
  | { readonly kind: "choice"; readonly about: string; readonly of: readonly string[] }
  | { readonly kind: "texts"; readonly about: string }
  | { readonly kind: "choices"; readonly about: string; readonly of: readonly string[] }
  | { readonly kind: "globs"; readonly about: string }
  /** A linear-time (RE2) regular expression. */
  | { readonly kind: "pattern"; readonly about: string }
  /** A list of records, such as a vocabulary of trailers. */
  | { readonly kind: "records"; readonly about: string; readonly keys: Shapes };

/** Settings by name. */
export type Shapes = { readonly [name: string]: Setting };

/** A shape with the value that stands when the policy does not mention it. `null`: the policy must or may leave it open. */
export type Setting<S extends Shape = Shape, Default = unknown> = { readonly shape: S; readonly default: Default };

/** The value type of a shape. */
export type ValueOf<S extends Shape> = S extends { kind: "text" | "pattern" }
  ? string
  : S extends { kind: "flag" }
    ? boolean
    : S extends { kind: "count" }
      ? number
      : S extends { kind: "choice"; of: readonly (infer Choice)[] }
        ? Choice
        : S extends { kind: "choices"; of: readonly (infer Choice)[] }
          ? readonly Choice[]
          : S extends { kind: "texts" | "globs" }
            ? readonly string[]
            : S extends { kind: "records"; keys: infer Keys extends Shapes }
              ? readonly Settings<Keys>[]
              : never;

/** The values of all settings, defaults filled in. */
export type Settings<S extends Shapes> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Of, infer Default>
    ? ValueOf<Of> | (Default extends null ? null : never)
    : never;
};

// The makers of settings. `about` is one line for people: messages, the schema and the rule's page show it.

/** A text of any form. `by` is the default, null for none, here and below. */
export const text = <D extends string | null>(about: string, by: D): Setting<{ kind: "text"; about: string }, D> => ({
  shape: { kind: "text", about },
  default: by,
});

/** True or false. */
export const flag = (about: string, by: boolean): Setting<{ kind: "flag"; about: string }, boolean> => ({
  shape: { kind: "flag", about },
  default: by,
});

/** A whole number within the bounds, both included. */
export const count = <D extends number | null>(
  about: string,
  by: D,
  [least, most]: readonly [number, number] = [0, 1_000_000_000],
): Setting<{ kind: "count"; about: string; least: number; most: number }, D> => ({
  shape: { kind: "count", about, least, most },
  default: by,
});

/** One of the words. */
export const choice = <const C extends readonly string[], D extends C[number] | null>(
  about: string,
  of: C,
  by: D,
): Setting<{ kind: "choice"; about: string; of: C }, D> => ({ shape: { kind: "choice", about, of }, default: by });

/** A list of texts. */
export const texts = (
  about: string,
  by: readonly string[],
): Setting<{ kind: "texts"; about: string }, readonly string[]> => ({
  shape: { kind: "texts", about },
  default: by,
});

/** A list of some of the words. */
export const choices = <const C extends readonly string[]>(
  about: string,
  of: C,
  by: readonly C[number][],
): Setting<{ kind: "choices"; about: string; of: C }, readonly C[number][]> => ({
  shape: { kind: "choices", about, of },
  default: by,
});

/** A list of path globs; `compileGlob` says what they mean. */
export const globs = (
  about: string,
  by: readonly string[],
): Setting<{ kind: "globs"; about: string }, readonly string[]> => ({
  shape: { kind: "globs", about },
  default: by,
});

/** A regular expression that runs in linear time (RE2); see `compilePattern`. */
export const pattern = <D extends string | null>(
  about: string,
  by: D,
): Setting<{ kind: "pattern"; about: string }, D> => ({
  shape: { kind: "pattern", about },
  default: by,
});

/** A list of maps with these keys. */
export const records = <const K extends Shapes>(
  about: string,
  keys: K,
  by: readonly Settings<K>[],
): Setting<{ kind: "records"; about: string; keys: K }, readonly Settings<K>[]> => ({
  shape: { kind: "records", about, keys },
  default: by,
});
