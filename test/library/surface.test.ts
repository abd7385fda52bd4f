import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as library from "../../src/core/index.ts";
import { checkRule } from "../../src/testing/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(`${root}docs/library.md`, "utf8");

describe("the page about the library", () => {
  test.each(Object.keys(library))("names %s", (name) =>
    expect(page).toMatch(new RegExp(`\`[^\`\n]*\\b${name}\\b[^\`\n]*\``)),
  );
});

const { defineRule, met, setting, unmet } = library;

// The rule of the page, as it stands there.
const inTime = met("the subject fits");

const shortSubject = defineRule({
  id: "short-subject",
  topic: "sign-off",
  summary: "The subject of a commit fits on a line of a list.",
  options: { width: setting.choice("how long it may be", ["60", "72"], "72") },
  messages: { long: { what: "the subject has {found} characters, and the project takes {most}", fix: "shorten it" } },
  check({ commit }, { width }, finding) {
    const found = commit.subject.length;
    if (found <= Number(width)) return inTime;
    return unmet(finding("long", { kind: "commit" }, { found, most: Number(width) }));
  },
});

test("the page shows this rule", () => {
  const [, code = ""] = /```ts\n([^`]*)```/.exec(page) ?? [];
  expect(readFileSync(fileURLToPath(import.meta.url), "utf8")).toContain(code);
  expect(code).toContain("defineRule");
});

test("a rule can be written and tried with what the library gives", () =>
  checkRule(shortSubject, {
    met: [{ commit: "lamp: round up\n" }],
    unmet: [{ commit: `lamp: ${"x".repeat(70)}\n`, message: "long", at: "commit" }],
  }));

test("and judges in a policy of its own catalogue", () => {
  const policy = library.policyFromTexts(
    {
      policy: { name: "proviso.yaml", text: "proviso: 1\nrules:\n  short-subject: { level: require, width: '60' }\n" },
    },
    [shortSubject],
  );
  const header = "tree 0\nauthor Ada <ada@example.org> 0 +0000\ncommitter Ada <ada@example.org> 0 +0000\n\n";
  const commit = library.parseCommit("a".repeat(40), new TextEncoder().encode(`${header}lamp: ${"x".repeat(60)}\n`));
  const report = library.judge(policy, { commits: [commit], today: "2026-06-30" });
  expect([report.problems, report.conclusion]).toEqual([[], "fail"]);
});
