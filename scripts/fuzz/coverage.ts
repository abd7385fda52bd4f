import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";

/** Which code was reached, as V8 counts blocks, by the characters of the sources. */
export type Coverage = {
  /** From now on only files count whose path under the root begins with one of these. */
  readonly only: (beginnings: readonly string[]) => void;
  /** Takes what was reached since the last time. */
  readonly take: () => Promise<Reached>;
  /** Of the code inside of functions of these sources: characters, and those reached so far by what was added. */
  readonly sums: () => { readonly characters: number; readonly reached: number; readonly files: number };
  readonly close: () => void;
};

export type Reached = {
  /** Is there anything in it that was not added before? */
  readonly isNew: () => boolean;
  readonly add: () => void;
};

type Block = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
type Script = { readonly reached: Uint8Array; readonly inFunctions: Uint8Array };

/** Counts in this thread from now on. Sources must be loaded after it. */
export async function startCoverage(rootUrl: string): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const scripts = new Map<string, Script>();
  let beginnings: readonly string[] = [""];

  const take = async (): Promise<Reached> => {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const painted: { readonly script: Script; readonly start: number; readonly counts: Uint8Array }[] = [];
    for (const { url, functions } of result) {
      if (!url.startsWith(rootUrl) || !beginnings.some((path) => url.startsWith(path, rootUrl.length))) continue;
      const script = scriptOf(scripts, url);
      for (const { ranges, functionName } of functions) {
        const [whole] = ranges;
        if (whole === undefined || (functionName === "" && whole.startOffset === 0)) continue;
        script.inFunctions.fill(1, whole.startOffset, whole.endOffset);
        if (whole.count > 0 || ranges.length > 1)
          painted.push({ script, start: whole.startOffset, counts: paint(ranges, whole) });
      }
    }
    return {
      isNew: () =>
        painted.some(({ script, start, counts }) =>
          counts.some((is, at) => is === 1 && script.reached[start + at] === 0),
        ),
      add: () => {
        for (const { script, start, counts } of painted)
          counts.forEach((is, at) => {
            if (is === 1) script.reached[start + at] = 1;
          });
      },
    };
  };
  const sums = () => {
    let characters = 0;
    let reached = 0;
    for (const script of scripts.values()) {
      characters += script.inFunctions.reduce((sum, is) => sum + is, 0);
      reached += script.reached.reduce((sum, is) => sum + is, 0);
    }
    return { characters, reached, files: scripts.size };
  };
  const only = (wanted: readonly string[]): void => {
    beginnings = wanted;
  };
  return { only, take, sums, close: () => session.disconnect() };
}

/** 1 for every character of a function that ran; inner blocks stand behind those around them. */
function paint(ranges: readonly Block[], whole: Block): Uint8Array {
  const counts = new Uint8Array(whole.endOffset - whole.startOffset);
  for (const { startOffset, endOffset, count } of ranges)
    counts.fill(count > 0 ? 1 : 0, startOffset - whole.startOffset, endOffset - whole.startOffset);
  return counts;
}

function scriptOf(scripts: Map<string, Script>, url: string): Script {
  const known = scripts.get(url);
  if (known !== undefined) return known;
  const { length } = readFileSync(fileURLToPath(url), "utf8");
  const script = { reached: new Uint8Array(length), inFunctions: new Uint8Array(length) };
  scripts.set(url, script);
  return script;
}
