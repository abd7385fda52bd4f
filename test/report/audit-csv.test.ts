import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { renderAuditCsvParts } from "../../src/core/report/audit-csv.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { csvLine } from "../../src/core/report/csv.ts";
import * as fc from "../random-cases.ts";
import { auditOf, emptyAudit, hostileAudit } from "./audit-sample.ts";

type Row = { readonly [column: string]: string };

const textOf = (report: AuditReport): string => [...renderAuditCsvParts(auditValue(report))].join("");

/** Read by somebody else's reader, which refuses what is not well formed. */
const rowsOf = (text: string): readonly Row[] => parse(text, { columns: true, record_delimiter: "\n" });

test("a row for each finding, and for a pass under an exception", () => {
  const rows = rowsOf(textOf(auditOf()));
  expect(rows.map(({ rule, level, outcome, exception }) => [rule, level, outcome, exception].join())).toEqual([
    "sign-off-present,require,unmet,",
    "sign-off-order,warn,unmet,",
    "ai-content-permitted,require,undecided,mechanical-changes",
    "ai-content-permitted,require,met,mechanical-changes",
  ]);
  expect(rows[0]).toMatchObject({
    entered: "2025-07-01",
    author: "Ada",
    email: "ada@example.org",
    subject: "no tag",
    conclusion: "fail",
    message: "missing",
    text: "no tag `Signed-off-by`",
    policy_source: "docs/provenance.rst",
    policy_line: "3",
  });
  expect(rows[2]).toMatchObject({ part: "path", path: "hw/a b.c", line: "" });
});

test("an audit without findings has its titles", () => {
  expect(textOf(emptyAudit())).toMatch(/^commit,entered,[a-z_,]+\n$/);
});

test("what strangers write is no formula, no second row and no control", () => {
  const text = textOf(hostileAudit());
  expect(text.match(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu) ?? []).toEqual([]);
  const rows = rowsOf(text);
  expect(rows).toHaveLength(7);
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  expect(rows[0]?.["subject"]).toMatch(/^'=1\+1\|/);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(10_000);
});

test("any cell comes back as it was shown, in a line of its own", () => {
  const cell = fc.string({ unit: fc.constantFrom(...Array.from("a=+-@ ,;'\"\n\r\t\u202e＝名")), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const line = csvLine(cells);
      expect(line.match(/\n/g)).toHaveLength(1);
      const [row = []] = parse(line, { record_delimiter: "\n", skip_empty_lines: false });
      expect(row).toHaveLength(cells.length);
      for (const [index, read] of row.entries()) {
        const first = cells[index]?.trimStart()[0] ?? "";
        if ("=+-@＝".includes(first) && first !== "" && /^ *[=+\-@＝]/.test(cells[index] ?? ""))
          expect(read[0]).toBe("'");
        else
          expect(read.replaceAll(/\\(?:[nrt]|u\{202e\})/g, "")).toBe(
            (cells[index] ?? "").replaceAll(/[\n\r\t\u202e]/g, ""),
          );
      }
    }),
  );
});
