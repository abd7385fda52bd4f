// Loaded by vitest before each file of tests: switches the mutant on, or counts which ones are come by.
import { afterAll, afterEach, beforeEach, inject } from "vitest";
import type { Hits } from "./exchange.ts";

/** What the instrumented sources look at; the names are StrykerJS's. */
type Switch = {
  /** The mutant that the sources here were loaded with. */
  loadedWith?: string;
  activeMutant?: string;
  hitCount?: number;
  hitLimit?: number;
  currentTestId?: string;
  mutantCoverage?: { static: Hits; perTest: { readonly [test: string]: Hits } };
};

const { mutant, hitsMax } = inject("mutation");
const name = "__stryker__";
const holder: { [name]?: Switch } = globalThis as never;
holder[name] ??= {};
const state = holder[name];

if (mutant !== null) {
  state.loadedWith ??= mutant;
  if (state.loadedWith !== mutant) throw new Error("sources that another mutant was switched on for are still here");
  state.activeMutant = mutant;
  state.hitCount ??= 0;
  state.hitLimit = hitsMax;
} else {
  beforeEach(({ task }) => {
    state.currentTestId = task.id;
  });
  afterEach(() => {
    delete state.currentTestId;
  });
  // The suite is the second argument; vitest wants to see from the first that no fixture is asked for.
  // oxlint-disable-next-line no-empty-pattern
  afterAll(({}, suite) => {
    const { static: outside = {}, perTest: tests = {} } = state.mutantCoverage ?? {};
    suite.file.meta.mutantsReached = { outside, tests };
  });
}
