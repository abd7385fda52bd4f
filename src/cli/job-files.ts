import { randomUUID } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure } from "./exit-status.ts";
import { readInput } from "./input.ts";

type Environment = { readonly [name: string]: string | undefined };

/** Bytes of an event. GitHub sends no more than 25 million. */
const payloadBytesMax = 32 << 20;

/** The event as the forge describes it; null where no file is named. */
export async function readPayload(environment: Environment): Promise<unknown> {
  const path = environment["GITHUB_EVENT_PATH"];
  if (path === undefined || path === "") return null;
  const text = new TextDecoder().decode(await readInput(path, payloadBytesMax));
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure("the event that GITHUB_EVENT_PATH names is no JSON", "usage");
  }
}

/**
 * What later steps of a job may ask for, where the runner takes it (GITHUB_OUTPUT). Each value stands between lines that nobody can know
 * before, so none can pass itself off as another.
 */
export async function writeJobOutputs(values: { readonly [name: string]: string }): Promise<void> {
  const path = process.env["GITHUB_OUTPUT"];
  if (path === undefined || path === "") return;
  const entries = Object.entries(values).map(([name, value]) => {
    const delimiter = `delimiter-${randomUUID()}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  await appendFile(path, entries.join("")).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(
      `the job's outputs, \`${path}\` (GITHUB_OUTPUT), cannot be written: ${fileErrorWords(error)}`,
      "work",
    );
  });
}
