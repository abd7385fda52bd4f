import { parse } from "smol-toml";
import { readLinterSettings } from "../../../src/core/adoption/linter-settings.ts";
import { translateSettings } from "../../../src/core/adoption/translate/translate.ts";
import { parseDcoYml } from "../../../src/core/policy/dco-yml.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { catalogue } from "../../../src/core/rules/catalogue.ts";
import { type Learned, learned, unknown } from "../../../src/core/text/learned.ts";
import { type FuzzTarget, holds, textOf } from "../target.ts";

const policies = [
  "proviso: 1\ndocument: { path: docs/provenance.md, section: Use of AI content, exceptions: Exceptions }\nmaintainers: MAINTAINERS\nai: { stance: declined }\nrules:\n  sign-off-present: require\n  sign-off-by-author: { level: require, match: author-or-committer, names: compare, bots: exempt }\n  sign-off-order: warn\n",
  'proviso: 1\nmaintainers:\n  - { name: "Lin", email: lin@example.org, files: ["docs/**", "*.{c,h}"] }\nrules:\n  ai-signal-disclosed: { level: require }\n  no-tool-identity: require\n# comment\n',
  "proviso: 1\nrules: &r\n  sign-off-present: require\nmore: *r\n<<: *r\n",
  "proviso: [1, {a: b}]\n--- \nproviso: 2\n...\n",
];

const policyWords = [
  "proviso: 1\n",
  "rules:\n",
  "  sign-off-present: ",
  "  sign-off-by-author: ",
  "require",
  "warn",
  "off",
  "{ level: require",
  "maintainers: ",
  "document: ",
  "ai: ",
  "stance: ",
  "declined",
  "exceptions: ",
  "&a ",
  "*a",
  "<<: ",
  "!!str ",
  "!!binary |\n",
  "? ",
  ": ",
  "- ",
  "|\n  ",
  ">-\n  ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "{",
  "}",
  "[",
  "]",
  ",",
  '"',
  "'",
  "# ",
  "null",
  "true",
  "~",
  "0x1f",
  "2026-01-01",
  "**/*.c",
  "{a,b}",
];

function readSettings(bytes: Uint8Array): unknown {
  const source = { name: "proviso.yaml", text: textOf(bytes) };
  const read = parsePolicy(source, catalogue);
  const { problems } = parsePolicy({ name: "proviso.yaml", text: `${source.text}\n` }, catalogue);
  const errors = (all: typeof problems): number => all.filter(({ severity }) => severity === "error").length;
  // A line end more changes nothing of a policy that is read without an error.
  if (errors(read.problems) === 0 && !/[|>]/.test(source.text))
    holds(errors(problems) === 0, `with a line end more there is an error: ${problems[0]?.text}`);
  return { read, dco: parseDcoYml({ name: ".github/dco.yml", text: source.text }, catalogue) };
}

/** As the command line reads it: an error of the package is an answer. */
function toml(text: string): Learned<unknown> {
  try {
    return learned(parse(text) as unknown);
  } catch {
    return unknown("it is no TOML");
  }
}

const settingsFiles = [
  ".github/dco.yml",
  "cchk.toml",
  "commit-check.toml",
  ".gitlint",
  ".commitlintrc.json",
  ".commitlintrc.yml",
  "package.json",
  "ai-contribution-policy.yml",
  "mergewarden.yml",
];

function translate(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const translations = settingsFiles.map((name) => translateSettings([{ name, text }], toml));
  for (const [index, translated] of translations.entries()) {
    if (!translated.ok) continue;
    const { problems } = parsePolicy({ name: "proviso.yaml", text: translated.text }, catalogue);
    const wrong = problems.filter(({ severity }) => severity === "error");
    holds(wrong.length === 0, `of ${settingsFiles[index]} a policy is written with an error: ${wrong[0]?.text}`);
  }
  const linters = readLinterSettings([
    { name: ".gitlint", text },
    { name: ".commitlintrc.yml", text },
  ]);
  return { translations, linters };
}

export const policyTargets: readonly FuzzTarget[] = [
  {
    name: "policy",
    reads: "`proviso.yaml` and `.github/dco.yml`",
    sources: ["src/core/policy/", "src/core/text/"],
    seeds: [
      ...policies,
      "require: { members: false }\nallowRemediationCommits: { individual: true, thirdParty: true }\n",
    ],
    words: policyWords,
    read: readSettings,
  },
  {
    name: "other-settings",
    reads: "settings of other tools, which `proviso policy translate` and `proviso init` read",
    sources: ["src/core/adoption/translate/", "src/core/adoption/linter", "src/core/adoption/plain-values"],
    seeds: [
      "require: { members: false }\nallowRemediationCommits: { individual: true }\n",
      '[commit]\nrequire_signed_off_by = true\nai_attribution = "forbid"\nignore_authors = ["dependabot[bot]"]\n',
      "[general]\ncontrib=contrib-title-conventional-commits,contrib-body-requires-signed-off-by\n[title-max-length]\nline-length=80\n",
      '{"rules": {"signed-off-by": [2, "always", "Signed-off-by:"], "trailer-exists": [1, "always", "Assisted-by:"]}}',
      '{"commitlint": {"extends": ["x"], "rules": {"trailer-exists": [2, "always", "Signed-off-by:"]}}}',
      "version: 1\nstance: allowed\ndisclosure: { required: true, trailer: Assisted-by }\nbanned: [issues]\n",
      "commit_trailers: { required: [Signed-off-by], forbidden: [Co-authored-by] }\n",
    ],
    words: [
      ...policyWords,
      "[commit]\n",
      "require_signed_off_by = true\n",
      'ai_attribution = "',
      "inherit_from = ",
      "stance: ",
      "disclosure: ",
      "required: true",
      "trailer: ",
      "commit_trailers: ",
      '"signed-off-by": ',
      '"trailer-exists": ',
      '[2, "always", ',
      '"extends": ',
      "allowRemediationCommits: ",
      "individual: true",
      "contrib=",
      "contrib-body-requires-signed-off-by",
      "body-match-regex",
      "regex=",
    ],
    read: translate,
  },
];
