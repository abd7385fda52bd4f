import { readFileSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { type Remembering, remembering } from "../../adapters/git/memory/remember.ts";
import { judgeMessage } from "../../app/hooks/commit-message.ts";
import { noteMessage } from "../../app/hooks/prepared-message.ts";
import { scissors } from "../../core/commit/scissors.ts";
import { withPendingFixes } from "../../core/report/pending-fix.ts";
import { renderHookFindings } from "../../core/report/render-hook.ts";
import { shellWord } from "../../core/text/shell-word.ts";
import { committingNow } from "../committing.ts";
import { dayOption, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { isQuiet, keepMemory, recallMemory } from "../hook-memory.ts";
import { sayHere } from "../hook-sentence.ts";
import { hookVariables } from "../hook-variables.ts";
import { readInput } from "../input.ts";
import { terminalOf } from "../terminal.ts";

/** The hook `commit-msg`. Gives whether the commit may be made. */
export async function runCommitMessage([file]: readonly string[]): Promise<boolean> {
  const path = messageFile(file);
  const committing = committingNow();
  const { judgement, amends } = await withRepository(async (ports) => {
    const message = await readInput(path);
    const noting = remembering(ports.repository, { directory: process.cwd(), environment: process.env });
    const question = { message, indexFile: indexFile(), committing, today: dayOption(undefined) };
    const judged = await judgeMessage(question, { ...ports, repository: noting.repository });
    if (judged.judgement !== null && isQuiet(judged.judgement)) await remember(noting);
    return judged;
  }, hookVariables);
  if (judgement === null || isQuiet(judgement)) return true;
  if (judgement.kind === "unjudged") {
    sayHere(`the commit was not judged: ${judgement.why}`);
    return true;
  }
  const { report, kind } = judgement;
  const fitting = amends ? report : withPendingFixes(report);
  process.stderr.write(renderHookFindings(fitting, kind === "refused" ? "refused" : "all", terminalOf(process.stderr)));
  if (kind === "waits") sayHere("the commit was made; it waits for the word of somebody else, as said above");
  if (kind === "refused") sayHere(`no commit was made; the message is kept: ${retry(path, amends)} takes it up again`);
  return kind !== "refused";
}

/** What was learnt from git is kept for the next commit, unless what was kept before still holds. */
async function remember(noting: Remembering): Promise<void> {
  if (recallMemory() !== undefined) return;
  const memory = await noting.memory();
  if (memory !== null) keepMemory(memory);
}

/** The hook `prepare-commit-msg`. It never stops anybody. */
export async function runPrepareMessage([file, source]: readonly string[]): Promise<boolean> {
  const path = messageFile(file);
  const message = readFileSync(path);
  const noted = await withRepository(
    (ports) => noteMessage({ message, source: source ?? null, committing: committingNow() }, ports),
    hookVariables,
  );
  if (noted !== null) writeFileSync(path, noted);
  return true;
}

function messageFile(file: string | undefined): string {
  if (file === undefined)
    throw new CommandFailure("git gives this hook the file of the message; there is none", "usage");
  return file;
}

/** `git commit -a` and `git commit PATH` commit another index than the usual one, and say so. */
function indexFile(): string | null {
  const named = process.env["GIT_INDEX_FILE"];
  return named === undefined || named === "" ? null : resolve(named);
}

/** The command that takes the message up again. Below scissors there may be a diff, which only `--verbose` throws away. */
function retry(path: string, amends: boolean): string {
  const isCut = readFileSync(path, "latin1").includes(` ${scissors}\n`);
  const options = [...(amends ? ["--amend"] : []), ...(isCut ? ["-v"] : [])];
  const isMerge = basename(path) === "MERGE_MSG";
  const command = `\`${["git", "commit", ...options, "-e", "-F", shellWord(path)].join(" ")}\``;
  if (isMerge) return `${command}, which ends the merge,`;
  return usesOtherIndex() ? `${command}, with \`-a\` or the paths as before,` : command;
}

/** For `-a`, `-p` and paths git prepares an index of its own, and drops it when the commit is refused: nothing of it is staged then. */
function usesOtherIndex(): boolean {
  const named = indexFile();
  return named !== null && basename(named) !== "index";
}
