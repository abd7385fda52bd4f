import { expect, test } from "vitest";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Outcome } from "../../src/core/rules/outcome.ts";
import type { Rule } from "../../src/core/rules/rule.ts";
import { judgeExample } from "../../src/testing/situations.ts";
import * as fc from "../random-cases.ts";

const people = [
  "Ada Lovely <ada@example.org>",
  "Bob <bob@example.org>",
  "ada",
  "<>",
  "root <root@localhost>",
  "Ada Lovely <ADA@work.example.org>",
];
const keys = [
  "Signed-off-by",
  "signed-off-BY",
  "Co-developed-by",
  "Co-authored-by",
  "Ѕigned-off-by",
  "Singed-off-by",
  "Reviewed-by",
];
const lines = [
  "",
  "",
  "---",
  "[Bob: a note",
  "more]",
  "[a note]",
  "  indented: by",
  "parser: a subject",
  "exception mechanical-changes",
  "* one",
  "This was done with sed",
  "done by coccinelle.",
  "generated",
  "@@",
  "Merge (#12)",
  "\u202eright to left",
  "\u0000",
  "Tested-by:",
];
const line = fc.oneof(
  fc.constantFrom(...lines),
  fc
    .tuple(fc.constantFrom(...keys), fc.constantFrom(":", ": ", " : "), fc.constantFrom(...people))
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const message = fc.array(line, { maxLength: 14 }).map((parts) => parts.join("\n"));
const settings = (rule: Rule) =>
  fc.record(
    Object.fromEntries(
      Object.entries(rule.options).map(([name, { shape, default: by }]) => [
        name,
        shape.kind === "choice" ? fc.constantFrom(...shape.of) : fc.constant(by),
      ]),
    ),
  );

test.each(catalogue.map((rule) => [rule.id, rule] as const))("%s answers on any message", (_id, rule) => {
  fc.assert(
    fc.property(
      message,
      settings(rule),
      fc.boolean(),
      fc.constantFrom(...people.slice(0, 2)),
      (text, options, merge, committer) => {
        const judged = judgeExample(rule, { text, merge, committer, changes: "A a.bin binary; M b.c +1 -1" }, options);
        holds(rule, judged.outcome, judged.text);
        if (rule.topic === "sign-off" && merge) expect(judged.outcome.kind).toBe("not-applicable");
      },
    ),
    { numRuns: 150 },
  );
});

/** Every finding has words, the data they show, and a place inside the message. */
function holds({ messages }: Rule, outcome: Outcome, text: string): void {
  if ("because" in outcome) {
    expect(outcome.because).not.toBe("");
    return;
  }
  for (const { message: id, data, at } of outcome.findings) {
    const words = messages[id];
    expect(words).toBeDefined();
    for (const [, name = ""] of `${words?.what} ${words?.fix}`.matchAll(/\{([a-zA-Z]+)\}/g))
      expect(data).toHaveProperty(name);
    if (at.kind !== "message") continue;
    expect(0 <= at.at.start && at.at.start <= at.at.end && at.at.end <= text.length).toBe(true);
  }
}
