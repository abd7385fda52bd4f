import { describe, expect, test } from "vitest";
import { builtInDisclosures } from "../../src/core/commit/disclosures.ts";
import { readProfileChoice, revisionOn } from "../../src/core/policy/profile-choice.ts";
import { findProfile, profiles } from "../../src/core/policy/profiles.ts";
import { type ExampleId, examples } from "./examples.ts";
import { type Expectation, expectations } from "./expectations.ts";
import { judged, policyOf } from "./judged.ts";

/** The text that a name of the expectations stands for. */
function textOf(choice: string) {
  const { name, day } = readProfileChoice(choice) ?? { name: choice, day: null };
  const profile = findProfile(name);
  return profile === undefined ? undefined : revisionOn(profile, day);
}

const rulesFor = (id: ExampleId, byRule: Expectation["fails"] = {}): readonly string[] =>
  Object.keys(byRule)
    .filter((rule) => byRule[rule]?.includes(id))
    .sort();

/** What should become of an example: whatever fails fails, else whatever is open leaves it open. */
function expected(id: ExampleId, { fails, undecided, warns }: Expectation) {
  const all = { fails: rulesFor(id, fails), undecided: rulesFor(id, undecided), warns: rulesFor(id, warns) };
  const conclusion = all.fails.length > 0 ? "fail" : all.undecided.length > 0 ? "undecided" : "pass";
  return { conclusion, ...all };
}

describe.each(Object.entries(expectations))("%s", (choice, expectation) => {
  const text = textOf(choice);
  const policy = policyOf(text ?? { text: "" }, choice);
  test.each(examples)("$id", (example) => expect(judged(policy, example)).toEqual(expected(example.id, expectation)));
});

test("every text of every profile is expected something of, once", () => {
  const spoken = Object.keys(expectations).map(textOf);
  const all = profiles.flatMap(({ revisions }) => revisions);
  expect(all.filter((revision) => !spoken.includes(revision)).map(({ source }) => source)).toEqual([
    // The section on AI changed no rule that a program can check.
    findProfile("git")?.revisions[0].source,
  ]);
  expect(new Set(spoken).size).toBe(spoken.length);
});

test("every example is told apart by somebody, but for what everybody takes", () => {
  const seen = new Set(
    Object.values(expectations).flatMap(({ fails = {}, undecided = {}, warns = {} }) =>
      [fails, undecided, warns].flatMap((byRule) => Object.values(byRule).flat()),
    ),
  );
  expect(examples.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([
    "plain",
    "passed-on",
    "merge",
    "request-section",
    "request-section-denies",
  ]);
});

describe("the same commit is compliant in one project and refused in another, for the right reason each", () => {
  const say = (id: ExampleId, choice: string) => {
    const example = examples.find((one) => one.id === id);
    const text = textOf(choice);
    if (example === undefined || text === undefined) throw new Error(`there is no ${id} or no ${choice}`);
    const { conclusion, fails, warns } = judged(policyOf(text, choice), example);
    return [conclusion, ...fails, ...warns.map((rule) => `(${rule})`)].join(" ");
  };
  test.each([
    ["assisted-agent-model", "openssl", "pass"],
    ["assisted-agent-model", "nextcloud", "pass (ai-unattended) (ai-work-item)"],
    ["assisted-agent-model", "linux@2026-01-01", "pass"],
    ["assisted-agent-model", "linux", "pass (ai-disclosure-form)"],
    ["assisted-agent-model", "kubernetes", "fail no-tool-advertising"],
    ["assisted-agent-model", "homebrew", "fail no-tool-advertising (ai-disclosure)"],
    ["assisted-agent-model", "qemu", "fail ai-content-permitted (no-tool-advertising)"],
    ["assisted-agent-model", "openembedded", "fail ai-disclosure ai-disclosure-form"],
    ["assisted-llm", "linux", "pass"],
    ["assisted-llm", "openssl", "fail ai-disclosure-form"],
    ["ai-generated", "openembedded", "pass"],
    ["ai-generated-below", "openembedded", "fail ai-disclosure-form"],
    ["ai-generated", "mesa", "fail ai-disclosure ai-disclosure-form (ai-unattended)"],
    ["tool-co-author", "vllm", "pass"],
    ["tool-co-author", "pip", "fail no-tool-identity"],
    ["request-label", "rust", "undecided"],
    ["request-label", "scipy", "fail ai-disclosure"],
    ["assisted-llm", "scipy", "undecided"],
    ["request-label", "llvm", "pass"],
    ["media", "ghostty", "undecided"],
    ["request-by-program", "llvm", "pass (ai-unattended) (ai-work-item)"],
    ["request-by-program", "eslint", "pass (ai-work-item)"],
    ["request-by-program", "mesa", "pass (ai-unattended)"],
    ["request-by-program", "home-assistant", "fail ai-unattended"],
    ["unsigned", "llvm", "pass"],
    ["unsigned", "linux", "fail sign-off-present"],
  ] as const)("%s by %s: %s", (id, choice, words) => expect(say(id, choice)).toBe(words));
});

describe("where no trailer may credit a tool, every key that says that AI was used is one", () => {
  const keys = builtInDisclosures
    .map(({ key }) => key)
    .filter((key) => key !== "AI-used-for" && key !== "AI-generated");
  test.each(["kubernetes", "homebrew", "systemd"].flatMap((choice) => keys.map((key) => [choice, key] as const)))(
    "%s, %s",
    (choice, key) => {
      const example = { id: key, shows: key, message: `parser: fold\n\nWords.\n\n${key}: Claude Opus 4.8` };
      const policy = policyOf(textOf(choice) ?? { text: "" }, choice);
      expect(judged(policy, example).fails).toEqual(["no-tool-advertising"]);
    },
  );
});
