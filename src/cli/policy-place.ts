import { lstat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openRepository } from "../adapters/git/open-repository.ts";
import { policyPaths } from "../core/policy/own-files.ts";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure } from "./exit-status.ts";

/** Where a new policy may be written. */
export type PolicyPlace = { readonly write: (text: string) => Promise<void> };

/** The top of the work tree, where a policy is looked for; outside a repository, where we stand. Fails where a policy stands already. */
export async function placeForPolicy(): Promise<PolicyPlace> {
  const standing = await standingPolicy();
  if (standing !== null)
    throw new CommandFailure(
      `${standing} exists already; \`proviso init --print\` shows what would be written`,
      "usage",
    );
  const top = await topDirectory();
  return { write: (text) => write(join(top, "proviso.yaml"), text) };
}

/** The path of the policy that stands there already, from the top of the work tree; null: there is none. */
export async function standingPolicy(): Promise<string | null> {
  const top = await topDirectory();
  for (const path of policyPaths) if (await exists(join(top, path))) return path;
  return null;
}

async function topDirectory(): Promise<string> {
  const opened = await openRepository(process.cwd());
  if (!opened.ok) return process.cwd();
  const { workTree } = opened.value.description;
  await opened.value.close();
  return workTree ?? process.cwd();
}

/** A link that leads nowhere exists too. */
const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    const why = fileErrorWords(error as NodeJS.ErrnoException, "there is no such directory");
    throw new CommandFailure(`${path} cannot be written: ${why}`, "work");
  }
}
