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
