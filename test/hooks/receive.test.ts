import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { declining, maintainersFile, plainPolicy, repositoryWith, signOff } from "../cli/proviso.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { git, install } from "./hooks.ts";
import { daemon, gitBeside, http, type Transport } from "./servers.ts";

const noSignOff = "sign-off-present: the commit has no sign-off";

let author: TestRepository;
let server: TestRepository;
beforeAll(() => {
  author = repositoryWith({ "proviso.yaml": plainPolicy });
  server = createRepository({ bare: true });
  expect(install(server)).toMatchObject({ status: 0, stdout: expect.stringContaining("pre-receive: installed") });
});
afterAll(() => {
  author.remove();
  server.remove();
});
// Each test begins with a server that has the first commit of main, and nothing else.
beforeEach(() => {
  for (const name of server.git("for-each-ref", "--format=%(refname)").split("\n"))
    if (name !== "") server.git("update-ref", "-d", name);
  for (const name of ["proviso.undecided", "proviso.protected"]) git(server, ["config", "--unset-all", name]);
  author.git("switch", "--quiet", "--force", "-C", "main", "base");
  author.run(["push", "--quiet", server.path, "main"]);
});

/** What the pusher is told comes in lines that fit his terminal; here each sentence is one. */
const push = (...refs: readonly string[]) => {
  const run = git(author, ["push", `file://${server.path}`, ...refs]);
  return { ...run, stderr: run.stderr.replaceAll(/ *\nremote: {3,}(?=\S)/g, " ") };
};
const commit = (message: string, files = {}) => author.commit({ message, files });
const on = (ref: string) => git(server, ["rev-parse", "--quiet", "--verify", ref]).stdout.trim();
const good = (title: string) => commit(`${title}\n\n${signOff}`);

describe("pre-receive", () => {
  test("what passes is taken in, and nothing is said", () => {
    const tip = good("t: x");
    const run = push("main");
    expect(run.status).toBe(0);
    expect(run.stderr).not.toContain("remote:");
    expect(on("main")).toBe(tip);
  });

  test("what does not is refused in words, for a pusher's terminal, and leaves nothing behind", () => {
    good("t: first");
    const bad = commit("t: second \u001b[31m\u202e\n");
    const run = git(author, ["push", "--quiet", server.path, "main"]);
    expect(run.status).toBe(1);
    const said = run.stderr.split("\n").filter((line) => line.startsWith("remote: "));
    expect(said.join("\n")).toContain(`${bad.slice(0, 12)}:1:1: ${noSignOff}`);
    expect(said.join("\n")).toContain("remote: proviso: refs/heads/main was refused");
    expect(said.join("\n")).toContain("remote: proviso: `proviso fix` says what of this it repairs in commits of");
    expect(said.join("\n")).not.toContain("t: first");
    expect(Math.max(...said.map((line) => line.trimEnd().length))).toBeLessThan(90);
    expect(on("main")).toBe(author.git("rev-parse", "base"));
    expect(git(server, ["cat-file", "-e", bad]).status).not.toBe(0);
    expect(readdirSync(join(server.path, "objects")).filter((name) => name.startsWith("tmp_objdir"))).toEqual([]);
  });

  test("ten bad commits are eight and two more", () => {
    for (let index = 0; index < 10; index += 1) commit(`t: bad ${index}\n`);
    const run = push("main");
    expect(run.stderr).toContain("t: bad 7");
    expect(run.stderr).not.toContain("t: bad 8");
    expect(run.stderr).toContain("and 2 more commits");
  });

  test("a push of hundreds of objects, which git keeps as a pack", () => {
    for (let index = 0; index < 40; index += 1) commit(`t: ${index}\n\n${signOff}`, { [`d${index}/f`]: `${index}\n` });
    expect(push("main").status).toBe(0);
    commit("t: bad\n", Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`e${index}`, `${index}\n`])));
    expect(push("main").stderr).toContain(noSignOff);
  });

  test("other branches, tags and deletions are nobody's concern", () => {
    commit("t: bad\n");
    author.git("tag", "-f", "-am", "a tag", "v1");
    expect(push("main:refs/heads/topic", "v1")).toMatchObject({ status: 0 });
    expect(push(":topic", ":v1")).toMatchObject({ status: 0 });
  });

  test("protected tags and branches: the annotated tag is what it stands on", () => {
    server.git("config", "--add", "proviso.protected", "refs/tags/v*");
    server.git("config", "--add", "proviso.protected", "stable-*");
    commit("t: bad\n");
    author.git("tag", "-f", "-am", "a tag", "v1");
    expect(push("v1").stderr).toContain("refs/tags/v1: new judged by proviso.yaml");
    expect(push("main:stable-1").stderr).toContain(noSignOff);
    expect(push("main")).toMatchObject({ status: 0 });
  });

  test("a new protected branch is judged without what is protected already", () => {
    server.git("config", "--add", "proviso.protected", "*");
    const file = author.git("hash-object", "-w", "proviso.yaml");
    author.git("tag", "-f", "blob", file);
    expect(push("base:refs/heads/stable-1", "blob")).toMatchObject({ status: 0 });
  });

  test("another name of a protected branch is that branch", () => {
    server.git("symbolic-ref", "refs/heads/older-name", "refs/heads/main");
    server.git("symbolic-ref", "refs/heads/oldest-name", "refs/heads/older-name");
    const tip = good("t: x");
    expect(push("main:older-name")).toMatchObject({ status: 0 });
    expect(on("main")).toBe(tip);
    commit("t: bad\n");
    for (const name of ["older-name", "oldest-name"]) expect(push(`main:${name}`).stderr).toContain(noSignOff);
    server.git("config", "proviso.protected", "main");
    expect(push("main:older-name").stderr).toContain(noSignOff);
    expect(on("main")).toBe(tip);
    for (const name of ["older-name", "oldest-name"]) server.git("symbolic-ref", "--delete", `refs/heads/${name}`);
  });

  test("another name of a protected branch that is not there yet is that branch", () => {
    server.git("config", "proviso.protected", "stable-*");
    server.git("symbolic-ref", "refs/heads/later", "refs/heads/latest");
    server.git("symbolic-ref", "refs/heads/latest", "refs/heads/stable-9");
    commit("t: bad\n");
    expect(push("main:latest").stderr).toContain(noSignOff);
    expect(push("main:later").stderr).toContain(noSignOff);
    expect(on("stable-9")).toBe("");
    expect(push("main:elsewhere")).toMatchObject({ status: 0 });
    for (const name of ["later", "latest"]) server.git("symbolic-ref", "--delete", `refs/heads/${name}`);
  });

  test.each([[[]], [["main"]], [["MAIN"]]])(
    "where files are told apart without regard to case, so are branches: %j",
    (names) => {
      server.git("config", "core.ignorecase", "true");
      for (const name of names) server.git("config", "proviso.protected", name);
      commit("t: bad\n");
      expect(push("main:Main").stderr).toContain(noSignOff);
      server.git("config", "core.ignorecase", "false");
      if (names[0] !== "MAIN") expect(push("main").stderr).toContain(noSignOff);
      expect(push("main:Main")).toMatchObject({ status: 0 });
    },
  );

  test("a shallow push cannot hide what is below its border", () => {
    server.git("config", "receive.shallowUpdate", "true");
    commit("t: bad\n");
    const above = good("t: above");
    const directory = join(author.home, "shallow");
    author.git("clone", "--quiet", "--depth", "1", `file://${author.path}`, directory);
    const shallow = { path: directory, environment: author.environment };
    expect(git(shallow, ["push", "--quiet", `file://${server.path}`, "main:topic"])).toMatchObject({ status: 0 });
    expect(push("main").stderr).toContain(`shallow and ends at commit ${above}`);
    server.git("config", "proviso.undecided", "accept");
    expect(push("main").status).toBe(1);
    expect(on("main")).toBe(author.git("rev-parse", "base"));
    rmSync(join(server.path, "shallow"));
    rmSync(directory, { recursive: true });
    server.git("config", "--unset", "receive.shallowUpdate");
  });

  test("one bad branch stops the whole push", () => {
    const tip = good("t: x");
    commit("t: bad\n");
    server.git("config", "--add", "proviso.protected", "*");
    expect(push(`${tip}:main`, "main:other").status).toBe(1);
    expect(on("main")).toBe(author.git("rev-parse", "base"));
  });

  test("a forced push is judged by what the branch did not have", () => {
    good("t: x");
    expect(push("main").status).toBe(0);
    author.git("reset", "--quiet", "--hard", "base");
    commit("t: bad\n");
    expect(push("+main").stderr).toContain(noSignOff);
    author.git("reset", "--quiet", "--hard", "base");
    const tip = good("t: other");
    expect(push("+main").status).toBe(0);
    expect(on("main")).toBe(tip);
  });

  test("a push cannot loosen the policy that judges it", () => {
    commit("t: loosen\n", { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-human: require\n" });
    expect(push("main").stderr).toContain(noSignOff);
  });

  test("nor move the tag from which on the policy holds", () => {
    const first = commit(`t: from\n\n${signOff}`, { "proviso.yaml": `${plainPolicy}from: start\n` });
    author.git("tag", "-f", "start");
    expect(push("main", "start")).toMatchObject({ status: 0 });
    const bad = commit("t: bad\n");
    good("t: above");
    expect(push("+main:refs/tags/start")).toMatchObject({ status: 0 });
    expect(push(`${bad}:main`).stderr).toContain(noSignOff);
    expect(on("main")).toBe(first);
    server.git("tag", "-d", "start");
  });

  test("nor leave one that decides nothing", () => {
    commit(`t: break\n\n${signOff}`, { "proviso.yaml": "proviso: 1\nrulez: {}\n" });
    const run = push("main");
    expect(run.stderr).toContain("it would leave a policy that decides nothing: the policy (proviso.yaml");
    expect(run.status).toBe(1);
  });

  test("nor enter by an old date, once the policy's first day is over", () => {
    // The policy is younger than main's last commit says, as where it was announced before it began.
    const first = author.commit({
      message: `t: from\n\n${signOff}`,
      files: { "proviso.yaml": `${plainPolicy}from: 2024-02-01\n` },
      date: Date.UTC(2024, 0, 15) / 1000,
    });
    expect(push("main")).toMatchObject({ status: 0 });
    author.commit({ message: "t: bad\n", date: Date.UTC(2024, 0, 16) / 1000 });
    const run = push("main");
    expect(run.stderr).toContain("remote: undecided: one commit bears a date before 2024-02-01, which whoever ");
    expect(run.status).toBe(1);
    expect(on("main")).toBe(first);
  });

  test("a broken policy refuses", () => {
    const broken = commit("t: break\n", { "proviso.yaml": "proviso: 1\nrulez: {}\n" });
    author.run(["push", "--quiet", server.path, `${broken}:refs/heads/unprotected`]);
    server.git("update-ref", "refs/heads/main", broken);
    commit(`t: mend\n\n${signOff}`, { "proviso.yaml": plainPolicy });
    expect(push("main").stderr).toContain("remote: proviso: refs/heads/main was refused: the policy (proviso.yaml");
  });

  test("nor bring the policy of a branch that another one names, where that is not protected", () => {
    const named = commit(`t: name\n\n${signOff}`, { "proviso.yaml": `${plainPolicy}branch: trunk\n` });
    server.git("config", "--add", "proviso.protected", "main");
    expect(push(`${named}:refs/heads/trunk`, "main")).toMatchObject({ status: 0 });
    author.git("switch", "--quiet", "--orphan", "lax");
    const lax = commit("t: lax\n", { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-human: require\n" });
    // Neither what looks like a remote's branch nor one that is open to everybody says what is asked for.
    expect(push(`${lax}:refs/remotes/origin/trunk`, `${lax}:refs/remotes/upstream/trunk`)).toMatchObject({ status: 0 });
    author.git("switch", "--quiet", "main");
    commit("t: bad\n");
    expect(push("main").stderr).toContain(noSignOff);
    expect(push(`+${lax}:refs/heads/trunk`)).toMatchObject({ status: 0 });
    expect(push("main").stderr).toContain("that policy may be anybody's");
    expect(on("main")).toBe(named);
  });

  test("what is undecided is refused, and accepted where the repository says so", () => {
    expect(push("+main").status).toBe(0);
    commit(`t: policy\n\n${signOff}`, { ...declining, MAINTAINERS: maintainersFile });
    expect(push("main").status).toBe(0);
    commit(`t: x\n\nAssisted-by: LLM\n${signOff}`, { "docs/a.md": "a\n" });
    const refused = push("main");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("Lin Example");
    expect(refused.stderr).toContain("what a person must decide, he says by a tag");
    server.git("config", "proviso.undecided", "accept");
    const accepted = push("main");
    expect(accepted.status).toBe(0);
    expect(accepted.stderr).toContain("accepted, and a person must still judge the above");
    server.git("config", "proviso.undecided", "perhaps");
    commit(`t: y\n\n${signOff}`);
    expect(push("main").stderr).toContain("is `refuse` or `accept`, not `perhaps`");
  });

  test("a HEAD that names no branch that is there lets nothing in unjudged", () => {
    server.git("symbolic-ref", "HEAD", "refs/heads/master");
    try {
      commit("t: bad\n");
      expect(push("main").stderr).toContain(noSignOff);
      expect(push("main:topic").stderr).toContain(
        "a new branch is judged by the policy of HEAD's branch, which is not there",
      );
      server.git("config", "proviso.protected", "main");
      server.git("config", "--add", "proviso.protected", "stable-*");
      expect(push("main:topic")).toMatchObject({ status: 0 });
      expect(push("main:stable-1").stderr).toContain("HEAD's branch, which is not there");
    } finally {
      server.git("symbolic-ref", "HEAD", "refs/heads/main");
    }
  });

  test("the first push to an empty repository brings the policy", () => {
    server.git("update-ref", "-d", "refs/heads/main");
    const run = push("main");
    expect(run.status).toBe(0);
    expect(run.stderr).toContain("nothing was judged: the repository had no policy before");
  });
});

describe("update", () => {
  test("refuses only the branch in question", () => {
    const other = createRepository({ bare: true });
    author.run(["push", "--quiet", other.path, "base:refs/heads/main"]);
    install(other, "update");
    other.git("config", "proviso.protected", "*");
    const tip = good("t: x");
    commit("t: bad\n");
    const run = git(author, ["push", other.path, `${tip}:main`, "main:refs/heads/other"]);
    expect(run.stderr).toContain("refs/heads/other was refused");
    expect(run.stderr).toContain("[remote rejected] main -> other (hook declined)");
    expect(other.git("for-each-ref", "--format=%(objectname) %(refname)")).toBe(`${tip} refs/heads/main`);
    other.remove();
  });
});

describe.each([
  ["git daemon", daemon],
  ["smart HTTP", http],
])("over %s", (_, open) => {
  let transport: Transport;
  beforeAll(async () => {
    transport = await open(server.path, server.environment);
  });
  afterAll(() => transport.close());

  test("accepts, and refuses in words", async () => {
    const tip = good("t: x");
    expect(await gitBeside(author, ["push", transport.url, "main"])).toMatchObject({ status: 0 });
    expect(on("main")).toBe(tip);
    commit("t: bad\n");
    const run = await gitBeside(author, ["push", transport.url, "main"]);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(noSignOff);
    expect(on("main")).toBe(tip);
  });

  test("two pushes at once: each is judged for itself, and one branch has one winner", async () => {
    server.git("config", "proviso.protected", "*");
    const bad = commit("t: bad\n");
    author.git("reset", "--quiet", "--hard", "base");
    const one = good("t: one");
    author.git("reset", "--quiet", "--hard", "base");
    const two = good("t: two");
    const runs = await Promise.all(
      [`${bad}:refs/heads/bad`, `${one}:main`, `${two}:main`].map((ref) =>
        gitBeside(author, ["push", transport.url, ref]),
      ),
    );
    expect(runs[0]?.status).toBe(1);
    expect(on("refs/heads/bad")).toBe("");
    expect(
      runs
        .slice(1)
        .map(({ status }) => status)
        .sort((first, second) => Number(first) - Number(second)),
    ).toEqual([0, 1]);
    expect([one, two]).toContain(on("main"));
  });
});
