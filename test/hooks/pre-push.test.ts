import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { declining, decliningPolicy, maintainersFile, signOff } from "../cli/proviso.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { git, hooked } from "./hooks.ts";

const noSignOff = "sign-off-present: the commit has no sign-off";

let author: TestRepository;
let remote: TestRepository;
beforeAll(() => {
  author = hooked(["pre-push"], { ...declining, MAINTAINERS: maintainersFile });
  remote = createRepository({ bare: true });
  author.git("remote", "add", "origin", remote.path);
  author.run(["push", "--quiet", "--no-verify", "origin", "main"]);
  author.git("remote", "set-head", "origin", "main");
});
afterAll(() => {
  author.remove();
  remote.remove();
});
beforeEach(() => {
  git(author, ["config", "--unset-all", "proviso.target"]);
  author.git("switch", "--quiet", "--force", "-C", "topic", "base");
});

const push = (...args: readonly string[]) => git(author, ["push", "--quiet", ...args]);
const commit = (message: string, files = {}) => author.commit({ message, files });
const good = (title: string) => commit(`${title}\n\n${signOff}`);

describe("pre-push", () => {
  test("a clean push says nothing", () => {
    good("t: x");
    expect(push("origin", "topic:clean")).toEqual({ status: 0, stdout: "", stderr: "" });
    // Nothing new at all.
    expect(push("origin", "topic:again", "base:refs/heads/base")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("refuses what is new to the remote, and names the range", () => {
    const bad = commit("t: bad\n");
    const run = push("origin", "topic:refs/heads/refused");
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("origin/HEAD..topic judged by proviso.yaml at");
    expect(run.stderr).toContain(`${bad.slice(0, 12)}:1:1: ${noSignOff}`);
    expect(run.stderr).toContain("proviso: nothing was pushed");
    expect(git(remote, ["rev-parse", "--verify", "refs/heads/refused"]).status).not.toBe(0);
    expect(push("--no-verify", "origin", "topic:refs/heads/forced-through")).toMatchObject({ status: 0 });
    // The remote has it now.
    good("t: on top of it");
    expect(push("origin", "topic:refs/heads/forced-through")).toMatchObject({ status: 0, stderr: "" });
  });

  test("the branch's own remote copy does not loosen the policy", () => {
    commit(`t: loosen\n\n${signOff}`, {
      "proviso.yaml": decliningPolicy.replace("sign-off-present: require", "sign-off-human: require"),
    });
    expect(push("origin", "topic:loose").status).toBe(0);
    commit("t: bad\n");
    expect(push("origin", "topic:loose").stderr).toContain(noSignOff);
  });

  test("a policy that would decide nothing is not pushed", () => {
    commit(`t: break\n\n${signOff}`, { "proviso.yaml": "proviso: 1\nrulez: {}\n" });
    const run = push("origin", "topic:breaks");
    expect(run.status).toBe(1);
    expect(run.stderr.replaceAll(/\n {2}/g, " ")).toContain(
      "undecided: it would leave a policy that decides nothing: the policy (proviso.yaml",
    );
  });

  test("a forced push, a deletion, several refs, tags, notes", () => {
    good("t: x");
    expect(push("origin", "topic:several").status).toBe(0);
    author.git("reset", "--quiet", "--hard", "base");
    const bad = commit("t: other bad\n");
    expect(push("origin", "+topic:several").status).toBe(1);
    expect(push("origin", ":several")).toMatchObject({ status: 0, stderr: "" });
    author.git("tag", "-f", "-am", "a tag", "v1");
    const both = push("origin", "v1", "topic:other", "base:refs/heads/fine");
    expect(both.status).toBe(1);
    // A commit is judged once, whatever it is pushed to.
    expect(both.stderr.split(`${bad.slice(0, 12)}:1:1`)).toHaveLength(2);
    const file = author.git("hash-object", "-w", "doc.md");
    author.git("tag", "-f", "file", file);
    author.git("notes", "add", "-f", "-m", "a note", "base");
    expect(push("origin", "file", "refs/notes/commits")).toMatchObject({ status: 0, stderr: "" });
  });

  test("a change for Gerrit is judged by the branch that it is for", () => {
    commit("t: bad\n");
    const run = push("origin", "topic:refs/for/main");
    expect(run.stderr).toContain("origin/main..topic judged by");
  });

  test("what one branch lets in, another still judges", () => {
    const asksLittle = { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-human: require\n" };
    const lax = commit("t: lax\n", asksLittle);
    author.git("update-ref", "refs/remotes/origin/lax", lax);
    author.git("switch", "--quiet", "--force", "-C", "topic", "base");
    commit("t: bad\n");
    const run = push("origin", "topic:refs/for/lax", "topic:refs/for/main");
    author.git("update-ref", "-d", "refs/remotes/origin/lax");
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(noSignOff);
  });

  test("remote objects that are not here", () => {
    const other = remote.clone();
    const tip = other.commit({ message: `t: theirs\n\n${signOff}`, files: { theirs: "1" } });
    other.run(["push", "--quiet", "origin", `${tip}:refs/heads/theirs`]);
    commit("t: bad\n");
    expect(push("origin", "+topic:theirs").stderr).toContain(noSignOff);
  });

  test("what waits for somebody else is said, and pushed", () => {
    commit(`t: x\n\nAssisted-by: LLM\n${signOff}`, { "docs/a.md": "a\n" });
    const run = push("origin", "topic:waits");
    expect(run.status).toBe(0);
    expect(run.stderr).toContain("refs/heads/waits: this only waits for the word of somebody else");
  });

  test("an unsigned commit of somebody else that he passes on is his own matter; another's sign-off is not", () => {
    author.commit({
      message: `t: x\n\n${signOff}`,
      author: { name: "Lin Example", email: "lin@example.org" },
      committer: { name: "Ada Example", email: "ada@example.org" },
    });
    expect(push("origin", "topic:passed-on")).toMatchObject({ status: 0 });
  });

  test("to an address without a name, with a target, and without any", () => {
    commit("t: bad\n");
    expect(push(`file://${remote.path}`, "topic:by-address").stderr).toContain("origin/HEAD..topic judged by");
    author.git("config", "proviso.target", "base");
    expect(push("origin", "topic:with-target").stderr).toContain("base..topic judged by");
    author.git("config", "proviso.target", "nowhere");
    expect(push("origin", "topic:broken-target").stderr).toContain(
      "the setting `proviso.target`: `nowhere` names no commit",
    );
    git(author, ["config", "--unset-all", "proviso.target"]);
    author.git("remote", "set-head", "origin", "--delete");
    const run = push("origin", "topic:without");
    author.git("remote", "set-head", "origin", "main");
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(/^proviso: refs\/heads\/without was not judged: nothing says which branch [^\n]*\n$/);
  });
});
