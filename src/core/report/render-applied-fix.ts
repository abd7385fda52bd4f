import { shortObjectId } from "../commit/object-id.ts";
import { shellWord } from "../text/shell-word.ts";
import { counted } from "./layout.ts";
import { shown } from "./words.ts";

/** What was done, or would be, in numbers and names. */
export type AppliedView = {
  readonly isDryRun: boolean;
  readonly moves: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly repaired: number;
  readonly carried: number;
  readonly signaturesLost: number;
  /** The full name of the branch that HEAD names, or `HEAD` when it is detached. */
  readonly head: string;
};

/** The sentence above what changed. */
export function renderApplied({ isDryRun, moves, repaired, carried, signaturesLost }: AppliedView): string {
  const did = isDryRun ? "would rewrite" : "rewrote";
  const along = carried === 0 ? "" : `, and ${counted(carried, "commit")} on top of them`;
  const lost =
    signaturesLost === 0 ? "" : `; ${counted(signaturesLost, "signature")} ${isDryRun ? "would be lost" : "were lost"}`;
  const names = moves.map(({ name }) => `\`${shortName(name)}\``).join(", ");
  return `${did} ${counted(repaired, "commit")}${along} (${names}); files, authors and dates of authorship stay${lost}\n`;
}

/** How to take it back. */
export function renderUndo({ moves, head }: Pick<AppliedView, "moves" | "head">): string {
  const lines = moves.map(({ name, from, to }) =>
    name === head || name === "HEAD"
      ? `undo: \`git reset --soft ${shortObjectId(from)}\` (that is ORIG_HEAD; the files are the same)`
      : `undo: \`git update-ref ${shown(shellWord(name), 500)} ${from} ${to}\``,
  );
  return lines.map((line) => `${line}\n`).join("");
}

const shortName = (name: string): string => shown(name.replace(/^refs\/heads\//, ""));
