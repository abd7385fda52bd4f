import { access, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { initialPolicy } from "../../core/policy/init.ts";
import { findProfile, profiles } from "../../core/policy/profiles.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";

export type InitOptions = {
  readonly like: string;
  readonly print?: boolean;
  readonly list?: boolean;
  readonly directory?: string;
};

/** `proviso init`: writes a whole, commented policy to start from. Never overwrites one. */
export async function runInit({ like, print, list, directory }: InitOptions): Promise<void> {
  if (list) {
    const lines = profiles.map(
      ({ name, date, summary, source }) => `${name.padEnd(14)} ${date}  ${summary}\n${" ".repeat(27)}${source}\n`,
    );
    return writeOut(lines.join(""));
  }
  const profile = findProfile(like);
  if (profile === undefined) {
    throw new CommandFailure(
      `there is no profile \`${like}\`; there are ${profiles.map(({ name }) => name).join(", ")}`,
      "usage",
    );
  }
  const text = initialPolicy(profile);
  if (print) return writeOut(text);
  const path = resolve(directory ?? ".", "proviso.yaml");
  if (await exists(path))
    throw new CommandFailure(`${path} exists already; \`proviso init --print\` shows what would be written`, "usage");
  await writeFile(path, text, { flag: "wx" });
  await writeOut(`wrote proviso.yaml like ${like}'s; read it, then \`proviso policy lint\`\n`);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
