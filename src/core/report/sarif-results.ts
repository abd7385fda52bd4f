import { catalogue } from "../rules/catalogue.ts";
import type { Rule } from "../rules/rule.ts";
import { jsonText } from "./json.ts";
import { type Entry, entrySentence, fingerprintOf, otherRules, shortId } from "./report-entries.ts";
import { type SarifLocation, type SarifResult, type SarifRule, sarifArtifact, sarifText } from "./sarif.ts";
import { shown } from "./words.ts";

/** What the log of one run says beside its results. */
export type SarifRun = SarifOptions & {
  readonly rules: SarifRules;
  readonly isSuccessful: boolean;
  readonly reasons: readonly string[];
  readonly properties: { readonly [name: string]: unknown };
};

/** A log of one run, a result a line, in pieces. */
export function* sarifParts(
  { version, rules, isSuccessful, reasons, properties }: SarifRun,
  entries: Iterable<Entry>,
): Iterable<string> {
  const driver = { name: "Proviso", version, rules: rules.values };
  const invocation = {
    executionSuccessful: isSuccessful,
    toolExecutionNotifications: reasons.map((reason) => ({ level: "warning", message: sarifText(reason) })),
  };
  yield `{\n"$schema":"https://json.schemastore.org/sarif-2.1.0.json",\n"version":"2.1.0",\n"runs":[{\n`;
  yield `"tool":${jsonText({ driver })},\n"columnKind":"unicodeCodePoints",\n`;
  yield `"invocations":${jsonText([invocation])},\n"properties":${jsonText(properties)},\n"results":[`;
  let separator = "\n";
  for (const entry of entries) {
    yield separator + jsonText(sarifResult(entry, rules));
    separator = ",\n";
  }
  yield "\n]\n}]\n}\n";
}

export type SarifOptions = {
  /** Proviso's own. */
  readonly version: string;
};

/** Rules by id, with their places in the list of the tool's rules. */
export type SarifRules = { readonly values: readonly SarifRule[]; readonly indexOf: (id: string) => number };

const known: ReadonlyMap<string, Rule> = new Map(catalogue.map((rule) => [rule.id, rule]));

/** The descriptions of rules, in the order of the ids; one that is unknown here is named only. */
export function sarifRules(ids: Iterable<string>): SarifRules {
  const indexes = new Map<string, number>();
  for (const id of ids) if (!indexes.has(id)) indexes.set(id, indexes.size);
  return { values: [...indexes.keys()].map(ruleValue), indexOf: (id) => indexes.get(id) ?? -1 };
}

function ruleValue(id: string): SarifRule {
  const rule = known.get(id);
  const summary = rule?.summary ?? otherRules.get(id) ?? shown(id);
  const messages = Object.values(rule?.messages ?? {});
  const said = messages.map(({ what, fix }) => `- ${what}${fix === undefined ? "" : ` (${fix})`}`);
  const help = said.length === 0 ? summary : [summary, "It can say:", ...said].join("\n");
  return {
    id: shown(id),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    // The words are ours, with places for values in braces, so they are Markdown as they stand.
    help: { text: help, markdown: help },
    properties: { tags: [rule?.topic ?? "report"] },
  };
}

/** The policy's file that stands for a place where none is known. */
const wherePoliciesAre = { source: "proviso.yaml", line: 1 };

/**
 * An entry as a result. A commit is no file, and GitHub refuses an upload with a result that has no file: the line that asks for what is
 * missing stands for it, and the commit is a logical location beside it.
 */
function sarifResult(entry: Entry, { indexOf }: SarifRules): SarifResult {
  const { rule, commit, weight, policy, path } = entry;
  const { source, line } = policy ?? wherePoliciesAre;
  const fingerprint = fingerprintOf(entry);
  const result: SarifResult = {
    ruleId: shown(rule),
    ruleIndex: indexOf(rule),
    kind: weight !== "undecided" ? "fail" : entry.isForPeople ? "review" : "open",
    level: weight === "undecided" ? "none" : weight,
    message: sarifText(entrySentence(entry)),
    locations: [
      {
        physicalLocation: { artifactLocation: sarifArtifact(source), region: { startLine: line } },
        ...logical(commit?.id ?? null),
      },
    ],
    // The second is the only one that GitHub looks at; without it all findings of a rule would be one.
    partialFingerprints: { "commitAndRule/v1": fingerprint, primaryLocationLineHash: fingerprint },
    ...(entry.accepted !== undefined && { suppressions: [suppressedBecause(entry.accepted)] }),
  };
  if (path === null) return result;
  return { ...result, relatedLocations: [{ physicalLocation: { artifactLocation: sarifArtifact(path) } }] };
}

/** It stands outside the source code (SARIF 2.1.0, 3.35.2). */
const suppressedBecause = (justification: string) => ({ kind: "external", status: "accepted", justification }) as const;

const logical = (id: string | null): Pick<SarifLocation, "logicalLocations"> =>
  id === null
    ? {}
    : { logicalLocations: [{ name: shortId(id), fullyQualifiedName: shown(id, idCodePointsMax), kind: "commit" }] };

/** A Message-Id can be long. */
const idCodePointsMax = 1000;
