import type { CommitFacts } from "../commit/facts.ts";
import type { Learned } from "../text/learned.ts";
import type { Proof } from "./proof.ts";
import { foreignWords } from "./script/foreign-words.ts";
import { ownLines } from "./script/own-lines.ts";
import { spelledOut } from "./script/spelled-out.ts";
import { counted, noProof, notProved, proved } from "./verdicts.ts";

export type ChangedLines = { readonly added: readonly string[]; readonly removed: readonly string[] };

/** What became of the script that a message carries. */
export type ReplayFacts =
  /** The message carries none. */
  | { readonly kind: "no script" }
  /** It is not run: a clause for people says why. */
  | { readonly kind: "refused"; readonly script: string; readonly why: string }
  | {
      readonly kind: "run";
      readonly script: string;
      /** Texts that it puts in: replacements, values of variables, semantic patches. */
      readonly putIn: readonly string[];
      /** What a reader must know of how it was run, or null. */
      readonly note: string | null;
      /** Does the parent's tree become exactly the commit's? */
      readonly sameTree: boolean;
      /** From the script's tree to the commit's, as a patch; cut where it is long. */
      readonly difference: string;
      /** The end of what the script complained of. */
      readonly complaint: string;
      /** The lines that the commit adds and takes out, each once; unknown when there are too many. */
      readonly lines: Learned<ChangedLines>;
    };

/**
 * Scripted: the message carries the script, and running it on the parent gives exactly the commit's tree.
 *
 * A script that spells out the text it adds does not change what was there, it carries new text, and one that adds words of which neither it nor the lines
 * that change know anything has them from elsewhere, or carries them in other letters: that is not proved, whatever the trees say.
 */
export function proveScripted({ parents }: Pick<CommitFacts, "parents">, replay: Learned<ReplayFacts>): Proof {
  if (parents.length > 1) return noProof("a merge has no changes of its own to replay");
  if (!replay.known) return noProof(replay.why);
  const { value } = replay;
  if (value.kind === "no script") return notProved("the message carries no script that can be recognised");
  const detail = { kind: "script" as const, script: value.script, difference: null };
  if (value.kind === "refused") return noProof(`the script was not run: ${value.why}`);
  if (!value.sameTree) {
    const said = value.complaint === "" ? "" : `; it said \`${value.complaint}\``;
    const difference = value.difference === "" ? null : value.difference;
    return notProved(`replaying the script does not give this tree${said}`, { detail: { ...detail, difference } });
  }
  if (!value.lines.known) return noProof(value.lines.why);
  const { added, removed } = value.lines.value;
  const spelled = spelledOut(value.script, added);
  if (spelled > spelledOutMax) {
    return notProved(
      `the script spells out ${counted(spelled, "character")} of the lines that it adds: it brings its own text`,
      { detail },
    );
  }
  const own = ownLines(removed, added);
  if (own > spelledOutMax) {
    return notProved(
      `it adds lines of ${counted(own, "character")} in all that are hardly made of what it takes out: it brings its own text`,
      { detail },
    );
  }
  const [foreign] = foreignWords(value.putIn.join("\n"), removed, added);
  if (foreign !== undefined) {
    return notProved(`it adds \`${foreign}\`, which stands neither in the script nor in the lines that change`, {
      detail,
    });
  }
  const note = value.note === null ? "" : `; ${value.note}`;
  return proved(`replaying the script that the message carries gives exactly this tree${note}`, detail);
}

/** Characters of added lines that may stand whole in the script: one line, as a replacement can be a line. */
const spelledOutMax = 60;
