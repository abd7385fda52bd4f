import { parse } from "csv-parse/sync";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { renderHtmlParts } from "../../src/core/report/html/report-page.ts";
import { renderJson, renderJsonParts } from "../../src/core/report/json.ts";
import { readReport } from "../../src/core/report/read-report.ts";
import { renderCheckstyleParts } from "../../src/core/report/report-checkstyle.ts";
import { renderCsvParts } from "../../src/core/report/report-csv.ts";
import { renderGithubParts } from "../../src/core/report/report-github.ts";
import { renderGitlabParts } from "../../src/core/report/report-gitlab.ts";
import { renderJunitParts } from "../../src/core/report/report-junit.ts";
import { renderMailParts } from "../../src/core/report/report-mail.ts";
import { renderMarkdownParts } from "../../src/core/report/report-markdown.ts";
import { renderSarifParts } from "../../src/core/report/report-sarif.ts";
import type { ReportValue } from "../../src/core/report/report-value.ts";
import { renderTextParts } from "../../src/core/report/text.ts";
import * as fc from "../random-cases.ts";
import type { Json } from "./changed.ts";
import { acting, kindsIn, textPlaces, withHostileTexts } from "./hostile-texts.ts";
import { reportOf } from "./sample.ts";
import { validateSarif } from "./sarif-schema.ts";
import { damaged, excepted, failing, forPeople, situations, unknown, warned } from "./situations.ts";

const whole = JSON.parse(
  renderJson(
    reportOf([failing(), forPeople(), unknown(), excepted(), damaged(), warned()], {
      conclusion: "fail",
      reasons: ["a reason"],
      problems: situations().get("a policy with a warning")?.problems ?? [],
    }),
  ),
) as Json;

const texts = textPlaces(whole, (text) => readReport(text).ok);

function readBack(value: Json): ReportValue {
  const read = readReport(JSON.stringify(value));
  if (!read.ok) throw new Error(read.why);
  return read.report;
}

/** A report that somebody else saved, with his words wherever words may stand. */
const anyReport = withHostileTexts(whole, texts).map(readBack);

const harmless = readBack(whole);

/** Holds of any report, and of a harmless one, so that the property itself is seen to be about something. */
function always(render: (report: ReportValue) => Iterable<string>, holds: (text: string) => void): void {
  const check = (report: ReportValue): void => {
    const text = [...render(report)].join("");
    expect(text.match(acting) ?? []).toEqual([]);
    expect(text).not.toMatch(/##[a-z]*\[/i);
    holds(text);
  };
  check(harmless);
  fc.assert(fc.property(anyReport, check), { numRuns: 150 });
}

test("places of all kinds are tried", () => {
  const keys = new Set(texts.flatMap((place) => place.map((path) => path.at(-1))));
  for (const key of [
    "subject",
    "source",
    "text",
    "why",
    "name",
    "email",
    "form",
    "damage",
    "path",
    "id",
    "hint",
    "message",
  ])
    expect(keys, key).toContain(key);
});

describe("whatever a saved report holds", () => {
  test.each([
    ["text", false],
    ["verbose text", true],
  ])("%s has no command of a build server", (_name, verbose) => {
    const looks = { colour: false, hyperlinks: null, verbose };
    for (const width of [null, 40])
      always(
        (report) => renderTextParts(report, { ...looks, width }),
        (text) => {
          expect(text.split("\n").filter((line) => /^\s*::/.test(line))).toEqual([]);
        },
      );
  });

  test("JSON is read back", () =>
    always(renderJsonParts, (text) => {
      expect(readReport(text).ok).toBe(true);
    }));

  test("SARIF is valid, and has as many results", () =>
    always(
      (report) => renderSarifParts(report, { version: "0.1.0" }),
      (text) => {
        const log = JSON.parse(text) as { runs: [{ results: { message: { text: string } }[] }] };
        expect(validateSarif(log), JSON.stringify(validateSarif.errors)).toBe(true);
        expect(log.runs[0].results).toHaveLength(8);
        // Viewers make links of that.
        for (const { message } of log.runs[0].results) expect(message.text).not.toContain("](");
      },
    ));

  test("GitLab's list has as many entries, each with a fingerprint of its own", () =>
    always(renderGitlabParts, (text) => {
      const list = JSON.parse(text) as { fingerprint: string; location: { lines: { begin: number } } }[];
      expect(list).toHaveLength(8);
      for (const { location } of list) expect(location.lines.begin).toBeGreaterThan(0);
    }));

  test.each([
    ["JUnit", renderJunitParts, "testcase", 12],
    ["Checkstyle", renderCheckstyleParts, "error", 8],
  ] as const)("%s is well-formed XML with as many elements", (_name, render, element, count) =>
    always(render, (text) => {
      expect(elementsOf(text).filter((name) => name === element)).toHaveLength(count);
    }),
  );

  test("GitHub's runner reads as many commands, and nothing but errors and warnings", () =>
    always(renderGithubParts, (text) => {
      const lines = text.split("\n").filter((line) => /^\s*::/.test(line));
      expect(lines).toHaveLength(8);
      for (const line of lines)
        expect(line).toMatch(/^::(?:error|warning) (?:file=[^:,\r\n]*,)?title=[^:,\r\n]*::[^\r\n]*$/);
      for (const line of lines) expect(line.replaceAll(/%(?:25|0A|0D|3A|2C)/g, "")).not.toContain("%");
    }));

  test("Markdown mentions nobody, refers to nothing, links nowhere and is no HTML", () =>
    always(renderMarkdownParts, (text) => {
      const nodes = [...nodesOf(fromMarkdown(text))];
      const kinds = new Set(nodes.map(({ type }) => type));
      const ours = ["root", "paragraph", "list", "listItem", "strong", "text", "inlineCode"];
      expect([...kinds].filter((kind) => !ours.includes(kind))).toEqual([]);
      for (const node of nodes)
        if (node.type === "text")
          expect(node.value).not.toMatch(/[@#!~$&%][\w\p{L}]|:\/\/|www\.|GH-\d|\b[0-9a-f]{7,}\b|^\/\w/imu);
      // No word of a stranger opens a block of its own.
      expect(fromMarkdown(text).children.map(({ type }) => type)).toEqual(["paragraph", "list", "paragraph", "list"]);
    }));

  test("a mail's lines all begin with words of ours, and are short where they can be", () =>
    always(renderMailParts, (text) => {
      for (const line of text.split("\n")) {
        expect(line).toMatch(/^(?: *$|fail: |judged: |undecided: |warning: |\* | {2})/);
        expect(line).not.toMatch(/^\s*::/);
      }
    }));

  test("a page has the elements and attributes of a harmless one, and loads nothing", () => {
    const render = (report: ReportValue): Iterable<string> => renderHtmlParts(report, { version: "0.1.0" });
    const expected = kindsIn([...render(harmless)].join(""));
    for (const tag of ["SCRIPT", "IMG", "IFRAME", "LINK", "BASE", "FORM"]) expect(expected).not.toContain(tag);
    always(render, (text) => {
      expect([...kindsIn(text)].filter((kind) => !expected.has(kind))).toEqual([]);
    });
  });

  test("CSV has as many rows, and no formula", () =>
    always(renderCsvParts, (text) => {
      const rows: string[][] = parse(text, { relax_column_count: false });
      expect(rows).toHaveLength(1 + 9);
      for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }));
});

function* nodesOf(node: Nodes): Iterable<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* nodesOf(child);
}

/** The elements of a document that is well-formed by XML 1.0, in order; else the test fails. */
function elementsOf(text: string): readonly string[] {
  const rest = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  expect(rest).not.toBe(text);
  expect(rest).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
  const names: string[] = [];
  const open: string[] = [];
  const token =
    /<(\/?)([a-z-]+)((?: [a-z]+="(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)*")*)(\/?)>|(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+/gy;
  while (token.lastIndex < rest.length) {
    const at = token.lastIndex;
    const found = token.exec(rest);
    if (found === null) throw new Error(`this is no XML: ${rest.slice(at, at + 80)}`);
    const [, closes, name, , isEmpty] = found;
    if (name === undefined) continue;
    if (closes === "/") expect(open.pop()).toBe(name);
    else {
      names.push(name);
      if (isEmpty !== "/") open.push(name);
    }
  }
  expect(open).toEqual([]);
  return names;
}
