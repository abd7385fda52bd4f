import { describe, expect, test } from "vitest";
import type { CheckPorts } from "../../src/app/check.ts";
import { checkRange } from "../../src/app/check-range.ts";
import { exceptionsAtHead } from "../../src/app/exceptions-at-head.ts";
import { readPolicy } from "../../src/app/read-policy.ts";
import { notAskedToReplay } from "../../src/app/replay.ts";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { baselineText, parseBaseline, withBaseline } from "../../src/core/audit/baseline.ts";
import type { Judgement, Verdict } from "../../src/core/evaluate/verdict.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { type Learned, learned } from "../../src/core/text/learned.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { ada, createRepository, lin, type TestRepository } from "../git/repository.ts";
import { audited, createMemory, surveyFromPacks, using, valueOf, withPorts } from "./audited.ts";

type Said = { readonly conclusion: string; readonly relies: string | null; readonly judgements: readonly string[] };

const said = ({ conclusion, relies, judgements }: Verdict): Said => ({
  conclusion,
  relies,
  judgements: judgements.flatMap(({ clause, outcome }: Judgement) => {
    if ("findings" in outcome)
      return outcome.findings.map(({ message }) => `${clause.rule.id} ${clause.level} ${outcome.kind} ${message}`);
    const relied = outcome.kind === "met" ? outcome.reliance : undefined;
    return relied === undefined ? [] : [`${clause.rule.id} met under ${relied.exception}`];
  }),
});

/** What a check says of one commit, by the policy of a revision, as part of what another revision brought, and on a day. */
async function checked(
  ports: CheckPorts,
  id: string,
  { before, by, seen, today }: { before: string; by: string; seen: readonly string[]; today: string },
): Promise<Said | null> {
  const { repository, syntax } = ports;
  const policy = valueOf(await readPolicy({ kind: "revision", revision: before }, ports));
  const range = await repository.resolveRange({ text: `${id}^!`, root: false });
  if (!range.ok) throw new Error(range.error.text);
  const report = await checkRange({
    ahead: null,
    repository,
    syntax,
    replay: notAskedToReplay,
    range: { ...range.value, policyRevision: before },
    policy,
    olderThan: [],
    today,
    exceptionsAtHead: await listedWith([by, ...seen], policy, repository),
    listing: "all",
    progress: () => {},
  });
  const [verdict] = valueOf(report).commits;
  return verdict === undefined ? null : said(verdict);
}

/** What any of these revisions lists that the policy does not. */
async function listedWith(
  revisions: readonly string[],
  policy: Policy,
  repository: Repository,
): Promise<Learned<readonly { readonly id: string; readonly title: string }[]>> {
  const found = new Map<string, { readonly id: string; readonly title: string }>();
  for (const revision of revisions) {
    const listed = await exceptionsAtHead(revision, policy, repository);
    if (!listed.known) return listed;
    for (const one of listed.value) found.set(one.id, one);
  }
  return learned([...found.values()]);
}

/** A policy in words that its history may change. */
const policyText = (level: string, extra = ""): string => `proviso: 1
document: [doc.md, docs/doc.md]
maintainers: MAINTAINERS
ai:
  stance: declined
  section: AI
  exceptions: Exceptions
rules:
  sign-off-present: require
  sign-off-by-author: ${level}
  sign-off-order: warn
  ai-content-permitted: require
  ai-exception-listed: require
  ai-second-opinion: require
  no-tool-identity: require
${extra}`;

const entry = (id: string, more = ""): string => `\n### ${id}\n\n- **Exception**: ${id}\n- **Paths**: docs/\n${more}`;
const documentText = (entries: readonly string[]): string =>
  `# Policy\n\n## AI\n\nWe decline it.\n\n## Exceptions\n${entries.join("")}`;

/** Numbers that are the same on every run (a linear congruence). */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const people = [
  ada,
  lin,
  { name: "Ada Example", email: "ada@old.example.org" },
  { name: "Kim Other", email: "kim@example.org" },
];

/** Of which some are plain, and some only nearly. */
const oddBodies = [
  "Zażółć “gęślą” jaźń.",
  "\u0405igned-off-by: Lin <lin@example.org>",
  "Signed-off-by： Lin <lin@example.org>",
  "linux-user: words",
  "  Some-key: Claude <noreply@anthropic.com>",
  "Coding-agent: Claude",
  "The word exception in it.",
  "By policy exception hand-off.",
  "-----",
  "---",
];
const oddTags = [
  "[kim: a note]",
  "[kim: a note\nof two lines]",
  "[kim: a note",
  "[1] https://example.org",
  "Cc: Łin <lin@example.org>",
  "Resolves: https://example.org/1",
  "Resolves: Claude <noreply@anthropic.com>",
  "git-svn-id: https://example.org/trunk@1 0",
  "words among them",
  "  that go on",
  "Signed-off: Ada",
  "Note: by EXCEPTION docs-1",
  "a\nb\nc\nd",
];

/** A history of branches and merges in which policy, document, maintainers and mailmap change again and again. */
function buildHistory(repository: TestRepository, seed: number): void {
  const chance = createChance(seed);
  const pick = <T>(from: readonly T[]): T => from[chance(from.length)] as T;
  const entries = new Set<string>();
  repository.commit({
    message: "start\n",
    files: { "proviso.yaml": policyText("warn"), "doc.md": documentText([]), MAINTAINERS: maintainersOf([lin]) },
  });
  const branches = ["main"];
  for (let step = 0; step < 30; step += 1) {
    const author = pick(people);
    const files: Record<string, string> = {};
    const what = chance(12);
    if (what === 0) files["proviso.yaml"] = policyText(pick(["require", "warn", "off"]));
    if (what === 1) files["doc.md"] = documentText([...entries.add(`docs-${chance(3)}`)].map((id) => entry(id)));
    if (what === 2)
      files[".mailmap"] = pick([
        "",
        "Ada Example <ada@example.org> <ada@old.example.org>\n",
        "Kim <lin@example.org> <kim@example.org>\n",
      ]);
    if (what === 3) files["MAINTAINERS"] = maintainersOf([pick(people), pick(people)]);
    files[pick(["docs/a.txt", "src/b.c"])] = `${seed} ${step}\n`;
    const signers = [author, ...(chance(3) === 0 ? [pick(people)] : [])].slice(chance(6) === 0 ? 1 : 0);
    const tags = [
      ...(chance(9) === 0 ? ["Co-authored-by: Claude <noreply@anthropic.com>"] : []),
      ...(chance(4) === 0 ? [`Reviewed-by: ${pick(people).name} <${pick(people).email}>`] : []),
      ...signers.map(({ name, email }) => `Signed-off-by: ${name} <${email}>`),
    ];
    const why = chance(4) === 0 ? `This falls under exception docs-${chance(3)}, since it is prose only.\n\n` : "";
    const body = chance(2) === 0 ? "What it does." : pick(oddBodies);
    for (let odd = chance(3); odd > 0; odd -= 1) tags.splice(chance(tags.length + 1), 0, pick(oddTags));
    const message = `step ${step}\n\n${body}\n\n${why}${tags.join("\n")}\n`;
    const move = chance(8);
    if (move === 0 && branches.length < 4) {
      branches.push(`topic-${step}`);
      repository.git("checkout", "--quiet", "-b", `topic-${step}`);
    } else if (move < 3) repository.git("checkout", "--quiet", pick(branches));
    repository.commit({ message, files, author });
  }
  repository.git("checkout", "--quiet", "main");
  for (const branch of branches.slice(1)) {
    const [here, there] = [repository.git("rev-parse", "HEAD"), repository.git("rev-parse", branch)];
    if (repository.git("merge-base", here, there) === there) continue;
    repository.git("read-tree", "--reset", "-u", here);
    repository.commit({
      message: `Merge ${branch}\n`,
      parents: [here, there],
      files: { [`merged-${branch}`]: branch },
    });
  }
}

const maintainersOf = (maintainers: readonly { name: string; email: string }[]): string =>
  `Docs\n----\n${maintainers.map(({ name, email }) => `M: ${name} <${email}>\n`).join("")}F: docs/\nF: src/\n`;

describe("an audit judges every commit", () => {
  test.each([1, 2, 3, 4, 5, 6])("as a check by the policy before its entry does, history %i", async (seed) => {
    const repository = createRepository();
    try {
      buildHistory(repository, seed);
      const report = await audited(repository);
      const line = repository.git("rev-list", "--first-parent", "--reverse", "HEAD").split("\n");
      await withPorts(repository, async (ports) => {
        const listed = new Map(report.commits.map((one) => [one.commit.id, said(one)]));
        let judged = 0;
        for (const [position, by] of line.entries()) {
          const before = line[position - 1];
          if (before === undefined) continue;
          const today = new Date(Number(repository.git("show", "-s", "--format=%ct", by)) * 1000)
            .toISOString()
            .slice(0, 10);
          for (const id of repository.git("rev-list", by, `^${before}`).split("\n")) {
            const others = repository.git("show", "-s", "--format=%P", by).split(" ").slice(1);
            const expected = await checked(ports, id, { before, by, seen: id === by ? [] : [id, ...others], today });
            const isQuiet =
              expected?.conclusion === "pass" && expected.relies === null && expected.judgements.length === 0;
            expect([id, listed.get(id) ?? null]).toEqual([id, isQuiet ? null : expected]);
            judged += 1;
          }
        }
        expect(report.counts.commits).toBe(judged);
        expect(report.counts.beforePolicy).toBe(1);
        const brief = await audited(repository, { details: false });
        const { counts, rules, years } = report;
        expect({ counts: brief.counts, rules: brief.rules, years: brief.years }).toEqual({ counts, rules, years });
      });
    } finally {
      repository.remove();
    }
  });
});

/** All of a report but functions. */
const shown = (report: AuditReport): string =>
  JSON.stringify(report, (_, value: unknown) => (value instanceof Map ? [...value] : value), 1);

describe("an audit by outlines from the packs", () => {
  test.each([1, 2, 3, 4])("says what one says that reads every commit, history %i", (seed) =>
    using(async (repository) => {
      buildHistory(repository, seed);
      if (seed % 2 === 0) repository.git("repack", "-adfq");
      for (const asOf of ["entry", "parent", "today"] as const) {
        for (const details of [false, true]) {
          const read = await audited(repository, { asOf, details });
          const byOutlines = await audited(repository, { asOf, details }, surveyFromPacks);
          expect(shown(byOutlines)).toBe(shown(read));
        }
      }
    }),
  );

  test("no outline takes the place of a commit that cites an exception, is repaired or is older than the policy", () =>
    using(async (repository) => {
      const policies = [
        policyText("require").replace("  exceptions: Exceptions\n", ""),
        policyText("require"),
        policyText("require", "from: 2026-01-03\n"),
        policyText("require").replace(
          "sign-off-present: require",
          "sign-off-present: { level: require, remediation: individual }",
        ),
      ];
      repository.commit({ message: "start\n", files: { "doc.md": documentText([entry("docs-1")]) } });
      for (const [step, policy] of policies.entries()) {
        repository.commit({ message: `policy ${step}\n\n${signed}`, files: { "proviso.yaml": policy } });
        repository.commit({ message: `a\n\nWords.\n\n${signed}`, files: { a: `${step}` } });
        repository.commit({ message: `b\n\nBY EXCEPTION docs-1.\n\n${signed}`, files: { b: `${step}` } });
        const bare = repository.commit({ message: "c\n", files: { c: `${step}` } });
        repository.commit({
          message: `d\n\nI, Ada Example <ada@example.org>, hereby add my Signed-off-by to this commit: ${bare}\n\n${signed}`,
          files: { d: `${step}` },
        });
        // What only its own version of the document lists may be cited, whatever the policy before had to say of exceptions.
        const base = repository.git("rev-parse", "HEAD");
        repository.git("checkout", "--quiet", "-b", `side-${step}`);
        const side = repository.commit({
          message: `e\n\nThis is made under exception docs-9, as everybody can see.\n\n${signed}`,
          files: { "doc.md": documentText([entry("docs-1"), entry("docs-9")]) },
        });
        repository.git("checkout", "--quiet", "main");
        repository.commit({ message: `merge ${step}\n`, parents: [base, side], files: { e: `${step}` } });
      }
      expect(await audited(repository, { details: false }, surveyFromPacks)).toEqual(
        await audited(repository, { details: false }),
      );
    }));
});

const signed = "Signed-off-by: Ada Example <ada@example.org>\n";
const byTool = `change\n\nCo-authored-by: Claude <noreply@anthropic.com>\n${signed}`;
const strict = policyText("require");
const quiet = "proviso: 1\nrules:\n  sign-off-present: require\n";

/** What became of each commit with something to say, by subject: conclusion and rules. */
const bySubject = ({ commits }: AuditReport): Readonly<Record<string, string>> =>
  Object.fromEntries(commits.map((one) => [one.commit.subject, [one.conclusion, ...said(one).judgements].join("; ")]));

describe("an audit that goes on from an earlier one", () => {
  test.each([1, 2, 3])("says what a whole one says, history %i", async (seed) => {
    const repository = createRepository();
    try {
      buildHistory(repository, seed);
      const line = repository.git("rev-list", "--first-parent", "--reverse", "HEAD").split("\n");
      const whole = await audited(repository, { details: false });
      const memory = createMemory();
      for (const id of [...line.filter((_, position) => position % 4 === 1), "HEAD"]) {
        repository.git("update-ref", "refs/heads/audited", id);
        const asked = { details: false, memory, revision: "audited" };
        const known = [...memory.texts.values()][0];
        const report = await audited(repository, asked);
        expect(report.since === null).toBe(known === undefined);
        if (id === "HEAD") {
          expect({ ...report, since: null, revision: whole.revision }).toEqual(whole);
          const again = await audited(repository, asked);
          expect(again.since?.counts.commits).toBe(0);
          expect({ ...again, since: null, revision: whole.revision }).toEqual(whole);
        }
      }
      expect(memory.texts.size).toBe(1);
    } finally {
      repository.remove();
    }
  });

  const start = (repository: TestRepository): string =>
    repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });

  test.each([
    ["is damaged", (text: string) => text.replace(/"failed":\d+/, '"failed":0')],
    ["is cut off", (text: string) => text.slice(0, -10)],
    ["is of something else", () => "{}"],
  ])("what is remembered and %s is not used", (_, spoil) =>
    using(async (repository) => {
      start(repository);
      repository.commit({ message: "unsigned\n", files: { a: "1" } });
      const memory = createMemory();
      await audited(repository, { details: false, memory });
      for (const [key, text] of memory.texts) memory.texts.set(key, spoil(text));
      const report = await audited(repository, { details: false, memory });
      expect(report.since).toBeNull();
      expect(report.counts.failed).toBe(1);
    }),
  );

  test("history that was rewritten is judged anew, and so is one that got its first policy", () =>
    using(async (repository) => {
      const memory = createMemory();
      repository.commit({ message: "unsigned\n", files: { a: "1" } });
      expect((await audited(repository, { details: false, memory })).counts.failed).toBe(1);
      start(repository);
      const first = await audited(repository, { details: false, memory });
      expect(first).toMatchObject({ since: null, counts: { failed: 0, beforePolicy: 2 } });
      repository.commit({ message: "unsigned too\n", files: { a: "2" } });
      expect(await audited(repository, { details: false, memory })).toMatchObject({ counts: { failed: 1 } });
      repository.git("reset", "--quiet", "--hard", "HEAD~1");
      repository.commit({ message: `signed\n\n${signed}`, files: { a: "3" } });
      const report = await audited(repository, { details: false, memory });
      expect(report).toMatchObject({ since: null, counts: { failed: 0, passed: 1 } });
    }));

  test("how the policy came about is told once, where the repository has none and one was given", () =>
    using(async (repository) => {
      const memory = createMemory();
      repository.write("given.yaml", `ai: { stance: declined }\n${quiet}`);
      const policyFrom = { kind: "file", path: `${repository.path}/given.yaml` } as const;
      repository.commit({ message: `one\n\n${signed}`, files: { a: "1" } });
      const first = await audited(repository, { details: false, memory, policyFrom });
      repository.commit({ message: `another\n\n${signed}`, files: { a: "2" } });
      const second = await audited(repository, { details: false, memory, policyFrom });
      expect(second.since?.counts.commits).toBe(1);
      expect(first.milestones.length).toBeGreaterThan(0);
      expect(second.milestones).toEqual(first.milestones);
    }));

  test("nothing is remembered where a later commit may repair an earlier one", () =>
    using(async (repository) => {
      const memory = createMemory();
      const repairing = "proviso: 1\nrules:\n  sign-off-present: { level: require, remediation: individual }\n";
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": repairing } });
      const late = repository.commit({ message: "unsigned\n", files: { a: "1" } });
      expect((await audited(repository, { details: false, memory })).counts.failed).toBe(1);
      repository.commit({
        message: `repair\n\nI, Ada Example <ada@example.org>, hereby add my Signed-off-by to this commit: ${late}\n\n${signed}`,
      });
      expect((await audited(repository, { details: false, memory })).counts.failed).toBe(0);
      expect(memory.texts.size).toBe(0);
    }));
});

describe("what governs a commit", () => {
  test("a commit does not escape a newer policy by branching early, nor is it judged by what it brings", () =>
    using(async (repository) => {
      const first = repository.commit({ message: `first\n\n${signed}`, files: { a: "1" } });
      repository.git("checkout", "--quiet", "-b", "early");
      const early = repository.commit({ message: "unsigned, early\n", files: { b: "1" } });
      repository.git("checkout", "--quiet", "main");
      const policy = repository.commit({ message: "policy, unsigned\n", files: { "proviso.yaml": quiet } });
      repository.commit({ message: "merge early\n", parents: [policy, early], files: { b: "1" } });
      const report = await audited(repository);
      expect(bySubject(report)).toEqual({
        "unsigned, early": "fail; sign-off-present require unmet missing",
      });
      expect(report.counts).toMatchObject({ commits: 2, beforePolicy: 2, failed: 1, notApplicable: 1 });
      expect(report.milestones.map(({ text }) => text)).toEqual(["`proviso.yaml` appears"]);
      const asOfParent = await audited(repository, { asOf: "parent" });
      expect(bySubject(asOfParent)).toEqual({});
      expect(asOfParent.counts).toMatchObject({ commits: 1, beforePolicy: 3 });
      const asOfToday = await audited(repository, { asOf: "today" });
      expect(Object.keys(bySubject(asOfToday))).toEqual(["policy, unsigned", "unsigned, early"]);
      expect(asOfToday.counts).toMatchObject({ commits: 4, beforePolicy: 0 });
      expect(asOfToday.commits.map(({ commit }) => commit.id)).not.toContain(first);
    }));

  test("where a policy vanished nobody can tell, and where it comes back it governs", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      repository.commit({ message: `gone\n\n${signed}`, files: { "proviso.yaml": null } });
      repository.commit({ message: "unsigned, ungoverned\n", files: { a: "1" } });
      repository.commit({ message: `back\n\n${signed}`, files: { ".github/proviso.yaml": quiet } });
      repository.commit({ message: "unsigned, governed\n", files: { a: "2" } });
      const report = await audited(repository);
      expect(bySubject(report)).toEqual({ "unsigned, governed": "fail; sign-off-present require unmet missing" });
      expect(report.reasons).toEqual(["2 commits cannot be judged: proviso.yaml had vanished when the commit entered"]);
      expect(report.ungoverned).toEqual([
        {
          why: "proviso.yaml had vanished when the commit entered",
          commits: 2,
          listed: ["unsigned, ungoverned", "back"].map((subject) => ({
            id: repository.git("log", "--format=%H", "--all-match", `--grep=^${subject}`),
            day: "2023-11-14",
          })),
        },
      ]);
      expect(report.counts).toMatchObject({ commits: 4, undecided: 2, failed: 1, passed: 1, beforePolicy: 1 });
      expect(report.milestones.map(({ text }) => text)).toEqual([
        "`proviso.yaml` appears",
        "`proviso.yaml` vanishes",
        "`.github/proviso.yaml` appears",
      ]);
    }));

  test("a document that moves goes on, one that vanishes leaves the stance undecided, and one that comes back decides", () =>
    using(async (repository) => {
      const document = documentText([]);
      repository.commit({
        message: "policy\n",
        files: { "proviso.yaml": strict, "doc.md": "# Policy\n", MAINTAINERS: "" },
      });
      repository.commit({ message: byTool.replace("change", "before the section"), files: { a: "1" } });
      repository.commit({ message: `section\n\n${signed}`, files: { "doc.md": document } });
      repository.commit({ message: `move\n\n${signed}`, files: { "doc.md": null, "docs/doc.md": document } });
      repository.commit({ message: byTool.replace("change", "after the move"), files: { a: "2" } });
      repository.commit({ message: `rewrite\n\n${signed}`, files: { "docs/doc.md": "# Policy\n" } });
      repository.commit({ message: byTool.replace("change", "while it is gone"), files: { a: "3" } });
      repository.commit({ message: `delete\n\n${signed}`, files: { "docs/doc.md": null } });
      repository.commit({ message: byTool.replace("change", "without a document"), files: { a: "4" } });
      repository.commit({ message: `back\n\n${signed}`, files: { "doc.md": document } });
      repository.commit({ message: byTool.replace("change", "when it is back"), files: { a: "5" } });
      const report = await audited(repository);
      const about = Object.entries(bySubject(report)).map(([subject, words]) => [
        subject,
        words
          .split("; ")
          .filter((word) => !word.includes("no-tool-identity"))
          .join("; "),
      ]);
      expect(about).toEqual([
        ["before the section", "fail"],
        ["after the move", "fail; ai-content-permitted require unmet noException"],
        ["while it is gone", "fail; ai-content-permitted require undecided vanished"],
        ["when it is back", "fail; ai-content-permitted require unmet noException"],
      ]);
      expect(report.reasons.map((reason) => reason.replace(/\(.*?\)/, "(…)"))).toEqual([
        "2 commits cannot be judged: the policy had a problem (…): the document doc.md or docs/doc.md does not exist there",
      ]);
      expect(report.milestones.map(({ text }) => text)).toEqual([
        "`proviso.yaml` appears",
        "the document `doc.md` appears",
        "AI-derived content is declined from here on",
        "the section on exceptions appears, and lists none",
        "the document moves to `docs/doc.md`",
        "the heading that puts the stance on AI content in force vanishes",
        "the section on exceptions vanishes",
        "the document `docs/doc.md` vanishes",
        "the document `doc.md` appears",
        "AI-derived content is declined from here on",
        "the section on exceptions appears, and lists none",
      ]);
    }));

  test("what a policy became with a mailmap that cannot be read is told when that one can be", () =>
    using(async (repository) => {
      const commit = (word: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
        repository.commit({ message: `${word}\n\n${signed}`, files });
      };
      const [first, second] = [documentText([entry("docs-1")]), documentText([entry("docs-1"), entry("docs-2")])];
      commit("policy", { "proviso.yaml": strict, "doc.md": first, MAINTAINERS: "" });
      commit("more people", { ".mailmap": "Ada Example <ada@example.org> <ada@old.example.org>\n" });
      repository.write("doc.md", second);
      repository.git("add", "--all");
      const blob = repository.git("rev-parse", "HEAD:.mailmap");
      repository.git("update-index", "--cacheinfo", `120000,${blob},.mailmap`);
      repository.commit({ message: `a link\n\n${signed}` });
      repository.commit({ message: "unsigned\n" });
      commit("people again", { ".mailmap": "" });
      const { milestones, ungoverned } = await audited(repository);
      const told = milestones.map(
        ({ commit, text }) => `${repository.git("log", "-1", "--format=%s", commit)}: ${text}`,
      );
      expect(told.slice(-2)).toEqual([
        "policy: exception `docs-1` is listed",
        "people again: exception `docs-2` is listed",
      ]);
      const why = ".mailmap was a symbolic link when the commit entered, which is not followed";
      expect(ungoverned).toMatchObject([{ why, commits: 2 }]);
    }));

  test("a policy given for the time before is laid under the repository's own; without any, the built-in one judges", () =>
    using(async (repository) => {
      repository.commit({ message: "unsigned, before\n", files: { a: "1" } });
      expect((await audited(repository)).counts).toMatchObject({ commits: 1, failed: 1, beforePolicy: 0 });
      repository.commit({
        message: `policy\n\n${signed}`,
        files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-order: warn\n" },
      });
      repository.commit({ message: "unsigned, after\n", files: { a: "2" } });
      expect((await audited(repository)).counts).toMatchObject({ commits: 1, failed: 0, beforePolicy: 2 });
      const given = await audited(repository, { policyFrom: { kind: "profile", name: "dco" } });
      expect(Object.keys(bySubject(given))).toEqual(["unsigned, before"]);
      expect(given.counts).toMatchObject({ commits: 3, failed: 1, beforePolicy: 0 });
    }));

  test("an exception ends on the day when the commit entered, not on the day of the audit", () =>
    using(async (repository) => {
      const citing = (word: string): string =>
        `${word}\n\nThis falls under exception docs-1, since it is prose only.\n\nCo-authored-by: Claude <noreply@anthropic.com>\nReviewed-by: Lin Example <lin@example.org>\n${signed}`;
      const day = (text: string): number => Date.parse(`${text}T12:00:00Z`) / 1000;
      repository.commit({
        message: `policy\n\n${signed}`,
        date: day("2026-01-01"),
        files: {
          "proviso.yaml": strict.replace("  no-tool-identity: require\n", ""),
          MAINTAINERS: maintainersOf([ada, lin]),
          "doc.md": documentText([entry("docs-1", "- **Until**: 2026-03-01\n")]),
        },
      });
      repository.commit({ message: citing("in time"), files: { "docs/a": "1" }, date: day("2026-03-01") });
      repository.commit({ message: citing("late"), files: { "docs/a": "2" }, date: day("2026-03-02") });
      const report = await audited(repository);
      expect(
        report.ledger.map(({ subject, outcome, evident, entered }) => [subject, outcome, evident, entered.day]),
      ).toEqual([["in time", "met", true, "2026-03-01"]]);
      expect(Object.keys(bySubject(report))).toEqual(["in time", "late"]);
    }));
});

describe("what contributors state", () => {
  test("is listed by statement, with who and when, also where another is missing, and goes on from an earlier audit", () =>
    using(async (repository) => {
      const policy = `proviso: 1
ai: { stance: permitted }
rules:
  ai-attestation:
    level: require
    statements:
      - { name: understood, in: [trailer], key: AI-attested, words: understood }
      - { name: tested, in: [message], words: I tested .* }
`;
      const day = (text: string): number => Date.parse(`${text}T12:00:00Z`) / 1000;
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": policy }, date: day("2026-01-01") });
      const commit = (message: string, on: string): void => {
        repository.commit({ message, files: { a: message }, date: day(on) });
      };
      commit(`by hand\n\nAI-attested: understood\n${signed}`, "2026-02-01");
      commit(`both\n\nI tested it all.\n\nAI-used-for: code\nAI-attested: understood\n${signed}`, "2026-02-02");
      commit(`one\n\nAI-used-for: code\nAI-attested: understood\n${signed}`, "2026-02-03");
      const memory = createMemory();
      repository.git("branch", "--quiet", "--force", "early", "HEAD~1");
      await audited(repository, { details: false, memory, revision: "early" });
      repository.git("branch", "--quiet", "--force", "early", "HEAD");
      for (const report of [
        await audited(repository),
        await audited(repository, { details: false, memory, revision: "early" }),
      ]) {
        expect(report.counts).toMatchObject({ passed: 1, notApplicable: 1, failed: 1 });
        expect(
          report.attested.map(({ statement, commits, listed }) => [
            statement,
            commits,
            ...listed.map(({ subject, by, place, entered }) => `${subject}, ${by.email}, ${place}, ${entered.day}`),
          ]),
        ).toEqual([
          ["tested", 1, "both, ada@example.org, message, 2026-02-02"],
          ["understood", 2, "both, ada@example.org, trailer, 2026-02-02", "one, ada@example.org, trailer, 2026-02-03"],
        ]);
      }
    }));
});

describe("a window of AI use", () => {
  test("closes when too much of the weeks before declares it, and stays closed for the pause", () =>
    using(async (repository) => {
      const start = Date.parse("2026-01-01T12:00:00Z") / 1000;
      const on = (day: number): number => start + day * 86_400;
      const windowPolicy =
        "proviso: 1\nai:\n  stance: permitted\nrules:\n  ai-window-share: { level: require, weeks: 1, percent: 30, least: 4, pauseWeeks: 1 }\n";
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": windowPolicy }, date: on(0) });
      const commit = (subject: string, day: number, byAgent: boolean): void => {
        const tag = byAgent ? "Co-authored-by: Claude <noreply@anthropic.com>\n" : "";
        repository.commit({ message: `${subject}\n\n${tag}${signed}`, files: { a: subject }, date: on(day) });
      };
      commit("one by hand", 1, false);
      commit("two by hand", 1, false);
      commit("three by agent, of few", 1, true);
      commit("four by agent, still the same day", 1, true);
      commit("five by agent, of half", 2, true);
      commit("six by agent, when the window is empty and the pause is not over", 10, true);
      commit("seven by agent, when it is", 20, true);
      const memory = createMemory();
      const findings = (report: AuditReport): readonly string[] =>
        report.commits.map((one) => `${one.commit.subject}: ${said(one).judgements.join("; ")}`);
      const expected = [
        "five by agent, of half: ai-window-share require unmet full",
        "six by agent, when the window is empty and the pause is not over: ai-window-share require unmet paused",
      ];
      expect(findings(await audited(repository))).toEqual(expected);
      expect((await audited(repository, { asOf: "today" })).counts.failed).toBe(2);
      repository.git("branch", "--quiet", "--force", "early", "HEAD~2");
      expect((await audited(repository, { details: false, memory, revision: "early" })).counts.failed).toBe(1);
      repository.git("branch", "--quiet", "--force", "early", "HEAD");
      const later = await audited(repository, { details: false, memory, revision: "early" });
      expect(later).toMatchObject({ counts: { failed: 2 }, since: { counts: { commits: 2, failed: 1 } } });
    }));
});

describe("odd histories", () => {
  test("dates of 1973 and 2099 are what they say, and nothing is older than the policy because it says so", () =>
    using(async (repository) => {
      repository.commit({
        message: `policy\n\n${signed}`,
        files: { "proviso.yaml": `${quiet}from: 2020-01-01\n` },
        date: 1_600_000_000,
      });
      repository.commit({ message: "dated back\n", files: { a: "1" }, date: 100_000_000 });
      repository.commit({ message: "dated forward\n", files: { a: "2" }, date: 4_070_908_800 });
      const report = await audited(repository);
      expect(report.commits.map(({ commit, entered }) => [commit.subject, entered.day])).toEqual([
        ["dated back", "1973-03-03"],
        ["dated forward", "2099-01-01"],
      ]);
      expect(report.years.map(({ name }) => name)).toEqual(["1973", "2020", "2099"]);
    }));

  test("an octopus, a criss-cross and a second root bring in each commit once", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      const commit = (subject: string, parents: readonly string[]): string =>
        repository.commit({ message: `${subject}\n`, parents, files: { [subject]: subject } });
      const base = repository.git("rev-parse", "HEAD");
      const [left, right, far] = [commit("left", [base]), commit("right", [base]), commit("far", [])];
      const crossed = [commit("left over right", [left, right]), commit("right over left", [right, left])] as const;
      commit("octopus", [base, ...crossed, far]);
      const report = await audited(repository);
      expect(report.counts.commits).toBe(6);
      expect(report.counts.beforePolicy).toBe(1);
      expect(Object.keys(bySubject(report)).sort()).toEqual(["far", "left", "right"]);
    }));

  test("behind a shallow clone's border nobody can tell what governed", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      repository.commit({ message: "unsigned at the border\n", files: { a: "1" } });
      repository.commit({ message: "unsigned behind it\n", files: { a: "2" } });
      const shallow = repository.clone("--depth=2");
      const report = await audited(shallow);
      expect(bySubject(report)).toEqual({ "unsigned behind it": "fail; sign-off-present require unmet missing" });
      expect(report.counts).toMatchObject({ commits: 2, undecided: 1, failed: 1 });
      expect(report.reasons).toEqual([
        "history is cut by a shallow clone: `git fetch --unshallow` brings the rest",
        "one commit cannot be judged: history is cut here, and the policy of that time is not in this clone",
      ]);
    }));
});

test("what is added up by subsystem counts a commit in each section that it touches, and by directory where there is none", () =>
  using(async (repository) => {
    repository.commit({
      message: `policy\n\n${signed}`,
      files: {
        "proviso.yaml": `${quiet}maintainers: MAINTAINERS\n`,
        MAINTAINERS:
          "Docs\n----\nM: Ada Example <ada@example.org>\nF: docs/\n\nEverything\nM: Ada Example <ada@example.org>\nF: *\nF: */\n",
      },
    });
    repository.commit({ message: "unsigned\n", files: { "docs/a": "1", "src/b": "1" } });
    repository.commit({
      message: `by two\n\n${signed}Signed-off-by: Lin Example <lin@example.org>\n`,
      files: { "docs/a": "2" },
    });
    repository.commit({ message: `top\n\n${signed}`, files: { readme: "2" } });
    const { subsystems } = await audited(repository, { bySubsystem: true });
    expect(subsystems).toEqual([
      { name: "Docs", commits: 2, failed: 1, undecided: 0, warned: 0, independent: 1, signable: 2 },
      { name: "(top)", commits: 1, failed: 0, undecided: 0, warned: 0, independent: 0, signable: 1 },
      { name: "src/", commits: 1, failed: 1, undecided: 0, warned: 0, independent: 0, signable: 1 },
    ]);
  }));

describe("what a review found", () => {
  const declining = (document: string): string =>
    `proviso: 1\ndocument: ${document}\nai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\nrules:\n  ai-content-permitted: require\n`;

  test("a policy that begins to name an older file is not judged by what an earlier audit saw of it", () =>
    using(async (repository) => {
      const memory = createMemory();
      repository.commit({
        message: "start\n",
        files: { "proviso.yaml": declining("old.md"), "old.md": "# Old\n", "new.md": documentText([]) },
      });
      repository.commit({ message: "second\n", files: { a: "1" } });
      await audited(repository, { details: false, memory });
      repository.commit({ message: "policy\n", files: { "proviso.yaml": declining("[new.md, old.md]") } });
      repository.commit({ message: byTool, files: { a: "2" } });
      expect(await audited(repository, { details: false, memory })).toMatchObject({
        since: null,
        counts: { failed: 1 },
      });
    }));

  test("a document that became a link of the same bytes governs no more", () =>
    using(async (repository) => {
      const document = documentText([entry("docs-1")]);
      repository.commit({ message: "start\n", files: { "proviso.yaml": declining("doc.md"), "doc.md": document } });
      repository.commit({ message: "second\n", files: { a: "1" } });
      const blob = repository.git("rev-parse", "HEAD:doc.md");
      repository.git("update-index", "--cacheinfo", `120000,${blob},doc.md`);
      repository.commit({ message: "link\n" });
      repository.git("reset", "--quiet", "--hard");
      repository.commit({ message: byTool, files: { "docs/a": "1" } });
      const report = await audited(repository);
      expect(report.counts).toMatchObject({ undecided: 1, passedUnderException: 0 });
      expect(report.reasons[0]).toContain("was a symbolic link");
    }));

  test("what was brought in on a day that cannot be read is undecided", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      const parent = repository.git("rev-parse", "HEAD");
      const text = `tree ${tree}\nparent ${parent}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> -5 +0000\n\nodd\n`;
      const id = repository.run(["hash-object", "--literally", "-t", "commit", "-w", "--stdin"], { input: text });
      repository.git("update-ref", "HEAD", id);
      const report = await audited(repository);
      expect(report.counts).toMatchObject({ commits: 1, undecided: 1 });
      expect(report.reasons).toEqual([
        "one commit cannot be judged: the day of the commit that brought it in cannot be read",
      ]);
    }));

  test("a citation of what only the branch listed is seen, though the merge left the list out", () =>
    using(async (repository) => {
      const base = repository.commit({
        message: "start\n",
        files: { "proviso.yaml": declining("doc.md"), "doc.md": documentText([]) },
      });
      repository.git("checkout", "--quiet", "-b", "side");
      const side = repository.commit({
        message: "add\n\nMade under exception docs-9, as every line is what a tool wrote.\n",
        files: { "doc.md": documentText([entry("docs-9")]), "docs/a": "1" },
      });
      repository.git("checkout", "--quiet", "main");
      repository.commit({ message: "merge\n", parents: [base, side], files: { "docs/a": "1" } });
      expect(bySubject(await audited(repository))).toEqual({
        add: "fail; ai-content-permitted require unmet citedNotListed",
      });
    }));

  test("behind a cut nobody can tell that no policy came before", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      repository.commit({ message: `gone\n\n${signed}`, files: { "proviso.yaml": null } });
      repository.commit({ message: "unsigned\n", files: { a: "1" } });
      repository.commit({ message: `back\n\n${signed}`, files: { "proviso.yaml": quiet } });
      const { counts } = await audited(repository.clone("--depth=3"));
      expect(counts).toMatchObject({ commits: 3, undecided: 3, beforePolicy: 0 });
    }));

  test("where a version of the document cannot be read, nobody can tell whether a commit cites what it lists", () =>
    using(async (repository) => {
      const base = repository.commit({
        message: "start\n",
        files: { "proviso.yaml": declining("doc.md"), "doc.md": documentText([]) },
      });
      repository.git("checkout", "--quiet", "-b", "side");
      const blob = repository.git("rev-parse", "HEAD:doc.md");
      repository.git("update-index", "--cacheinfo", `120000,${blob},doc.md`);
      const side = repository.commit({ message: "add\n\nMade under exception docs-9, as a tool wrote it.\n" });
      repository.git("reset", "--quiet", "--hard", base);
      repository.git("checkout", "--quiet", "main");
      repository.commit({ message: "merge\n", parents: [base, side], files: { "docs/a": "1" } });
      const report = await audited(repository);
      expect(report.conclusion).toBe("undecided");
      expect(report.reasons).toEqual([
        expect.stringMatching(
          /^one commit cannot be judged: whether it cites an exception cannot be told: .*symbolic link/,
        ),
      ]);
    }));

  test("the digest is that of a check by the same policy", () =>
    using(async (repository) => {
      const files = {
        "proviso.yaml": strict,
        "doc.md": documentText([]),
        MAINTAINERS: maintainersOf([ada]),
        ".mailmap": "",
      };
      repository.commit({ message: `policy\n\n${signed}`, files });
      const expected = await withPorts(repository, async (ports) =>
        valueOf(await readPolicy({ kind: "revision", revision: "HEAD" }, ports)),
      );
      expect((await audited(repository)).policy?.digest).toBe(expected.digest);
      expect((await audited(repository, { asOf: "today" })).policy?.digest).toBe(expected.digest);
    }));

  test("behind a cut, what stands beside the line may have entered earlier", () =>
    using(async (repository) => {
      repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
      const early = repository.commit({ message: "unsigned\n", files: { a: "1" } });
      repository.git("checkout", "--quiet", "-b", "side");
      const side = repository.commit({ message: `side\n\n${signed}`, files: { b: "1" } });
      repository.git("checkout", "--quiet", "main");
      repository.commit({ message: `one\n\n${signed}`, files: { a: "2" } });
      const loose = repository.commit({
        message: `loosen\n\n${signed}`,
        files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-order: warn\n" },
      });
      repository.commit({ message: `merge\n\n${signed}`, parents: [loose, side], files: { b: "1" } });
      const report = await audited(repository.clone("--depth=3"));
      expect(report.commits.map(({ commit }) => commit.id)).not.toContain(early);
      expect(report.conclusion).toBe("undecided");
      expect(report.counts.undecided).toBe(report.counts.commits - 2);
    }));
});

test("a baseline that knows a finding as undecided does not accept that it fails", () =>
  using(async (repository) => {
    repository.commit({ message: `policy\n\n${signed}`, files: { "proviso.yaml": quiet } });
    repository.commit({ message: "unsigned\n", files: { a: "1" } });
    const report = await audited(repository);
    const known = (text: string): AuditReport => withBaseline(report, parseBaseline({ name: "known", text }).baseline);
    expect(known(baselineText(report.commits)).conclusion).toBe("pass");
    expect(known(baselineText(report.commits).replace("unmet", "undecided"))).toMatchObject({
      conclusion: "fail",
      baseline: { failed: 1, stale: [{ rule: "sign-off-present" }] },
    });
  }));
