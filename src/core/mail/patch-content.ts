import { parseTrailers, trailerBlock } from "../commit/trailers.ts";
import type { MailedPatch } from "./posted-mail.ts";

/**
 * What a reviewer saw of a patch, to tell whether two versions of it are one: the author, the message without the tags that are collected under it,
 * and the diff without what a rebase alone changes: the lines' numbers, the ids of the files before and after, and the signature of the mail.
 */
export const contentOf = (patch: MailedPatch): string =>
  `${patch.author.name} <${patch.author.email}>\n${messageWithoutTags(patch.message.text)}\n\0${comparableDiff(patch.diff)}`;

/**
 * A message without the tags that people collect between two versions. Every other trailer stays: what says that a tool helped, or who wrote
 * with whom, changes what somebody agreed to.
 */
export function messageWithoutTags(message: string): string {
  const block = trailerBlock(message);
  if (block === null) return message.trim();
  let text = "";
  let from = 0;
  for (const { key, start, end } of parseTrailers(message)) {
    if (!collectedKeys.has(key.toLowerCase())) continue;
    text += message.slice(from, start);
    from = end + 1;
  }
  return (text + message.slice(from)).trim();
}

const collectedKeys: ReadonlySet<string> = new Set([
  "signed-off-by",
  "reviewed-by",
  "acked-by",
  "tested-by",
  "reported-by",
  "suggested-by",
  "cc",
  "link",
  "message-id",
]);

/** Linear. What is in no hunk is kept, so that a change nobody can show line by line is a change all the same. */
function comparableDiff(diff: string): string {
  const kept: string[] = [];
  let left: Sides = { before: 0, after: 0 };
  /** The ids of the files, which say something only where no hunk does. */
  let ids: string | null = null;
  const keepIds = (): void => {
    if (ids !== null) kept.push(ids);
    ids = null;
  };
  for (const line of diff.split("\n")) {
    const isInHunk = left.before > 0 || left.after > 0;
    const hunk = isInHunk ? null : hunkHead.exec(line);
    if (isInHunk) {
      left = lessBy(line, left);
      kept.push(line);
    } else if (hunk !== null) {
      left = { before: Number(hunk[1] ?? 1), after: Number(hunk[2] ?? 1) };
      ids = null;
      kept.push("@@");
    } else if (line.startsWith("index ")) {
      keepIds();
      ids = line;
    } else if (!signature.test(line)) {
      if (line.startsWith("diff ")) keepIds();
      kept.push(line);
    }
  }
  keepIds();
  while (kept.at(-1) === "") kept.pop();
  return kept.join("\n");
}

/** What `git format-patch` closes a mail with: two hyphens, and git's version. */
const signature = /^(?:-- ?|\d{1,3}(?:\.[\w-]{1,40}){1,8})$/;

type Sides = { readonly before: number; readonly after: number };

const hunkHead = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;

function lessBy(line: string, { before, after }: Sides): Sides {
  const sign = line[0];
  if (sign === "\\") return { before, after };
  return { before: sign === "+" ? before : before - 1, after: sign === "-" ? after : after - 1 };
}
