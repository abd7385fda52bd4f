/**
 * Proviso's core: parses policies and commits, and judges. Pure functions over plain data: no file, no clock, no network.
 * docs/library.md says what is for what.
 */

export type { Change, CommitFacts, Trailer } from "./commit/facts.ts";
export type { Identity, Moment, Signature } from "./commit/identity.ts";
export { parseCommit } from "./commit/parse-commit.ts";
export { type PendingOptions, parsePendingMessage } from "./commit/pending-message.ts";
export type { DocumentFormat, ExceptionList, Heading, ListedException, PolicyDocument } from "./document/document.ts";
export { readExceptions } from "./document/exceptions.ts";
export { formatOf, readDocument } from "./document/read-document.ts";
export { type Contribution, judge } from "./evaluate/judge.ts";
export type { Conclusion, Counts, Judgement, Report, RuleCounts, Verdict } from "./evaluate/verdict.ts";
export type { EvidenceFacts } from "./evidence/content.ts";
export { type EvidenceReader, evidenceBy } from "./evidence/evidence.ts";
export type { Proof } from "./evidence/proof.ts";
export type { DkimResult, MailedPatch, PostedMail } from "./mail/posted-mail.ts";
export { type AnswerTag, type Series, type SeriesPatch, seriesOf } from "./mail/series.ts";
export { compilePolicy, type PolicyMaterials } from "./policy/compile-policy.ts";
export { parseDcoYml } from "./policy/dco-yml.ts";
export { type DigestedFile, digestParts } from "./policy/digest.ts";
export { lintPolicy } from "./policy/lint.ts";
export { type ParsedPolicy, parsePolicy } from "./policy/parse-policy.ts";
export type {
  Clause,
  DocumentMaterial,
  Level,
  Policy,
  PolicyOrigin,
  PolicySettings,
  Quotation,
} from "./policy/policy.ts";
export { type PolicyTexts, policyFromTexts } from "./policy/policy-from-texts.ts";
export { findProfile, type Profile, profiles } from "./policy/profiles.ts";
export type { Problem } from "./problem/problem.ts";
export type { AnswerSettings } from "./report/answer/answer-settings.ts";
export type { AnsweredSeries, ReportedSeries } from "./report/answer/answered-series.ts";
export { type Answer, composeAnswer } from "./report/answer/compose-answer.ts";
export type { OutgoingMail } from "./report/answer/outgoing-mail.ts";
export { type PatchCheck, patchworkChecks } from "./report/answer/patchwork-checks.ts";
export { renderJson } from "./report/json.ts";
export { type ReportValue, reportValue } from "./report/report-value.ts";
export { renderText, type TextOptions } from "./report/text.ts";
export { catalogue } from "./rules/catalogue.ts";
export {
  type Condition,
  type Finding,
  type FindingData,
  met,
  notApplicable,
  type Outcome,
  type Place,
  type Reliance,
  type SecondOpinion,
  undecided,
  unmet,
  unmetIfAny,
} from "./rules/outcome.ts";
export {
  additionsOnly,
  changesOnly,
  defineRule,
  type FindingMaker,
  type MessageWords,
  noFacts,
  pathsOnly,
  type Rule,
} from "./rules/rule.ts";
export type { Asked, ContributionFacts, FactName, PolicyView, Situation } from "./rules/situation.ts";
export { type Learned, learned, unknown } from "./text/learned.ts";
export * as setting from "./text/shape.ts";
export { type Position, positionAt, type Source, type Span, spanText } from "./text/source.ts";
