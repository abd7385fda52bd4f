import { substitutionLimits } from "../evidence/substitution.ts";
import type { Problem } from "../problem/problem.ts";
import type { Rule } from "../rules/rule.ts";
import { parseDay } from "../text/day.ts";
import type { Source, Span } from "../text/source.ts";
import { type Entry, pairsOf } from "./map-reader.ts";
import type { PolicySettings } from "./policy.ts";
import { formatVersion, policyReader, type WrittenAi, type WrittenPolicy } from "./policy-format.ts";
import type { Placed } from "./reader.ts";
import { kindOf, type Notes, nodeSpan, note, readYaml, shown, sortedProblems, type YamlFile } from "./yaml-file.ts";
import { isMap, isScalar, type YamlNode } from "./yaml-node.ts";

/** What a policy file says, and everything that is wrong with it. With an error among the problems it decides nothing. */
export type ParsedPolicy = { readonly settings: PolicySettings; readonly problems: readonly Problem[] };

/**
 * Reads a `proviso.yaml` (docs/policy.md) against a catalogue of rules. Settings always come back: what could not be read
 * is as if it were not there. The documents that the policy names are not read here.
 */
export const parsePolicy = (source: Source, catalogue: readonly Rule[]): ParsedPolicy =>
  readPolicyFile(readYaml(source), source, catalogue);

/** The same, of a file whose YAML was read already. */
export function readPolicyFile(file: YamlFile, source: Source, catalogue: readonly Rule[]): ParsedPolicy {
  const { notes, root } = file;
  if (root === null && file.cutAt === null) note(notes, "empty-policy", null, "the policy is empty");
  const readable = root !== null && checkVersion(file);
  const found = notes.problems.length;
  const written = readable ? (policyReader(catalogue).read(root, notes) ?? {}) : {};
  const settings = settingsOf(source, written, notes, placesOf(root, notes));
  // Behind a syntax error the tree is a guess, and what a reader says about a guess would only confuse.
  const problems = notes.problems.filter((problem, index) => index < found || isBefore(problem, file.cutAt));
  return { settings, problems: sortedProblems(problems) };
}

const isBefore = ({ at, code }: Problem, cutAt: number | null): boolean =>
  cutAt === null || (at.end < cutAt && code !== "missing-key");

/** A file of another version is not read at all: its keys may mean something else. */
function checkVersion({ root, notes, cutAt }: YamlFile): boolean {
  if (!isMap(root)) return true;
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "proviso");
  if (pair === undefined) return true;
  const node = pair.value;
  if (isScalar(node) && node.value === formatVersion) return true;
  const at = node === null || node.at[0] === node.at[1] ? nodeSpan(notes, pair.key) : node;
  const text = isScalar(node) && node.value !== null ? `\`${shown(node.source ?? "")}\`` : kindOf(node);
  const words = `expected version ${formatVersion} of the format, found ${text}`;
  if (cutAt === null) note(notes, "unsupported-version", at, words, "this program reads `proviso: 1`");
  return false;
}

/** The keys of a file and of its maps, by dotted name. */
export function placesOf(root: YamlNode, notes: Notes): PolicySettings["places"] {
  const quiet = { ...notes, problems: [] };
  const places = new Map<string, Span>();
  for (const { name, nameAt, node } of pairsOf(root, quiet) ?? []) {
    places.set(name, nameAt);
    for (const inner of pairsOf(node, quiet) ?? []) places.set(`${name}.${inner.name}`, inner.nameAt);
  }
  return places;
}

/** What a file says, with defaults for all that it does not. */
export function settingsOf(
  source: Source,
  written: Partial<WrittenPolicy>,
  notes: Notes,
  places: PolicySettings["places"],
): PolicySettings {
  const {
    floor = null,
    document = [],
    maintainers = { kind: "none" },
    branch = null,
    from,
    ai = {},
    people = [],
    classes = {},
    evidence = {},
  } = written;
  if (document.length === 0 && written.coverage !== undefined) {
    const at = places.get("coverage") ?? null;
    note(notes, "document-needed", at, "`coverage` names sentences, but the policy has no `document`");
  }
  if (document.length === 0 && (ai.section !== undefined || ai.exceptions !== undefined))
    needsDocument(ai, notes, places);
  return {
    source,
    floor,
    document,
    maintainers,
    branch,
    from: from === undefined ? null : fromOf(from),
    ai: {
      stance: ai.stance?.value ?? null,
      stanceAt: ai.stance?.at ?? null,
      because: ai.because ?? null,
      section: ai.section ?? [],
      exceptions: ai.exceptions ?? null,
      signals: { add: ai.signals?.add ?? [], off: ai.signals?.off ?? [] },
      disclosures: ai.disclosures ?? [],
      channels: (ai.channels ?? []).map(({ name, value }) => ({ name, ...value })),
      citations: ai.citations ?? [],
    },
    people: addressesByLogin(people, notes),
    classes,
    evidence: { ...substitutionLimits, replay: "never", ...evidence },
    clauses: written.rules ?? [],
    coverage: written.coverage ?? [],
    places,
  };
}

function needsDocument(ai: Partial<WrittenAi>, notes: Notes, places: PolicySettings["places"]): void {
  const key = ai.section === undefined ? "exceptions" : "section";
  const at = places.get(`ai.${key}`) ?? null;
  note(notes, "document-needed", at, `\`ai.${key}\` names a heading, but the policy has no \`document\``);
}

const fromOf = ({ value, at }: Placed<string>): PolicySettings["from"] => ({
  kind: parseDay(value) === undefined ? "revision" : "day",
  value,
  at,
});

/** Forges compare logins without regard to case, so two that differ only in case are one. */
function addressesByLogin(people: readonly Entry<readonly string[]>[], notes: Notes): PolicySettings["people"] {
  const byLogin = new Map<string, readonly string[]>();
  for (const { name, nameAt, value } of people) {
    const login = name.replace(/^@/, "").toLowerCase();
    if (byLogin.has(login)) {
      note(notes, "duplicate-key", nameAt, `the login \`${shown(name)}\` stands twice, as case does not count`);
    } else byLogin.set(login, value);
  }
  return byLogin;
}
