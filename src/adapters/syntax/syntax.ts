import { availableParallelism } from "node:os";
import { unknown } from "../../core/text/learned.ts";
import type { Syntax } from "../../ports/syntax.ts";
import { createReader, failedBefore } from "./reader.ts";
import { type ReadingThreads, startThreads } from "./reading-threads.ts";
import type { GrammarFile } from "./runtime.ts";

/** Threads that read side by side, at most: each has grammars and memory of its own. */
const threadsMax = 8;

/** UTF-16 units of files that were asked for beside others before threads are started: one takes as long to start as half of that takes to read. */
const worthThreads = 1 << 20;

/**
 * Reads source code with the tree-sitter grammars. Files that are asked for together, and are many, are read by as many threads as there are
 * processors; all others in the thread that asks.
 *
 * @param charactersAlone UTF-16 units of both sides of all files that were asked for together, before threads are started
 */
export function createSyntax({
  grammarFile,
  threads = Math.min(availableParallelism(), threadsMax),
  charactersAlone = worthThreads,
}: {
  readonly grammarFile: GrammarFile;
  readonly threads?: number;
  readonly charactersAlone?: number;
}): Syntax {
  const reader = createReader(grammarFile);
  let started: ReadingThreads | null = null;
  let asked = 0;
  let together = 0;
  return {
    readShell: reader.readShell,
    async read(language, before, after) {
      const sides = { language, before, after };
      asked += 1;
      try {
        if (asked > 1) together += before.length + after.length;
        if (started === null && threads > 1 && together > charactersAlone) started = startThreads(threads, grammarFile);
        if (reader.hasFailed() || started?.hasFailed() === true) return unknown(failedBefore);
        return await (started === null || asked === 1 ? reader.read(sides) : started.read(sides));
      } finally {
        asked -= 1;
      }
    },
  };
}
