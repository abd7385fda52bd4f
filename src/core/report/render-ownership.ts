import { showMaintainer } from "../people/people.ts";
import type { PathOwnership } from "../people/who-maintains.ts";
import { beginning, shown } from "./words.ts";

/** Who maintains each path: the sections that own it with their status and place, and the people they name. */
export function renderOwnership(paths: readonly PathOwnership[], source: string): string {
  const lines = paths.flatMap(({ path, ownerships }) => {
    if (!ownerships.known) return [beginning(path), `  unknown: ${shown(ownerships.why)}`];
    if (ownerships.value.length === 0) return [beginning(path), "  nobody"];
    const sections = ownerships.value.flatMap((ownership) => {
      const status = ownership.status === null ? "" : ` (${shown(ownership.status)})`;
      const everything = ownership.matchesEverything ? ", matches every path" : "";
      return [
        `  ${shown(ownership.section)}${status}, ${shown(source)}:${ownership.line}${everything}`,
        ...ownership.maintainers.map((maintainer) => `    maintainer  ${shown(showMaintainer(maintainer))}`),
        ...ownership.reviewers.map((reviewer) => `    reviewer    ${shown(showMaintainer(reviewer))}`),
      ];
    });
    return [beginning(path), ...sections];
  });
  return lines.map((line) => `${line}\n`).join("");
}
