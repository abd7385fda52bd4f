import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { repositoryEnvironment } from "../../../src/adapters/git/environment.ts";
import { readableObjects } from "../../../src/adapters/git/packs/packed-commits.ts";
import { withRepository } from "../check.ts";
import type { TestRepository } from "../repository.ts";
import { expectAlike, placeOf, readBy, readFromPacks } from "./check.ts";
import { importGraph, line, type Node } from "./graph.ts";

const at = (seconds: number, ...parents: number[]): Node => ({
  parents,
  seconds,
  message: `${seconds} of ${parents.join()}\n`,
});

const histories: readonly (readonly [string, readonly Node[]])[] = [
  ["one commit", [at(1)]],
  ["a line", line(700)],
  ["a line whose dates fall", line(700, -60)],
  ["a line of one date", line(300, 0)],
  ["a merge", [at(1), at(2, 0), at(3, 0), at(4, 1, 2)]],
  ["a merge of equal dates", [at(5), at(5, 0), at(5, 0), at(5, 0), at(5, 3, 1, 2)]],
  [
    "an octopus of forty",
    [
      at(1),
      ...Array.from({ length: 40 }, (_, place) => at(10 + (place % 7), 0)),
      at(99, ...Array.from({ length: 40 }, (_, place) => place + 1)),
    ],
  ],
  ["a criss-cross", [at(1), at(2, 0), at(2, 0), at(3, 1, 2), at(3, 2, 1), at(4, 3, 4)]],
  ["several roots", [at(7), at(3), at(5), at(8, 0, 1), at(9, 3, 2)]],
  ["one parent twice", [at(1), at(2, 0), at(3, 1, 1)]],
  ["a child dated 1970, a root dated 2099", [at(4_070_908_800), at(0, 0), at(3, 1), at(2, 1), at(4, 2, 3)]],
  ["a child long before its parents", [at(900), at(800, 0), at(100, 1), at(850, 0), at(50, 2, 3)]],
];

describe("both read the same", () => {
  test.each(histories)("%s", (_, nodes) =>
    withRepository({}, async (repository) => {
      importGraph(repository, nodes);
      await expectAlike(repository);
      expect(await readFromPacks(repository)).toEqual({ commits: nodes.length, whole: true });
    }),
  );

  const packings: readonly (readonly [string, (repository: TestRepository) => void])[] = [
    ["each object in a file", (repository) => importGraph(repository, line(150), { unpacked: true })],
    [
      "differences from others",
      (repository) => {
        importGraph(repository, line(1500));
        repository.git("repack", "-adfq", "--depth=50", "--window=250");
        const listed = execFileSync(
          "sh",
          ["-c", "git verify-pack -v .git/objects/pack/*.idx | grep -c 'commit .* [0-9]* [0-9a-f]\\{40\\}$'"],
          { cwd: repository.path, encoding: "utf8" },
        );
        // Else this would not be what it says.
        expect(Number(listed)).toBeGreaterThan(100);
      },
    ],
    [
      "differences that name their base",
      (repository) => {
        importGraph(repository, line(1500));
        repository.git("-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--depth=50", "--window=250");
      },
    ],
    [
      "several packs and files, some objects twice",
      (repository) => {
        const [tip = ""] = importGraph(repository, line(200)).slice(-1);
        const [second = ""] = importGraph(repository, line(200), { below: tip }).slice(-1);
        importGraph(repository, line(50), { below: second, unpacked: true });
        repository.git("pack-objects", "--all", "--quiet", ".git/objects/pack/pack");
      },
    ],
    [
      "an index of several packs",
      (repository) => {
        const [tip = ""] = importGraph(repository, line(200)).slice(-1);
        importGraph(repository, line(200), { below: tip });
        repository.git("multi-pack-index", "write");
      },
    ],
    [
      "a commit-graph",
      (repository) => {
        importGraph(repository, line(300, -60));
        repository.git("commit-graph", "write", "--reachable");
      },
    ],
  ];
  test.each(packings)("%s", (_, prepare) =>
    withRepository({}, async (repository) => {
      prepare(repository);
      const { commits } = await expectAlike(repository);
      expect(await readFromPacks(repository)).toEqual({ commits: commits.length, whole: true });
    }),
  );

  test("bytes of any kind, and a message as large as a window", () =>
    withRepository({}, async (repository) => {
      const tree = repository.git("hash-object", "-t", "tree", "-w", "/dev/null");
      const person = "A <a@example.org> 1700000000 +0000";
      let parents = "";
      for (const message of [
        Buffer.from([10, 0, 255, 195, 10]),
        Buffer.from("\n"),
        Buffer.alloc(300_000, "random words? "),
        Buffer.from(Array.from({ length: 200_000 }, (_, place) => ((place * place * 7919) >> 5) & 255)),
        Buffer.alloc(0),
      ]) {
        const headers = `tree ${tree}\n${parents}author ${person}\ncommitter ${person}\nencoding ISO-8859-1\n`;
        const id = repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], {
          input: Buffer.concat([Buffer.from(headers), message]),
        });
        parents = `parent ${id}\n`;
        repository.git("update-ref", "HEAD", id);
      }
      for (const packed of [false, true]) {
        if (packed) repository.git("repack", "-adq");
        await expectAlike(repository);
        expect(await readFromPacks(repository)).toEqual({ commits: 5, whole: true });
      }
    }));

  test("while everything is packed anew", () =>
    withRepository({}, async (repository) => {
      importGraph(repository, line(12_000));
      const whole = await readBy("git", repository);
      const reading = readBy("packs", repository);
      repository.git("repack", "-adfq");
      expect(await reading).toEqual(whole);
    }));

  test("replace refs and grafts count for neither", () =>
    withRepository({}, async (repository) => {
      const ids = importGraph(repository, line(20));
      repository.git("replace", ids[10] ?? "", ids[3] ?? "");
      repository.write(".git/info/grafts", `${ids[15]} ${ids[2]}\n`);
      const { commits } = await expectAlike(repository);
      expect(commits.length).toBe(20);
    }));
});

describe("git's to read from the start", () => {
  const environment = repositoryEnvironment({}, []);
  const description = {
    gitDirectory: "/nowhere",
    commonDirectory: "/nowhere",
    workTree: null,
    bare: true,
    shallow: false,
    partial: false,
    objectFormat: "sha1",
    headBranch: null,
    unborn: false,
  } as const;

  test("without objects, in a shallow clone, with ids of SHA-256, with objects elsewhere", () =>
    withRepository({}, async (repository) => {
      importGraph(repository, line(20));
      const { directory } = placeOf(repository);
      const here = { ...description, gitDirectory: directory, commonDirectory: directory };
      const ask = (more: object, variables = {}, least = 0): string | null =>
        readableObjects({ directory, environment: { ...environment, ...variables } }, { ...here, ...more }, least);
      expect(ask({})).toBe(`${directory}/objects`);
      expect(ask({}, {}, 61)).toBe(null);
      expect(ask({ shallow: true })).toBe(null);
      expect(ask({ objectFormat: "sha256" })).toBe(null);
      expect(ask({ commonDirectory: "/nowhere" })).toBe(null);
      expect(ask({}, { GIT_OBJECT_DIRECTORY: "/elsewhere" })).toBe(null);
      expect(ask({}, { GIT_ALTERNATE_OBJECT_DIRECTORIES: "/elsewhere" })).toBe(null);
      repository.write(".git/objects/info/alternates", "/elsewhere\n");
      expect(ask({})).toBe(null);
    }));
});
