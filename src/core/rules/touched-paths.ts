import type { Learned } from "../text/learned.ts";
import type { Situation } from "./situation.ts";

/** Every path that a commit touches, old names of renamed files among them: from its changes where they are known, else as asked (`paths`). */
export function touchedPaths({
  commit: { changes },
  asked,
}: Pick<Situation, "commit" | "asked">): Learned<readonly string[]> {
  if (!changes.known) return asked.paths;
  return { known: true, value: changes.value.flatMap(({ path, from }) => (from === null ? [path] : [path, from])) };
}
