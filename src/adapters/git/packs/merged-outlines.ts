import { decodeLatin1 } from "../../../core/commit/decode.ts";
import { lineIn, onLine } from "../../../core/evaluate/plain-outline.ts";
import { withRoom } from "../../../core/text/with-room.ts";
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
  let tokens = new Int32Array(1 << 12);
  let filled = 0;
  let ends = new Uint32Array(1 << 12);
  /** Kinds are numbered from 1 on. */
  let kinds = 0;

  function addLines(own: number[], batch: SurveyBatch): void {
    for (let index = 0, start = 0; index < batch.lineEnds.length; index += 1) {
      const end = batch.lineEnds[index] as number;
      const line = batch.lines.subarray(start, end);
      start = end;
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
      tokens = withRoom(tokens, filled + batch.tokens.length);
      ends = withRoom(ends, kinds + batch.tokenEnds.length);
      for (let index = 0, at = 0; index < batch.tokenEnds.length; index += 1) {
        const end = batch.tokenEnds[index] as number;
        // The first token is no line.
        tokens[filled++] = batch.tokens[at] as number;
        for (at += 1; at < end; at += 1) {
          const token = batch.tokens[at] as number;
          tokens[filled++] = onLine(token, ownLines[lineIn(token)] as number);
        }
        ends[kinds++] = filled;
        ownKinds.push(kinds);
      }
      return ownKinds;
    },
    all: (): MergedOutlines => ({ tokens: tokens.slice(0, filled), ends: ends.slice(0, kinds), lines }),
  };
}
