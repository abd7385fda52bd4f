import { describe, expect, test } from "vitest";
import { errorAt, warningAt } from "../../src/core/problem/problem.ts";
import { decideConditions } from "../../src/core/rules/ai/conditions.ts";
import { situationOf } from "../../src/testing/situations.ts";
import { exceptionsIn, policyFrom } from "../../src/testing/surroundings.ts";

/** The exception of these fields. */
function entry(fields: string) {
  const document = {
    format: "markdown" as const,
    text: `# Exceptions\n\n## Small fixes\n\n- **Exception:** small-fixes\n${fields}\nText.\n`,
  };
  const [found] = exceptionsIn(document, policyFrom({ document }));
  if (found === undefined) throw new Error("the document of a test lists an entry");
  return found;
}

const decided = (exception: ReturnType<typeof entry>, text = "lamp: on\n"): readonly string[] =>
  decideConditions(exception, situationOf({ text }, {}, ["changes"])).map(
    ({ text: what, state, why }) => `${state}: ${what}: ${why}`,
  );

describe("an entry", () => {
  const covered = entry("- **Covers:** code\n");
  test("of which something cannot be read is unknown as a whole", () =>
    expect(decided({ ...covered, problems: [errorAt("unknown-field", "unknown field `Chnage`", covered.at)] })).toEqual(
      ["unknown: the entry: it cannot be read: unknown field `Chnage`"],
    ));

  test("with a warning is read", () =>
    expect(decided({ ...covered, problems: [warningAt("odd", "odd", covered.at)] })).toEqual(decided(covered)));

  test("leaves the tool and what it calls a judgement to people", () =>
    expect(decided(entry("- **Covers:** code\n- **Judgement:** it is boring\n- **Tool:** spatch\n")).slice(1)).toEqual([
      "judgement: Tool: spatch: no commit proves which tool made it",
      "judgement: Judgement: it is boring: the document leaves it to people",
    ]));
});

test.each<[who: string, maintainers: string | undefined, earlier: number | undefined, said: string]>([
  [
    "maintainers",
    "Core\nM: Ada <ada@example.org>\nF: src/\n",
    undefined,
    "holds: Who: maintainers: the author is among them",
  ],
  [
    "maintainers",
    "Core\nM: Lin <lin@example.org>\nF: src/\n",
    undefined,
    "fails: Who: maintainers: the author is not among them",
  ],
  ["maintainers", undefined, undefined, "unknown: Who: maintainers: the policy names no maintainers"],
  [
    "contributors with 3 earlier commits",
    undefined,
    3,
    "holds: Who: contributors with 3 earlier commits: the author has 3",
  ],
  [
    "contributors with 3 earlier commits",
    undefined,
    2,
    "fails: Who: contributors with 3 earlier commits: the author has 2",
  ],
])("whoever may rely on an entry: %s", (who, maintainers, earlierCommits, said) => {
  const exception = entry(`- **Covers:** code\n- **Who:** ${who}\n`);
  const example = {
    text: "lamp: on\n",
    ...(earlierCommits === undefined ? {} : { earlierCommits }),
    surroundings: maintainers === undefined ? {} : { maintainers },
  };
  const conditions = decideConditions(exception, situationOf(example, {}, ["changes", "earlier-commits"]));
  expect(conditions.map(({ text, state, why }) => `${state}: ${text}: ${why}`)).toContain(said);
});

test.each([
  ["Paths", { paths: ["src/**", "src/[a"] }],
  ["Not paths", { notPaths: ["[a"] }],
])("%s with a pattern that cannot be read let nobody through", (field, patterns) => {
  const covered = entry("- **Covers:** code\n");
  expect(decided({ ...covered, ...patterns }).at(-1)).toMatch(
    new RegExp(`^unknown: ${field}: .*: a pattern of the entry cannot be read$`),
  );
});

test.each([
  ["R tests/a.c -> tests/b.c", "holds"],
  ["R tests/a.c -> src/b.c", "fails"],
  ["R src/a.c -> tests/b.c", "fails"],
])("a limit that does not count tests: %s", (changes, state) => {
  const limited = entry("- **At most:** 0 files; not counting tests\n");
  const situation = situationOf({ text: "lamp: on\n", changes }, {}, ["changes"]);
  expect(decideConditions(limited, situation).map((one) => one.state)).toEqual([state]);
});

describe("a script", () => {
  const scripted = entry("- **Covers:** code\n- **Needs:** script\n");
  const there = "holds: Needs: script: the message carries a command or a semantic patch";
  const missing = "fails: Needs: script: the message carries no script";
  test.each([
    ["  sed -i s/a/b/ *.c", there],
    ["\tsed -i s/a/b/ *.c", there],
    [" \tsed -i s/a/b/ *.c", there],
    ["> sed -i s/a/b/ *.c", there],
    ["$ make check", there],
    ["    $ find out", there],
    ["```\nperl -pi -e 1\n```", there],
    ["  git grep -l foo", there],
    ["  git ls-files | xargs sed", there],
    ["  python3 tool.py", there],
    ["  spatch --sp-file a", there],
    ["@@\nexpression e;\n@@", there],
    ["  @@", there],
    ["sed -i s/a/b/ *.c", missing],
    [" sed -i s/a/b/ *.c", missing],
    ["  make sure of it", missing],
    ["  find out", missing],
    ["```\nand so on\n```\nsed -i s/a/b/ *.c", missing],
    ["  sedate -i", missing],
    ["see $ make", missing],
    ["@@ -1 +1 @@", missing],
  ])("in %j", (lines, said) => expect(decided(scripted, `lamp: on\n\n${lines}\n\nWords.\n`).at(-1)).toBe(said));
});
