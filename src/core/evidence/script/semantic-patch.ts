import type { Change } from "../../commit/facts.ts";

/** A file that the sandbox lays down before the script runs, and takes away behind it. */
export type ScriptFile = { readonly path: string; readonly text: string };

/** A script with what it needs. */
export type PreparedScript =
  | {
      readonly prepared: true;
      readonly script: string;
      readonly files: readonly ScriptFile[];
      readonly note: string | null;
    }
  | { readonly prepared: false; readonly why: string };

/**
 * Puts the semantic patches of a message where its commands look for them. A message that shows a semantic patch and no
 * command means `spatch --in-place` over what the commit touches; the note says so.
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
    return { prepared: true, script: commands, files: [], note: null };
  }
  const patch = semanticPatches.join("\n");
  if (codeRule.test(patch.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, " ")))
    return { prepared: false, why: "the semantic patch holds code of another language" };
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
    const command = `spatch --sp-file ${messagePatch} --in-place --no-show-diff ${files}`;
    const script = commands === "" ? command : `${command}\n${commands}`;
    const note =
      "the message names no command for its semantic patch; it ran over the C files that the commit modifies";
    return { prepared: true, script, files: [{ path: messagePatch, text: patch }], note };
  }
  const odd = named.find((path) => !isPlainPath(path));
  if (odd !== undefined) return { prepared: false, why: `\`${odd}\` may be another file than the message's` };
  if (named.length > 1 && named.length !== semanticPatches.length) {
    return { prepared: false, why: "the message does not say which of its semantic patches is in which file" };
  }
  const texts = named.length === 1 ? [patch] : semanticPatches;
  return {
    prepared: true,
    script: commands,
    files: named.map((path, at) => ({ path, text: texts[at] ?? "" })),
    note: null,
  };
}

const messagePatch = "/tmp/message.cocci";

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

/** The files that `spatch` reads rules from, each once, as the commands name them. */
function namedPatches(commands: string): readonly string[] {
  const found = commands.matchAll(/\s--?(?:sp|cocci)[-_]file(?:[=\s]|\\\n)+(\S+)/g);
  return [...new Set([...found].map(([, path = ""]) => path.replace(/^(["'])(.*)\1$/, "$2")))];
}

/** A file that can be laid down where `spatch` looks for it, and is none by another name. */
const isPlainPath = (path: string): boolean => /^(?:\/tmp\/)?\w[\w./-]*$/.test(path) && !path.includes("..");

/** One word for the shell. */
const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
