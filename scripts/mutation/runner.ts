import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Answer, Order } from "./exchange.ts";

/** Runs tests in a process of its own, which is ended and begun anew when it takes too long or breaks. */
export type Runner = {
  /** Null if there was no answer in time. */
  readonly run: (order: Order, millisecondsMax: number) => Promise<Answer | null>;
  readonly close: () => void;
};

/** `isolated` loads all sources anew for each file of tests, as measuring what each comes by needs. */
export function createRunner(root: string, sources: string, isolated: boolean): Runner {
  let child: ChildProcess | null = null;
  const end = (): void => {
    child?.kill("SIGKILL");
    child = null;
  };
  const begin = async (): Promise<ChildProcess> => {
    const begun = fork(join(root, "scripts/mutation/worker.ts"), [root, sources, ...(isolated ? ["isolated"] : [])], {
      cwd: root,
    });
    child = begun;
    if ((await answerOf(begun, beginMillisecondsMax)) === null) throw new Error("vitest does not start");
    return begun;
  };
  return {
    run: async (order, millisecondsMax) => {
      const asked = child ?? (await begin());
      asked.send(order);
      const answer = await answerOf(asked, millisecondsMax);
      if (answer === null) end();
      return answer as Answer | null;
    },
    close: end,
  };
}

const beginMillisecondsMax = 120_000;

/** The next message of a process; null if it says nothing in time, or ends. */
function answerOf(child: ChildProcess, millisecondsMax: number): Promise<unknown> {
  return new Promise((resolve) => {
    const done = (answer: unknown): void => {
      clearTimeout(timer);
      child.off("message", done);
      child.off("exit", ended);
      resolve(answer);
    };
    const ended = (): void => done(null);
    const timer = setTimeout(ended, millisecondsMax);
    child.on("message", done);
    child.on("exit", ended);
  });
}
