import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import type { AuditDifference } from "../../src/core/audit/differences.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import {
  type AuditTextOptions,
  renderAuditParts,
  renderDifferences,
  renderLedger,
} from "../../src/core/report/render-audit.ts";
import { audits } from "./audit-forms.ts";
import {
  auditedOf,
  auditOf,
  countedOf,
  countsOf,
  emptyAudit,
  excepted,
  hostileAudit,
  ledgerOf,
  open,
} from "./audit-sample.ts";
import { aiContent, reliance } from "./sample.ts";

const looks = { colour: false, hyperlinks: null, width: null };
const listed = Array.from({ length: 7 }, (_, number) => ({
  id: String(number).repeat(40),
  day: "2026-01-04",
}));

/** More of each list than is shown. */
function manyOfEach(): AuditReport {
  const usual = auditOf();
  const [tool] = usual.tools;
  const [attested] = usual.attested;
  const [subsystem] = usual.subsystems;
  const times = <T>(count: number, value: T | undefined): readonly T[] =>
    value === undefined ? [] : Array.from({ length: count }, () => value);
  const commits = [auditedOf("open", [open]), auditedOf("rename", [excepted], { relies: "mechanical-changes" })];
  const met = {
    clause: aiContent,
    outcome: { kind: "met", because: "judged", reliance: reliance({ evident: false }) },
  } as const;
  const others = [auditedOf("explained", [met], { relies: "mechanical-changes" })];
  return {
    ...usual,
    asOf: "parent",
    tools: times(22, tool),
    subsystems: times(42, subsystem),
    attested: (attested === undefined ? [] : [attested]).map((one) => ({ ...one, listed: times(21, one.listed[0]) })),
    ledger: ledgerOf([...commits, ...others]),
    baseline: {
      known: 0,
      failed: 1,
      undecided: 1,
      accepted: [],
      knownCommits: [],
      stale: Array.from({ length: 22 }, () => ({ commit: "9".repeat(40), rule: "tool-tags" })),
    },
  };
}

describe("commits that cannot be judged", () => {
  const report = auditOf({ ungoverned: [{ why: "nobody knows", commits: 9, listed }] });
  const linesOf = (verbose: boolean): readonly string[] => {
    const lines = [...renderAuditParts(auditValue(report), { ...looks, verbose })].join("").split("\n");
    const start = lines.indexOf("Commits that cannot be judged");
    return lines.slice(start + 1, lines.indexOf("", start));
  };

  test("are listed, the first five unless asked for more, and the others are counted", () => {
    const rows = listed.map(({ id, day }) => `    ${day}  ${id.slice(0, 12)}`);
    expect(linesOf(false)).toEqual(["  nobody knows", ...rows.slice(0, 5), "    and 4 more (`-v` lists them)"]);
    expect(linesOf(true)).toEqual(["  nobody knows", ...rows, "    and 2 more"]);
  });

  test("show nothing that acts", () => {
    const text = [
      ...renderAuditParts(auditValue(auditOf({ ungoverned: hostileAudit().ungoverned })), { ...looks, verbose: true }),
    ].join("");
    expect(text.match(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu) ?? []).toEqual([]);
  });
});

describe("an audit, as it is read", () => {
  const fileOf = (name: string): string =>
    fileURLToPath(new URL(`audits/${name.replaceAll(" ", "-")}.txt`, import.meta.url));
  const rule = { met: 3, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 };
  const quiet = auditOf({
    ...countedOf({ commits: 3, passed: 3 }),
    conclusion: "pass",
    ungoverned: [],
    ledger: [],
    attested: [],
    tools: [],
    subsystems: [],
    commits: [],
    policy: { name: "profile qemu", revision: null, digest: "d".repeat(64), isOwn: false },
    rules: [{ id: "sign-off-present", counts: rule, years: new Map([["2026", rule]]) }],
    asOf: "today",
  });
  const shownAudits = [
    ...audits.filter(([name]) => name !== "hostile" && name !== "with a window"),
    ["of which all passes", quiet],
    ["with many of each", manyOfEach()],
  ] as const;
  const withVerbose = ["with everything", "with a baseline"];
  /** Lines that come several times on end, once. */
  const counted = (text: string): string =>
    text.replaceAll(
      /^(.+)\n(?:\1\n)+/gm,
      (lines, line: string) => `${line}  (${lines.split("\n").length - 1} times)\n`,
    );

  test.each(shownAudits)("%s", async (name, report) => {
    const textOf = (options: AuditTextOptions): string =>
      counted([...renderAuditParts(auditValue(report), options)].join(""));
    const texts = [
      textOf({ ...looks, verbose: false }),
      ...(withVerbose.includes(name) ? [textOf({ ...looks, verbose: true, width: 60 })] : []),
    ];
    await expect(texts.join("\n=== -v, 60 columns\n\n")).toMatchFileSnapshot(fileOf(name));
  });
});

test("a year in which all entered before there was a policy has its row", () => {
  const years = [{ name: "2024", counts: countsOf({ beforePolicy: 7 }) }];
  const text = [...renderAuditParts(auditValue({ ...emptyAudit(), years }), { ...looks, verbose: false })].join("");
  expect(text).toContain(`
Year by year
  year  commits  before the policy
  2024        0                  7
`);
});

describe("the ledger alone", () => {
  const textOf = (report: AuditReport): string => [...renderLedger(report.ledger, looks)].join("");

  test("has an exception with each commit that relies on it", () =>
    expect(textOf(auditOf())).toBe(`\
mechanical-changes: 2 commits, 1 evident, 1 undecided
  2026-01-03  f3a9c1e0f3a9  who agreed? (undecided)
  2025-07-01  f3a9c1e0f3a9  rename them all (evident, Acked-by from Lin <lin@example.org>)
`));

  test("says that it is empty", () => expect(textOf(emptyAudit())).toBe("no commit relies on an exception\n"));
});

test("what two audits say differently", () => {
  const entered = { by: "b".repeat(40), day: "2026-01-03" };
  const differences: readonly AuditDifference[] = [
    {
      id: "1".repeat(40),
      subject: "one",
      entered,
      one: { conclusion: "fail", rules: ["sign-off-present", "tool-tags"] },
      other: null,
    },
    {
      id: "2".repeat(40),
      subject: "two",
      entered,
      one: { conclusion: "undecided", rules: [] },
      other: { conclusion: "pass", rules: ["x"] },
    },
  ];
  const textOf = (count: number): string =>
    [...renderDifferences(differences.slice(0, count), ["entry", "today"], looks)].join("");
  expect(textOf(2)).toBe(`\
111111111111 one
  as of entry: fail: sign-off-present, tool-tags
  as of today: nothing to say
222222222222 two
  as of entry: undecided
  as of today: pass: x
2 commits are judged otherwise
`);
  expect(textOf(1).split("\n").at(-2)).toBe("one commit is judged otherwise");
  expect(textOf(0)).toBe("no commit is judged otherwise\n");
});
