import type { Substitutions } from "./sed.ts";

/**
 * An argument of a command: the text it stands for, or null where that depends on variables, commands or file names.
 */
export type Argument = {
  readonly text: string | null;
  /** The same where only variables that are plain words stand in it, each as the word `v`; null for anything else. */
  readonly known: string | null;
  /** As it stands in the script. */
  readonly written: string;
  /** It may come out as several words, or as one that begins with `-`. */
  readonly mayBeOption: boolean;
  /** It is what a command lists that lists files of the tree. */
  readonly listsFiles: boolean;
  /** Where it ends in the script. */
  readonly end: number;
};

/** What a rule says while it looks at arguments. */
export type Notes = {
  /** The options of a program end here: what follows could otherwise be read as more of them. */
  readonly endOptions: (end: number) => void;
  /** `sed` or `perl` puts this in. */
  readonly putsIn: (text: string) => void;
};

/** Characters of the script in a message to people. */
export const shownMax = 60;
export const shown = (text: string): string => text.slice(0, shownMax);

/** Notes what substitutions put in, or says why they are not run. */
export function notePutIn(read: Substitutions, { putsIn }: Notes): string | null {
  if ("why" in read) return read.why;
  for (const text of read.replacements) putsIn(text);
  return null;
}
