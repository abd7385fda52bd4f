import { expect, test } from "vitest";
import { patchworkChecks } from "../../../src/core/report/answer/patchwork-checks.ts";
import { ada, judged, lin, policyText, type Sent, seriesOf } from "./posted.ts";

const labels = { context: "provenance", targetUrl: null };
const signed = (subject: string, by = ada): Sent => ({
  message: `${subject}\n\nIt was dark.\n\nSigned-off-by: ${by.name} <${by.email}>\n`,
});

const reported = judged(
  seriesOf([
    signed("bulb: change it"),
    signed("lamp: turn it on", lin),
    {
      message:
        "docs: say how\n\nGenerated with a tool under exception documentation-fixes, as it only moves words.\n\nSigned-off-by: Ada Author <ada@example.org>\n",
    },
  ]),
);

const states = (of: typeof reported): readonly string[] => patchworkChecks(of, labels).map(({ check }) => check.state);

test("pass, fail and undecided are success, fail and warning", () => {
  expect(patchworkChecks(reported, labels)).toEqual([
    { msgid: "1@example.org", check: { state: "success", context: "provenance", description: "nothing to object to" } },
    {
      msgid: "2@example.org",
      check: {
        state: "fail",
        context: "provenance",
        description: expect.stringContaining("signed off by `Lin Maintainer <lin@example.org>`") as string,
      },
    },
    {
      msgid: "3@example.org",
      check: {
        state: "warning",
        context: "provenance",
        description: expect.stringContaining("undecided: the exception documentation-fixes may cover") as string,
      },
    },
  ]);
});

test("a page with more", () => {
  const [first] = patchworkChecks(reported, { ...labels, targetUrl: "https://example.org/" });
  expect(first?.check.target_url).toBe("https://example.org/");
});

test("nothing that was not judged is a success", () => {
  const { series, report } = reported;
  expect(states({ series, report: { ...report, commits: [] } })).toEqual(["warning", "warning", "warning"]);
  expect(states({ series, report: { ...report, reasons: ["patch 4 is not here"] } })).toEqual([
    "warning",
    "fail",
    "warning",
  ]);
  expect(states(judged(series, "proviso: 1\nrulez: 1\n"))).toEqual(["warning", "warning", "warning"]);
});

test("a warning is none to patchwork", () =>
  expect(states(judged(reported.series, policyText.replaceAll("require", "warn")))).toEqual([
    "success",
    "success",
    "success",
  ]));

test("whatever a stranger writes, a description is a line that a table can hold", () => {
  const message = `bulb\n\nGenerated-by: ${"\x1b[31m\u202e".repeat(50)} ${"x".repeat(4000)}\n`;
  const [one] = patchworkChecks(judged(seriesOf([{ message }])), labels);
  expect(one?.check.description).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(one?.check.description.length).toBeLessThanOrEqual(1300);
});
