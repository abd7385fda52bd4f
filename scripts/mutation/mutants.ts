import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type File, Instrumenter, type InstrumenterOptions } from "@stryker-mutator/instrumenter";

/** One change of one place of the core, switched on by its number. */
export type Mutant = {
  /** Says which change it is, as long as the text that it alters stands in its file, on whatever line. */
  readonly key: string;
  /** Its number in the instrumented sources of one run. */
  readonly id: string;
  /** Path from the root of the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly place: Place;
  /** What kind of change it is, in StrykerJS's words. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
};

/** From one place of a file to another; lines and columns from 0. */
type Place = {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
};

/** Sources in which mutants sleep until they are switched on, and which those are. */
export type Instrumented = { readonly mutants: readonly Mutant[]; readonly sources: ReadonlyMap<string, string> };

type ApiMutant = Awaited<ReturnType<Instrumenter["instrument"]>>["mutants"][number];

/** Every source of the core. */
export function coreSources(root: string): readonly string[] {
  return readdirSync(join(root, "src/core"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join("src/core", path))
    .sort();
}

/** Every mutant that StrykerJS knows of in these files, in no order that means anything. */
export async function everyMutant(root: string, files: readonly string[]): Promise<readonly Mutant[]> {
  const { mutants } = await instrument(
    root,
    files.map((name) => ({ name, mutate: true })),
  );
  return mutants;
}

/**
 * Takes so many mutants out of all, by the digest of the seed and the mutant's own key: a change of one file leaves the sample of all
 * others as it was, and a larger sample holds the smaller one.
 */
export function sample(mutants: readonly Mutant[], seed: number, size: number): readonly Mutant[] {
  const place = (mutant: Mutant): string => createHash("sha256").update(`${seed} ${mutant.key}`).digest("hex");
  return mutants
    .map((mutant) => ({ mutant, place: place(mutant) }))
    .sort((left, right) => (left.place < right.place ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

/** Puts only these mutants into the sources, and numbers them anew. */
export async function instrumentOnly(root: string, wanted: readonly Mutant[]): Promise<Instrumented> {
  const keys = new Map(wanted.map((mutant) => [spot(mutant), mutant.key]));
  const places = new Map<string, Place[]>();
  for (const { file, place } of wanted) places.set(file, [...(places.get(file) ?? []), place]);
  const { mutants, sources } = await instrument(
    root,
    [...places].map(([name, mutate]) => ({ name, mutate })),
  );
  // Which one of several equal texts a mutant alters is counted among all, so the key is the one it was chosen by.
  const chosen = mutants.flatMap((mutant) => {
    const key = keys.get(spot(mutant));
    return key === undefined ? [] : [{ ...mutant, key }];
  });
  const ids = new Set(chosen.map(({ id }) => id));
  return { mutants: chosen, sources: new Map([...sources].map(([name, text]) => [name, withoutOthers(text, ids)])) };
}

/**
 * StrykerJS takes all mutants of a stretch, and so what lies inside of one that is wanted. Nobody will switch those on, but asking each time
 * whether somebody did makes tests several times slower.
 */
const withoutOthers = (text: string, wanted: ReadonlySet<string>): string =>
  text
    .replaceAll(/stryMutAct_9fa48\("(\d+)"\)/g, (call, id: string) => (wanted.has(id) ? call : "false"))
    .replaceAll(/stryCov_9fa48\(("\d+"(?:, "\d+")*)\)/g, (_, list: string) => {
      const left = list.split(", ").filter((id) => wanted.has(id.slice(1, -1)));
      return left.length === 0 ? "0" : `stryCov_9fa48(${left.join(", ")})`;
    });

const spot = ({ file, place, mutator, replacement }: Mutant): string =>
  JSON.stringify([file, place.start.line, place.start.column, place.end.line, place.end.column, mutator, replacement]);

const silent = () => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

const options: InstrumenterOptions = { ignorers: [], excludedMutations: [], plugins: null, noHeader: false };

async function instrument(
  root: string,
  files: readonly { readonly name: string; readonly mutate: File["mutate"] }[],
): Promise<Instrumented> {
  const texts = new Map(files.map(({ name }) => [name, readFileSync(join(root, name), "utf8")]));
  const result = await new Instrumenter(logger).instrument(
    files.map(({ name, mutate }) => ({ name, mutate, content: texts.get(name) ?? "" })),
    options,
  );
  const seen = new Map<string, number>();
  const mutants = result.mutants
    .filter(({ status }) => status === undefined)
    .map((mutant) => {
      const original = cut(texts.get(mutant.fileName) ?? "", mutant.location);
      const what = `${mutant.fileName} ${mutant.mutatorName} ${original} -> ${mutant.replacement}`;
      const occurrence = (seen.get(what) ?? 0) + 1;
      seen.set(what, occurrence);
      const key = createHash("sha256").update(`${what} #${occurrence}`).digest("hex").slice(0, 24);
      return described(mutant, key, original);
    });
  return { mutants, sources: new Map(result.files.map(({ name, content }) => [name, content])) };
}

const described = (mutant: ApiMutant, key: string, original: string): Mutant => ({
  key,
  id: mutant.id,
  file: mutant.fileName,
  line: mutant.location.start.line + 1,
  place: mutant.location,
  mutator: mutant.mutatorName,
  original,
  replacement: mutant.replacement,
});

/** The text of a place whose lines and columns count from 0. */
function cut(text: string, { start, end }: Place): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
    .join("\n");
}
