import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { nonconformity } from "../../src/core/report/conformance.ts";
import { renderJson } from "../../src/core/report/json.ts";
import { readAudit } from "../../src/core/report/read-audit.ts";
import { auditSchema } from "../../src/core/report/schemas/audit-schema.ts";
import * as fc from "../random-cases.ts";
import { auditForms, audits, savedAudit } from "./audit-forms.ts";
import { changed, type Json, places } from "./changed.ts";
import { openSchema } from "./open-schema.ts";
import { reportOf } from "./sample.ts";

describe.each(Object.entries(auditForms))("%s of a saved audit", (_name, render) => {
  test.each(audits)("%s", (_audit, report) => {
    expect([...render(savedAudit(report))].join("")).toBe([...render(auditValue(report))].join(""));
  });
});

const jsonOf = (name: string): Json => {
  const report = new Map(audits).get(name);
  if (report === undefined) throw new Error(`there is no audit ${name}`);
  return JSON.parse([...(auditForms["json"]?.(auditValue(report)) ?? [])].join("")) as Json;
};
const whole = jsonOf("with everything");
const known = jsonOf("with a baseline");
const whyNot = (value: unknown): string => {
  const read = readAudit(JSON.stringify(value));
  return read.ok ? "" : read.why;
};

describe("what is no audit is refused in one sentence", () => {
  test.each<readonly [text: string, why: string]>([
    ["", "is no JSON, or only the beginning of it"],
    [JSON.stringify(whole).slice(0, -1), "is no JSON, or only the beginning of it"],
    ["null", "is no audit"],
    ["[]", "is no audit: it has no key `audit`"],
    [renderJson(reportOf([])), "is no audit: it has no key `audit`"],
    ['{"audit":2}', "is an audit of version 2, and this program reads version 1"],
    ['{"audit":"1"}', "is no audit: its key `audit` holds no version"],
    ['{"audit":1}', "is no audit as `proviso audit --format json` writes it: `conclusion` is missing"],
  ])("%s", (text, why) => {
    expect(readAudit(text)).toEqual({ ok: false, why });
  });

  test.each<readonly [place: string, to: unknown, why: string]>([
    ["revision.id", "::error::x", "`revision.id` is not of the form"],
    ["years.0.name", "20255", "`years[0].name` is not of the form"],
    ["months.0.name", "2026-13", "`months[0].name` is not of the form"],
    ["commits.0.id", null, "`commits[0].id` is no text"],
    ["commits.0.id", "f3a9", "`commits[0].id` is not of the form"],
    ["commits.0.entered.day", "2026-02-32", "`commits[0].entered.day` is not of the form"],
    ["tools.0.first.day", "yesterday", "`tools[0].first.day` is not of the form"],
    ["knownCommits", {}, "`knownCommits` is no list"],
  ])("%s: %j", (place, to, why) => {
    expect(whyNot(changed(whole, place, to))).toContain(why);
  });
});

/** Of `whole`: what somebody changed who would like another answer, and what he did not change with it. */
const contradictions: readonly (readonly [value: Json, place: string, to: unknown, why: string])[] = [
  [whole, "conclusion", "pass", "`conclusion` is pass, and by all the rest it is fail"],
  [whole, "conclusion", "undecided", "`conclusion` is undecided, and by all the rest it is fail"],
  [whole, "counts.failed", 0, "`counts` do not add up to 50 commits"],
  [whole, "counts.aiUse", 51, "`counts.aiUse` is more than 50 commits"],
  [whole, "counts.warned", 2, "`months` do not add up to `counts`"],
  [whole, "months.0.counts.signed.own", 41, "`months[0].counts.signed` is more than 40 commits"],
  [whole, "months.0.name", "2026-02", "`months` are not in their order"],
  [whole, "years.1.name", "2027", "`months` do not add up to `years`"],
  [whole, "rules.sign-off-present.unmet", 0, "`rules` have years that do not add up: of the 1. rule, `unmet`"],
  [whole, "rules.sign-off-order", undefined, "`commits[1].judgements[0].rule` is none of `rules`"],
  [whole, "unjudged.0.commits", 1, "`unjudged[0].listed` has more than its `commits`"],
  [whole, "unjudged.0.commits", 2, "`counts.undecided` is 4, and the commits that are listed make 3"],
  [whole, "subsystems.0.independent", 41, "`subsystems[0]` has more of something than it has commits"],
  [whole, "subsystems.0.independent", 40, ""],
  [whole, "subsystems.0.signable", 50, ""],
  [whole, "subsystems.0.signable", 51, "`subsystems[0]` has more of something than it has commits"],
  [whole, "subsystems.0.failed", 49, ""],
  [whole, "subsystems.0.failed", 50, "`subsystems[0]` has more of something than it has commits"],
  [whole, "subsystems.0.warned", 50, ""],
  [whole, "subsystems.0.warned", 51, "`subsystems[0]` has more of something than it has commits"],
  [whole, "milestones.0.commit", "b".repeat(40), "`milestones[0]` has one of `commit` and `day`, not both"],
  [whole, "commits.0.conclusion", "pass", "`commits[0].conclusion` is pass, and by its judgements it is fail"],
  [whole, "commits.0.judgements", [], "`commits[0].conclusion` is fail, and by its judgements it is pass"],
  [whole, "commits.0.judgements.0.findings", [], "`commits[0].judgements[0].findings` is empty, and the outcome is"],
  [whole, "commits.3.judgements.0.evidence", null, "`commits[3].judgements[0]` has one of `exception` and `evidence`"],
  [whole, "commits.3.judgements", [], "`counts.passedUnderException` is 1, and the commits that are listed make 0"],
  [whole, "commits.1.judgements", [], "`counts.warned` is 1, and the commits that are listed make 0"],
  [whole, "commits", [], "`counts.failed` is 1, and the commits that are listed make 0"],
  [whole, "ledger", [], "`ledger` lacks a commit that is listed with an exception"],
  [whole, "ledger.0.subject", "other", "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.author.name", "Lin", "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.author.email", "lin@example.org", "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.entered.by", "e".repeat(40), "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.entered.day", "2026-01-04", "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.outcome", "met", "`ledger[0]` says something else than its commit"],
  [whole, "ledger.0.evident", true, "`ledger[0]` says something else than its commit"],
  [whole, "ledger.1.conditions", [], "`ledger[1]` says something else than its commit"],
  [whole, "ledger.1.secondOpinions.0.verified", true, "`ledger[1]` says something else than its commit"],
  [whole, "ledger.1.exception", "other", "`ledger[1]` is of no commit that is listed with that exception"],
  [whole, "knownCommits", [(whole["commits"] as Json[])[0]], "`knownCommits[0].id` stands twice"],
  [known, "baseline", null, "`knownCommits` has some, and there is no baseline"],
  [known, "baseline.known", 1, "`baseline.known` is 1, and `knownCommits` has 2"],
  [known, "baseline.failed", 0, "`baseline` has other numbers than `commits`"],
  [known, "baseline.undecided", 0, "`baseline` has other numbers than `commits`"],
  [known, "baseline.accepted", [], ""],
  [known, "baseline.accepted.0.rule", "tool-tags", "`baseline.accepted` has what was not found"],
  [known, "conclusion", "undecided", "`conclusion` is undecided, and by all the rest it is fail"],
];

describe("what contradicts itself is refused", () => {
  test.each(contradictions)("%#: %s %s", (value, place, to, why) => {
    const said = whyNot(changed(value, place, to));
    if (why === "") expect(said).toBe("");
    else expect(said).toContain(`contradicts itself: ${why}`);
  });

  test("a finding that nobody accepted is not made a known one", () => {
    const [first] = (known["baseline"] as { accepted: Json[] }).accepted;
    const all = [first, { ...first, rule: "sign-off-order" }];
    expect(whyNot(changed(known, "baseline.accepted", all))).toContain(
      "`commits[0]` has nothing that `baseline.accepted` has not",
    );
  });

  test("nothing fails by a rule, and yet a commit does", () => {
    const none = { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 0, years: {} };
    expect(whyNot(changed(whole, "rules.sign-off-present", none))).toContain(
      "`counts` have commits that fail, and `rules` none that is unmet",
    );
    const clean = jsonOf("with nothing");
    const years = (of: Json): Json => ({ ...none, ...of, years: { "2026": { ...none, ...of } } });
    expect(whyNot({ ...clean, rules: { x: years({ unmet: 1 }) } })).toContain(
      "`rules` have one that is unmet, and `counts` no commit that fails",
    );
    expect(whyNot({ ...clean, rules: { x: years({ undecided: 1 }) } })).toContain(
      "`rules` have one that is undecided, and `counts` no commit",
    );
    expect(whyNot({ ...clean, rules: { x: years({ warned: 1 }) } })).toBe("");
    expect(whyNot({ ...clean, reasons: ["x"] })).toContain("`conclusion` is pass, and by all the rest it is undecided");
  });
});

test("an audit without a baseline that was saved before there were known commits is read", () => {
  expect(whyNot(changed(whole, "knownCommits", undefined))).toBe("");
  expect(whyNot(changed(known, "knownCommits", undefined))).toContain("`knownCommits` is missing");
});

test("keys that a later version may add are passed over, and so is a byte order mark", () => {
  expect(whyNot(changed(whole, "commits.0.more", {}))).toBe("");
  expect(readAudit(`\ufeff${JSON.stringify({ ...whole, more: 1 })}`).ok).toBe(true);
});

test("the order of keys says nothing", () => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([one], [other]) => (one < other ? -1 : 1))
              .map(([key, item]) => [key, sorted(item)]),
          )
        : value;
  for (const value of [whole, known]) expect(whyNot(sorted(value))).toBe("");
});

const validate = new Ajv2020.default({ strict: true }).compile(openSchema(auditSchema));

test("what conforms is what a validator of JSON Schema says, and no change makes the reader or a form throw", () => {
  const anything = fc.oneof(
    fc.constantFrom(undefined, null, true, -1, 0, 1, 1.5, 1e300, "", "warn", "pass", "met", "unmet", [], {}, [{}]),
    fc
      .constantFrom(...places(known))
      .map((path) => path.split(".").reduce<unknown>((at, key) => (at as Json)[key], known)),
  );
  fc.assert(
    fc.property(fc.constantFrom(whole, known), fc.nat(), anything, (value, number, to) => {
      const all = places(value);
      const place = all[number % all.length] ?? "";
      const other = changed(value, place, to);
      const conforms = nonconformity(other, auditSchema) === null;
      expect(conforms, `${place}: ${JSON.stringify(to)}`).toBe(validate(other));
      const read = readAudit(JSON.stringify(other));
      if (read.ok)
        for (const [name, render] of Object.entries(auditForms))
          if (name !== "html") expect(typeof [...render(read.value)].join("")).toBe("string");
    }),
    { numRuns: 2000 },
  );
});
