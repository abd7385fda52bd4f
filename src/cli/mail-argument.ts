import { readdirSync, type Stats, statSync } from "node:fs";
import { CommandFailure } from "./exit-status.ts";

/**
 * The place of mails that an argument of `proviso check` names; null: it names commits. Mails are `-` (standard input), whatever begins like a path
 * (`/`, `./`, `../`), and everything else that is a file, or a directory with mails, and that git does not know for commits. So is what nobody
 * knows where only mails can be meant: whoever reads them says that it is not there. In git's own directory, `HEAD` and every branch are files
 * too, and mean what git means by them.
 *
 * @param isRange asked only where something of that name is there, or only mails can be meant; what git knows and what lies there cannot both be
 * @param isAboutMails somebody asked for what only mails have
 */
export async function mailPlace(
  text: string,
  isRange: (text: string) => Promise<boolean>,
  isAboutMails: boolean,
): Promise<string | null> {
  if (isPlace(text)) return text;
  const there = statsOf(text);
  if (there === null) return (isAboutMails || namesMails(text)) && !(await isRange(text)) ? text : null;
  if (!(await isRange(text))) return text;
  if (!mayHoldMails(text, there) || isInGitDirectory()) return null;
  const what = there.isDirectory() ? "a directory with mails" : "a file";
  throw new CommandFailure(
    `\`${text}\` is both a revision and ${what}; write \`./${text}\` for the mails, or \`${text}^!\` or a range for commits`,
    "usage",
  );
}

/** Standard input, and what begins like a path. */
const isPlace = (text: string): boolean => text === "-" || /^\.{0,2}\//.test(text);

/** Is it called like mails, whatever lies there? */
export const namesMails = (text: string): boolean => isPlace(text) || /\.(?:mbox|mbx|eml|patch)$/i.test(text);

/** A branch may well be called like a directory of sources. */
function mayHoldMails(path: string, there: Stats): boolean {
  if (!there.isDirectory()) return true;
  const names = readdirSync(path);
  const isMaildir = names.includes("cur") && names.includes("new");
  return isMaildir || names.some((name) => /\.(?:eml|patch)$/i.test(name)) || names.includes("git");
}

/** A bare repository or `.git`, as gitrepository-layout(5) has it; git asks nobody there whether a file is meant either. */
const isInGitDirectory = (): boolean => ["HEAD", "objects", "refs"].every((name) => statsOf(name) !== null);

/** Null where nothing of that name can be looked at; what cannot be a file's name, being too long, may be a revision. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
