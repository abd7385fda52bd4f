import { expect, test } from "vitest";
import { changesBetween, noPolicy, type PolicySketch, sketchOf, wasListed } from "../../src/core/audit/milestones.ts";
import { createSubsystemTally } from "../../src/core/audit/subsystems.ts";
import { parseMaintainersFile } from "../../src/core/people/maintainers-file.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { policyOf } from "./history.ts";

const settings = (stance: string): string =>
  `document: docs/policy.md\nai: { stance: ${stance}, section: AI, exceptions: Exceptions }\nrules: { sign-off-present: require }\n`;
const listing = (...entries: readonly string[]): string =>
  `# AI\n\nSaid.\n\n## Exceptions\n\n${entries.map((id) => `### ${id}\n\n- **Exception:** ${id}\n- **Covers:** code\n\n`).join("")}`;
const withdrawn = (id: string): string =>
  listing(id).replace("- **Covers", "- **Withdrawn:** 2026-01-01 nobody needs it\n- **Covers");

/** As if the policy stood in the repository. */
const own = (policy: Policy): PolicySketch => sketchOf({ ...policy, origin: { ...policy.origin, kind: "repository" } });
const unsaid = policyOf("rules: { sign-off-present: require }\n");
const bare = own(unsaid);
const of = (document: string, stance = "declined"): PolicySketch => own(policyOf(settings(stance), document));

test.each<readonly [name: string, before: PolicySketch, after: PolicySketch, said: readonly string[]]>([
  ["nothing", noPolicy, noPolicy, []],
  ["the same", of(listing("one")), of(listing("one")), []],
  ["a first policy", noPolicy, bare, ["`proviso.yaml` appears"]],
  ["none any more", bare, noPolicy, ["`proviso.yaml` vanishes"]],
  [
    "another file",
    bare,
    { ...bare, settings: { name: ".github/proviso.yaml", text: "" } },
    ["the policy is now in `.github/proviso.yaml`"],
  ],
  [
    "all at once",
    noPolicy,
    of(listing("one", "two")),
    [
      "`proviso.yaml` appears",
      "the document `docs/policy.md` appears",
      "AI-derived content is declined from here on",
      "the section on exceptions appears",
      "exception `one` is listed",
      "exception `two` is listed",
    ],
  ],
  [
    "settings and a document that lists nothing",
    bare,
    of(listing()),
    [
      "`proviso.yaml` changes",
      "the document `docs/policy.md` appears",
      "AI-derived content is declined from here on",
      "the section on exceptions appears, and lists none",
    ],
  ],
  ["words alone", of(listing("one")), of(`Words.\n\n${listing("one")}`), []],
  ["a document elsewhere", of(listing()), { ...of(listing()), document: "b.md" }, ["the document moves to `b.md`"]],
  ["no document", of(listing()), { ...of(listing()), document: null }, ["the document `docs/policy.md` vanishes"]],
  [
    "another stance",
    of(listing(), "declined"),
    { ...of(listing(), "declined"), stance: { position: "permitted", state: "in-force" } },
    ["AI-derived content is permitted from here on"],
  ],
  [
    "another stance that was never in force",
    { ...bare, stance: { position: "declined", state: "not-yet" } },
    { ...bare, stance: { position: "permitted", state: "not-yet" } },
    [],
  ],
  [
    "a heading that is gone",
    of(listing()),
    { ...of(listing()), stance: { position: "declined", state: "vanished" } },
    ["the heading that puts the stance on AI content in force vanishes"],
  ],
  [
    "a stance that is not in force any more",
    of(listing()),
    { ...of(listing()), stance: { position: "declined", state: "not-yet" } },
    [],
  ],
  [
    "no list",
    of(listing("one")),
    { ...of(listing()), listsExceptions: false },
    ["the section on exceptions vanishes", "exception `one` is taken out of the list"],
  ],
  [
    "the list",
    of(listing("one", "two")),
    of(listing("two", "three")),
    ["exception `three` is listed", "exception `one` is taken out of the list"],
  ],
  ["an entry", of(listing("one")), of(listing("one").replace("code", "tests")), ["exception `one` changes"]],
  ["an entry's end", of(listing("one")), of(withdrawn("one")), ["exception `one` is withdrawn"]],
  [
    "words of an entry that has ended",
    of(withdrawn("one")),
    of(withdrawn("one").replace("nobody", "no person")),
    ["exception `one` changes"],
  ],
  ["an entry that has ended already", of(listing()), of(withdrawn("one")), ["exception `one` is listed, as withdrawn"]],
])("a policy that changes in %s", (_name, before, after, said) => {
  expect(changesBetween(before, after)).toEqual(said);
});

test.each([
  ["repository", "proviso.yaml"],
  ["dco.yml", "proviso.yaml"],
  ["profile", undefined],
  ["built-in", undefined],
] as const)("a policy of the kind %s is the repository's own: %s", (kind, name) => {
  const { settings: read, ...others } = sketchOf({ ...unsaid, origin: { ...unsaid.origin, kind } });
  expect(read?.name).toBe(name);
  expect(others).toEqual({
    document: null,
    documentPaths: [],
    stance: noPolicy.stance,
    listsExceptions: false,
    exceptions: new Map(),
  });
});

test("an exception was listed if a change of the list named it", () => {
  const milestones = changesBetween(of(listing()), of(listing("one-more"))).map((text) => ({ text }));
  expect(["one-more", "one", "more", "one-more`"].map((id) => wasListed(id, milestones))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

const owned = parseMaintainersFile({
  name: "MAINTAINERS",
  text: "Block\nM: Ada <ada@example.org>\nF: block/\n\nTools\nM: Lin <lin@example.org>\nF: tools/\n\nTHE REST\nM: Ada <ada@example.org>\nF: *\nF: */\n",
}).maintainers;

test.each([
  [
    "sections",
    learned(owned),
    "Block 3 (1 1 1 1 of 2), Tools 2 (1 0 0 1 of 2), (top) 1 (0 0 0 0 of 1), docs/ 1 (0 0 0 0 of 1)",
  ],
  [
    "directories",
    unknown("no file"),
    "block/ 3 (1 1 1 1 of 2), tools/ 2 (1 0 0 1 of 2), (top) 1 (0 0 0 0 of 1), docs/ 1 (0 0 0 0 of 1)",
  ],
] as const)("a commit counts in each subsystem that it touches, by %s", (_name, maintainers, expected) => {
  const tally = createSubsystemTally(maintainers);
  const standing = { warned: false, relies: null };
  tally.add(["docs/a", "README"], { standing: { ...standing, kind: "passed" }, independence: "own" });
  tally.add(["tools/a"], { standing: { ...standing, kind: "passed" }, independence: "unclear" });
  tally.add(["block/a", "block/b", "tools/b"], {
    standing: { ...standing, kind: "failed" },
    independence: "independent",
  });
  tally.add(["block/a"], { standing: { ...standing, kind: "undecided" }, independence: "merge" });
  tally.add(["block/c"], { standing: { kind: "passed", warned: true, relies: null }, independence: "unsigned" });
  expect(
    tally
      .close()
      .map(
        ({ name, commits, failed, undecided, warned, independent, signable }) =>
          `${name} ${commits} (${failed} ${undecided} ${warned} ${independent} of ${signable})`,
      )
      .join(", "),
  ).toBe(expected);
});
