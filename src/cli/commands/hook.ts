import { hookDirectory } from "../../adapters/files/hook-directory.ts";
import { type HookName, hookNames, usualHooks } from "../../app/hooks/hook-names.ts";
import type { HookOrder } from "../../app/hooks/hook-script.ts";
import { hookStatus, installHook, lineFor, uninstallHook } from "../../app/hooks/install-hooks.ts";
import { table } from "../../core/report/layout.ts";
import { neutralise } from "../../core/text/neutralise.ts";
import type { HookPlace } from "../../ports/hook-directory.ts";
import type { Repository } from "../../ports/repository.ts";
import { valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { programPaths } from "../program-paths.ts";

export type InstallOptions = { readonly provisoFirst?: boolean; readonly shared?: boolean };

/** `proviso hook install`. */
export async function runHookInstall(chosen: readonly string[], options: InstallOptions): Promise<void> {
  const { place, bare } = await placeOfHooks();
  const names = chosen.length === 0 ? usualHooks(bare) : (chosen as readonly HookName[]);
  refuseForeign(place, names, options.shared ?? false);
  const directory = hookDirectory(place.directory);
  const order: HookOrder = options.provisoFirst ? "proviso-first" : "other-first";
  const where = neutralise(place.directory);
  for (const name of names) {
    const { done, chained } = valueOf(installHook(name, { directory, program: programPaths(), order }));
    await writeOut(`${name}: ${doneWords[done]} in ${where}${chainWords(chained)}\n`);
  }
}

const doneWords = { installed: "installed", updated: "updated", unchanged: "already installed" } as const;

const chainWords = (chained: "other-first" | "proviso-first" | null): string =>
  chained === null ? "" : `; the hook that stood there runs ${chained === "other-first" ? "first" : "after it"}`;

/** `proviso hook uninstall`. */
export async function runHookUninstall(chosen: readonly string[]): Promise<void> {
  const { place } = await placeOfHooks();
  const directory = hookDirectory(place.directory);
  const names = chosen.length === 0 ? hookNames : (chosen as readonly HookName[]);
  const words = {
    removed: "removed",
    restored: "removed; what stood there before stands there again",
    "not-installed": "not installed",
  };
  for (const name of names) {
    const { done } = valueOf(uninstallHook(name, directory));
    if (done !== "not-installed" || chosen.length > 0) await writeOut(`${name}: ${words[done]}\n`);
  }
}

/** `proviso hook status`. */
export async function runHookStatus(chosen: readonly string[]): Promise<void> {
  const { place } = await placeOfHooks();
  const directory = hookDirectory(place.directory);
  const names = chosen.length === 0 ? hookNames : (chosen as readonly HookName[]);
  const setBy = place.setBy === null ? "" : ` (core.hooksPath, ${place.setBy})`;
  const rows = names.map((name) => [name, stateWords(hookStatus(name, directory))]);
  const lines = [`hooks in ${neutralise(place.directory)}${setBy}`, ...table(rows, "  ")];
  await writeOut(lines.map((line) => `${line}\n`).join(""));
}

function stateWords({ state, chained, kept }: ReturnType<typeof hookStatus>): string {
  if (state === "installed") return `installed${chainWords(chained)}`;
  if (state === "disabled") return "installed, but git does not run it: it may not be executed; install it again";
  const aside = kept
    ? "; a hook is kept that stood there before: `proviso hook install` or `uninstall` puts that in order"
    : "";
  return state === "other" ? `not installed; another hook stands there${aside}` : `not installed${aside}`;
}

function placeOfHooks(): Promise<{ readonly place: HookPlace; readonly bare: boolean }> {
  return withRepository(async ({ repository }: { repository: Repository }) => {
    const place = await repository.hookPlace();
    if (!place.ok) throw new CommandFailure(place.error.text, "work");
    return { place: place.value, bare: repository.description.bare };
  });
}

/** A directory that is not only this repository's is not written to unasked. */
function refuseForeign({ directory, setBy, inWorkTree }: HookPlace, names: readonly HookName[], shared: boolean): void {
  if (inWorkTree) {
    const lines = names.map((name) => lineFor(name, directory)).map(({ file, line }) => `\`${line}\` to ${file}`);
    throw new CommandFailure(
      `git's hooks are files of the project here (core.hooksPath is ${directory}), so nothing was written; add ${lines.join(", and ")}`,
      "usage",
    );
  }
  if (shared || setBy === null || setBy === "local" || setBy === "worktree") return;
  throw new CommandFailure(
    `core.hooksPath (${setBy}) says ${directory}, which serves other repositories, too, so nothing was written; \`--shared\` installs there all the same`,
    "usage",
  );
}
