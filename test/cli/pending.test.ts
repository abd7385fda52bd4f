import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestRepository } from "../git/repository.ts";
import { declining, expectRefusal, maintainersFile, proviso, repositoryWith, signOff } from "./proviso.ts";

const scissors = "# ------------------------ >8 ------------------------\n";

let repository: TestRepository;
beforeAll(() => {
  repository = repositoryWith({ ...declining, MAINTAINERS: maintainersFile });
  repository.git("config", "user.name", "Ada Example");
  repository.git("config", "user.email", "ada@example.org");
  repository.write("docs/a.md", "a\n");
  repository.git("add", "--all");
});
afterAll(() => repository.remove());

/** Judges the commit that this message and the index would make. */
function check(message: string | Uint8Array, status: number, ...words: readonly string[]): void {
  const run = proviso(repository, ["check", "--message", "-"], { input: message });
  expect(run).toMatchObject({ status, stderr: "" });
  for (const word of words) expect(run.stdout).toContain(word);
  if (words.length === 0) expect(run.stdout).toBe("");
}

describe("a commit about to be made", () => {
  test("signed off: nothing is said", () => check(`t: x\n\nbody\n\n${signOff}`, 0));
  test("git's comments around the sign-off", () =>
    check(`t: x\n\n# Please enter the message\n${signOff}# On branch main\n#\n`, 0));
  test("a sign-off in a comment", () =>
    check(`t: x\n\n# ${signOff}`, 1, "sign-off-present: the commit has no sign-off"));
  test("a sign-off below the scissors", () => check(`t: x\n\n${scissors}${signOff}`, 1, "the commit has no sign-off"));
  test("a disclosure in the diff below the scissors", () =>
    check(`t: x\n\n${signOff}${scissors}# Do not touch\ndiff --git a/x b/x\n+Assisted-by: LLM\n`, 0));
  test("carriage returns", () => check(`t: x\r\n\r\n${signOff.replace("\n", "\r\n")}`, 0));
  test.each(["", "\n\n", "# only\n# comments\n"])("an empty message %j", (message) =>
    check(message, 1, "(to be committed) (no subject)", "the commit has no sign-off"),
  );
  test("NUL", () => check(`t: x\n\n${signOff}\0more\n`, 2, "a NUL byte ends the message early"));
  test("Latin-1", () => check(Buffer.from(`t: gr\xfc\xdfe\n\n${signOff}`, "latin1"), 0));
  test("two megabytes", () => check(`t: x\n\n${"x\n".repeat(1 << 20)}\n${signOff}`, 2, "longer than 1048576 bytes"));

  test("a maintainer under an exception waits for a second opinion", () =>
    check(
      `t: x\n\nAssisted-by: LLM\n${signOff}`,
      2,
      "undecided: ai-second-opinion: the author is a maintainer",
      "Lin Example",
    ));
  test("and with one is told what covers him", () =>
    check(
      `t: x\n\nAssisted-by: LLM\nAcked-by: Lin Example <lin@example.org>\n${signOff}`,
      0,
      "under exception small-fixes (doc.md:12), evident, Acked-by from `Lin Example <lin@example.org>`",
    ));
  test("his own word is not a second one", () =>
    check(`t: x\n\nAssisted-by: LLM\nAcked-by: Ada Example <ada@example.org>\n${signOff}`, 2, "ai-second-opinion"));

  test("what the index holds is what is judged", () => {
    repository.write("src/a.c", "int a;\n");
    repository.git("add", "--all");
    check(`t: x\n\nAssisted-by: LLM\n${signOff}`, 1, "ai-content-permitted", "src/a.c");
    repository.git("rm", "--quiet", "--cached", "src/a.c");
  });

  test("the policy is HEAD's, not the index's", () => {
    repository.write("proviso.yaml", "proviso: 1\nrules:\n  sign-off-human: require\n");
    repository.git("add", "proviso.yaml");
    check("t: x\n", 1, "the commit has no sign-off");
    repository.git("checkout", "--quiet", "HEAD", "--", "proviso.yaml");
  });

  test("somebody whom git does not know", () => {
    const environment = { GIT_AUTHOR_NAME: "", GIT_AUTHOR_EMAIL: "", GIT_COMMITTER_NAME: "", GIT_COMMITTER_EMAIL: "" };
    repository.git("config", "user.name", "");
    const run = proviso(repository, ["check", "--message", "-"], { input: `t: x\n\n${signOff}`, environment });
    repository.git("config", "user.name", "Ada Example");
    expectRefusal(run, 4, "git does not know who you are");
  });
});
