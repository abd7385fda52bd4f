import { decodeLatin1 } from "../../../core/commit/decode.ts";
import { lineIn, onLine } from "../../../core/evaluate/plain-outline.ts";
import type { SurveyBatch } from "./survey-batch.ts";

/** All outlines, and all lines that stand in them. */
type MergedOutlines = {
  readonly tokens: Int32Array;
  readonly ends: Uint32Array;
  readonly lines: readonly Uint8Array[];
};

/**
 * Every thread numbers the lines that it meets from 0 on and the kinds of outlines from 1 on; here they get numbers of all. An outline that two
 * threads met has two numbers, which costs no more than being looked at twice.
 */
export function createMergedOutlines() {
  const lineNumbers = new Map<string, number>();
  const lines: Uint8Array[] = [];
  const linesOf: number[][] = [];
  const kindsOf: number[][] = [];
  const tokens: number[] = [];
  const ends: number[] = [];

  function addLines(own: number[], batch: SurveyBatch): void {
    for (let index = 0; index < batch.lineEnds.length; index += 1) {
      const line = batch.lines.subarray(...stretchAt(batch.lineEnds, index));
      const text = decodeLatin1(line);
      const number = lineNumbers.get(text) ?? lines.push(line) - 1;
      lineNumbers.set(text, number);
      own.push(number);
    }
  }

  return {
    /** @returns by the thread's number of a kind, its number here; more are added as the thread goes on */
    add(thread: number, batch: SurveyBatch): readonly number[] {
      const ownLines = (linesOf[thread] ??= []);
      addLines(ownLines, batch);
      const ownKinds = (kindsOf[thread] ??= [0]);
      for (let index = 0; index < batch.tokenEnds.length; index += 1) {
        const [first, end] = stretchAt(batch.tokenEnds, index);
        // The first token is no line.
        tokens.push(batch.tokens[first] as number);
        for (let at = first + 1; at < end; at += 1) {
          const token = batch.tokens[at] as number;
          tokens.push(onLine(token, ownLines[lineIn(token)] as number));
        }
        ownKinds.push(ends.push(tokens.length));
      }
      return ownKinds;
    },
    all: (): MergedOutlines => ({ tokens: Int32Array.from(tokens), ends: Uint32Array.from(ends), lines }),
  };
}

/** Where those of an index begin and end, of which it is said where each ends. */
export const stretchAt = (ends: Uint32Array, index: number): readonly [number, number] => [
  index === 0 ? 0 : (ends[index - 1] as number),
  ends[index] as number,
];
