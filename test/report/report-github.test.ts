import { expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderGithubParts, workflowCommand } from "../../src/core/report/report-github.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import * as fc from "../random-cases.ts";
import { reportOf } from "./sample.ts";
import { failing, situations, warned } from "./situations.ts";

const textOf = (report: Report): string =>
  [...renderGithubParts(reportValue(report))].join("").replaceAll(/\bf3a9c1e0[0-9a-f]{4}\b/g, "ID");

test.each<readonly [situation: string, text: string]>([
  ["clean", ""],
  [
    "fails",
    `::error title=sign-off-present%3A ID%3A3%3A1 trailers%3A accept folded ones::signed off by \`Lin <lin@example.org>\`, but written by \`ada@example.org\`%0Awhy: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."%0Afix: have ada@example.org sign off, or correct the author
::warning title=sign-off-order%3A ID trailers%3A accept folded ones::\`Lin\` signs before the author%0Awhy: proviso.yaml:4, sign-off-order: warn
fail: 2 commits: 1 failed, 1 passed; 1 with warnings
`,
  ],
  [
    "for people",
    `::error file=hw/a b.c,title=undecided%3A ai-content-permitted%3A ID convert them all::another maintainer must agree%0Awhy: proviso.yaml:5, ai-content-permitted: require%0Afix: ask one of Lin
undecided: 1 commit: 1 undecided
`,
  ],
  ["an empty range", "::error title=undecided::the range has no commit\nundecided: nothing to judge\n"],
  ["under an exception", "pass: 1 commit: 1 passed under an exception\n"],
])("%s", (situation, text) => {
  const report = situations().get(situation);
  expect(report && textOf(report)).toBe(text);
});

test.each<readonly [findings: number, commands: number, plain: number]>([
  [9, 9, 0],
  [10, 10, 0],
  [11, 10, 2],
  [40, 10, 31],
])("of %i warnings %i are annotations, and %i lines of the log", (findings, commands, plain) => {
  const lines = textOf(reportOf(Array.from({ length: findings }, warned))).split("\n");
  expect(lines.filter((line) => line.startsWith("::warning ")).length).toBe(commands);
  expect(lines.filter((line) => line.startsWith("sign-off-order: ID late: ")).length).toBe(plain);
  if (plain > 0) expect(lines.find((line) => line.includes("more warnings"))).toContain(`${plain} more warnings`);
});

test("errors and warnings are counted apart", () => {
  const lines = textOf(reportOf(Array.from({ length: 10 }, failing))).split("\n");
  expect(lines.filter((line) => line.startsWith("::")).length).toBe(20);
});

/** As the runner reads a command: ActionCommand.TryParseV2 of actions/runner. */
function parsed(line: string): { name: string; properties: Record<string, string>; message: string } | null {
  const found = /^\s*::([^: ]+)(?: ([^]*?))?::([^]*)$/.exec(line);
  if (found === null) return null;
  const [, name = "", list = "", message = ""] = found;
  const data = (text: string): string => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const properties = Object.fromEntries(
    list
      .split(",")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const [key = "", ...value] = pair.trim().split("=");
        const unescaped = value.join("=").replaceAll("%0D", "\r").replaceAll("%0A", "\n");
        return [key, unescaped.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%")];
      }),
  );
  return { name, properties, message: data(message) };
}

test("what a runner reads of a command is what was put in", () => {
  const any = fc
    .array(fc.constantFrom("%", "%0A", "%3A", "::", ":", ",", "=", "x", " ", "::error::", "%25"))
    .map((all) => all.join(""));
  fc.assert(
    fc.property(any, any, any, (title, file, message) => {
      const line = workflowCommand("error", { file: `f${file}f`, title: `t${title}t` }, message);
      expect(line.split("\n")).toHaveLength(2);
      expect(parsed(line.slice(0, -1))).toEqual({
        name: "error",
        properties: { file: `f${file}f`, title: `t${title}t` },
        message,
      });
    }),
  );
});
