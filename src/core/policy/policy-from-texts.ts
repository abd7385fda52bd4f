import { formatOf } from "../document/read-document.ts";
import type { Rule } from "../rules/rule.ts";
import { learned, unknown } from "../text/learned.ts";
import type { Source } from "../text/source.ts";
import { compilePolicy } from "./compile-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { FloorMaterial, Policy } from "./policy.ts";

/** The texts of one revision. A text that the policy names and that is missing here counts as missing there. */
export type PolicyTexts = {
  /** `proviso.yaml`. */
  readonly policy: Source;
  /** The document; its name's ending says its format. */
  readonly document?: Source | null;
  readonly maintainers?: Source | null;
  readonly mailmap?: Source | null;
  /** The policy that this one names as its `floor`, be it a file or a profile. */
  readonly floor?: Source | null;
  /** SHA-256 in hex by which the report names the policy; the core has no crypto. */
  readonly digest?: string;
  /** Had an earlier revision the heading that puts the AI stance in force? It tells "not yet" from "vanished"; unsaid is neither. */
  readonly documentSeenEarlier?: boolean;
};

/**
 * A policy ready to judge by, from texts that the caller read, all at one revision.
 *
 * @returns the policy; its `problems` say what cannot be read, and one of severity `error` leaves everything undecided
 */
export function policyFromTexts(texts: PolicyTexts, catalogue: readonly Rule[]): Policy {
  const { policy, document = null, maintainers = null, mailmap = null, floor = null } = texts;
  const { settings, problems } = parsePolicy(policy, catalogue);
  const missing = `the document ${settings.document.join(" or ")} was not given`;
  const named = document === null ? { missing } : { source: document, format: formatOf(document.name) ?? "markdown" };
  return compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name: policy.name, kind: "file", revision: null },
    digest: () => texts.digest ?? "",
    document: settings.document.length === 0 ? null : named,
    documentSeenEarlier:
      texts.documentSeenEarlier === undefined ? unknown("nobody said") : learned(texts.documentSeenEarlier),
    floor: settings.floor === null ? null : floorOf(floor, settings.floor.value, catalogue),
    maintainersFile: maintainers,
    mailmap,
  });
}

const floorOf = (floor: Source | null, name: string, catalogue: readonly Rule[]): FloorMaterial =>
  floor === null ? { missing: `the floor ${name} was not given` } : parsePolicy(floor, catalogue);
