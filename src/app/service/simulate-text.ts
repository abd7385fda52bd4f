import type { Simulation } from "../../core/process/simulation.ts";
import type { Files } from "../../ports/files.ts";
import type { Attempt } from "../attempt.ts";
import type { CheckPorts } from "../check.ts";
import { simulate } from "../simulate.ts";

/** A draft that somebody typed. Its ending says what it is: `rst`, `md`, or `yaml` for a whole `proviso.yaml`. */
export type TypedDraft = { readonly ending: "rst" | "md" | "yaml"; readonly text: string };

/** What a typed draft would change for past commits. No file is read or written for it but those of the repository. */
export function simulateText(
  { ending, text }: TypedDraft,
  today: string,
  ports: CheckPorts,
): Promise<Attempt<Simulation>> {
  const path = ending === "yaml" ? "proviso.yaml" : `draft.${ending}`;
  const bytes = new TextEncoder().encode(text);
  const typed: Files = {
    read: async (wanted) =>
      wanted === path
        ? { ok: true, value: bytes }
        : { ok: false, text: `\`${wanted}\` is no part of the draft`, isLink: false },
    readBelow: async (_directory, wanted) => ({
      ok: false,
      text: `\`${wanted}\` is no part of the draft`,
      isLink: false,
    }),
  };
  return simulate(
    {
      draft: ending === "yaml" ? { kind: "settings", path } : { kind: "text", path },
      policyFrom: null,
      range: null,
      today,
      progress: () => {},
    },
    { ...ports, files: typed },
  );
}
