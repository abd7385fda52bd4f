/**
 * For whoever writes a rule: judge examples, hold a rule to its cases, hold a page to its rule. Every function throws an
 * AssertionError that names what is wrong, so any test runner will do.
 */
export type { Example, PageDocument, Surroundings } from "./example.ts";
export { checkRulePage, type RulePage, readRulePage } from "./rule-page.ts";
export {
  type Case,
  checkRule,
  type Expected,
  type ExpectedFinding,
  placeInWords,
  type RuleCases,
} from "./rule-tester.ts";
export { type Judged, judgeExample, situationOf } from "./situations.ts";
