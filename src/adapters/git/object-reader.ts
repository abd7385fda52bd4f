import type { Answer } from "../../ports/repository.ts";
import { type BatchRecord, createBatchReader } from "./batch-reader.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitPlace, type RunningGit, startGit } from "./process.ts";

/** Asks for objects by name, in order, of one long-lived `git cat-file --batch`. */
export type ObjectReader = {
  /** `name` is anything git resolves to an object, without a newline. A process that died is replaced at the next question. */
  read(name: string): Promise<Answer<BatchRecord>>;
  /** Whoever still waits for an answer gets none. */
  close(): void;
};

type Waiting = (result: Answer<BatchRecord>) => void;
type Session = { readonly running: RunningGit; readonly waiting: Waiting[] };

/** `early` starts the process at once, so that it is ready by the time of the first question. */
export function createObjectReader(place: GitPlace, early: boolean): ObjectReader {
  let session: Session | null = early ? startSession(place, forget) : null;
  const sessions = new Set<Session>(session ? [session] : []);

  function forget(ended: Session) {
    sessions.delete(ended);
    if (session === ended) session = null;
  }

  function current(): Session {
    if (!session) {
      session = startSession(place, forget);
      sessions.add(session);
    }
    return session;
  }

  return {
    read(name) {
      return new Promise((resolve) => {
        const { running, waiting } = current();
        // Questions that are asked together go out together: each write of its own costs more than git's answer.
        if (running.stdin.writableCorked === 0) {
          running.stdin.cork();
          process.nextTick(() => running.stdin.uncork());
        }
        waiting.push(resolve);
        running.stdin.write(`${name}\n`);
      });
    },
    close() {
      for (const { running } of sessions) running.letGo();
      sessions.clear();
      session = null;
    },
  };
}

function startSession(place: GitPlace, forget: (ended: Session) => void): Session {
  const running = startGit(place, ["cat-file", "--batch"]);
  const session: Session = { running, waiting: [] };
  const read = createBatchReader();
  running.stdout.on("data", (chunk: Buffer) => {
    for (const record of read(chunk)) session.waiting.shift()?.(answer(record));
  });
  void running.ended.then((end) => {
    forget(session);
    for (const waiting of session.waiting.splice(0)) waiting(failureOf(end, place, "read an object"));
  });
  return session;
}
