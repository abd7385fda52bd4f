import { describe, expect, test } from "vitest";
import { readContributionDocument } from "../../src/core/adoption/contribution-document.ts";
import { isAboutAi, stanceOf } from "../../src/core/adoption/stance-said.ts";

describe("one sentence", () => {
  test.each([
    ["Current policy is to DECLINE any contributions which are believed to include AI generated content.", "declined"],
    ["We do not accept contributions written by an LLM.", "declined"],
    ["AI-generated code is not allowed.", "declined"],
    ["Generative AI must not be used for contributions.", "declined"],
    ["The use of ChatGPT is forbidden.", "declined"],
    ["Patches made with AI tools are prohibited and will be rejected.", "declined"],
    ["AI-derived content is permitted in contributions.", "permitted"],
    ["You may use AI assistance for contributing to this project.", "permitted"],
    ["AI tools can be used.", "permitted"],
    ["The project allows the use of generative AI.", "permitted"],
    // An if or a but is for people to weigh.
    ["AI-generated code is not accepted unless it is disclosed.", null],
    ["AI tools may be used if a person reviews all they made.", null],
    ["AI contributions are welcome, but you answer for them.", null],
    ["Only code written without AI is accepted.", null],
    ["AI-generated tests are allowed when they fail without the change.", null],
    ["Is AI-generated code allowed?", null],
    ["Some AI tools are allowed.", null],
    ["We do not forbid AI tools.", null],
    ["AI tools are no longer forbidden.", null],
    ["AI-generated code might be rejected.", null],
    // Both at once.
    ["AI-generated code is permitted and AI-generated text is forbidden.", null],
    // Not about AI.
    ["Pull requests that do not build are rejected.", null],
    ["Generated files must not be submitted.", null],
    ["Ai Weiwei's images are art.", null],
    ["", null],
  ])("%s %s", (sentence, stance) => {
    expect(stanceOf(sentence)).toBe(stance);
  });
});

test.each([
  ["Use of AI-generated content", true],
  ["AI policy", true],
  ["ai usage", true],
  ["Using LLMs", true],
  ["Generative tools", true],
  ["GENERATIVE AI", true],
  ["Generated files", false],
  ["For coding agents", false],
  ["J'ai fini", false],
  ["Maintainers", false],
])("the heading %s is about AI: %s", (title, is) => {
  expect(isAboutAi(title)).toBe(is);
});

describe("a document", () => {
  const read = (text: string, name = "CONTRIBUTING.md") => readContributionDocument({ name, text });
  const said = (text: string, name?: string) =>
    read(text, name).aiSections.map((section) => [
      section.at.line,
      section.at.words,
      section.said?.line ?? null,
      section.said?.stance ?? null,
    ]);

  test.each([
    ["# AI\n\nAI-generated code is not allowed.\n", [[1, "AI", 3, "declined"]]],
    [
      "# A\n\n## Use of AI\n\nThink.\n\n## B\n\nAI-generated code is not allowed.\n",
      [
        [3, "Use of AI", null, null],
        [7, "B", 9, "declined"],
      ],
    ],
    // A section that says both says nothing.
    ["# AI\n\nAI tools may be used.\n\n## Code\n\nAI-generated code is forbidden.\n", [[1, "AI", null, null]]],
    // What is quoted as code is no sentence of the document.
    ["# AI\n\n```\nAI-generated code is forbidden.\n```\n", [[1, "AI", null, null]]],
    ["Nothing\n", []],
  ])("%j", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test("a README may speak of the product", () => {
    expect(said("# AI\n\nAI tools may be used.\n", "README.md")).toEqual([]);
  });

  test("a heading of exceptions counts inside the section only", () => {
    const exceptions = (text: string) => read(text).aiSections.map((section) => section.exceptions?.title ?? null);
    expect(exceptions("# AI\n\n## Exceptions\n")).toEqual(["Exceptions"]);
    expect(exceptions("# AI\n\n# Exceptions\n")).toEqual([null]);
  });

  test.each([
    ["The Developer's Certificate\nof Origin asks you to sign off.", [1, "Developer's Certificate of Origin"]],
    ["See\nhttps://developercertificate.org/", [2, "developercertificate.org"]],
    ["A certificate of origin", null],
  ])("names the certificate: %j", (text, expected) => {
    const { certificate } = read(text);
    expect(certificate === null ? null : [certificate.line, certificate.words]).toEqual(expected);
  });

  test("a form that is not read is not understood, and what it says is pointed at", () => {
    const { document, aiSections, aiLine } = read("== A\n\n=== Use of AI\n\nAI is forbidden.\n", "SubmittingPatches");
    expect({ document, aiSections, aiLine }).toEqual({
      document: null,
      aiSections: [],
      aiLine: { path: "SubmittingPatches", line: 3, words: "=== Use of AI" },
    });
  });
});
