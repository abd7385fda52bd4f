import type { ShellReading } from "../core/evidence/script/shell.ts";
import type { FileReading, Language } from "../core/evidence/tokens.ts";
import type { Learned } from "../core/text/learned.ts";

/** Reads source code with real grammars. */
export type Syntax = {
  /**
   * Reads both sides of a changed file; an empty text stands for a file that is not there.
   *
   * @returns why not, when a limit is reached or no grammar is at hand: a clause for people, such as "the file is longer than 1048576 characters"
   */
  readonly read: (language: Language, before: string, after: string) => Promise<Learned<FileReading>>;
  /** Reads a shell script: what a message says that its change was made with. */
  readonly readShell: (text: string) => Promise<Learned<ShellReading>>;
};
