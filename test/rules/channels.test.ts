import { expect, test } from "vitest";
import { statedLengthMax } from "../../src/core/document/stated.ts";
import { declaredThrough, valuesIn } from "../../src/core/rules/request/channels.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";

const text = [
  "Mends the *lamp*.",
  "",
  "## AI use",
  "",
  "I asked `a tool`.",
  "",
  "- [x] I read it all",
  "- [ ] I wrote it all",
  "",
  "## Other",
  "",
  "- [X] done",
].join("\n");
const request = { title: learned(" lamp: on "), text: learned(text), labels: learned(["ai", "lamp"]) };
const whyLabels = unknown("the forge was not asked for it");

test.each([
  ["title", null, ["lamp: on"]],
  ["label", null, ["ai", "lamp"]],
  ["text", "AI use", ["I asked a tool.", "I read it all"]],
  ["text", "Nothing", []],
  ["section", "AI use", ["I asked a tool. I read it all"]],
  ["section", "Nothing", []],
  ["checkbox", null, ["I read it all", "done"]],
  ["checkbox", "Other", ["done"]],
] as const)("what stands in the %s under the heading %j", (place, heading, values) =>
  expect(valuesIn({ in: place, heading }, request)).toEqual(learned(values)),
);

test("what nobody told is unknown, and why", () => {
  expect(valuesIn({ in: "label", heading: null }, { ...request, labels: whyLabels })).toEqual(whyLabels);
  expect(valuesIn({ in: "title", heading: null }, { ...request, title: whyLabels })).toEqual(whyLabels);
  expect(valuesIn({ in: "text", heading: null }, { ...request, text: whyLabels })).toEqual(whyLabels);
});

test("a text is read up to its limit, and beyond that not at all", () => {
  const valuesOf = (length: number) =>
    valuesIn({ in: "text", heading: null }, { ...request, text: learned("x".repeat(length)) });
  expect(valuesOf(statedLengthMax)).toMatchObject({ known: true });
  expect(valuesOf(statedLengthMax + 1)).toEqual(
    unknown(
      `the text of the pull request is longer than ${statedLengthMax} characters, too deeply nested or hidden by a tag that is left open, and was not read`,
    ),
  );
});

test("what is declared is told by the first pattern that fits, and a section is about nothing else", () => {
  const patterns = { none: "no.*", outsideScope: "only research", content: "(?:no|yes).*" };
  const declared = (place: "text" | "section", said: string) => {
    const channel = { name: "words", in: place, heading: place === "section" ? "AI" : null, ...patterns };
    const answer = declaredThrough(channel, learned({ ...request, text: learned(`# AI\n\n${said}\n`) }));
    return answer.known ? answer.value.map(({ kind }) => kind) : answer.why;
  };
  expect(["no", "only research", "yes, some", "perhaps"].map((said) => declared("section", said))).toEqual([
    ["none"],
    ["outside-scope"],
    ["content"],
    ["unclassified"],
  ]);
  expect(declared("text", "perhaps")).toEqual([]);
  expect(declared("section", "")).toEqual([]);
});
