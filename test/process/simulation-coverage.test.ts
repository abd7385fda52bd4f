import { describe, expect, test } from "vitest";
import {
  type Coverage,
  coverageOf,
  excludedByPaths,
  factsLeft,
  isAboutPaths,
  kindsOf,
  notReadWhole,
} from "../../src/core/process/simulation-coverage.ts";
import type { Example } from "../../src/testing/example.ts";
import { situationOf } from "../../src/testing/situations.ts";
import { policyFrom } from "../../src/testing/surroundings.ts";

const maintainers = "Core\nM: Ada Lovely <ada@example.org>\nM: Lin <lin@example.org>\nF: src/\n";

/** An entry of these fields, and a commit by Ada to judge it for. */
function listed(fields: string, example: Partial<Example> = {}, rules = "ai-content-permitted: require") {
  const surroundings = {
    policy: `proviso: 1\ndocument: docs/provenance.md\nmaintainers: MAINTAINERS\nai: { stance: declined, exceptions: Exceptions }\nrules: { ${rules} }\n`,
    document: {
      format: "markdown" as const,
      text: `# Exceptions\n\n## Small fixes\n\n- **Exception:** small-fixes\n${fields}\nText.\n`,
    },
    maintainers,
  };
  const policy = policyFrom(surroundings);
  const [entry] = policy.exceptions;
  if (entry === undefined) throw new Error("the document of a test lists an entry");
  const text = example.text ?? "lamp: on\n\nSigned-off-by: Ada Lovely <ada@example.org>\n";
  const situation = situationOf({ ...example, text, surroundings }, {}, ["changes", "earlier-commits"]);
  return { entry, situation, clauses: policy.clauses };
}

function coverage(...given: Parameters<typeof listed>): Coverage {
  const { entry, situation, clauses } = listed(...given);
  return coverageOf(entry, situation, clauses);
}

const opinionRule = "ai-content-permitted: require, ai-second-opinion: require";

describe("how an entry stands for a commit, had it declared AI use", () => {
  test.each<[what: string, given: Parameters<typeof listed>, expected: Coverage]>([
    [
      "all of it holds",
      ["- **Covers:** code\n- **At most:** 9 changed lines\n"],
      {
        kind: "evident",
        condition: null,
        why: "every path is code; 2 changed lines",
        opinion: null,
      },
    ],
    [
      "a condition fails",
      ["- **Covers:** docs\n- **At most:** 9 changed lines\n"],
      { kind: "not", condition: "Covers: docs", why: "src/example.c is code", opinion: null },
    ],
    [
      "it has ended",
      ["- **Covers:** code\n- **Until:** 2026-01-31\n"],
      { kind: "not", condition: "it ended on 2026-01-31", why: "it ended on 2026-01-31", opinion: null },
    ],
    [
      "people judge some of it",
      ["- **Covers:** code\n- **Judgement:** it is boring\n"],
      {
        kind: "judgement",
        condition: "Judgement: it is boring",
        why: "the document leaves it to people",
        opinion: { state: "waits", words: "" },
      },
    ],
    [
      "a fact is missing",
      ["- **Covers:** code\n- **Who:** contributors with 3 earlier commits\n"],
      {
        kind: "unknown",
        condition: "Who: contributors with 3 earlier commits",
        why: "",
        opinion: null,
      },
    ],
    [
      "only another's word is missing",
      ["- **Covers:** code\n- **Needs:** second opinion\n"],
      {
        kind: "judgement",
        condition: "Needs: second opinion",
        why: "only another maintainer's word is missing",
        opinion: { state: "waits", words: "" },
      },
    ],
  ])("%s", (_, given, expected) => {
    expect(coverage(...given)).toEqual({
      ...expected,
      why: expected.why === "" ? expect.any(String) : expected.why,
      opinion: expected.opinion && { ...expected.opinion, words: expect.stringContaining("Lin") },
    });
  });
});

describe("a maintainer's own work needs another's word where all is evident", () => {
  const acked = { text: "lamp: on\n\nAcked-by: Lin <lin@example.org>\nSigned-off-by: Ada Lovely <ada@example.org>\n" };
  const kims = { author: "Kim <kim@example.org>", text: "lamp: on\n\nSigned-off-by: Kim <kim@example.org>\n" };
  test.each<[what: string, example: Partial<Example>, rules: string, state: string | null]>([
    ["if a clause asks for it", {}, opinionRule, "waits"],
    ["and it is there", acked, opinionRule, "given"],
    ["but not if the clause is off", {}, "ai-content-permitted: require, ai-second-opinion: off", null],
    ["nor if no clause asks", {}, "ai-content-permitted: require", null],
    ["nor of somebody else's", kims, opinionRule, null],
  ])("%s", (_, example, rules, state) => {
    const found = coverage("- **Covers:** code\n", example, rules);
    expect([found.kind, found.opinion?.state ?? null]).toEqual(["evident", state]);
  });
});

describe("what the paths alone exclude", () => {
  test.each<[fields: string, paths: readonly string[], condition: string | null]>([
    ["- **Covers:** docs\n", ["src/a.c"], "Covers: docs"],
    ["- **Covers:** docs\n", ["docs/a.md"], null],
    ["- **Covers:** docs\n- **Not paths:** docs/b/\n", ["docs/b/a.md"], "Not paths: docs/b/"],
    ["- **Paths:** src/\n- **At most:** 0 files\n", ["src/a.c"], null],
  ])("%j of %j", (fields, paths, condition) => {
    const { entry, situation } = listed(fields);
    expect(excludedByPaths(entry, situation, paths)?.condition ?? null).toBe(condition);
  });

  test.each<[fields: string, is: boolean]>([
    ["- **Covers:** docs\n", true],
    ["- **Paths:** src/\n", true],
    ["- **Not paths:** src/\n", true],
    ["- **Change:** rename\n- **At most:** 3 files\n", false],
  ])("%j is about paths: %s", (fields, is) => {
    expect(isAboutPaths(listed(fields).entry)).toBe(is);
  });
});

describe("the facts that could still turn it", () => {
  test.each<[fields: string, kind: Coverage["kind"], facts: readonly string[]]>([
    ["- **Change:** format\n", "judgement", ["content"]],
    [
      "- **Change:** format\n- **Who:** contributors with 3 earlier commits\n",
      "unknown",
      ["earlier-commits", "content"],
    ],
    ["- **Change:** rename\n", "judgement", []],
    ["- **Change:** format\n", "not", []],
    ["- **Change:** format\n", "evident", []],
  ])("of %j that is %s", (fields, kind, facts) => {
    const { entry, situation } = listed(fields);
    expect(factsLeft(entry, situation, { kind, condition: null, why: "", opinion: null })).toEqual(facts);
  });

  test("are of the kinds of change that the entry names", () => {
    const { entry, situation } = listed("- **Change:** format, rename\n");
    expect([...kindsOf(entry, situation)]).toEqual(["format"]);
  });
});

test("of a commit that cannot be read whole nothing is decided", () => {
  expect(notReadWhole("a NUL byte")).toEqual({ kind: "unknown", condition: null, why: "a NUL byte", opinion: null });
});
