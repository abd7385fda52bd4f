import { lookAtRepository } from "../../app/adoption.ts";
import type { Adoption } from "../../core/adoption/adoption.ts";
import { renderAdoptionJson } from "../../core/adoption/adoption-json.ts";
import { renderAdoption } from "../../core/adoption/render-adoption.ts";
import { dayOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { type PolicyPlace, placeForPolicy, standingPolicy } from "../policy-place.ts";
import { createProgress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";
import type { InitOptions } from "./init.ts";

/**
 * `proviso init` without a profile: shows what it saw, the policy that it proposes, and what that would have said. Writes only what somebody said
 * yes to, on a terminal or by `--yes`.
 */
export async function runAdoption({ print, yes, format, day }: InitOptions): Promise<void> {
  const today = dayOption(day);
  const isJson = format === "json";
  if (print && (isJson || yes))
    throw new CommandFailure("--print writes the policy alone, so it takes no --yes and no --format json", "usage");
  // Whoever only looks may do so where a policy stands already.
  const asks = !print && !isJson && !yes && isTerminal();
  const mayWrite = yes || asks;
  const progress = createProgress("judged", "commits");
  const { adoption, place } = await withRepository(async (ports) => {
    if (mayWrite && ports.repository.description.workTree === null) {
      throw new CommandFailure("there is no work tree to write to; `proviso init --print` prints the policy", "usage");
    }
    const place = mayWrite ? await placeForPolicy() : null;
    return { place, adoption: valueOf(await lookAtRepository({ today, progress: progress.step }, ports)) };
  }).finally(() => progress.end());
  if (print) return writeOut(adoption.text);
  await writeOut(isJson ? renderAdoptionJson(adoption) : renderAdoption(adoption, terminalOf(process.stdout)));
  const written = place !== null && (await writeIfWanted(adoption, place, yes ?? false));
  if (!isJson) await writeOut(`\n${written ? writtenWords : notWrittenWords(await standingPolicy())}`);
}

/** Both ends have to be somebody's: nobody reads a question in a log, and nobody answers from a file. */
const isTerminal = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

async function writeIfWanted({ text, problems }: Adoption, place: PolicyPlace, isSure: boolean): Promise<boolean> {
  if (problems.some(({ severity }) => severity === "error")) {
    throw new CommandFailure("nothing was written: `proviso policy lint` would not accept the proposal", "policy");
  }
  if (!isSure) {
    const { confirmed } = await import("../confirm.ts");
    if (!(await confirmed("Write this as proviso.yaml?"))) return false;
  }
  await place.write(text);
  return true;
}

const writtenWords = `wrote proviso.yaml; read it, then
  proviso policy lint    says whether the policy and the texts it names fit each other
  proviso check          judges commits by it, once the branch that they are to enter has it
  proviso hook install   has git ask for it before each commit
`;

/** `--yes` would be refused where a policy stands. */
const notWrittenWords = (standing: string | null): string =>
  standing === null
    ? "nothing was written; `proviso init --yes` writes proviso.yaml, `proviso init --print` prints it alone\n"
    : `nothing was written, and ${standing} stays as it is; \`proviso init --print\` prints the proposal alone\n`;
