import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure, exitStatus } from "./exit-status.ts";

/** Whoever read our output has gone, as `head` does: the rest is thrown away, and the command ends as it would have. */
let readerIsGone = false;

/** To be called once, before anything is written: an output that breaks ends no command with a stack trace. */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (isGone(error)) readerIsGone = true;
      else process.exitCode = exitStatus.work;
    });
  }
}

/** Writes to standard output and waits until it is taken, so that nothing is lost when the process ends. */
export function writeOut(text: string | Uint8Array): Promise<void> {
  if (text.length === 0 || readerIsGone) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = (error: NodeJS.ErrnoException | null | undefined): void => {
      if (!error) return resolve();
      if (!isGone(error)) return reject(notWritten(error));
      readerIsGone = true;
      resolve();
    };
    try {
      process.stdout.write(text, done);
    } catch (error) {
      done(error as NodeJS.ErrnoException);
    }
  });
}

/** Writes part by part: a long report never has to be one string. */
export async function writeParts(parts: Iterable<string>): Promise<void> {
  for (const part of parts) {
    if (readerIsGone) return;
    await writeOut(part);
  }
}

const isGone = ({ code }: NodeJS.ErrnoException): boolean => code === "EPIPE" || code === "ERR_STREAM_DESTROYED";

const notWritten = (error: NodeJS.ErrnoException): CommandFailure =>
  new CommandFailure(`the answer cannot be written: ${fileErrorWords(error)}`, "work");
