import { describe, expect, test } from "vitest";
import { aiOutlook, type ExceptionOutlook } from "../../src/core/report/brief/ai-outlook.ts";
import { renderOutlook } from "../../src/core/report/brief/render-outlook.ts";
import { commitNote } from "../../src/core/report/commit-note.ts";
import type { Example } from "../../src/testing/example.ts";
import { situationOf } from "../../src/testing/situations.ts";
import { policyFrom } from "../../src/testing/surroundings.ts";

const policyWith = (ai: string, rules = "rules: {}\n"): string =>
  `proviso: 1\ndocument: docs/provenance.md\n${ai}${rules}`;
const declined = policyWith("ai: { stance: declined, section: AI, exceptions: Exceptions }\n");

const entryOf = (id: string, fields: string): string => `### ${id}\n\n- **Exception:** ${id}\n${fields}\nText.\n\n`;
const documentOf = (entries: string): string => `# AI\n\nDeclined.\n\n## Exceptions\n\n${entries}`;

const listed = documentOf(
  [
    entryOf(
      "small-fixes",
      "- **Covers:** code\n- **At most:** 5 added lines\n- **Needs:** justification, second opinion\n",
    ),
    entryOf("scripted", "- **Change:** scripted\n- **Needs:** script, disclosure\n- **Judgement:** it is boring\n"),
    entryOf("renames", "- **Change:** rename\n"),
    entryOf("only-docs", "- **Paths:** `docs/`\n"),
    entryOf("ended", "- **Until:** 2026-05-31\n"),
  ].join(""),
);

function outlookOf(policy: string, text: string | null, isMade: boolean, example: Partial<Example> = {}) {
  const document = text === null ? {} : { document: { format: "markdown" as const, text, seenEarlier: false } };
  const surroundings = { policy, ...document };
  const situation = situationOf({ text: "", surroundings, ...example }, {}, ["changes", "content"]);
  return aiOutlook(policyFrom(surroundings), situation, isMade);
}

test("a change that is made, by exceptions of each kind", () =>
  expect(renderOutlook(outlookOf(declined, listed, true, { changes: "M src/a.c +2" }))).toBe(`\
Only under an exception that the document lists, if all of its conditions hold. Nothing said here grants it:
- **small-fixes** (\`small-fixes\`)
  - \`Covers: code\` holds: every path is code
  - \`At most: 5 added lines\` holds: 2 added lines
  - still to come: a sentence or two in the message, with the citation, that say why it applies
  - still to come: the word of another maintainer; it is asked for, never written for him
- **scripted** (\`scripted\`)
  - \`Change: scripted\` is for people to judge: scripted\\: nobody has looked at the contents
  - \`Judgement: it is boring\` is for people to judge: the document leaves it to people
  - still to come: a sentence or two in the message, with the citation, that say why it applies
  - still to come: the word of another maintainer; it is asked for, never written for him
  - still to come: a disclosure in the message
  - still to come: the script in the message

These do not cover it:
- \`renames\`: rename\\: \\\`src/a.c\\\` is not only renamed
- \`only-docs\`: src/a.c is outside
- \`ended\`: it ended on 2026-05-31
`));

test("a change of which only the paths are known", () =>
  expect(renderOutlook(outlookOf(declined, listed, false, { changes: "M docs/a.md +2" }))).toBe(`\
Only under an exception that the document lists, if all of its conditions hold. Nothing said here grants it:
- **scripted** (\`scripted\`)
  - \`Change: scripted\` is not known: the change is not made yet
  - \`Judgement: it is boring\` is for people to judge: the document leaves it to people
  - still to come: a sentence or two in the message, with the citation, that say why it applies
  - still to come: the word of another maintainer; it is asked for, never written for him
  - still to come: a disclosure in the message
  - still to come: the script in the message
- **renames** (\`renames\`)
  - \`Change: rename\` is not known: the change is not made yet
- **only-docs** (\`only-docs\`)
  - \`Paths: docs/\` holds: every path is inside

These do not cover it:
- \`small-fixes\`: docs/a.md is docs
- \`ended\`: it ended on 2026-05-31
`));

describe("in a line or two", () => {
  test.each<readonly [why: string, policy: string, document: string | null, said: string]>([
    [
      "no word about AI",
      "proviso: 1\nrules: {}\n",
      null,
      "The policy does not say. Ask the maintainers before anything is written that is to be contributed.\n",
    ],
    [
      "permitted",
      policyWith("ai: { stance: permitted }\n"),
      documentOf(""),
      "Yes: the policy permits AI-derived content, and all other rules hold for it as for any content.\n",
    ],
    [
      "not in force",
      declined,
      "# Other\n",
      "It cannot be told: the document has no heading \\`AI\\`, nor did any earlier revision of it. Take it for declined, and ask.\n",
    ],
    [
      "declined, and nothing is listed",
      declined,
      documentOf(""),
      "No: the policy declines AI-derived content, and its document lists no exception.\n",
    ],
    [
      "declined, and nothing that is listed covers it",
      declined,
      documentOf(entryOf("only-docs", "- **Paths:** `docs/`\n")),
      "No: the policy declines AI-derived content, and no exception that its document lists covers this change.\n\nThese do not cover it:\n- `only-docs`: src/example.c is outside\n",
    ],
  ])("%s", (_why, policy, document, said) => {
    expect(renderOutlook(outlookOf(policy, document, true))).toBe(said);
  });
});

test("of more than thirty that cover a change, and of as many that do not, the rest is counted", () => {
  const outlook = (mayCover: boolean): ExceptionOutlook => ({
    id: "x",
    title: "X",
    mayCover,
    ended: null,
    conditions: [],
    needs: [],
    isForPeople: false,
  });
  const exceptions = [true, false].flatMap((mayCover) => Array.from({ length: 31 }, () => outlook(mayCover)));
  const text = renderOutlook({ position: { kind: "declined", hasExceptions: true }, exceptions });
  const lines = text.split("\n");
  expect(lines.filter((line) => line === "- **X** (`x`)")).toHaveLength(30);
  expect(lines.filter((line) => line === "- `x`: a condition fails")).toHaveLength(30);
  expect(lines.slice(-3)).toEqual(["- `x`: a condition fails", "- 2 more, which the document lists.", ""]);
  const few = renderOutlook({
    position: { kind: "declined", hasExceptions: true },
    exceptions: exceptions.slice(1, 61),
  });
  expect(few).not.toContain("more, which");
});

describe("what somebody who writes a message is told", () => {
  const entries = (count: number): string =>
    documentOf(
      Array.from({ length: count }, (_, number) => entryOf(`exception-${number}`, "- **Covers:** docs\n")).join(""),
    );
  const declines = "This project declines AI-derived content (docs/provenance.md).";
  const asks = "This project asks to be told of AI-derived content: `proviso explain ai-disclosure`.";
  const permitted = "ai: { stance: permitted }\n";
  test.each<readonly [policy: string, document: string | null, lines: readonly string[]]>([
    [declined, entries(0), [declines, "Its document lists no exception."]],
    [
      declined,
      entries(4),
      [
        declines,
        "Exceptions that it lists: exception-0, exception-1, exception-2, exception-3; `proviso explain ID` says for what.",
      ],
    ],
    [
      declined,
      entries(6),
      [
        declines,
        "Exceptions that it lists: exception-0, exception-1, exception-2, exception-3 and 2 more; `proviso explain ID` says for what.",
      ],
    ],
    [
      "proviso: 1\nai: { stance: declined }\nrules: {}\n",
      null,
      ["This project declines AI-derived content.", "Its document lists no exception."],
    ],
    [declined, "# Other\n", []],
    [policyWith(permitted), documentOf(""), []],
    [
      policyWith(permitted, "rules: { ai-disclosure: { level: require, trailers: [Assisted-by] } }\n"),
      documentOf(""),
      [asks],
    ],
    [policyWith(permitted, "rules: { ai-disclosure: { level: off, trailers: [Assisted-by] } }\n"), documentOf(""), []],
    [policyWith(permitted, "rules: { sign-off-present: require }\n"), documentOf(""), []],
    ["proviso: 1\nrules: { sign-off-present: require }\n", null, []],
  ])("%#", (policy, text, lines) => {
    const document = text === null ? {} : { document: { format: "markdown" as const, text, seenEarlier: false } };
    expect(commitNote(policyFrom({ policy, ...document }))).toEqual(lines);
  });
});
