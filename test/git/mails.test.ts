import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import type { AppliedMails } from "../../src/ports/applied-series.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** A history whose patches hold what mails are known to get wrong. */
function contributionIn(repository: TestRepository): void {
  repository.commit({
    message: "base\n",
    files: { "a.c": "int a;\n", "old name.c": "int o;\nint p;\n", "crlf.txt": "a\r\nb\r\n" },
  });
  repository.git("tag", "base");
  repository.commit({
    message:
      "a: one more\n\nFrom here on this is body text, at 10:00 in 2026\n\n---\nnot the patch yet\n\nSigned-off-by: Ada Example <ada@example.org>\n",
    files: { "a.c": "int a;\nint b;\n" },
  });
  repository.git("mv", "old name.c", "new näme.c");
  repository.commit({
    message: "[area] rename: over\n two lines of subject\n",
    files: { "bin.dat": Buffer.from([0, 1, 2, 255, 0]) },
  });
  repository.git("update-index", "--chmod=+x", "a.c");
  repository.commit({ message: "modes\n", author: { name: "Łukasz Exämple", email: "l@example.org" } });
  repository.commit({ message: "gone\n", files: { "bin.dat": null } });
}

async function applied(
  repository: Repository,
  mails: string | Uint8Array,
  onto: string | null = null,
): Promise<AppliedMails> {
  const answer = await repository.applyMails(Buffer.from(mails), onto);
  if (!answer.ok) throw new Error(answer.error.text);
  return answer.value;
}

async function opened(directory: string): Promise<Repository> {
  const answer = await openRepository(directory);
  if (!answer.ok) throw new Error(answer.error.text);
  return answer.value;
}

/** Tree, author, author's date and message of each commit. */
async function told({ repository, patches }: AppliedMails): Promise<readonly string[]> {
  const commits = await Promise.all(patches.map(({ commit }) => repository.readCommit(commit)));
  return commits.map((commit) => {
    if (!commit.ok) throw new Error(commit.error.text);
    const text = Buffer.from(commit.value.bytes ?? "").toString("utf8");
    return text.replace(/^(?:parent|committer) .*\n/gm, "");
  });
}

const state = (repository: TestRepository): string =>
  [
    repository.git("for-each-ref"),
    repository.git("count-objects", "-v"),
    readFileSync(join(repository.path, ".git/index")).toString("base64"),
    repository.git("status", "--porcelain"),
  ].join("\n");

const leftBehind = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("proviso-mails-"));

describe.each(["sha1", "sha256"] as const)("mails into a %s repository", (objectFormat) => {
  let repository: TestRepository;
  let port: Repository;
  const mails = (...options: string[]): string =>
    `${repository.git("format-patch", "--stdout", ...options, "base..main")}\n`;
  beforeAll(async () => {
    repository = createRepository({ objectFormat });
    contributionIn(repository);
    port = await opened(repository.path);
  });
  afterAll(async () => {
    await port.close();
    repository.remove();
  });

  test.each([
    ["plain"],
    ["--attach"],
    ["--thread"],
    ["--binary", "--full-index"],
    ["-M", "--cover-letter"],
    ["--minimal", "-U1"],
  ])("become the commits of `git am` (%s %s)", async (...options) => {
    const text = mails(...options.filter((option) => option.startsWith("-")));
    const before = state(repository);
    const result = await applied(port, text, "base");
    const clone = repository.clone("--no-local");
    clone.git("checkout", "--quiet", "base");
    clone.run(["am", "--quiet", ...(options.includes("--cover-letter") ? ["--empty=drop"] : [])], { input: text });
    const wanted = clone
      .git("rev-list", "--reverse", "base..HEAD")
      .split("\n")
      .map((id) => `${clone.git("cat-file", "commit", id)}\n`.replace(/^(?:parent|committer) .*\n/gm, ""));
    expect(await told(result)).toEqual(wanted);
    expect(state(repository)).toBe(before);
    await result.repository.close();
    expect(result.without).toEqual(options.includes("--cover-letter") ? [1] : []);
  });

  test("lose carriage returns, as with `git am`, so a file that has them is refused", async () => {
    const clone = repository.clone("--no-local");
    clone.commit({ message: "crlf\n", files: { "crlf.txt": "a\r\nb\r\nc\r\n" } });
    const answer = await port.applyMails(Buffer.from(clone.git("format-patch", "--stdout", "-1")), "main");
    expect(answer).toMatchObject({ ok: false, error: { code: "does-not-apply" } });
    expect(() =>
      repository.clone("--no-local").run(["am"], { input: clone.git("format-patch", "--stdout", "-1") }),
    ).toThrow();
  });

  test("are told by their Message-Ids", async () => {
    const result = await applied(port, mails("--thread"), "base");
    expect(result.patches).toHaveLength(4);
    for (const { messageId } of result.patches) expect(messageId).toMatch(/^<[^<>\s]+>$/);
    await result.repository.close();
  });

  test("go on to the base that they name, else on to HEAD", async () => {
    const base = repository.git("rev-parse", "base");
    const named = await applied(port, mails("--base=base"));
    expect(named).toMatchObject({ onto: base, ontoBy: "mails" });
    await named.repository.close();
    const covered = await applied(port, mails("--base=base", "--cover-letter"));
    expect(covered.onto).toBe(base);
    await covered.repository.close();
    const answer = await port.applyMails(Buffer.from(mails()), null);
    expect(answer).toMatchObject({ ok: false, error: { code: "does-not-apply" } });
    if (!answer.ok) expect(answer.error.text).toMatch(/^mail 1 \(a: one more\) does not apply to HEAD: .*`--onto`$/);
  });

  test("say which base they name that is not here, and behind what a patch does not apply", async () => {
    const lost = mails("--base=base").replaceAll(/^base-commit: .*$/gm, `base-commit: ${"d".repeat(40)}`);
    const answer = await port.applyMails(Buffer.from(lost), null);
    expect(answer).toMatchObject({ ok: false, error: { code: "unknown-revision" } });
    if (!answer.ok)
      expect(answer.error.text).toMatch(/^the mails name the base dddddddddddd, which this repository does/);
    const twice = mails().replaceAll("+int b;", "+int b;").concat(mails());
    const again = await port.applyMails(Buffer.from(twice), "base");
    if (!again.ok) expect(again.error.text).toMatch(/does not apply to [0-9a-f]{12} behind the 4 patches before it: /);
    expect(again.ok).toBe(false);
  });

  test("their objects are gone with the handle, and only then", async () => {
    const before = leftBehind();
    const result = await applied(port, mails(), "base");
    const { commit = "" } = result.patches[0] ?? {};
    expect(leftBehind()).toHaveLength(before.length + 1);
    expect(await result.repository.resolve(commit)).toMatchObject({ ok: true });
    expect(await port.resolve(commit)).toMatchObject({ ok: false });
    await result.repository.close();
    expect(leftBehind()).toEqual(before);
  });
});

describe("mails that are no patches", () => {
  let repository: TestRepository;
  let port: Repository;
  beforeAll(async () => {
    repository = createRepository();
    repository.commit({ message: "base\n", files: { "a.c": "int a;\n" } });
    port = await opened(repository.path);
  });
  afterAll(async () => {
    await port.close();
    repository.remove();
  });
  const from =
    "From 1 Mon Sep 17 00:00:00 2001\nFrom: Ada Example <ada@example.org>\nDate: Mon, 17 Sep 2001 00:00:00 +0000\n";
  const add = (path: string) =>
    `---\n\ndiff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`;

  test.each<readonly [what: string, mails: string | Uint8Array, code: string, words: string]>([
    ["nothing", "", "no-patch", "no mail with a patch"],
    ["a talk", `${from}Subject: hello\n\nwhat do you think?\n`, "no-patch", "no mail with a patch"],
    ["noise", Buffer.from([0, 255, 10, 0, 13, 10, 200]), "no-patch", "no mail with a patch"],
    [
      "a path out of the tree",
      `${from}Subject: [PATCH] x\n\n${add("../../../evil")}`,
      "does-not-apply",
      "invalid path",
    ],
    [
      "a path into .git",
      `${from}Subject: [PATCH] x\n\n${add(".git/hooks/pre-commit")}`,
      "does-not-apply",
      "does not apply",
    ],
    [
      "a broken patch",
      `${from}Subject: [PATCH] x\n\n---\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,9 +1 @@\n-x\n`,
      "does-not-apply",
      "corrupt patch",
    ],
    [
      "nobody's",
      `From 1 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] x\n\n${add("x.c")}`,
      "no-author",
      "no author and date that a commit could have",
    ],
    [
      "a patch of another tool",
      `${from}Subject: x\n\nIndex: a.c\n@@ -1 +1 @@\n-a\n+b\n`,
      "no-patch",
      "mail 1 (x) is meant for a patch",
    ],
    [
      "a patch that was lost",
      `${from}Subject: [PATCH v2 3/7] x\n\nsee attachment\n`,
      "no-patch",
      "mail 1 (x) is meant for a patch",
    ],
    ["too many", `${from}Subject: x\n\nx\n\n`.repeat(1_001), "too-large", "more than 1000 mails"],
    ["a NUL byte in the message", `${from}Subject: [PATCH] x\n\na\0b\n${add("x.c")}`, "no-patch", "a NUL byte"],
  ])("%s", async (_what, mails, code, words) => {
    const before = leftBehind();
    const answer = await port.applyMails(Buffer.from(mails), null);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    if (!answer.ok) expect(answer.error.text).toContain(words);
    expect(leftBehind()).toEqual(before);
    expect(existsSync(join(repository.path, "../evil"))).toBe(false);
  });

  test("a million beginnings of mails are refused before they are a million files", async () => {
    const mails = Buffer.from("From a Mon Sep 17 00:00:00 2001\n\n".repeat(1_000_000));
    expect(await port.applyMails(mails, null)).toMatchObject({ ok: false, error: { code: "too-large" } });
  });

  test("a sign that ends a line to some begins no field", async () => {
    const subject = "=?UTF-8?Q?x=E2=80=A8Date:_Thu,_1_Jan_1970_00:00:00_+0000?=";
    const result = await applied(port, `${from}Subject: [PATCH] ${subject}\n\n${add("x.c")}`);
    const commit = await result.repository.readCommit(result.patches[0]?.commit ?? "");
    const text = commit.ok ? Buffer.from(commit.value.bytes ?? "").toString() : "";
    expect(text).toContain("\n\nx\u2028Date: Thu, 1 Jan 1970 00:00:00 +0000\n");
    expect(text).not.toMatch(/^author .* 0 \+0000$/m);
    await result.repository.close();
  });

  test("settings of the repository change nothing", async () => {
    repository.git("config", "core.splitIndex", "true");
    const files = readdirSync(join(repository.path, ".git"));
    repository.git("config", "mailinfo.scissors", "true");
    repository.git("config", "apply.whitespace", "fix");
    repository.git("config", "core.autocrlf", "true");
    const text = `${from}Subject: [PATCH] x\n\nabove\n-- >8 --\nbelow\n${add("x.c").replace("+x\n", "+x  \n")}`;
    const result = await applied(port, text);
    const commit = await result.repository.readCommit(result.patches[0]?.commit ?? "");
    expect(commit.ok && Buffer.from(commit.value.bytes ?? "").toString()).toContain(
      "\n\nx\n\nabove\n-- >8 --\nbelow\n",
    );
    const file = await result.repository.readFile(result.patches[0]?.commit ?? "", "x.c");
    expect(file.ok && Buffer.from(file.value?.bytes ?? "").toString()).toBe("x  \n");
    expect(readdirSync(join(repository.path, ".git"))).toEqual(files);
    await result.repository.close();
  });
});
