import { parseTrailers, trailerBlock } from "../commit/trailers.ts";
import type { PostedPatch } from "./posted-mail.ts";

/**
 * What a reviewer saw of a patch, to tell whether two versions of it are one: the author, the message without the tags that are collected under it,
 * and the diff without what a rebase alone changes: the lines' numbers, the ids of the files before and after, and the signature of the mail. Where the
 * diff was not kept, a digest of that.
 */
export const contentOf = (patch: PostedPatch): string =>
  patch.diff === null
    ? patch.content
    : `${patch.author.name} <${patch.author.email}>\n${messageWithoutTags(patch.message.text)}\n\0${comparableDiff(patch.diff)}`;

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
  /** The ids of the files, which say something only where no hunk does. */
  let ids: string | null = null;
  const keepIds = (): void => {
    if (ids !== null) kept.push(ids);
    ids = null;
  };
  for (let at = 0; at <= diff.length; ) {
    const end = lineEnd(diff, at);
    const line = diff.slice(at, end);
    const hunk = line.startsWith("@@ ") ? hunkHead.exec(line) : null;
    at = end + 1;
    if (hunk !== null) {
      const behind = endOfHunk(diff, at, { before: Number(hunk[1] ?? 1), after: Number(hunk[2] ?? 1) });
      ids = null;
      kept.push("@@");
      if (behind > at) kept.push(diff.slice(at, behind - 1));
      at = behind;
    } else if (line.startsWith("index ")) {
      keepIds();
      ids = line;
    } else if (!signature.test(line)) {
      if (line.startsWith("diff ")) keepIds();
      kept.push(line);
    }
  }
  keepIds();
  return withoutLastFeeds(kept.join("\n"));
}

/** What `git format-patch` closes a mail with: two hyphens, and git's version. */
const signature = /^(?:-- ?|\d{1,3}(?:\.[\w-]{1,40}){1,8})$/;

type Sides = { readonly before: number; readonly after: number };

const hunkHead = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;

function withoutLastFeeds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === lineFeed) end -= 1;
  return text.slice(0, end);
}

function lineEnd(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  return feed === -1 ? text.length : feed;
}

/** Where the line begins behind the lines of a hunk that has so many on each side. */
function endOfHunk(diff: string, start: number, { before, after }: Sides): number {
  let at = start;
  for (let [old, now] = [before, after]; (old > 0 || now > 0) && at <= diff.length; ) {
    const sign = diff.charCodeAt(at);
    if (sign !== backslash && sign !== plus) old -= 1;
    if (sign !== backslash && sign !== minus) now -= 1;
    at = lineEnd(diff, at) + 1;
  }
  return at;
}

const [lineFeed, plus, minus, backslash] = [0x0a, 0x2b, 0x2d, 0x5c];
