import { shellWord } from "../../core/text/shell-word.ts";
import { type HookName, isServerHook } from "./hook-names.ts";

/** Where the program was when a hook was installed: absolute paths. */
export type Program = { readonly node: string; readonly proviso: string };

/** Does a hook run by itself, or with one that stood there before it: the other first, or ours? */
export type HookOrder = "alone" | "other-first" | "proviso-first";

/** What tells a script of ours. The number goes up when old ones no longer work. */
const mark = "# proviso-hook 1 ";

/** The name under which a hook is kept that stood there before. */
export const keptName = (name: HookName): string => `${name}.kept-by-proviso`;

/** Is a file a script of ours for this hook? Line ends may have been changed since. */
export const isOurScript = (text: string, name: HookName): boolean => text.split(/\r?\n/, 2)[1] === `${mark}${name}`;

/** The order that a script of ours was written for. */
export const orderIn = (text: string): HookOrder =>
  text.includes("\nrun_other_first ")
    ? "other-first"
    : text.includes("\nrun_proviso_first ")
      ? "proviso-first"
      : "alone";

/**
 * The script of a hook, in POSIX shell: it finds the program and hands over to it. Nothing of the policy stands in it, so that it need not
 * change when that does. Line ends are line feeds on every system, as its shell wants them.
 */
export function hookScript(name: HookName, program: Program, order: HookOrder): string {
  const lines = [
    "#!/bin/sh",
    `${mark}${name}`,
    `# Written by \`proviso hook install\`. \`proviso hook uninstall ${name}\` takes it away and brings back what stood here before.`,
    `node=${shellWord(forShell(program.node))}`,
    `proviso=${shellWord(forShell(program.proviso))}`,
    "",
    ...runProviso(name, order === "alone" ? "exec " : ""),
    ...(order === "alone" ? [`run_proviso "$@"`] : chain(name, order)),
  ];
  return `${lines.join("\n")}\n`;
}

/** The noted place, then the PATH, then (not on a server, where strangers write) the project's own packages. */
function runProviso(name: HookName, exec: string): readonly string[] {
  const command = `hook run ${name} "$@"`;
  const npx = [
    "  elif command -v npx >/dev/null 2>&1 && npx --no-install proviso --version >/dev/null 2>&1; then",
    `    ${exec}npx --no-install proviso ${command}`,
  ];
  const [what, how] = isServerHook(name)
    ? ["nothing is taken in unjudged, so the push was refused", "return 1"]
    : ["nothing was judged", "return 0"];
  return [
    "run_proviso() {",
    `  if [ -f "$proviso" ] && [ -x "$node" ]; then`,
    `    ${exec}"$node" "$proviso" ${command}`,
    `  elif [ -f "$proviso" ] && command -v node >/dev/null 2>&1; then`,
    `    ${exec}node "$proviso" ${command}`,
    "  elif command -v proviso >/dev/null 2>&1; then",
    `    ${exec}proviso ${command}`,
    ...(isServerHook(name) ? [] : npx),
    "  else",
    `    echo "proviso: ${what}: neither proviso nor a Node.js to run it with was found (hook ${name}); install it again with 'proviso hook install ${name}'" >&2`,
    `    ${how}`,
    "  fi",
    "}",
  ];
}

/** Both get the same arguments and the same standard input; the first that refuses ends it. A hook that git would not run is not run here. */
function chain(name: HookName, order: "other-first" | "proviso-first"): readonly string[] {
  const readsInput = name === "pre-push" || name === "pre-receive";
  const [saved, feed] = readsInput
    ? [["input=$(cat; echo x)", "input=${input%x}", "feed() { printf '%s' \"$input\" 2>/dev/null; }"], "feed | "]
    : [[], ""];
  const kept = [
    `other="\${0%/*}/${keptName(name)}"`,
    `run_other() { if [ -x "$other" ]; then ${feed}"$other" "$@"; fi; }`,
  ];
  const ours = `run_ours() { ${feed}run_proviso "$@"; }`;
  return order === "other-first"
    ? [...saved, ...kept, ours, `run_other_first() { run_other "$@" && run_ours "$@"; }`, `run_other_first "$@"`]
    : [...saved, ...kept, ours, `run_proviso_first() { run_ours "$@" && run_other "$@"; }`, `run_proviso_first "$@"`];
}

/** git for Windows runs hooks in a shell that takes slashes. */
const forShell = (path: string): string => (/^[A-Za-z]:\\/.test(path) ? path.replaceAll("\\", "/") : path);
