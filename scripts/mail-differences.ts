import { parseTrailers } from "../src/core/commit/trailers.ts";
import type { EntireMail } from "../src/core/mail/posted-mail.ts";
import type { GitMail } from "./git-mails.ts";

/** What two readings of a mail come to, and what is to be said of it; of differences the kind begins with `DIFFERENT`. */
export type MailComparison = { readonly kind: string; readonly detail: string };

/** How our reading of a mail differs from git's, or what both are agreed on. */
export function compareMail(mail: EntireMail, git: GitMail): MailComparison {
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

function commitOf({ patch }: EntireMail): Commit {
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
