import type { ListedException } from "../../src/core/document/document.ts";
import type { Conclusion, Judgement, Report, Verdict } from "../../src/core/evaluate/verdict.ts";
import type { Clause, Level, Quotation } from "../../src/core/policy/policy.ts";
import type { Finding, Outcome, Reliance } from "../../src/core/rules/outcome.ts";
import { defineRule, type MessageWords, type Rule } from "../../src/core/rules/rule.ts";
import type { Source, Span } from "../../src/core/text/source.ts";

export const policyText =
  "proviso: 1\nrules:\n  sign-off-present: require\n  sign-off-order: warn\n  ai-content-permitted: require\n";
export const policySource: Source = { name: "proviso.yaml", text: policyText };
export const documentSource: Source = {
  name: "docs/provenance.rst",
  text: 'Sign-off\n--------\nEvery commit is certified by its author.\n\nMechanical changes\n""""""""\n:Change: rename\n:At most: 400 added lines\n',
};

/** The stretch of a source that holds these words. */
export function at(source: Source, words: string): Span {
  const start = source.text.indexOf(words);
  if (start === -1) throw new Error(`${source.name} does not hold ${words}`);
  return { source, start, end: start + words.length };
}

export const heading = at(documentSource, "Mechanical changes");

/** An entry with an id and a title, and no condition. */
export const listedEntry = (id: string, more: Partial<ListedException> = {}): ListedException => ({
  id,
  title: id,
  hasFields: true,
  at: heading,
  entry: heading,
  fields: [],
  covers: [],
  change: [],
  paths: [],
  notPaths: [],
  atMost: [],
  tool: null,
  who: { kind: "anyone" },
  needs: [],
  judgements: [],
  agreed: null,
  until: null,
  withdrawn: null,
  problems: [],
  ...more,
});

export const toyRule = (id: string, messages: { readonly [id: string]: MessageWords }): Rule =>
  defineRule({ id, topic: "sign-off", summary: `${id} holds.`, options: {}, messages, check: () => metOutcome });

export const metOutcome: Outcome = { kind: "met", because: "signed off by the author" };

export const clauseOf = (rule: Rule, level: Level = "require"): Clause => ({
  rule,
  level,
  settings: {},
  paths: null,
  because: null,
  at: at(policySource, rule.id),
});

export const signOff = clauseOf(
  toyRule("sign-off-present", {
    missing: { what: "no tag `Signed-off-by`", fix: "amend with `git commit --amend --signoff`" },
    otherPerson: {
      what: "signed off by `{signer}`, but written by `{author}`",
      fix: "have {author} sign off, or correct the author",
    },
  }),
);
export const order = clauseOf(
  toyRule("sign-off-order", { late: { what: "`{signer}` signs before the author" } }),
  "warn",
);
export const aiContent = clauseOf(
  toyRule("ai-content-permitted", {
    noneApplies: {
      what: "AI-derived content is declined; nearest is {exception}",
      fix: "see `proviso exception list`",
    },
    needsOpinion: { what: "another maintainer must agree", fix: "ask one of {maintainers}" },
  }),
);

export const quotation: Quotation = {
  heading: "Sign-off",
  line: "Every commit is certified by its author.",
  at: at(documentSource, "Every commit"),
};

export const unmet = (...findings: readonly [Finding, ...Finding[]]): Outcome => ({ kind: "unmet", findings });

export const reliance = (more: Partial<Reliance> = {}): Reliance => ({
  exception: "mechanical-changes",
  evident: true,
  conditions: [
    { text: "Change: rename", state: "holds", why: "every entry is R100", at: at(documentSource, ":Change: rename") },
    { text: "At most: 400 added lines", state: "holds", why: "adds none", at: at(documentSource, ":At most:") },
  ],
  secondOpinion: null,
  ...more,
});

let serial = 0;

export function verdictOf(message: string, judgements: readonly Judgement[], more: Partial<Verdict> = {}): Verdict {
  serial += 1;
  const id = serial.toString(16).padStart(40, "f3a9c1e0");
  return {
    commit: {
      id,
      subject: message.split("\n")[0] ?? "",
      author: { name: "Ada", email: "ada@example.org", at: { seconds: 1_767_225_600, offsetMinutes: 60 } },
      message: { name: `commit ${id}`, text: message },
    },
    conclusion: concluded(judgements),
    relies: null,
    damage: null,
    judgements,
    ...more,
  };
}

function concluded(judgements: readonly Judgement[]): Conclusion {
  const required = judgements.filter(({ clause }) => clause.level === "require").map(({ outcome }) => outcome.kind);
  return required.includes("unmet") ? "fail" : required.includes("undecided") ? "undecided" : "pass";
}

export function reportOf(commits: readonly Verdict[], more: Partial<Report> = {}): Report {
  const count = (test: (verdict: Verdict) => boolean): number => commits.filter(test).length;
  const failed = count(({ conclusion }) => conclusion === "fail");
  const undecided = count(({ conclusion }) => conclusion === "undecided");
  const passedUnderException = count(({ conclusion, relies }) => conclusion === "pass" && relies !== null);
  const unmetWarning = ({ clause, outcome }: Judgement): boolean => clause.level === "warn" && outcome.kind === "unmet";
  return {
    policy: {
      origin: { name: "proviso.yaml at 2b0e4ecd94", kind: "repository", revision: "2b0e4ecd94".padEnd(40, "0") },
      digest: "d".repeat(64),
      document: "docs/provenance.rst",
      exceptions: 1,
      clauses: [signOff, order, aiContent],
    },
    quotationFor: (clause) => (clause === signOff ? quotation : null),
    subject: "main..topic",
    conclusion: failed > 0 ? "fail" : undecided > 0 ? "undecided" : "pass",
    reasons: [],
    counts: {
      commits: commits.length,
      passed: commits.length - failed - undecided - passedUnderException,
      passedUnderException,
      notApplicable: 0,
      undecided,
      failed,
      warned: count(({ judgements }) => judgements.some(unmetWarning)),
      olderThanPolicy: 0,
    },
    rules: new Map([
      ["sign-off-present", { met: commits.length - failed, unmet: failed, notApplicable: 0, undecided: 0, warned: 0 }],
    ]),
    problems: [],
    contribution: { judgements: [] },
    commits,
    listed: "all",
    ...more,
  };
}
