import { describe, expect, test } from "vitest";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { renderAuditParts } from "../../src/core/report/render-audit.ts";
import { auditOf, hostileAudit } from "./audit-sample.ts";

const looks = { colour: false, hyperlinks: null, width: null };
const listed = Array.from({ length: 7 }, (_, number) => ({
  id: String(number).repeat(40),
  day: "2026-01-04",
}));

describe("commits that cannot be judged", () => {
  const report = auditOf({ ungoverned: [{ why: "nobody knows", commits: 9, listed }] });
  const linesOf = (verbose: boolean): readonly string[] => {
    const lines = [...renderAuditParts(auditValue(report), { ...looks, verbose })].join("").split("\n");
    const start = lines.indexOf("Commits that cannot be judged");
    return lines.slice(start + 1, lines.indexOf("", start));
  };

  test("are listed, the first five unless asked for more, and the others are counted", () => {
    const rows = listed.map(({ id, day }) => `    ${day}  ${id.slice(0, 12)}`);
    expect(linesOf(false)).toEqual(["  nobody knows", ...rows.slice(0, 5), "    and 4 more (`-v` lists them)"]);
    expect(linesOf(true)).toEqual(["  nobody knows", ...rows, "    and 2 more"]);
  });

  test("show nothing that acts", () => {
    const text = [
      ...renderAuditParts(auditValue(auditOf({ ungoverned: hostileAudit().ungoverned })), { ...looks, verbose: true }),
    ].join("");
    expect(text.match(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu) ?? []).toEqual([]);
  });
});
