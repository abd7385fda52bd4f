import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { DatabasePlace } from "../../src/adapters/database/service/open-service-database.ts";

const bundle = resolve(import.meta.dirname, "../../dist/proviso.cjs");

/** The built service over a database, answering HTTP. */
export type Served = { readonly stop: () => Promise<void> };

/**
 * Starts it as people do, and waits until it says that it has.
 *
 * @param scratch a directory of its own
 */
export async function serveWeb(place: DatabasePlace, args: readonly string[], scratch: string): Promise<Served> {
  const where = place.kind === "url" ? { DATABASE_URL: place.url } : { PROVISO_DATA: place.directory };
  const started: ChildProcess = spawn(process.execPath, [bundle, "serve", "--role", "web", ...args], {
    env: { PATH: process.env["PATH"], HOME: scratch, PROVISO_LOG: "info", ...where },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => started.on("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    started.stdout?.on("data", (text) => String(text).includes("started") && resolve());
    void ended.then(() => reject(new Error("the service did not start")));
  });
  return {
    stop() {
      started.kill("SIGTERM");
      return ended;
    },
  };
}

/** Milliseconds at a part of all, from 0 to 1, as text. */
export function atPart(times: readonly number[], part: number): string {
  const sorted = times.toSorted((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}
