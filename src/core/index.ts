/**
 * Proviso's core: parses policies and commits, and judges. Pure functions over plain data: no file, no clock, no network.
 */

export type { Change, CommitFacts, Trailer } from "./commit/facts.ts";
export type { Identity, Signature } from "./commit/identity.ts";
export { parseCommit } from "./commit/parse-commit.ts";
export { parsePendingMessage } from "./commit/pending-message.ts";
export type { ListedException, PolicyDocument } from "./document/document.ts";
export { readExceptions } from "./document/exceptions.ts";
export { readDocument } from "./document/read-document.ts";
export { type Contribution, judge } from "./evaluate/judge.ts";
export type { Conclusion, Counts, Judgement, Report, Verdict } from "./evaluate/verdict.ts";
export { compilePolicy, type PolicyMaterials } from "./policy/compile-policy.ts";
export { parseDcoYml } from "./policy/dco-yml.ts";
export { lintPolicy } from "./policy/lint.ts";
export { parsePolicy } from "./policy/parse-policy.ts";
export type { Clause, Policy, PolicySettings } from "./policy/policy.ts";
export { type PolicyTexts, policyFromTexts } from "./policy/policy-from-texts.ts";
export { findProfile, profiles } from "./policy/profiles.ts";
export type { Problem } from "./problem/problem.ts";
export { renderJson } from "./report/json.ts";
export { renderText } from "./report/text.ts";
export { catalogue } from "./rules/catalogue.ts";
export type { Finding, Outcome } from "./rules/outcome.ts";
export { defineRule, type Rule } from "./rules/rule.ts";
export type { Situation } from "./rules/situation.ts";
export { type Learned, learned, unknown } from "./text/learned.ts";
export { positionAt, type Source, type Span } from "./text/source.ts";
