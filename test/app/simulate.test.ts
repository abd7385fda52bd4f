import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/bubblewrap.ts";
import type { Attempt } from "../../src/app/attempt.ts";
import { type CheckPorts, check } from "../../src/app/check.ts";
import { policyDiff } from "../../src/app/policy-diff.ts";
import { type SimulateRequest, simulate } from "../../src/app/simulate.ts";
import type { Judgement } from "../../src/core/evaluate/verdict.ts";
import type { EntryCommit, Simulation } from "../../src/core/process/simulation.ts";
import { ada, createRepository, lin, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

const today = "2026-06-30";

const settings = (more = "", rules = ""): string => `proviso: 1
document: doc.rst
maintainers: MAINTAINERS
${more}ai:
  stance: declined
  section: AI
  exceptions: Exceptions
rules:
  sign-off-present: require
  ai-content-permitted: require
  ai-exception-listed: require
  ai-justification: require
  ai-second-opinion: require
${rules}`;

const documentWith = (entries: string): string =>
  `Provenance\n==========\n\nAI\n--\n\nWe decline it.\n\nExceptions\n~~~~~~~~~~\n\nThey are listed here.\n\n${entries}`;

const entryOf = (fields: readonly string[], id = "drafted-entry"): string =>
  `Drafted\n^^^^^^^\n\n:Exception: ${id}\n${fields.map((field) => `:${field}\n`).join("")}\nWhat people agreed on.\n`;

const maintainers = `Maintainers
-----------

Source
M: Lin Example <lin@example.org>
F: src/

Documents
M: Mae Example <mae@example.org>
M: Lin Example <lin@example.org>
F: docs/
`;

const signed = (subject: string, more = "", by = ada): string =>
  `${subject}\n\n${more}Signed-off-by: ${by.name} <${by.email}>\n`;

/** Past work of every sort, by name; the base, which is a root, first. */
function build(repository: TestRepository): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const add = (name: string, options: Parameters<TestRepository["commit"]>[0]): void => {
    ids.set(name, repository.commit(options));
  };
  const lamp = "int lamp(int watts)\n{\n    return watts / 10;\n}\n";
  add("base", {
    message: signed("base"),
    files: {
      "proviso.yaml": settings(),
      "doc.rst": documentWith(""),
      MAINTAINERS: maintainers,
      "src/lamp.c": lamp,
      "src/old.c": "int old(void)\n{\n    return 1;\n}\n",
      "docs/lamp.rst": "Lamp\n====\n\nIt gives light.\n",
    },
  });
  add("docs", { message: signed("docs: more"), files: { "docs/lamp.rst": "Lamp\n====\n\nIt gives more light.\n" } });
  add("agreed docs", {
    message: signed("docs: agreed", "Reviewed-by: Mae Example <mae@example.org>\n"),
    files: { "docs/lamp.rst": "Lamp\n====\n\nIt gives much light.\n" },
  });
  add("by a maintainer", {
    message: signed("docs: by lin", "", lin),
    author: lin,
    files: { "docs/lamp.rst": "Lamp\n====\n\nIt gives light again.\n" },
  });
  add("code", { message: signed("lamp: brighter"), files: { "src/lamp.c": lamp.replace("10", "5") } });
  add("format", {
    message: signed("lamp: indent"),
    files: { "src/lamp.c": lamp.replace("10", "5").replace("    return", "\treturn") },
  });
  add("rename", {
    message: signed("old: moves"),
    files: { "src/old.c": null, "src/new.c": "int old(void)\n{\n    return 1;\n}\n" },
  });
  add("both", {
    message: signed("lamp and docs"),
    files: { "src/lamp.c": lamp, "docs/lamp.rst": "Lamp\n====\n" },
  });
  add("long", { message: signed("add a table"), files: { "src/table.c": "int x;\n".repeat(50) } });
  add("binary", { message: signed("add a picture"), files: { "src/data": new Uint8Array([0, 1, 2, 0]) } });
  add("with a script", {
    message: signed("lamp: sed", "Made with:\n\n    $ sed -i s/lamp/lantern/ src/lamp.c\n\n"),
    files: { "src/lamp.c": lamp.replaceAll("lamp", "lantern") },
  });
  add("empty", { message: signed("nothing at all") });
  add("disclosed", {
    message: signed("docs: with help", "AI-used-for: docs\n"),
    files: { "docs/lamp.rst": "Lamp\n====\n\nHelped.\n" },
  });
  add("link", { message: signed("a link"), files: {} });
  const before = repository.git("rev-parse", "HEAD~3");
  const side = repository.run(["commit-tree", `${before}^{tree}`, "-p", before], { input: signed("side") });
  add("merge", { message: signed("merge"), parents: [repository.git("rev-parse", "HEAD"), side] });
  ids.set("side", side);
  return ids;
}

let repository: TestRepository;
let ids: ReadonlyMap<string, string>;

beforeAll(() => {
  repository = createRepository();
  ids = build(repository);
});
afterAll(() => repository.remove());

const valueOf = <T>(attempt: Attempt<T>): T => {
  if (!attempt.ok) throw new Error(`${attempt.fault}: ${attempt.text}`);
  return attempt.value;
};

async function withPorts<T>(
  { path }: Pick<TestRepository, "path">,
  work: (ports: CheckPorts) => Promise<T>,
): Promise<T> {
  const opened = await openRepository(path);
  if (!opened.ok) throw new Error(opened.error.text);
  const sandbox = createSandbox();
  const ports = { repository: opened.value, files: localFiles, digest: sha256, cache: noCache, syntax, sandbox };
  try {
    return await work(ports);
  } finally {
    await opened.value.close();
  }
}

/** A draft as a file beside the repository. */
function draftFile(name: string, text: string, of: TestRepository = repository): string {
  const path = join(of.home, name);
  writeFileSync(path, text);
  return path;
}

const request = (draft: SimulateRequest["draft"], more: Partial<SimulateRequest> = {}): SimulateRequest => ({
  draft,
  policyFrom: null,
  range: null,
  today,
  progress: () => {},
  ...more,
});

const simulated = (
  draft: SimulateRequest["draft"],
  more: Partial<SimulateRequest> = {},
  of: TestRepository = repository,
): Promise<Attempt<Simulation>> => withPorts(of, (ports) => simulate(request(draft, more), ports));

const entryDraft = (text: string, of: TestRepository = repository): SimulateRequest["draft"] => ({
  kind: "text",
  path: draftFile("entry.rst", text, of),
});

const nameOf = (id: string): string => [...ids].find(([, known]) => known === id)?.[0] ?? id;

/** `name: kind` of each commit, newest first. */
const kindsBy = (
  commits: readonly EntryCommit[],
  side: "before" | "after" = "after",
): Record<string, string | undefined> =>
  Object.fromEntries(commits.map(({ id, [side]: coverage }) => [nameOf(id), coverage?.kind]));

describe("an entry covers past commits as a check would have it", () => {
  const entries: readonly (readonly string[])[] = [
    ["Covers: docs"],
    ["Covers: code"],
    ["Covers: code, docs", "At most: 10 added lines"],
    ["Covers: code, docs", "At most: 2 changed lines", "Not paths: src/table.c"],
    ["Covers: code", "Change: rename"],
    ["Covers: code", "Change: rename, format"],
    ["Change: format, substitution"],
    ["Change: docs"],
    ["Change: mode"],
    ["Paths: src/"],
    ["Not paths: docs/", "Covers: code, media"],
    ["At most: 1 files"],
    ["At most: 20 added lines; not counting tests"],
    ["Covers: docs", "Who: maintainers"],
    ["Covers: docs, code", "Who: contributors with 3 earlier commits"],
    ["Covers: docs", "Needs: justification, disclosure"],
    ["Covers: docs", "Needs: second opinion"],
    ["Covers: code", "Needs: script"],
    ["Covers: docs", "Judgement: nobody would write it otherwise"],
    ["Covers: docs", "Tool: any"],
    ["Judgement: it is small"],
    ["Covers: docs", "Until: 2026-01-01"],
    ["Covers: docs", "Until: 2026-06-30"],
    ["Covers: docs", "Until: 2026-01-01; posted before may land until 2027-01-01"],
    ["Covers: docs", "Withdrawn: 2026-02-01 it was a mistake"],
    ["Covers: comments", "Paths: src/"],
  ];

  test.each(entries.map((fields) => ({ fields, title: fields.join(" | ") })))("$title", async ({ fields }) => {
    const entry = entryOf(fields);
    const listed = listedAt(entry);
    const seen: Record<string, string> = {};
    const expected: Record<string, string> = {};
    await withPorts(repository, async (ports) => {
      const [drafted] = valueOf(await simulate(request(entryDraft(entry)), ports)).entries;
      for (const { id, after } of drafted?.commits ?? []) {
        const name = nameOf(id);
        seen[name] = `${after?.kind}, opinion ${after?.opinion?.state ?? "not asked"}`;
        expected[name] = await checkedAs(cited(id), listed, ports);
      }
    });
    expect(Object.keys(seen)).toHaveLength(ids.size - 1);
    expect(seen).toEqual(expected);
  });

  /** A commit beside the history whose document lists the entry. */
  function listedAt(entry: string): string {
    const index = { GIT_INDEX_FILE: join(repository.home, "index") };
    repository.run(["read-tree", "HEAD"], { environment: index });
    const blob = repository.run(["hash-object", "-w", "--stdin"], { input: documentWith(entry) });
    repository.run(["update-index", "--cacheinfo", `100644,${blob},doc.rst`], { environment: index });
    const tree = repository.run(["write-tree"], { environment: index });
    return repository.run(["commit-tree", tree, "-p", "HEAD"], { input: "list it\n" });
  }

  /** The same commit, had its author declared AI use and cited the entry. */
  const known = new Map<string, string>();
  function cited(id: string): string {
    const written = known.get(id) ?? citedAnew(id);
    known.set(id, written);
    return written;
  }

  function citedAnew(id: string): string {
    const text = repository.run(["cat-file", "commit", id]);
    const subject = text.indexOf("\n\n") + 2;
    const body = text.indexOf("\n\n", subject) + 2;
    const sentence = "This falls under the exception drafted-entry, since all of its conditions hold here.\n\n";
    const signOff = text.lastIndexOf("Signed-off-by");
    const rewritten = `${text.slice(0, body)}${sentence}${text.slice(body, signOff)}AI-used-for: code\n${text.slice(signOff)}\n`;
    return repository.run(["hash-object", "-t", "commit", "-w", "--stdin"], { input: rewritten });
  }

  async function checkedAs(id: string, listed: string, ports: CheckPorts): Promise<string> {
    const asked = { policyFrom: { kind: "revision", revision: listed }, today, replay: false, listing: "all" } as const;
    const range = { text: `${id}^!`, root: false };
    const { report } = valueOf(await check({ ...asked, range, progress: () => {} }, ports));
    const judgements = report.commits[0]?.judgements ?? [];
    const of = (rule: string): Judgement["outcome"] | undefined =>
      judgements.find(({ clause }) => clause.rule.id === rule)?.outcome;
    const [permitted, second] = [of("ai-content-permitted"), of("ai-second-opinion")];
    return `${kindOf(permitted)}, opinion ${opinionOf(permitted, second)}`;
  }

  function kindOf(outcome: Judgement["outcome"] | undefined): string {
    if (outcome?.kind === "met") return outcome.reliance?.evident === true ? "evident" : "judgement";
    if (outcome?.kind === "unmet") return "not";
    if (outcome?.kind !== "undecided") return `unexpected ${outcome?.kind}`;
    return outcome.findings[0].message === "factMissing" ? "unknown" : "judgement";
  }

  function opinionOf(permitted: Judgement["outcome"] | undefined, second: Judgement["outcome"] | undefined): string {
    if (second?.kind === "met") return "given";
    if (second?.kind === "undecided") return "waits";
    if (permitted?.kind !== "undecided") return "not asked";
    return permitted.findings[0].message === "factMissing" ? "not asked" : "waits";
  }
});

describe("what changes nothing", () => {
  const drafts: readonly (readonly [string, () => SimulateRequest["draft"]])[] = [
    ["HEAD", () => ({ kind: "revision", revision: "HEAD" })],
    ["the work tree", () => ({ kind: "worktree" })],
    ["the same document", () => ({ kind: "text", path: draftFile("same.rst", documentWith("")) })],
    [
      "the same document with more prose",
      () => ({ kind: "text", path: draftFile("same.rst", documentWith("More.\n")) }),
    ],
    ["the same settings", () => ({ kind: "settings", path: draftFile("same.yaml", settings()) })],
  ];
  test.each(drafts)("%s", async (_, draft) => {
    const { changes, entries, counts, undetermined, problems } = valueOf(await simulated(draft()));
    expect({ changes, entries, undetermined, problems }).toEqual({
      changes: [],
      entries: [],
      undetermined: [],
      problems: [],
    });
    expect(counts).toEqual({
      commits: ids.size,
      merges: 1,
      judgedByBoth: ids.size,
      olderThanBefore: 0,
      olderThanAfter: 0,
    });
  });
});

/** Which rules say something else of which commits. */
const changesOf = ({ changes }: Simulation): Record<string, string> =>
  Object.fromEntries(
    changes.map(({ id, before, after, rules }) => [
      nameOf(id),
      `${before} → ${after}: ${rules.map(({ rule, before: was, after: is }) => `${rule} ${was[0]?.outcome ?? "-"} → ${is[0]?.outcome ?? "-"}`).join(", ")}`,
    ]),
  );

describe("verdicts of what was declared", () => {
  test("an entry that covers a disclosed commit", async () => {
    const simulation = valueOf(await simulated(entryDraft(entryOf(["Covers: docs"]))));
    expect(changesOf(simulation)).toEqual({ disclosed: "fail → pass: ai-content-permitted unmet → met" });
    expect(simulation.changes[0]?.rules[0]?.after[0]?.exception).toBe("drafted-entry");
  });

  test("an entry that does not is another reason for the same outcome", async () => {
    const simulation = valueOf(await simulated(entryDraft(entryOf(["Covers: code"]))));
    expect(changesOf(simulation)).toEqual({ disclosed: "fail → fail: ai-content-permitted unmet → unmet" });
    expect(simulation.changes[0]?.rules[0]?.before[0]?.messages).toEqual(["noException"]);
    expect(simulation.changes[0]?.rules[0]?.after[0]?.messages).toEqual(["notCovered"]);
  });

  test("are those of a check by the policy that lists it", async () => {
    const settingsDraft = draftFile(
      "diff.yaml",
      settings("", "  sign-off-by-author: { level: require, paths: [docs/] }\n"),
    );
    const { changes } = valueOf(await simulated({ kind: "settings", path: settingsDraft }));
    const { report } = valueOf(
      await withPorts(repository, (ports) =>
        check(
          {
            range: { text: "HEAD", root: true },
            policyFrom: { kind: "file", path: settingsDraft },
            today,
            replay: false,
            listing: "all",
            progress: () => {},
          },
          ports,
        ),
      ),
    );
    const judged = report.commits.filter(({ judgements }) =>
      judgements.some(
        ({ clause, outcome }) => clause.rule.id === "sign-off-by-author" && outcome.kind !== "not-applicable",
      ),
    );
    expect(new Set(changes.map(({ id }) => id))).toEqual(new Set(judged.map(({ commit }) => commit.id)));
    expect(changes.length).toBeGreaterThan(3);
  });

  test("whatever facts the rules of either policy ask for", async () => {
    const entry = entryOf(["Covers: docs", "Change: docs, format"]);
    const other = createRepository();
    const rules = `  sign-off-by-author: { level: warn, paths: [docs/] }
  ai-size-limit: { level: require, lines: 1 }
  generated-acknowledged: warn
  policy-touched: warn
`;
    const yaml = settings("", rules);
    try {
      build(other);
      other.commit({ message: signed("list it"), files: { "doc.rst": documentWith(entry), "proviso.yaml": yaml } });
      const bare = "proviso: 1\nrules:\n  sign-off-named: warn\n";
      const before = { kind: "file", path: draftFile("bare.yaml", bare, other) } as const;
      const after = { kind: "revision", revision: "HEAD" } as const;
      const { seen, expected } = await withPorts(other, async (ports) => {
        const asked = { range: "ROOT..HEAD", today, progress: () => {} };
        const { changes } = valueOf(await policyDiff({ before, after, ...asked }, ports));
        const said = changes.map(({ id, after: conclusion, rules: changed }) => ({
          id,
          conclusion,
          said: changed.flatMap(({ rule, after: is }) => is.map(({ outcome }) => `${rule} ${outcome}`)).sort(byText),
        }));
        const checked: typeof said = [];
        for (const { id } of changes) {
          const range = { text: `${id}^!`, root: false };
          const how = { policyFrom: after, today, replay: false, listing: "all", progress: () => {} } as const;
          const [commit] = valueOf(await check({ range, ...how }, ports)).report.commits;
          const outcomes = commit?.judgements.filter(({ outcome }) => outcome.kind !== "not-applicable") ?? [];
          const words = outcomes.map(({ clause, outcome }) => `${clause.rule.id} ${outcome.kind}`).sort(byText);
          checked.push({ id, conclusion: commit?.conclusion ?? "undecided", said: words });
        }
        return { seen: said, expected: checked };
      });
      expect(seen).toEqual(expected);
      expect(seen).toHaveLength(ids.size + 1);
      expect(new Set(seen.flatMap(({ said }) => said)).size).toBeGreaterThan(6);
    } finally {
      other.remove();
    }
  });

  const byText = (one: string, other: string): number => (one < other ? -1 : 1);

  test("a settings file stands where the repository's own stands", async () => {
    const own = settings("", "  policy-touched: warn\n");
    const other = createRepository();
    other.commit({
      message: signed("base"),
      files: { "proviso.yaml": own, "doc.rst": documentWith(""), MAINTAINERS: "" },
    });
    const draft = { kind: "settings", path: draftFile("own.yaml", own, other) } as const;
    const simulation = valueOf(await simulated(draft, {}, other));
    other.remove();
    expect(simulation.changes).toEqual([]);
  });
});

describe("a changed list", () => {
  /** Simulates an entry, or a document without entries, on a small history whose document lists another. */
  const listing = async (before: string, entry: string | null, yaml = settings()): Promise<Simulation> => {
    const other = createRepository();
    try {
      other.commit({
        message: signed("base"),
        files: { "proviso.yaml": yaml, "doc.rst": documentWith(before), MAINTAINERS: maintainers },
      });
      other.commit({ message: signed("docs: one", "AI-used-for: docs\n"), files: { "docs/a.rst": "a\n" } });
      other.commit({ message: signed("docs: two"), files: { "docs/a.rst": "b\n".repeat(9) } });
      other.commit({ message: signed("code"), files: { "src/a.c": "c\n" } });
      const path = draftFile("draft.rst", entry ?? documentWith(""), other);
      return valueOf(await simulated({ kind: "text", path }, {}, other));
    } finally {
      other.remove();
    }
  };
  const kinds = ({ entries }: Simulation): unknown =>
    entries.map(({ id, what, skipped, commits }) => ({
      id,
      what,
      skipped,
      before: commits.map(({ before }) => before?.kind ?? null),
      after: commits.map(({ after }) => after?.kind ?? null),
    }));

  test("a changed entry is decided before and after", async () => {
    const simulation = await listing(entryOf(["Covers: docs"]), entryOf(["Covers: docs", "At most: 5 added lines"]));
    expect(kinds(simulation)).toEqual([
      {
        id: "drafted-entry",
        what: "changed",
        skipped: null,
        before: ["not", "evident", "evident", "not"],
        after: ["not", "not", "evident", "not"],
      },
    ]);
    expect(simulation.changes).toEqual([]);
  });

  test("a withdrawal covers nothing, and the commit that relied on it fails", async () => {
    const entry = entryOf(["Covers: docs", "Withdrawn: 2026-06-01 no longer"]);
    const simulation = await listing(entryOf(["Covers: docs"]), entry);
    expect(kinds(simulation)).toMatchObject([{ after: ["not", "not", "not", "not"] }]);
    expect(simulation.entries[0]?.commits[0]?.after?.condition).toBe("it was withdrawn on 2026-06-01: no longer");
    expect(simulation.changes.map(({ before, after }) => `${before} → ${after}`)).toEqual(["pass → fail"]);
  });

  test("an entry that is there already is decided once", async () => {
    const simulation = await listing(entryOf(["Covers: docs"]), entryOf(["Covers: docs"]));
    expect(kinds(simulation)).toMatchObject([{ what: "unchanged", before: [null, null, null, null] }]);
  });

  test("an entry that is taken out", async () => {
    const simulation = await listing(entryOf(["Covers: docs"]), null);
    expect(kinds(simulation)).toEqual([
      {
        id: "drafted-entry",
        what: "removed",
        skipped: null,
        before: ["not", "evident", "evident", "not"],
        after: [null, null, null, null],
      },
    ]);
    expect(simulation.changes).toHaveLength(1);
  });

  test("where nothing is declined nothing needs an exception", async () => {
    const permitted = settings().replace("stance: declined", 'stance: permitted\n  because: "#AI"');
    const simulation = await listing("", entryOf(["Covers: docs"]), permitted);
    expect(kinds(simulation)).toMatchObject([
      { what: "new", skipped: expect.stringContaining("nothing needs an exception"), after: [] },
    ]);
  });

  test("classes of paths that change decide all entries anew", async () => {
    const other = createRepository();
    other.commit({
      message: signed("base"),
      files: {
        "proviso.yaml": settings(),
        "doc.rst": documentWith(entryOf(["Covers: docs"])),
        MAINTAINERS: maintainers,
      },
    });
    other.commit({ message: signed("notes"), files: { "notes/a": "a\n" } });
    const path = draftFile("classes.yaml", settings("classes: { docs: [notes/] }\n"), other);
    const simulation = valueOf(await simulated({ kind: "settings", path }, {}, other));
    other.remove();
    expect(kinds(simulation)).toMatchObject([{ what: "unchanged", before: ["not", "not"], after: ["evident", "not"] }]);
  });
});

describe("ranges", () => {
  const docs = (): SimulateRequest["draft"] => entryDraft(entryOf(["Covers: docs"]));

  test("a named range has its commits, and no merge is decided", async () => {
    const range = `${ids.get("long")}..HEAD`;
    const { counts, entries, over } = valueOf(await simulated(docs(), { range }));
    expect(counts).toMatchObject({ commits: 7, merges: 1 });
    expect(Object.keys(kindsBy(entries[0]?.commits ?? []))).toEqual(expect.not.arrayContaining(["merge"]));
    expect(over.text).toBe(range);
  });

  test("a root commit is compared with nothing", async () => {
    const { entries } = valueOf(await simulated(docs(), { range: ids.get("base") ?? "" }));
    expect(kindsBy(entries[0]?.commits ?? [])).toEqual({ base: "not" });
  });

  test("an empty range is not known to be anything", async () => {
    const { undetermined, counts } = valueOf(await simulated(docs(), { range: "HEAD..HEAD" }));
    expect(counts.commits).toBe(0);
    expect(undetermined).toEqual(["the range has no commit"]);
  });

  test("commits older than the policy are left out", async () => {
    const other = createRepository();
    other.commit({ message: signed("old"), files: { "docs/a.rst": "a\n" }, date: Date.UTC(2020, 0, 1) / 1000 });
    other.commit({
      message: signed("base"),
      files: { "proviso.yaml": settings("from: 2024-01-01\n"), "doc.rst": documentWith(""), MAINTAINERS: maintainers },
      date: Date.UTC(2025, 0, 1) / 1000,
    });
    const drafted = valueOf(await simulated(entryDraft(entryOf(["Covers: docs"]), other), {}, other));
    expect(drafted.counts).toEqual({ commits: 2, merges: 0, judgedByBoth: 1, olderThanBefore: 1, olderThanAfter: 1 });
    expect(drafted.entries[0]?.commits).toHaveLength(1);
    const path = draftFile("later.yaml", settings("from: 2026-01-01\n"), other);
    const later = valueOf(await simulated({ kind: "settings", path }, {}, other));
    expect(later.changes.map(({ before, after }) => `${before} → ${after}`)).toEqual(["pass → not-judged"]);
    other.remove();
  });

  test("a shallow clone says what it does not know", async () => {
    const clone = repository.clone("--depth=1");
    const { undetermined, entries } = valueOf(await simulated(entryDraft(entryOf(["Covers: docs"]), clone), {}, clone));
    expect(undetermined.join("\n")).toContain("this clone is shallow");
    expect(entries[0]?.commits).toEqual([]);
    const older = repository.clone("--depth=3");
    const deeper = valueOf(await simulated(entryDraft(entryOf(["Covers: docs"]), older), {}, older));
    expect(deeper.entries[0]?.commits.map(({ after }) => after?.kind)).toContain("unknown");
    expect(deeper.undetermined.join("\n")).toContain("may be covered by `drafted-entry` or not");
  });
});

describe("policy diff", () => {
  const compared = (before: string, after: string): Promise<Attempt<Simulation>> =>
    withPorts(repository, (ports) =>
      policyDiff(
        {
          before: { kind: "profile", name: before },
          after: { kind: "profile", name: after },
          range: null,
          today,
          progress: () => {},
        },
        ports,
      ),
    );

  test("the same policy says the same", async () => {
    const { changes, counts, draft } = valueOf(await compared("qemu", "qemu"));
    expect({ changes, draft }).toEqual({ changes: [], draft: null });
    expect(counts.judgedByBoth).toBe(ids.size);
  });

  test("another one says otherwise, rule by rule", async () => {
    const { changes } = valueOf(await compared("dco", "qemu"));
    expect(changes.length).toBe(ids.size);
    const back = valueOf(await compared("qemu", "dco")).changes;
    expect(
      back
        .map(({ before, after, rules }) => ({ before: after, after: before, rules: rules.map(swapped) }))
        .map(sortRules),
    ).toEqual(changes.map(({ before, after, rules }) => ({ before, after, rules })).map(sortRules));
  });

  type Changed = Pick<Simulation["changes"][number], "before" | "after" | "rules">;
  const swapped = ({ rule, before, after }: Changed["rules"][number]) => ({ rule, before: after, after: before });
  const sortRules = (one: Changed): Changed => ({
    ...one,
    rules: [...one.rules].sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  });
});

describe("drafts that are none", () => {
  test.each([
    ["prose.rst", "Only words.\n", "usage: ", "no heading at all"],
    ["title.rst", "Title\n=====\n\nOnly words.\n", "usage: ", "below `Title` stand no fields"],
    ["other.md", "# Provenance\n\n## AI\n\n### Exceptions\n", "usage: ", "is not of the format of doc.rst"],
  ])("%s", async (name, text, fault, words) => {
    const refused = await simulated({ kind: "text", path: draftFile(name, text) });
    expect(refused.ok ? "" : `${refused.fault}: ${refused.text}`).toContain(words);
    expect(refused.ok ? "" : `${refused.fault}: ${refused.text}`).toContain(fault);
  });

  test("problems of the draft are said, and nothing is judged", async () => {
    const { problems, counts } = valueOf(await simulated(entryDraft(entryOf(["Covers: dosc"]))));
    expect(problems.map(({ side, problem }) => `${side} ${problem.code} ${problem.severity}`)).toEqual([
      "after unknown-word error",
    ]);
    expect(counts.commits).toBe(0);
  });

  test("two entries of one id", async () => {
    const { problems } = valueOf(
      await simulated(entryDraft(`${entryOf(["Covers: docs"])}\n${entryOf(["Covers: code"])}`)),
    );
    expect(problems.map(({ problem }) => problem.code)).toEqual(["repeated-id"]);
  });

  test("an entry in Markdown is one, too", async () => {
    const text = "## Drafted\n\n- **Exception:** drafted-entry\n- **Covers:** docs\n";
    const { entries, draft } = valueOf(await simulated({ kind: "text", path: draftFile("entry.md", text) }));
    expect(kindsBy(entries[0]?.commits ?? [])).toMatchObject({ docs: "evident", code: "not" });
    expect(draft).toContain("were it written in the document's own format");
  });

  test("a policy without a document lists nothing", async () => {
    const draft = entryDraft(entryOf(["Covers: docs"]));
    const refused = await simulated(draft, { policyFrom: { kind: "profile", name: "dco" } });
    expect(refused.ok ? "" : refused.text).toContain("the policy names no document");
  });
});
