import { describe, expect, test } from "vitest";
import {
  type CommitFacts,
  catalogue,
  compilePolicy,
  judge,
  learned,
  parseCommit,
  parseDcoYml,
  positionAt,
  unknown,
} from "../../src/core/index.ts";

const ada = "Ada Lovely <ada@example.org>";
const lin = "Lin <lin@example.org>";
const signed = (person: string): string => `\n\nSigned-off-by: ${person}\n`;

/** A commit as a forge would describe it. What is not said is as the forge would not know it. */
type Pushed = {
  readonly text: string;
  readonly author?: string;
  readonly committer?: string;
  readonly parents?: number;
  readonly bot?: boolean;
  readonly member?: boolean;
  readonly verified?: boolean;
};

const idOf = (index: number): string =>
  String(index + 1)
    .repeat(40)
    .slice(0, 40);

function commitOf(
  { text, author = ada, committer = author, parents = 1, bot, member, verified }: Pushed,
  index: number,
): CommitFacts {
  const told = (value: boolean | undefined) =>
    value === undefined ? unknown("the forge did not say") : learned(value);
  const parentLines = Array.from({ length: parents }, (_, number) => `parent ${String(number).repeat(40)}\n`).join("");
  const moment = "1780000000 +0000";
  const header = `tree ${"0".repeat(40)}\n${parentLines}author ${author} ${moment}\ncommitter ${committer} ${moment}\n`;
  return {
    ...parseCommit(idOf(index), new TextEncoder().encode(`${header}\n${text}`)),
    authorIsBot: told(bot),
    authorIsMember: told(member),
    signatureVerified: told(verified),
  };
}

function policyOf(text: string) {
  const { settings, problems } = parseDcoYml({ name: ".github/dco.yml", text }, catalogue);
  const origin = { name: ".github/dco.yml", kind: "dco.yml", revision: null } as const;
  const nothing = {
    document: null,
    maintainersFile: null,
    mailmap: null,
    digest: () => "",
    documentSeenEarlier: learned(false),
  };
  return compilePolicy({ settings, settingsProblems: problems, origin, ...nothing });
}

/** Judges commits by a dco.yml; the first is the one in question. Newest last, as they were made. */
function check(text: string, commits: readonly Pushed[], conclusion: "pass" | "fail" | "undecided"): void {
  const report = judge(policyOf(text), { commits: commits.map(commitOf).reverse(), today: "2026-06-01" });
  const [first] = report.commits.filter(({ commit }) => commit.id === idOf(0));
  expect(first?.conclusion).toBe(conclusion);
}

const members = "require:\n  members: false\n";
const individual = "allowRemediationCommits:\n  individual: true\n";
const thirdParty = "allowRemediationCommits:\n  individual: true\n  thirdParty: true\n";
const unsigned = { text: "parser: fix a leak\n" };
const own = `DCO remediation commit\n\nI, ${ada}, hereby add my Signed-off-by to this commit: ${idOf(0)}${signed(ada)}`;
const forAda = `Third-party remediation\n\nOn behalf of ${ada}, I, ${lin}, hereby add my Signed-off-by to this commit: ${idOf(0)}${signed(lin)}`;

describe("who must sign off", () => {
  const cases: readonly (readonly [string, string, Pushed, "pass" | "fail" | "undecided"])[] = [
    ["the author signed off", "", { text: `a${signed(ada)}` }, "pass"],
    ["nobody did", "", unsigned, "fail"],
    ["an empty section stands for its defaults", "require:\nallowRemediationCommits:\n", unsigned, "fail"],
    ["somebody else did", "", { text: `a${signed(lin)}` }, "fail"],
    ["the committer did", "", { text: `a${signed(lin)}`, committer: lin }, "pass"],
    ["one of several is the author", "", { text: `a\n\nSigned-off-by: ${lin}\nSigned-off-by: ${ada}\n` }, "pass"],
    ["letter case does not count", "", { text: "a\n\nsigned-off-by: ADA LOVELY <Ada@Example.ORG>\n" }, "pass"],
    ["the name counts", "", { text: `a${signed("A. Lovely <ada@example.org>")}` }, "fail"],
    ["the address counts", "", { text: `a${signed("Ada Lovely <ada@example.com>")}` }, "fail"],
    ["no address at all", "", { text: `a${signed("Ada Lovely")}` }, "fail"],
    ["a merge is not asked", "", { ...unsigned, parents: 2 }, "pass"],
    ["a bot is not asked", "", { ...unsigned, bot: true }, "pass"],
    [
      "a person named like a bot is asked",
      "",
      { ...unsigned, author: "ada[bot] <ada[bot]@users.noreply.example.org>", bot: false },
      "fail",
    ],
    [
      "a bot's name without the forge's word proves nothing",
      "",
      { ...unsigned, author: "ada[bot] <ada@example.org>" },
      "fail",
    ],
    ["members must sign off by default", "", { ...unsigned, member: true, verified: true }, "fail"],
    [
      "members must if the key says so",
      "require: { members: true }\n",
      { ...unsigned, member: true, verified: true },
      "fail",
    ],
    ["a verified member need not", members, { ...unsigned, member: true, verified: true }, "pass"],
    ["a member without a verified signature must", members, { ...unsigned, member: true, verified: false }, "fail"],
    ["who is no member must", members, { ...unsigned, member: false, verified: true }, "fail"],
    ["nobody knows whether he is a member", members, { ...unsigned, verified: true }, "undecided"],
    ["nobody knows whether the signature is good", members, { ...unsigned, member: true }, "undecided"],
    ["who signed off need not be a member", members, { text: `a${signed(ada)}` }, "pass"],
    [
      "a member's wrong sign-off does not matter if verified",
      members,
      { text: `a${signed(lin)}`, member: true, verified: true },
      "pass",
    ],
  ];
  test.each(cases)("%s", (_, text, commit, conclusion) => check(text, [commit], conclusion));
});

describe("remediation commits", () => {
  const cases: readonly (readonly [string, string, readonly Pushed[], "pass" | "fail"])[] = [
    ["are not allowed by default", "", [unsigned, { text: own }], "fail"],
    ["repair the author's own commit", individual, [unsigned, { text: own }], "pass"],
    ["repair a wrong sign-off too", individual, [{ text: `a${signed(lin)}` }, { text: own }], "pass"],
    ["must be by the same author", individual, [unsigned, { text: own, author: lin }], "fail"],
    ["must name this commit", individual, [unsigned, { text: own.replaceAll(idOf(0), idOf(7)) }], "fail"],
    ["for somebody else need thirdParty", individual, [unsigned, { text: forAda, author: lin }], "fail"],
    ["for somebody else", thirdParty, [unsigned, { text: forAda, author: lin }], "pass"],
    [
      "for somebody else, by the committer",
      thirdParty,
      [unsigned, { text: forAda, author: ada, committer: lin }],
      "pass",
    ],
    ["for somebody else, not by who says so", thirdParty, [unsigned, { text: forAda, author: ada }], "fail"],
    [
      "of third parties need individual",
      "allowRemediationCommits: { thirdParty: true }\n",
      [unsigned, { text: forAda, author: lin }],
      "fail",
    ],
  ];
  test.each(cases)("%s", (_, text, commits, conclusion) => check(text, commits, conclusion));
});

test("a file with a value that nobody could read never passes", () => {
  const commits = [commitOf({ text: `a${signed(ada)}` }, 0)];
  const conclusionBy = (text: string) => judge(policyOf(text), { commits, today: "2026-06-01" }).conclusion;
  expect(conclusionBy("require: { members: true }\n")).toBe("pass");
  expect(conclusionBy("require: { members: no }\n")).toBe("undecided");
});

test.each([
  ["", []],
  ["require: { members: true }\nallowOverrideAction: false\n", []],
  ["require: ~\nallowRemediationCommits: { individual: null }\n", []],
  ["allowRemediationCommits: { individual: true, thirdParty: true }\n", []],
  ["_extends: .github\n", ["unknown-key 1:1 warning"]],
  ["require: { member: true }\n", ["unknown-key 1:12 warning"]],
  ["require: { members: 'false' }\n", ["wrong-type 1:21 error"]],
  ["allowRemediationCommits: true\n", ["wrong-type 1:26 error"]],
  ["allowRemediationCommits: { thirdParty: true }\n", ["third-party-alone 1:40 warning"]],
  ["[]\n", ["wrong-type 1:1 error"]],
  ["require: {\n", ["yaml-syntax 2:1 error"]],
  ["require: &a {}\nallowRemediationCommits: *a\n", ["alias 2:26 error"]],
])("what is said of %j", (text, problems) => {
  const found = parseDcoYml({ name: ".github/dco.yml", text }, catalogue).problems.map(({ code, at, severity }) => {
    const { line, column } = positionAt(text, at.start);
    return `${code} ${line}:${column} ${severity}`;
  });
  expect(found).toEqual(problems);
});

test.each([
  ["require: { members: false }\nallowRemediationCommits: { individual: true }\n", 21],
  ["allowRemediationCommits: { individual: true }\n", 40],
  ["", 1],
])("what %j asks for stands where it says so", (text, column) => {
  const { settings } = parseDcoYml({ name: ".github/dco.yml", text }, catalogue);
  expect(new Set(settings.clauses.map(({ at }) => positionAt(text, at.start).column))).toEqual(new Set([column]));
});
