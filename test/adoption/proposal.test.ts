import { describe, expect, test } from "vitest";
import { noTexts } from "../../src/app/adoption-texts.ts";
import { adoptionOf } from "../../src/core/adoption/adoption.ts";
import { candidates } from "../../src/core/adoption/candidates.ts";
import { proposePolicy } from "../../src/core/adoption/proposal.ts";
import { withTopSetting } from "../../src/core/adoption/proposal-text.ts";
import { noPractice, type Practice, type Seen, type SeenTexts } from "../../src/core/adoption/seen.ts";
import { proposed } from "../../src/core/adoption/setting.ts";
import { catalogue, parseDcoYml } from "../../src/core/index.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { unshowableIn } from "../../src/core/text/neutralise.ts";
import type { Source } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const today = "2026-11-29";
const head = { commit: "12345678901234567890e2345678901234567890", branch: "main" };
const at = (name: string, text: string): Source => ({ name, text });

/** Every rule is met by this many of so many commits. */
const practised = (met: number, of: number): Practice => ({
  ...noPractice,
  commits: of,
  rules: candidates.flatMap(({ rule, variants }) =>
    variants.map(({ options, words }) => ({ rule, options, words, met, of })),
  ),
});

const seenWith = (texts: Partial<SeenTexts>, practice = practised(1_000, 1_000)): Seen => ({
  head,
  texts: { ...noTexts, ...texts },
  practice,
});

const propose = (seen: Seen) => adoptionOf(seen, proposePolicy(seen, today), null, today);

/** The lines that are in force. */
const standing = ({ text }: { readonly text: string }): string =>
  text
    .split("\n")
    .filter((line) => line !== "" && !/^ *#/.test(line))
    .join("\n");

const errors = ({ problems }: { readonly problems: readonly { readonly severity: string; readonly text: string }[] }) =>
  problems.filter(({ severity }) => severity === "error").map(({ text }) => text);

describe("practice", () => {
  test("kept by all is required, with the strictest setting", () => {
    expect(standing(propose(seenWith({})))).toContain("  sign-off-by-author: { level: require, match: author }");
  });

  test("kept by nobody is left out, except the rule that the others rest on", () => {
    const proposed = propose(seenWith({}, practised(10, 1_000)));
    expect(standing(proposed)).toBe("proviso: 1\nrules:\n  sign-off-present: warn");
    expect(proposed.text).toContain("# Left out: only 10 of 1,000 commits are signed off by their author.");
  });

  test("kept by all of a handful is left out, and not called little", () => {
    expect(propose(seenWith({}, practised(4, 4))).text).toContain(
      "# Left out: 4 of 4 commits are signed off by their author, and fewer than 5 are too few to go by.",
    );
    expect(propose(seenWith({}, practised(4, 5))).text).toContain(
      "# Left out: only 4 of 5 commits are signed off by their author.",
    );
  });

  test("the looser setting is taken where only that one is kept", () => {
    const practice = practised(1_000, 1_000);
    const rules = practice.rules.map((one) => (one.options["match"] === "author" ? { ...one, met: 950 } : one));
    const looser = propose(seenWith({}, { ...practice, rules }));
    expect(standing(looser)).toContain("  sign-off-by-author: { level: require, match: author-or-committer }");
    expect(looser.text).toContain(
      "  # 1,000 of 1,000 commits are signed off by their author or committer.\n  # (950 of 1,000 commits are signed off by their author.)\n",
    );
  });

  test("without a commit it is the policy of a project without one", () => {
    const built = parsePolicy(at("dco", profiles[0]?.text ?? ""), catalogue).settings.clauses;
    const own = proposePolicy({ head: { commit: null, branch: "main" }, texts: noTexts, practice: noPractice }, today);
    const plain = (clauses: typeof built) => clauses.map(({ rule, level, settings }) => [rule.id, level, settings]);
    expect(plain(own.policy.clauses)).toEqual(plain(built));
  });
});

describe("what commits show of AI use", () => {
  const many = Array.from({ length: 9 }, (_, index) => index + 1);
  const use = (number: number, kind: "agent" | "bot") => ({
    tool: `Tool ${number}`,
    class: kind,
    role: "author",
    commits: 10 - number,
  });

  test("is left to people, with the eight most frequent names", () => {
    const { text } = propose(
      seenWith(
        {},
        {
          ...practised(1_000, 1_000),
          disclosures: many.map((number) => ({ key: `By-${number}`, commits: 10 - number })),
          tools: many.flatMap((number) => [use(number, "bot"), use(number, "agent")]),
        },
      ),
    );
    const sentences = text.replaceAll(/\n +# /g, " ");
    const listed = (of: (number: number) => string) => many.slice(0, 8).map(of).join(", ");
    const times = (number: number) => (number === 9 ? "1 commit" : `${10 - number} commits`);
    expect(sentences).toContain(
      `Of the newest 1,000 commits some disclose AI use: ${listed((number) => `\`By-${number}\` (${times(number)})`)}. \``,
    );
    expect(sentences).toContain(
      `some bear the exact mark of a tool: ${listed((number) => `Tool ${number} as author (${times(number)})`)}. no-tool-identity: warn\n`,
    );
  });

  test.each([
    ["no tool", []],
    ["bots alone", [use(1, "bot")]],
  ])("is not spoken of where there is %s", (_, tools) => {
    expect(propose(seenWith({}, { ...practised(1_000, 1_000), tools })).text).not.toContain("mark of a tool");
  });
});

describe("a dco.yml", () => {
  const flags = fc.option(fc.boolean(), { nil: undefined });
  const line = (indent: string, key: string, value: boolean | undefined): string =>
    value === undefined ? "" : `${indent}${key}: ${value}\n`;

  test("keeps its meaning", () => {
    fc.assert(
      fc.property(flags, flags, flags, (members, individual, thirdParty) => {
        const text = `require:\n  x: 1\n${line("  ", "members", members)}allowRemediationCommits:\n  y: 1\n${line("  ", "individual", individual)}${line("  ", "thirdParty", thirdParty)}`;
        const dcoYml = at(".github/dco.yml", text);
        const plain = (settings: ReturnType<typeof parseDcoYml>["settings"]) =>
          settings.clauses.map(({ rule, level, settings: options }) => [rule.id, level, options]);
        const own = proposePolicy(seenWith({ dcoYml }), today);
        expect(plain(own.policy.settings)).toEqual(plain(parseDcoYml(dcoYml, catalogue).settings));
      }),
    );
  });

  test("that cannot be read is not carried over", () => {
    const { text } = propose(seenWith({ dcoYml: at(".github/dco.yml", "require: { members: 7 }\n") }));
    expect(text).not.toContain("Carried over");
  });
});

test("a linter that refuses commits without a sign-off is followed, whatever practice was", () => {
  const linters = [at(".gitlint", "[general]\ncontrib=CC1\n")];
  expect(standing(propose(seenWith({ linters }, practised(10, 1_000))))).toContain("sign-off-present: require");
});

describe("documents", () => {
  const declining =
    "# Contributing\n\n## Sign off\n\nThe Developer Certificate of Origin.\n\n## AI\n\nAI-generated code is not allowed.\n";
  const maintainers = [at("MAINTAINERS", "A\nM: Ada <ada@example.org>\nF: a/\n")];

  test("a stance is quoted, and judged by", () => {
    const proposed = propose(seenWith({ documents: [at("CONTRIBUTING.md", declining)] }));
    expect(errors(proposed)).toEqual([]);
    expect(proposed.text).toContain('# CONTRIBUTING.md:9: "AI-generated code is not allowed."');
    for (const line of [
      "document: CONTRIBUTING.md",
      "  stance: declined",
      "  section: AI",
      '  sign-off-present: { level: require, because: "#sign-off" }',
      "  ai-content-permitted: require",
    ])
      expect(standing(proposed).split("\n")).toContain(line);
  });

  test("with exceptions and maintainers there is a second opinion", () => {
    const text = `${declining}\n### Exceptions\n`;
    const proposed = propose(seenWith({ maintainers, documents: [at("CONTRIBUTING.md", text)] }));
    expect(errors(proposed)).toEqual([]);
    expect(standing(proposed)).toContain("  exceptions: Exceptions");
    expect(standing(proposed)).toContain("  ai-second-opinion: require");
  });

  test("a list of exceptions that lint refuses is left open, with its words", () => {
    const text = `${declining}\n### Exceptions\n\n#### A\n\n- **Exception:** a\n- **Covers:** nonsense\n`;
    const proposed = propose(seenWith({ documents: [at("CONTRIBUTING.md", text)] }));
    expect(errors(proposed)).toEqual([]);
    expect(standing(proposed)).not.toContain("exceptions:");
    expect(standing(proposed)).toContain("stance: declined");
    expect(proposed.text).toContain("# exceptions: Exceptions");
  });

  test.each([
    ["two documents that differ", ["# AI\n\nAI tools may be used.\n", declining]],
    ["a document that says both", [`${declining}\nAI tools may be used.\n`]],
    ["a document with an if", ["# AI\n\nAI tools may be used if you say so.\n"]],
  ])("%s propose no stance", (_, texts) => {
    const documents = texts.map((text, index) => at(`docs/${index}/CONTRIBUTING.md`, text));
    const proposed = propose(seenWith({ documents }));
    expect(standing(proposed)).not.toMatch(/^ai:|stance|ai-content/m);
    expect(proposed.text).toMatch(/has the heading "AI"/);
  });

  test("a permission cites the heading that gives it", () => {
    const proposed = propose(seenWith({ documents: [at("docs/provenance.md", "# AI\n\nAI tools may be used.\n")] }));
    expect(errors(proposed)).toEqual([]);
    expect(standing(proposed)).toContain('  because: "#ai"');
  });

  test.each([
    ["MAINTAINERS", "* Ada, who looks after all\n", "it names nobody in the form of Linux and QEMU"],
    [".github/CODEOWNERS", "* @ada lin@example.org\n", "of 2 owners it names 1 by a login"],
  ])("%s that does not fit is left open", (name, text, why) => {
    const proposed = propose(seenWith({ maintainers: [at(name, text)] }));
    expect(standing(proposed)).not.toContain("maintainers:");
    expect(proposed.text.replaceAll(/\n# /g, " ")).toContain(why);
  });
});

describe("a document that is literally a known project's", () => {
  const known = `# For agents\n\n## AI-generated code\n\nThe DCO/Developer's Statement of Origin still applies in full. It must always be written by the human contributor, never by the AI tool.\n`;

  test("proposes that profile", () => {
    const proposal = proposePolicy(seenWith({ documents: [at("AGENTS.md", known)] }), today);
    expect(proposal.kind === "profile" ? proposal.profile.name : proposal.kind).toBe("openembedded");
    expect(errors(proposal)).toEqual([]);
  });

  test.each([
    ["at another path", "docs/agents.md", known],
    ["with its heading only", "AGENTS.md", "# AI-generated code\n\nWrite none.\n"],
    ["without its heading", "AGENTS.md", known.replace("AI-generated code", "Tools")],
  ])("but not %s", (_, name, text) => {
    expect(proposePolicy(seenWith({ documents: [at(name, text)] }), today).kind).toBe("settings");
  });
});

test("a setting is put in front of the first section of a policy, wherever its comments name one", () => {
  const written = (first: string) => `# Here are the rules:\n#ai:\nproviso: 1\n\n${first}:\n  x: 1\nrules:\n`;
  for (const first of ["ai", "rules"])
    expect(withTopSetting(written(first), proposed("from", '"1"', "Older ones."))).toBe(
      written(first).replace("\n\n", '\n\n# Older ones.\nfrom: "1"\n\n'),
    );
});

/** Words that would act, were they written as they are. */
const hostile = fc.constantFrom(
  "AI\\nrules: {}",
  'AI": x',
  "AI # x",
  "AI: [",
  "*AI*",
  "&a AI",
  "!!js AI",
  "AI\u001b[31m",
  "AI\u202e",
  "AI\u2028rules:",
  "AI\u0085x: 1",
  "AI '\"`{}",
  "%AI",
  "AI - - -",
  "? AI",
  "| AI",
  "AI\u{e0001}",
  "AI\ud800",
  "ＡＩ AI é 漢字 😀",
  `AI ${"x".repeat(3_000)}`,
  "true AI",
  "AI {{x}}",
);
const anyTitle = fc.oneof(
  hostile,
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => `AI ${text.replaceAll(/[\r\n]/g, " ")}`),
);
const anySentence = fc.constantFrom(
  "AI tools may be used.",
  "AI-generated code is forbidden.",
  "Nobody knows.",
  "AI\u001b]0;x\u0007 is forbidden.",
  "",
);
const anyDocument = fc
  .tuple(
    fc.constantFrom(
      "CONTRIBUTING.md",
      "docs/provenance.md",
      "docs/ai-policy.rst",
      "SubmittingPatches",
      "docs/true/hacking.md",
      "docs/a b: #/hacking.md",
    ),
    fc.array(fc.tuple(anyTitle, anySentence), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([name, sections, names]) =>
    at(
      name,
      sections
        .map(([title, sentence], index) =>
          name.endsWith(".rst")
            ? `${title}\n${"=".repeat(200)}\n\n${sentence}\n\n`
            : `${"#".repeat(index + 1)} ${title}\n\n${sentence}\n\n### Exceptions\n\n`,
        )
        .join("") + (names ? "Sign off by the Developer Certificate of Origin.\n" : ""),
    ),
  );
const anyFile = (...names: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.oneof(
        fc.string({ unit: "binary" }),
        hostile,
        fc.constant("A\nM: Ada <ada@example.org>\nF: *\n"),
        fc.constant("* @x\n"),
        fc.constant("require: { members: false }\n"),
      ),
    )
    .map(([name, text]) => at(name, text));

test("whatever stands in a repository, the proposal is a policy that lint accepts, in characters that can be shown", () => {
  const texts = fc.record({
    documents: fc.array(anyDocument, { maxLength: 3 }),
    maintainers: fc.array(anyFile("MAINTAINERS", ".github/CODEOWNERS"), { maxLength: 2 }),
    linters: fc.array(anyFile(".gitlint", ".commitlintrc", ".pre-commit-config.yaml"), { maxLength: 2 }),
    dcoYml: fc.option(anyFile(".github/dco.yml")),
    mailmap: fc.option(anyFile(".mailmap")),
  });
  const branch = fc.option(fc.oneof(hostile, fc.constant("main"), fc.constant("true")));
  const share = fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([met, more]) => practised(met, met + more));
  fc.assert(
    fc.property(texts, branch, share, (some, name, practice) => {
      const seen: Seen = { head: { ...head, branch: name }, texts: { ...noTexts, ...some }, practice };
      const proposed = propose(seen);
      expect(errors(proposed)).toEqual([]);
      expect(unshowableIn(proposed.text)).toBe(undefined);
      expect(parsePolicy(at("proviso.yaml", proposed.text), catalogue).problems).toEqual([]);
      // Nothing but what we wrote stands at the margin.
      for (const line of proposed.text.split("\n"))
        expect(line).toMatch(/^(?:$|#|proviso: 1$|(?:document|maintainers|from): \S|(?:ai|rules):$|  )/);
    }),
    { numRuns: 300 },
  );
});
