import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../../adapters/files/make-directory.ts";
import { relyingCommits } from "../../app/audit/relying-commits.ts";
import { exposure } from "../../app/exposure.ts";
import { renderExposure, renderExposureJson } from "../../core/report/render-exposure.ts";
import { shown } from "../../core/report/words.ts";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import { append } from "../../core/text/long-lists.ts";
import type { Rehearsed } from "../../ports/repository.ts";
import { policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { writeOut } from "../output.ts";
import { sourceDate } from "../patch-date.ts";
import { createProgress } from "../progress.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { terminalOf } from "../terminal.ts";

export type ExposureCommandOptions = {
  readonly commits?: readonly string[];
  readonly at: string;
  readonly policyFrom?: string;
  readonly series?: string;
  readonly format?: string;
  readonly verbose?: boolean;
};

/** `proviso exception exposure`. Status 0: all of it is known; 2: something is not, and the report says what. */
export async function runExposure(id: string | undefined, options: ExposureCommandOptions): Promise<void> {
  const named = await namedCommits(id, options.commits ?? []);
  const { series } = options;
  if (series !== undefined) expectFree(series);
  const patchesAsked = series === undefined ? null : { seconds: sourceDate(process.env["SOURCE_DATE_EPOCH"]) };
  const reverts = createProgress("rehearsed", "reverts");
  const files = createProgress("traced", "files");
  const endProgress = (): void => {
    reverts.end();
    files.end();
  };
  const traced = (done: number): void => {
    reverts.end();
    files.step(done);
  };
  const progress = { reverts: reverts.step, files: traced };
  const policyFrom = policyFromOption(options.policyFrom);
  const work = () =>
    withRepository((ports) => {
      const relying = (exception: string) => relyingCommits(exception, { revision: options.at, policyFrom }, ports);
      const commits =
        id === undefined ? ({ kind: "named", names: named } as const) : ({ kind: "exception", id, relying } as const);
      return exposure({ commits, at: options.at, patches: patchesAsked, progress }, ports.repository);
    });
  const answered = await withTemporaryDirectory(work).finally(endProgress);
  const { exposure: found, patches } = valueOf(answered);
  if (series !== undefined) writePatches(series, patches);
  const names = patches.map(({ name }) => name);
  if (options.format === "json") await writeOut(renderExposureJson(found, series === undefined ? null : names));
  else {
    await writeOut(renderExposure(found, { ...terminalOf(process.stdout), verbose: options.verbose ?? false }));
    if (series !== undefined) await writeOut(`\n${patchesWords(series, patches)}\n`);
  }
  process.exitCode = found.undetermined.length === 0 ? exitStatus.pass : exitStatus.undecided;
}

/** The revisions that somebody named instead of an exception. */
async function namedCommits(id: string | undefined, named: readonly string[]): Promise<readonly string[]> {
  if (id !== undefined && named.length > 0)
    throw new CommandFailure("say either the id of an exception or --commits, not both", "usage");
  if (id !== undefined) return [];
  if (named.length === 0)
    throw new CommandFailure(
      "say of which commits: the id of an exception, or --commits REVISION…, or `--commits -` to read their ids",
      "usage",
    );
  const names: string[] = [];
  for (const name of named) append(names, name === "-" ? await readNames() : [name]);
  return names;
}

/** Standard input, a name a line; empty lines do not count. */
async function readNames(): Promise<readonly string[]> {
  const text = Buffer.from(await readInput("-")).toString("utf8");
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Patches of two series in one directory would be applied as one. */
function expectFree(directory: string): void {
  let entries: readonly string[] = [];
  try {
    entries = readdirSync(directory);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    const why = code === "ENOTDIR" ? "is not a directory" : `cannot be read: ${fileErrorWords({ code, message })}`;
    throw new CommandFailure(`\`${directory}\` ${why}`, "usage");
  }
  if (entries.length > 0)
    throw new CommandFailure(`\`${directory}\` is not empty; a series needs a directory of its own`, "usage");
}

function writePatches(directory: string, patches: Rehearsed["patches"]): void {
  if (patches.length === 0) return;
  try {
    makeDirectory(directory);
    for (const { name, bytes } of patches) writeFileSync(join(directory, name), bytes, { flag: "wx" });
  } catch (error) {
    const why = fileErrorWords(error as NodeJS.ErrnoException);
    throw new CommandFailure(`the patches cannot be written to \`${directory}\`: ${why}`, "work");
  }
}

function patchesWords(directory: string, patches: Rehearsed["patches"]): string {
  if (patches.length === 0) return "no revert is clean, so no patch was written";
  // Mail ends its lines with a carriage return of its own, so `git am` takes away those of files.
  const keep = patches.some(({ bytes }) => Buffer.from(bytes).includes("\r\n")) ? " --keep-cr" : "";
  const count = patches.length === 1 ? "1 patch is" : `${patches.length} patches are`;
  return `${count} in ${shown(directory)}; \`git am${keep}\` applies them to the revision in the order of their names`;
}
