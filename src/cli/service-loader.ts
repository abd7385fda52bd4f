import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServiceProgram } from "../app/service/service-program.ts";
import { CommandFailure } from "./exit-status.ts";

/** The oldest Node that the service runs on: its database ends older ones without a word. */
const oldestNode = [22, 18] as const;

/** The first SIGINT or SIGTERM stops in order; a second one ends the process as it ends any other. */
export function stopSignal(): { readonly signal: AbortSignal; readonly off: () => void } {
  const stop = new AbortController();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const end = (): void => {
    stop.abort();
    off();
  };
  const off = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  return { signal: stop.signal, off };
}

/** Looks which Node this is before anything of the service is read. */
export function loadProgram(): ServiceProgram {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new CommandFailure(
      `the service and \`audit --fleet\` need Node ${oldestNode.join(".")} or newer, and this is ${process.versions.node}; all other commands run here`,
      "work",
    );
  const file =
    import.meta.url === undefined
      ? join(__dirname, "service.cjs")
      : fileURLToPath(new URL("../../dist/cli/service.cjs", import.meta.url));
  return (createRequire(file)(file) as { readonly program: ServiceProgram }).program;
}
