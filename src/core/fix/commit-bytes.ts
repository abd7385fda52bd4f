import { decodeLatin1 } from "../commit/decode.ts";
import { encodingOf } from "../commit/header.ts";
import { headerEnd } from "../commit/parse-commit.ts";
import { joinedBytes, latin1Bytes } from "../text/bytes.ts";
import { type Draft, textOf } from "./draft.ts";
import { encodeAs } from "./encode.ts";

/** What becomes of a commit. All else of it stays, byte by byte: the tree, the author, dates, the encoding, headers that nobody knows. */
export type Rewriting = {
  /** New ids of parents, by their old ones. */
  readonly parents: ReadonlyMap<string, string>;
  /** `Name <address> seconds zone` of who commits it anew; null: the committer stays. */
  readonly committer: string | null;
  /** The whole message's bytes; null: they stay. */
  readonly message: Uint8Array | null;
};

export type Rewritten = {
  readonly bytes: Uint8Array;
  /** The headers that were left out because they signed what is no more: `gpgsig`, `gpgsig-sha256`, `mergetag`. */
  readonly lost: readonly string[];
};

/** A commit object with another message, committer or parents. Null: its encoding cannot write the committer's name. */
export function rewriteCommit(bytes: Uint8Array, { parents, committer, message }: Rewriting): Rewritten | null {
  const end = headerEnd(bytes);
  const header = decodeLatin1(bytes.subarray(0, end));
  const written = committer === null ? null : encodeAs(committer, encodingOf(header));
  if (committer !== null && written === null) return null;
  const lost: string[] = [];
  const lines: string[] = [];
  for (const field of header.split(/\n(?! )/)) {
    const blank = field.indexOf(" ");
    const name = blank === -1 ? field : field.slice(0, blank);
    const value = field.slice(blank + 1);
    if (name === "parent") lines.push(`parent ${parents.get(value) ?? value}`);
    else if (name === "committer" && written !== null) lines.push(`committer ${decodeLatin1(written)}`);
    else if (signs(name, value, parents)) lost.push(name);
    else lines.push(field);
  }
  const before = latin1Bytes(lines.join("\n"));
  return {
    bytes: joinedBytes([before, message === null ? bytes.subarray(end) : joinedBytes([lineFeed, message])]),
    lost,
  };
}

/** A tag that was merged is kept in the commit with its signature; it still holds if what it names is still a parent. */
function signs(name: string, value: string, parents: ReadonlyMap<string, string>): boolean {
  if (name === "gpgsig" || name === "gpgsig-sha256") return true;
  const object = name === "mergetag" ? /^object ([0-9a-f]+)/.exec(value)?.[1] : undefined;
  return object !== undefined && parents.has(object);
}

const lineFeed = Uint8Array.of(10);

/** The message of a commit object, as bytes. */
export const messageBytes = (bytes: Uint8Array): Uint8Array => bytes.subarray(headerEnd(bytes) + 1);

/** The encoding that a commit's header names; undefined: none, so UTF-8. */
export const commitEncoding = (bytes: Uint8Array): string | undefined =>
  encodingOf(decodeLatin1(bytes.subarray(0, headerEnd(bytes))));

/** The bytes of a repaired message. Lines that stayed keep theirs. Null: the encoding cannot write a new line. */
export function draftBytes(draft: Draft, message: Uint8Array, encoding: string | undefined): Uint8Array | null {
  const old = linesIn(message);
  const parts: Uint8Array[] = [];
  for (const { text, from } of draft.lines) {
    const bytes = from === null ? encodeAs(text, encoding) : (old[from] ?? null);
    if (bytes === null) return null;
    parts.push(bytes, lineFeed);
  }
  if (!textOf(draft).endsWith("\n")) parts.pop();
  return joinedBytes(parts);
}

function linesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
