/**
 * Compares what is read of real mails with what git makes of them:
 * `node scripts/locked-node.mjs scripts/compare-mails.ts ARCHIVE… [--every N] [--most N] [--show N]`. An archive is an mbox, or a public-inbox
 * repository of version 2. Every N-th mail is compared, at most as many as are wanted of each archive: author, address, date, subject,
 * message, trailers and patch, mail by mail. Prints counts, and of each kind of difference the first few.
 */

import { parseArgs } from "node:util";
import { readPostedMail } from "../src/adapters/mail/read-posted-mail.ts";
import { parseTrailers } from "../src/core/commit/trailers.ts";
import type { PostedMail } from "../src/core/mail/posted-mail.ts";
import { type GitMail, openGitMailReader } from "./git-mails.ts";
import { mailsIn } from "./mails-in.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string" }, most: { type: "string" }, show: { type: "string" } },
});
const [every, most, shown] = [Number(values.every ?? 1), Number(values.most ?? 5000), Number(values.show ?? 3)];
const together = 200;

type Difference = { readonly kind: string; readonly detail: string };

/** How our reading of a mail differs from git's, or what both are agreed on. */
function compare(mail: PostedMail, git: GitMail): Difference {
  const { patch } = mail;
  if (patch === null) {
    if (git.patch === "") return { kind: "same: no patch", detail: "" };
    return git.holdsDiff()
      ? { kind: "DIFFERENT: git finds a patch", detail: git.patch.slice(0, 300) }
      : { kind: "same: nothing that git apply takes for a patch", detail: "" };
  }
  if (git.refused !== null) {
    const detail = `git: ${git.refused.trim()} ours: ${patch.problems.join("; ")}`;
    return patch.problems.length > 0
      ? { kind: "same: git refuses, and we say why", detail }
      : { kind: "DIFFERENT: git refuses", detail };
  }
  if (git.commit === null) return { kind: "DIFFERENT: only we find a patch", detail: patch.diff.slice(0, 300) };
  const ours = commitOf(mail);
  const wrong = Object.entries(commitOfGit(git)).flatMap(([name, text]) => {
    const own = ours[name as keyof typeof ours];
    return own === text ? [] : [`${name}: git ${JSON.stringify(text)}\n    ours ${JSON.stringify(own)}`];
  });
  if (patch.problems.length > 0)
    return { kind: "said: git makes a commit, and we say that we are not sure", detail: patch.problems.join("; ") };
  return wrong.length === 0
    ? { kind: "same: the commit of git am", detail: "" }
    : { kind: `DIFFERENT: ${wrong.map((one) => one.split(":")[0]).join(", ")}`, detail: wrong.join("\n  ") };
}

type Commit = { author: string; subject: string; message: string; trailers: string; patch: string };

function commitOf({ patch }: PostedMail): Commit {
  if (patch === null) throw new Error("there is no patch");
  const { name, email, at } = patch.author;
  const offset = Math.abs(at.offsetMinutes);
  const zone = `${at.offsetMinutes < 0 ? "-" : "+"}${String(Math.floor(offset / 60) * 100 + (offset % 60)).padStart(4, "0")}`;
  return {
    author: `${name} <${email}> ${at.seconds} ${zone}`,
    subject: patch.subject,
    message: patch.message.text,
    trailers: parseTrailers(patch.message.text)
      .map(({ key, value }) => `${key}: ${value}`.trimEnd())
      .join("\n"),
    patch: patch.diff,
  };
}

const utf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

function commitOfGit({ commit, patch }: GitMail): Commit {
  if (commit === null) throw new Error("there is no commit");
  const start = Math.min(
    ...[patch.search(/^diff --git /m), patch.search(/^--- .*\n\+\+\+ /m)].map((at) => (at === -1 ? patch.length : at)),
  );
  return {
    author: utf8(commit.author),
    subject: utf8(commit.subject),
    message: utf8(commit.message),
    trailers: utf8(commit.trailers.map((line) => line.trimEnd()).join("\n")),
    patch: patch.slice(start),
  };
}

const git = openGitMailReader();
try {
  for (const archive of positionals) {
    const counts = new Map<string, number>();
    const reasons = new Map<string, number>();
    let waiting: Uint8Array[] = [];
    let compared = 0;
    const compareWaiting = async (): Promise<void> => {
      const answers = git.read(waiting);
      for (const [index, bytes] of waiting.entries()) {
        const mail = await readPostedMail(bytes, { number: compared + index + 1, file: null });
        const { kind, detail } = compare(mail, answers[index] as GitMail);
        const count = (counts.get(kind) ?? 0) + 1;
        counts.set(kind, count);
        if (kind.startsWith("said")) reasons.set(detail, (reasons.get(detail) ?? 0) + 1);
        if (kind.startsWith("same: the") || kind.startsWith("same: no") || count > shown) continue;
        console.log(`${mail.messageId ?? `mail ${mail.number}`}: ${kind}\n  ${detail}`);
      }
      compared += waiting.length;
      waiting = [];
    };
    for await (const mail of mailsIn(archive, every)) {
      waiting.push(mail);
      if (waiting.length === together) await compareWaiting();
      if (compared + waiting.length >= most) break;
    }
    await compareWaiting();
    console.log(
      JSON.stringify(
        {
          archive: archive.split("/").at(-2),
          compared,
          ...Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1))),
        },
        null,
        2,
      ),
    );
    for (const [reason, count] of [...reasons].sort((one, other) => other[1] - one[1]).slice(0, 20))
      console.log(`  ${count} × ${reason}`);
  }
} finally {
  git.remove();
}
