import { createClaimReader } from "../../../src/core/commit/claim-reader.ts";
import { builtInDisclosures } from "../../../src/core/commit/disclosures.ts";
import { parseIdentity } from "../../../src/core/commit/identities.ts";
import { looseTags, tagLookalikes } from "../../../src/core/commit/loose-tags.ts";
import { parseMailmap } from "../../../src/core/commit/mailmap.ts";
import { createObserver } from "../../../src/core/commit/observe.ts";
import { parseCommit } from "../../../src/core/commit/parse-commit.ts";
import { parsePendingMessage } from "../../../src/core/commit/pending-message.ts";
import { remediationsOf } from "../../../src/core/commit/remediation.ts";
import { createSignalReader } from "../../../src/core/commit/signal-reader.ts";
import { builtInSignals } from "../../../src/core/commit/signal-table.ts";
import { findDivider, parseTrailers } from "../../../src/core/commit/trailers.ts";
import { interpretTrailers } from "../../commit/git.ts";
import { type FuzzTarget, holds, same, textOf } from "../target.ts";

const keys = [
  "Signed-off-by: ",
  "Co-authored-by: ",
  "Co-developed-by: ",
  "Assisted-by: ",
  "AI-used-for: ",
  "AI-exception: ",
  "Acked-by: ",
  "Reviewed-by: ",
  "Link: ",
  "(cherry picked from commit 1111111111111111111111111111111111111111)\n",
  "[lin: rebased]\n",
  "Conflicts:\n\ta.c\n",
  "---\n",
  "# ------------------------ >8 ------------------------\n",
  "\n\n",
  "\n ",
  "<ada@example.org>",
  "Generated with [Claude Code](https://claude.ai/code)\n",
  "\ud83e\udd16",
];

const messages = [
  "area: change\n\nWhy.\n\nSigned-off-by: Ada <ada@example.org>\n",
  "a\n\nbody\n\nLink: a\n  b\n\tc\nSigned-off-by: Ada <ada@example.org>\n[lin: rebased]\nAcked-by: Lin <lin@example.org>\n",
  "a\n\nSigned-off-by: A <a@example.org>\n---\nv2: rebased\n",
  "a\n\nSigned-off-by: A <a@example.org>\n\nConflicts:\n\ta.c\n\n# c\n",
  "a\r\n\r\nSigned-off-by: A <a@example.org>\r\n",
  "s\n\nb\n# ------------------------ >8 ------------------------\n\nSigned-off-by: A <a@example.org>\n",
  "fixup! a\n\nsigned off by: a\nSigned-Off-By : b\n> Signed-off-by: C <c@example.org>\n",
  'Revert "a"\n\nThis reverts commit 1111111111111111111111111111111111111111.\n\nAI-used-for: tests (an assistant)\nAssisted-by: Claude:opus-4 [sparse]\n',
];

/** What a file would say of trailers, each on one line. */
const written = (message: string): string =>
  parseTrailers(message)
    .map(({ key, value }) => `${key}: ${value}\n`)
    .join("");

function readTrailers(bytes: Uint8Array): unknown {
  const message = textOf(bytes);
  let end = 0;
  const trailers = parseTrailers(message);
  for (const trailer of trailers) {
    holds(trailer.start >= end && trailer.end > trailer.start, "trailers do not stand in order");
    holds(message.startsWith(trailer.key, trailer.start), "a trailer does not begin with its key");
    end = trailer.end;
  }
  holds(end <= message.length, "a trailer ends behind the message");
  const again = written(`s\n\n${written(message)}`);
  // A value may be empty, or be what ends a message; then the block is another.
  if (trailers.every(({ key, value }) => /^[\w-]+$/.test(key) && /^[\w <>@.]+$/.test(value)))
    same(again, written(message), "trailers that are written and read again");
  return { trailers, loose: looseTags(message, trailers), lookalikes: tagLookalikes(message) };
}

/** git 2.45 and older loops for ever at a scissors line below a divider (decision 0001); no file of git's holds a NUL in a message. */
function compareTrailers(inputs: readonly Uint8Array[]): void {
  const texts = inputs.map(textOf).filter((text) => !text.includes("\0") && !text.includes("\ufffd"));
  const asked = texts.map((text) => (text.includes(" >8 ") ? text.slice(0, findDivider(text)) : text));
  interpretTrailers(asked).forEach((answer, index) => {
    const text = asked[index] ?? "";
    holds(answer === written(text), `git reads ${JSON.stringify(answer)} in ${JSON.stringify(text)}`);
  });
}

function readIdentity(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const identity = parseIdentity(text);
  if (identity === undefined) return undefined;
  holds(
    identity.email !== "" && identity.email.trim() === identity.email,
    "an address is empty or has blanks around it",
  );
  holds(!identity.email.includes(">"), "an address has an angle bracket");
  if (/^[^"<\\]*$/.test(identity.name) && !identity.email.includes("<"))
    same(parseIdentity(`${identity.name} <${identity.email}>`), identity, "an identity that is written and read again");
  return identity;
}

const signature = { name: "Ada", email: "ada@example.org", at: { seconds: 1_700_000_000, offsetMinutes: 60 } };
const id = "1".repeat(40);

const observe = createObserver({
  signals: createSignalReader(builtInSignals, { add: [], off: [] }),
  claims: createClaimReader({
    disclosures: builtInDisclosures,
    citations: ["AI-exception"],
    exceptions: [{ id: "device-docs", title: "Documentation of devices" }],
  }),
});

/** All that rules would look at in a commit. */
function readCommit(bytes: Uint8Array): unknown {
  const facts = parseCommit(id, bytes);
  const { signOffs, coAuthors, looseTags: loose, lookalikes, notes, claims, signals } = observe(facts);
  for (const { start, end } of [...signOffs.map(({ trailer }) => trailer), ...loose, ...notes])
    holds(start >= 0 && start <= end && end <= facts.message.text.length, "something stands outside of the message");
  return { facts, signOffs, coAuthors, loose, lookalikes, notes, claims, signals, remediations: remediationsOf(facts) };
}

export const commitTargets: readonly FuzzTarget[] = [
  {
    name: "trailers",
    reads: "trailers of messages, tags outside of them, keys that look alike",
    sources: ["trailers", "lines", "scissors", "loose-tags", "confusables"].map((file) => `src/core/commit/${file}`),
    seeds: messages,
    words: keys,
    read: readTrailers,
    compare: compareTrailers,
  },
  {
    name: "identities",
    reads: "`Name <address>`",
    sources: ["src/core/commit/identit"],
    seeds: [
      "Ada Example <ada@example.org>",
      '"Example, Ada" <ada@example.org>',
      "<a@b>",
      '"a\\"b" <a@b> (c)',
      "a@b",
      '"<x>" <y@z>',
    ],
    words: ["<", ">", '"', "\\", "@", " ", "(", ")", ",", "<a@b>"],
    read: readIdentity,
  },
  {
    name: "commits",
    reads: "raw commit objects: header, encoding, message; claims, citations and signals in it",
    sources: ["src/core/commit/"],
    seeds: [
      ...messages.map(
        (message) =>
          `tree ${id}\nparent ${id}\nauthor Ada <ada@example.org> 1700000000 +0100\ncommitter Lin <lin@example.org> 1700000001 -0530\n\n${message}`,
      ),
      `tree ${id}\nauthor J\xf6rg <j@example.org> 1 +0000\ncommitter J <j@example.org> 2 +0000\nencoding ISO-8859-1\ngpgsig -----BEGIN\n x\n -----END\n\nf\xfcr\n`,
      `tree ${id}\nparent ${id}\nparent ${"2".repeat(40)}\nauthor  <> 99999999999 +9999\ncommitter x\n\nMerge branch 'a'\n`,
    ],
    words: [
      ...keys,
      "encoding ",
      "UTF-16LE",
      "parent ",
      "author ",
      "committer ",
      "gpgsig ",
      "mergetag ",
      " +0000\n",
      "\n\n",
    ],
    read: readCommit,
  },
  {
    name: "pending-messages",
    reads: "the message that somebody is about to commit",
    sources: ["src/core/commit/"],
    seeds: messages.map((message) => `${message}\n# Please enter the commit message\n`),
    words: [...keys, "#", ";", "diff --git a/a b/a\n"],
    read: (bytes) => parsePendingMessage(textOf(bytes), signature, signature),
  },
  {
    name: "mailmaps",
    reads: ".mailmap",
    sources: ["src/core/commit/mailmap"],
    seeds: [
      "Ada Example <ada@example.org> <old@example.org>\n# comment\n<new@example.org> <older@example.org>\nLin <lin@example.org> Someone <x@example.org>\n",
      "A <a@b>\n<c@d>\nno entry\n< > <>\n",
    ],
    words: ["<", ">", " <a@b>", "#", "\n", "\0", "<ADA@example.org>"],
    read: (bytes) => {
      const { mailmap, problems } = parseMailmap({ name: ".mailmap", text: textOf(bytes) });
      const resolved = ["old@example.org", "a@b", "", "__proto__"].map((email) =>
        mailmap.resolve({ name: "A", email }),
      );
      return { resolved, problems };
    },
  },
];
