import type { Answer } from "../../../ports/repository.ts";
import type { LineHistory } from "../../../ports/survey.ts";
import { answer } from "../failure.ts";
import { idLength } from "./pack-index.ts";
import { type PackThread, type SharedPacks, startThread } from "./pack-thread.ts";
import type { SurveyBatch } from "./survey-batch.ts";

/** Finds which commits of a line touched paths, in a thread of its own, while the line is still being read. */
export type LineReader = {
  /** Takes what of a batch stands on the line. */
  readonly follow: (batch: SurveyBatch) => void;
  /** Nothing comes any more; `isWhole`: all of the line has come. */
  readonly end: (isWhole: boolean) => void;
  /** Null: it is for git to say. */
  readonly touching: (paths: readonly string[]) => Promise<Answer<LineHistory> | null>;
};

/** Commits of the line, newest first: their ids and those of their trees. */
type LinePart = { readonly ids: Uint8Array; readonly trees: Uint8Array };

/** Nothing is read before somebody asks which commits touched something. */
export function createLineReader(packs: SharedPacks): LineReader {
  const parts: LinePart[] = [];
  const listeners = new Set<PackThread>();
  let ended: boolean | null = null;
  let hasRoot = false;
  let tellEnd = (_isWhole: boolean): void => {};
  const atEnd = new Promise<boolean>((resolve) => {
    tellEnd = resolve;
  });

  async function touching(paths: readonly string[]): Promise<Answer<LineHistory> | null> {
    if (!paths.every(isSimple)) return null;
    if (paths.length === 0) return answer({ ids: [], complete: true });
    const thread = startThread(packs, { wanted: "changes", paths });
    try {
      for (const { trees } of parts) thread.tell(trees);
      if (ended === null) listeners.add(thread);
      // The thread's first word is its last: what it found, or that it cannot say.
      const said = thread.next();
      if (!(await atEnd)) return null;
      thread.tell(null);
      const found = await said;
      return found.kind === "changes" ? answer({ ids: idsAt(parts, found.positions), complete: true }) : null;
    } finally {
      listeners.delete(thread);
      await thread.stop();
    }
  }

  return {
    follow({ ids, onLine, lineTrees, lineRoots }) {
      if (lineRoots > 0) hasRoot = true;
      if (onLine.length === 0) return;
      const own = new Uint8Array(onLine.length * idLength);
      for (const [index, commit] of onLine.entries())
        own.set(ids.subarray(commit * idLength, (commit + 1) * idLength), index * idLength);
      parts.push({ ids: own, trees: lineTrees });
      for (const thread of listeners) thread.tell(lineTrees);
    },
    end(isWhole) {
      // A line that was lost on the way says nothing of the rest.
      ended = isWhole && hasRoot;
      tellEnd(ended);
    },
    touching,
  };
}

/** A path that git takes as it stands; it makes others of those with `.` and `..` in them. */
const isSimple = (path: string): boolean => /^[\x20-\x7e]+$/.test(path) && !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);

function idsAt(parts: readonly LinePart[], positions: readonly number[]): readonly string[] {
  const all = Buffer.concat(parts.map(({ ids }) => ids));
  return positions.map((position) => all.toString("hex", position * idLength, (position + 1) * idLength));
}
