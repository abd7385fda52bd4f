import { describe, expect, test } from "vitest";
import { initialPolicy } from "../../src/core/policy/init.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { findProfile, profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { parseDay } from "../../src/core/text/day.ts";

const parse = (text: string) => parsePolicy({ name: "proviso.yaml", text }, catalogue);

describe.each(profiles)("profile $name", ({ name, text, date, source, summary }) => {
  test("has no problem, as it stands and as `init` writes it", () => {
    expect(parse(text).problems).toEqual([]);
    expect(parse(initialPolicy({ name, text, date, source, summary })).problems).toEqual([]);
  });

  test("says what it is, where it comes from and of which day", () => {
    expect(parseDay(date)).toBe(date);
    expect(source).toMatch(/^https:\/\//);
    expect(summary).toMatch(/^[^.\n]{20,100}$/);
    expect(text.startsWith("# ")).toBe(true);
    expect(text.slice(0, text.indexOf("\nproviso: 1"))).toContain("# Source: ");
    expect(text.split("\n").filter((line) => line.length > 130)).toEqual([]);
  });

  test("judges by at least one clause that is required", () => {
    const { clauses } = parse(text).settings;
    expect(clauses.filter(({ level }) => level === "require").length).toBeGreaterThan(0);
  });

  test("is found by its name", () => expect(findProfile(name.toUpperCase())?.name).toBe(name));
});

test("there is no profile of another name", () => expect(findProfile("nobody")).toBeUndefined());

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
