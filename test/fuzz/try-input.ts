import { holdPlaces, sizeOf } from "./results.ts";
import { type FuzzTarget, holds } from "./target.ts";

/** Why an input is a finding, in words; null: all holds of it. */
export async function whatFails(target: FuzzTarget, input: string, looksInside: boolean): Promise<string | null> {
  try {
    const result = await target.read(Buffer.from(input, "latin1"));
    if (looksInside) look(result, input.length);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** How much may be read of an input, in characters and values: so many for each byte, and so many for none. */
const sizePerByte = 400;
const sizeAlways = 100_000;

function look(result: unknown, length: number): void {
  holdPlaces(result);
  const size = sizeOf(result);
  holds(size <= sizePerByte * length + sizeAlways, `${size} values and characters were read from ${length} bytes`);
}

/** The same finding may name other values: what is compared is the words without them. */
export const kindOf = (finding: string): string =>
  finding
    .replaceAll(/["`'].*$/gs, "")
    .replaceAll(/\d+/g, "0")
    .slice(0, 120);
