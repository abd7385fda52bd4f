import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { translateSettings } from "../../src/core/adoption/translate/translate.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { learned } from "../../src/core/text/learned.ts";
import * as fc from "../random-cases.ts";

const toml = (text: string) => learned(parse(text) as unknown);
const translated = (name: string, text: string) => translateSettings([{ name, text }], toml);

/** What one file becomes: each setting that is in force, then those left open, and what has no counterpart. */
const rows: readonly (readonly [
  name: string,
  text: string,
  settings: { readonly [name: string]: string },
  open: readonly string[],
  left: readonly string[],
])[] = [
  [
    ".github/dco.yml",
    "",
    {
      "rules.sign-off-present": "{ level: require, bots: exempt }",
      "rules.sign-off-by-author": "{ level: require, match: author-or-committer, names: compare, bots: exempt }",
      "rules.sign-off-well-formed": "require",
    },
    [],
    [],
  ],
  [
    ".github/dco.yml",
    "require: { members: false }\nallowRemediationCommits: { individual: true }\nodd: 1\n",
    {
      "rules.sign-off-present": "{ level: require, remediation: individual, bots: exempt, members: exempt }",
      "rules.sign-off-by-author":
        "{ level: require, match: author-or-committer, names: compare, remediation: individual, bots: exempt, members: exempt }",
      "rules.sign-off-well-formed": "require",
    },
    [],
    [".github/dco.yml"],
  ],
  [
    "cchk.toml",
    '[commit]\nrequire_signed_off_by = true\nsubject_max_length = 72\nignore_authors = ["dependabot[bot]"]\n[branch]\nconventional_branch = true\n',
    { "rules.sign-off-present": "require" },
    [],
    ["commit.ignore_authors", "commit.subject_max_length, branch"],
  ],
  [
    "cchk.toml",
    'inherit_from = "github:org/.github:cchk.toml"\n[commit]\nai_attribution = "forbid"\n',
    { "rules.no-tool-advertising": "require", "rules.no-tool-identity": "require" },
    ["ai.stance"],
    ["inherit_from"],
  ],
  [
    "commit-check.toml",
    '[commit]\nai_attribution = "disclose"\n',
    {
      "rules.ai-signal-disclosed": "require",
      "rules.sign-off-human": "require",
      "rules.no-tool-identity": "{ level: require, fields: [co-author] }",
    },
    ["ai.stance"],
    [],
  ],
  [
    "cchk.toml",
    '[commit]\nrequire_signed_off_by = true\nai_attribution = "maybe"\n',
    { "rules.sign-off-present": "require" },
    [],
    ["commit.ai_attribution"],
  ],
  [
    "cchk.toml",
    '[commit]\nrequire_signed_off_by = true\nai_attribution = "ignore"\n',
    { "rules.sign-off-present": "require" },
    [],
    [],
  ],
  [
    ".commitlintrc.yml",
    "extends: ['@commitlint/config-conventional']\nrules:\n  signed-off-by: [2, always, 'Signed-off-by:']\n  type-enum: [2, always, [feat]]\n",
    { "rules.sign-off-present": "require" },
    [],
    ["extends", "rules: type-enum"],
  ],
  [
    "package.json",
    '{"commitlint":{"rules":{"trailer-exists":[1,"always","Signed-off-by:"]}}}',
    { "rules.sign-off-present": "warn" },
    [],
    [],
  ],
  [
    "sub/.gitlint",
    "[general]\ncontrib=contrib-body-requires-signed-off-by\n",
    { "rules.sign-off-present": "require" },
    [],
    ["`gitlint-ignore:` in a message", "every other rule"],
  ],
  [
    "mergewarden.yml",
    "version: 1\nmode: block\ncommit_trailers:\n  required:\n    - { any_of: [Assisted-by, Generated-by], applies_to: agent, severity: error }\n    - { any_of: [Signed-off-by], applies_to: all, severity: error }\n  forbidden:\n    - { name: AI-Model, severity: error }\n    - { name: Co-authored-by, value_patterns: ['*claude*'], severity: warn }\nwaivers: [{ finding_id: agf_1 }]\ntriage: {}\n",
    {
      "rules.ai-disclosure": "{ level: require, trailers: [Assisted-by, Generated-by] }",
      "rules.sign-off-present": "require",
      "rules.no-tool-advertising": "{ level: require, trailers: [AI-Model], footers: false, coAuthors: true }",
    },
    ["ai.stance"],
    ["value_patterns of Co-authored-by", "waivers (1)", "triage"],
  ],
  [
    "mergewarden.yml",
    "mode: warn\ncommit_trailers: { required: [{ any_of: [Signed-off-by], severity: error }] }\n",
    { "rules.sign-off-present": "warn" },
    [],
    [],
  ],
  [
    "ai-contribution-policy.yml",
    "schema_version: '0.1'\nstance: { code: prohibited, documentation: disclosed-allowed, notes: x }\nattestations: { required: [ran-tests] }\n",
    { "ai.stance": "declined", "rules.ai-content-permitted": "require" },
    [],
    ["stance.documentation", "stance.notes", "attestations: ran-tests"],
  ],
  [
    "ai-contribution-policy.yml",
    "stance: { code: disclosed-allowed, media: prohibited }\ndisclosure: { required: true, mechanism: commit-trailer }\nreview: {}\n",
    { "ai.stance": "permitted", "rules.ai-content-permitted": "require", "rules.ai-disclosure": "require" },
    [],
    ["stance.media", "review"],
  ],
  [
    "ai-contribution-policy.yml",
    "stance: { code: unrestricted, notes: prohibited }\ndisclosure: { required: true, mechanism: either }\n",
    { "ai.stance": "permitted", "rules.ai-content-permitted": "require", "rules.ai-disclosure": "warn" },
    [],
    ["stance.notes"],
  ],
  [
    "ai-contribution-policy.yml",
    "stance: { code: restricted }\n",
    { "ai.stance": "declined", "rules.ai-content-permitted": "require" },
    [],
    [],
  ],
  [
    "ai-contribution-policy.yml",
    "stance: { code: disclosed-allowed }\ndisclosure: { required: true, mechanism: pr-template }\n",
    { "ai.stance": "permitted", "rules.ai-content-permitted": "require" },
    [],
    ["disclosure.mechanism: pr-template"],
  ],
];

describe("settings of other tools", () => {
  test.each(rows)("%s: %j", (name, text, settings, open, left) => {
    const made = translated(name, text);
    if (!made.ok) throw new Error(made.why);
    const inForce = made.settings.filter(({ state }) => state === "proposed");
    expect(Object.fromEntries(inForce.map((setting) => [setting.name, setting.value]))).toEqual(settings);
    expect(made.settings.filter(({ state }) => state === "left-open").map((setting) => setting.name)).toEqual(open);
    expect(made.leftOver.map(({ setting }) => setting)).toEqual(left);
    const read = parsePolicy({ name: "proviso.yaml", text: made.text }, catalogue);
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const ruled = Object.keys(settings).filter((one) => one.startsWith("rules."));
    expect(read.settings.clauses.map(({ rule }) => `rules.${rule.id}`).sort()).toEqual(ruled.sort());
  });

  test("come with where each is from, and why the rest is left", async () => {
    const pages = rows.map(([name, text]) => {
      const made = translated(name, text);
      return [`=== ${name}`, text.trimEnd(), "---", made.ok ? made.text : ""].join("\n");
    });
    await expect(`${pages.join("\n")}\n`).toMatchFileSnapshot("translated.txt");
  });

  test.each([
    ["unknown.yml", "a: 1\n", "is no file of settings that is known here"],
    ["mergewarden.yml", "a: [\n", "cannot be read"],
    [".gitlint", "[general]\n", "nothing in these settings is a question of provenance"],
    ["cchk.toml", "[commit]\nsubject_max_length = 72\n", "nothing in these settings"],
  ])("%s is refused in words", (name, text, why) => {
    expect(translated(name, text)).toEqual({ ok: false, why: expect.stringContaining(why) });
  });

  test("of two files the first counts, and what the other asks for is said", () => {
    const made = translateSettings(
      [
        { name: "package.json", text: '{"commitlint":{"rules":{"signed-off-by":[1,"always"]}}}' },
        { name: ".gitlint", text: "[general]\ncontrib=CC1\n" },
      ],
      toml,
    );
    expect(made).toMatchObject({ ok: true, settings: [{ name: "rules.sign-off-present", value: "warn" }] });
    expect(made.ok && made.leftOver.map(({ path, setting }) => `${path} ${setting}`)).toContain(
      ".gitlint rules.sign-off-present",
    );
  });

  test("whatever a file holds, the policy that comes of it is read, and says nothing but what is meant", () => {
    const key = fc.oneof(
      fc.constantFrom(
        "commit_trailers",
        "required",
        "forbidden",
        "any_of",
        "name",
        "stance",
        "code",
        "commitlint",
        "rules",
        "mode",
        "attestations",
        "disclosure",
      ),
      fc.string({ unit: "binary" }),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.string({ unit: "binary" }),
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie("any")),
        fc.dictionary(key, tie("any")),
      ),
    })).any;
    const names = fc.constantFrom(
      "mergewarden.yml",
      "ai-contribution-policy.yml",
      "package.json",
      ".commitlintrc.json",
    );
    fc.assert(
      fc.property(names, value, (name, settings) => {
        const made = translated(name, JSON.stringify(settings));
        if (!made.ok) return;
        const read = parsePolicy({ name: "proviso.yaml", text: made.text }, catalogue);
        expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
        const meant = made.settings.filter((one) => one.state === "proposed" && one.name.startsWith("rules."));
        expect(read.settings.clauses).toHaveLength(meant.length);
      }),
    );
  });
});
