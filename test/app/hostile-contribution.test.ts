import { describe, expect, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/bubblewrap.ts";
import { check } from "../../src/app/check.ts";
import { ada, type CommitOptions, createRepository, lin, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

const signed = (text: string): string => `${text}\n\nSigned-off-by: ${ada.name} <${ada.email}>\n`;

const settings = (more = "", documents = "docs/provenance.rst"): string => `proviso: 1
document: ${documents}
${more}ai:
  stance: declined
  section: AI
  exceptions: Exceptions
rules:
  ai-content-permitted: require
  policy-self-reliance: require
`;

const listing = (entry: string): string => `AI\n==\n\nWe decline it.\n\nExceptions\n----------\n\n${entry}\n`;
const docsOnly = "Documents\n~~~~~~~~~\n\n:Exception: doc-fixes\n:Covers: docs\n";
const ownEntry = "Drivers\n~~~~~~~\n\n:Exception: whole-drivers\n:Covers: code\n";

const policyFiles = (yaml = settings(), document = listing(docsOnly)): Record<string, string> => ({
  "proviso.yaml": yaml,
  "docs/provenance.rst": document,
  "src/lamp.c": "int lamp;\n",
});

const declared: CommitOptions = { message: "drivers: add one\n\nAI-used-for: code\n", files: { "src/one.c": "x\n" } };
const citing: CommitOptions = {
  message: "drivers: add one\n\nThis falls under the exception whole-drivers, as it is one.\n",
  files: { "src/one.c": "x\n" },
};

type Built = { readonly range: string; readonly repository?: TestRepository };

/** Builds a repository on a base with these files, and gives the conclusion with the messages that led to it. */
async function judged(
  files: Record<string, string>,
  build: (repository: TestRepository, base: string) => Built | undefined,
): Promise<string> {
  const repository = createRepository();
  try {
    const base = repository.commit({ message: signed("start"), files });
    const { range, repository: judgedIn = repository } = build(repository, base) ?? { range: `${base}..HEAD` };
    const opened = await openRepository(judgedIn.path);
    if (!opened.ok) throw new Error(opened.error.text);
    const ports = {
      repository: opened.value,
      files: localFiles,
      digest: sha256,
      cache: noCache,
      syntax,
      sandbox: createSandbox(),
    };
    const request = {
      policyFrom: null,
      today: "2026-06-30",
      replay: false,
      listing: "all",
      progress: () => {},
    } as const;
    const checked = await check({ ...request, range: { text: range, root: false } }, ports);
    await opened.value.close();
    if (!checked.ok) return `${checked.fault}: ${checked.text}`;
    const { conclusion, commits } = checked.value.report;
    const outcomes = commits.flatMap(({ judgements }) => judgements.map(({ outcome }) => outcome));
    const messages = outcomes.flatMap((outcome) =>
      "findings" in outcome ? outcome.findings.map(({ message }) => message) : [],
    );
    return [conclusion, ...messages].join(" ");
  } finally {
    repository.remove();
  }
}

/** Commits one after another on the base. */
const series =
  (...commits: readonly CommitOptions[]) =>
  (repository: TestRepository): undefined => {
    for (const commit of commits) repository.commit(commit);
  };

describe("a contribution cannot grant itself what it needs", () => {
  test.each([
    [
      "lists the exception that it cites",
      policyFiles(),
      { "docs/provenance.rst": listing(`${docsOnly}\n${ownEntry}`) },
    ],
    [
      "moves the document and lists it there",
      policyFiles(),
      {
        "docs/provenance.rst": null,
        "docs/moved.rst": listing(ownEntry),
        "proviso.yaml": settings("", "docs/moved.rst"),
      },
    ],
    [
      "adds a document that comes first",
      policyFiles(settings("", "[docs/first.rst, docs/provenance.rst]")),
      { "docs/first.rst": listing(ownEntry) },
    ],
  ])("%s", async (_how, files, edit) => {
    expect(await judged(files, series({ message: "policy\n", files: edit }, citing))).toBe(
      "fail citedNotListed reliesOnOwnEdit",
    );
  });
  test("nor break the settings so that nobody sees it", async () => {
    const broken = { message: "policy\n", files: { "proviso.yaml": "proviso: 2\n" } };
    const cited = { ...citing, message: "drivers: add one\n\nUnder the AI exception whole-drivers.\n" };
    expect(await judged(policyFiles(), series(broken, cited))).toBe("fail citedNotListed headUnknown");
  });
});

describe("history that was cut proves nothing", () => {
  const emptied = { message: "docs: say less\n", files: { "docs/provenance.rst": "Other\n=====\n" } };
  test("the heading vanished below the border of a shallow clone", async () => {
    const cut = await judged(policyFiles(), (repository) => {
      const base = repository.commit(emptied);
      repository.commit(declared);
      return { range: `${base}..HEAD`, repository: repository.clone("--depth=2") };
    });
    expect(cut).toBe("undecided vanished");
  });
  test("a clause about newcomers counts commits, and none that are not there", async () => {
    const about = (who: string): Record<string, string> =>
      policyFiles(settings().replace("permitted: require", `permitted: { level: require, who: ${who} }`));
    const build = (options: Partial<CommitOptions>, depth: string | null) => (repository: TestRepository) => {
      repository.commit({ message: "first\n", files: { "src/lamp.c": "int bulb;\n" } });
      const base = repository.commit({
        message: "second\n",
        author: { name: "Mary Example", email: "mary@example.org" },
        files: { "src/lamp.c": "int tube;\n" },
      });
      repository.commit({ ...declared, ...options });
      const range = `${base}..HEAD`;
      return depth === null ? { range } : { range, repository: repository.clone(depth) };
    };
    expect(await judged(about("newcomers"), build({}, null))).toBe("pass");
    expect(await judged(about("newcomers"), build({ author: lin }, null))).toBe("fail notCovered");
    expect(await judged(about("contributors"), build({}, null))).toBe("fail notCovered");
    expect(await judged(about("contributors"), build({ author: lin }, null))).toBe("pass");
    expect(await judged(about("contributors"), build({}, "--depth=2"))).toBe("undecided scopeUnknown");
  });
  test("earlier commits that are not there are not counted as none", async () => {
    const entry = `${docsOnly}:Who: contributors with 2 earlier commits\n`;
    const change = { message: "docs: mend\n\nAI-used-for: docs\n", files: { "docs/lamp.rst": "x\n" } };
    const build = (depth: string | null) => (repository: TestRepository) => {
      const base = repository.commit({ message: "second\n", files: { "src/lamp.c": "int bulb;\n" } });
      repository.commit(change);
      const range = `${base}..HEAD`;
      return depth === null ? { range } : { range, repository: repository.clone(depth) };
    };
    expect(await judged(policyFiles(settings(), listing(entry)), build(null))).toBe("pass");
    expect(await judged(policyFiles(settings(), listing(entry)), build("--depth=2"))).toBe("undecided factMissing");
  });
});

describe("a date is what its writer says", () => {
  const files = policyFiles(settings("from: 2023-01-01\n"));
  const backdated = { ...declared, date: 1_000_000_000 };
  const later = { ...declared, files: { "src/two.c": "x\n" }, date: 1_700_100_000 };
  test("a backdated commit is not left out in silence", async () => {
    expect(await judged(files, series(backdated))).toBe("undecided");
    expect(await judged(files, series(backdated, later))).toBe("fail notCovered");
    expect(await judged(files, (repository) => (repository.commit(backdated), { range: "HEAD" }))).toBe("undecided");
  });
  test("what stands on a commit older than the policy may be older", async () => {
    const starting = policyFiles(settings("from: 2024-01-01\n"));
    expect(await judged(starting, series(declared))).toBe("pass");
  });
});

describe("what comes back brings its claims back", () => {
  /** Adds a driver, reverts that, and so on; each text is given the ids of the commits before, newest first. */
  const backAndForth =
    (...texts: readonly ((ids: readonly string[]) => string)[]) =>
    (repository: TestRepository): Built => {
      const ids: string[] = [repository.commit(declared)];
      for (const [index, text] of texts.entries()) {
        const content = index % 2 === 0 ? null : "x\n";
        ids.unshift(repository.commit({ message: text(ids), files: { "src/one.c": content } }));
      }
      return { range: `${ids[1]}..HEAD` };
    };
  const reverting =
    (subject: string, digits = 40) =>
    ([id = ""]: readonly string[]): string =>
      `${subject}\n\nThis reverts commit ${id.slice(0, digits)}.\n`;
  const revert = reverting('Revert "drivers: add one"');
  const reapply = reverting('Reapply "drivers: add one"');
  const revertAgain = reverting('Revert "Reapply "drivers: add one""');

  test.each([
    ["a revert takes it out", [revert], "pass"],
    ["a revert of that", [revert, reapply], "fail notCovered"],
    ["under a subject of its own", [revert, reverting("drivers: once more")], "undecided factMissing"],
    ["a revert of the reapplied", [revert, reapply, revertAgain], "pass"],
    ["reapplied again", [revert, reapply, revertAgain, reapply], "undecided reappliesUnknown"],
    ["by a short id", [revert, reverting('Reapply "drivers: add one"', 12)], "undecided reappliesUnknown"],
    [
      "when the revert has a short id",
      [reverting('Revert "drivers: add one"', 12), reapply],
      "undecided reappliesUnknown",
    ],
    ["without an id", [revert, () => 'Reapply "drivers: add one"\n\nIt was good.\n'], "undecided reappliesUnknown"],
  ] as const)("%s", async (_how, texts, expected) => {
    expect(await judged(policyFiles(), backAndForth(...texts))).toBe(expected);
  });
});
