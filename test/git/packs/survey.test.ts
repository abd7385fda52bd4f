import { describe, expect, test } from "vitest";
import { readGraph } from "../../../src/adapters/git/graph.ts";
import type { ObjectNumbers } from "../../../src/adapters/git/packs/object-numbers.ts";
import { listObjects } from "../../../src/adapters/git/packs/pack-list.ts";
import { openStoredObjects } from "../../../src/adapters/git/packs/stored-objects.ts";
import type { SurveyBatch } from "../../../src/adapters/git/packs/survey-batch.ts";
import { createSurveyBoard, endSurvey, placeOn as placeOnBoard } from "../../../src/adapters/git/packs/survey-board.ts";
import { createSurveyCollection } from "../../../src/adapters/git/packs/survey-collection.ts";
import { surveyCommits } from "../../../src/adapters/git/packs/survey-commits.ts";
import { surveyHistory } from "../../../src/adapters/git/packs/survey-history.ts";
import { createOutlines } from "../../../src/core/audit/outlines.ts";
import { endsOf } from "../../../src/core/text/bytes.ts";
import type { Survey } from "../../../src/ports/survey.ts";
import { ask, valueOf, withRepository } from "../check.ts";
import type { TestRepository } from "../repository.ts";
import { placeOf } from "./check.ts";
import { importGraph, line, type Node } from "./graph.ts";

const always = 0;
const never = Number.POSITIVE_INFINITY;

async function surveyOf(repository: TestRepository, leastObjects: number): Promise<Survey> {
  const description = await ask(repository, async (opened) => opened.description);
  return surveyHistory(placeOf(repository), description, repository.git("rev-parse", "HEAD"), leastObjects);
}

type Surveyed = {
  /** `git rev-list --parents` */
  readonly graph: readonly string[];
  readonly outlined: number;
};

/** Goes through a survey. Whatever has an outline must have the date of the commit. */
async function surveyed(repository: TestRepository, survey: Survey): Promise<Surveyed> {
  const graph: string[] = [];
  const outlines = createOutlines();
  const ids: string[] = [];
  const idOf = (number: number): string => ids[number] ?? "none";
  const listed: number[] = [];
  for await (const batch of survey.commits()) {
    const { numbers, parents, parentEnds, ids: met, outlines: part } = valueOf(batch);
    for (let start = 0; start < met.length; start += 20)
      ids.push(Buffer.from(met.subarray(start, start + 20)).toString("hex"));
    for (const [index, number] of numbers.entries()) {
      const own = parents.subarray(parentEnds[index - 1] ?? 0, parentEnds[index]);
      graph.push([number, ...own].map(idOf).join(" "));
      listed.push(number);
    }
    if (part !== null) outlines.add({ numbers, ...part });
  }
  const dated = repository.git("log", "--format=%H %ct").split("\n");
  const dates = new Map(dated.map((line) => [line.slice(0, 40), Number(line.slice(41))]));
  let outlined = 0;
  for (const number of listed) {
    if (outlines.kindOf(number) === 0) continue;
    outlined += 1;
    expect(outlines.secondsOf(number)).toBe(dates.get(idOf(number)));
  }
  return { graph, outlined };
}

async function listedByGit(repository: TestRepository): Promise<readonly string[]> {
  const listed: string[] = [];
  for await (const batch of readGraph(placeOf(repository), repository.git("rev-parse", "HEAD")))
    for (const { id, parents } of valueOf(batch)) listed.push([id, ...parents].join(" "));
  return listed;
}

const signedLine = (length: number): readonly Node[] =>
  line(length).map((node, place) => ({
    ...node,
    message:
      place % 5 === 0
        ? "no plain commit\n\nHelped-by : whoever\n"
        : `change ${place}\n\nWords.\n\nSigned-off-by: Person ${place % 7} <person${place % 7}@example.org>\n`,
  }));

const at = (seconds: number, ...parents: number[]): Node => ({ parents, seconds, message: `${seconds}\n` });

/** Of so many objects, of which only the numbers matter. */
const numbersOf = (count: number): ObjectNumbers => ({
  count,
  packed: 0,
  find: () => 0,
  copyId: () => {},
  packOf: () => 0,
  firstOf: () => 0,
});

/** Commits that were read together; `parents` are those of each object. */
const batchOf = (parents: readonly (readonly number[])[], ...ats: number[]): SurveyBatch => ({
  commits: ats.length,
  ats: Int32Array.from(ats),
  parentAts: Int32Array.from(ats.flatMap((one) => parents[one] ?? [])),
  parentEnds: endsOf(ats.map((one) => parents[one] ?? [])),
  trees: new Uint8Array(20 * ats.length),
  seconds: Float64Array.from(ats),
  kinds: new Int32Array(ats.length),
  tokens: new Int32Array(0),
  tokenEnds: new Uint32Array(0),
  lines: new Uint8Array(0),
  lineEnds: new Uint32Array(0),
});

describe("a survey", () => {
  test.each<readonly [string, readonly Node[]]>([
    ["one commit", [at(1)]],
    ["a line", signedLine(1500)],
    ["a criss-cross of several roots", [at(1), at(2, 0), at(2, 0), at(1), at(3, 1, 2), at(3, 2, 1), at(4, 4, 5, 3)]],
  ])("of %s has commits and parents as git lists them", (_, nodes) =>
    withRepository({}, async (repository) => {
      importGraph(repository, nodes);
      const listed = await listedByGit(repository);
      const byPacks = await surveyed(repository, await surveyOf(repository, always));
      const byGit = await surveyed(repository, await surveyOf(repository, never));
      expect(byPacks.graph).toEqual(listed);
      expect(byGit).toEqual({ graph: listed, outlined: 0 });
      if (nodes.length > 100) expect(byPacks.outlined).toBe(nodes.length * 0.8);
    }),
  );

  test("reads nothing but what the tip reaches, wherever else a thread began, and whatever is wrong there", () =>
    withRepository({}, async (repository) => {
      const tree = repository.git("hash-object", "-t", "tree", "-w", "/dev/null");
      const headers = `tree ${tree}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> -5 +0000\n\nodd\n`;
      const odd = repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], { input: headers });
      importGraph(repository, line(800), { below: odd });
      importGraph(repository, signedLine(900));
      // Some stand in two packs, some in none.
      repository.git("repack", "-q", "--keep-unreachable");
      importGraph(repository, [...signedLine(900), ...signedLine(30).map((node) => ({ ...node, parents: [899] }))], {
        unpacked: true,
      });
      const { graph, outlined } = await surveyed(repository, await surveyOf(repository, always));
      expect(graph).toEqual(await listedByGit(repository));
      expect(outlined).toBeGreaterThan(700);
    }));

  test("is told by what it collects when all is read that the tip reaches, in whatever order that comes", () => {
    // Commit 0 has no parent, 3 merges 2 and 1, and 4 is reached by none.
    const parents = [[], [0], [0], [2, 1], [3]];
    const batch = (...ats: number[]): SurveyBatch => batchOf(parents, ...ats);
    const said = (...batches: SurveyBatch[]): readonly boolean[] => {
      const collection = createSurveyCollection(numbersOf(parents.length), 3);
      return batches.map((one, place) => collection.add(place % 2, one));
    };
    expect(said(batch(3), batch(4), batch(2, 0), batch(1))).toEqual([false, false, false, true]);
    expect(said(batch(0), batch(1), batch(2), batch(3))).toEqual([false, false, false, true]);
    expect(said(batch(0, 1, 2, 3, 4))).toEqual([true]);
    expect(said(batch(3, 2, 1), batch(4), batch(0))).toEqual([false, false, true]);
  });

  test("ends where a damaged repository says that a commit is its own ancestor", () => {
    const collection = createSurveyCollection(numbersOf(3), 2);
    // 2 has the parent 1, 1 has 0, and 0 has 1.
    expect(collection.add(0, batchOf([[1], [0], [1]], 2, 1, 0))).toBe(true);
    expect(collection.line()).toBeNull();
    const { commits, isWhole } = collection.inOrder();
    expect(isWhole).toBe(true);
    expect([...(commits?.numbers ?? [])]).toEqual([0, 1, 2]);
  });

  test("ends early where somebody says that all was read", () =>
    withRepository({}, async (repository) => {
      importGraph(repository, signedLine(3000));
      const listed = listObjects(`${placeOf(repository).directory}/objects`);
      const stored = openStoredObjects(listed, 1 << 20);
      try {
        const tip = stored.find(Buffer.from(repository.git("rev-parse", "HEAD"), "hex"), 0);
        const board = createSurveyBoard(20_000, 1);
        const read: number[] = [];
        for (const { commits } of surveyCommits(stored, placeOnBoard(board, 0), tip)) {
          read.push(commits);
          endSurvey(board);
        }
        expect(read).toEqual([1024]);
      } finally {
        stored.close();
      }
    }));

  test("reads commits that are stored as what they differ by from others", () =>
    withRepository({}, async (repository) => {
      const long = "the same words in every message, and again ".repeat(20);
      importGraph(
        repository,
        signedLine(1500).map((node) => ({ ...node, message: node.message?.replace("Words.", long) ?? "" })),
      );
      repository.git("repack", "-adfq", "--depth=50", "--window=50");
      const stored = repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(deltabase)");
      expect(stored.split("\n").filter((one) => /^commit 0*[1-9a-f]/.test(one)).length).toBeGreaterThan(100);
      const { graph, outlined } = await surveyed(repository, await surveyOf(repository, always));
      expect(graph).toEqual(await listedByGit(repository));
      expect(outlined).toBe(1200);
    }));

  test("goes on by git where the packs cannot be read", () =>
    withRepository({}, async (repository) => {
      const tree = repository.git("hash-object", "-t", "tree", "-w", "/dev/null");
      const headers = `tree ${tree}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> -5 +0000\n\nodd\n`;
      const odd = repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], { input: headers });
      importGraph(repository, signedLine(1500), { below: odd });
      const survey = await surveyOf(repository, always);
      const touching = survey.touching(["file"], 10_000);
      const { graph, outlined } = await surveyed(repository, survey);
      expect(graph).toEqual(await listedByGit(repository));
      expect(outlined).toBeGreaterThan(500);
      expect(valueOf(await touching).ids.length).toBe(1500);
    }));

  test("leaves it to git what the line touched, too, where the packs cannot be read beside it", () =>
    withRepository({}, async (repository) => {
      const tree = repository.git("hash-object", "-t", "tree", "-w", "/dev/null");
      const headers = `tree ${tree}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> -5 +0000\n\nodd\n`;
      const odd = repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], { input: headers });
      const [first = ""] = importGraph(repository, line(20)).slice(-1);
      const merge = repository.commit({ message: "merge\n", parents: [first, odd] });
      repository.commit({ message: "later\n", parents: [merge] });
      const survey = await surveyOf(repository, always);
      const touching = survey.touching(["file"], 10_000);
      const { graph } = await surveyed(repository, survey);
      expect(graph).toEqual(await listedByGit(repository));
      expect(valueOf(await touching).ids).toEqual(touchedByGit(repository, ["file"]));
    }));
});

/** What git says of the line. */
const touchedByGit = (repository: TestRepository, paths: readonly string[]): readonly string[] =>
  repository
    .git("rev-list", "--first-parent", "HEAD", "--", ...paths)
    .split("\n")
    .filter((id) => id !== "");

describe("which commits of the line touched paths", () => {
  const asked: readonly (readonly string[])[] = [
    ["proviso.yaml"],
    [".mailmap", "proviso.yaml"],
    ["docs/policy.md"],
    ["docs/policy.md", ".github/dco.yml", "proviso.yaml"],
    ["never"],
    ["docs"],
  ];

  function build(repository: TestRepository): void {
    const write = (step: number, files: Readonly<Record<string, string | null>>): void => {
      repository.commit({ message: `step ${step}\n`, files });
    };
    write(0, { other: "0" });
    write(1, { "proviso.yaml": "1", "docs/policy.md": "1" });
    for (let step = 2; step < 40; step += 1) {
      const files: Record<string, string | null> = { other: `${step}` };
      if (step % 7 === 0) files["proviso.yaml"] = `${step}`;
      if (step % 11 === 0) files["docs/policy.md"] = step % 2 === 0 ? null : `${step}`;
      if (step % 13 === 0) files["docs/others/deep.md"] = `${step}`;
      if (step % 17 === 0) files[".mailmap"] = step % 34 === 0 ? null : `${step}`;
      if (step % 5 === 0) files["proviso.yaml.old"] = `${step}`;
      write(step, files);
    }
  }

  test.each([
    ["loose", () => {}],
    ["packed", (repository: TestRepository) => repository.git("repack", "-adfq", "--depth=50", "--window=50")],
  ])("is not missed, %s", (_, pack) =>
    withRepository({}, async (repository) => {
      build(repository);
      pack(repository);
      for (const paths of asked) {
        const survey = await surveyOf(repository, always);
        const early = survey.touching(paths, 10_000);
        await surveyed(repository, survey);
        // Asked again when all has come, it is found once more.
        for (const found of [valueOf(await early), valueOf(await survey.touching(paths, 10_000))]) {
          expect(found.complete).toBe(true);
          const touched = touchedByGit(repository, paths);
          expect(touched.filter((id) => !found.ids.includes(id))).toEqual([]);
          // Only what stands in one directory with a path is named without need.
          const beside = touchedByGit(
            repository,
            paths.map((path) => path.split("/")[0] ?? ""),
          );
          expect(found.ids).toEqual(beside);
        }
      }
    }),
  );

  test.each([["./proviso.yaml"], ["docs/../proviso.yaml"], ["docs//policy.md"], ["m\u00e4rz"]])(
    "%s is git's to find",
    (path) =>
      withRepository({}, async (repository) => {
        build(repository);
        const survey = await surveyOf(repository, always);
        const early = survey.touching([path], 10_000);
        await surveyed(repository, survey);
        const byGit = (await surveyOf(repository, never)).touching([path], 10_000);
        expect(await early).toEqual(await byGit);
      }),
  );

  test("where dates are skewed, so that a commit comes before its child on the line, is not missed", () =>
    withRepository({}, async (repository) => {
      // The side branch reaches the old commits by newer dates than the line does.
      importGraph(repository, [at(1), at(900, 0), at(800, 1), at(5, 2), at(950, 2), at(960, 3, 4), at(970, 5)]);
      const survey = await surveyOf(repository, always);
      const early = survey.touching(["file"], 10_000);
      await surveyed(repository, survey);
      const { ids } = valueOf(await early);
      expect(touchedByGit(repository, ["file"]).filter((id) => !ids.includes(id))).toEqual([]);
    }));
});
