import { lstat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openRepository } from "../../adapters/git/open-repository.ts";
import { initialPolicy } from "../../core/policy/init.ts";
import { policyPaths } from "../../core/policy/own-files.ts";
import { findProfile, profiles } from "../../core/policy/profiles.ts";
import { fold } from "../../core/report/layout.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";

export type InitOptions = {
  readonly like: string;
  readonly print?: boolean;
  readonly list?: boolean;
};

/** `proviso init`: writes a whole, commented policy to start from. Never overwrites one, nor puts one above another. */
export async function runInit({ like, print, list }: InitOptions): Promise<void> {
  if (list) return writeOut(profileList(terminalOf(process.stdout).width));
  const profile = findProfile(like);
  if (profile === undefined) {
    throw new CommandFailure(
      `there is no profile \`${like}\`; there are ${profiles.map(({ name }) => name).join(", ")}`,
      "usage",
    );
  }
  const text = initialPolicy(profile);
  if (print) return writeOut(text);
  const top = await topDirectory();
  for (const path of policyPaths) {
    if (await exists(join(top, path)))
      throw new CommandFailure(`${path} exists already; \`proviso init --print\` shows what would be written`, "usage");
  }
  await write(join(top, "proviso.yaml"), text);
  await writeOut(`wrote proviso.yaml like ${like}'s; read it, then \`proviso policy lint\`\n`);
}

/** The profiles with their dates and sources. */
function profileList(width: number | null): string {
  const lines = profiles.flatMap(({ name, date, summary, source }) => {
    const head = `${name.padEnd(14)} ${date}  `;
    const indent = " ".repeat(head.length);
    return [...fold(head, summary, indent, width), ...fold(indent, source, indent, width)];
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** The top of the work tree, where a policy is looked for; outside a repository, where we stand. */
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
    const { code = "error" } = error as NodeJS.ErrnoException;
    const why = code === "EACCES" || code === "EPERM" || code === "EROFS" ? "permission is denied" : code;
    throw new CommandFailure(`${path} cannot be written: ${why}`, "work");
  }
}
