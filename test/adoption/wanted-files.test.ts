import { expect, test } from "vitest";
import { documentsMax, wantedFiles } from "../../src/core/adoption/wanted-files.ts";

const documents = (...paths: readonly string[]): readonly string[] => wantedFiles(paths).documents;

test.each([
  ["CONTRIBUTING.md", true],
  [".github/CONTRIBUTING.md", true],
  ["docs/contributing.rst", true],
  ["docs/devel/code-provenance.rst", true],
  ["docs/code_provenance-rules.md", true],
  ["docs/provenance (draft).md", true],
  ["docs/codex-provenance-rules.md", false],
  ["docs/devel/submitting-a-patch.rst", true],
  ["doc/develop/sending_patches.rst", true],
  ["Documentation/SubmittingPatches", true],
  ["Documentation/process/coding-assistants.rst", true],
  ["AI_POLICY.md", true],
  ["AGENTS.md", true],
  ["README", true],
  ["docs/README.md", false],
  ["Documentation/translations/it_IT/process/submitting-patches.rst", false],
  ["src/provenance.c", false],
  ["docs/provenance.html", false],
  ["vendor/x/CONTRIBUTING.md", false],
  ["docs/a\nb/CONTRIBUTING.md", false],
  ["docs/\u202e/CONTRIBUTING.md", false],
  ["docs/\udc80/CONTRIBUTING.md", false],
  ["docs/a\\b/CONTRIBUTING.md", false],
])("%j is a document for contributors: %s", (path, is) => {
  expect(documents(path)).toEqual(is ? [path] : []);
});

test("what is likelier to bind comes first", () => {
  expect(
    documents("README.md", "docs/z/CONTRIBUTING.md", "CONTRIBUTING.md", "docs/provenance.md", "docs/ai-policy.md"),
  ).toEqual(["docs/provenance.md", "docs/ai-policy.md", "CONTRIBUTING.md", "docs/z/CONTRIBUTING.md", "README.md"]);
});

test("more documents than are read are counted", () => {
  const many = Array.from({ length: documentsMax + 3 }, (_, index) => `docs/${index}/CONTRIBUTING.md`);
  const wanted = wantedFiles(many);
  expect([wanted.documents.length, wanted.documentsLeftOut]).toEqual([documentsMax, 3]);
});

test("settings that are programs are told from those that are data", () => {
  const wanted = wantedFiles([
    "commitlint.config.js",
    ".commitlintrc.mjs",
    ".commitlintrc.yaml",
    "lib/commitlint.config.js",
  ]);
  expect(wanted.programs).toEqual(["commitlint.config.js", ".commitlintrc.mjs"]);
  expect(wanted.linters).toEqual([".commitlintrc.yaml"]);
});
