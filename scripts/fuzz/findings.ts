import type { FuzzTarget } from "../../test/fuzz/target.ts";
import { thinned } from "../../test/fuzz/thin.ts";
import { kindOf, whatFails } from "../../test/fuzz/try-input.ts";

export type Finding = { readonly what: string; readonly input: string };

/** Tries inputs and gathers those of which something does not hold: of each kind one, as short as can be made. */
export type Findings = {
  /** Is told of by `begins` first. `looksInside`: what was read is looked at, too, which takes longer. */
  readonly attempt: (input: string, looksInside: boolean) => Promise<void>;
  /** Puts in what somebody else found; of each kind the first. */
  readonly add: (kind: string, finding: Finding) => void;
  readonly all: () => readonly Finding[];
};

/** An input of ordinary length that takes longer is a finding. */
const slowSeconds = 1;
const slowKind = "slow";
const findingsMax = 12;
const triesMax = 2000;
const slowTriesMax = 60;

export type Watching = {
  readonly begins: (input: string) => void;
  /** In seconds. */
  readonly clock: () => number;
};

export function gatherFindings(target: FuzzTarget, { begins, clock }: Watching): Findings {
  const found = new Map<string, Finding>();
  const add = (kind: string, finding: Finding): void => {
    if (!found.has(kind) && found.size < findingsMax) found.set(kind, finding);
  };

  async function shortened(kind: string, input: string): Promise<string> {
    const isStill = async (text: string): Promise<boolean> => {
      begins(text);
      if (kind === slowKind) return isSlow(target, text, clock);
      const now = await whatFails(target, text, true);
      return now !== null && kindOf(now) === kind;
    };
    return thinned(input, isStill, kind === slowKind ? slowTriesMax : triesMax);
  }

  async function attempt(input: string, looksInside: boolean): Promise<void> {
    begins(input);
    const before = clock();
    const what = await whatFails(target, input, looksInside);
    if (what !== null) {
      const kind = kindOf(what);
      if (found.has(kind) || found.size >= findingsMax) return;
      const short = await shortened(kind, input);
      add(kind, { what: (await whatFails(target, short, true)) ?? what, input: short });
    } else if (clock() - before > slowSeconds && !found.has(slowKind) && (await isSlow(target, input, clock))) {
      add(slowKind, { what: "it takes more than a second", input: await shortened(slowKind, input) });
    }
  }
  return { attempt, add, all: () => [...found.values()] };
}

/** The quickest of three readings counts, so that compiling and collecting garbage do not. */
async function isSlow(target: FuzzTarget, input: string, clock: () => number): Promise<boolean> {
  for (let time = 0; time < 3; time += 1) {
    const before = clock();
    await whatFails(target, input, false);
    if (clock() - before <= slowSeconds) return false;
  }
  return true;
}
