import { describe, expect, test } from "vitest";
import { readLinterSettings } from "../../src/core/adoption/linter-settings.ts";
import * as fc from "../random-cases.ts";

const asked = (name: string, text: string): readonly string[] =>
  readLinterSettings([{ name, text }]).settings.map(({ line, asks }) => `${asks}:${line}`);

describe("commitlint", () => {
  test.each([
    [".commitlintrc.json", '{"rules":{"signed-off-by":[2,"always","Signed-off-by:"]}}', ["error:1"]],
    [".commitlintrc.json", '{\n"rules":{\n"signed-off-by":[1,"always"]}}', ["warning:3"]],
    [".commitlintrc", "rules:\n  signed-off-by: [2, always, 'Signed-off-by:']\n", ["error:2"]],
    [".commitlintrc.yml", "rules:\n  trailer-exists: [2, always, 'Signed-off-by:']\n", ["error:2"]],
    ["package.json", '{\n\t"commitlint": {"rules": {"signed-off-by": [2, "always", "Signed-off-by:"]}}}', ["error:2"]],
    [".commitlintrc.json", '{"rules":{"signed-off-by":[0,"always","Signed-off-by:"]}}', []],
    [".commitlintrc.json", '{"rules":{"signed-off-by":[2,"never","Signed-off-by:"]}}', []],
    [".commitlintrc.json", '{"rules":{"trailer-exists":[2,"always","Change-Id:"]}}', []],
    [".commitlintrc.json", '{"rules":{"signed-off-by":[2,"always","Reviewed-by:"]}}', []],
    ["package.json", '{"rules":{"signed-off-by":[2,"always","Signed-off-by:"]}}', []],
    [".commitlintrc.json", '{"rules":{"signed-off-by":2}}', []],
    [".commitlintrc.json", "[]", []],
  ])("%s %s", (name, text, expected) => {
    expect(asked(name, text)).toEqual(expected);
  });
});

describe("gitlint", () => {
  test.each([
    ["[general]\ncontrib=contrib-body-requires-signed-off-by\n", ["error:2"]],
    ["[general]\ncontrib = contrib-title-conventional-commits,CC1\n", ["error:2"]],
    [
      "[general]\ncontrib:\n  contrib-title-conventional-commits,\n  contrib-body-requires-signed-off-by\n",
      ["error:2"],
    ],
    ["[general]\ncontrib=CC1\nignore=T1,CC1\n", []],
    ["# [general]\n# contrib=CC1\n", []],
    ["[general]\n# contrib=CC1\n", []],
    ["[other]\ncontrib=CC1\n", []],
    ["contrib=CC1\n", []],
    ["", []],
  ])("%j", (text, expected) => {
    expect(asked(".gitlint", text)).toEqual(expected);
  });
});

describe("pre-commit", () => {
  test.each([
    ["repos:\n- repo: https://example.org/x\n  hooks:\n  - id: dco-check\n  - id: black\n", ["named:4"]],
    ["repos:\n- hooks: [{ id: check-signoff }, { id: sign-off }]\n", ["named:2", "named:2"]],
    ["repos:\n- hooks: [{ id: adco }, { id: codespell }]\n", []],
    ["repos: 1\n", []],
  ])("%j", (text, expected) => {
    expect(asked(".pre-commit-config.yaml", text)).toEqual(expected);
  });
});

test.each([
  [".commitlintrc.json", "module.exports = {}", "it is no JSON"],
  [".commitlintrc.yaml", "rules: [", "flow"],
  ["package.json", `{"a":"${"x".repeat(1 << 18)}"}`, "it is longer than 262144 characters"],
])("%s that cannot be read is named", (name, text, why) => {
  const { settings, notRead } = readLinterSettings([{ name, text }]);
  expect(settings).toEqual([]);
  expect(notRead).toEqual([{ what: name, why: expect.stringMatching(new RegExp(why, "i")) as string }]);
});

test("no text makes it throw", () => {
  const name = fc.constantFrom(
    ".gitlint",
    ".commitlintrc",
    "package.json",
    ".pre-commit-config.yaml",
    ".commitlintrc.json",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.json({ depthSize: "large" }).map((json) => `{"rules":${json},"repos":[{"hooks":${json}}],"commitlint":${json}}`),
    fc.constantFrom("[".repeat(100_000), `${'{"rules":'.repeat(20_000)}1`, "&a [*a]", '{"__proto__":{"rules":1}}'),
  );
  fc.assert(
    fc.property(name, text, (path, content) => {
      const { settings, notRead } = readLinterSettings([{ name: path, text: content }]);
      expect(settings.every(({ line }) => line === null || line >= 1)).toBe(true);
      expect(notRead.length).toBeLessThan(2);
    }),
  );
});
