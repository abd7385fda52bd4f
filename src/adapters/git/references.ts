import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

/**
 * Symbolic refs, by name, and the ref that each stands for in the end: whoever writes to it writes there. Where that is not there yet, only those are found
 * that are `asked` about.
 */
export async function listAliases(
  place: GitPlace,
  commonDirectory: string,
  asked: readonly string[],
): Promise<Answer<ReadonlyMap<string, string>>> {
  // git writes an empty line for every other ref, so that many refs cost little.
  const output = await runGit(place, ["for-each-ref", "--format=%(if)%(symref)%(then)%(refname) %(symref)%(end)"]);
  if (output.status !== 0) return failureOf(output, place, "list the symbolic refs");
  if (output.truncated) return refuse("too-large", "the repository has too many refs to be listed");
  const lines = output.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  const found = new Map(lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
  for (const name of asked) {
    const target = await danglingTarget(place, commonDirectory, name);
    if (!target.ok) return target;
    if (target.value !== null) found.set(name, target.value);
  }
  return answer(found);
}

/** Symbolic refs that lead to each other; git follows no more. */
const stepsMax = 5;

/** What a symbolic ref stands for in the end that is not there; null: it is no symbolic ref. */
async function danglingTarget(place: GitPlace, commonDirectory: string, name: string): Promise<Answer<string | null>> {
  let target: string | null = null;
  for (let step = 0; step < stepsMax; step += 1) {
    const asked: string = target ?? name;
    // A symbolic ref is a file of its name and is never packed, but where refs are kept in tables.
    if (!existsSync(join(commonDirectory, asked)) && !existsSync(join(commonDirectory, "reftable"))) break;
    const output = await runGit(place, ["symbolic-ref", "--quiet", asked]);
    if (output.status === 1) break;
    if (output.status !== 0) return failureOf(output, place, "read a symbolic ref");
    target = output.stdout.toString("utf8").trimEnd();
  }
  return answer(target);
}

/** Refs below prefixes, with what each names. */
export async function listReferences(
  place: GitPlace,
  prefixes: readonly string[],
): Promise<Answer<readonly { readonly name: string; readonly id: string }[]>> {
  const output = await runGit(place, ["for-each-ref", "--format=%(objectname) %(refname)", ...prefixes]);
  if (output.status !== 0) return failureOf(output, place, "list the refs");
  if (output.truncated) return refuse("too-large", "the repository has too many refs to be listed");
  // A ref's name is bytes without blanks and controls (git-check-ref-format(1)).
  const lines = linesOf(output.stdout).map((line) => Buffer.from(line, "latin1").toString("utf8"));
  return answer(
    lines.map((line) => ({ id: line.slice(0, line.indexOf(" ")), name: line.slice(line.indexOf(" ") + 1) })),
  );
}
