import { describe, expect, test } from "vitest";
import { noTexts } from "../../src/app/adoption-texts.ts";
import { type Adoption, adoptionOf } from "../../src/core/adoption/adoption.ts";
import { renderAdoptionJson } from "../../src/core/adoption/adoption-json.ts";
import { aiUseIn } from "../../src/core/adoption/ai-use.ts";
import { measuredRules, measuringPolicies } from "../../src/core/adoption/measuring.ts";
import { proposePolicy } from "../../src/core/adoption/proposal.ts";
import { renderAdoption } from "../../src/core/adoption/render-adoption.ts";
import type { Seen, SeenTexts } from "../../src/core/adoption/seen.ts";
import { likeliest, readSeenMaintainers } from "../../src/core/adoption/seen-maintainers.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";

const today = "2026-11-29";
const head = { commit: "12345678901234567890e2345678901234567890", branch: "main" };
const at = (name: string, text: string) => ({ name, text });
const lin = "Signed-off-by: Lin Example <lin@example.org>";
const ada = "Signed-off-by: Ada Example <ada@example.org>";

const commitOf = (message: string, place: number) =>
  parseCommit(
    place.toString(16).padStart(4, "a").padEnd(40, "0"),
    new TextEncoder().encode(
      `tree 0\nparent ${"0".repeat(40)}\nauthor Lin Example <lin@example.org> 0 +0000\ncommitter Lin Example <lin@example.org> 0 +0000\n\n${message}\n`,
    ),
  );

/** What is proposed for texts and messages of commits, newest first, as `proviso init` goes about it. */
function adopted(some: Partial<SeenTexts>, messages: readonly string[], cut: string | null = null): Adoption {
  const texts = { ...noTexts, ...some };
  const commits = messages.map(commitOf);
  const policies = measuringPolicies(texts, likeliest(texts.maintainers.map(readSeenMaintainers)) ?? null);
  const rules = measuredRules(policies.map((policy) => judge(policy, { commits, today }).rules));
  const [policy] = policies;
  if (policy === undefined) throw new Error("nothing is measured");
  const seen: Seen = { head, texts, practice: { commits: commits.length, cut, rules, ...aiUseIn(commits, policy) } };
  const proposal = proposePolicy(seen, today);
  return adoptionOf(seen, proposal, judge(proposal.policy, { commits, today }), today);
}

const shown = (adoption: Adoption): string =>
  `\n${renderAdoption(adoption, { colour: false, hyperlinks: null, width: 100 })}`;

const document =
  "# Contributing\n\n## Sign off\n\nThe Developer Certificate of Origin.\n\n## AI\n\nAI-generated code is not allowed.\n";
const everything = adopted(
  {
    maintainers: [at("MAINTAINERS", "A\nM: Ada Example <ada@example.org>\nF: a/\n")],
    mailmap: at(".mailmap", "Ada <ada@example.org>\n"),
    linters: [at(".gitlint", "[general]\ncontrib=CC1\n")],
    documents: [at("CONTRIBUTING.md", document)],
    notRead: [{ what: "commitlint.config.js", why: "it is a program, and none is run" }],
  },
  [
    ...Array.from({ length: 6 }, (_, place) => `topic: ${place}\n\n${lin}\n${ada}`),
    ...["Claude:model", "Gemini", "somebody"].map((tool) => `by ${tool}\n\nASSISTED-BY: ${tool}\n${lin}`),
    `by others\n\nco-developed-by: Claude <noreply@anthropic.com>\nCo-authored-by: Cursor Agent <cursoragent@cursor.com>\n${lin}`,
    ...Array.from({ length: 4 }, (_, place) => `unsigned ${place}`),
    "a bot's\n\nSigned-off-by: dependabot[bot] <support@github.com>",
  ],
  "only the newest 15 commits were looked at",
);
const unusable = adopted(
  {
    dcoYml: at(".github/dco.yml", "allowRemediationCommits:\n  individual: perhaps\n"),
    maintainers: [at(".github/CODEOWNERS", "* @ada lin@example.org\n")],
    linters: [
      at(".pre-commit-config.yaml", "repos:\n  - repo: https://example.org/x\n    hooks:\n      - id: sign-off\n"),
    ],
    documents: [
      at("HACKING", "Compile it.\n"),
      at("SubmittingPatches", "Use of AI tools\n\nSign by the Developer Certificate of Origin.\n"),
      at("docs/hacking.md", "# Hacking\n\n## AI\n\nAI tools may be used if you say so.\n\n### Exceptions\n\nNone.\n"),
    ],
  },
  [`fine\n\n${lin}`],
);
const profiled = adopted(
  {
    documents: [
      at(
        "AGENTS.md",
        "# For agents\n\n## AI-generated code\n\nThe DCO/Developer's Statement of Origin still applies in full. It must always be written by the human contributor, never by the AI tool.\n",
      ),
    ],
  },
  [
    `first\n\n${lin}`,
    "second",
    `third\n\nAssisted-by: Claude:model\n${lin}`,
    `fourth\n\nCo-authored-by: Claude <noreply@anthropic.com>\n${lin}`,
  ],
);

/** What programs read: a line for each member of each part. The text of the policy is that which people see. */
function told(adoption: Adoption): string {
  const { proposal, ...value } = JSON.parse(renderAdoptionJson(adoption));
  const { policy, ...others } = proposal;
  expect(policy).toBe(adoption.text);
  const parts = Object.entries({ ...value, proposal: others });
  const lines = parts.flatMap(([part, of]) =>
    typeof of === "number"
      ? [`${part}: ${of}`]
      : Object.entries(of as object).map(([name, one]) => `${part}.${name}: ${JSON.stringify(one)}`),
  );
  return `\n${lines.join("\n")}\n`;
}

describe("an adoption", () => {
  test("of everything that is looked for", () => {
    expect(shown(everything)).toMatchInlineSnapshot(`
      "
      seen (123456789012 of main):
        11 of 15 commits are signed off
        11 of 11 commits name a person with a usable address in every sign-off
        11 of 11 commits have all their sign-offs where git looks for them
        10 of 11 commits are signed off by their author
        10 of 11 commits are signed off by people only
        11 of 11 commits are signed off by people and ordinary bots only
        11 of 11 commits name somebody in every sign-off
        0 of 11 commits are signed off by a maintainer who is not their author
        2 commits disclosing AI use with \`Assisted-by\`
        1 commit with the mark of Claude Code as co-developed-by
        1 commit with the mark of Cursor as Co-authored-by
        1 commit with the mark of Dependabot as Signed-off-by
        MAINTAINERS: 1 maintainer in the form of MAINTAINERS
        .mailmap: read, so that one person's addresses count as one
        .gitlint:2 refuses commits without a sign-off (gitlint's rule
          \`contrib-body-requires-signed-off-by\`)
        CONTRIBUTING.md:5 names the Developer Certificate of Origin
        CONTRIBUTING.md:7 has the heading "AI", and line 9 says "AI-generated code is not allowed."

      not looked at:
        only the newest 15 commits were looked at
        commitlint.config.js: it is a program, and none is run

      proposed proviso.yaml:

        # Proposed by \`proviso init\` from what it saw at commit 123456789012 of main. Read it before you commit it:
        # keep what your project means, take out what it does not. From here on it is your project's own.
        # \`proviso policy lint\` checks it, \`proviso explain RULE\` explains a rule, and docs/policy.md of Proviso has
        # every key.
        proviso: 1

        # The text that binds. Line 5 names the Developer Certificate of Origin, under "Sign off". Line 7 has the
        # heading "AI".
        document: CONTRIBUTING.md

        # Older commits are not judged: of the newest 15 commits 7 would fail and 1 could not be decided.
        from: "12345678901234567890e2345678901234567890"

        # It names 1 maintainer, in the form of MAINTAINERS.
        maintainers: MAINTAINERS

        # The branch whose policy governs stable branches too, if you have such.
        # branch: main

        ai:
          # CONTRIBUTING.md:9: "AI-generated code is not allowed."
          stance: declined
          # In force while this heading stands.
          section: AI

        rules:
          # 11 of 15 commits are signed off.
          # .gitlint:2 refuses commits without a sign-off (gitlint's rule \`contrib-body-requires-signed-off-by\`).
          sign-off-present: { level: require, because: "#sign-off" }
          # 11 of 11 commits name a person with a usable address in every sign-off.
          sign-off-well-formed: warn
          # 11 of 11 commits have all their sign-offs where git looks for them.
          sign-off-in-trailers: warn
          # 10 of 11 commits are signed off by their author.
          sign-off-by-author: { level: warn, match: author }
          # 10 of 11 commits are signed off by people only.
          sign-off-human: warn
          # 11 of 11 commits name somebody in every sign-off.
          sign-off-named: warn
          # Left out: only 0 of 11 commits are signed off by a maintainer who is not their author.
          # sign-off-independent: warn
          # Judges by the stance.
          ai-content-permitted: require
          # No contribution relies on what it adds to the policy.
          policy-self-reliance: require
          # Of the newest 15 commits some disclose AI use: \`Assisted-by\` (2 commits).
          # \`ai-disclosure\` asks for such a trailer, \`no-tool-advertising\` refuses it: no document was read to say
          # which.
          # Of the newest 15 commits some bear the exact mark of a tool: Claude Code as co-developed-by (1 commit),
          # Cursor as Co-authored-by (1 commit).
          # no-tool-identity: warn

      what it would have said of the newest 15 commits:
        fail: 15 commits: 7 failed, 1 undecided, 7 passed; 1 with warnings; \`from\` spares them
        rule                  met  unmet  warned  undecided
        sign-off-present       11      4       0          0
        sign-off-well-formed   11      0       0          0
        sign-off-in-trailers   11      0       0          0
        sign-off-by-author     10      0       1          0
        sign-off-human         10      0       1          0
        sign-off-named         11      0       0          0
        ai-content-permitted    0      3       0          1
        1 more rule applied to none

        sign-off-present, for example:
          aaaa00000000 unsigned 0
              the commit has no sign-off
          aaab00000000 unsigned 1
              the commit has no sign-off
          aaac00000000 unsigned 2
              the commit has no sign-off

        sign-off-by-author, for example:
          aaae00000000 a bot's
              signed off by \`dependabot[bot] <support@github.com>\`, but written by
              \`Lin Example <lin@example.org>\`

        sign-off-human, for example:
          aaae00000000 a bot's
              \`dependabot[bot] <support@github.com>\` is a bot, and only a person can certify a
              contribution

        ai-content-permitted, for example:
          aaa600000000 by Claude:model
              \`ASSISTED-BY: Claude:model\` says that the change has AI-derived content, which the project
              declines; its document lists no exception that could cover it
          aaa700000000 by Gemini
              \`ASSISTED-BY: Gemini\` says that the change has AI-derived content, which the project
              declines; its document lists no exception that could cover it
          aaa800000000 by somebody
              undecided: \`ASSISTED-BY: somebody\` may name a person or a tool; whether AI-derived content
              is meant cannot be told
      "
    `);
    expect(told(everything)).toMatchInlineSnapshot(`
      "
      adoption: 1
      head.commit: "12345678901234567890e2345678901234567890"
      head.branch: "main"
      seen.commits: 15
      seen.cut: "only the newest 15 commits were looked at"
      seen.practice: [{"rule":"sign-off-present","options":{},"met":11,"of":15},{"rule":"sign-off-well-formed","options":{},"met":11,"of":11},{"rule":"sign-off-in-trailers","options":{},"met":11,"of":11},{"rule":"sign-off-by-author","options":{"match":"author"},"met":10,"of":11},{"rule":"sign-off-by-author","options":{"match":"author-or-committer"},"met":10,"of":11},{"rule":"sign-off-by-submitter","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{"keys":["Co-developed-by"]},"met":0,"of":0},{"rule":"sign-off-order","options":{},"met":0,"of":0},{"rule":"sign-off-human","options":{},"met":10,"of":11},{"rule":"sign-off-human","options":{"bots":"allow"},"met":11,"of":11},{"rule":"sign-off-named","options":{},"met":11,"of":11},{"rule":"sign-off-independent","options":{},"met":0,"of":11}]
      seen.disclosures: [{"key":"Assisted-by","commits":2}]
      seen.tools: [{"tool":"Claude Code","class":"agent","role":"co-developed-by","commits":1},{"tool":"Cursor","class":"agent","role":"Co-authored-by","commits":1},{"tool":"Dependabot","class":"bot","role":"Signed-off-by","commits":1}]
      seen.dcoYml: null
      seen.maintainers: {"path":"MAINTAINERS","form":"MAINTAINERS","people":1,"unfit":null}
      seen.mailmap: true
      seen.linters: [{"path":".gitlint","line":2,"setting":"gitlint's rule \`contrib-body-requires-signed-off-by\`","asks":"error"}]
      seen.documents: [{"path":"CONTRIBUTING.md","readable":true,"certificate":{"line":5,"words":"Developer Certificate of Origin","heading":"Sign off"},"aiSections":[{"line":7,"heading":"AI","stance":"declined","sentence":{"line":9,"words":"AI-generated code is not allowed."},"exceptions":null}],"aiLine":null}]
      seen.notRead: [{"what":"commitlint.config.js","why":"it is a program, and none is run"}]
      preview.conclusion: "fail"
      preview.counts: {"commits":15,"passed":7,"passedUnderException":0,"notApplicable":0,"undecided":1,"failed":7,"warned":1,"olderThanPolicy":0}
      preview.rules: {"sign-off-present":{"met":11,"unmet":4,"notApplicable":0,"undecided":0,"warned":0},"sign-off-well-formed":{"met":11,"unmet":0,"notApplicable":4,"undecided":0,"warned":0},"sign-off-in-trailers":{"met":11,"unmet":0,"notApplicable":4,"undecided":0,"warned":0},"sign-off-by-author":{"met":10,"unmet":0,"notApplicable":4,"undecided":0,"warned":1},"sign-off-human":{"met":10,"unmet":0,"notApplicable":4,"undecided":0,"warned":1},"sign-off-named":{"met":11,"unmet":0,"notApplicable":4,"undecided":0,"warned":0},"ai-content-permitted":{"met":0,"unmet":3,"notApplicable":11,"undecided":1,"warned":0},"policy-self-reliance":{"met":0,"unmet":0,"notApplicable":15,"undecided":0,"warned":0}}
      preview.examples: [{"rule":"sign-off-present","commits":[{"id":"aaaa000000000000000000000000000000000000","subject":"unsigned 0","outcome":"unmet","text":"the commit has no sign-off"},{"id":"aaab000000000000000000000000000000000000","subject":"unsigned 1","outcome":"unmet","text":"the commit has no sign-off"},{"id":"aaac000000000000000000000000000000000000","subject":"unsigned 2","outcome":"unmet","text":"the commit has no sign-off"}]},{"rule":"sign-off-by-author","commits":[{"id":"aaae000000000000000000000000000000000000","subject":"a bot's","outcome":"unmet","text":"signed off by \`dependabot[bot] <support@github.com>\`, but written by \`Lin Example <lin@example.org>\`"}]},{"rule":"sign-off-human","commits":[{"id":"aaae000000000000000000000000000000000000","subject":"a bot's","outcome":"unmet","text":"\`dependabot[bot] <support@github.com>\` is a bot, and only a person can certify a contribution"}]},{"rule":"ai-content-permitted","commits":[{"id":"aaa6000000000000000000000000000000000000","subject":"by Claude:model","outcome":"unmet","text":"\`ASSISTED-BY: Claude:model\` says that the change has AI-derived content, which the project declines; its document lists no exception that could cover it"},{"id":"aaa7000000000000000000000000000000000000","subject":"by Gemini","outcome":"unmet","text":"\`ASSISTED-BY: Gemini\` says that the change has AI-derived content, which the project declines; its document lists no exception that could cover it"},{"id":"aaa8000000000000000000000000000000000000","subject":"by somebody","outcome":"undecided","text":"\`ASSISTED-BY: somebody\` may name a person or a tool; whether AI-derived content is meant cannot be told"}]}]
      proposal.profile: null
      proposal.settings: [{"name":"document","value":"CONTRIBUTING.md","state":"proposed","reasons":["The text that binds. Line 5 names the Developer Certificate of Origin, under \\"Sign off\\". Line 7 has the heading \\"AI\\"."]},{"name":"maintainers","value":"MAINTAINERS","state":"proposed","reasons":["It names 1 maintainer, in the form of MAINTAINERS."]},{"name":"branch","value":"main","state":"left-open","reasons":["The branch whose policy governs stable branches too, if you have such."]},{"name":"ai.stance","value":"declined","state":"proposed","reasons":["CONTRIBUTING.md:9: \\"AI-generated code is not allowed.\\""]},{"name":"ai.section","value":"AI","state":"proposed","reasons":["In force while this heading stands."]},{"name":"rules.sign-off-present","value":"{ level: require, because: \\"#sign-off\\" }","state":"proposed","reasons":["11 of 15 commits are signed off.",".gitlint:2 refuses commits without a sign-off (gitlint's rule \`contrib-body-requires-signed-off-by\`)."]},{"name":"rules.sign-off-well-formed","value":"warn","state":"proposed","reasons":["11 of 11 commits name a person with a usable address in every sign-off."]},{"name":"rules.sign-off-in-trailers","value":"warn","state":"proposed","reasons":["11 of 11 commits have all their sign-offs where git looks for them."]},{"name":"rules.sign-off-by-author","value":"{ level: warn, match: author }","state":"proposed","reasons":["10 of 11 commits are signed off by their author."]},{"name":"rules.sign-off-human","value":"warn","state":"proposed","reasons":["10 of 11 commits are signed off by people only."]},{"name":"rules.sign-off-named","value":"warn","state":"proposed","reasons":["11 of 11 commits name somebody in every sign-off."]},{"name":"rules.sign-off-independent","value":"warn","state":"left-open","reasons":["Left out: only 0 of 11 commits are signed off by a maintainer who is not their author."]},{"name":"rules.ai-content-permitted","value":"require","state":"proposed","reasons":["Judges by the stance."]},{"name":"rules.policy-self-reliance","value":"require","state":"proposed","reasons":["No contribution relies on what it adds to the policy."]},{"name":"rules.ai-disclosure","value":null,"state":"left-open","reasons":["Of the newest 15 commits some disclose AI use: \`Assisted-by\` (2 commits).","\`ai-disclosure\` asks for such a trailer, \`no-tool-advertising\` refuses it: no document was read to say which."]},{"name":"rules.no-tool-identity","value":"warn","state":"left-open","reasons":["Of the newest 15 commits some bear the exact mark of a tool: Claude Code as co-developed-by (1 commit), Cursor as Co-authored-by (1 commit)."]}]
      proposal.sparesHistory: true
      proposal.problems: []
      "
    `);
  });

  test("of a project that Proviso knows", () => {
    expect(shown(profiled)).toMatchInlineSnapshot(`
      "
      seen (123456789012 of main):
        3 of 4 commits are signed off
        3 of 3 commits name a person with a usable address in every sign-off
        3 of 3 commits have all their sign-offs where git looks for them
        3 of 3 commits are signed off by their author
        3 of 3 commits are signed off by people only
        3 of 3 commits name somebody in every sign-off
        1 commit disclosing AI use with \`Assisted-by\`
        1 commit with the mark of Claude Code as Co-authored-by
        AGENTS.md:5 names the Developer's Statement of Origin
        AGENTS.md:3 has the heading "AI-generated code"

      AGENTS.md is the document that Proviso's profile \`openembedded\` of 2026-08-19 follows, so that
      profile is proposed.

      proposed proviso.yaml:

        # Copied from Proviso's profile "openembedded" (2026-08-19). From here on it is this project's own: keep what
        # your text says, take out what it does not, and let \`document:\` name that text. \`proviso policy lint\` checks the two.
        #
        # OpenEmbedded-Core: sign-offs required, AI-generated code permitted with AI-Generated before the sign-off.
        # Source: https://git.openembedded.org/openembedded-core, AGENTS.md, AI-generated code, at 06d397a09e28.
        # In force since 2026-08-19. Read 2026-11-30.
        # Left to people: a mark in the patch itself, which is recommended; the terms of the tool, and third parties' rights in
        # what it gave; the sign-off rules, which follow the Yocto Project's contributor guide, unread here.
        proviso: 1

        document: AGENTS.md
        # branch: master   (the branch whose policy governs stable branches too: yours may have another name)

        # Older commits are not judged: of the newest 4 commits 3 would fail.
        from: "12345678901234567890e2345678901234567890"

        ai:
          # "AI-generated code": permitted, with a mandatory tag.
          stance: permitted
          because: "#ai-generated-code"
          section: AI-generated code
          # The tag names the tool used; practice has more than twenty spellings, so any value but a denial discloses.

        rules:
          # "the DCO/Developer's Statement of Origin still applies in full".
          # Seen in the newest 4 commits: 3 met it, 1 did not.
          sign-off-present: { level: require, because: "#ai-generated-code" }
          # Seen in the newest 4 commits: 3 met it.
          sign-off-well-formed: require
          # Seen in the newest 4 commits: 3 met it.
          sign-off-by-author: { level: require, match: author-or-committer }
          # "must always be written by the human contributor, never by the AI tool".
          # Seen in the newest 4 commits: 3 met it.
          sign-off-human: { level: require, because: "#ai-generated-code" }

          # Permission is recorded, so that a report says which text gave it.
          # Seen in the newest 4 commits: 2 met it.
          ai-content-permitted: require
          # "Mandatory": an AI-Generated tag in the commit message …
          # Seen in the newest 4 commits: 0 met it, 2 did not.
          ai-disclosure: { level: require, trailers: [AI-Generated], because: "#ai-generated-code" }
          # Seen in the newest 4 commits: 0 met it, 1 did not.
          ai-signal-disclosed: { level: require, trailers: [AI-Generated], because: "#ai-generated-code" }
          # … before the Signed-off-by, naming the tool.
          # Seen in the newest 4 commits: 0 met it, 1 did not.
          ai-disclosure-form:
            level: require
            because: "#ai-generated-code"
            trailers:
              - key: AI-Generated
                form: Uses TOOL
                order: before-sign-off
          # "Co-authored-by should be omitted in favor of the AI-generated tag".
          # Seen in the newest 4 commits: 3 met it, 1 did not.
          no-tool-identity: { level: warn, fields: [co-author], because: "#ai-generated-code" }

      what it would have said of the newest 4 commits:
        fail: 4 commits: 3 failed, 1 passed; 1 with warnings; \`from\` spares them
        rule                  met  unmet  warned  undecided
        sign-off-present        3      1       0          0
        sign-off-well-formed    3      0       0          0
        sign-off-by-author      3      0       0          0
        sign-off-human          3      0       0          0
        ai-content-permitted    2      0       0          0
        ai-disclosure           0      2       0          0
        ai-signal-disclosed     0      1       0          0
        ai-disclosure-form      0      1       0          0
        no-tool-identity        3      0       1          0

        sign-off-present, for example:
          aaa100000000 second
              the commit has no sign-off

        ai-disclosure, for example:
          aaa200000000 third
              \`Assisted-by: Claude:model\` says that the change has AI-derived content, which is not
              disclosed in a trailer AI-Generated
          aaa300000000 fourth
              \`Claude <noreply@anthropic.com>\` says that the change has AI-derived content, which is not
              disclosed in a trailer AI-Generated

        ai-signal-disclosed, for example:
          aaa300000000 fourth
              \`Claude <noreply@anthropic.com>\` is the mark of an agent (Claude Code), and the message does
              not disclose AI-derived content

        ai-disclosure-form, for example:
          aaa200000000 third
              \`Assisted-by: Claude:model\` is not the project's form of disclosure

        no-tool-identity, for example:
          aaa300000000 fourth
              \`Claude <noreply@anthropic.com>\` is a co-author, and it is a tool (Claude Code)
      "
    `);
    expect(told(profiled)).toMatchInlineSnapshot(`
      "
      adoption: 1
      head.commit: "12345678901234567890e2345678901234567890"
      head.branch: "main"
      seen.commits: 4
      seen.cut: null
      seen.practice: [{"rule":"sign-off-present","options":{},"met":3,"of":4},{"rule":"sign-off-well-formed","options":{},"met":3,"of":3},{"rule":"sign-off-in-trailers","options":{},"met":3,"of":3},{"rule":"sign-off-by-author","options":{"match":"author"},"met":3,"of":3},{"rule":"sign-off-by-author","options":{"match":"author-or-committer"},"met":3,"of":3},{"rule":"sign-off-by-submitter","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{"keys":["Co-developed-by"]},"met":0,"of":0},{"rule":"sign-off-order","options":{},"met":0,"of":0},{"rule":"sign-off-human","options":{},"met":3,"of":3},{"rule":"sign-off-human","options":{"bots":"allow"},"met":3,"of":3},{"rule":"sign-off-named","options":{},"met":3,"of":3}]
      seen.disclosures: [{"key":"Assisted-by","commits":1}]
      seen.tools: [{"tool":"Claude Code","class":"agent","role":"Co-authored-by","commits":1}]
      seen.dcoYml: null
      seen.maintainers: null
      seen.mailmap: false
      seen.linters: []
      seen.documents: [{"path":"AGENTS.md","readable":true,"certificate":{"line":5,"words":"Developer's Statement of Origin","heading":null},"aiSections":[{"line":3,"heading":"AI-generated code","stance":null,"sentence":null,"exceptions":null}],"aiLine":null}]
      seen.notRead: []
      preview.conclusion: "fail"
      preview.counts: {"commits":4,"passed":1,"passedUnderException":0,"notApplicable":0,"undecided":0,"failed":3,"warned":1,"olderThanPolicy":0}
      preview.rules: {"sign-off-present":{"met":3,"unmet":1,"notApplicable":0,"undecided":0,"warned":0},"sign-off-well-formed":{"met":3,"unmet":0,"notApplicable":1,"undecided":0,"warned":0},"sign-off-by-author":{"met":3,"unmet":0,"notApplicable":1,"undecided":0,"warned":0},"sign-off-human":{"met":3,"unmet":0,"notApplicable":1,"undecided":0,"warned":0},"ai-content-permitted":{"met":2,"unmet":0,"notApplicable":2,"undecided":0,"warned":0},"ai-disclosure":{"met":0,"unmet":2,"notApplicable":2,"undecided":0,"warned":0},"ai-signal-disclosed":{"met":0,"unmet":1,"notApplicable":3,"undecided":0,"warned":0},"ai-disclosure-form":{"met":0,"unmet":1,"notApplicable":3,"undecided":0,"warned":0},"no-tool-identity":{"met":3,"unmet":0,"notApplicable":0,"undecided":0,"warned":1}}
      preview.examples: [{"rule":"sign-off-present","commits":[{"id":"aaa1000000000000000000000000000000000000","subject":"second","outcome":"unmet","text":"the commit has no sign-off"}]},{"rule":"ai-disclosure","commits":[{"id":"aaa2000000000000000000000000000000000000","subject":"third","outcome":"unmet","text":"\`Assisted-by: Claude:model\` says that the change has AI-derived content, which is not disclosed in a trailer AI-Generated"},{"id":"aaa3000000000000000000000000000000000000","subject":"fourth","outcome":"unmet","text":"\`Claude <noreply@anthropic.com>\` says that the change has AI-derived content, which is not disclosed in a trailer AI-Generated"}]},{"rule":"ai-signal-disclosed","commits":[{"id":"aaa3000000000000000000000000000000000000","subject":"fourth","outcome":"unmet","text":"\`Claude <noreply@anthropic.com>\` is the mark of an agent (Claude Code), and the message does not disclose AI-derived content"}]},{"rule":"ai-disclosure-form","commits":[{"id":"aaa2000000000000000000000000000000000000","subject":"third","outcome":"unmet","text":"\`Assisted-by: Claude:model\` is not the project's form of disclosure"}]},{"rule":"no-tool-identity","commits":[{"id":"aaa3000000000000000000000000000000000000","subject":"fourth","outcome":"unmet","text":"\`Claude <noreply@anthropic.com>\` is a co-author, and it is a tool (Claude Code)"}]}]
      proposal.profile: "openembedded"
      proposal.settings: []
      proposal.sparesHistory: true
      proposal.problems: []
      "
    `);
  });

  test("of files that cannot be used as they stand", () => {
    expect(shown(unusable)).toMatchInlineSnapshot(`
      "
      seen (123456789012 of main):
        1 of 1 commits are signed off
        1 of 1 commits name a person with a usable address in every sign-off
        1 of 1 commits have all their sign-offs where git looks for them
        1 of 1 commits are signed off by their author
        1 of 1 commits are signed off by people only
        1 of 1 commits name somebody in every sign-off
        .github/dco.yml cannot be carried over: expected true or false, found text
        .github/CODEOWNERS: of 2 owners it names 1 by a login, whose addresses have to stand under
          \`people:\` first
        .pre-commit-config.yaml:4 names the pre-commit hook \`sign-off\`; what it asks for was not looked
          into
        SubmittingPatches:3 names the Developer Certificate of Origin
        SubmittingPatches:1 speaks of AI: "Use of AI tools"
        SubmittingPatches is neither Markdown nor reStructuredText, so it cannot be the policy's document
          as it stands
        docs/hacking.md:3 has the heading "AI"; it has a heading "Exceptions"

      proposed proviso.yaml:

        # Proposed by \`proviso init\` from what it saw at commit 123456789012 of main. Read it before you commit it:
        # keep what your project means, take out what it does not. From here on it is your project's own.
        # \`proviso policy lint\` checks it, \`proviso explain RULE\` explains a rule, and docs/policy.md of Proviso has
        # every key.
        proviso: 1

        # SubmittingPatches:3 names the Developer Certificate of Origin, but is neither Markdown nor reStructuredText.
        # Name the text that binds, if there is one.
        # document: docs/hacking.md

        # Older commits than this would not be judged. Not needed for the newest 1 commit: none of them fails.
        # from: "12345678901234567890e2345678901234567890"

        # .github/CODEOWNERS is there and was left out: of 2 owners it names 1 by a login, whose addresses have to
        # stand under \`people:\` first.
        # maintainers: .github/CODEOWNERS

        # The branch whose policy governs stable branches too, if you have such.
        # branch: main

        # docs/hacking.md:3 has the heading "AI".
        # Whether that declines or permits it takes a person to read, so the stance is yours to set.
        # ai:
        #   stance: declined

        rules:
          # 1 of 1 commits are signed off.
          # .pre-commit-config.yaml:4 names the pre-commit hook \`sign-off\`; what it asks for was not looked into.
          # It only warns: whether every commit is to be signed off is for your project to say.
          sign-off-present: warn
          # Left out: 1 of 1 commits name a person with a usable address in every sign-off, and fewer than 5 are too
          # few to go by.
          # sign-off-well-formed: warn
          # Left out: 1 of 1 commits have all their sign-offs where git looks for them, and fewer than 5 are too few
          # to go by.
          # sign-off-in-trailers: warn
          # Left out: 1 of 1 commits are signed off by their author, and fewer than 5 are too few to go by.
          # sign-off-by-author: warn
          # Left out: 1 of 1 commits are signed off by people only, and fewer than 5 are too few to go by.
          # sign-off-human: warn
          # Left out: 1 of 1 commits name somebody in every sign-off, and fewer than 5 are too few to go by.
          # sign-off-named: warn

      what it would have said of the newest 1 commit:
        pass: 1 commit: 1 passed
        rule              met  unmet  warned  undecided
        sign-off-present    1      0       0          0
      "
    `);
    expect(told(unusable)).toMatchInlineSnapshot(`
      "
      adoption: 1
      head.commit: "12345678901234567890e2345678901234567890"
      head.branch: "main"
      seen.commits: 1
      seen.cut: null
      seen.practice: [{"rule":"sign-off-present","options":{},"met":1,"of":1},{"rule":"sign-off-well-formed","options":{},"met":1,"of":1},{"rule":"sign-off-in-trailers","options":{},"met":1,"of":1},{"rule":"sign-off-by-author","options":{"match":"author"},"met":1,"of":1},{"rule":"sign-off-by-author","options":{"match":"author-or-committer"},"met":1,"of":1},{"rule":"sign-off-by-submitter","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{},"met":0,"of":0},{"rule":"sign-off-by-co-authors","options":{"keys":["Co-developed-by"]},"met":0,"of":0},{"rule":"sign-off-order","options":{},"met":0,"of":0},{"rule":"sign-off-human","options":{},"met":1,"of":1},{"rule":"sign-off-human","options":{"bots":"allow"},"met":1,"of":1},{"rule":"sign-off-named","options":{},"met":1,"of":1}]
      seen.disclosures: []
      seen.tools: []
      seen.dcoYml: {"problems":[{"code":"wrong-type","severity":"error","text":"expected true or false, found text","source":".github/dco.yml","line":2,"column":15,"hint":null}]}
      seen.maintainers: {"path":".github/CODEOWNERS","form":"CODEOWNERS","people":2,"unfit":"of 2 owners it names 1 by a login, whose addresses have to stand under \`people:\` first"}
      seen.mailmap: false
      seen.linters: [{"path":".pre-commit-config.yaml","line":4,"setting":"the pre-commit hook \`sign-off\`","asks":"named"}]
      seen.documents: [{"path":"HACKING","readable":false,"certificate":null,"aiSections":[],"aiLine":null},{"path":"SubmittingPatches","readable":false,"certificate":{"line":3,"words":"Developer Certificate of Origin","heading":null},"aiSections":[],"aiLine":{"line":1,"words":"Use of AI tools"}},{"path":"docs/hacking.md","readable":true,"certificate":null,"aiSections":[{"line":3,"heading":"AI","stance":null,"sentence":null,"exceptions":"Exceptions"}],"aiLine":null}]
      seen.notRead: []
      preview.conclusion: "pass"
      preview.counts: {"commits":1,"passed":1,"passedUnderException":0,"notApplicable":0,"undecided":0,"failed":0,"warned":0,"olderThanPolicy":0}
      preview.rules: {"sign-off-present":{"met":1,"unmet":0,"notApplicable":0,"undecided":0,"warned":0}}
      preview.examples: []
      proposal.profile: null
      proposal.settings: [{"name":"document","value":"docs/hacking.md","state":"left-open","reasons":["SubmittingPatches:3 names the Developer Certificate of Origin, but is neither Markdown nor reStructuredText.","Name the text that binds, if there is one."]},{"name":"maintainers","value":".github/CODEOWNERS","state":"left-open","reasons":[".github/CODEOWNERS is there and was left out: of 2 owners it names 1 by a login, whose addresses have to stand under \`people:\` first."]},{"name":"branch","value":"main","state":"left-open","reasons":["The branch whose policy governs stable branches too, if you have such."]},{"name":"ai.stance","value":"declined","state":"left-open","reasons":["docs/hacking.md:3 has the heading \\"AI\\".","Whether that declines or permits it takes a person to read, so the stance is yours to set."]},{"name":"rules.sign-off-present","value":"warn","state":"proposed","reasons":["1 of 1 commits are signed off.",".pre-commit-config.yaml:4 names the pre-commit hook \`sign-off\`; what it asks for was not looked into.","It only warns: whether every commit is to be signed off is for your project to say."]},{"name":"rules.sign-off-well-formed","value":"warn","state":"left-open","reasons":["Left out: 1 of 1 commits name a person with a usable address in every sign-off, and fewer than 5 are too few to go by."]},{"name":"rules.sign-off-in-trailers","value":"warn","state":"left-open","reasons":["Left out: 1 of 1 commits have all their sign-offs where git looks for them, and fewer than 5 are too few to go by."]},{"name":"rules.sign-off-by-author","value":"warn","state":"left-open","reasons":["Left out: 1 of 1 commits are signed off by their author, and fewer than 5 are too few to go by."]},{"name":"rules.sign-off-human","value":"warn","state":"left-open","reasons":["Left out: 1 of 1 commits are signed off by people only, and fewer than 5 are too few to go by."]},{"name":"rules.sign-off-named","value":"warn","state":"left-open","reasons":["Left out: 1 of 1 commits name somebody in every sign-off, and fewer than 5 are too few to go by."]}]
      proposal.sparesHistory: false
      proposal.problems: []
      "
    `);
  });
});
