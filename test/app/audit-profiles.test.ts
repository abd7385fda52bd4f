import { describe, expect, test } from "vitest";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import type { TestRepository } from "../git/repository.ts";
import { audited, createMemory, surveyFromPacks, using } from "./audited.ts";

const signed = "Signed-off-by: Ada Example <ada@example.org>\n";
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;

/** Linux had no text on AI use before 2026, asked for a tool's name until August 2026, and forbids it since. */
const linux = { policyFrom: { kind: "profile", name: "linux" }, today: "2026-11-30" } as const;
const byTool = `change\n\nAssisted-by: Claude:opus\n${signed}`;
const byLlm = `change\n\nAssisted-by: LLM\n${signed}`;

const commit = (repository: TestRepository, day: string, message: string): string =>
  repository.commit({ message: message.replace("change", `${day} change`), files: { [day]: message }, date: at(day) });

/** By subject: conclusion, and what is unmet. Commits of which nothing is to be said are left out. */
const said = ({ commits }: AuditReport): { readonly [subject: string]: string } =>
  Object.fromEntries(
    commits.map(({ commit: { subject }, conclusion, judgements }) => [
      subject,
      [
        conclusion,
        ...judgements.flatMap(({ outcome }) =>
          "findings" in outcome ? outcome.findings.map((one) => one.message) : [],
        ),
      ].join(" "),
    ]),
  );

const told = ({ milestones }: AuditReport): readonly string[] => milestones.map(({ day, text }) => `${day} ${text}`);

describe("an audit by a profile that changed", () => {
  test("judges each commit by the text of when it entered, and says which", () =>
    using(async (repository) => {
      for (const day of ["2025-06-01", "2026-03-01", "2026-09-01"]) {
        commit(repository, day, byTool);
        commit(repository, `${day.slice(0, 8)}02`, byLlm);
      }
      const report = await audited(repository, linux);
      expect(said(report)).toEqual({
        "2026-03-02 change": "pass value",
        "2026-09-01 change": "pass obsolete",
      });
      expect(told(report)).toEqual([
        "0000-01-01 profile linux (before 2026-01-01) judges from here on",
        "2026-03-01 profile linux (2026-01-01) judges from here on: AI assistance is disclosed with Assisted-by: AGENT_NAME:MODEL_VERSION, and no AI signs off",
        "2026-09-01 profile linux (2026-08-03) judges from here on: the tag names no agent and no model: Assisted-by: LLM",
      ]);
      expect(report.policy?.name).toBe("profile linux (2026-08-03), each by its text of when it entered");
      const packed = await audited(repository, { ...linux, details: false }, surveyFromPacks);
      expect(packed).toMatchObject({ counts: report.counts, milestones: report.milestones });
    }));

  test("a day names one text for all, and as of today the newest judges", () =>
    using(async (repository) => {
      commit(repository, "2025-06-01", byLlm);
      commit(repository, "2026-09-01", byLlm);
      const day = { ...linux, policyFrom: { kind: "profile", name: "linux@2026-03-01" } } as const;
      expect(said(await audited(repository, day))).toEqual({
        "2025-06-01 change": "pass value",
        "2026-09-01 change": "pass value",
      });
      const today = await audited(repository, { ...linux, asOf: "today" });
      expect(said(today)).toEqual({});
      expect(today.policy?.name).toBe("profile linux (2026-08-03)");
    }));

  test("what a merge brought in is judged by the text of the merge", () =>
    using(async (repository) => {
      const base = commit(repository, "2026-02-01", byTool);
      const main = commit(repository, "2026-02-02", byTool);
      const topic = repository.commit({
        message: byTool,
        parents: [base],
        files: { topic: "1" },
        date: at("2026-02-03"),
      });
      const merge = `merge\n\n${signed}`;
      repository.commit({ message: merge, parents: [main, topic], files: { topic: "1" }, date: at("2026-09-01") });
      expect(said(await audited(repository, linux))).toEqual({ change: "pass obsolete" });
    }));

  test("before the first text nothing is judged", () =>
    using(async (repository) => {
      commit(repository, "2024-06-01", byTool);
      commit(repository, "2026-09-01", byTool);
      const asahi = { ...linux, policyFrom: { kind: "profile", name: "asahi" } } as const;
      const report = await audited(repository, asahi);
      expect(report.counts).toMatchObject({ beforePolicy: 1, commits: 1, failed: 1 });
      expect(told(report)[0]).toBe("2026-09-01 profile asahi (2025-07-19) judges from here on");
    }));

  test("a commit dated 1973 is judged by what judges around it, or is undecided where too little is around it", () =>
    using(async (repository) => {
      for (let count = 0; count < 10; count += 1) commit(repository, "2026-09-01", `change ${count}\n\n${signed}`);
      repository.commit({ message: byTool, files: { back: "1" }, date: at("1973-03-03") });
      expect(said(await audited(repository, linux))).toEqual({ change: "pass obsolete" });
      repository.commit({ message: byTool, files: { back: "2" }, date: at("1973-03-03") });
      const { counts, ungoverned, conclusion } = await audited(repository, linux);
      expect({ conclusion, counts }).toMatchObject({ conclusion: "undecided", counts: { commits: 12, undecided: 12 } });
      expect(ungoverned.map(({ why, commits }) => [commits, why])).toEqual([
        [
          12,
          expect.stringMatching(
            /^dates are out of order \(one commit of the line bears 2026-09-01, and a later one 1973-03-03\)/,
          ),
        ],
      ]);
    }));

  test("a commit dated 2099 is judged by what judges around it", () =>
    using(async (repository) => {
      commit(repository, "2026-03-01", byTool);
      repository.commit({ message: byLlm, files: { forward: "1" }, date: at("2099-01-01") });
      commit(repository, "2026-03-02", byTool);
      expect(said(await audited(repository, linux))).toEqual({ change: "pass value" });
    }));

  test("goes on from an earlier audit where dates are in order, and is made anew where they are not", () =>
    using(async (repository) => {
      const memory = createMemory();
      const asked = { ...linux, details: false, memory };
      commit(repository, "2025-06-01", byTool);
      commit(repository, "2026-03-01", byTool);
      await audited(repository, asked);
      commit(repository, "2026-03-02", byLlm);
      commit(repository, "2026-09-01", byTool);
      const second = await audited(repository, asked);
      expect(second.since?.counts.commits).toBe(2);
      const whole = await audited(repository, { ...asked, memory: null });
      expect({ ...second, since: null }).toEqual(whole);
      repository.commit({ message: byTool, files: { back: "1" }, date: at("1973-03-03") });
      const third = await audited(repository, asked);
      expect(third).toEqual(await audited(repository, { ...asked, memory: null }));
      expect(third.since).toBeNull();
      expect(third.conclusion).toBe("undecided");
    }));

  test("a policy of the repository's own takes its place", () =>
    using(async (repository) => {
      commit(repository, "2026-03-01", byLlm);
      repository.commit({
        message: `policy\n\n${signed}`,
        files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: require\n" },
        date: at("2026-03-02"),
      });
      commit(repository, "2026-09-01", byTool);
      const report = await audited(repository, linux);
      expect(said(report)).toEqual({ "2026-03-01 change": "pass value" });
      expect(told(report)).not.toContainEqual(expect.stringContaining("2026-08-03"));
    }));

  test("a document that the next text does not name is not said to vanish", () =>
    using(async (repository) => {
      repository.commit({
        message: `change\n\n${signed}`,
        files: { "docs/devel/submitting-a-patch.rst": "Submitting\n==========\n" },
        date: at("2025-06-01"),
      });
      commit(repository, "2025-07-01", `change\n\n${signed}`);
      const report = await audited(repository, { ...linux, policyFrom: { kind: "profile", name: "qemu" } });
      expect(told(report).filter((text) => text.includes(" the document "))).toEqual([
        "2025-06-01 the document `docs/devel/submitting-a-patch.rst` appears",
        "2025-07-01 the document looked for is now `docs/devel/code-provenance.rst`, no longer `docs/devel/submitting-a-patch.rst`",
      ]);
    }));
});
