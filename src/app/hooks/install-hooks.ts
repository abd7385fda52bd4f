import type { Done, HookDirectory } from "../../ports/hook-directory.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { HookName } from "./hook-names.ts";
import { type HookOrder, hookScript, isOurScript, keptName, orderIn, type Program } from "./hook-script.ts";

/** What became of a hook. `chained`: the one that stood there before runs as well. */
export type Installed = {
  readonly name: HookName;
  readonly done: "installed" | "updated" | "unchanged";
  readonly chained: Exclude<HookOrder, "alone"> | null;
};

/** What became of a hook that was to go. `restored`: what stood there before stands there again. */
export type Uninstalled = { readonly name: HookName; readonly done: "removed" | "restored" | "not-installed" };

/** How a hook stands. */
export type HookStatus = {
  readonly name: HookName;
  readonly state: "installed" | "disabled" | "other" | "none";
  readonly chained: Exclude<HookOrder, "alone"> | null;
  /** A hook is kept that stood there before. */
  readonly kept: boolean;
};

/**
 * Installs a hook. One that stands there is kept under another name, as it is, and both run from then on; one of ours is written anew,
 * and keeps its order.
 */
export function installHook(
  name: HookName,
  { directory, program, order }: { directory: HookDirectory; program: Program; order: Exclude<HookOrder, "alone"> },
): Attempt<Installed> {
  const there = directory.read(name);
  const kept = directory.read(keptName(name));
  if (there.kind === "other") return failed("work", `${name} is no file that could be a hook; nothing was changed`);
  if (there.kind === "file" && isOurScript(there.text, name)) {
    const own = orderIn(there.text);
    const script = hookScript(name, program, own);
    const chained = own === "alone" ? null : own;
    if (script === there.text && there.runs) return done({ name, done: "unchanged", chained });
    const written = directory.write(name, script);
    return written.ok ? done({ name, done: "updated", chained }) : failed("work", written.text);
  }
  if (there.kind === "none") {
    // Somebody took our script away, and the hook that it ran is still there.
    const chained = kept.kind === "none" ? null : order;
    const written = directory.write(name, hookScript(name, program, chained ?? "alone"));
    return written.ok ? done({ name, done: "installed", chained }) : failed("work", written.text);
  }
  if (kept.kind !== "none")
    return failed(
      "usage",
      `${name}: a hook stands there that is not ours, and ${keptName(name)} keeps another; join the two, or take one away`,
    );
  return chained(name, hookScript(name, program, order), order, directory);
}

/** If the second step fails, the first is taken back. */
function chained(
  name: HookName,
  script: string,
  order: Exclude<HookOrder, "alone">,
  directory: HookDirectory,
): Attempt<Installed> {
  const renamed = directory.rename(name, keptName(name));
  if (!renamed.ok) return failed("work", renamed.text);
  const written = directory.write(name, script);
  if (written.ok) return done({ name, done: "installed", chained: order });
  directory.rename(keptName(name), name);
  return failed("work", written.text);
}

/** Takes a hook away, and puts back what stood there before. A hook that is not ours stays as it is. */
export function uninstallHook(name: HookName, directory: HookDirectory): Attempt<Uninstalled> {
  const there = directory.read(name);
  const hasKept = directory.read(keptName(name)).kind !== "none";
  const isOurs = there.kind === "file" && isOurScript(there.text, name);
  if (there.kind !== "none" && !isOurs) {
    if (!hasKept) return done({ name, done: "not-installed" });
    return failed(
      "usage",
      `${name} is not ours any more, so it stays; what stood there before us is kept as ${keptName(name)}`,
    );
  }
  if (there.kind === "none" && !hasKept) return done({ name, done: "not-installed" });
  const removed: Done = isOurs ? directory.remove(name) : { ok: true };
  if (!removed.ok) return failed("work", removed.text);
  if (!hasKept) return done({ name, done: "removed" });
  const restored = directory.rename(keptName(name), name);
  return restored.ok ? done({ name, done: "restored" }) : failed("work", restored.text);
}

/** How a hook stands. git runs no hook that may not be executed. */
export function hookStatus(name: HookName, directory: HookDirectory): HookStatus {
  const there = directory.read(name);
  const kept = directory.read(keptName(name)).kind !== "none";
  if (there.kind === "none") return { name, state: "none", chained: null, kept };
  if (there.kind === "other" || !isOurScript(there.text, name)) return { name, state: "other", chained: null, kept };
  const order = orderIn(there.text);
  return { name, state: there.runs ? "installed" : "disabled", chained: order === "alone" ? null : order, kept };
}

/** The files in which a project that keeps its hooks among its own files would have this one, and the line that it needs. */
export type HookLine = { readonly file: string; readonly line: string };

/** What to add where hooks are the project's files: husky's own directory holds only what husky writes. */
export function lineFor(name: HookName, directory: string): HookLine {
  const file = `${directory.replace(/([\\/]\.husky)[\\/]_$/, "$1")}/${name}`;
  return { file, line: `npx --no-install proviso hook run ${name} "$@"` };
}
