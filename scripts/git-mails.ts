/**
 * What the real git makes of mails, for tests and for `compare-mails.ts`: `git mailinfo`, and the commit that `git am` would write, made by the
 * same steps (`git stripspace`, `git commit-tree`) without a tree that the patch applies to. `-u` and not `--encoding=UTF-8`, which git 2.39
 * takes and forgets.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What git says of a mail. Texts are bytes, a character each. */
export type GitMail = {
  /** git's complaint, where it refuses the mail or would refuse the commit. */
  readonly refused: string | null;
  /** `git mailinfo`'s second file: from the line on that ends the message. */
  readonly patch: string;
  /** Null: there is no patch, or git refused. */
  readonly commit: {
    readonly author: string;
    readonly message: string;
    readonly subject: string;
    readonly trailers: readonly string[];
  } | null;
  /** Is there something in the patch that `git apply` takes for one? */
  readonly holdsDiff: () => boolean;
};

/** Reads mails by git itself, to be compared with; `remove` takes away the directory that it works in. */
export type GitMailReader = {
  read(mails: readonly Uint8Array[]): readonly GitMail[];
  remove(): void;
};

/** A directory without anybody's configuration in which git reads mails. */
export function openGitMailReader(): GitMailReader {
  const root = mkdtempSync(join(tmpdir(), "proviso-git-mails-"));
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: root,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_COMMITTER_NAME: "Ada Example",
    GIT_COMMITTER_EMAIL: "ada@example.org",
    GIT_COMMITTER_DATE: "1700000000 +0000",
    TZ: "UTC",
  };
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, {
      cwd: root,
      env: environment,
      encoding: "latin1",
      stdio: ["ignore", "pipe", "ignore"],
    });
  run("git", "init", "-q");
  const tree = run("git", "hash-object", "-w", "-t", "tree", "/dev/null").trim();
  let batch = 0;

  function read(mails: readonly Uint8Array[]): readonly GitMail[] {
    const folder = join(root, `batch-${(batch += 1)}`);
    mkdirSync(folder);
    const at = (index: number, ending: string): string => join(folder, `${index}.${ending}`);
    const fileOf = (index: number, ending: string): string =>
      existsSync(at(index, ending)) ? readFileSync(at(index, ending), "latin1") : "";
    for (const [index, mail] of mails.entries())
      writeFileSync(at(index, "mail"), Buffer.from(mail).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
    runScript(
      folder,
      mails.map(
        (_, index) =>
          `git mailinfo -u ${index}.msg ${index}.patch <${index}.mail >${index}.info 2>${index}.error || touch ${index}.refused`,
      ),
    );
    const commits = mails.flatMap((_, index) => {
      if (existsSync(at(index, "refused")) || fileOf(index, "patch") === "") return [];
      const info = fieldsOf(fileOf(index, "info"));
      writeFileSync(at(index, "raw"), `${info.get("Subject") ?? ""}\n\n${fileOf(index, "msg")}`, "latin1");
      return commitSteps(index, info, tree);
    });
    runScript(folder, commits);
    return mails.map((_, index) => {
      const holdsDiff = (): boolean => {
        try {
          run("git", "apply", "--numstat", at(index, "patch"));
          return true;
        } catch {
          return false;
        }
      };
      const isRefused = existsSync(at(index, "refused"));
      return gitMailOf((ending) => fileOf(index, ending), isRefused, holdsDiff);
    });
  }
  function runScript(folder: string, lines: readonly string[]): void {
    writeFileSync(join(folder, "run.sh"), `cd ${folder}\n${lines.join("\n")}\ntrue\n`, "latin1");
    run("sh", join(folder, "run.sh"));
  }
  return { read, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The commands that make the commit of a mail, as `git am` does, but for its tree. */
function commitSteps(index: number, info: ReadonlyMap<string, string>, tree: string): readonly string[] {
  const name = (key: string): string => `'${(info.get(key) ?? "").replaceAll("'", "'\\''")}'`;
  const author = `GIT_AUTHOR_NAME=${name("Author")} GIT_AUTHOR_EMAIL=${name("Email")} GIT_AUTHOR_DATE=${name("Date")}`;
  return [
    `git stripspace <${index}.raw >${index}.clean`,
    `${author} git commit-tree ${tree} <${index}.clean >${index}.id 2>${index}.error && git cat-file commit $(cat ${index}.id) >${index}.commit && sed '1,/^$/d' <${index}.commit >${index}.final && git interpret-trailers --parse <${index}.final >${index}.trailers`,
  ];
}

/** What the steps have left of one mail, in a file each. */
function gitMailOf(fileOf: (ending: string) => string, isRefused: boolean, holdsDiff: () => boolean): GitMail {
  const patch = fileOf("patch");
  const error = fileOf("error");
  if (isRefused) return { refused: error || "refused", patch, commit: null, holdsDiff };
  if (patch === "") return { refused: null, patch, commit: null, holdsDiff };
  const commit = fileOf("commit");
  if (commit === "") return { refused: error || "no commit", patch, commit: null, holdsDiff };
  const [, author = ""] = /^author (.*)$/m.exec(commit) ?? [];
  const trailers = fileOf("trailers")
    .split("\n")
    .filter((line) => line !== "");
  const subject = fieldsOf(fileOf("info")).get("Subject") ?? "";
  return { refused: null, patch, commit: { author, message: fileOf("final"), subject, trailers }, holdsDiff };
}

/** The lines of `git mailinfo`. */
const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map(
    info
      .split("\n")
      .filter((line) => line.includes(": "))
      .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
  );
