import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LinkTo } from "../core/report/paint.ts";

/** The parts of an output stream that tell what it can show. */
export type Stream = { readonly isTTY?: boolean; readonly columns?: number };

/** How to write for whoever reads the stream. */
export type Terminal = {
  readonly colour: boolean;
  /** Null when the terminal is not known to understand links. */
  readonly hyperlinks: LinkTo | null;
  /** Columns to fold at; null for a pipe or a file, where lines stay whole. */
  readonly width: number | null;
};

type Environment = { readonly [name: string]: string | undefined };

/** Wider than this is hard to read: the eye loses the next line. */
const columnsMax = 120;
const columnsMin = 40;

/** What the stream can show. A person's wish (`NO_COLOR`, `FORCE_COLOR`) comes before what is detected. */
export function terminalOf(stream: Stream, environment: Environment = process.env): Terminal {
  const isTerminal = stream.isTTY === true;
  return {
    colour: wantsColour(isTerminal, environment),
    hyperlinks: isTerminal && showsLinks(environment) ? linkToRulePages(process.argv[1]) : null,
    width: isTerminal ? Math.min(Math.max(stream.columns ?? 80, columnsMin), columnsMax) : null,
  };
}

/** `NO_COLOR` when not empty, `FORCE_COLOR` when not empty, 0 or false; then colour is for terminals that are not dumb. */
function wantsColour(isTerminal: boolean, environment: Environment): boolean {
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal && environment["TERM"] !== "dumb";
}

/** Terminals that are known to show OSC 8 links. An unknown one might print the address, so it gets none. */
function showsLinks(environment: Environment): boolean {
  const wish = environment["FORCE_HYPERLINK"];
  if (wish !== undefined && wish !== "") return wish !== "0";
  if (environment["CI"] || environment["TERM"] === "dumb") return false;
  if (environment["WT_SESSION"] || environment["KITTY_WINDOW_ID"] || environment["KONSOLE_VERSION"]) return true;
  if (Number(environment["VTE_VERSION"]) >= 5000) return true;
  const program = environment["TERM_PROGRAM"];
  return program === "iTerm.app" || program === "WezTerm" || program === "vscode" || program === "ghostty";
}

/** Links a rule to its page, which comes with the package. Other targets are names of the judged repository, maybe of another revision. */
function linkToRulePages(script: string | undefined): LinkTo | null {
  if (script === undefined) return null;
  return (target) => {
    if (target.kind !== "rule") return null;
    const page = rulePage(target.id, script);
    return page === null ? null : pathToFileURL(page).href;
  };
}

/** The file of a rule's page, as an absolute path; null when the package came without its pages. */
export function rulePage(id: string, script: string | undefined = process.argv[1]): string | null {
  if (script === undefined || !/^[a-z-]+$/.test(id)) return null;
  try {
    const page = join(dirname(realpathSync(script)), "..", "docs", "rules", `${id}.md`);
    return existsSync(page) ? page : null;
  } catch {
    return null;
  }
}
