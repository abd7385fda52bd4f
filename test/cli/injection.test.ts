import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { TestRepository } from "../git/repository.ts";
import {
  declining,
  decliningDocument,
  literalCommit,
  maintainersFile,
  proviso,
  repositoryWith,
  signOff,
} from "./proviso.ts";

/** Colour, a link, a title, a bell, an override: everything that could act where a word was expected. */
const hostile = "\x1b[31mred\x1b]8;;http://evil\x1b\\link\x1b]0;title\x07\x9b2J\u202eevil\u2066";
const shown = "\\x1b[31mred\\x1b]8;;http://evil\\x1b\\link\\x1b]0;title\\x07\\x9b2J\\u{202e}evil\\u{2066}";
/** Names in a header end at a `<` or a line feed. */
const eve = `Eve ${hostile} <eve\x1b[0m@example.org> 1700000000 +0000`;

const document = decliningDocument
  .replace("Declined.", `Decl${hostile}ined.`)
  .replace("#### Small fixes", `#### Small ${hostile} fixes`)
  .concat(`- **Judgement:** it is ${hostile.replaceAll(";", ",")} small\n- **Not paths:** private/\n`);

let repository: TestRepository;
let topic = "";

beforeAll(() => {
  const maintainers = maintainersFile
    .replace("Lin Example", `Lin ${hostile}`)
    .replace("Everything", `Every${hostile}thing`);
  repository = repositoryWith({ ...declining, "doc.md": document, MAINTAINERS: maintainers });
  repository.commit({
    message: "files\n",
    files: { [`docs/${hostile}\n.md`]: "a\n", [`private/${hostile}`]: "a\n" },
  });
  topic = literalCommit(repository, {
    message: `t: ${hostile}\r ::error file=x::boo\n\nAssisted-by: ${hostile}\nSigned-off-by: Eve ${hostile} <other\x1b[0m@example.org>\n`,
    author: eve,
    committer: eve,
  });
  repository.git("update-ref", "refs/heads/topic", topic);
});
afterAll(() => repository.remove());

/** `proviso` itself fails where anything that acts comes out; here it must also be told apart from nothing at all. */
describe("what strangers write is shown neutralised by", () => {
  test.each<readonly [args: readonly string[], words: string]>([
    [["check", "base..topic"], `t: ${shown}\\x0d ::error`],
    [["check", "base..topic", "--policy-from", "profile:dco", "-v"], `\`Eve ${shown} <eve\\x1b[0m@example.org>`],
    [["check", "base..topic", "--policy-from", "profile:qemu", "-v"], shown],
    [["explain", "topic"], shown],
    [["explain", "small-fixes"], `it is ${shown.replaceAll(";", ",")} small`],
    [["exception", "list"], `Small ${shown} fixes`],
    [["exception", "show", "small-fixes"], `Small ${shown} fixes`],
    [["policy", "show"], `Decl${shown}ined.`],
    [["policy", "lint"], `it is ${shown.replaceAll(";", ",")} small`],
    [["policy", "maintainers", "doc.md", "::error::x"], `Lin ${shown}`],
    [["check", `${hostile}..topic`], `\`${shown}\` names no commit`],
    [["check", "topic", "--policy-from", `./${hostile}.yaml`], `there is no policy file \`./${shown}.yaml\``],
    [["exception", "show", hostile], `no exception \`${shown}\` is listed`],
    [["explain", hostile], `\`${shown}\` is no rule`],
    [[hostile], `unknown command \`${shown}\``],
    [["-C", hostile, "check"], `\`${shown}\` does not exist`],
    [["check", "--message", hostile], `\`${shown}\` cannot be read`],
  ])("%j", (args, words) => {
    const { stdout, stderr } = proviso(repository, args);
    expect(stdout + stderr).toContain(words.replaceAll("\\x0d", "\\r"));
    expect(stdout + stderr).not.toMatch(/^\s*::/m);
  });

  test("paths in findings", () => {
    const message = `t\n\nThis falls under the exception small-fixes, as it is small.\n\n${signOff}`;
    writeFileSync(join(repository.path, "private", hostile), "b\n");
    repository.git("add", "--all");
    repository.commit({ message });
    const { stdout, status } = proviso(repository, ["check", "HEAD", "-v"]);
    expect(status).toBe(1);
    expect(stdout).toContain(`private/${shown.replace("//", "/")}`);
  });

  test("JSON, where the values stay what they are", () => {
    for (const args of [
      ["check", "base..topic", "--format", "json"],
      ["exception", "list", "--format", "json"],
      ["policy", "show", "--format", "json"],
    ]) {
      const { stdout } = proviso(repository, args);
      expect(stdout).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
      expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(hostile).slice(1, -1));
    }
  });
});

test("a ref whose name holds an override, and a file where a ref should be, act on nobody", () => {
  const name = "topic\u202e\u200b";
  repository.git("branch", name, "topic");
  expect(proviso(repository, ["check", `base..${name}`]).stdout).toContain("base..topic\\u{202e}\\u{200b} judged by");
  mkdirSync(join(repository.path, ".git", "refs", "heads"), { recursive: true });
  writeFileSync(join(repository.path, ".git", "refs", "heads", "esc\x1b[31m\nape"), `${topic}\n`);
  expect(proviso(repository, ["check", "esc\x1b[31m"]).stderr).toContain("`esc\\x1b[31m` names no commit");
  // The policy is that of the base of the range, whatever stands in the branch's own work tree.
  expect(proviso(repository, ["check", "base..topic"]).status).toBe(1);
});

test("terminals get colours of ours only", () => {
  const environment = { ...repository.environment, FORCE_COLOR: "1" };
  const args = [inject("bundle"), "check", "base..topic", "-v"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: repository.path, env: environment, encoding: "utf8" });
  // The sequences that are ours.
  const bare = stdout.replaceAll(/\x1b\[(?:1|2|22|3[1-9]|39)m/g, "");
  expect(bare).not.toBe(stdout);
  expect(bare).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
});
