import type { Source } from "../../text/source.ts";
import type { Setting } from "../setting.ts";

/** Something of another tool's settings that has no counterpart here, or only nearly one. */
export type LeftOver = {
  /** The setting as it is called there. */
  readonly setting: string;
  /** What becomes of it, in one sentence without its full stop. */
  readonly why: string;
};

/** Another tool's settings as settings of ours, and what does not carry over. */
export type Translation = { readonly settings: readonly Setting[]; readonly leftOver: readonly LeftOver[] };

/** Reads the settings of one tool. */
export type Translator = {
  /** The tool, as people know it. */
  readonly tool: string;
  /** Is a file of this path one of its settings? */
  readonly reads: (path: string) => boolean;
  /** In what the file is written. `settings` is what it says, as plain data; of `text` the translator reads the source itself. */
  readonly form: "yaml" | "toml" | "text";
  readonly translate: (settings: unknown, source: Source) => Translation;
};

export const leftOver = (setting: string, why: string): LeftOver => ({ setting, why });

/** The last part of a path. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
