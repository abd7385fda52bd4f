import { describe, expect, test } from "vitest";
import { loadProfile, profileLoaders } from "../../src/app/load-profile.ts";
import { initialPolicy } from "../../src/core/policy/init.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { dayOfText } from "../../src/core/policy/profile-choice.ts";
import { findProfile, profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { parseDay } from "../../src/core/text/day.ts";

const parse = (text: string) => parsePolicy({ name: "proviso.yaml", text }, catalogue);

/** Each text of each profile. */
const texts = profiles.flatMap((profile) =>
  profile.revisions.map((revision) => ({
    profile,
    revision,
    label: `${profile.name}, ${dayOfText(profile, revision)}`,
  })),
);

describe.each(texts)("$label", ({ profile, revision }) => {
  test("has no problem, as it stands and as `init` writes it", () => {
    expect(parse(revision.text).problems).toEqual([]);
    expect(parse(initialPolicy(profile, revision)).problems).toEqual([]);
  });

  test("says what it is, where it comes from and what it leaves to people", () => {
    const head = revision.text.slice(0, revision.text.indexOf("\nproviso: 1"));
    expect(revision.source).toMatch(/^https:\/\//);
    expect(head.startsWith(`# ${profile.title}: `)).toBe(true);
    expect(head).toContain("# Source: ");
    expect(head).toContain("# Left to people: ");
    expect(revision.text.split("\n").filter((line) => line.length > 130)).toEqual([]);
  });

  test("judges by at least one clause that is required", () => {
    const { clauses } = parse(revision.text).settings;
    expect(clauses.filter(({ level }) => level === "require").length).toBeGreaterThan(0);
  });
});

describe.each(profiles)("profile $name", (profile) => {
  test("is dated, sourced and found by its name", () => {
    const { name, summary, date, read, revisions } = profile;
    expect(name).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(summary).toMatch(/^[^.\n]{20,100}$/);
    expect(parseDay(date)).toBe(date);
    expect(parseDay(read)).toBe(read);
    expect(findProfile(name.toUpperCase())?.name).toBe(name);
    const [, ...later] = revisions;
    expect(later.filter(({ change }) => change === null)).toEqual([]);
  });

  test("has its texts in the order in which they came into force", () => {
    const days = profile.revisions.map(({ since }) => since ?? "");
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.slice(1)).not.toContain("");
    expect(days.filter((day) => day > profile.read)).toEqual([]);
  });

  test("is loaded from its own file, and is the same", async () => {
    expect(await loadProfile(profile.name)).toEqual({
      ok: true,
      value: { profile, revision: profile.revisions.at(-1) },
    });
  });
});

test("every profile can be loaded, in the order of the list", () =>
  expect(Object.keys(profileLoaders)).toEqual(profiles.map(({ name }) => name)));

test("there is no profile of another name", () => expect(findProfile("nobody")).toBeUndefined());

describe("a text of a day", () => {
  const sinceOf = async (text: string) => {
    const chosen = await loadProfile(text);
    return chosen.ok ? chosen.value.revision.since : chosen.text;
  };
  test.each([
    ["qemu", "2025-09-24"],
    ["QEMU@2025-09-24", "2025-09-24"],
    ["qemu@2025-09-23", "2025-06-24"],
    ["qemu@2025-06-24", "2025-06-24"],
    ["qemu@2025-06-23", null],
    ["linux@2026-08-02", "2026-01-01"],
    ["linux@2026-08-03", "2026-08-03"],
    ["linux@2020-01-01", null],
    ["kubernetes@2026-03-31", "2025-12-15"],
    ["kubernetes@2025-12-14", "the profile kubernetes begins on 2025-12-15, so it has no text of 2025-12-14"],
    ["qemu@yesterday", "`qemu@yesterday` names no day: write it as `qemu@2026-01-31`"],
    ["qemu@2026-02-30", "`qemu@2026-02-30` names no day: write it as `qemu@2026-01-31`"],
    [
      "qmeu",
      `there is no profile \`qmeu\`; did you mean \`qemu\`? (\`proviso init --list\` shows all ${profiles.length})`,
    ],
    ["constructor", `there is no profile \`constructor\` (\`proviso init --list\` shows all ${profiles.length})`],
    ["", `there is no profile \`\` (\`proviso init --list\` shows all ${profiles.length})`],
  ])("%j: %j", async (text, expected) => expect(await sinceOf(text)).toBe(expected));
});

test("QEMU's text lists no exception, and its profile brings none", () => {
  const { settings } = parse(findProfile("qemu")?.text ?? "");
  expect(settings.ai).toMatchObject({ stance: "declined", exceptions: "Exceptions" });
  expect(settings.ai.section).toEqual(["Use of AI-generated content", "Use of AI content generators"]);
  expect(settings.document).toEqual(["docs/devel/code-provenance.rst"]);
  const levels = Object.fromEntries(settings.clauses.map(({ rule, level }) => [rule.id, level]));
  expect(levels).toMatchObject({
    "sign-off-present": "require",
    "sign-off-by-author": "warn",
    "sign-off-by-submitter": "require",
    "sign-off-order": "warn",
    "ai-content-permitted": "require",
    "ai-second-opinion": "require",
    "no-tool-advertising": "warn",
  });
});
