import { notApplicable } from "../../src/core/rules/outcome.ts";
import { defineRule, type Rule } from "../../src/core/rules/rule.ts";
import { choice, choices, count, flag, globs, pattern, records, text, texts } from "../../src/core/text/shape.ts";

const nothing = notApplicable("a toy");

/** A rule without options, and one with an option of every shape. */
export const toyRules: readonly Rule[] = [
  defineRule({
    id: "plain-rule",
    topic: "sign-off",
    summary: "A rule without options.",
    options: {},
    messages: {},
    check: () => nothing,
  }),
  defineRule({
    id: "rich-rule",
    topic: "ai",
    summary: "A rule with an option of every shape.",
    options: {
      word: text("a text", null),
      strict: flag("a flag", false),
      limit: count("a count", 3, [1, 10]),
      match: choice("a choice", ["author", "committer"], "author"),
      keys: texts("texts", ["Acked-by"]),
      kinds: choices("choices", ["one", "two"], ["one"]),
      only: globs("globs", []),
      value: pattern("a pattern", null),
      vocabulary: records("records", { key: text("a key", null), repeat: flag("more than once", true) }, []),
    },
    messages: {},
    check: () => nothing,
  }),
];
