import type { Random } from "../../test/fuzz/random.ts";
import { sizeOf } from "../../test/fuzz/results.ts";
import type { FuzzTarget } from "../../test/fuzz/target.ts";

/** An input made of a piece that comes again and again. */
export type Shape = { readonly before: string; readonly piece: string; readonly behind: string };

const bytesSmall = 16_384;
const bytesLarge = 65_536;
const bytesHuge = 262_144;
/** Linear work is four times as much; beyond this it grows otherwise. */
const factorMax = 9;
/** Below this nothing can be said, and nobody waits. */
const secondsMin = 0.08;
/** Nobody may wait longer for the longest input, however it grows. */
const secondsMax = 5;

type Usage = { readonly user: number; readonly system: number };

/** Processor seconds of this thread. The Node that develops has the question, the types of the oldest one do not. */
export function processorSeconds(): number {
  const { user, system } = (process as unknown as { readonly threadCpuUsage: () => Usage }).threadCpuUsage();
  return (user + system) / 1e6;
}

/** A shape made of something that is in the corpus. */
export function someShape(corpus: readonly string[], random: Random): Shape {
  const text = random.of(corpus) || " ";
  const from = random.below(text.length);
  const to = Math.min(text.length, from + 1 + random.below(1 + random.below(60)));
  if (random.below(4) === 0) return { before: "", piece: text, behind: "" };
  const before = random.below(3) === 0 ? "" : text.slice(0, from);
  return { before, piece: text.slice(from, to), behind: random.below(2) === 0 ? "" : text.slice(to) };
}

export const filled = ({ before, piece, behind }: Shape, bytes: number): string =>
  before + piece.repeat(Math.max(1, Math.ceil((bytes - before.length - behind.length) / piece.length))) + behind;

/**
 * What is wrong with how work, or what was read, grows with the input; null: nothing.
 *
 * @param clock what work is measured by, in seconds
 */
export async function whatGrows(target: FuzzTarget, shape: Shape, clock: () => number): Promise<string | null> {
  if (shape.piece === "") return null;
  const measured = (bytes: number) => measure(target, filled(shape, bytes), clock);
  const large = await measured(bytesLarge);
  const small = await measured(bytesSmall);
  if (large.size > 1e5 && large.size > factorMax * small.size)
    return `of ${bytesLarge} bytes ${large.size} values and characters were read, of ${bytesSmall} ${small.size}`;
  if (large.seconds < secondsMin || large.seconds < factorMax * small.seconds) return null;
  // What else runs on the machine makes one measurement longer, and no measurement shorter.
  const again = Math.min(large.seconds, (await measured(bytesLarge)).seconds);
  const isTooMuch = (seconds: number): boolean => seconds > factorMax * again || seconds >= secondsMax;
  let huge = (await measured(bytesHuge)).seconds;
  if (isTooMuch(huge)) huge = Math.min(huge, (await measured(bytesHuge)).seconds);
  if (!isTooMuch(huge)) return null;
  const times = [small.seconds, again, huge].map((seconds) => seconds.toFixed(3));
  return `${bytesSmall}, ${bytesLarge} and ${bytesHuge} bytes take ${times.join(", ")} seconds`;
}

async function measure(
  target: FuzzTarget,
  input: string,
  clock: () => number,
): Promise<{ readonly seconds: number; readonly size: number }> {
  const bytes = Buffer.from(input, "latin1");
  const started = clock();
  const result = await target.read(bytes);
  return { seconds: clock() - started, size: sizeOf(result) };
}
