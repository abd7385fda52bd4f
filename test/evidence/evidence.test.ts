import { describe, expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { builtInClasses, createPathClasses } from "../../src/core/evidence/classes.ts";
import { nothingLearnt } from "../../src/core/evidence/content.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { compileGlob } from "../../src/core/text/glob.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { commitOf } from "../commit/facts.ts";
import { told } from "./prove.ts";

const nothing = nothingLearnt("nobody has looked");

const blob = "a".repeat(40);
const modified: Change = {
  path: "src/a.c",
  from: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: blob,
  newBlob: "b".repeat(40),
  added: 1,
  deleted: 1,
};
const renamed: Change = {
  ...modified,
  path: "src/b.c",
  from: "src/a.c",
  status: "renamed",
  newBlob: blob,
  added: 0,
  deleted: 0,
};
const executable: Change = { ...modified, newMode: "100755", newBlob: blob };

const proof = (kind: ChangeKind, changes: readonly Change[], parents = ["0".repeat(40)]) =>
  evidenceBy(createPathClasses({}))({ ...commitOf("topic\n", { parents }), changes: learned(changes) }, kind, nothing);

test("a path is of one class however often, and with however many others, it is sorted", () => {
  const classOf = createPathClasses({});
  const long = `docs/${"a".repeat(300)}.rst`;
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 11_000; number += 1)
      if (classOf(`docs/${number}.rst`) !== "docs") throw new Error(`docs/${number}.rst is no page`);
    expect([classOf("docs/10999.rst"), classOf(long), classOf("src/a.c")]).toEqual(["docs", "docs", "code"]);
  }
});

describe("what names, modes and blob ids prove", () => {
  test.each<[string, ChangeKind, readonly Change[], string]>([
    [
      "a file without its text in a folder of tools",
      "mode",
      [{ ...executable, path: ".github/a.sh", from: null }],
      "proved",
    ],
    ["a file renamed as it is", "rename", [renamed], "proved"],
    ["two of them", "rename", [renamed, { ...renamed, path: "c", from: "d" }], "proved"],
    [
      "a text that becomes a workflow",
      "rename",
      [{ ...renamed, from: ".github/a.yml", path: ".github/workflows/a.yml" }],
      "no-proof-available",
    ],
    ["a text that leaves a folder of tools", "rename", [{ ...renamed, from: ".ci/a.sh" }], "no-proof-available"],
    ["a workflow renamed where it stands", "rename", [{ ...renamed, from: ".ci/a.sh", path: ".ci/b.sh" }], "proved"],
    ["a rename with an edit", "rename", [{ ...renamed, newBlob: "b".repeat(40) }], "not-proved"],
    ["a rename and an edit elsewhere", "rename", [renamed, modified], "not-proved"],
    ["a rename with another mode", "rename", [{ ...renamed, newMode: "100755" }], "not-proved"],
    ["a copy", "rename", [{ ...renamed, status: "copied" }], "not-proved"],
    [
      "a rename whose blobs nobody hashed",
      "rename",
      [{ ...renamed, oldBlob: "0".repeat(40), newBlob: "0".repeat(40) }],
      "not-proved",
    ],
    ["a link renamed", "rename", [{ ...renamed, oldMode: "120000", newMode: "120000" }], "not-proved"],
    ["a submodule renamed", "rename", [{ ...renamed, oldMode: "160000", newMode: "160000" }], "not-proved"],
    ["a mode change", "rename", [executable], "not-proved"],
    ["a mode change", "mode", [executable], "proved"],
    ["a mode change with an edit", "mode", [{ ...executable, newBlob: "b".repeat(40) }], "not-proved"],
    [
      "a file that becomes a link",
      "mode",
      [{ ...executable, status: "type-changed", newMode: "120000" }],
      "not-proved",
    ],
    ["a rename", "mode", [renamed], "not-proved"],
    ["a rename and a mode change", "rename", [renamed, executable], "no-proof-available"],
    ["a rename and a mode change", "mode", [renamed, executable], "no-proof-available"],
    ["nothing", "rename", [], "not-proved"],
    ["nothing", "docs", [], "not-proved"],
    [
      "documents alone",
      "docs",
      [
        { ...modified, path: "docs/a.rst" },
        { ...modified, path: "README" },
      ],
      "proved",
    ],
    ["a document and code", "docs", [{ ...modified, path: "docs/a.rst" }, modified], "not-proved"],
    ["code renamed to a document", "docs", [{ ...renamed, path: "docs/a.rst" }], "not-proved"],
    ["tests alone", "tests", [{ ...modified, path: "tests/unit/a.c" }], "proved"],
    [
      "a submodule that goes",
      "tests",
      [{ ...modified, path: "tests/a", status: "deleted", oldMode: "160000", newMode: "000000" }],
      "no-proof-available",
    ],
    [
      "a submodule that becomes a file",
      "tests",
      [{ ...modified, path: "tests/a", status: "type-changed", oldMode: "160000" }],
      "no-proof-available",
    ],
    ["a lock file", "generated", [{ ...modified, path: "web/package-lock.json" }], "proved"],
    ["a kind that needs contents", "format", [modified], "no-proof-available"],
  ])("%s as %s", (_what, kind, changes, expected) => {
    const answer = proof(kind, changes);
    expect(answer.kind).toBe(expected);
    expect(told(answer)).toMatchSnapshot();
  });

  test("nothing is proved of a merge, nor of changes that are not known", () => {
    expect(proof("rename", [renamed], ["0".repeat(40), "2".repeat(40)]).kind).toBe("no-proof-available");
    expect(proof("docs", [{ ...modified, path: "README", status: "added", oldMode: "000000" }], []).kind).toBe(
      "not-proved",
    );
    const commit = { ...commitOf("topic\n"), changes: unknown("a shallow clone") };
    expect(evidenceBy(() => "code")(commit, "rename", nothing)).toEqual({
      kind: "no-proof-available",
      why: "a shallow clone",
    });
  });

  test.each(["format", "comments", "identifiers", "move", "substitution"] as const)(
    "%s asks for no contents where one file can be read by no grammar",
    (kind) => {
      const changes = learned([
        { ...modified, path: "a.c" },
        { ...modified, path: "b.pl" },
      ]);
      expect(evidenceBy(() => "code")({ ...commitOf("topic\n"), changes }, kind, nothing)).toEqual({
        kind: "not-proved",
        why: "no grammar is at hand for `b.pl`",
      });
    },
  );

  test("a proof says how", () => {
    const commit = { ...commitOf("topic\n"), changes: learned([renamed]) };
    expect(evidenceBy(() => "code")(commit, "rename", nothing)).toEqual({
      kind: "proved",
      how: "one path renamed, contents and modes equal",
    });
  });
});

describe("classes of paths", () => {
  const classOf = createPathClasses({});
  test.each([
    ["src/main.c", "code"],
    ["docs/conf.py", "code"],
    ["docs/requirements.txt", "code"],
    ["doc/CMakeLists.txt", "code"],
    ["src/readme.txt", "code"],
    ["latest/main.c", "code"],
    ["src/contest.c", "code"],
    ["a/t/b.c", "code"],
    ["po/meson.build", "code"],
    ["tests/qtest/a.c", "tests"],
    ["t/t0001-init.sh", "tests"],
    ["lib/test/a.c", "tests"],
    ["pkg/a_test.go", "tests"],
    ["web/a.test.tsx", "tests"],
    ["tests/README.md", "tests"],
    ...[
      "LICENSE LICENSE.md LICENSES/MIT.txt LICENSES/preferred/GPL-2.0 LICENSES/exceptions/Linux-syscall-note libs/COPYING.LIB COPYING COPYING3",
      "license.md docs/LICENSE_MIT.md MIT-LICENSE MIT-LICENSE.txt UNLICENSE docs/UNLICENSE.md COPYING.rst docs/NOTICE.md PATENTS docs/patents.md",
      "docs/licenses/MIT.txt docs/third-party.md licence.adoc docs/licensing.md tests/LICENSE LICENSE.GPL2 COPYING.LESSER LICENSE.Apache-2.0",
      "ThirdPartyNotices.txt THIRD-PARTY-NOTICES.txt debian/copyright assets/logo.png.license REUSE.toml .reuse/dep5 LICENSE-2.0 LICENSE-APACHE",
      "TERMS.md docs/terms-of-use.md PRIVACY.md docs/trademarks.md docs/WARRANTY.txt doc/gpl.texi doc/fdl-1.3.texi docs/mit.txt",
      "docs/apache-2.0.txt docs/legal/a.md docs/ICLA.md docs/developer-certificate-of-origin.md docs/contributor-agreement.md docs/relicensing.md",
    ].flatMap((paths) => paths.split(" ").map((path): [string, string] => [path, "licence"])),
    ...[
      "proviso.yaml .github/proviso.yaml .mailmap MAINTAINERS board/a/MAINTAINERS MAINTAINERS.md CODEOWNERS .github/CODEOWNERS pkg/OWNERS",
      "docs/MAINTAINERS.rst OWNERS_ALIASES AI_POLICY.md docs/ai-policy.rst GOVERNANCE.md",
    ].flatMap((paths) => paths.split(" ").map((path): [string, string] => [path, "policy"])),
    ...[
      "src/license.c scripts/check-license.py licenses.json .github/workflows/license.yml src/licenses/Makefile src/license/index.ts",
      "src/class.c src/clamp.S claims.md noticeboard.md src/notice.tsx tests/licenses/a.js LICENSES/check.py maintainers.py src/owners.go",
      "docs/index.html docs/_static/a.js docs/a.css",
      "docs/_templates/a.rst docs/requirements/base.txt requirements-dev.txt docs/build-requirements.txt CLAUDE.md docs/AGENTS.md GEMINI.md",
      ".cursorrules .github/copilot-instructions.md prompts/a.md src/prompts/a.txt src/main/java/org/test/A.java library/test/src/lib.rs",
      "playbooks/test/main.yml plugins/test/a.py lib/ansible/plugins/test/core.py",
      ".github/PULL_REQUEST_TEMPLATE.md .github/agents/a.md .windsurf/rules/a.md .kiro/steering/a.md tests/.github/workflows/a.yml",
      ".github/actions/test/action.yml AGENT.md QWEN.md docs/prompt.md system_prompt.md memory-bank/a.md rules.md .rules.md docs/instructions.md",
      "docs/apt.txt docs/reqs.txt docs/docsite/known_good_reqs.txt docs/reqs-dev.txt docs/security.txt docs/spelling_wordlist.txt docs/_static/a.txt",
      "doc/imx/habv4/csf_examples/mx8m/csf_fit.txt docs/samples/a.txt",
    ].flatMap((paths) => paths.split(" ").map((path): [string, string] => [path, "code"])),
    ["docs/notes.md", "docs"],
    ["docs/agents/a.md", "docs"],
    ["src/test/java/org/A.java", "tests"],
    ["docs/devel/a.rst", "docs"],
    ["Documentation/process/a.txt", "docs"],
    ["man/man1/a.1", "docs"],
    ["po/de.po", "translation"],
    ["assets/logo.png", "media"],
    ["Cargo.lock", "generated"],
    ["api/v1/a.pb.go", "generated"],
  ])("%s is %s", (path, expected) => {
    expect(classOf(path)).toBe(expected);
  });

  test("the policy's own come first", () => {
    const own = createPathClasses({ generated: ["pc-bios/"], code: ["tests/lib/"] });
    expect([own("pc-bios/a.bin"), own("tests/lib/a.c"), own("tests/a.c")]).toEqual(["generated", "code", "tests"]);
  });

  test("legal texts and files of the policy leave their classes only by their names", () => {
    const wide = createPathClasses({ docs: ["docs/**", "*.md"], tests: ["tests/"], code: ["**/OWNERS*"] });
    const kept = ["docs/LICENSE.md", "tests/COPYING", "NOTICE.md", "docs/MAINTAINERS.md", "OWNERS"];
    expect(kept.map(wide)).toEqual(["licence", "licence", "licence", "policy", "policy"]);
    const named = createPathClasses({
      docs: ["docs/NOTICE.md", "/PRIVACY.md"],
      code: ["OWNERS"],
      tests: ["licensing.md"],
    });
    const left = ["docs/NOTICE.md", "PRIVACY.md", "pkg/OWNERS", "docs/licensing.md"];
    expect(left.map(named)).toEqual(["docs", "docs", "code", "tests"]);
    const added = createPathClasses({ licence: ["legal/**"], policy: ["GOVERNANCE.md"] });
    expect(["legal/a.json", "GOVERNANCE.md"].map(added)).toEqual(["licence", "policy"]);
  });

  test("the policy's own files stay its own, whatever the globs say", () => {
    const classOf = createPathClasses({ docs: ["docs/provenance.md"], code: ["**"] }, ["docs/provenance.md"]);
    expect(["docs/provenance.md", "docs/other.md"].map(classOf)).toEqual(["policy", "code"]);
  });

  test("a glob that cannot be read matches nothing", () => {
    expect(createPathClasses({ docs: ["[a"] })("a.c")).toBe("code");
  });

  test("every built-in glob can be read", () => {
    for (const glob of builtInClasses.flatMap(([, globs]) => globs)) expect(compileGlob(glob).ok, glob).toBe(true);
  });
});
