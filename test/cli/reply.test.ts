import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { expectHarmless, expectRefusal, plainPolicy, proviso, type Run, signOff } from "./proviso.ts";

let repository: TestRepository;
const file = (name: string): string => join(repository.path, name);
const day = ["--day", "2026-01-02"];
const environment = { SOURCE_DATE_EPOCH: "1767312000" };

beforeAll(() => {
  repository = createRepository();
  repository.commit({ message: `Begin\n\n${signOff}`, files: { "proviso.yaml": plainPolicy, "a.c": "int a;\n" } });
  repository.git("config", "proviso.target", "main");
  branch("signed", ["lamp: on", "lamp: off"], signOff);
  branch("unsigned", ["bulb: change it", "bulb: change it back"], "");
  for (const name of ["signed", "unsigned"]) post(name);
  writeFileSync(file("mail.yaml"), "from: Policy check <check@example.org>\nlists: [dev@lists.example.org]\n");
});
afterAll(() => repository.remove());

function branch(name: string, subjects: readonly string[], trailer: string): void {
  repository.git("checkout", "-q", "-b", name, "main");
  for (const subject of subjects)
    repository.commit({
      message: `${subject}\n\nIt was dark.\n\n${trailer}`,
      files: { "a.c": `int ${subject.length};\n` },
    });
  repository.git("checkout", "-q", "main");
}

/** Patches of a branch as git writes them, with a cover letter, to a list: a directory, and an mbox. */
function post(name: string): void {
  const options = ["--cover-letter", "--thread=shallow", "--to=dev@lists.example.org", "-o", file(name)];
  repository.git("format-patch", "-q", ...options, `main..${name}`);
  // git makes the id of a cover letter of the second in which it is written.
  for (const one of readdirSync(file(name))) {
    const path = join(file(name), one);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("<cover.", `<${name}.`));
  }
  writeFileSync(file(`${name}.mbox`), mailsOf(name).join("\n"));
}

const mailsOf = (name: string): readonly string[] =>
  readdirSync(file(name))
    .sort()
    .map((one) => readFileSync(join(file(name), one), "utf8"));

const reply = (words: readonly string[], more: Parameters<typeof proviso>[2] = {}): Run =>
  proviso(repository, ["reply", "--settings", "mail.yaml", ...day, ...words], {
    ...more,
    environment: { ...environment, ...more.environment },
  });

const read = (text: string) => new PostalMime().parse(text);

describe("written", () => {
  test("one mail in answer to the cover letter, from an mbox, a directory and standard input", async () => {
    const { status, stdout, stderr } = reply(["unsigned.mbox"]);
    expect([status, stderr]).toEqual([1, ""]);
    const mail = await read(stdout);
    const cover = await read(mailsOf("unsigned")[0] ?? "");
    expect(mail.inReplyTo).toBe(cover.messageId);
    expect(mail.subject).toBe(`Re: ${cover.subject}`);
    expect(mail.to?.map(({ address }) => address)).toEqual([cover.from?.address]);
    expect(mail.cc?.map(({ address }) => address)).toEqual(["dev@lists.example.org"]);
    expect(mail.date).toBe("2026-01-02T00:00:00.000Z");
    expect(mail.text).toContain("Patches 1 and 2");
    expect(reply(["unsigned"]).stdout).toBe(stdout);
    expect(reply(["-"], { input: readFileSync(file("unsigned.mbox"), "utf8") }).stdout).toBe(stdout);
  });

  test("nothing of a clean series, unless somebody wants it", () => {
    expect(reply(["signed.mbox"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(reply(["signed.mbox", "--always"]).stdout).toContain("It found nothing to object to.");
  });

  test("to a file, which is empty where there is nothing to say", () => {
    expect(reply(["unsigned.mbox", "-o", "answer"])).toEqual({ status: 1, stdout: "", stderr: "" });
    expect(readFileSync(file("answer"), "utf8")).toBe(reply(["unsigned.mbox"]).stdout);
    reply(["signed.mbox", "-o", "answer"]);
    expect(readFileSync(file("answer"), "utf8")).toBe("");
  });

  test("several as an mbox that git splits", () => {
    mkdirSync(file("both"), { recursive: true });
    for (const name of ["signed", "unsigned"])
      for (const [index, mail] of mailsOf(name).entries())
        writeFileSync(join(file("both"), `${name}-${index}.patch`), mail);
    const { status, stdout } = reply(["both", "--always"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^From check@example\.org Fri Jan {2}2 00:00:00 2026\nFrom: Policy check /);
    mkdirSync(file("split"), { recursive: true });
    writeFileSync(file("answers.mbox"), stdout);
    expect(repository.git("mailsplit", `-o${file("split")}`, file("answers.mbox"))).toBe("2");
  });

  test("of one series among others", () => {
    const [, id = ""] = /^Message-ID: <(.*)>$/im.exec(readFileSync(file("signed.mbox"), "utf8")) ?? [];
    const { stdout } = reply(["both", "--always", "--message-id", id]);
    expect(stdout.match(/^Subject: .*/gm)).toHaveLength(1);
    expect(stdout).toContain("It found nothing to object to.");
  });

  test("from git's user where no settings say who answers", () => {
    const { stdout } = proviso(repository, ["reply", ...day, "unsigned.mbox"], {
      environment: { GIT_COMMITTER_NAME: "Lin", GIT_COMMITTER_EMAIL: "lin@example.org" },
    });
    expect(stdout).toMatch(/^From: Lin <lin@example\.org>$/m);
  });

  test("by the environment's settings", () => {
    const { stdout } = proviso(repository, ["reply", ...day, "unsigned.mbox"], {
      environment: { PROVISO_MAIL_SETTINGS: "mail.yaml" },
    });
    expect(stdout).toMatch(/^From: Policy check <check@example\.org>$/m);
  });

  test("a program gets none, and that is said", () => {
    const text = readFileSync(file("unsigned.mbox"), "utf8").replaceAll(
      "\nSubject:",
      "\nAuto-Submitted: auto-generated\nSubject:",
    );
    const { status, stdout, stderr } = reply(["-"], { input: text });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^proviso: no answer to \[PATCH 0\/2\] .*: the mail <.*> is not answered, since a program wrote it: /,
    );
  });

  test("of a saved report, without judging", () => {
    const { stdout: report } = proviso(repository, ["check", "unsigned.mbox", "--format", "json", ...day]);
    writeFileSync(file("report.json"), report);
    expect(reply(["unsigned.mbox", "--report", "report.json"]).stdout).toBe(reply(["unsigned.mbox"]).stdout);
    expectRefusal(
      reply(["signed.mbox", "--report", "report.json"]),
      3,
      "the report is about no series of `signed.mbox`",
    );
  });
});

test.each([
  [["absent.mbox"], 3, "absent.mbox"],
  [["proviso.yaml"], 3, "no mail"],
  [["unsigned.mbox", "--settings", "absent.yaml"], 3, "there is no such file"],
  [["-", "--report", "-"], 3, "standard input can be read once"],
  [["unsigned.mbox", "--report", "x", "--message-id", "y"], 3, "takes no --message-id"],
])("refused: %j", (words, status, sentence) => expectRefusal(reply(words), status, sentence));

test("settings with problems are shown with their places, and nothing is answered", () => {
  writeFileSync(file("wrong.yaml"), "form: x\nsmtp:\n  host: mail.example.org\n  tls: none\n");
  const { status, stdout, stderr } = reply(["unsigned.mbox", "--settings", "wrong.yaml"]);
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toContain("wrong.yaml:1:1: error: unknown key `form`");
  expect(stderr).toContain("nothing is answered: the settings (`wrong.yaml`) have problems");
});

/** Runs without holding up the servers of this process. */
async function replyBeside(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child: ChildProcess = spawn(process.execPath, [inject("bundle"), "reply", ...day, ...words], {
    cwd: repository.path,
    env: { ...repository.environment, ...environment, ...more },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const status = await new Promise<number | null>((done) => child.on("close", done));
  expectHarmless(stdout + stderr);
  return { status, stdout, stderr };
}

describe("sent", () => {
  const received: string[] = [];
  let refuses = false;
  let port = 0;
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, callback) {
      if (username === "check" && password === "a secret") callback(null, { user: username });
      else callback(Object.assign(new Error("no"), { responseCode: 535 }));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (refuses) return callback(Object.assign(new Error("no"), { responseCode: 451 }));
        received.push(Buffer.concat(chunks).toString("utf8").replaceAll("\r\n", "\n"));
        callback();
      });
    },
  });
  beforeAll(async () => {
    server.on("error", () => {});
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.server.address();
    port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const smtp = `smtp:\n  host: 127.0.0.1\n  port: ${port}\n  tls: none\n  user: check\n`;
    const own = readFileSync(file("mail.yaml"), "utf8");
    writeFileSync(file("sending.yaml"), own + smtp);
    writeFileSync(file("password"), "a secret\n");
    writeFileSync(file("sending-by-file.yaml"), `${own}${smtp}  password-file: ${file("password")}\n`);
  });
  afterAll(() => new Promise<void>((done) => server.close(done)));

  test.each([
    ["sending.yaml", { PROVISO_SMTP_PASSWORD: "a secret" }],
    ["sending-by-file.yaml", {}],
  ])("with a password: %s", async (settings, more) => {
    received.length = 0;
    const { status, stdout, stderr } = await replyBeside(["--settings", settings, "unsigned.mbox"], more);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^sent <[0-9a-f]{32}\.v1@example\.org> to [^\s,]+, dev@lists\.example\.org\n$/);
    expect(received).toEqual([reply(["unsigned.mbox"]).stdout]);
  });

  test.each([["--dry-run"], ["-o", "answer"]])("not with %s", async (...words) => {
    received.length = 0;
    expect((await replyBeside(["--settings", "sending.yaml", "unsigned.mbox", ...words])).status).toBe(1);
    expect(received).toEqual([]);
  });

  test("nothing without the password, and a wrong one is not shown", async () => {
    received.length = 0;
    const without = await replyBeside(["--settings", "sending.yaml", "unsigned.mbox"]);
    expectRefusal(without, 3, "`smtp.user` needs a password");
    const wrong = await replyBeside(["--settings", "sending.yaml", "unsigned.mbox"], {
      PROVISO_SMTP_PASSWORD: "wrong one",
    });
    expectRefusal(wrong, 4, "refused the login: 535 no; nobody got it");
    expect(wrong.stderr).not.toContain("wrong one");
    expect(received).toEqual([]);
  });

  test("what was not taken is status 4", async () => {
    refuses = true;
    const run = await replyBeside(["--settings", "sending-by-file.yaml", "unsigned.mbox"]);
    refuses = false;
    expectRefusal(run, 4, "did not take the mail: 451 no; nobody got it, and it can be sent again");
  });
});

describe("patchwork", () => {
  test("as JSON, where nobody says which one", () => {
    const { status, stdout } = reply(["unsigned.mbox", "--patchwork"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual(
      [1, 2].map(() => ({
        msgid: expect.stringMatching(/^[^<>]+@[^<>]+$/) as string,
        check: {
          state: "fail",
          context: "code-provenance",
          description: expect.stringContaining("no sign-off") as string,
        },
      })),
    );
    expect(JSON.parse(reply(["signed.mbox", "--patchwork"]).stdout)).toHaveLength(2);
  });

  test("a patch without a Message-Id has none, which is said", () => {
    const input = (mailsOf("unsigned")[1] ?? "").replace(/^Message-I[dD]: .*\n/m, "");
    const { status, stdout, stderr } = reply(["-", "--patchwork"], { input });
    expect([status, stdout]).toEqual([1, "[]\n"]);
    expect(stderr).toBe("proviso: mail 1: 1 of its patches has no Message-Id, by which a patchwork finds them\n");
  });

  test("a pull request has none, which is said", () => {
    const date = "Thu, 1 Jan 2026 00:00:00 +0000";
    const body = repository.git("request-pull", "main", ".", "unsigned");
    const header = `From: Ada <ada@example.org>\nDate: ${date}\nMessage-Id: <pull@example.org>\nSubject: [GIT PULL] bulbs`;
    const { stdout, stderr } = reply(["-", "--patchwork"], { input: `${header}\n\n${body}\n` });
    expect(stdout).toBe("[]\n");
    expect(stderr).toContain("<pull@example.org>: a patchwork shows checks of patches, and this is a pull request");
  });

  test("posted with a token", async () => {
    const posted: string[] = [];
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
      if (request.method === "GET")
        return response.end(
          JSON.stringify(pathname.endsWith("/patches/") ? [{ id: 7, msgid: `<${searchParams.get("msgid")}>` }] : []),
        );
      posted.push(`${pathname} ${request.headers.authorization}`);
      return response.writeHead(201).end("{}");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    writeFileSync(file("patchwork.yaml"), `patchwork:\n  url: http://127.0.0.1:${port}\n`);
    const words = ["--settings", "patchwork.yaml", "unsigned.mbox", "--patchwork"];
    const { status, stdout } = await replyBeside(words, { PROVISO_PATCHWORK_TOKEN: "secret" });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^posted fail for <[^>]+>\nposted fail for <[^>]+>\n$/);
    expect(posted).toEqual(Array.from({ length: 2 }, () => "/api/1.2/patches/7/checks/ Token secret"));
    const dry = await replyBeside([...words, "--dry-run"], { PROVISO_PATCHWORK_TOKEN: "secret" });
    expect(JSON.parse(dry.stdout)).toHaveLength(2);
    expect(posted).toHaveLength(2);
    await new Promise<void>((done) => server.close(() => done()));
  });
});
