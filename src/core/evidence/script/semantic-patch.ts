import type { Change } from "../../commit/facts.ts";
import { patchPathOf } from "./programs.ts";

/** A script with what it needs. */
export type PreparedScript =
  | {
      readonly prepared: true;
      readonly script: string;
      /** The texts that the script finds at `patchPathOf` 0, 1, …, where nothing that it does changes them. */
      readonly semanticPatches: readonly string[];
      readonly note: string | null;
    }
  | { readonly prepared: false; readonly why: string };

/**
 * Lets the commands of a message use the semantic patches that stand in it, whatever they call their files: a file of that name in the tree is not the
 * message's. A message that shows a semantic patch and no command means `spatch --in-place` over what the commit touches; the note says so.
 *
 * @param commands commands of a shell, a line each or more
 * @param changes what the commit touches; only used where the message names no command
 */
export function prepareScript(
  commands: string,
  semanticPatches: readonly string[],
  changes: readonly Change[],
): PreparedScript {
  if (semanticPatches.length === 0) {
    if (/(?:^|[\s|;&(])spatch\s/.test(commands))
      return { prepared: false, why: "its semantic patch does not stand in the message" };
    return { prepared: true, script: commands, semanticPatches, note: null };
  }
  const patch = semanticPatches.join("\n");
  if (codeRule.test(patch.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, " ")))
    return { prepared: false, why: "the semantic patch holds code of another language" };
  if (/[^\u0000-\u007f]/.test(patch))
    return {
      prepared: false,
      why: "the semantic patch has letters other than those of ASCII, which may look like others",
    };
  if (semanticPatches.some((one) => !hasPlainHeads(one)))
    return {
      prepared: false,
      why: "the semantic patch includes another, or has a rule's head of a kind that is not replayed",
    };
  const named = namedPatches(commands);
  if (named.length === 0) {
    const paths = changes.filter(({ status, path }) => status === "modified" && /\.[ch](?:\.inc)?$/.test(path));
    if (paths.length === 0)
      return { prepared: false, why: "the semantic patch is for C, and the commit modifies no C" };
    const files = paths.map(({ path }) => quoted(path)).join(" ");
    const command = `spatch --sp-file ${patchPathOf(0)} --in-place --no-show-diff ${files}`;
    const script = commands === "" ? command : `${command}\n${commands}`;
    const note =
      "the message names no command for its semantic patch; it ran over the C files that the commit modifies";
    return { prepared: true, script, semanticPatches: [patch], note };
  }
  if (named.length > 1 && named.length !== semanticPatches.length) {
    return { prepared: false, why: "the message does not say which of its semantic patches is in which file" };
  }
  const script = commands.replaceAll(
    patchOption,
    (_, option: string, path: string) => `${option}${patchPathOf(named.indexOf(path))}`,
  );
  return { prepared: true, script, semanticPatches: named.length === 1 ? [patch] : semanticPatches, note: null };
}

/**
 * A head names a rule, and says perhaps on which others it depends. What it takes from elsewhere (`#include`, `using`, `extends`) no reader of the message sees.
 */
const hasPlainHeads = (patch: string): boolean =>
  !/^\s*#/m.test(patch) &&
  patch.split("\n").every((line) => !/^\s*@/.test(line) || plainHead.test(line)) &&
  !/\b(?:using|extends)\b/.test(patch);

const plainHead = /^\s*@\s*(?:[A-Za-z_]\w*\s*)?(?:depends\s+on\s+[\w\s&|!()]+)?@\s*$/;

/** Rules of a semantic patch, and conditions of its variables, that run Python or OCaml. */
const codeRule = /\bscript\s*:|@\s*(?:initialize|finalize)\b|\b(?:python|ocaml)\b/i;

/** The option by which `spatch` is told a file with rules, and the file. */
const patchOption = /(\s--?(?:sp|cocci)[-_]file(?:[=\s]|\\\n)+)(\S+)/g;

/** The files that `spatch` reads rules from, each once, as the commands name them. */
const namedPatches = (commands: string): readonly string[] => [
  ...new Set([...commands.matchAll(patchOption)].map(([, , path = ""]) => path)),
];

/** One word for the shell. */
const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
