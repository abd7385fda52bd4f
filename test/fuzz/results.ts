import { holds } from "./target.ts";

/** How much was read: characters and values, each object once. */
export function sizeOf(result: unknown): number {
  let size = 0;
  walk(result, (value) => {
    size += typeof value === "string" ? value.length : 1;
  });
  return size;
}

/** Holds every place in what was read to the text in which it is. */
export function holdPlaces(result: unknown): void {
  walk(result, (value) => {
    if (!isSpan(value)) return;
    const { start, end, source } = value;
    const lies = start >= 0 && start <= end && end <= source.text.length;
    holds(lies, `a place from ${start} to ${end} in a text of ${source.text.length}`);
  });
}

type Placed = { readonly start: number; readonly end: number; readonly source: { readonly text: string } };

const isSpan = (value: unknown): value is Placed =>
  typeof value === "object" &&
  value !== null &&
  "start" in value &&
  "end" in value &&
  "source" in value &&
  typeof (value.source as { readonly text?: unknown } | null)?.text === "string";

/** Past this many values the rest is not looked at, so that a large result costs little. */
const valuesMax = 200_000;

function walk(result: unknown, look: (value: unknown) => void): void {
  const seen = new Set<unknown>();
  const open: unknown[] = [result];
  for (let count = 0; open.length > 0 && count < valuesMax; count += 1) {
    const value = open.pop();
    if (typeof value === "object" && value !== null) {
      if (seen.has(value)) continue;
      seen.add(value);
      look(value);
      if (ArrayBuffer.isView(value)) continue;
      const inner =
        value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : [];
      open.push(...inner, ...Object.values(value));
    } else look(value);
  }
}
