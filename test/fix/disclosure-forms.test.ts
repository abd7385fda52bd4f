import { describe, expect, test } from "vitest";
import { disclosureForms, disclosureLine } from "../../src/core/fix/disclosure-forms.ts";
import { type Case, permitted, policyOf } from "./planning.ts";

const onlyOne: Case = { ai: permitted, rules: "  ai-disclosure: { level: require, trailers: [Assisted-by] }\n" };
const several: Case = {
  ai: permitted,
  rules: `  ai-disclosure: { level: require, trailers: [assisted-by, AI-used-for] }
  ai-disclosure-form:
    level: require
    trailers:
      - { key: Assisted-by, form: "a tool, and its model behind a colon", values: '[a-z]+:[a-z]+' }
  ai-signal-disclosed: { level: off, trailers: [Made-by] }
`,
};
const unnamed: Case = {
  ai: `${permitted}  disclosures: [{ key: Our-AI, content: ".*" }]\n`,
  rules: "  sign-off-present: require\n",
};

describe("the trailers that disclose", () => {
  test.each<[what: string, one: Case, forms: readonly { readonly key: string; readonly form: string }[]]>([
    ["are those of the clauses", onlyOne, [{ key: "Assisted-by", form: "" }]],
    [
      "come once each, with the form that one of them has",
      several,
      [
        { key: "assisted-by", form: "a tool, and its model behind a colon" },
        { key: "AI-used-for", form: "" },
      ],
    ],
    [
      "are those of the clauses, though the policy knows another",
      { ...onlyOne, ai: `${permitted}  disclosures: [{ key: Our-AI, content: ".*" }]\n` },
      [{ key: "Assisted-by", form: "" }],
    ],
    ["are the policy's own where no clause names one", unnamed, [{ key: "Our-AI", form: "" }]],
  ])("%s", (_, one, forms) => expect(disclosureForms(policyOf(one))).toEqual(forms));
});

describe("what somebody says, as a trailer", () => {
  test.each([
    ["behind the only key there is", "Tool:model", onlyOne, "Assisted-by: Tool:model"],
    ["as it is written with the key", "assisted-by: Tool:model", onlyOne, "assisted-by: Tool:model"],
    ["with one of several keys", "ai-used-for: tests", several, "ai-used-for: tests"],
    ["without the white space around it", "  Tool \n", onlyOne, "Assisted-by: Tool"],
    ["with a colon further on", "the tool: all of it", onlyOne, "Assisted-by: the tool: all of it"],
  ])("%s", (_, text, one, line) => expect(disclosureLine(text, policyOf(one))).toEqual({ ok: true, line }));

  test.each([
    ["nothing", " \n", onlyOne, "an empty text discloses nothing"],
    ["too much", "x".repeat(1001), onlyOne, "it has more than 1000 characters"],
    ["two lines", "a\nb", onlyOne, "it has line breaks or characters that cannot be shown"],
    ["what is not seen", "a\u202eb", onlyOne, "it has line breaks or characters that cannot be shown"],
    ["words alone, where there are two keys", "Tool", several, "it begins with none of `assisted-by:`, `AI-used-for:`"],
  ])("is none of %s", (_, text, one, why) => expect(disclosureLine(text, policyOf(one))).toEqual({ ok: false, why }));
});
