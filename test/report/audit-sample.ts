import type { AuditedCommit, AuditReport, LedgerEntry, PeriodCounts } from "../../src/core/audit/audit.ts";
import { noPeriodCounts } from "../../src/core/audit/audit-tally.ts";
import { ledgerEntriesOf } from "../../src/core/audit/ledger.ts";
import type { Judgement, Verdict } from "../../src/core/evaluate/verdict.ts";
import type { SecondOpinion } from "../../src/core/rules/outcome.ts";
import { aiContent, at, documentSource, order, quotation, reliance, signOff, unmet, verdictOf } from "./sample.ts";

const lineId = "b".repeat(40);

export const auditedOf = (
  message: string,
  judgements: readonly Judgement[],
  more: Partial<Verdict & Pick<AuditedCommit, "entered">> = {},
): AuditedCommit => ({
  ...verdictOf(message, judgements, more),
  entered: more.entered ?? { by: lineId, day: "2025-07-01" },
  quotationFor: (clause) => (clause === signOff ? quotation : null),
});

export const countsOf = (more: Partial<PeriodCounts>): PeriodCounts => ({ ...noPeriodCounts(), ...more });

/** A judgement of each kind. */
export const missing: Judgement = {
  clause: signOff,
  outcome: unmet({ message: "missing", data: {}, at: { kind: "commit" } }),
};
export const late = (signer: string): Judgement => ({
  clause: order,
  outcome: unmet({ message: "late", data: { signer }, at: { kind: "commit" } }),
});
/** Of a clause that only advises. */
export const unsure: Judgement = {
  clause: order,
  outcome: { kind: "undecided", findings: [{ message: "late", data: { signer: "Lin" }, at: { kind: "commit" } }] },
};
export const open: Judgement = {
  clause: aiContent,
  outcome: {
    kind: "undecided",
    findings: [{ message: "needsOpinion", data: { maintainers: "Lin" }, at: { kind: "path", path: "hw/a b.c" } }],
    reliance: reliance({ evident: false }),
  },
};
const opinion: SecondOpinion = {
  by: { name: "Lin", email: "lin@example.org" },
  form: "Acked-by",
  source: "trailer",
  verified: false,
};
export const excepted: Judgement = {
  clause: aiContent,
  outcome: {
    kind: "met",
    because: "under exception mechanical-changes",
    reliance: reliance({ secondOpinion: opinion }),
  },
};

export const ledgerEntry: LedgerEntry = {
  exception: "mechanical-changes",
  id: "c".repeat(40),
  subject: "rename them all",
  author: { name: "Ada", email: "ada@example.org" },
  entered: { by: lineId, day: "2025-08-02" },
  outcome: "met",
  evident: true,
  conditions: [{ text: "Change: rename", state: "holds", why: "every entry is R100" }],
  secondOpinions: [opinion],
};

/** All that entered did so in one month. */
export function countedOf(more: Partial<PeriodCounts>): Pick<AuditReport, "counts" | "years" | "months"> {
  const counts = countsOf(more);
  return {
    counts: { ...counts, olderThanPolicy: 0 },
    years: [{ name: "2026", counts }],
    months: [{ name: "2026-01", counts }],
  };
}

/** The ledger of these commits, as an audit has it. */
export const ledgerOf = (commits: readonly AuditedCommit[]): readonly LedgerEntry[] =>
  commits.flatMap(({ commit, entered, judgements }) =>
    ledgerEntriesOf({ commit, entered, outcomes: judgements.map(({ outcome }) => outcome) }),
  );

/** An audit in which everything occurs. */
export function auditOf(more: Partial<AuditReport> = {}): AuditReport {
  const commits = [
    auditedOf("no tag", [missing]),
    auditedOf("signed too late", [late("Lin <lin@example.org>")]),
    auditedOf("who agreed?", [open], { entered: { by: lineId, day: "2026-01-03" } }),
    auditedOf("rename them all", [excepted], { relies: "mechanical-changes" }),
  ];
  const earlier = countsOf({
    commits: 40,
    passed: 37,
    passedUnderException: 1,
    notApplicable: 1,
    failed: 1,
    warned: 1,
    beforePolicy: 7,
    signed: { independent: 20, own: 15, unclear: 1, unsigned: 2 },
    aiUse: 2,
    undisclosed: 1,
  });
  const later = countsOf({
    commits: 10,
    passed: 6,
    undecided: 4,
    signed: { independent: 7, own: 3, unclear: 0, unsigned: 0 },
    aiUse: 1,
  });
  const rule = { met: 48, unmet: 1, notApplicable: 1, undecided: 0, warned: 0 };
  const advised = { met: 48, unmet: 0, notApplicable: 1, undecided: 0, warned: 1 };
  const asked = { met: 1, unmet: 0, notApplicable: 48, undecided: 1, warned: 0 };
  return {
    revision: { name: "main", id: "a".repeat(40) },
    asOf: "entry",
    policy: {
      name: "proviso.yaml at 2b0e4ecd94",
      revision: "2b0e4ecd94".padEnd(40, "0"),
      digest: "d".repeat(64),
      isOwn: true,
    },
    conclusion: "fail",
    reasons: [],
    ungoverned: [
      {
        why: "`proviso.yaml` had vanished when the commit entered",
        commits: 3,
        listed: [
          { id: "1".repeat(40), day: "2026-01-04" },
          { id: "2".repeat(40), day: "2026-01-05" },
        ],
      },
    ],
    counts: {
      ...countsOf({
        ...earlier,
        commits: 50,
        passed: 43,
        undecided: 4,
        signed: { independent: 27, own: 18, unclear: 1, unsigned: 2 },
        aiUse: 3,
      }),
      olderThanPolicy: 3,
    },
    years: [
      { name: "2025", counts: earlier },
      { name: "2026", counts: later },
    ],
    months: [
      { name: "2025-07", counts: earlier },
      { name: "2026-01", counts: later },
    ],
    rules: [
      { id: "sign-off-present", counts: rule, years: new Map([["2025", rule]]) },
      { id: "sign-off-order", counts: advised, years: new Map([["2025", advised]]) },
      { id: "ai-content-permitted", counts: asked, years: new Map([["2026", asked]]) },
    ],
    milestones: [
      { commit: "", day: "0000-01-01", text: "`proviso.yaml` appears" },
      { commit: lineId, day: "2025-06-24", text: "AI-derived content is declined from here on" },
    ],
    ledger: ledgerOf(commits),
    attested: [
      {
        statement: "understood",
        commits: 21,
        listed: [
          {
            id: "2".repeat(40),
            subject: "parser: accept folded trailers",
            by: { name: "Ada Lovely", email: "ada@example.org" },
            place: "trailer",
            entered: { by: lineId, day: "2026-01-03" },
          },
        ],
      },
    ],
    tools: [
      {
        tool: "claude-code",
        class: "agent",
        role: "Co-authored-by",
        commits: 3,
        first: { id: "1".repeat(40), by: lineId, day: "2025-07-01" },
        last: { id: "2".repeat(40), by: lineId, day: "2026-01-03" },
      },
    ],
    since: null,
    baseline: null,
    window: null,
    subsystems: [
      { name: "ARM TCG CPUs", commits: 50, failed: 1, undecided: 1, warned: 0, independent: 20, signable: 40 },
    ],
    commits,
    ...more,
  };
}

/** Nothing at all. */
export const emptyAudit = (): AuditReport =>
  auditOf({
    policy: null,
    conclusion: "pass",
    ungoverned: [],
    counts: { ...countsOf({}), olderThanPolicy: 0 },
    years: [],
    months: [],
    rules: [],
    milestones: [],
    ledger: [],
    attested: [],
    tools: [],
    subsystems: [],
    commits: [],
  });

const hostile =
  '</style></script></svg></title><script>alert(1)</script><img src=x onerror="alert(1)">\u202egnp.exe\u2066\x1b[31m\r\n\0&lt;"\'`=HYPERLINK("http://evil.example.org")';

/** Everything that strangers write is hostile in it. */
export function hostileAudit(): AuditReport {
  const usual = auditOf();
  const subject = `=1+1|${hostile}`;
  const by = { name: `-${hostile}`, email: `@${hostile}` };
  const judgements: readonly Judgement[] = [
    late(`+${hostile}[a](http://evil.example.org)`),
    {
      clause: signOff,
      outcome: unmet(
        { message: "otherPerson", data: { signer: hostile, author: hostile }, at: { kind: "path", path: hostile } },
        {
          message: hostile,
          data: {},
          at: { kind: "commit" },
          policyAt: at({ ...documentSource, name: `../${hostile}` }, "Every"),
        },
      ),
    },
  ];
  const relying: Judgement = {
    clause: aiContent,
    outcome: {
      kind: "met",
      because: hostile,
      reliance: reliance({
        exception: hostile,
        conditions: [{ text: hostile, state: "judgement", why: hostile, at: at(documentSource, ":Change: rename") }],
        secondOpinion: { by, form: hostile, source: "mail", verified: false },
      }),
    },
  };
  const commit = auditedOf("one", judgements, { damage: hostile });
  const author = { ...commit.commit.author, ...by };
  const commits = [
    { ...commit, commit: { ...commit.commit, subject, author } },
    auditedOf("x".repeat(1 << 20), [missing]),
    auditedOf(`${"\u202e".repeat(1 << 10)}\ud800`, [missing]),
    auditedOf(subject, [relying], { relies: hostile }),
  ];
  return {
    ...usual,
    revision: { ...usual.revision, name: hostile },
    policy: { name: hostile, revision: null, digest: "d".repeat(64), isOwn: true },
    reasons: [hostile],
    ungoverned: [{ why: hostile, commits: 2, listed: [{ id: "1".repeat(40), day: "2026-01-04" }] }],
    ...countedOf({ commits: 6, failed: 3, undecided: 2, passedUnderException: 1, warned: 1, aiUse: 1 }),
    milestones: [{ commit: lineId, day: "2025-06-24", text: hostile }],
    ledger: ledgerOf(commits),
    attested: usual.attested.map((one) => ({
      ...one,
      statement: hostile,
      listed: one.listed.map((commit) => ({ ...commit, subject, by, place: hostile })),
    })),
    tools: usual.tools.map((tool) => ({ ...tool, tool: hostile, role: hostile })),
    subsystems: [{ name: hostile, commits: 50, failed: 1, undecided: 0, warned: 0, independent: 20, signable: 40 }],
    rules: [...usual.rules, ...usual.rules.slice(0, 1).map((rule) => ({ ...rule, id: hostile }))],
    commits,
  };
}
