import { deflateSync, inflateSync } from "node:zlib";
import { configurationIn } from "../../../src/adapters/git/memory/configuration.ts";
import { readCommitHeader } from "../../../src/adapters/git/packs/commit-header.ts";
import { applyDelta } from "../../../src/adapters/git/packs/delta.ts";
import { inflateSmall } from "../../../src/adapters/git/packs/inflate.ts";
import { LeftToGit } from "../../../src/adapters/git/packs/left-to-git.ts";
import { readPackIndex } from "../../../src/adapters/git/packs/pack-index.ts";
import { parseCommit } from "../../../src/core/commit/parse-commit.ts";
import { findScript } from "../../../src/core/evidence/script/find-script.ts";
import { readPerl } from "../../../src/core/evidence/script/perl.ts";
import { readSed } from "../../../src/core/evidence/script/sed.ts";
import { type FuzzTarget, holds, textOf } from "../target.ts";

const bytesText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const base = Buffer.from("tree 1\nparent 2\n\nThe message of a commit, which comes again.\n");

/** What a delta gives, or null where it is left to git. */
function deltaResult(delta: Uint8Array): Uint8Array | null {
  try {
    return applyDelta(base, delta, 1 << 16, (length) => new Uint8Array(length));
  } catch (error) {
    if (error instanceof LeftToGit) return null;
    throw error;
  }
}

/** The first two bytes are the size that the index says, the rest the stream. */
function inflate(bytes: Uint8Array): unknown {
  const size = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const stream = bytes.subarray(2);
  const ours = inflateSmall(stream, size);
  if (ours === null) return null;
  holds(ours.length === size, "an object has another size than was asked for");
  const theirs = inflateSync(stream, { maxOutputLength: 1 << 17 });
  holds(Buffer.compare(ours, theirs) === 0, "zlib makes another object of a stream");
  return ours.length;
}

const deflated = (text: string): string => {
  const size = String.fromCharCode(text.length >> 8, text.length & 255);
  return size + bytesText(deflateSync(Buffer.from(text)));
};

/** An index of version 2, without checksums, with as many objects as ids are given, by their first bytes. */
function packIndex(first: readonly number[]): string {
  const fanout = Buffer.alloc(1024);
  for (let byte = 0; byte < 256; byte += 1) fanout.writeUInt32BE(first.filter((one) => one <= byte).length, byte * 4);
  const ids = Buffer.concat(first.map((byte) => Buffer.alloc(20, byte)));
  const offsets = Buffer.alloc(first.length * 4, 0);
  return bytesText(
    Buffer.concat([Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]), fanout, ids, offsets, Buffer.alloc(40)]),
  );
}

function readIndex(bytes: Uint8Array): unknown {
  const index = readPackIndex(Buffer.from(bytes));
  if (index === null) return null;
  const id = new Uint8Array(20);
  const some = Math.min(index.objects, 50);
  for (let object = 0; object < some; object += 1) {
    index.copyId(object, id, 0);
    const found = index.find(id, 0);
    holds(found === -1 || (found >= 0 && found < index.objects), "an object is found that there is not");
    index.offsetOf(object);
  }
  return index.find(new Uint8Array(20).fill(7), 0);
}

const commit = (message: string) =>
  Buffer.from(`tree ${"1".repeat(40)}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n${message}`);

export const storedTargets: readonly FuzzTarget[] = [
  {
    name: "packs",
    reads: "deltas, headers of commits and indexes of packs",
    sources: [
      "src/adapters/git/packs/delta",
      "src/adapters/git/packs/commit-header",
      "src/adapters/git/packs/pack-index",
    ],
    seeds: [
      `${String.fromCharCode(base.length)}\x10\x90\x08\x08abcdefgh`,
      `${String.fromCharCode(base.length)}\x0a\x91\x02\x0a`,
      bytesText(commit("x\n")),
      packIndex([1, 2, 2, 7, 255]),
      packIndex([]),
    ],
    words: [
      "\x80",
      "\xff\xff\xff\x7f",
      "\x90\x10",
      "tree ",
      "parent ",
      "committer ",
      " +0000\n",
      "\xfftOc",
      "\x80\0\0\0",
    ],
    read: (bytes) => {
      const result = deltaResult(bytes);
      holds(result === null || result.length <= 1 << 16, "a delta's result is larger than was allowed");
      return { size: result?.length, header: readCommitHeader(bytes), index: readIndex(bytes) };
    },
  },
  {
    name: "inflate",
    reads: "streams of zlib, in our own module",
    sources: ["src/adapters/git/packs/inflate", "src/adapters/git/packs/object-module"],
    seeds: [
      deflated(""),
      deflated("a"),
      deflated("the same again, the same again, ".repeat(20)),
      deflated(base.toString()),
    ],
    words: ["\x78\x9c", "\x78\x01", "\x01\0\0\xff\xff", "\x03\0", "\x4b\x04\0"],
    read: inflate,
  },
  {
    name: "git-config",
    reads: "what `git config --list -z --show-origin` says",
    sources: ["src/adapters/git/memory/configuration"],
    seeds: [
      "file:.git/config\0core.bare\nfalse\0file:/h/.gitconfig\0include.path\n~/x\0command line:\0a.b\0",
      "standard input:\0a\0",
      "file:a\0includeIf.gitdir:x.path\n../y\nz\0",
    ],
    words: ["\0", "\n", "file:", "command line:", "include.path", "includeIf.", ".path", "~/", "~", "%(prefix)", "/"],
    read: (bytes) => {
      const read = configurationIn(textOf(bytes), "/repository", { HOME: "/home/ada" });
      holds(read === null || read.files.every((file) => file.startsWith("/")), "a file is not absolute");
      return read;
    },
  },
  {
    name: "scripts",
    reads: "scripts in messages, and what sed and Perl would put in",
    sources: ["src/core/evidence/script/"],
    seeds: [
      "s/a/b/g; s|x\\|y|&z|; /p/d; y/ab/cd/; 1,3s,a,b,2p",
      "s{a}{b}g; tr/a-z/A-Z/; s/(\\w+)/$1x/e; s'a'b'",
      "area: rename\n\nDone with\n\n    $ sed -i 's/a/b/' $(git ls-files '*.c')\n    for f in a b; do\n      mv $f x\n    done\n\nSigned-off-by: A <a@b>\n",
      "x\n\n```sh\nspatch --sp-file a.cocci .\n```\n\n@@ expression E; @@\n- a(E)\n+ b(E)\n",
    ],
    words: [
      "s/",
      "/g",
      ";",
      "\\",
      "\n",
      "{",
      "}",
      "y/",
      "tr/",
      "&",
      "$1",
      "\\1",
      "$ ",
      "```",
      "for f in ",
      "do\n",
      "done\n",
      "$(",
      "`",
      "'",
      '"',
      "<<EOF\n",
      "@@\n",
      "sed -i ",
      "|",
      "1,$",
    ],
    read: (bytes) => {
      const text = textOf(bytes);
      const { message, trailers } = parseCommit("1".repeat(40), commit(text));
      return { sed: readSed(text), perl: readPerl(text), script: findScript({ message, trailers }) };
    },
  },
];
