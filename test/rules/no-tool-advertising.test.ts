import { expect, test } from "vitest";
import noToolAdvertising from "../../src/core/rules/ai/no-tool-advertising.ts";
import { judgeExample } from "../../src/testing/situations.ts";

const document = { format: "markdown", text: "# Policy\n\n## Exceptions\n" } as const;
const policy = (ai: string): string => `proviso: 1\nai: ${ai}\nrules:\n  no-tool-advertising: require\n`;

test.each([
  ["declined", policy("{ stance: declined }"), undefined, "as no tag makes declined content acceptable"],
  [
    "declined, with exceptions",
    `document: docs/provenance.md\n${policy("{ stance: declined, exceptions: Exceptions }")}`,
    document,
    "and say in words which listed exception covers AI-derived content, if there is any",
  ],
  [
    "permitted",
    policy("{ stance: permitted }"),
    undefined,
    "as what the project wants to know of AI use belongs where its policy says, such as the text of a pull request",
  ],
  [
    "permitted, and disclosed in the pull request",
    policy(
      "{ stance: permitted, channels: { box: { in: checkbox, content: AI }, label: { in: label, content: ai } } }",
    ),
    undefined,
    "and disclose AI use in the pull request (box, label)",
  ],
])("where AI-derived content is %s, the remedy says where it belongs", (_, text, given, instead) => {
  const surroundings = { policy: text, ...(given === undefined ? {} : { document: given }) };
  const { outcome } = judgeExample(noToolAdvertising, { text: "parser: fold\n\nAssisted-by: LLM\n", surroundings });
  expect(outcome).toMatchObject({ kind: "unmet", findings: [{ message: "trailer", data: { instead } }] });
});

test.each([
  ["footers are refused", "footers: true, coAuthors: false"],
  ["co-authors are refused", "footers: false, coAuthors: true"],
])("a tool that is the author advertises nothing where %s", (_, options) => {
  const text = `proviso: 1\nrules:\n  no-tool-advertising: { level: require, ${options} }\n`;
  const author = "Claude <noreply@anthropic.com>";
  const { outcome } = judgeExample(noToolAdvertising, {
    text: "parser: fold\n",
    author,
    surroundings: { policy: text },
  });
  expect(outcome.kind).toBe("met");
});
