import type { AuditedCommit, AuditReport } from "../audit/audit.ts";
import type { Judgement } from "../evaluate/verdict.ts";
import { catalogue } from "../rules/catalogue.ts";
import type { Finding } from "../rules/outcome.ts";
import type { Rule } from "../rules/rule.ts";
import { basisOf } from "./basis.ts";
import { jsonText } from "./json.ts";
import { type SarifLocation, type SarifResult, type SarifRule, sarifArtifact, sarifText } from "./sarif.ts";
import { shown, wordsOf } from "./words.ts";

/** The code points shown of a subject. */
const subjectCodePointsMax = 120;

/** The hexadecimal digits of a commit's id that people are shown. */
const shortId = 12;

export type AuditSarifOptions = {
  /** Proviso's own. */
  readonly version: string;
};

/** The findings of an audit as SARIF 2.1.0, a result a line, in pieces. docs/audit-formats.md says what stands where. */
export function* renderAuditSarifParts(report: AuditReport, { version }: AuditSarifOptions): Iterable<string> {
  const rules = rulesOf(report);
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
  const driver = { name: "Proviso", version, rules: [...rules.values()].map(ruleValue) };
  yield `{\n"$schema":"https://json.schemastore.org/sarif-2.1.0.json",\n"version":"2.1.0",\n"runs":[{\n`;
  yield `"tool":${jsonText({ driver })},\n"columnKind":"unicodeCodePoints",\n`;
  yield `"invocations":${jsonText([invocationValue(report)])},\n"properties":${jsonText(propertiesOf(report))},\n"results":[`;
  let separator = "\n";
  for (const commit of report.commits) {
    for (const result of resultsOf(commit, indexes)) {
      yield separator + jsonText(result);
      separator = ",\n";
    }
  }
  yield "\n]\n}]\n}\n";
}

/** Rules that judged, and any other that a finding is of. */
function rulesOf({ rules, commits }: AuditReport): ReadonlyMap<string, Rule> {
  const known = new Map(catalogue.map((rule) => [rule.id, rule]));
  const found = new Map<string, Rule>();
  for (const { id } of rules) {
    const rule = known.get(id);
    if (rule !== undefined) found.set(id, rule);
  }
  for (const { judgements } of commits) for (const { clause } of judgements) found.set(clause.rule.id, clause.rule);
  return found;
}

function ruleValue({ id, summary, topic, messages }: Rule): SarifRule {
  const said = Object.values(messages).map(({ what, fix }) => `- ${what}${fix === undefined ? "" : ` (${fix})`}`);
  return {
    id,
    shortDescription: { text: summary },
    help: { text: [summary, "It can say:", ...said].join("\n") },
    properties: { tags: [topic] },
  };
}

const invocationValue = ({ reasons }: AuditReport) => ({
  executionSuccessful: true,
  toolExecutionNotifications: reasons.map((reason) => ({ level: "warning", message: sarifText(reason) })),
});

const propertiesOf = ({ conclusion, revision, asOf, policy, counts }: AuditReport) => ({
  conclusion,
  revision: { name: shown(revision.name), id: revision.id },
  asOf,
  policy: policy === null ? null : { revision: policy.revision, digest: policy.digest, source: shown(policy.name) },
  counts,
});

/** Outcomes that are met have no result, under an exception or not: the ledger of the other forms has those. */
function resultsOf(audited: AuditedCommit, indexes: ReadonlyMap<string, number>): readonly SarifResult[] {
  return audited.judgements.flatMap((judgement) => {
    const { outcome } = judgement;
    if (!("findings" in outcome)) return [];
    return outcome.findings.map((finding, index) => resultOf(audited, judgement, finding, index, indexes));
  });
}

function resultOf(
  { commit: { id, subject }, quotationFor }: AuditedCommit,
  judgement: Judgement,
  finding: Finding,
  index: number,
  indexes: ReadonlyMap<string, number>,
): SarifResult {
  const { clause, outcome } = judgement;
  const isOpen = outcome.kind === "undecided";
  const { source, line } = basisOf(clause, finding, quotationFor);
  const { what } = wordsOf(judgement, finding, quotationFor);
  const { at } = finding;
  const name = id?.slice(0, shortId) ?? "";
  const result: SarifResult = {
    ruleId: clause.rule.id,
    ruleIndex: indexes.get(clause.rule.id) ?? -1,
    kind: isOpen ? "review" : "fail",
    level: isOpen ? "none" : clause.level === "require" ? "error" : "warning",
    message: sarifText(`${name} ${shown(subject, subjectCodePointsMax)}: ${what}`),
    locations: [{ ...policyLocation(source, line), ...logical(name, id) }],
    partialFingerprints: { "commitAndRule/v1": [id ?? "", clause.rule.id, finding.message, index].join("/") },
  };
  if (at.kind !== "path") return result;
  return { ...result, relatedLocations: [{ physicalLocation: { artifactLocation: sarifArtifact(at.path) } }] };
}

/** A finding is about a commit, which is no file: the line that asks for what is missing stands for it. */
const policyLocation = (source: string, line: number): SarifLocation => ({
  physicalLocation: { artifactLocation: sarifArtifact(source), region: { startLine: line } },
});

const logical = (name: string, id: string | null): Pick<SarifLocation, "logicalLocations"> =>
  id === null ? {} : { logicalLocations: [{ name, fullyQualifiedName: id, kind: "commit" }] };
