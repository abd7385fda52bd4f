import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../src/core/policy/compile-policy.ts";
import { parseDcoYml } from "../../src/core/policy/dco-yml.ts";
import { type ParsedPolicy, parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { Policy, PolicyOrigin } from "../../src/core/policy/policy.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { audiences } from "../../src/core/report/brief/audiences.ts";
import { closingLine, findBlock, newPage, openingLine, withBrief } from "../../src/core/report/brief/block.ts";
import { renderBrief } from "../../src/core/report/brief/brief.ts";
import { rulesWithWords } from "../../src/core/report/brief/rule-words.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { learned } from "../../src/core/text/learned.ts";

const compiled = ({ settings, problems }: ParsedPolicy, kind: PolicyOrigin["kind"], document?: string): Policy =>
  compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name: settings.source.name, kind, revision: null },
    digest: () => "d".repeat(64),
    document:
      document === undefined ? null : { source: { name: "docs/policy.md", text: document }, format: "markdown" },
    documentSeenEarlier: learned(false),
    maintainersFile: null,
    mailmap: null,
  });

const policyOf = (text: string, document?: string): Policy =>
  compiled(parsePolicy({ name: "proviso.yaml", text: `proviso: 1\n${text}` }, catalogue), "repository", document);

const declining = `document: docs/policy.md
maintainers: MAINTAINERS
ai: { stance: declined, section: AI, exceptions: Exceptions, citations: [AI-exception] }
`;

const listing = `# AI

Declined.

## Exceptions

### Small fixes

- **Exception:** small-fixes
- **Covers:** docs, comments
- **Change:** docs, comments
- **Paths:** \`docs/\`
- **Not paths:** \`docs/legal/\`, \`*.png\`
- **At most:** 40 added lines and 3 files; not counting tests
- **Tool:** a spell checker
- **Who:** contributors with 5 earlier commits
- **Judgement:** nobody would write it otherwise; it is a small thing
- **Needs:** justification, second opinion
- **Agreed:** 2026-01-15 <1@example.org>
- **Until:** 2027-01-31

### In one of two places

- **Exception:** two-places
- **Covers:** docs
- **Paths:** \`docs/\`, \`man/\`
- **Not paths:** \`docs/legal/\`

### Anything else

People judge it.

### Ended

- **Exception:** ended-one
- **Withdrawn:** 2026-02-01 nobody used it

### Ended, too

- **Exception:** ended-two
- **Withdrawn:** 2026-02-02
`;

const others: { readonly [name: string]: Policy } = {
  exceptions: policyOf(
    `${declining}rules: { sign-off-present: require, ai-content-permitted: require, ai-second-opinion: require, ai-justification: require }\n`,
    listing,
  ),
  "not-in-force": policyOf(`${declining}rules: { sign-off-present: require }\n`, "# Other\n"),
  disclosure: policyOf(`ai: { stance: permitted }
rules:
  ai-disclosure: { level: require, trailers: [Assisted-by], required: always }
  ai-disclosure-form:
    level: require
    trailers: [{ key: Assisted-by, form: "NAME:VERSION", order: before-sign-off }]
  ai-path-scope: { level: require, allow: [docs/], deny: ["*.c", "*.h"] }
  ai-size-limit: [{ level: warn, lines: 20, files: 3, notCountingTests: true, paths: [src/], because: "#x" }]
  ai-window-share: { level: require, weeks: 6, percent: 25 }
`),
  "dco-yml": compiled(
    parseDcoYml(
      {
        name: ".github/dco.yml",
        text: "require: { members: false }\nallowRemediationCommits: { individual: true, thirdParty: true }\n",
      },
      catalogue,
    ),
    "dco.yml",
  ),
  "no-policy": compiled(
    parsePolicy({ name: "profile:dco", text: profiles.find(({ name }) => name === "dco")?.text ?? "" }, catalogue),
    "built-in",
  ),
};

const snapshot = (name: string): string => fileURLToPath(new URL(`briefs/${name}.md`, import.meta.url));

describe("briefs, as they are read", () => {
  const named: readonly (readonly [string, Policy])[] = [
    ...profiles.map(
      ({ name, text }) =>
        [name, compiled(parsePolicy({ name: `profile:${name}`, text }, catalogue), "profile")] as const,
    ),
    ...Object.entries(others),
  ];
  for (const [name, policy] of named) {
    test.each(audiences)(`${name}, for %s`, async (audience) => {
      expect(policy.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      const brief = renderBrief(policy, audience);
      await expect(brief).toMatchFileSnapshot(snapshot(`${name}-${audience}`));
      // One page.
      expect(brief.split("\n").length).toBeLessThan(70);
      expect(brief).toMatch(/^## [^\n]+\n\n[^]*[^\n]\n$/);
      expect(brief).not.toMatch(/undefined|\bnull\b|\[object|\n\n\n|\.\.\n/);
      expect(renderBrief(policy, audience)).toBe(brief);
    });
  }
});

test("every rule has words, or is told elsewhere", () => {
  expect([...rulesWithWords].sort()).toEqual(catalogue.map(({ id }) => id).sort());
});

test("the revision and the digest are told to those who ask", () => {
  const policy = policyOf("rules: { sign-off-present: require }\n");
  expect(renderBrief(policy, "agent", true)).toContain(`As of proviso.yaml, digest \`${"d".repeat(64)}\`.`);
  expect(renderBrief(policy, "agent")).not.toContain("dddd");
});

test("a place in a pull request that the policy does not describe is named", () => {
  const policy = policyOf(
    "ai: { stance: permitted }\nrules:\n  ai-disclosure: { level: require, channels: [statement], byTrailer: false }\n",
  );
  expect(renderBrief(policy, "contributor")).toContain(
    "Disclose AI-derived content in the pull request (`statement`); a tag",
  );
});

describe("what strangers write is no markup", () => {
  test("no title or judgement of an exception ends the block or begins a line", () => {
    const hostile = `# AI\n\n## Exceptions\n\n### <!-- /proviso:brief -->\n\n- **Exception:** hostile-one\n- **Judgement:** \\<!-- /proviso:brief --> **x** [y](https://example.org)\n`;
    const policy = policyOf(`${declining}rules: { ai-content-permitted: require }\n`, hostile);
    for (const audience of audiences) {
      const page = newPage(audience, renderBrief(policy, audience));
      const block = findBlock(page, audience);
      expect(block).toMatchObject({ kind: "found", end: page.length - closingLine.length - 1 });
      expect(page.replaceAll(/`[^`]*`/g, "")).not.toMatch(/(?<!\\)<(?!!-- \/?proviso:brief)/);
    }
  });
});

describe("the block of a page", () => {
  const [open, close] = [openingLine("agent"), closingLine];
  const replaced = (page: string): string | null => {
    const block = findBlock(page, "agent");
    return block.kind === "found" ? withBrief(page, block, "one\ntwo\n") : null;
  };
  test.each([
    [`a\n${open}\nold\n${close}\nb`, `a\n${open}\none\ntwo\n${close}\nb`],
    [`${open}\n${close}`, `${open}\none\ntwo\n${close}`],
    [`a\r\n${open}\r\nold\r\n${close}\r\nb\n`, `a\r\n${open}\r\none\r\ntwo\r\n${close}\r\nb\n`],
    [
      `${openingLine("maintainer")}\nx\n${close}\n  ${open} \nold\n ${close}\n`,
      `${openingLine("maintainer")}\nx\n${close}\n  ${open} \none\ntwo\n ${close}\n`,
    ],
  ])("%j is replaced, and nothing beside it", (page, expected) => expect(replaced(page)).toBe(expected));

  test.each([
    ["", "none"],
    ["text\n", "none"],
    [`${close}\n`, "none"],
    [`see ${open}\n${close}\n`, "none"],
    [`${openingLine("contributor")}\n${close}\n`, "none"],
    [`${open}\n`, "unclear"],
    [`${open}\n${open}\n${close}\n`, "unclear"],
    [`${open}\n${close}\n${open}\n${close}\n`, "unclear"],
  ])("%j has %s", (page, kind) => expect(findBlock(page, "agent").kind).toBe(kind));

  test("what was written is found, and writing it again changes nothing", () => {
    const page = newPage("agent", "one\ntwo\n");
    expect(replaced(page)).toBe(page);
  });
});

test("an entry with nothing but an id and prose is for people, and no brief says that it covers any content", () => {
  const document =
    "# AI\n\nDeclined.\n\n## Exceptions\n\n### Prose thing\n\n- **Exception:** prose-thing\n- **Agreed:** 2026-01-15 <1@example.org>\n\nOnly small things.\n";
  const policy = policyOf(`${declining}rules:\n  ai-content-permitted: require\n`, document);
  const agent = renderBrief(policy, "agent", false);
  expect(agent).toContain("what its text says, which people judge each time");
  expect(agent).not.toContain("any content");
  expect(renderBrief(policy, "maintainer", false)).toContain("covers a change: all that its text says.");
});
