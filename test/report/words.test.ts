import { describe, expect, test } from "vitest";
import { reportValue } from "../../src/core/report/report-value.ts";
import { fill, fixOf, placeholdersOf, wordsOf } from "../../src/core/report/words.ts";
import type { Finding } from "../../src/core/rules/outcome.ts";
import {
  at,
  clauseOf,
  documentSource,
  order,
  quotation,
  reportOf,
  signOff,
  toyRule,
  unmet,
  verdictOf,
} from "./sample.ts";

const finding = (message: string, data: Finding["data"] = {}, more: Partial<Finding> = {}): Finding => ({
  message,
  data,
  at: { kind: "commit" },
  ...more,
});

const words = (clause: typeof signOff, found: Finding) =>
  wordsOf({ clause, outcome: unmet(found) }, found, (one) => (one === signOff ? quotation : null));

test("what, why with the document's line, and what to do", () => {
  expect(
    words(signOff, finding("otherPerson", { signer: "Lin <lin@example.org>", author: "ada@example.org" })),
  ).toEqual({
    what: "signed off by `Lin <lin@example.org>`, but written by `ada@example.org`",
    why: 'docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."',
    fix: "have ada@example.org sign off, or correct the author",
  });
});

test("without a line of the document, the clause's own", () => {
  const { why, fix } = words(order, finding("late", { signer: "Lin" }));
  expect([why, fix]).toEqual(["proviso.yaml:4, sign-off-order: warn", null]);
});

test("a line that the finding names comes first", () => {
  const found = finding("missing", {}, { policyAt: at(documentSource, "400 added lines") });
  expect(words(signOff, found).why).toBe('docs/provenance.rst:8: ":At most: 400 added lines"');
});

test("a message id that the rule does not have shows itself", () => {
  expect(words(signOff, finding("toString")).what).toContain("toString");
  expect(words(signOff, finding("gone")).what).toBe("gone");
});

describe("data", () => {
  test.each([
    ["{name}", { name: "\x1b[31mred\x1b[0m" }, "\\x1b[31mred\\x1b[0m"],
    ["{name}", { name: "two\nlines" }, "two\\nlines"],
    ["{name}", { name: "\u202egro.elpmaxe" }, "\\u{202e}gro.elpmaxe"],
    ["{count} lines", { count: 400 }, "400 lines"],
    ["{missing} stays", {}, "{missing} stays"],
    ["{toString} stays", {}, "{toString} stays"],
    ["{a}", { a: "{b}", b: "no" }, "{b}"],
    ["{a}", { a: "$& $1" }, "$& $1"],
  ])("%j filled with %j", (template, data, text) => {
    expect(fill(template, data as unknown as Finding["data"])).toBe(text);
  });

  test("a long value is cut with an ellipsis", () => {
    expect(fill("{value}", { value: "x".repeat(100_000) })).toBe(`${"x".repeat(199)}…`);
  });

  test("placeholders are found", () => {
    expect(placeholdersOf("a {b} and {cD1} but not {} nor { e }")).toEqual(["b", "cD1"]);
  });
});

describe("a fix is a command only when the rule spells all of it", () => {
  const fixFor = (fix: string) =>
    fixOf(clauseOf(toyRule("sign-off-present", { m: { what: "w", fix } })).rule, finding("m", { who: "x; rm -rf ~" }));
  test.each([
    ["amend with `git commit --amend --signoff`", "git commit --amend --signoff"],
    ["amend with `git commit --author={who}`", null],
    ["run `git rebase --signoff BASE`", null],
    ["run `git one` or `git two`", null],
    ["remove the line `Generated-by`", null],
  ])("%s", (fix, command) => {
    const answer = fixFor(fix);
    expect(answer?.kind === "command" ? answer.command : null).toBe(command);
    if (command === null) expect(answer?.kind).toBe("edit");
  });

  test.each([
    ["missing", "f".repeat(40), `proviso fix --apply ${"f".repeat(40)}`],
    ["missing", "<20260101.1@example.org>", null],
    ["otherAddress", "f".repeat(40), null],
  ])("of a commit that may be repaired: %s of %s", (message, id, command) => {
    const words = { what: "w", fix: "change the tag" };
    const { rule } = clauseOf(toyRule("sign-off-present", { missing: words, otherAddress: words }));
    const answer = fixOf(rule, finding(message), {}, id);
    expect(answer?.kind === "command" ? answer.command : null).toBe(command);
  });

  test("no fix, no fix", () => expect(fixOf(order.rule, finding("late"))).toBe(null));
});

describe("words in another language", () => {
  const table = {
    "sign-off-present": {
      missing: { what: "keine Unterschrift", fix: "nachholen mit `git commit --amend --signoff`" },
    },
  };
  const found = (message: string) => {
    const judgement = {
      clause: signOff,
      outcome: unmet({ message, data: { signer: "L", author: "A" }, at: { kind: "commit" } }),
    };
    const [commit] = reportValue(reportOf([verdictOf("one", [judgement])]), { messages: table }).commits;
    return commit?.judgements[0]?.findings[0];
  };

  test("stand wherever the message is said, and the command stays one", () => {
    expect(found("missing")).toMatchObject({
      message: "missing",
      text: "keine Unterschrift",
      fix: { kind: "command", text: "nachholen mit `git commit --amend --signoff`" },
    });
    const command = "git commit --amend --signoff";
    expect(fixOf(signOff.rule, finding("missing"), table)).toMatchObject({ kind: "command", command });
  });

  test("what has none is said in English", () =>
    expect(found("otherPerson")?.text).toBe("signed off by `L`, but written by `A`"));
});
