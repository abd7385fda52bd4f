import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { coverageOf } from "../../src/core/policy/coverage.ts";
import { createHinter } from "../../src/core/policy/coverage-hints.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { findProfile } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What may help with each sentence of a document, where rules are switched on: profiles, and rules. */
function hinted(
  text: string,
  rules: readonly string[],
  digest = digestOf,
): readonly (readonly [profiles: string, rules: string])[] {
  const policy = policyFromTexts(
    {
      policy: { name: "proviso.yaml", text: `proviso: 1\ndocument: a.md\nrules: { ${rules.join(", ")} }\n` },
      document: { name: "a.md", text },
    },
    catalogue,
  );
  const hint = createHinter(policy, catalogue);
  return coverageOf(policy, digest).sentences.map((sentence) => {
    const { profiles, rules: about } = hint(sentence);
    return [
      profiles.map(({ profile, anchor }) => `${profile}: ${anchor.checked.map(({ id }) => id).join(" ")}`).join("; "),
      about.join(" "),
    ];
  });
}

test.each<[sentence: string, rules: string]>([
  ["All patches must carry a sign-off.", "sign-off-present"],
  ["Contributors MUST Sign off.", "sign-off-present"],
  ["The AI-generated parts must be marked.", "ai-disclosure ai-content-permitted"],
  ["Names of pets must be short.", "sign-off-named"],
  ["Everything must be small.", ""],
])("%s", (sentence, rules) => {
  const on = [
    "sign-off-present: require",
    "sign-off-named: warn",
    "ai-disclosure: require",
    "ai-content-permitted: warn",
    "sign-off-order: off",
  ];
  expect(hinted(`${sentence}\n`, on)).toEqual([["", rules]]);
});

test("a rule that is off is not proposed", () => {
  expect(hinted("A bot must not sign.\n", ["sign-off-present: require", "sign-off-human: off"])).toEqual([["", ""]]);
  expect(hinted("A bot must not sign.\n", ["sign-off-human: require"])).toEqual([["", "sign-off-human"]]);
});

test("the entry of a profile for the very same sentence is shown, and no other", () => {
  const text = findProfile("qemu")?.text ?? "";
  const [entry] = parsePolicy({ name: "qemu", text }, catalogue).settings.coverage;
  if (entry?.digest === null || entry === undefined) throw new Error("the profile qemu has an entry with a digest");
  const same = `${entry.digest}${"0".repeat(52)}`;
  const document = "Everything must be small.\n";
  const checked = entry.checked.map(({ id }) => id).join(" ");
  expect(hinted(document, ["sign-off-present: require"], () => same)).toEqual([[`qemu: ${checked}`, ""]]);
});
