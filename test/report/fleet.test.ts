import { expect, test } from "vitest";
import { type FleetRow, fleetCsv, fleetJson, fleetLine, fleetSummaryLine } from "../../src/core/report/fleet.ts";

const row = (more: Partial<FleetRow> = {}): FleetRow => ({
  repository: "lamp",
  branch: null,
  conclusion: "pass",
  why: null,
  tip: "a".repeat(40),
  commits: 1,
  failing: 0,
  undecided: 0,
  relying: 0,
  ...more,
});
const failed = row({ conclusion: "failed", why: "git\x1b[31m did not answer", tip: null, commits: 0 });

test.each<readonly [row: FleetRow, line: string]>([
  [row(), "pass      lamp: 1 commit\n"],
  [
    row({ branch: "main", conclusion: "fail", commits: 1204, failing: 3000, undecided: 1, relying: 2 }),
    "fail      lamp (main): 1,204 commits, 3,000 failing, 1 undecided, 2 under an exception\n",
  ],
  [row({ conclusion: "undecided", commits: 0 }), "undecided lamp: 0 commits\n"],
  [failed, "failed    lamp: git\\x1b[31m did not answer\n"],
  [{ ...failed, why: null }, "failed    lamp: \n"],
])("a repository as a line: %j", (one, line) => expect(fleetLine(one)).toBe(line));

const rows = [row(), row({ conclusion: "fail" }), row({ conclusion: "undecided" }), failed];
test.each([
  [rows, 2, "6 repositories: 1 pass, 1 fail, 1 undecided, 1 could not be audited, 2 not audited yet\n"],
  [rows.slice(0, 1), 0, "1 repository: 1 pass, 0 fail, 0 undecided\n"],
])("all of them in a sentence: %#", (some, waiting, line) =>
  expect(fleetSummaryLine({ rows: some, waiting })).toBe(line),
);

test("as JSON and as CSV", () => {
  expect(JSON.parse(fleetJson({ rows, waiting: 2 }))).toEqual({ fleet: 1, waiting: 2, repositories: rows });
  expect([...fleetCsv({ rows: [row({ branch: "main" })], waiting: 0 })].join("")).toBe(
    `repository,branch,conclusion,why,tip,commits,failing,undecided,relying\nlamp,main,pass,,${"a".repeat(40)},1,0,0,0\n`,
  );
});
