import type { Answer } from "../../../ports/repository.ts";
import type { LineHistory } from "../../../ports/survey.ts";
import { answer } from "../failure.ts";
import { idLength } from "./pack-index.ts";
import type { PackThread } from "./pack-thread.ts";

/**
 * Commits of a line, newest first, 20 bytes each: the ids of their trees, and their own, which are told later; null: not all of them can be
 * told here.
 */
export type Line = { readonly trees: Uint8Array; readonly ids: Promise<Uint8Array | null> };

/** Finds which commits of a line touched paths. */
export type LineReader = {
  /**
   * The line is known; null: it could not be read here. Whoever asked before is answered by these threads, and then they are stopped; if nobody
   * did, this waits until they are, and what they held is free.
   */
  readonly begin: (line: Line | null, threads: readonly PackThread[]) => Promise<void>;
  /** Null: it is for git to say. May be asked at any time, and is answered when the line is known. */
  readonly touching: (paths: readonly string[]) => Promise<Answer<LineHistory> | null>;
};

/** @param startThreads for whoever asks when those of the survey were stopped */
export function createLineReader(startThreads: () => readonly PackThread[]): LineReader {
  let tell = (_line: Line | null): void => {};
  const whenKnown = new Promise<Line | null>((resolve) => {
    tell = resolve;
  });
  let threads: readonly PackThread[] = [];
  /** Questions that are not answered yet: each thread answers one after another. */
  let asked = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function find(line: Line, paths: readonly string[]): Promise<readonly number[] | null> {
    if (threads.length === 0) threads = startThreads();
    if (threads.length === 0) return null;
    const commits = line.trees.length / idLength;
    const share = Math.ceil(commits / threads.length);
    const answers = threads.map(async (thread, index) => {
      const first = index * share;
      // One more than its share: the parent of the last one.
      const end = Math.min(commits, first + share + 1);
      if (first >= commits) return [];
      const trees = line.trees.slice(first * idLength, end * idLength);
      thread.tell({ paths, trees, endsHere: end === commits && end - first <= share });
      const found = await thread.next();
      return found.kind === "changes" ? found.positions.map((position) => first + position) : null;
    });
    const found = await Promise.all(answers);
    return found.includes(null) ? null : found.flatMap((positions) => positions ?? []);
  }

  async function stop(): Promise<void> {
    const stopped = threads;
    threads = [];
    await Promise.all(stopped.map((thread) => thread.stop()));
  }

  async function touching(paths: readonly string[]): Promise<Answer<LineHistory> | null> {
    if (!paths.every(isSimple)) return null;
    if (paths.length === 0) return answer({ ids: [], complete: true });
    asked += 1;
    try {
      const line = await whenKnown;
      if (line === null) return null;
      const found = turn.then(() => find(line, paths));
      turn = found;
      const positions = await found;
      const ids = await line.ids;
      return positions === null || ids === null ? null : answer({ ids: idsAt(ids, positions), complete: true });
    } finally {
      asked -= 1;
      if (asked === 0) void stop();
    }
  }

  return {
    async begin(line, surveying) {
      threads = surveying;
      tell(line);
      if (asked === 0) await stop();
    },
    touching,
  };
}

/** A path that git takes as it stands; it makes others of those with `.` and `..` in them. */
const isSimple = (path: string): boolean => /^[\x20-\x7e]+$/.test(path) && !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);

function idsAt(ids: Uint8Array, positions: readonly number[]): readonly string[] {
  const all = Buffer.from(ids.buffer, ids.byteOffset, ids.length);
  return positions.map((position) => all.toString("hex", position * idLength, (position + 1) * idLength));
}
