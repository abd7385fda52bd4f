import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { declining, maintainersFile, plainPolicy, signOff } from "../cli/proviso.ts";
import { git, hooked } from "./hooks.ts";

const repository = hooked(["prepare-commit-msg"], { ...declining, MAINTAINERS: maintainersFile });
afterAll(() => repository.remove());
beforeEach(() => {
  repository.git("reset", "--quiet", "--hard", "base");
});

/** What somebody sees in the editor, who then writes a title above it. */
function seen(args: readonly string[] = [], settings: readonly string[] = [], there = repository): string {
  const copy = join(there.home, "seen");
  writeFileSync(copy, "");
  const editor = `f() { cp "$1" '${copy}'; printf 't: x\\n\\n${signOff.trim()}\\n' | cat - '${copy}' > "$1"; }; f`;
  const set = settings.flatMap((setting) => ["-c", setting]);
  git(there, [...set, "commit", "--allow-empty", "--quiet", ...args], { environment: { GIT_EDITOR: editor } });
  return readFileSync(copy, "utf8");
}

const note = [
  "# This project declines AI-derived content (doc.md).",
  "# Exceptions that it lists: small-fixes; `proviso explain ID` says for what.",
  "# (`git config proviso.hints false` turns this note off.)",
  "#",
  "",
].join("\n");

describe("prepare-commit-msg", () => {
  test("adds comments only, before git's own", () => {
    const text = seen();
    expect(text).toContain(`\n${note}# Please enter the commit message`);
    expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
    expect(repository.git("log", "-1", "--format=%B")).toBe(`t: x\n\n${signOff.trim()}`);
  });

  test.each([
    ["above the scissors", [], ["commit.verbose=true"], true],
    ["a template", ["--template=doc.md"], [], true],
    ["another comment character", [], ["core.commentChar=;"], true],
    ["the character that git picks", ["--template=doc.md"], ["core.commentChar=auto"], true],
    ["git adds no comments", [], ["commit.status=false"], true],
    ["a message is there", ["-em", "t: y"], [], false],
    ["an amended commit", ["--amend"], [], false],
    ["comments are kept", ["--cleanup=whitespace"], [], false],
    ["comments are kept by scissors", [], ["commit.cleanup=scissors"], false],
    ["it is turned off", [], ["proviso.hints=false"], false],
  ] as const)("%s", (_, args, settings, noted) => {
    const text = seen(args, settings);
    expect(text.includes("This project declines")).toBe(noted);
    if (noted) expect(repository.git("log", "-1", "--format=%B")).not.toContain("declines");
  });

  test("nothing where nobody edits, in a merge, or where the policy asks nothing of AI content", () => {
    expect(git(repository, ["commit", "--allow-empty", "-qm", "t: x"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(repository.git("log", "-1", "--format=%B")).toBe("t: x");
    const plain = hooked(["prepare-commit-msg"], { "proviso.yaml": plainPolicy });
    expect(seen([], [], plain)).not.toContain("proviso.hints");
    plain.remove();
  });
});
