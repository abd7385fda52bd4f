import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { TestRepository } from "../git/repository.ts";
import { createArchive } from "../mail-source/archive.ts";
import { type Dovecot, hasDovecot, startDovecot } from "../mail-source/dovecot.ts";
import {
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  maintainersFile,
  proviso,
  repositoryWith,
} from "./proviso.ts";

const ada = "Ada Example <ada@example.org>";

/** What the server does with a mail: it takes it; or whoever sent it is killed before it, or when it was taken and nobody said so. */
type Behaviour = "takes" | "is killed before" | "is killed behind";

let repository: TestRepository;
let count = 0;

beforeAll(() => {
  repository = repositoryWith({
    "proviso.yaml": decliningPolicy,
    "doc.md": decliningDocument,
    MAINTAINERS: maintainersFile,
  });
  repository.git("config", "proviso.target", "main");
  repository.git("config", "user.email", "checks@example.org");
});
afterAll(() => repository.remove());

/** A series as `git format-patch` mails it: its cover letter, and a patch for each message. */
function seriesOf(messages: readonly string[]): readonly string[] {
  count += 1;
  repository.git("switch", "--quiet", "--create", `topic-${count}`, "main");
  for (const [index, message] of messages.entries())
    repository.commit({
      message,
      files: { [`docs/${index}.md`]: `${message} ${count}\n` },
      date: 1_700_000_000 + count,
    });
  const text = repository.git(
    "format-patch",
    "--stdout",
    "--thread",
    "--cover-letter",
    "--to=list@example.org",
    "main..HEAD",
  );
  repository.git("switch", "--quiet", "main");
  return text
    .replaceAll("*** SUBJECT HERE ***", `docs: part ${count}`)
    .replaceAll(/<cover\.\d+\./g, `<cover.${count}.`)
    .split(/^From [0-9a-f]{40} .*\n/m)
    .slice(1)
    .map((mail) => `${mail.trimEnd()}\n`);
}

const idOf = (mail: string): string => /^Message-Id: (<.*>)$/im.exec(mail)?.[1] ?? "";

const answerTo = (mail: string, text: string): string =>
  `From: Lin Example <lin@example.org>\nTo: list@example.org\nDate: Wed, 15 Nov 2023 00:00:00 +0000\n` +
  `Message-Id: <answer-${count}@example.org>\nIn-Reply-To: ${idOf(mail)}\nSubject: Re: it\n\n${text}\n`;

/** Waits for something that another process brings about, nearly as long as a test may take: a busy machine is no failure. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 5000; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not come about: ${what}`);
}

describe("proviso watch", () => {
  let directory: string;
  let maildir: string;
  let server: SMTPServer;
  let received: string[];
  let behaviour: Behaviour;
  let watching: ChildProcess | null;
  let said: string;
  /** How the list brings a mail to its subscribers. */
  let subscriber: (mail: string) => void;

  beforeEach(async () => {
    count += 1;
    directory = join(repository.path, "..", `watch-${count}`);
    maildir = join(directory, "list");
    for (const box of ["new", "cur", "tmp"]) mkdirSync(join(maildir, box), { recursive: true });
    received = [];
    behaviour = "takes";
    watching = null;
    subscriber = deliver;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onMailFrom: (_address, _session, done) => {
        if (behaviour === "is killed before") watching?.kill("SIGKILL");
        else done();
      },
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const mail = Buffer.concat(chunks).toString("utf8").replaceAll("\r\n", "\n");
          received.push(mail);
          subscriber(mail);
          if (behaviour === "is killed behind") watching?.kill("SIGKILL");
          else done();
        });
      },
    });
    server.on("error", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.server.address() as AddressInfo;
    const smtp = `smtp:\n  host: 127.0.0.1\n  port: ${port}\n  tls: none\n`;
    writeFileSync(
      join(directory, "settings.yaml"),
      `from: Policy check <checks@example.org>\nlists: [list@example.org]\n${smtp}`,
    );
  });
  afterEach(async () => {
    if (watching?.exitCode === null && watching.signalCode === null) watching.kill("SIGKILL");
    await new Promise<void>((resolve) => server.close(resolve));
  });

  function deliver(mail: string): void {
    count += 1;
    const name = `${1_700_000_000 + count}.M1P1.host`;
    writeFileSync(join(maildir, "tmp", name), mail);
    renameSync(join(maildir, "tmp", name), join(maildir, "new", name));
  }

  /** Starts a watch, and waits until it follows. */
  async function start(
    more: readonly string[] = [],
    source: string = maildir,
    environment: object = {},
  ): Promise<void> {
    const words = [
      "watch",
      source,
      "--state",
      join(directory, "state.db"),
      "--settings",
      join(directory, "settings.yaml"),
    ];
    const started = spawn(process.execPath, [inject("bundle"), ...words, "--settle", "1s", "-v", ...more], {
      cwd: repository.path,
      env: { ...repository.environment, ...environment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    said = "";
    started.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    watching = started;
    await until(() => said.includes("all that is there was seen") || started.exitCode !== null, "it follows");
    if (started.exitCode !== null) throw new Error(said);
  }

  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      if (watching === null || watching.exitCode !== null || watching.signalCode !== null) return resolve();
      watching.once("exit", () => resolve());
    });

  async function stop(): Promise<number | null> {
    watching?.kill("SIGTERM");
    await ended();
    return watching?.exitCode ?? null;
  }

  /** Waits until it says that some answers were sent or had arrived. */
  const untilSent = (times: number): Promise<void> =>
    until(() => (said.match(/was sent$|has arrived$/gm) ?? []).length >= times, `${times} answers: ${said}`);

  const headers = (mail: string | undefined, name: string): string =>
    new RegExp(`^${name}: (.*)$`, "im").exec(mail ?? "")?.[1] ?? "";

  test("answers a series that comes in pieces and out of order once, in its thread, and a tag in a reply changes that", async () => {
    await start();
    const mails = seriesOf([
      `docs: one\n\nAI-used-for: docs (small-fixes)\nSigned-off-by: ${ada}\n`,
      `docs: two\n\nSigned-off-by: ${ada}\n`,
    ]);
    for (const mail of mails.toReversed()) deliver(mail);
    await untilSent(1);
    expect(headers(received[0], "In-Reply-To")).toBe(idOf(mails[0] ?? ""));
    deliver(answerTo(mails[0] ?? "", "Acked-by: Lin Example <lin@example.org>"));
    await untilSent(2);
    expect(received).toHaveLength(2);
    expect(headers(received[1], "In-Reply-To")).toBe(idOf(mails[0] ?? ""));
    expect(await stop()).toBe(0);
    await start();
    expect(await stop()).toBe(0);
    expect(received).toHaveLength(2);
  });

  test.each(["is killed before", "is killed behind"] as const)(
    "a watch that %s the server takes an answer neither loses it nor sends it twice",
    async (how) => {
      behaviour = how;
      await start();
      const mails = seriesOf(["docs: unsigned\n"]);
      for (const mail of mails) deliver(mail);
      await ended();
      expect(received).toHaveLength(how === "is killed behind" ? 1 : 0);
      behaviour = "takes";
      await start(["--confirm", "2s"]);
      await untilSent(1);
      expect(await stop()).toBe(0);
      expect(received).toHaveLength(1);
      await start(["--confirm", "0s"]);
      expect(await stop()).toBe(0);
      expect(received).toHaveLength(1);
    },
  );

  test("follows an archive of public-inbox, and lays answers down in a directory", async () => {
    const archive = createArchive();
    await start(["--answers", join(directory, "answers")], archive.path);
    for (const mail of seriesOf(["docs: unsigned\n"])) archive.add(mail);
    await untilSent(1);
    expect(await stop()).toBe(0);
    archive.remove();
    expect(readdirSync(join(directory, "answers"))).toHaveLength(1);
    expect(received).toEqual([]);
  });

  test.skipIf(!hasDovecot)("follows a folder of a real server", async () => {
    const dovecot: Dovecot = await startDovecot();
    subscriber = dovecot.deliver;
    await start([], `imap://x@127.0.0.1:${dovecot.port}/INBOX`, { PROVISO_IMAP_PASSWORD: "pw" });
    for (const mail of seriesOf(["docs: unsigned\n", `docs: signed\n\nSigned-off-by: ${ada}\n`]).toReversed())
      dovecot.deliver(mail);
    await untilSent(1);
    expect(await stop()).toBe(0);
    await dovecot.remove();
    expect(received).toHaveLength(1);
  });

  test("a dry run sends nothing and records nothing", () => {
    for (const mail of seriesOf(["docs: unsigned\n"])) deliver(mail);
    const words = [
      "--settings",
      join(directory, "settings.yaml"),
      "--dry-run",
      "--once",
      "--include-old",
      "--settle",
      "0s",
    ];
    const { status, stdout } = proviso(repository, ["watch", maildir, ...words]);
    expect({ status, received }).toEqual({ status: 0, received: [] });
    expect(stdout).toMatch(/^Subject: Re: \[PATCH 0\/1\] docs: part \d+$/m);
    expect(existsSync(join(directory, "state.db"))).toBe(false);
  });

  test.each<[string, readonly string[], number, string]>([
    ["no state", ["LIST", "--answers", "x"], 3, "--state names the file"],
    ["nowhere to send to", ["LIST", "--state", "s.db"], 3, "nothing says where answers go"],
    ["a source that is not there", ["nowhere", "--dry-run"], 3, "`nowhere` is not there"],
    ["a source of another kind", [".", "--dry-run"], 3, "is neither a Maildir"],
    [
      "a password on the command line",
      ["imaps://ada:secret@mail.example.org/INBOX", "--dry-run"],
      3,
      "a password on a command line",
    ],
    ["no password", ["imaps://ada@mail.example.org/INBOX", "--dry-run"], 3, "the server needs a password"],
    [
      "a password that is not there",
      ["imaps://ada@mail.example.org/INBOX", "--dry-run", "--password-file", "nowhere"],
      3,
      "`nowhere` cannot be read: there is no such file",
    ],
    [
      "a password that is empty",
      ["imaps://ada@mail.example.org/INBOX", "--dry-run", "--password-file", "/dev/null"],
      3,
      "`/dev/null` is empty",
    ],
    ["no user", ["imaps://mail.example.org/INBOX", "--dry-run"], 3, "an IMAP folder is named like"],
    ["a time that is none", ["LIST", "--dry-run", "--quiet", "soon"], 3, "--quiet takes a time"],
    ["a pace that is none", ["LIST", "--dry-run", "--per-day", "0"], 3, "--per-day takes a number"],
  ])("%s is refused", (_, words, status, sentence) => {
    const named = words.map((word) => (word === "LIST" ? maildir : word));
    expectRefusal(proviso(repository, ["watch", ...named]), status, sentence);
  });
});
