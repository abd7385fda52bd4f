import { describe, expect, test } from "vitest";
import { type ClaimVocabulary, createClaimReader } from "../../src/core/commit/claim-reader.ts";
import type { Claim } from "../../src/core/commit/claims.ts";
import { justificationFor, paragraphReachMax } from "../../src/core/commit/justification.ts";
import { looseTags } from "../../src/core/commit/loose-tags.ts";
import { spanText } from "../../src/core/text/source.ts";
import { commitOf } from "./facts.ts";

const listed: ClaimVocabulary = {
  disclosures: [],
  citations: ["AI-exception"],
  exceptions: [
    { id: "mechanical-changes", title: "Mechanical changes" },
    { id: "tests", title: "Test cases" },
    { id: "page-fault", title: "Fault pages" },
  ],
};

function claimsOf(text: string, vocabulary = listed): readonly Claim[] {
  const commit = commitOf(text);
  return createClaimReader(vocabulary)(commit, commit.trailers, looseTags(text, commit.trailers));
}

const block = (line: string): string =>
  `topic: words\n\nBody.\n\n${line}\nSigned-off-by: Ada Lovely <ada@example.org>\n`;

describe("what the value of a disclosure says", () => {
  test.each([
    ["Assisted-by: none", "none"],
    ["Assisted-by: N/A", "none"],
    ["Assisted-by: LLM", "content"],
    ["Assisted-by: LLM coccinelle sparse", "content"],
    ["Assisted-by: LLM [codegen, tests]", "content"],
    ["Assisted-by: Claude:claude-3-opus coccinelle sparse", "content"],
    ["Assisted-by: Gemini-CLI:Google Gemini 3", "content"],
    ["Assisted-by: pi:gpt-5.5", "content"],
    ["Assisted-by: Claude Opus", "content"],
    ["Assisted-by: Claude", "content"],
    ["Assisted-by: Claude Opus 4.7 <noreply@anthropic.com>", "content"],
    ["Assisted-by: Claude <noreply@anthropic.com>", "content"],
    ["Assisted-by: Amp <amp@ampcode.com>", "content"],
    ["Assisted-by: Amp <amp@ampcodexcom>", "unclassified"],
    ["Assisted-by: Claude <noreply@anthropic.com> # and Ada", "unclassified"],
    ["Assisted-by: Opus 4.7", "content"],
    ["assisted-BY: GitHub Copilot", "content"],
    ["Assisted-by: generic LLM chatbot", "content"],
    ["Assisted-by: ChatGPTv5", "unclassified"],
    ["Assisted-by: Ada Lovely", "unclassified"],
    ["Assisted-by: Claude Dupont <claude@example.org>", "unclassified"],
    ["Assisted-by: Ai Yamada <ai@example.org>", "unclassified"],
    ["Assisted-by: Laura Gemini", "unclassified"],
    ["Assisted-by: Devin", "unclassified"],
    ["Assisted-by: Ada Lovely <ada@openai.com>", "unclassified"],
    ["Assisted-by: Ada Lovely <copilot@example.org>", "unclassified"],
    ["Assisted-by: Ada Lovely on https://example.org/issues/1", "unclassified"],
    ["Assisted-by: @ada:example.org", "unclassified"],
    ["Assisted-by: Dinner and a beer", "unclassified"],
    ["Assisted-by: coccinelle", "unclassified"],
    ["Assisted-by:", "unclassified"],
    ["Generated-by: Claude (Claude Sonnet 4.6)", "content"],
    ["Generated-By: GNU-LLM version 1.0", "content"],
    ["Generated-by: none", "none"],
    ["Generated-by: Claude", "content"],
    ["Generated-by: protoc 3.1", undefined],
    ["Generated-by: coccinelle", undefined],
    ["Made-with: Cursor", "content"],
    ["Made-with: love", undefined],
    ["Commit-generated-by: GitHub Copilot <copilot@github.com>", "content"],
    ["Commit-generated-by: release-tool 3", undefined],
    ["AI-used-for: code (refactoring), tests", "content"],
    ["AI-used-for: research, code", "content"],
    ["AI-used-for: research (of the API), analysis", "outside-scope"],
    ["AI-used-for: analysis", "outside-scope"],
    ["AI-used-for: none", "none"],
    ["AI-used-for: collecting comments and updating patch", "unclassified"],
    ["AI-Generated: Uses Example Tool", "content"],
    ["AI-generated: no", "none"],
    ["Ai-assisted: true", "content"],
    ["AI-assisted-by: Example Tool", "content"],
    ["AI-assistant: Example Tool", "content"],
    ["AI-Agent: example", "content"],
    ["Coding-Agent: example", "content"],
    ["Helped-by: LLM", undefined],
  ])("%s", (line, kind) => {
    const claims = claimsOf(block(line));
    expect(claims.map((claim) => claim.kind)).toEqual(kind === undefined ? [] : [kind]);
    for (const claim of claims) expect(spanText(claim.at)).toBe(line);
  });

  test("the policy's own reading of a key comes first", () => {
    const own = { key: "Assisted-by", none: null, outsideScope: null, content: "house tool [0-9]+" };
    expect(claimsOf(block("Assisted-by: house tool 7"), { ...listed, disclosures: [own] })[0]?.kind).toBe("content");
    expect(claimsOf(block("Assisted-by: LLM"), { ...listed, disclosures: [own] })[0]?.kind).toBe("unclassified");
  });

  test("a pattern that cannot be compiled fits nothing", () => {
    const own = { key: "House", none: "(", outsideScope: null, content: null };
    expect(claimsOf(block("House: x"), { ...listed, disclosures: [own] })[0]?.kind).toBe("unclassified");
  });
});

describe("where a disclosure stands", () => {
  const where = (text: string): readonly (boolean | string)[] =>
    claimsOf(text).map(({ source }) => (source.by === "disclosure" ? source.inTrailerBlock : source.cited));
  test("in git's block", () => expect(where(block("AI-used-for: code"))).toEqual([true]));
  test("in a block that git rejects", () =>
    expect(where("topic\n\nAI-used-for: code\n[ada: a note]\n")).toEqual([false]));
  test("in the middle of the body", () => expect(where(block("AI-used-for: code\n\nMore."))).toEqual([false]));
  test("indented it is quoted", () => expect(where("topic\n\nAs in\n\n    AI-used-for: code\n\nwords\n")).toEqual([]));
  test("indented less than code it is not", () =>
    expect(where("topic\n\n AI-used-for: code\n\nwords\n\n   AI-used-for: tests\n\nwords\n")).toEqual([false, false]));
  test("folded into a trailer it is no value", () =>
    expect(where("topic\n\nSigned-off-by: Ada <ada@example.org>\n     AI-used-for: code\n")).toEqual([false]));
  test("a value too long to be read is open, whatever the key", () => {
    const claims = claimsOf(block(`Generated-by: ChatGPT ${"x".repeat(2000)}`));
    expect(claims.map(({ kind }) => kind)).toEqual(["unclassified"]);
  });
  test("in a constituent of a forge's squash", () => {
    const text =
      "topic (#7)\n\n* one\n\nAI-used-for: code\n\n* two\n\nAI-used-for: tests\nSigned-off-by: Ada Lovely <ada@example.org>\n";
    expect(where(text)).toEqual([true, true]);
  });
});

const citedIn = (text: string): readonly string[] =>
  claimsOf(text).flatMap(({ source }) => (source.by === "citation" ? [`${source.as} ${source.cited}`] : []));

describe("what cites an exception (docs/decisions/0003)", () => {
  test.each([
    ["Covered by exception mechanical-changes.", "id mechanical-changes"],
    ["Exception mechanical-changes applies", "id mechanical-changes"],
    ["exception: mechanical-changes", "id mechanical-changes"],
    ["under the mechanical-changes exception", "id mechanical-changes"],
    ["under the\nmechanical-changes\nexception, since", "id mechanical-changes"],
    ["under the exception\nmechanical-changes", "id mechanical-changes"],
    ["(exception mechanical-changes)", "id mechanical-changes"],
    ["(This falls under exception mechanical-changes.)", "id mechanical-changes"],
    ["exception mechanical-changes—nothing else", "id mechanical-changes"],
    ["an exception (mechanical-changes)", "id mechanical-changes"],
    ["exception **mechanical-changes**", "id mechanical-changes"],
    ["exception _mechanical-changes_", "id mechanical-changes"],
    ["exception <mechanical-changes>", "id mechanical-changes"],
    ["exception [mechanical-changes](docs/provenance.md)", "id mechanical-changes"],
    ["the **mechanical-changes** exception", "id mechanical-changes"],
    ["**mechanical-changes exception**", "id mechanical-changes"],
    ["exception\u00a0mechanical-changes", "id mechanical-changes"],
    ["under the exception\r\nmechanical-changes", "id mechanical-changes"],
    ["under the mechanical-changes\r\nexception", "id mechanical-changes"],
    ["under the AI\r\nexception no-such-thing", "id no-such-thing"],
    ["Note: under exception mechanical-changes", "id mechanical-changes"],
    ["AI-used-for: code (exception mechanical-changes)", "id mechanical-changes"],
    ["exception `mechanical-changes`", "id mechanical-changes"],
    ["exception ``mechanical-changes``", "id mechanical-changes"],
    ["the ``mechanical-changes`` exception", "id mechanical-changes"],
    ['exception "Mechanical  changes"', "title Mechanical changes"],
    ["the “mechanical changes” exception", "title Mechanical changes"],
    ["the AI exception mechanical-changes", "id mechanical-changes"],
    ["the mechanical-changes AI exception", "id mechanical-changes"],
    ["exception `tests`", "id tests"],
    ["the tests AI exception", "id tests"],
    ["policy exception tests", "id tests"],
    ["AI exception no-such-thing", "id no-such-thing"],
    ["the no-such-thing AI exception", "id no-such-thing"],
    ['provenance exception "No such thing"', "title No such thing"],
    ['provenance exception "no such thing"', "title no such thing"],
    ['provenance exception "no-such-thing"', "id no-such-thing"],
    ["policy exception `gone`", "id gone"],
    ["code-provenance exception no-such-thing", "id no-such-thing"],
  ])("%s", (body, expected) => {
    expect(citedIn(`topic\n\n${body}\n`)).toEqual([expected]);
  });

  test.each([
    "mechanical-changes",
    '"Mechanical changes"',
    "The mechanical changes of this series",
    "exception Mechanical-Changes",
    "exception mechanical-changes-2",
    "exception mechanical",
    "exception mechanical-changes/x",
    "exception mechanical-changes.c",
    "exception mechanical-changes()",
    "exception (tests)",
    "AI exception (no-such-thing)",
    "Link: the exception mechanical-changes",
    'Fixes: 0123456789ab ("docs: exception mechanical-changes")',
    "Reported-by: the exception mechanical-changes <a@example.org>",
    "exceptional mechanical-changes",
    "raise_exception mechanical-changes",
    "java.lang.Exception mechanical-changes",
    "floating-point exception",
    "exception access-fault",
    "the tests exception",
    "exception tests",
    "exception handling",
    'throws an exception "bad value"',
    "AI exception handling",
    "the AI exceptions process",
    "a long-standing policy exception",
    "policy exception process",
    "    exception mechanical-changes",
    "\texception mechanical-changes",
    "> exception mechanical-changes",
    "```\nexception mechanical-changes\n```",
    "`throw exception mechanical-changes`",
    "exception\n\nmechanical-changes",
  ])("not %s", (body) => {
    expect(citedIn(`topic\n\n${body}\n`)).toEqual([]);
  });

  test.each([
    ["AI-exception: mechanical-changes", ["id mechanical-changes"]],
    ["ai-Exception: `tests`", ["id tests"]],
    ["AI-exception: Mechanical Changes", ["title Mechanical changes"]],
    ["AI-exception: mechanical-changes, tests", ["id mechanical-changes", "id tests"]],
    ["AI-exception: no-such-thing", ["id no-such-thing"]],
    ["AI-exception: mechanical-changes. Every call is changed the same way by a tool.", ["id mechanical-changes"]],
    ["Reviewed-by: exception mechanical-changes", []],
  ])("the policy's own trailer: %s", (line, expected) => {
    expect(citedIn(block(line))).toEqual(expected);
  });

  test("a long message of nothing but the word is read once", () => {
    expect(citedIn(`topic\n\n${"exception ".repeat(100_000)}`)).toEqual([]);
    expect(citedIn(`topic\n\n${'exception "'.repeat(90_000)}`)).toEqual([]);
    expect(citedIn(`topic\n\n${"`AI exception a-\n".repeat(60_000)}`)).toEqual([]);
  });
});

describe("a justification is a full sentence in the paragraph that cites", () => {
  function sentence(text: string): string | null {
    const [claim] = claimsOf(text).filter(({ source }) => source.by === "citation");
    if (claim === undefined) throw new Error("the text cites nothing");
    const found = justificationFor(text, claim.at);
    return found === null ? null : text.slice(found.start, found.end);
  }
  test.each([
    ["Every caller is renamed the same way. Exception mechanical-changes.", "Every caller is renamed the same way."],
    [
      "exception mechanical-changes: anybody would change these\ncallers in the same way.",
      "exception mechanical-changes: anybody would change these\ncallers in the same way.",
    ],
    [
      "This is exception mechanical-changes, since e.g. every caller\nof v1.2 changes alike (see above).",
      "This is exception mechanical-changes, since e.g. every caller\nof v1.2 changes alike (see above).",
    ],
    ["Covered by exception mechanical-changes.", null],
    ["Under exception mechanical-changes because all of the callers change alike", null],
    ["exception mechanical-changes\n\nEvery caller is renamed the same way.", null],
    ["1. 2. 3. 4. 5. 6. exception mechanical-changes.", null],
  ])("%s", (body, expected) => {
    expect(sentence(`topic\n\n${body}\n\nAnother paragraph of the message says five words.\n`)).toBe(expected);
  });

  const plain = `${"words without an end ".repeat(3)}\n`;
  const many = plain.repeat(Math.ceil(paragraphReachMax / plain.length));
  const said = "Every caller is renamed the same way by it.";
  const folds = " of it and so on\n".repeat(paragraphReachMax / 10);
  test.each([
    ["within reach before", `${said}\nException mechanical-changes\n${many}`, said],
    ["out of reach before", `${said}\n${many}Exception mechanical-changes`, null],
    ["out of reach behind", `Exception mechanical-changes\n${many}${said}`, null],
    [
      "in a tag that the reach cuts",
      `Tested-by: Ada <ada@example.org>\n${folds} ${said}\nLink: x\nException mechanical-changes\n`,
      null,
    ],
    ["in a line that the reach cuts", `exception mechanical-changes ${"word ".repeat(paragraphReachMax)}end.`, null],
  ])("a sentence %s", (_where, body, expected) => {
    expect(sentence(`topic\n\n${body}\n`)).toBe(expected);
  });

  test("tags are no sentences, the citing one excepted", () => {
    expect(
      sentence(block("AI-exception: tests\nReviewed-by: Some very long name of a person. Inc. <ada@example.org>")),
    ).toBe(null);
    for (const blank of [" ", "\t"]) {
      const folded = `Every case is made from the table\n${blank}above by the same script.`;
      expect(sentence(block(`AI-exception: tests. ${folded}`))).toContain(folded);
      expect(sentence(block(`Tested-by: Ada <ada@example.org>\n${blank}${folded}\nAI-exception: tests`))).toBe(null);
    }
  });
});
