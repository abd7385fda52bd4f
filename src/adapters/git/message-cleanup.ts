import { scissors } from "../../core/commit/scissors.ts";
import type { Committing, MessageRules } from "../../ports/pending-commit.ts";
import type { Setting } from "./settings.ts";

/** What git takes for its comments when `core.commentChar` is `auto`, in its order. */
const automaticCharacters = "#;@!$%^&|:";

/**
 * How git cleans a message (git-commit(1), `--cleanup`): by the command line where it is known, else by the settings. Without an editor
 * nothing is a comment, and what looks like a scissors line is the author's own; but `--verbose` makes git cut there, editor or not.
 *
 * @param comment what begins a comment
 */
export function messageRulesBy(
  settings: readonly Setting[],
  comment: string,
  committing: Committing | null,
): MessageRules {
  const valueOf = (name: string) => settings.findLast((one) => one.name === name)?.value;
  const edited = committing?.edited ?? true;
  const mode = committing?.cleanup ?? valueOf("commit.cleanup") ?? "default";
  const verbose = committing?.verbose ?? (committing === null || !isOff(valueOf("commit.verbose")));
  return { cleanup: cleanupBy(mode, edited), comment, cutsAtScissors: verbose || (edited && mode === "scissors") };
}

function cleanupBy(mode: string, edited: boolean): MessageRules["cleanup"] {
  if (mode === "verbatim") return "keep";
  if (mode === "strip") return "comments";
  return mode === "whitespace" || mode === "scissors" || !edited ? "whitespace" : "comments";
}

/** Not set, or set to what git takes for no. A number is a level of verbosity. */
const isOff = (value: string | undefined): boolean => value === undefined || /^(?:false|no|off|0|)$/i.test(value);

/**
 * What begins a comment, by `core.commentChar`. Null: `core.commentString` stands there as well; newer git knows both, and alone
 * says which of them counts.
 */
export function commentBy(settings: readonly Setting[], message: Uint8Array): string | null {
  const own = settings.filter(({ name }) => name.startsWith("core.comment"));
  const last = own.at(-1)?.value ?? "#";
  if (last === "auto") return automaticComment(Buffer.from(message));
  return own.some(({ name }) => name === "core.commentstring") ? null : last;
}

/**
 * With `auto` git takes the first character that begins no line of the message, and says so nowhere: it stands before the scissors, and
 * at the lines that git writes last.
 */
function automaticComment(message: Buffer): string {
  const text = message.toString("latin1");
  const cut = new RegExp(`^([${automaticCharacters}]) ${scissors}$`, "m").exec(text);
  if (cut?.[1] !== undefined) return cut[1];
  const last = text.trimEnd().split("\n").at(-1) ?? "";
  const [first = ""] = last;
  return automaticCharacters.includes(first) && /^.(?:[ \t]|$)/.test(last) ? first : "#";
}

/** Where git stops reading: at the scissors line, else at the end. */
export function scissorsIn(message: Buffer, comment: string): number {
  const line = Buffer.from(`${comment} ${scissors}\n`, "utf8");
  if (message.subarray(0, line.length).equals(line)) return 0;
  const at = message.indexOf(Buffer.concat([Buffer.from("\n"), line]));
  return at === -1 ? message.length : at + 1;
}
