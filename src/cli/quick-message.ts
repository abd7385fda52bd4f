import { readFileSync } from "node:fs";
import { localFiles, sha256 } from "../adapters/files/files.ts";
import { recalledRepository } from "../adapters/git/memory/recall.ts";
import { judgeMessage } from "../app/hooks/commit-message.ts";
import { committingNow } from "./committing.ts";
import { isQuiet, recallMemory } from "./hook-memory.ts";
import { policyCache } from "./policy-cache.ts";
import { today } from "./today.ts";

/**
 * The hook `commit-msg` where nothing has changed since it last asked git, for a message that has nothing wrong with it: the same
 * judgement, with answers that were remembered. No process is started, and nothing that talks to git is loaded.
 *
 * @param words of the command line
 * @returns false: anything else; then nothing was said, and the hook has to run as usual
 */
export async function passesQuietly(words: readonly string[]): Promise<boolean> {
  const [, , , file, ...more] = words;
  if (file === undefined || more.length > 0) return false;
  try {
    const memory = recallMemory();
    if (memory === undefined) return false;
    const question = {
      message: readFileSync(file),
      indexFile: null,
      committing: committingNow(),
      today: today(),
    };
    const { judgement } = await judgeMessage(question, {
      repository: recalledRepository(memory, process.env),
      files: localFiles,
      digest: sha256,
      cache: policyCache(),
      syntax: { read: notHere, readShell: notHere },
      sandbox: { run: notHere },
    });
    return judgement === null || isQuiet(judgement);
  } catch {
    // Whatever it was, the usual way finds it again and says it.
    return false;
  }
}

const notHere = (): Promise<never> => Promise.reject(new Error("no proof is made here"));
