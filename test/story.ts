import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { TestRepository } from "./git/repository.ts";

/** A fenced block of a page that acts: a file to write, or commands with what they print. */
export type Act =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | {
      readonly kind: "commands";
      readonly by: string;
      readonly on: string;
      readonly commands: readonly { readonly command: string; readonly output: string }[];
    };

/** Blocks that begin with a language (or a blank) and `file=PATH`, or with `console by=WHO on=DAY`, in the page's order. */
export function actsOf(page: string): readonly Act[] {
  return [...page.matchAll(/^```([^\n`]*)\n(.*?)^```$/gms)].flatMap(([, info = "", text = ""]): Act[] => {
    const path = /\bfile=(\S+)/.exec(info)?.[1];
    if (path !== undefined) return [{ kind: "file", path, text }];
    const [, by, on] = /^console by=(\w+) on=(\d{4}-\d{2}-\d{2})$/.exec(info) ?? [];
    if (by === undefined || on === undefined) return [];
    const commands = text
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return { command: part.slice(0, end), output: part.slice(end + 1) };
      });
    return [{ kind: "commands", by, on, commands }];
  });
}

const people: { readonly [name: string]: string } = {
  ada: "Ada Maintainer",
  lin: "Lin Maintainer",
  ken: "Ken Contributor",
};

/** Acts out one block in the repository, and gives what the commands printed, in the page's form. */
export function actOut(act: Act, repository: TestRepository, programs: string): string {
  if (act.kind === "file") {
    const path = join(repository.path, act.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, act.text);
    return "";
  }
  const name = people[act.by] ?? act.by;
  const date = `${act.on}T12:00:00Z`;
  const environment = {
    ...repository.environment,
    PATH: [programs, repository.environment["PATH"]].join(delimiter),
    SOURCE_DATE_EPOCH: String(Date.parse(date) / 1000),
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: `${act.by}@example.org`,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: `${act.by}@example.org`,
    GIT_COMMITTER_DATE: date,
  };
  return act.commands
    .map(({ command }) => {
      const run = spawnSync("sh", ["-c", `${command} 2>&1`], {
        cwd: repository.path,
        env: environment,
        encoding: "utf8",
      });
      return `$ ${command}\n${run.stdout}`;
    })
    .join("");
}

/** A directory with a `proviso` that runs the bundle on the Node that runs us. */
export function programsIn(directory: string, bundle: string): string {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "proviso"), `#!/bin/sh\nexec '${process.execPath}' '${bundle}' "$@"\n`, {
    mode: 0o755,
  });
  return directory;
}
