import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/bubblewrap.ts";
import { sandboxLimits } from "../../src/adapters/sandbox/limits.ts";
import type { PackedTree } from "../../src/ports/sandbox.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { sandboxIsHere } from "./here.ts";

// These scripts never came past the list of what is admitted: the sandbox must hold without it.

let repository: TestRepository;
let parent = "";
let commit = "";
let tree: PackedTree;
const packs: { remove(): void }[] = [];

/** As a replay does it: the tree in a directory of its own. */
async function packed(directory: string, revision: string): Promise<PackedTree> {
  const opened = await openRepository(directory);
  if (!opened.ok) throw new Error(opened.error.text);
  const pack = await opened.value.packTree(revision);
  await opened.value.close();
  if (!pack.ok) throw new Error(pack.error.text);
  packs.push(pack.value);
  return pack.value;
}

beforeAll(async () => {
  repository = createRepository();
  const attributes = "*.txt text eol=crlf ident\n*.x export-ignore\n";
  const files = {
    "a.c": "int a;\n",
    "b.txt": "one\n$Id$\n",
    "c.x": "kept\n",
    ".gitattributes": attributes,
    ".gitignore": "new*\n",
  };
  parent = repository.commit({ message: "one\n", files });
  commit = repository.commit({ message: "two\n", files: { "a.c": "int b;\n" } });
  tree = await packed(repository.path, parent);
});
afterAll(() => {
  for (const pack of packs) pack.remove();
  repository.remove();
});

const run = (script: string, more: Partial<Parameters<ReturnType<typeof createSandbox>["run"]>[0]> = {}, limits = {}) =>
  createSandbox({ ...sandboxLimits, ...limits }).run({
    script,
    semanticPatches: [],
    tree,
    commit,
    objectFormat: "sha1",
    objectDirectories: [join(repository.path, ".git/objects")],
    ...more,
  });

/** What the script said, as it shows in its complaint. */
async function said(script: string, limits = {}): Promise<string> {
  const answer = await run(script, {}, limits);
  return answer.known ? answer.value.complaint : answer.why;
}

const change = "sed -i s/a/b/ a.c";

describe.runIf(sandboxIsHere)("a script in the sandbox", () => {
  test("makes the commit's tree, byte for byte", async () => {
    expect(await run(change)).toEqual({ known: true, value: { sameTree: true, difference: "", complaint: "" } });
  });

  test.each([
    ["one more file", `${change}; echo x > d.c`],
    ["one more file that the tree ignores", `${change}; echo x > new.c`],
    ["one file less", `${change}; git rm -q c.x`],
    ["another mode", `${change}; perl -e 'chmod 0755, "c.x"'`],
    ["other line endings", `${change}; sed -i 's/$/\\r/' b.txt`],
    ["another name", `${change}; git mv c.x d.x`],
    ["a link instead of a file", `${change}; perl -e 'unlink "c.x"; symlink "kept", "c.x"'`],
    ["nothing", "true"],
  ])("that makes %s makes another tree", async (_, script) => {
    const answer = await run(script);
    expect(answer).toMatchObject({ known: true, value: { sameTree: false } });
    expect((answer as { value: { difference: string } }).value.difference).toContain("diff --git");
  });

  test("cannot take what it is to make from anywhere", async () => {
    const wanted = repository.git("rev-parse", `${commit}^{tree}`);
    for (const object of [wanted, commit, parent, `${wanted}:a.c`]) {
      expect(await said(`git cat-file -t ${object}`)).toMatch(/Not a valid object name|invalid object|missing|fatal/i);
    }
    expect(await run(`git read-tree -u --reset ${wanted}`)).toMatchObject({ value: { sameTree: false } });
    expect(await said("git log --format=%an; git show HEAD:a.c >&2")).toBe("nobody\nint a;");
  });

  test("cannot answer for itself: no folder of git inside the tree comes along", async () => {
    const wanted = repository.git("rev-parse", `${commit}^{tree}`);
    const lie = `cd /tree; git cat-file blob ${wanted}:a.c > a.c; true`;
    const module = `env -u GIT_DIR -u GIT_WORK_TREE git init -q sub; env -u GIT_DIR -u GIT_WORK_TREE git -C sub config core.fsmonitor '${lie}'; mkdir -p x/.git; echo x > x/.git/y`;
    const answer = await run(module.replaceAll("env ", "/usr/bin/env ").replaceAll("mkdir", "/usr/bin/mkdir"));
    expect(answer).toMatchObject({ value: { sameTree: false, difference: expect.not.stringContaining("sub") } });
  });

  test("starts nothing by what it writes into git's configuration", async () => {
    const told = `git config core.fsmonitor 'echo ran >&2; true'; git config diff.external 'echo ran >&2; true'; git ls-files -m; git diff`;
    expect(await said(told)).not.toContain("ran");
  });

  test("starts no filter of git that it sets up", async () => {
    const setUp = [
      "sed -i 's/-filter/filter=x/' /git/info/attributes",
      'sed -i \'1i [filter "x"]\\nclean = "echo ran >\\&2; cat"\' /git/config',
      "cat /git/config /git/info/attributes >&2",
      "sed -i s/a/b/ a.c",
      "git ls-files -m; git rm -q -f b.txt; git mv c.x d.x",
    ].join("\n");
    expect(await said(setUp)).not.toMatch(/^ran/m);
  });

  test("can write nowhere but to its tree, git's directory and /tmp", async () => {
    for (const place of ["/x", "/dev/x", "/dev/shm/x", "/offered/x", "/objects/x"])
      expect(await said(`echo x > ${place}`)).toMatch(/Read-only|Permission/);
    expect(await said("echo x > /tmp/x; cat /tmp/x >&2; echo y > /dev/null")).toBe("x");
  });

  test("leaves files that cannot be read: that is said of the script", async () => {
    const answer = await run(`${change}; perl -e 'chmod 0000, "c.x"'`);
    // Root reads everything that is not in the way of a dropped capability.
    expect(answer.known ? "" : answer.why).toMatch(/^what the script left cannot be read: /);
  });

  test("cannot answer for itself: what it does to its git directory does not come along", async () => {
    const lie = `echo same; perl -e 'open F, ">>.git/config"; print F "[core]\\nfsmonitor = echo same\\n"'; git mv a.c z.c; rm -rf .git`;
    expect(await run(lie)).toMatchObject({ value: { sameTree: false } });
  });

  test("is not helped by what it leaves running", async () => {
    const later = 'perl -e \'sleep 1; open F, ">a.c"; print F "int b;\\n"; close F\' & true';
    expect(await run(later)).toMatchObject({ value: { sameTree: false } });
  });

  test("has no network", async () => {
    const connect = `perl -e 'use Socket; socket(S, PF_INET, SOCK_STREAM, 0); connect(S, sockaddr_in(80, inet_aton("127.0.0.1"))) or print STDERR $!'`;
    expect(await said(connect)).toMatch(/refused|unreachable/i);
    expect(await said("perl -e 'opendir D, \"/sys/class/net\" or print STDERR $!'")).toMatch(/No such file/);
  });

  test("sees nothing of the machine but its programs, and can write nowhere on it", async () => {
    const secret = join(tmpdir(), "proviso-secret-for-a-test");
    writeFileSync(secret, "secret");
    expect(await said(`cat ${secret}`)).toMatch(/No such file/);
    expect(await said("cat /etc/passwd")).toMatch(/No such file/);
    expect(await said("echo x > /usr/bin/x")).toMatch(/Read-only|Permission|not found/);
    expect(await said("echo x > /objects/0/x")).toMatch(/Read-only|Permission/);
    expect(await said("ls /root /home /proc/1")).toMatch(/No such file/);
    expect(existsSync("/usr/bin/x")).toBe(false);
    rmSync(secret);
  });

  test("has nothing of the caller's environment", async () => {
    vi.stubEnv("PROVISO_TEST_SECRET", "secret");
    const seen = await said("perl -e 'print STDERR join \",\", sort keys %ENV'");
    vi.unstubAllEnvs();
    expect(seen).not.toMatch(/SECRET|USER|SHELL/);
  });

  test("sed neither runs nor reads nor writes anything else", async () => {
    for (const command of ["1e echo x", "1r a.c", "1w y"]) {
      expect(await said(`sed -i '${command}' a.c`)).toMatch(/disabled in sandbox mode/);
    }
  });

  test("finds no program that is not offered", async () => {
    expect(await said("python3 -c 1; curl x; sh -c 1")).toMatch(
      /python3.*not found[\s\S]*curl.*not found[\s\S]*sh.*not found/,
    );
  });

  test("has little time", async () => {
    expect(await said("while true; do true; done", { secondsMax: 2 })).toBe(
      "the script ran longer than 2 seconds, which is the limit",
    );
  });

  test("has little memory, for itself and for its files", async () => {
    const fill = 'perl -e \'$x = "x" x 500_000_000; print STDERR "had it"\'';
    expect(await said(fill, { processBytesMax: 200 * 1024 ** 2 })).toMatch(/Out of memory/i);
    const write = 'perl -e \'open F, ">big"; print F "x" x 1_000_000 for 1..50; close F or print STDERR $!\'';
    expect(await said(write, { treeBytesMax: 10 * 1024 ** 2 })).toMatch(/No space left|Out of diskspace/);
    expect(await said(write, { fileBytesMax: 1024 ** 2 })).not.toMatch(/had it/);
  });

  test("leaves nothing behind on the machine", async () => {
    const folder = mkdtempSync(join(tmpdir(), "proviso-left-"));
    vi.stubEnv("TMPDIR", folder);
    await run(change);
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test("finds the semantic patches, and cannot change them", async () => {
    const semanticPatches = ["s/a/b/\n", "kept\n"];
    expect(await run("sed -i -f /patches/0.cocci a.c", { semanticPatches })).toMatchObject({
      value: { sameTree: true },
    });
    for (const change of ["sed -i s/a/c/ /patches/0.cocci", "rm /patches/0.cocci", "mv a.c /patches/1.cocci"]) {
      const changed = await run(`${change}; sed -i -f /patches/0.cocci a.c`, { semanticPatches });
      expect(changed).toMatchObject({ value: { complaint: expect.stringMatching(/Read-only|not found/) } });
    }
  });

  test("perl takes names of files for names", async () => {
    for (const name of [
      "echo ran >&2|",
      "echo ran >&2 |\t",
      "|echo ran >&2",
      "\v>b.txt",
      ">b.txt",
      " a.c",
      "a.c ",
      "+<a.c",
      "-",
    ]) {
      const complaint = await said(`perl -pi -e s/a/b/ -- '${name}'`);
      expect(complaint).toMatch(/for more than a name/);
      expect(complaint).not.toMatch(/^ran/m);
    }
    expect(await said("perl -pe s/a/b/ -- a.c")).toMatch(/without -i/);
    expect(await run("perl -pi -e s/a/b/ -- a.c")).toMatchObject({ value: { sameTree: true } });
  });

  test("objects that are missing are said", async () => {
    const lacking = { ...tree, objectDirectory: mkdtempSync(join(tmpdir(), "proviso-empty-")) };
    expect(await run(change, { tree: lacking })).toMatchObject({
      known: false,
      why: expect.stringMatching(/^the sandbox could not be used: fatal: /),
    });
    expect(await run(change, { objectDirectories: [lacking.objectDirectory] })).toMatchObject({
      known: false,
      why: expect.stringMatching(/^what the script left could not be compared: fatal: /),
    });
    rmSync(lacking.objectDirectory, { recursive: true });
  });
});

describe.runIf(sandboxIsHere)("the repository", () => {
  test("may borrow its objects, and name them by SHA-256", async () => {
    const other = createRepository({ objectFormat: "sha256" });
    const first = other.commit({ message: "one\n", files: { "a.c": "int a;\n" } });
    const second = other.commit({ message: "two\n", files: { "a.c": "int b;\n" } });
    const objectDirectories = [join(other.path, ".git/objects")];
    const from = await packed(other.path, first);
    const ids = { tree: from, commit: second, objectFormat: "sha256" as const, objectDirectories };
    expect(await run(change, ids)).toMatchObject({ value: { sameTree: true } });
    other.remove();
  });

  test("may have links, programs and submodules", async () => {
    const other = createRepository();
    other.write("run.sh", "#!/bin/sh\n");
    other.write("a.c", "int a;\n");
    other.git("add", ".");
    other.git("update-index", "--chmod=+x", "run.sh");
    const link = other.run(["hash-object", "-w", "--stdin"], { input: "a.c" });
    other.git("update-index", "--add", "--cacheinfo", `120000,${link},link`);
    other.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
    other.git("commit", "-q", "-m", "one");
    const first = other.git("rev-parse", "HEAD");
    const blob = other.run(["hash-object", "-w", "--stdin"], { input: "int b;\n" });
    other.git("update-index", "--cacheinfo", `100644,${blob},a.c`);
    other.git("commit", "-q", "-m", "two");
    const ids = {
      tree: await packed(other.path, first),
      commit: other.git("rev-parse", "HEAD"),
      objectDirectories: [join(other.path, ".git/objects")],
    };
    expect(await run(change, ids)).toEqual({ known: true, value: { sameTree: true, difference: "", complaint: "" } });
    other.remove();
  });
});

test("where there is none, that is said", async () => {
  const request = {
    script: "true",
    semanticPatches: [],
    tree,
    commit,
    objectFormat: "sha1" as const,
    objectDirectories: [],
  };
  const without = (missing: string) =>
    createSandbox(sandboxLimits, (name) => (name === missing ? null : `/usr/bin/${name}`));
  expect(await without("bwrap").run(request)).toEqual({
    known: false,
    why: "there is no sandbox here: bubblewrap (`bwrap`) is not installed",
  });
  expect(await without("tar").run(request)).toEqual({
    known: false,
    why: "there is no sandbox here: `tar` is not installed",
  });
});
