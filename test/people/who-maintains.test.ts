import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../src/core/commit/identities.ts";
import type { Identity } from "../../src/core/commit/identity.ts";
import { parseCodeowners } from "../../src/core/people/codeowners.ts";
import type { Maintainers } from "../../src/core/people/maintainers.ts";
import { parseMaintainersFile } from "../../src/core/people/maintainers-file.ts";
import { independentMaintainers, whoMaintains } from "../../src/core/people/who-maintains.ts";

const file = `All patches CC here
M: Cy <cy@example.org>
F: *
F: */

Net
M: Ada <ada@example.org>
M: Bo <bo@example.org>
R: Lin <lin@example.org>
S: Supported
F: net/

Fs
M: Ada <ada@example.org>
F: fs/

Sound
M: Dee <dee@example.org>
S: Orphan
F: sound/

Docs
R: Lin <lin@example.org>
F: docs/
`;
const projectFile = parseMaintainersFile({ name: "MAINTAINERS", text: file }).maintainers;
const owned = (text: string): Maintainers => parseCodeowners({ name: "CODEOWNERS", text }, "github").maintainers;

/** The work address of Bo is his home address's, by `.mailmap`. */
const canonical = ({ name, email }: Identity): Identity =>
  email === "bo@work.example.org" ? { name: "Bo", email: "bo@example.org" } : { name, email };

const addresses: { readonly [login: string]: readonly string[] } = {
  ada: ["ada@example.org", "ada@home.example.org"],
  bo: ["bo@work.example.org"],
  nobody: [],
};

/** Who may speak, as `where: people`, with doubts; or why nobody can tell. */
function mayspeak(maintainers: Maintainers, paths: readonly string[], authors: readonly string[]): string {
  const answer = independentMaintainers({
    maintainers,
    paths,
    notThese: authors.flatMap((author) => parseIdentity(author) ?? []),
    canonical,
    addressesOf: (login) => addresses[login],
  });
  if (!answer.known) return `unknown: ${answer.why}`;
  const { people, ofThesePaths, doubts } = answer.value;
  const named = people.map(({ identity: { name, email }, sections }) => {
    const reasons = sections.map(
      ({ ownership, path }) => `${ownership.section}, ${ownership.status ?? "no status"}: ${path}`,
    );
    return `${name} ${email}${reasons.length > 0 ? ` (${reasons.join("; ")})` : ""}`;
  });
  const doubt = doubts.length > 0 ? ` — ${doubts.join("; ")}` : "";
  return `${ofThesePaths ? "paths" : "file"}: ${named.join(", ")}${doubt}`;
}

describe("independent maintainers", () => {
  const ada = "Ada <ada@example.org>";
  const bo = "Bo <bo@example.org>";
  const cases: readonly (readonly [
    what: string,
    paths: readonly string[],
    authors: readonly string[],
    expected: string,
  ])[] = [
    ["another maintainer of a path", ["net/a.c"], [ada], "paths: Bo bo@example.org (Net, Supported: net/a.c)"],
    [
      "everybody for a stranger",
      ["net/a.c", "net/b.c", "fs/c.c"],
      ["Eve <eve@example.org>"],
      "paths: Ada ada@example.org (Net, Supported: net/a.c; Fs, no status: fs/c.c), Bo bo@example.org (Net, Supported: net/a.c)",
    ],
    [
      "a maintainer of one path of several",
      ["fs/a.c", "net/a.c"],
      [ada],
      "paths: Bo bo@example.org (Net, Supported: net/a.c)",
    ],
    ["an orphaned section's maintainer", ["sound/a.c"], [ada], "paths: Dee dee@example.org (Sound, Orphan: sound/a.c)"],
    [
      "anybody of the file when only the author maintains the path",
      ["fs/a.c"],
      [ada],
      "file: Cy cy@example.org, Bo bo@example.org, Dee dee@example.org",
    ],
    [
      "anybody of the file when a section has reviewers only",
      ["docs/a.rst"],
      [ada, bo],
      "file: Cy cy@example.org, Dee dee@example.org",
    ],
    [
      "anybody of the file when only a section that matches everything owns the path",
      ["README"],
      [ada],
      "file: Cy cy@example.org, Bo bo@example.org, Dee dee@example.org",
    ],
    [
      "nobody under another address of the author",
      ["net/a.c"],
      [ada, "Bo <bo@work.example.org>"],
      "file: Cy cy@example.org, Dee dee@example.org",
    ],
    [
      "nobody whose address differs by case only",
      ["net/a.c"],
      ["Ada <ADA@Example.org>"],
      "paths: Bo bo@example.org (Net, Supported: net/a.c)",
    ],
  ];
  test.each(cases)("%s", (_, paths, authors, expected) => expect(mayspeak(projectFile, paths, authors)).toBe(expected));
});

describe("logins", () => {
  const eve = "Eve <eve@example.org>";
  const home = "Ada <ada@home.example.org>";
  const unknownTeam = "the address of @org/team is not known: add it to `people:`";
  const cases: readonly (readonly [what: string, text: string, author: string, expected: string])[] = [
    ["resolve to addresses", "/a @bo\n", eve, "paths: Bo bo@example.org (/a, no status: a)"],
    ["are the author's by any of their addresses", "* @bo\n/a @ada\n", home, "file: Bo bo@example.org"],
    [
      "that nobody knows are named",
      "/a @bo @org/team\n",
      eve,
      `paths: Bo bo@example.org (/a, no status: a) — ${unknownTeam}`,
    ],
    ["that nobody knows do not open the whole file", "* @bo\n/a @ada @org/team\n", home, `unknown: ${unknownTeam}`],
    [
      "without any address are as good as unknown",
      "/a @nobody\n",
      eve,
      "unknown: the address of @nobody is not known: add it to `people:`",
    ],
    ["of the whole file that nobody knows leave it open", "* @org/team\n", eve, `unknown: ${unknownTeam}`],
  ];
  test.each(cases)("%s", (_, text, author, expected) => expect(mayspeak(owned(text), ["a"], [author])).toBe(expected));

  test("keep each of their addresses among the identities", () => {
    const answer = independentMaintainers({
      maintainers: owned("/a @ada\n"),
      paths: ["a"],
      notThese: [],
      canonical,
      addressesOf: (login) => addresses[login],
    });
    expect(answer.known && answer.value.identities).toEqual([
      { name: "@ada", email: "ada@example.org" },
      { name: "@ada", email: "ada@home.example.org" },
    ]);
  });
});

test("a pattern that cannot be evaluated does not open the whole file", () => {
  const text = `${file}\nOdd\nM: Odo <odo@example.org>\nN: (a)\\1\n`;
  const maintainers = parseMaintainersFile({ name: "MAINTAINERS", text }).maintainers;
  expect(mayspeak(maintainers, ["mm/a.c"], ["Ada <ada@example.org>"])).toMatch(
    /^unknown: cannot evaluate `N: \(a\)\\1` in `Odd`/,
  );
});

test("who maintains each path, each once, sections that match everything last", () => {
  const summary = whoMaintains(projectFile, ["net/a.c", "README", "net/a.c"]).map(({ path, ownerships }) => [
    path,
    ownerships.known ? ownerships.value.map(({ section, status }) => `${section} ${status}`) : ownerships.why,
  ]);
  expect(summary).toEqual([
    ["net/a.c", ["Net Supported", "All patches CC here null"]],
    ["README", ["All patches CC here null"]],
  ]);
});
