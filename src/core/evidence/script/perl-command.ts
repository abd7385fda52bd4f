import { type Argument, type Notes, notePutIn, shown } from "./arguments.ts";
import { readPerl } from "./perl.ts";

/** A suffix behind `i` takes all that follows, so that nothing but a suffix with its point may stand there. */
const perlFlags = /^-(?:[pnlgwW]|0(?:777)?)*(?:i(?:\.\w{1,8})?|([eE]))$|^-(?:[pnlgwW]|0(?:777)?)+$/;

/**
 * `perl -i` with substitutions that stand in the command itself. A name that begins with `-` is no option behind them. Without `-i`, perl reads more than
 * names in the names of files (perlop, "I/O Operators").
 */
export function perlRule(given: readonly Argument[], notes: Notes): string | null {
  let texts = 0;
  let inPlace = false;
  let end: number | null = null;
  let at = 0;
  for (; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: null, written: "" };
    if (text === null || !text.startsWith("-")) break;
    const flags = perlFlags.exec(text);
    if (flags === null) return `perl's option \`${shown(written)}\` is not known to be harmless`;
    end = given[at]?.end ?? end;
    inPlace ||= /^-[^i]*i/.test(text);
    if (flags[1] === undefined) continue;
    at += 1;
    end = given[at]?.end ?? end;
    const program = given[at]?.text ?? null;
    if (program === null) return "perl's text depends on variables";
    const why = notePutIn(readPerl(program), notes);
    if (why !== null) return why;
    texts += 1;
  }
  if (texts === 0 || end === null) return "perl runs a file, or what it reads";
  if (!inPlace) return "perl without `-i` may take the name of a file for a program to run";
  if (given.slice(at).some(({ text }) => text !== null && oddName.test(text)))
    return "perl may take the name of a file for more";
  notes.endOptions(end);
  return null;
}

/** Names that `<>` takes for more than names: it leaves out white space at their ends, and reads `<`, `>`, `+`, `|` and `-` there. */
const oddName = /^[\s<>|+]|[\s|]$|^-$|\p{Cc}/u;
