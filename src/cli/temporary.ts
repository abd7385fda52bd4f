import { mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Half-written files outside the temporary directory. */
const halfWritten = new Set<string>();

/** Has a file removed if somebody interrupts the program, until the function that it gives is called. */
export function removeIfInterrupted(path: string): () => void {
  halfWritten.add(path);
  return () => halfWritten.delete(path);
}

/**
 * Runs the work with a temporary directory of its own, in which everything that it lays down stands, and removes that
 * whatever happens: when the work ends, when it fails, and when somebody interrupts it, who then sees it end as any
 * interrupted program does.
 */
export async function withTemporaryDirectory<T>(
  work: () => Promise<T>,
  who: "ends by signals" | "signals are somebody else's" = "ends by signals",
): Promise<T> {
  const before = process.env["TMPDIR"];
  let directory: string | null = null;
  const remove = () => {
    if (directory === null) return;
    try {
      // Nearly always nothing was laid down, and what removes whole trees takes longer to begin.
      rmdirSync(directory);
    } catch {
      rmSync(directory, { recursive: true, force: true, maxRetries: 2 });
    }
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    remove();
    for (const path of halfWritten) rmSync(path, { force: true });
    for (const one of signals) process.off(one, interrupted);
    process.kill(process.pid, signal);
  };
  // Before the directory is there: an interrupt between the two would leave it behind.
  if (who === "ends by signals") for (const one of signals) process.on(one, interrupted);
  try {
    directory = mkdtempSync(join(tmpdir(), "proviso-"));
    process.env["TMPDIR"] = directory;
    return await work();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    for (const one of signals) process.off(one, interrupted);
    remove();
  }
}
