import { once } from "node:events";

/** Writes to standard output and waits until it is taken, so that nothing is lost when the process ends. */
export async function writeOut(text: string): Promise<void> {
  if (text === "") return;
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Writes part by part: a long report never has to be one string. */
export async function writeParts(parts: Iterable<string>): Promise<void> {
  for (const part of parts) await writeOut(part);
}
