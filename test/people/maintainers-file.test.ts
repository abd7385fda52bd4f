import { describe, expect, test } from "vitest";
import { maintainersTextMax, parseMaintainersFile } from "../../src/core/people/maintainers-file.ts";
import { showMaintainer } from "../../src/core/people/people.ts";
import { positionAt, spanText } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const parse = (text: string) => parseMaintainersFile({ name: "MAINTAINERS", text });

/** What owns the path, as `section (status): maintainers; R reviewers`, a catch-all with an asterisk; or why nobody knows. */
function owners(text: string, path: string): readonly string[] | string {
  const answer = parse(text).maintainers.ownersOf(path);
  if (!answer.known) return answer.why;
  return answer.value.map(({ section, status, maintainers, reviewers, matchesEverything }) => {
    const people = [...maintainers.map(showMaintainer), ...reviewers.map((person) => `R ${showMaintainer(person)}`)];
    return `${section}${matchesEverything ? "*" : ""}${status ? ` (${status})` : ""}: ${people.join("; ")}`;
  });
}

const qemuLike = `Project Maintainers
===================

This text tells what the file is for.

Descriptions of section entries:

	M: Mail patches to: FullName <address@domain>
	   Maintainers are looking after an area.
	F: Files and directories with wildcard patterns.
	   F:	drivers/net/	all files in and below drivers/net

General Administration
----------------------
M: Ada <ada@example.org>

All patches CC here
L: devel@example.org
F: *
F: */

Guides
R: Lin <lin@example.org>
S: Odd Fixes
F: docs/style.rst

Trivial patches
---------------
Trivial patches
F: docs/trivial.rst
S: Maintained
K: ^Subject:.*(?i)trivial
M: Bo <bo@example.org>

Architectures
-------------
First part of a title
and its second part
M:	Cy <cy@example.org>
R:	Lin <lin@example.org>
S:	Supported
F:	hw/arch*.[hc]
F:	hw/arch/
X:	hw/arch/legacy/

Old machine
S: Orphan
M: "Doe, Dee" <dee@example.org>
F: hw/old
F: */net/*
`;

describe("a file in QEMU's form", () => {
  const all = "All patches CC here*: ";
  const cases: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ["README", [all]],
    ["docs/style.rst", [all, "Guides (Odd Fixes): R Lin <lin@example.org>"]],
    ["docs/trivial.rst", [all, "Trivial patches (Maintained): Bo <bo@example.org>"]],
    [
      "hw/arch/a/b.c",
      [all, "First part of a title and its second part (Supported): Cy <cy@example.org>; R Lin <lin@example.org>"],
    ],
    ["hw/arch/legacy/x.c", [all]],
    ["hw/old/deep/x.c", [all, "Old machine (Orphan): Doe, Dee <dee@example.org>"]],
    ["hw/old", [all, "Old machine (Orphan): Doe, Dee <dee@example.org>"]],
    ["hw/older", [all]],
    ["hw/net/card.c", [all, "Old machine (Orphan): Doe, Dee <dee@example.org>"]],
    ["hw/net/cards/card.c", [all]],
    ["drivers/net/card.c", [all, "Old machine (Orphan): Doe, Dee <dee@example.org>"]],
  ];
  test.each(cases)("%s", (path, expected) => expect(owners(qemuLike, path)).toEqual(expected));

  test("has all sections in its order", () => {
    const { everySection } = parse(qemuLike).maintainers;
    expect(everySection.map(({ line }) => line)).toEqual(everySection.map(({ line }) => line).sort((a, b) => a - b));
    const named = everySection.flatMap(({ maintainers }) => maintainers.map(({ line }) => line));
    expect(named).toEqual([15, 33, 39, 48]);
  });

  test("has every M: once, also those of a heading without paths", () => {
    const people = parse(qemuLike).maintainers.everyMaintainer.map(
      (person) => `${person.line} ${showMaintainer(person)}`,
    );
    expect(people).toEqual([
      "15 Ada <ada@example.org>",
      "33 Bo <bo@example.org>",
      "39 Cy <cy@example.org>",
      "48 Doe, Dee <dee@example.org>",
    ]);
  });

  test("has no problems", () => expect(parse(qemuLike).problems).toEqual([]));

  test("finds sections by keyword on any line, without giving them a path", () => {
    const { sections, notEvaluated } = parse(qemuLike).maintainers.sectionsByKeyword(
      "From: x\nSubject: [PATCH] TRIVIAL fix\n",
    );
    expect(sections.map(({ section }) => section)).toEqual(["Trivial patches"]);
    expect(notEvaluated).toEqual([]);
    expect(parse(qemuLike).maintainers.sectionsByKeyword("a trivial\n").sections).toEqual([]);
  });
});

const linuxLike = `List of maintainers
===================

1.	Always *test* your changes.

Descriptions of section entries and preferred order
---------------------------------------------------

M: *Mail* patches to: FullName <address@domain>
F: *Files* and directories wildcard patterns.

Maintainers List
----------------

.. note:: When reading this list, please look for the most precise areas
          first.

# A comment
NET DRIVERS
M:	Ada <ada@example.org>
# Another comment
R:	Lin <lin@example.org>
P:	Documentation/process/net.rst
B:	https://bugs.example.org/
C:	irc://chat.example.org/net
S:	Maintained

F:	drivers/net/
N:	[^a-z]tegra
F:	fs/**/*foo*.c

VERSAL
M:	Bo <bo@example.org>
N:	(?<!uni)versal
S:	Obsolete

THE REST
M:	Cy <cy@example.org>
S:	Buried alive in reporters
F:	*
F:	*/
`;

describe("a file in Linux' form", () => {
  const rest = "THE REST* (Buried alive in reporters): Cy <cy@example.org>";
  const net = "NET DRIVERS (Maintained): Ada <ada@example.org>; R Lin <lin@example.org>";
  const cases: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ["Makefile", [rest]],
    ["drivers/net/a/b.c", [net, rest]],
    ["arch/arm/mach-tegra/x.c", [net, rest]],
    ["arch/arm/integra/x.c", [rest]],
    ["fs/a/b/xfoo.c", [net, rest]],
    ["board/versal/x.c", ["VERSAL (Obsolete): Bo <bo@example.org>", rest]],
    ["board/universal/x.c", [rest]],
  ];
  test.each(cases)("%s", (path, expected) => expect(owners(linuxLike, path)).toEqual(expected));
  test("has no problems", () => expect(parse(linuxLike).problems).toEqual([]));
  test("has the sections that describe no letters", () =>
    expect(parse(linuxLike).maintainers.everySection.map(({ section }) => section)).toEqual([
      "NET DRIVERS",
      "VERSAL",
      "THE REST",
    ]));
});

describe("a small oddity", () => {
  const cases: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ["carriage returns", "Net\r\nM: Ada <ada@example.org>\r\nF: net/\r\n", ["Net: Ada <ada@example.org>"]],
    ["a name in a P: line", "Net\nP: Ada\nM: ada@example.org\nF: net/\n", ["Net: Ada <ada@example.org>"]],
    ["a bare address", "Net\nM: ada@example.org\nF: net/\n", ["Net: ada@example.org"]],
    [
      "several people on a line",
      'Net\nM: Ada <ada@example.org>, "Doe, Bo" <bo@example.org>\nF: net/\n',
      ["Net: Ada <ada@example.org>; Doe, Bo <bo@example.org>"],
    ],
    ["a comma in a name", "Net\nM: Doe, Bo <bo@example.org>\nF: net/\n", ["Net: Doe, Bo <bo@example.org>"]],
    ["a remark behind the address", "Net\nM: Ada <ada@example.org> (tests)\nF: net/\n", ["Net: Ada <ada@example.org>"]],
    ["two statuses", "Net\nS: Supported\nS: Orphan\nF: net/\n", ["Net (Supported): "]],
    ["a title after a title", "Only a title\n\nNet\nF: net/\n", ["Net: "]],
    ["N: that asks nothing", "Net\nN: .\n", ["Net*: "]],
    ["X: before N:", "Net\nN: net\nX: net/a.c\n\nOther\nF: net/\n", ["Other: "]],
    ["a slash alone", "Net\nF: /\n", []],
  ];
  test.each(cases)("%s", (_, text, expected) => expect(owners(text, "net/a.c")).toEqual(expected));
});

test("a description of the letters owns nothing, and what stands below a letter there is no problem", () => {
  const text = "DESCRIPTIONS OF SECTION ENTRIES\nF: net/\n   F: net/ all files below it\n\nNet\nF: net/\n";
  expect(owners(text, "net/a.c")).toEqual(["Net: "]);
  expect(parse(text).problems).toEqual([]);
});

describe("a problem", () => {
  const cases: readonly (readonly [text: string, code: string, line: number, words: string])[] = [
    [
      "Net\nM: nobody at example\n",
      "unreadable-person",
      2,
      "`nobody at example` has no address that mail could be sent to",
    ],
    ["Net\nM:\n", "empty-entry", 2, "`M:` has no value"],
    ["Net\nZ: what\n", "unknown-letter", 2, "`Z:` is no letter of a section"],
    ["M: Ada <ada@example.org>\n", "entry-without-title", 1, "a letter stands before any section title"],
    [
      "Net\nM: ada@example.org\n F: net/\n",
      "line-not-read",
      3,
      "`F: net/` is not read: a letter is upper case and begins its line",
    ],
    [
      "Net\nM: ada@example.org\nf: net/\n",
      "line-not-read",
      3,
      "`f: net/` is not read: a letter is upper case and begins its line",
    ],
    [
      "Net\nK: (?<=a|bc)b\n",
      "pattern-not-evaluated",
      2,
      "cannot evaluate `K: (?<=a|bc)b` in `Net`: cannot evaluate the lookbehind",
    ],
    ["Net\nN: #x\n", "pattern-not-evaluated", 2, "it is only a comment"],
    [`Net\nF: ${"a".repeat(5000)}\n`, "pattern-not-evaluated", 2, "longer than 4096 characters"],
  ];
  test.each(cases)("in %j is %s", (text, code, line, words) => {
    const { problems } = parse(text);
    expect(
      problems.map((problem) => [problem.code, positionAt(text, problem.at.start).line, problem.severity]),
    ).toEqual([[code, line, "warning"]]);
    expect(problems[0]?.text).toContain(words);
  });

  test("points at the value", () => {
    const { problems } = parse("Net\nM:\t nobody \n");
    expect(problems.map(({ at }) => spanText(at))).toEqual(["nobody"]);
  });
});

describe("what cannot be evaluated", () => {
  const text = "Net\nM: ada@example.org\nF: net/\nN: (a)\\1\nX: net/not/\n\nFs\nF: fs/\n\nAll\nF: */\n";
  const why = "cannot evaluate `N: (a)\\1` in `Net`: cannot evaluate the back-reference";

  test("leaves other evidence alone", () => {
    expect(owners(text, "net/a.c")).toEqual(["Net: ada@example.org", "All*: "]);
    expect(owners(text, "fs/a.c")).toEqual(["Fs: ", "All*: "]);
  });
  test("leaves unowned paths unknown", () => expect(owners(text, "mm/a.c")).toContain(why));
  test("does not matter where the section excludes the path", () =>
    expect(owners(text, "net/not/a.c")).toEqual(["All*: "]));
  test("takes a section's paths back when it is an exclusion", () => {
    const withLongExclusion = `Net\nF: net/\nX: ${"a".repeat(5000)}\n`;
    expect(owners(withLongExclusion, "net/a.c")).toBe("cannot evaluate `X:` in `Net`: longer than 4096 characters");
  });
  test("is said by keyword, too", () => {
    const { notEvaluated, sections } = parse("Net\nK: (a)\\1\nK: b\n").maintainers.sectionsByKeyword("b");
    expect(sections.map(({ section }) => section)).toEqual(["Net"]);
    expect(notEvaluated.length).toBe(1);
  });
  test("is the whole file when it is too long", () => {
    const { maintainers, problems } = parse(`Net\nF: net/\n${"#".repeat(maintainersTextMax)}`);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["maintainers-too-long", "error"]]);
    expect(maintainers.ownersOf("net/a.c").known).toBe(false);
  });
});

test("no text throws, and every problem lies inside it", () => {
  const line = fc.oneof(
    fc.tuple(
      fc.constantFrom("M:", "F: ", "X:\t", "N:", "K: ", "S:", "R: ", "P:", " F:", "---", "===", "#", ""),
      fc.string(),
    ),
    fc.tuple(fc.string({ unit: "binary" }), fc.constant("")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.string(), (lines, path) => {
      const text = lines.map((parts) => parts.join("")).join("\n");
      const { maintainers, problems } = parse(text);
      maintainers.ownersOf(path);
      maintainers.sectionsByKeyword(path);
      for (const { at } of problems) expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("thousands of sections and hostile patterns come to an end", () => {
  const sections = Array.from(
    { length: 5000 },
    (_, at) => `S${at}\nM: p${at}@example.org\nF: d${at % 50}/s${at}/\nF: */x*y${at}*\n`,
  );
  const { maintainers } = parse(sections.join("\n"));
  for (let at = 0; at < 2000; at += 1) {
    const answer = maintainers.ownersOf(`d${at % 50}/s${at}/f.c`);
    expect(answer.known && answer.value.map(({ section }) => section)).toEqual([`S${at}`]);
  }
});
