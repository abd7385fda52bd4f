import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";
import type { TestRepository } from "../git/repository.ts";
import { wholeRequest } from "../process/requests.ts";
import { declining, decliningDocument, expectRefusal, proviso, repositoryWith, signOff, using } from "./proviso.ts";

const file = { format: "markdown", headed: true, asForm: false } as const;
const whole = writeRequest(wholeRequest, file);

/** The whole request as options. */
const options: readonly string[] = [
  ...(["id", "title", "scenario", "technique", "benefit", "certification", "recognition", "risks"] as const).flatMap(
    (name) => [`--${name}`, wholeRequest[name]],
  ),
  "--covers",
  "code, docs",
  "--change",
  "substitution",
];

/** A repository that listed `old-habits` once, and lists `small-fixes`. */
function repositoryWithHistory(): TestRepository {
  const older = `${decliningDocument}\n#### Old habits\n\n- **Exception:** old-habits\n- **Covers:** docs\n`;
  const repository = repositoryWith({ ...declining, "doc.md": older });
  repository.commit({ message: `doc: fewer\n\n${signOff}`, files: { "doc.md": decliningDocument } });
  return repository;
}

const request = (repository: TestRepository, args: readonly string[], more: Parameters<typeof proviso>[2] = {}) =>
  proviso(repository, ["exception", "request", ...args], more);

/** An editor that changes the form by a program of sed. */
const sed = (program: string): Parameters<typeof proviso>[2] => ({
  environment: { GIT_EDITOR: `sed -i -e '${program}'` },
});
const draftOf = (repository: TestRepository, id: string): string =>
  join(repository.path, ".git/proviso/requests", `${id}.md`);

describe("without a terminal", () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = repositoryWithHistory();
    repository.write("whole.md", whole);
    repository.write("risks.txt", wholeRequest.risks);
    symlinkSync("nowhere", join(repository.path, "dangling"));
  });
  afterAll(() => repository.remove());

  test("options make a request, and nothing else is said", () => {
    expect(request(repository, options)).toEqual({ status: 0, stdout: whole, stderr: "" });
  });

  test("an answer can be a file or standard input, and begin with an @", () => {
    const args = [...options.slice(0, -4), "--risks", "@risks.txt", "--scenario", "@-", "--covers", "docs"];
    const { status, stdout } = request(repository, args, { input: wholeRequest.scenario });
    expect(status).toBe(0);
    const read = readRequest({ name: "x", text: stdout });
    expect(read.request).toEqual({ ...wholeRequest, fields: [{ name: "Covers", value: "docs" }] });
    const at = request(repository, [...options, "--benefit", "@@everybody has less to look up than before"]);
    expect(at.stdout).toContain("\n@everybody has less");
  });

  test("a written request is written in another form, and back", () => {
    const mail = request(repository, ["--from", "whole.md", "--as", "mail", "--to", "J. Größe <list@example.org>"]);
    expect(mail).toMatchObject({ status: 0, stderr: "" });
    expect(mail.stdout).toContain(
      "To: =?UTF-8?Q?J=2E_Gr=C3=B6=C3=9Fe?= <list@example.org>\nSubject: [RFC] Exception request: Uniform renames\n",
    );
    expect(request(repository, ["--from", "-"], { input: mail.stdout }).stdout).toBe(whole);
    const issue = request(repository, ["--from", "whole.md", "--as", "issue"]);
    expect(issue).toEqual({
      status: 0,
      stdout: whole.slice(whole.indexOf("## Scenario")),
      stderr: "title of the issue: Exception request: Uniform renames\n",
    });
  });

  test("a patch to the document can be made of it, in whatever form it was written", () => {
    for (const form of ["file", "issue", "mail"]) {
      const written = `request.${form}`;
      request(repository, ["--from", "whole.md", "--as", form, "--paths", "`*.c`, src/", "--output", written]);
      const { status, stdout } = proviso(repository, ["exception", "propose", written, "--dry-run"]);
      expect(status).toBe(0);
      for (const line of [
        "#### Uniform renames",
        "- **Exception:** uniform-renames",
        "- **Paths:** `*.c`, src/",
        wholeRequest.recognition,
      ])
        expect(stdout).toContain(`+${line}`);
    }
    const broken = { input: whole.replace("code, docs", "cod") };
    expectRefusal(
      proviso(repository, ["exception", "propose", "-"], broken),
      3,
      "standard input:32: `cod` is no word for `Covers`",
    );
  });

  test("options say anew what a file said", () => {
    const { stdout } = request(repository, [
      "--from",
      "whole.md",
      "--covers",
      "tests",
      "--risks",
      "Fewer than there were before it.",
    ]);
    const { request: read } = readRequest({ name: "x", text: stdout });
    expect(read.risks).toBe("Fewer than there were before it.");
    expect(read.fields.find(({ name }) => name === "Covers")?.value).toBe("tests");
    expect(read.scenario).toBe(wholeRequest.scenario);
  });

  test.each<[what: string, args: readonly string[], problem: string]>([
    ["a listed id", ["--id", "small-fixes"], "`small-fixes` is listed already"],
    ["an id that was listed once", ["--id", "old-habits"], "`old-habits` was listed before and taken out by"],
    ["an unknown word", ["--change", "renam"], "`renam` is no word for `Change`"],
    ["an answer without words", ["--benefit", " "], "the section `Benefit` is empty"],
  ])("%s: said, and nothing is written unless it is a draft", (_, args, problem) => {
    const refused = request(repository, [...options, ...args, "--output", "refused.md"]);
    expect(refused).toMatchObject({ status: 3, stdout: "" });
    expect(refused.stderr).toContain(problem);
    expect(refused.stderr).toMatch(/\nproviso: nothing was written \(--draft writes it as it is\)\n$/);
    expect(existsSync(join(repository.path, "refused.md"))).toBe(false);
    const draft = request(repository, [...options, ...args, "--draft"]);
    expect(draft).toMatchObject({ status: 0 });
    expect(draft.stderr).toContain(problem);
    expect(draft.stdout).toContain("# Exception request: Uniform renames");
  });

  test("--check says what is lacking and how conditions are decided", () => {
    const good = request(repository, ["--check", "whole.md"]);
    expect(good).toMatchObject({ status: 0, stderr: "" });
    expect(good.stdout).toBe(
      "how each condition will be decided:\n  Covers: code, docs    exactly      the classes of the paths\n" +
        "  Change: substitution  by evidence  every change is an instance of a few templates; else people decide\n",
    );
    const bad = request(repository, ["--check", "-"], { input: whole.replace("code, docs", "\x1b[31mcode\u202e") });
    expect(bad).toMatchObject({ status: 3, stderr: "" });
    expect(bad.stdout).toContain("standard input:32:15: error: `\\x1b[31mcode\\u{202e}` is no word for `Covers`");
  });

  test.each([
    ["markdown", [], "# Exception request:\n"],
    ["plain", ["--as", "mail"], "Exception request:\n==================\n"],
  ])("the form, %s, is read back, and lacks everything", (_, args, start) => {
    const { status, stdout } = request(repository, ["--template", ...args]);
    expect(status).toBe(0);
    expect(stdout.startsWith(start)).toBe(true);
    expect(request(repository, ["--check", "-"], { input: stdout })).toMatchObject({ status: 3 });
  });

  test("a file is written whole, and never over another unless asked to", () => {
    expect(request(repository, [...options, "--output", "out.md"])).toEqual({ status: 0, stdout: "", stderr: "" });
    repository.write("out.md", "mine\n");
    expectRefusal(
      request(repository, [...options, "--output", "out.md"]),
      3,
      "`out.md` exists already; --force overwrites it",
    );
    expect(readFileSync(join(repository.path, "out.md"), "utf8")).toBe("mine\n");
    expect(request(repository, [...options, "--output", "out.md", "--force"]).status).toBe(0);
    expect(readFileSync(join(repository.path, "out.md"), "utf8")).toBe(whole);
  });

  test("--dry-run says what would be written, and writes nothing", () => {
    const before = readdirSync(repository.path);
    const bytes = Buffer.byteLength(whole).toLocaleString("en");
    expect(request(repository, [...options, "--output", "dry.md", "--dry-run"]).stdout).toBe(
      `would write ${bytes} bytes to \`dry.md\`\n`,
    );
    expect(request(repository, [...options, "--as", "mail", "--dry-run"]).stdout).toMatch(
      /^would write [\d,]+ bytes as a mail to standard output\n$/,
    );
    expect(readdirSync(repository.path)).toEqual(before);
    expect(existsSync(join(repository.path, ".git/proviso"))).toBe(false);
  });

  test.each<[words: string, status: number, args: readonly string[]]>([
    ["there is nothing to write yet", 3, []],
    ["`nosuch.md` cannot be read: there is no such file", 3, ["--from", "nosuch.md"]],
    ["`nosuch.md` cannot be read: there is no such file", 3, ["--check", "nosuch.md"]],
    ["`.` cannot be read: it is a directory", 3, ["--check", "."]],
    ["`nosuch.txt` cannot be read: there is no such file", 3, ["--scenario", "@nosuch.txt"]],
    ["`@` names no file", 3, ["--scenario", "@"]],
    ["there are file, issue, mail", 3, ["--as", "letter"]],
    ["cannot be used with", 3, ["--template", "--check", "whole.md"]],
    ["cannot be used with", 3, ["--check", "whole.md", "--from", "whole.md"]],
    ["--to says whom a mail goes to", 3, [...options, "--to", "a@example.org"]],
    ["`nobody` is no address of a mail", 3, [...options, "--as", "mail", "--to", "nobody"]],
    ["is no address of a mail", 3, [...options, "--as", "mail", "--to", "a@example.org\nBcc: b@example.org"]],
    ["more than 998 bytes", 3, [...options, "--as", "mail", "--risks", "x".repeat(1000)]],
    ["`nosuch/out.md` cannot be written: there is no such directory", 4, [...options, "--output", "nosuch/out.md"]],
    ["`/dev/full` cannot be written: it is no ordinary file", 3, [...options, "--output", "/dev/full"]],
    ["`.` cannot be written: it is a directory", 3, [...options, "--output", "."]],
    ["`dangling` exists already", 3, [...options, "--output", "dangling"]],
    ["--day takes a date", 3, ["--day", "tomorrow", "--check", "whole.md"]],
    ["there is no profile `nosuch`", 3, ["--policy-from", "profile:nosuch", "--check", "whole.md"]],
    ["too many arguments", 3, ["--from", "whole.md", "extra"]],
  ])("%s: status %d", (words, status, args) => expectRefusal(request(repository, args), status, words));

  test("no title and no address ends up as a header of its own", () => {
    const { stdout } = request(repository, [...options, "--title", "a\r\nBcc: b@example.org\n\nx", "--as", "mail"]);
    expect(stdout.split("\n\n")[0]).toMatch(/^Subject: \[RFC\] Exception request: a Bcc: b@example\.org x$/m);
    expect(stdout).not.toMatch(/^Bcc/m);
  });
});

describe("with an editor", () => {
  const fill = [
    ...Object.entries({
      "What do people": wholeRequest.scenario,
      "How is it done": wholeRequest.technique,
      "What does the": wholeRequest.benefit,
      "Why can whoever": wholeRequest.certification.replaceAll("'", ""),
      "By what would": wholeRequest.recognition,
      "What could go": wholeRequest.risks,
    }).map(([question, text]) => `s/^<!-- ${question}.*/${text}/`),
    "s/^# Exception request:/& Uniform renames/",
    "s/^- \\*\\*Covers:\\*\\*/& docs/",
  ].join(";");

  test("the form is filled in, written out, and its draft is gone", () =>
    using(repositoryWithHistory(), (repository) => {
      const run = request(repository, ["--edit", "--id", "uniform-renames", "--output", "out.md"], sed(fill));
      expect(run).toMatchObject({ status: 0, stdout: "" });
      expect(run.stderr).toBe("answers are kept in .git/proviso/requests/uniform-renames.md\n");
      expect(readdirSync(join(repository.path, ".git/proviso/requests"))).toEqual([]);
      const { request: read } = readRequest({ name: "x", text: readFileSync(join(repository.path, "out.md"), "utf8") });
      expect(read).toEqual({ ...wholeRequest, fields: [{ name: "Covers", value: "docs" }] });
    }));

  test.each<[what: string, editor: string, words: string]>([
    ["fails", "sed -i s/^##.Benefit/mine/", "nothing was written"],
    ["ends with a status", "f() { echo mine >>$1; exit 7; }; f", "ended with status 7; what was saved is in"],
    ["crashes", "f() { echo mine >>$1; kill -9 $$; }; f", "was ended by SIGKILL; what was saved is in"],
  ])("an editor that %s: what was saved is kept, and gone on with", (_, editor, words) =>
    using(repositoryWithHistory(), (repository) => {
      const args = ["--edit", "--id", "wide-changes"];
      const run = request(repository, args, { environment: { GIT_EDITOR: editor } });
      expect(run.status).toBeGreaterThan(2);
      expect(run.stdout).toBe("");
      expect(run.stderr).toContain(words);
      expect(run.stderr).toContain(".git/proviso/requests/wide-changes.md");
      const kept = readFileSync(draftOf(repository, "wide-changes"), "utf8");
      expect(kept).toContain("mine");
      const again = request(repository, args, { environment: { GIT_EDITOR: "grep -c mine" } });
      expect(again.stderr).toContain("going on with the draft .git/proviso/requests/wide-changes.md\n");
      expect(again.stdout + again.stderr).toMatch(/^1$/m);
      expect(readFileSync(draftOf(repository, "wide-changes"), "utf8")).toBe(kept);
    }),
  );

  test("an editor that is not there is said, and the form stays", () =>
    using(repositoryWithHistory(), (repository) => {
      const run = request(repository, ["--edit", "--id", "wide-changes"], {
        environment: { GIT_EDITOR: "nosuch-editor" },
      });
      expect(run.status).toBe(4);
      expect(run.stderr).toContain("the editor (`nosuch-editor`) ended with status 127");
      expect(existsSync(draftOf(repository, "wide-changes"))).toBe(true);
    }));

  test("options are put into a draft, unless that would lose what nobody understands", () =>
    using(repositoryWithHistory(), (repository) => {
      const args = ["--edit", "--id", "wide-changes"];
      request(repository, args, sed("s/^<!-- What do people.*/The first answer, which is long enough./"));
      request(repository, [...args, "--risks", "Those that are seen at once by everybody."], sed(""));
      const draft = readFileSync(draftOf(repository, "wide-changes"), "utf8");
      expect(draft).toContain("The first answer");
      expect(draft).toContain("Those that are seen at once");
      const odd = draft.replace("## Benefit", "## Gain\n\nMine alone.\n\n## Benefit");
      writeFileSync(draftOf(repository, "wide-changes"), odd);
      const refused = request(repository, [...args, "--risks", "Other ones that nobody thinks of."], sed(""));
      expect(refused).toMatchObject({ status: 3, stdout: "" });
      expect(refused.stderr).toContain("has to be mended first; --edit and --id alone open it");
      expect(readFileSync(draftOf(repository, "wide-changes"), "utf8")).toBe(odd);
      repository.write("whole.md", whole.replace("uniform-renames", "wide-changes"));
      const other = request(repository, ["--edit", "--from", "whole.md"], sed(""));
      expectRefusal(other, 3, "there is a draft already, `.git/proviso/requests/wide-changes.md`");
    }));

  test("an id that can be no file's name leaves the draft without a name", () =>
    using(repositoryWithHistory(), (repository) => {
      const run = request(repository, ["--edit", "--id", "../../../out"], sed(""));
      expect(run.status).toBe(3);
      expect(readdirSync(join(repository.path, ".git/proviso/requests"))).toEqual(["_unnamed.md"]);
      expect(existsSync(join(repository.path, "out.md"))).toBe(false);
    }));

  test("where no draft can be kept, that is said", () =>
    using(repositoryWithHistory(), (repository) => {
      writeFileSync(join(repository.path, ".git/proviso"), "in the way");
      const run = request(repository, ["--edit", "--id", "wide-changes"], sed(""));
      expect(run.status).toBe(4);
      expect(run.stderr).toMatch(
        /^proviso: the answers are not kept: `[^`]*` cannot be made: (?:there is something on the way that is no directory|something stands there already)\n/,
      );
    }));

  test("a request that cannot be written stays a draft, and that is said", () =>
    using(repositoryWithHistory(), (repository) => {
      repository.write("whole.md", whole);
      mkdirSync(join(repository.path, "out"));
      // The editor takes away the directory that the request is to be written to.
      const run = request(repository, ["--edit", "--from", "whole.md", "--output", "out/x.md"], {
        environment: { GIT_EDITOR: "rmdir out; true" },
      });
      expect(run.status).toBe(4);
      expect(run.stderr).toContain(
        "`out/x.md` cannot be written: there is no such directory; the answers are in `.git/proviso/requests/uniform-renames.md`",
      );
      expect(readFileSync(draftOf(repository, "uniform-renames"), "utf8")).toContain(wholeRequest.scenario);
    }));

  test("another work tree goes on with the same draft", () =>
    using(repositoryWithHistory(), (repository) => {
      request(repository, ["--edit", "--id", "wide-changes"], sed("s/^<!-- What do people.*/mine/"));
      const other = `${repository.path}-other`;
      repository.git("worktree", "add", "-q", "--detach", other);
      const again = request(repository, ["--edit", "--id", "wide-changes"], {
        directory: other,
        environment: { GIT_EDITOR: "grep -c mine" },
      });
      expect(again.stderr).toContain("going on with the draft");
    }));
});

test("a shallow clone does not know what was listed before, and says so", () =>
  using(repositoryWithHistory(), (repository) => {
    const shallow = repository.clone("--depth=1");
    const run = request(shallow, options);
    expect(run.status).toBe(0);
    expect(run.stderr).toContain(
      "warning: whether `uniform-renames` was listed before is not known for all of the document's history: this clone is shallow",
    );
  }));

/** Debian's `git-email`, if it is here. Continuous integration can name another one, which must be there then. */
const mailer = process.env["PROVISO_SEND_EMAIL"] ?? join(execPath(), "git-send-email");

function execPath(): string {
  return spawnSync("git", ["--exec-path"], { encoding: "utf8" }).stdout.trim();
}

describe.skipIf(!existsSync(mailer))("git send-email", () => {
  test.each([
    ["ASCII", "Uniform renames"],
    ["other scripts", `Größere Änderungen: 漢字 ${"ö".repeat(60)}`],
  ])("takes the mail as it is: %s", (_, title) =>
    using(repositoryWithHistory(), (repository) => {
      const to = ["--to", "J. Größe <list@example.org>", "--to", "dev@example.org"];
      const written = request(repository, [
        ...options,
        "--title",
        title,
        "--as",
        "mail",
        ...to,
        "--output",
        "request.mail",
      ]);
      expect(written).toMatchObject({ status: 0, stderr: "" });
      repository.git("config", "sendemail.from", "Ada Example <ada@example.org>");
      const { status, stdout, stderr } = spawnSync(mailer, ["--dry-run", "--confirm=never", "request.mail"], {
        cwd: repository.path,
        env: repository.environment,
        encoding: "utf8",
        input: "",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      for (const line of [
        "RCPT TO:<list@example.org>",
        "RCPT TO:<dev@example.org>",
        "Subject: [RFC] Exception request:",
        "Content-Transfer-Encoding: 8bit",
        "Result: OK",
      ])
        expect(stdout).toContain(line);
    }),
  );
});
