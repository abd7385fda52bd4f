import { expect, test } from "vitest";
import { createLineage, notReached } from "../../src/core/audit/lineage.ts";
import { createRepository } from "../git/repository.ts";
import * as fc from "../random-cases.ts";

type Graph = readonly (readonly [id: string, parents: readonly string[]])[];

/** Full ids stay; other names become their characters' codes, and zeros. */
const idOf = (name: string): string => (name.length === 40 ? name : Buffer.from(name).toString("hex").padEnd(40, "0"));

/** By id: the commit that brought it in, or null. */
function broughtIn(graph: Graph, tip: string): Readonly<Record<string, string | null>> | null {
  const builder = createLineage(20);
  const names = new Map(graph.map(([name, parents]) => [builder.add(idOf(name), parents.map(idOf)), name]));
  const lineage = builder.close(idOf(tip));
  if (lineage === null) return null;
  const { mainline, broughtInAt } = lineage;
  return Object.fromEntries(
    [...names].map(([number, id]) => {
      const at = broughtInAt[number] ?? notReached;
      return [id, at === notReached ? null : (names.get(mainline[at] ?? -1) ?? null)];
    }),
  );
}

/** By definition: the oldest commit of the line that reaches it. */
function byDefinition(graph: Graph, tip: string): Readonly<Record<string, string | null>> {
  const parentsOf = new Map(graph);
  const reach = (id: string, into = new Set<string>()): Set<string> => {
    if (!parentsOf.has(id) || into.has(id)) return into;
    into.add(id);
    for (const parent of parentsOf.get(id) ?? []) reach(parent, into);
    return into;
  };
  const line: string[] = [];
  for (let at: string | undefined = tip; at !== undefined && parentsOf.has(at); at = parentsOf.get(at)?.[0])
    line.unshift(at);
  const reached = line.map((id) => [id, reach(id)] as const);
  return Object.fromEntries(graph.map(([id]) => [id, reached.find(([, set]) => set.has(id))?.[0] ?? null]));
}

/** Up to 14 commits, each with up to three of the earlier ones as parents, told in any order. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 14 })
  .map(
    (choices): Graph =>
      choices.map((choice, index) => [
        `c${index}`,
        [...new Set(choice.flatMap((one) => (index === 0 ? [] : [`c${one % index}`])))],
      ]),
  )
  .chain((graph) =>
    fc.tuple(fc.shuffledSubarray([...graph], { minLength: graph.length }), fc.constant(`c${graph.length - 1}`)),
  );

test("every commit came in with the oldest commit of the line that reaches it", () => {
  fc.assert(
    fc.property(graphs, ([graph, tip]) => {
      expect(broughtIn(graph, tip)).toEqual(byDefinition(graph, tip));
    }),
    { numRuns: 2000 },
  );
});

test.each<readonly [string, Graph, string, Readonly<Record<string, string | null>>]>([
  ["one commit", [["a", []]], "a", { a: "a" }],
  [
    "a merge brings in its branch",
    [
      ["m", ["b", "x"]],
      ["x", ["a"]],
      ["b", ["a"]],
      ["a", []],
    ],
    "m",
    { m: "m", x: "m", b: "b", a: "a" },
  ],
  [
    "an octopus brings in all of them",
    [
      ["m", ["b", "x", "y"]],
      ["x", ["a"]],
      ["y", ["a"]],
      ["b", ["a"]],
      ["a", []],
    ],
    "m",
    { m: "m", x: "m", y: "m", b: "b", a: "a" },
  ],
  [
    "a second root comes in with its merge",
    [
      ["m", ["a", "r"]],
      ["r", []],
      ["a", []],
    ],
    "m",
    { m: "m", r: "m", a: "a" },
  ],
  [
    "criss-cross",
    [
      ["n", ["m", "y"]],
      ["m", ["b", "x"]],
      ["y", ["x", "b"]],
      ["x", ["a"]],
      ["b", ["a"]],
      ["a", []],
    ],
    "n",
    { n: "n", m: "m", y: "n", x: "m", b: "b", a: "a" },
  ],
  [
    "another branch is not reached",
    [
      ["m", ["a"]],
      ["x", ["a"]],
      ["a", []],
    ],
    "m",
    { m: "m", x: null, a: "a" },
  ],
])("%s", (_what, graph, tip, wanted) => {
  expect(broughtIn(graph, tip)).toEqual(wanted);
});

test("where history was cut, the line is not whole", () => {
  const builder = createLineage(20);
  builder.add(idOf("b"), [idOf("a")]);
  expect(builder.close(idOf("b"))).toMatchObject({ isWhole: false, mainline: [0] });
  expect(builder.close(idOf("a"))).toBeNull();
  builder.add(idOf("a"), []);
  expect(builder.close(idOf("b"))).toMatchObject({ isWhole: true });
});

test("a repository that says a commit is its own ancestor ends all the same", () => {
  expect(
    broughtIn(
      [
        ["a", ["b"]],
        ["b", ["a"]],
      ],
      "a",
    ),
  ).toEqual({ a: "b", b: "b" });
});

test("as git has it: what a merge reaches and its first parent does not", () => {
  const repository = createRepository();
  const ids: Record<string, string> = {};
  const commit = (name: string, ...parents: string[]): void => {
    ids[name] = repository.commit({ message: `${name}\n`, parents: parents.map((parent) => ids[parent] ?? "") });
  };
  for (const [name, ...parents] of [
    ["a"],
    ["b", "a"],
    ["x", "a"],
    ["r"],
    ["m", "b", "x"],
    ["y", "x", "b"],
    ["n", "m", "y", "r"],
    ["o", "n"],
  ])
    commit(name ?? "", ...parents);
  const tip = ids["o"] ?? "";
  const graph = repository
    .git("rev-list", "--parents", tip)
    .split("\n")
    .map((line): Graph[number] => [line.split(" ")[0] ?? "", line.split(" ").slice(1)]);
  const parentsOf = new Map(graph);
  const wanted = Object.fromEntries(
    repository
      .git("rev-list", "--first-parent", tip)
      .split("\n")
      .flatMap((id) => {
        const before = (parentsOf.get(id) ?? []).slice(0, 1).map((parent) => `^${parent}`);
        return repository
          .git("rev-list", id, ...before)
          .split("\n")
          .map((one) => [one, id]);
      }),
  );
  expect(broughtIn(graph, tip)).toEqual(wanted);
  repository.remove();
});
