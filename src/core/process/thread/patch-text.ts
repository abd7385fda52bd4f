/** A file as a part of a patch leaves it: the lines of one hunk, kept and added ones, as a text. */
export type PatchedText = {
  /** As the patch names the file, without its first component; null where it names none. */
  readonly path: string | null;
  readonly text: string;
  /** The stretches of `text` that are added, end exclusive, in order; neighbours are joined. */
  readonly added: readonly { readonly start: number; readonly end: number }[];
};

/** Hunks of unified diffs, wherever they stand in a text. Each is as long as its own numbers say. Linear. */
export function patchedTexts(text: string): readonly PatchedText[] {
  const found: PatchedText[] = [];
  const lines = text.split("\n");
  let path: string | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const named = line.startsWith("+++ ") ? /^\+\+\+ (?:[^/\t]+\/)?([^\t]+?)[ \t\r]*(?:\t.*)?$/.exec(line) : null;
    if (named !== null) path = named[1] === undefined || line.startsWith("+++ /dev/null") ? null : unquoted(named[1]);
    const counts = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/.exec(line);
    if (counts === null) continue;
    const hunk = readHunk(lines, index + 1, { before: Number(counts[1] ?? 1), after: Number(counts[2] ?? 1) });
    found.push({ path, text: hunk.text, added: hunk.added });
    index = hunk.next - 1;
  }
  return found;
}

/** git puts names with strange characters in quotes; only the ending is of use here. */
const unquoted = (name: string): string => name.replace(/"$/, "");

function readHunk(
  lines: readonly string[],
  start: number,
  left: { before: number; after: number },
): { readonly text: string; readonly added: PatchedText["added"]; readonly next: number } {
  const kept: string[] = [];
  const added: { start: number; end: number }[] = [];
  let length = 0;
  let next = start;
  for (; next < lines.length && (left.before > 0 || left.after > 0); next += 1) {
    const line = lines[next] ?? "";
    const sign = line === "" || line === "\r" ? " " : line[0];
    if (sign !== " " && sign !== "+" && sign !== "-" && sign !== "\\") break;
    if (sign === " " || sign === "-") left.before -= 1;
    if (sign !== " " && sign !== "+") continue;
    left.after -= 1;
    const one = `${line.slice(1)}\n`;
    if (sign === "+") {
      const last = added.at(-1);
      if (last !== undefined && last.end === length) last.end = length + one.length;
      else added.push({ start: length, end: length + one.length });
    }
    kept.push(one);
    length += one.length;
  }
  return { text: kept.join(""), added, next };
}
