import { type Attempt, done, failed } from "../attempt.ts";
import { webAddressForm } from "./forge-settings.ts";

/** A repository of a list: a directory, or an address of the web, which needs the branch. */
export type FleetEntry = {
  readonly repository: string;
  /** Null: what HEAD is. */
  readonly branch: string | null;
  readonly isRemote: boolean;
};

/** Repositories in one list. */
const entriesMax = 100_000;

/**
 * Reads a list of repositories: one in a line, then, after a tab, the branch. Empty lines and those that begin with `#` are nothing. All mistakes are said at
 * once, with their lines.
 */
export function readFleetList(text: string): Attempt<readonly FleetEntry[]> {
  const found = new Map<string, FleetEntry>();
  const problems: string[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/\r$/, "");
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [repository = "", branch = "", ...more] = line.split("\t").map((part) => part.trim());
    const isRemote = /^[a-z][a-z+.-]*:\/\//i.test(repository);
    const why = whyNoEntry({ repository, branch, isRemote }, more.length > 0, found.has(`${repository}\t${branch}`));
    if (why === null) found.set(`${repository}\t${branch}`, { repository, branch: branch || null, isRemote });
    else problems.push(`line ${index + 1} ${why}`);
  }
  if (found.size > entriesMax) problems.push(`it has more than ${entriesMax} repositories`);
  if (found.size === 0 && problems.length === 0) problems.push("it names no repository");
  return problems.length === 0 ? done([...found.values()]) : failed("usage", problems.slice(0, problemsMax).join("; "));
}

/** Problems that are said at once. */
const problemsMax = 10;

function whyNoEntry(
  { repository, branch, isRemote }: { repository: string; branch: string; isRemote: boolean },
  hasMore: boolean,
  isKnown: boolean,
): string | null {
  if (hasMore) return "has more than a repository and, after a tab, its branch";
  if (isKnown) return "names what was named before";
  if (repository === "" || repository.startsWith("-")) return "names no repository";
  // A branch is asked for by its full name, and a remote is given nothing else.
  if (branch !== "" && !/^[^\p{Cc} ~^:?*[\\]+$/u.test(branch)) return "has a branch that git does not take";
  if (!isRemote) return null;
  const refused = webAddressForm.refuses(repository);
  if (refused !== null) return `has an address that is not fetched from: ${refused.text}`;
  return branch === "" ? "names no branch, which an address needs (after a tab)" : null;
}
