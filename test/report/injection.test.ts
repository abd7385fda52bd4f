import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { findProfile } from "../../src/core/policy/profiles.ts";
import { renderJson } from "../../src/core/report/json.ts";
import { renderText } from "../../src/core/report/text.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import * as fc from "../random-cases.ts";

const listing = `# Provenance

## AI

Declined.

### Exceptions

#### Small fixes

- **Exception:** small-fixes
- **Covers:** docs

Fixes of the wording.
`;
const everyRule = catalogue.map(({ id }) => `  ${id}: require\n`).join("");
const declining = (rules: string) => {
  const ai = "ai: { stance: declined, section: AI, exceptions: Exceptions }";
  const policy = { name: "proviso.yaml", text: `proviso: 1\ndocument: doc.md\n${ai}\nrules:\n${rules}` };
  return policyFromTexts({ policy, document: { name: "doc.md", text: listing } }, catalogue);
};
const strict = declining(everyRule);
const heart = declining(
  "  sign-off-present: require\n  ai-content-permitted: require\n  ai-exception-listed: require\n",
);
const dco = policyFromTexts({ policy: { name: "dco", text: findProfile("dco")?.text ?? "" } }, catalogue);

const ada = "Ada Example <ada@example.org>";

function judgeMessage(message: string, author = ada, policy = dco): Report {
  const header = `tree ${"0".repeat(40)}\nauthor ${author} 1700000000 +0000\ncommitter ${author} 1700000000 +0000\n\n`;
  const commits = [parseCommit("a".repeat(40), new TextEncoder().encode(header + message))];
  return judge(policy, { commits, today: "2026-07-01", subject: "the range" });
}

const plain = { verbose: true, colour: false, hyperlinks: null, width: null };

/** Controls but the line feed, and what reorders, hides or separates text. */
const acting = /(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/u;

function expectHarmless(report: Report): void {
  const rendered = renderText(report, plain);
  expect(rendered).not.toMatch(acting);
  // A build server obeys a line that begins with two colons, and `##[` anywhere.
  expect(rendered).not.toMatch(/^\s*::|##[a-z]*\[/im);
  const json = renderJson(report);
  expect(json).not.toMatch(acting);
  expect(json).not.toMatch(/##[a-z]*\[/i);
}

/** The conclusion, and each open judgement as `rule: message, message`. */
function verdictOf(report: Report): string {
  const open = report.commits.flatMap(({ judgements }) =>
    judgements.flatMap(({ clause, outcome }) =>
      "findings" in outcome && clause.level === "require"
        ? [`${clause.rule.id}: ${outcome.findings.map(({ message }) => message).join(", ")}`]
        : [],
    ),
  );
  return [report.conclusion, ...open].join("; ");
}

const signOff = `Signed-off-by: ${ada}`;
const noSignOff = "fail; sign-off-present: missing";
const outside = "fail; sign-off-present: outside";
const belowEnd = "fail; sign-off-present: belowEnd";
const lookalike = "fail; sign-off-present: lookalike";

describe("what only looks like a sign-off certifies nothing", () => {
  test.each<readonly [name: string, message: string, verdict: string]>([
    ["below ---", `t\n\nbody\n\n---\n\n${signOff}\n`, belowEnd],
    ["below --- and a blank", `t\n\nbody\n--- \n\n${signOff}\n`, belowEnd],
    [
      "below the scissors",
      `t\n\nbody\n\n# ------------------------ >8 ------------------------\n${signOff}\n`,
      belowEnd,
    ],
    ["a comment", `t\n\nbody\n\n# ${signOff}\n`, noSignOff],
    ["quoted as mail", `t\n\n> ${signOff}\n`, noSignOff],
    ["indented", `t\n\n    ${signOff}\n`, "fail; sign-off-present: indented"],
    ["fenced", `t\n\n\`\`\`\n${signOff}\n\`\`\`\n\nmore\n`, outside],
    ["in the body", `t\n\n${signOff}\n\nmore text\n`, outside],
    ["the subject", `${signOff}\n`, noSignOff],
    [
      "the folded value of another tag",
      `t\n\nAcked-by: Lin <lin@example.org>\n ${signOff}\n`,
      "fail; sign-off-present: indented",
    ],
    ["a form feed before it", `t\n\nbody\n\n\f${signOff}\n`, lookalike],
    ["a vertical tab instead of a line end", `t\n\nAcked-by: Lin <lin@example.org>\v${signOff}\n`, noSignOff],
    ["a line separator instead of a line end", `t\n\nAcked-by: Lin <lin@example.org>\u2028${signOff}\n`, noSignOff],
    ["a carriage return instead of a line end", `t\r\rbody\r\r${signOff}\r`, noSignOff],
    ["a Cyrillic letter", `t\n\nSigned-off-b\u0443: ${ada}\n`, lookalike],
    ["a Cyrillic first letter", `t\n\n\u0405igned-off-by: ${ada}\n`, lookalike],
    ["a Greek letter", `t\n\nSigned-\u03bfff-by: ${ada}\n`, lookalike],
    ["full-width letters", `t\n\n\uff33igned-off-by: ${ada}\n`, lookalike],
    ["a full-width colon", `t\n\nSigned-off-by\uff1a ${ada}\n`, lookalike],
    ["a joiner of no width", `t\n\nSigned\u200d-off-by: ${ada}\n`, lookalike],
    ["a mark before it", `t\n\n\ufeffSigned-off-by: ${ada}\n`, lookalike],
    ["an override before it", `t\n\n\u202eSigned-off-by: ${ada}\n`, lookalike],
    ["letters from right to left", `t\n\n\u202eyb-ffo-dengiS\u202c: ${ada}\n`, noSignOff],
    ["a soft hyphen in it", `t\n\nSigned\u00ad-off-by: ${ada}\n`, lookalike],
    ["hyphens that break no line", `t\n\nSigned\u2011off\u2011by: ${ada}\n`, lookalike],
    ["an accent", `t\n\nSi\u0301gned-off-by: ${ada}\n`, lookalike],
    ["a colour in it", `t\n\nSigned-\x1b[0moff-by: ${ada}\n`, noSignOff],
    ["a backspace in it", `t\n\nxS\x08\x08Signed-off-by: ${ada}\n`, noSignOff],
    ["hyphens left out", `t\n\nSigned off by: ${ada}\n`, noSignOff],
    ["letters turned round", `t\n\nSinged-off-by: ${ada}\n`, "fail; sign-off-present: misspelled"],
    ["nobody", "t\n\nSigned-off-by:\n", "fail; sign-off-well-formed: "],
  ])("%s", (_name, message, verdict) => {
    const report = judgeMessage(message);
    expectHarmless(report);
    expect(verdictOf(report).startsWith(verdict)).toBe(true);
  });
});

describe("what is well written is judged well, however it is wrapped", () => {
  const rows: readonly (readonly [name: string, message: string, author?: string])[] = [
    ["carriage returns before line feeds", `t\r\n\r\nbody\r\n\r\n${signOff}\r\n`],
    ["the case of the key", `t\n\nSIGNED-OFF-BY: ${ada}\n`],
    ["escapes in the subject", `\x1b[31mt\x07\n\n${signOff}\n`],
    ["an override in the body", `t\n\n\u202ebody\u2066\n\n${signOff}\n`],
    ["a folded value", "t\n\nSigned-off-by: Ada Example\n <ada@example.org>\n"],
    ["a name in Arabic", "t\n\nSigned-off-by: محمد <m@example.org>\n", "محمد <m@example.org>"],
    ["another spelling of the address", "t\n\nSigned-off-by: Ada <ADA@example.ORG>\n"],
    ["between fences in the last paragraph, where git reads it", `t\n\n\`\`\`\n${signOff}\n\`\`\`\n`],
    ["a workflow command in the subject", `::error file=x::boo ##[stop-commands]y\n\n${signOff}\n`],
  ];
  for (const [name, message, author = ada] of rows) {
    test(name, () => {
      const report = judgeMessage(message, author);
      expectHarmless(report);
      expect(verdictOf(report)).toBe("pass");
    });
  }
});

describe("a sign-off is by the person that its address says, whatever the name shows", () => {
  test.each<readonly [name: string, signer: string]>([
    ["the author's name in another script", "\u0410da Example <eve@example.org>"],
    ["the author's address as a name", "ada@example.org <eve@example.org>"],
    ["an override that shows the author's address", "Ada Example \u202e<gro.elpmaxe@ada> <eve@example.org>"],
    ["a look-alike address", "Ada Example <\u0430da@example.org>"],
    ["a link to somewhere else", "\x1b]8;;http://evil.example.org\x07Ada Example\x1b]8;;\x07 <eve@example.org>"],
    ["an address in a comment", "Ada Example (ada@example.org) <eve@example.org>"],
  ])("%s", (_name, signer) => {
    const report = judgeMessage(`t\n\nSigned-off-by: ${signer}\n`);
    expectHarmless(report);
    expect(verdictOf(report)).toContain("sign-off-by-author: ");
    expect(report.conclusion).toBe("fail");
  });
});

describe("claims of AI use", () => {
  const declined = (message: string) => judgeMessage(message, ada, heart);
  const speaks = /ai-content-permitted/;

  test.each<readonly [name: string, message: string, heard: boolean]>([
    ["a disclosure", `t\n\nAssisted-by: LLM\n${signOff}\n`, true],
    ["a disclosure in the body, at the start of its line", `t\n\nAssisted-by: LLM\n\nmore\n\n${signOff}\n`, true],
    ["one that somebody quotes", `t\n\n> Assisted-by: LLM\n\n${signOff}\n`, false],
    ["one that is indented", `t\n\n    Assisted-by: LLM\n\n${signOff}\n`, false],
    [
      "an exception that nobody lists",
      `t\n\nThis falls under AI exception mass-edits, as it is one.\n\n${signOff}\n`,
      true,
    ],
    [
      "an exception with an escape in its name",
      `t\n\nAI exception "mass\x1b[31m edits\u202e" applies here.\n\n${signOff}\n`,
      true,
    ],
    ["an exception inside a quotation of code", `t\n\n    AI exception mass-edits\n\n${signOff}\n`, false],
    [
      "a tool's footer, coloured",
      `t\n\n\x1b[31m\n\nCo-authored-by: Claude <noreply@anthropic.com>\n${signOff}\n`,
      true,
    ],
  ])("%s", (_name, message, heard) => {
    const report = declined(message);
    expectHarmless(report);
    if (heard) expect(verdictOf(report)).toMatch(speaks);
    else expect(report.conclusion).toBe("pass");
  });

  test("an exception that the message itself seems to list grants nothing", () => {
    const forged = `t\n\n#### Everything\n\n- **Exception:** everything-goes\n\nUnder exception everything-goes, as listed above.\nAI exception everything-goes applies.\n\n${signOff}\n`;
    const report = judgeMessage(forged, ada, strict);
    expectHarmless(report);
    expect(report.conclusion).toBe("fail");
    expect(verdictOf(report)).toContain("ai-exception-listed: notListed");
  });
});

const fragment = fc.oneof(
  fc.constantFrom(
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "Signed-off-by: ",
    "Signed-off-b\u0443: ",
    "Acked-by: ",
    "Assisted-by: LLM",
    "Generated-by: \x1b[31mtool",
    "AI exception small-fixes",
    'exception "\u202e',
    "Ada Example <ada@example.org>",
    "[Lin: \u2066note]",
    "---\n",
    "# ------------------------ >8 ------------------------\n",
    "```\n",
    "    ",
    "> ",
    "* part (#1)",
    "(cherry picked from commit ",
    "This reverts commit ",
    "\x1b]8;;http://evil\x07link\x1b]8;;\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\u202e\u2066\u200f\u061c",
    "\u2028\u2029\u0085",
    "\u{e0041}\u{e007f}",
    "::error file=a::b",
    "##[add-mask]x",
    "##vso[task.setvariable variable=a]b",
    "\ud800",
    "\0",
    "`; rm -rf ~`",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const message = fc.array(fragment, { maxLength: 24 }).map((parts) => parts.join(""));
const name = fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join("").replaceAll(/[\n<>\0]/g, ""));

test("no message and no name gets anything through that acts", () => {
  fc.assert(
    fc.property(message, name, (text, author) => {
      for (const policy of [strict, heart]) {
        const report = judgeMessage(text, `${author} <ada@example.org>`, policy);
        expectHarmless(report);
        // The lines are ours: as many as without the foreign text's own line ends.
        for (const line of renderText(report, plain).split("\n")) expect(line).not.toMatch(/[\r\v\f]/);
        expect(JSON.parse(renderJson(report)).commits).toHaveLength(1);
      }
    }),
    { numRuns: 300 },
  );
});
