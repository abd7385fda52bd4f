/**
 * fast-check, with the same cases in every run, so that what passed on one machine passes on the next. `npm run properties` takes other
 * cases, and more of them: it sets `PROVISO_SEED`, `PROVISO_TIMES` and `PROVISO_SECONDS`.
 */
import * as fastCheck from "fast-check";

/** How many cases a test takes that asks another program about each; `PROVISO_FUZZ=50000` asks for more. */
export const fuzzCases = (ordinary: number): number => Number(process.env["PROVISO_FUZZ"] ?? ordinary);

/** Where random cases come from. */
export const fuzzSeed = Number(process.env["PROVISO_SEED"] ?? 20250924);
/** How many times the ordinary number of cases a property is held to. */
export const times = Number(process.env["PROVISO_TIMES"] ?? 1);
const secondsMax = process.env["PROVISO_SECONDS"];

fastCheck.configureGlobal({
  seed: fuzzSeed,
  ...(secondsMax !== undefined && { interruptAfterTimeLimit: 1_000 * Number(secondsMax) }),
});

export * from "fast-check";

const ordinaryRuns = 100;

/** `assert` of fast-check, for so many times the cases. */
export function assert<Values>(
  property: fastCheck.IAsyncProperty<Values>,
  parameters?: fastCheck.Parameters<Values>,
): Promise<void>;
export function assert<Values>(property: fastCheck.IProperty<Values>, parameters?: fastCheck.Parameters<Values>): void;
export function assert(
  property: fastCheck.IRawProperty<unknown>,
  parameters: fastCheck.Parameters<unknown> = {},
): unknown {
  const numRuns = times * (parameters.numRuns ?? ordinaryRuns);
  return fastCheck.assert(property as fastCheck.IProperty<unknown>, { ...parameters, numRuns });
}
