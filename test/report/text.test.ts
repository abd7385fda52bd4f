import { describe, expect, test } from "vitest";
import type { Report, Verdict } from "../../src/core/evaluate/verdict.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import { renderJoinedParts, renderText, type TextOptions } from "../../src/core/report/text.ts";
import * as fc from "../random-cases.ts";
import {
  aiContent,
  at,
  documentSource,
  metOutcome,
  policySource,
  reliance,
  reportOf,
  signOff,
  unmet,
  verdictOf,
} from "./sample.ts";
import { failing, quiet, warned } from "./situations.ts";

const plain: TextOptions = { verbose: false, colour: false, hyperlinks: null, width: null };

/** The report as lines, ids shortened to `ID` so that they do not distract. */
function check(report: Report, expected: string, options: Partial<TextOptions> = {}): void {
  const text = renderText(report, { ...plain, ...options }).replaceAll(/\bf3a9c1e0[0-9a-f]{4}\b/g, "ID");
  expect(text).toBe(expected.replace(/^\n/, ""));
}

describe("silence", () => {
  test("a clean contribution by the repository's own policy", () => check(reportOf([quiet()]), ""));

  test("not when somebody chose the policy", () =>
    check(
      reportOf([quiet()]),
      `
main..topic judged by proviso.yaml at 2b0e4ecd94
pass: 1 commit: 1 passed
`,
      { namesPolicy: true },
    ));

  test.each(["", "main..topic judged by proviso.yaml at 2b0e4ecd94\npass: 1 commit: 1 passed\n"])(
    "the digest, which takes long to load, is not asked for (%j)",
    (expected) => {
      const { policy } = reportOf([]);
      const digest = (): never => {
        throw new Error("nobody is to see it");
      };
      const undigested = Object.defineProperty({ ...policy }, "digest", { get: digest, enumerable: true });
      check(reportOf([quiet()], { policy: undigested }), expected, { namesPolicy: expected !== "" });
    },
  );

  test("not when the policy is not the repository's own", () => {
    const { policy } = reportOf([]);
    const origin = { name: "profile qemu (2025-09-24)", kind: "profile", revision: null } as const;
    check(
      reportOf([quiet(), quiet()], { policy: { ...policy, origin } }),
      `
main..topic judged by profile qemu (2025-09-24)
pass: 2 commits: 2 passed
`,
    );
  });

  test("not when there was nothing to judge", () =>
    check(
      reportOf([]),
      `
main..topic judged by proviso.yaml at 2b0e4ecd94
pass: nothing to judge
`,
    ));

  test("not when nothing applied, or older commits were left out", () => {
    const { counts } = reportOf([quiet()]);
    check(
      reportOf([quiet()], { counts: { ...counts, passed: 0, notApplicable: 1, olderThanPolicy: 12_345 } }),
      `
main..topic judged by proviso.yaml at 2b0e4ecd94
pass: 1 commit: 1 with nothing to judge; 12,345 older than the policy, not judged
`,
    );
  });
});

test("a problem a line, its why and its fix below, and the quiet commit is not mentioned", () =>
  check(
    reportOf([failing(), quiet()]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID trailers: accept folded ones
  ID:3:1: sign-off-present: signed off by \`Lin <lin@example.org>\`, but written by \`ada@example.org\`
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
    fix: have ada@example.org sign off, or correct the author
  ID: author: warning: sign-off-order: \`Lin\` signs before the author
    why: proviso.yaml:4, sign-off-order: warn

fail: 2 commits: 1 failed, 1 passed; 1 with warnings
`,
  ));

test("the same reason and remedy are given once in a commit", () => {
  const twice = unmet(
    { message: "missing", data: {}, at: { kind: "commit" } },
    { message: "missing", data: {}, at: { kind: "path", path: "a\tb" } },
  );
  check(
    reportOf([verdictOf("", [{ clause: signOff, outcome: twice }])]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID (no subject)
  ID: sign-off-present: no tag \`Signed-off-by\`
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
    fix: amend with \`git commit --amend --signoff\`
  ID: a\\tb: sign-off-present: no tag \`Signed-off-by\`

fail: 1 commit: 1 failed
`,
  );
});

test("an exception relied on is said in a line, with the second opinion", () => {
  const secondOpinion = {
    by: { name: "Bob", email: "bob@example.org" },
    form: "Reviewed-by",
    source: "trailer",
    verified: false,
  } as const;
  const judged = reliance({ evident: false, secondOpinion });
  check(
    reportOf([
      verdictOf("rename", [{ clause: aiContent, outcome: { kind: "met", because: "", reliance: reliance() } }], {
        relies: "mechanical-changes",
      }),
      verdictOf("explained", [{ clause: aiContent, outcome: { kind: "met", because: "", reliance: judged } }], {
        relies: "mechanical-changes",
      }),
    ]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID rename
  met ai-content-permitted: under exception mechanical-changes (docs/provenance.rst:7), evident

ID explained
  met ai-content-permitted: under exception mechanical-changes (docs/provenance.rst:7), judged by people, Reviewed-by from \`Bob <bob@example.org>\`

pass: 2 commits: 2 passed under an exception
`,
  );
});

const undecided = (): Verdict =>
  verdictOf("hw/arm: fix the clock", [
    {
      clause: aiContent,
      outcome: {
        kind: "undecided",
        findings: [
          { message: "needsOpinion", data: { maintainers: "Bob" }, at: { kind: "path", path: "hw/arm/timer.c" } },
        ],
        reliance: reliance({
          evident: false,
          conditions: [
            ...reliance().conditions,
            {
              text: "Judgement: obvious",
              state: "judgement",
              why: "only people can decide",
              at: at(documentSource, ":At most:"),
            },
          ],
        }),
      },
    },
  ]);

test("what is undecided names who can decide, and shows the conditions one by one", () =>
  check(
    reportOf([undecided()]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID hw/arm: fix the clock
  ID: hw/arm/timer.c: undecided: ai-content-permitted: another maintainer must agree
    why: proviso.yaml:5, ai-content-permitted: require
    fix: ask one of Bob
    exception mechanical-changes (docs/provenance.rst:7):
      holds      Change: rename            every entry is R100
      holds      At most: 400 added lines  adds none
      judgement  Judgement: obvious        only people can decide

undecided: 1 commit: 1 undecided
`,
  ));

test("an exception that several clauses rest on is named once, with the second opinion", () => {
  const bob = { name: "Bob", email: "bob@example.org" };
  const secondOpinion = { by: bob, form: "Acked-by", source: "trailer", verified: false } as const;
  check(
    reportOf([
      verdictOf(
        "two clauses, one exception",
        [
          { clause: aiContent, outcome: { kind: "met", because: "covered", reliance: reliance() } },
          {
            clause: signOff,
            outcome: { kind: "met", because: "agreed", reliance: reliance({ secondOpinion }) },
          },
        ],
        { relies: "mechanical-changes" },
      ),
    ]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID two clauses, one exception
  met ai-content-permitted: under exception mechanical-changes (docs/provenance.rst:7), evident, Acked-by from \`Bob <bob@example.org>\`

pass: 1 commit: 1 passed under an exception
`,
  );
});

test("an empty range is said once", () => {
  const { counts } = reportOf([]);
  check(
    reportOf([], { counts, conclusion: "undecided", reasons: ["the range has no commit"] }),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94
undecided: the range has no commit
`,
  );
});

test("a clause for some paths says in words that the paths are not known", () =>
  check(
    reportOf([
      verdictOf("paths unknown", [
        {
          clause: signOff,
          outcome: {
            kind: "undecided",
            findings: [{ message: "scopeUnknown", data: { why: "git did not say" }, at: { kind: "commit" } }],
          },
        },
      ]),
    ]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94

ID paths unknown
  ID: undecided: sign-off-present: whether this clause, which is for some commits only, speaks of the commit is not known: git did not say
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
    fix: nothing need be changed for that: check again where it can be found out, or have a maintainer decide

undecided: 1 commit: 1 undecided
`,
  ));

test("problems, reasons, damage and judgements of the whole come with their places", () =>
  check(
    reportOf([verdictOf("half", [], { damage: "a NUL byte cuts the message", conclusion: "undecided" })], {
      conclusion: "undecided",
      reasons: ["the clone is shallow"],
      problems: [
        {
          code: "unknown-rule",
          severity: "error",
          text: "unknown rule `sign-of`",
          at: at(policySource, "sign-off-order"),
          hint: "did you mean `sign-off-order`?",
        },
      ],
      contribution: {
        judgements: [{ clause: signOff, outcome: unmet({ message: "missing", data: {}, at: { kind: "commit" } }) }],
      },
    }),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94
proviso.yaml:4:3: error: unknown rule \`sign-of\`
    hint: did you mean \`sign-off-order\`?
undecided: the clone is shallow
  contribution: sign-off-present: no tag \`Signed-off-by\`
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
    fix: amend with \`git commit --amend --signoff\`

ID half
  ID: undecided: cannot be read whole: a NUL byte cuts the message

undecided: 1 commit: 1 undecided
`,
  ));

test("verbose says what was judged and why it passed", () =>
  check(
    reportOf([
      verdictOf("quiet one", [
        { clause: signOff, outcome: metOutcome },
        { clause: aiContent, outcome: { kind: "not-applicable", because: "no claim and no signal" } },
      ]),
    ]),
    `
main..topic judged by proviso.yaml at 2b0e4ecd94
  document: docs/provenance.rst, which lists 1 exception
  digest: ${"d".repeat(64)}

ID quiet one
  met sign-off-present: signed off by the author
    why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."
  not applicable ai-content-permitted: no claim and no signal

pass: 1 commit: 1 passed
`,
    { verbose: true },
  ));

test("a long report closes with a table by rule, worst first", () => {
  const rules = new Map([
    ["sign-off-order", { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 51 }],
    ["sign-off-present", { met: 1, unmet: 51, notApplicable: 0, undecided: 0, warned: 0 }],
    ["ai-content-permitted", { met: 52, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 }],
    ["message-format", { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 7 }],
    ["ai-disclosure", { met: 0, unmet: 0, notApplicable: 0, undecided: 1, warned: 0 }],
  ]);
  const text = renderText(reportOf(Array.from({ length: 51 }, failing), { rules }), plain);
  expect(text.split("\n").slice(-9)).toEqual([
    "",
    "rule              unmet  undecided  warned",
    "sign-off-present     51          0       0",
    "ai-disclosure         0          1       0",
    "sign-off-order        0          0      51",
    "message-format        0          0       7",
    "",
    "fail: 51 commits: 51 failed; 51 with warnings",
    "",
  ]);
});

test("conditions of an exception stand in a table where all of it fits, and are folded where a row does not", () => {
  const linesOf = (width: number): readonly string[] =>
    renderText(reportOf([undecided()]), { ...plain, width }).split("\n");
  expect(linesOf(65).slice(8, 11)).toEqual([
    "      holds      Change: rename            every entry is R100",
    "      holds      At most: 400 added lines  adds none",
    "      judgement  Judgement: obvious        only people can decide",
  ]);
  expect(linesOf(64).slice(8, 11)).toEqual([
    "      holds      Change: rename: every entry is R100",
    "      holds      At most: 400 added lines: adds none",
    "      judgement  Judgement: obvious: only people can decide",
  ]);
});

test("a long problem goes on below itself, and its hint beside its label", () => {
  const words = "there is a key that nobody knows, and that may be another one";
  const hint = "look at the page of the policy for keys that there are, or leave it out";
  const problem = { code: "x", severity: "warning", text: words, hint, at: at(policySource, "rules") } as const;
  const lines = renderText(reportOf([], { problems: [problem] }), { ...plain, width: 50 }).split("\n");
  expect(lines.slice(1)).toEqual([
    "proviso.yaml:2:1: warning: there is a key that",
    "    nobody knows, and that may be another one",
    "    hint: look at the page of the policy for keys",
    "          that there are, or leave it out",
    "pass: nothing to judge",
    "",
  ]);
});

describe("several reports", () => {
  const joined = (...apart: readonly Report[]): string => {
    const values = apart.map((report) => reportValue(report));
    const whole = reportValue(
      reportOf(
        apart.flatMap(({ commits }) => [...commits]),
        { subject: "all" },
      ),
    );
    return [...renderJoinedParts(whole, values, plain)].join("").replaceAll(/\bf3a9c1e0[0-9a-f]{4}\b/g, "ID");
  };

  test("of which all are well are silent", () => expect(joined(reportOf([quiet()]), reportOf([quiet()]))).toBe(""));

  test("stand one behind the other, without those that are well, and are summed up", () =>
    expect(joined(reportOf([quiet()]), reportOf([warned()]), reportOf([]))).toBe(`\
main..topic judged by proviso.yaml at 2b0e4ecd94

ID late
  ID: committer: warning: sign-off-order: \`Lin\` signs before the author
    why: proviso.yaml:4, sign-off-order: warn

pass: 1 commit: 1 passed; 1 with warnings

main..topic judged by proviso.yaml at 2b0e4ecd94
pass: nothing to judge

all judged by proviso.yaml at 2b0e4ecd94
pass: 2 commits: 2 passed; 1 with warnings
`));
});

describe("whatever strangers write", () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      "a",
      " ",
      "\x1b",
      "\x9b",
      "\n",
      "\r",
      "\t",
      "\u202e",
      "\u200b",
      "`",
      "{x}",
      "\ud800",
      "\x07",
      "\0",
    ),
    maxLength: 60,
  });
  // They are what must not get through.
  const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b\ud800-\udfff]/;

  test("nothing that acts on a terminal gets through, and no line is added", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const report = reportOf(
          [
            verdictOf(
              text,
              [
                {
                  clause: signOff,
                  outcome: unmet({
                    message: "otherPerson",
                    data: { signer: text, author: text },
                    at: { kind: "path", path: text },
                  }),
                },
                { clause: aiContent, outcome: { kind: "not-applicable", because: text } },
              ],
              { damage: text },
            ),
          ],
          {
            subject: text,
            reasons: [text],
            problems: [
              {
                code: "x",
                severity: "error",
                text,
                hint: text,
                at: { source: { name: text, text: "" }, start: 0, end: 0 },
              },
            ],
          },
        );
        const rendered = renderText(report, { ...plain, verbose: true });
        expect(rendered).not.toMatch(acting);
        expect(rendered.split("\n").length).toBe(16);
      }),
    );
  });
});

test("colour and links change no words", () => {
  const report = reportOf([failing(), undecided(), quiet()]);
  const dressed = renderText(report, {
    ...plain,
    verbose: true,
    colour: true,
    hyperlinks: ({ kind }) => `https://example.org/${kind}`,
  });
  expect(dressed).toContain(
    "\x1b[31m\x1b]8;;https://example.org/rule\x1b\\sign-off-present\x1b]8;;\x1b\\\x1b[39m: signed off",
  );
  // The sequences that dress the text.
  const bare = dressed.replaceAll(/\x1b\[\d+m|\x1b\]8;;[^\x1b]*\x1b\\/g, "");
  expect(bare).toBe(renderText(report, { ...plain, verbose: true }));
});

test("a link that could end its own sequence is not made", () => {
  const dressed = renderText(reportOf([failing()]), {
    ...plain,
    hyperlinks: () => "https://example.org/\x1b\\evil",
  });
  expect(dressed).not.toContain("\x1b");
});
