import { decodedText } from "../../../src/adapters/mail/encoded-text.ts";
import { secondsOfMailDate } from "../../../src/adapters/mail/mail-date.ts";
import { readPostedMail } from "../../../src/adapters/mail/read-posted-mail.ts";
import { mailsOf, withoutEnvelope } from "../../../src/adapters/mail/split-mbox.ts";
import { toldByTrusted } from "../../../src/core/mail/authentication-results.ts";
import { readDkimSignature } from "../../../src/core/mail/dkim-signature.ts";
import { decodeEncodedWords } from "../../../src/core/mail/encoded-words.ts";
import { momentOfGitDate } from "../../../src/core/mail/git-date.ts";
import { changesOfDiff } from "../../../src/core/mail/patch-changes.ts";
import { readPullRequest } from "../../../src/core/mail/pull-request.ts";
import { readSaid } from "../../../src/core/mail/said-in-mail.ts";
import { readSubject } from "../../../src/core/mail/subject.ts";
import { type FuzzTarget, holds, textOf } from "../target.ts";

const diff =
  "diff --git a/x.c b/x.c\nindex 1234567..89abcde 100644\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@ f\n one\n-two\n+three\n";

const mails = [
  `From: Ada Example <ada@example.org>\nSubject: [PATCH v2 3/7] area: change\nDate: Mon, 12 Jan 2026 10:00:00 +0100\nMessage-Id: <a@example.org>\n\nWhy.\n\nSigned-off-by: Ada <ada@example.org>\n---\n x.c | 2 +-\n\n${diff}-- \n2.47\n`,
  `From: Ada via LIST <list@example.org>\nSubject: Re: =?utf-8?q?cut=C3?= =?utf-8?b?w6Q=?=\nContent-Type: multipart/mixed; boundary="b b"\nMIME-Version: 1.0\n\n--b b\nContent-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\nContent-Transfer-Encoding: quoted-printable\n\nf=FCr \nalle=\n\n--b b\nContent-Type: text/x-patch; name=x.patch\nContent-Disposition: attachment; filename*=utf-8''x.patch\nContent-Transfer-Encoding: base64\n\nZGlmZiAtLWdpdCBhL3ggYi94Cg==\n--b b--\n`,
  `From a@b Mon Sep 17 00:00:00 2001\nFrom: "Example, Ada" <ada@example.org> (away)\nTo: a@b, G: c@d, e@f;\nCc: =?utf-8?q?=C3=84?= <x@y>\nList-Id: Dev <dev.example.org>\nIn-Reply-To: <z@example.org>\nReferences: <y@example.org>\n\t<z@example.org>\nSubject: two\n lines\n\nFrom: Lin <lin@example.org>\nDate: 2026-01-12 10:00:00 +0000\n\nbody\n-- >8 --\nSubject: other\n\n${diff}`,
  "Content-Type: message/rfc822\n\nFrom: a@b\nContent-Type: text/html\n\n<p>x\n",
  "From: a@b\nSubject: Re: x\n\n> quoted\nAcked-by: Lin <lin@example.org> # for the docs\nReviewed-by: A\n <a@b>\n",
];

const words = [
  "From: ",
  "Subject: ",
  "Date: ",
  "Message-Id: ",
  "Content-Type: ",
  "Content-Transfer-Encoding: ",
  "text/plain",
  "text/html",
  "multipart/mixed",
  "multipart/alternative",
  "message/rfc822",
  "; charset=",
  "utf-8",
  "utf-7",
  "utf-16",
  "iso-2022-jp",
  "format=flowed",
  "delsp=yes",
  "boundary=",
  '"',
  "--b b\n",
  "--b b--\n",
  "base64",
  "quoted-printable",
  "7bit",
  "=?utf-8?q?",
  "=?utf-8?b?",
  "?=",
  "=\n",
  "=3D",
  "\n\n",
  "\n ",
  "---\n",
  "-- >8 --\n",
  "[PATCH",
  "diff --git ",
  "@@ -1 +1 @@\n",
  "GIT binary patch\n",
  "> ",
  ">From ",
  "From a@b Mon Sep 17 00:00:00 2001\n",
  "-- \n",
  "(",
  ")",
  "<",
  ">",
  ",",
  ";",
  ":",
];

const dates = [
  "Mon, 12 Jan 2026 10:00:00 +0100 (CET)",
  "Tue Jan 13 10:00:00 2026 -0530",
  "2026-01-12 10:00:00 +0000",
  "1700000000 +0000",
  "@1700000000",
  "12 Jan 26 10:00 EST",
  "2026-01-12T10:00:00.5Z",
  "01/02/2026 10:00 PM",
  "Tue     13 10:00:00 2026 -0530",
];

export const mailTargets: readonly FuzzTarget[] = [
  {
    name: "mail",
    reads: "one mail: headers, MIME, charsets, attachments, and the patch that `git am` would make of it",
    sources: ["src/core/mail/", "src/adapters/mail/"],
    seeds: mails,
    words,
    read: async (bytes) => readPostedMail(bytes, { number: 1, file: null }, { scissors: bytes.length % 2 === 0 }),
  },
  {
    name: "mbox",
    reads: "an mbox, cut into its mails",
    sources: ["src/adapters/mail/split-mbox"],
    seeds: [
      mails.map((mail) => `From a@b Mon Sep 17 00:00:00 2001\n${mail}\n`).join(""),
      "From x 10:00:00 90\nFrom a Mon Sep 17 00:00:00 +2001\n>From b\n",
    ],
    words: ["From ", "\nFrom ", ">From ", " 10:00:00 ", "2001", "\r\n", "\n", "\0"],
    read: (bytes) => {
      const cut = [...mailsOf(bytes)];
      const length = cut.reduce((sum, mail) => sum + mail.length, 0);
      const blank = /^[ \t\n\r]*/.exec(Buffer.from(bytes).toString("latin1"))?.[0].length ?? 0;
      holds(cut.length === 0 || length === bytes.length - blank, "the mails of an mbox are not all of it");
      holds(
        cut.every((mail) => withoutEnvelope(mail).length <= mail.length),
        "a mail grows without its envelope",
      );
      return cut.map((mail) => mail.length);
    },
  },
  {
    name: "mail-dates",
    reads: "dates of mails, as git reads them and as RFC 5322 does",
    sources: ["src/core/mail/git-date", "src/adapters/mail/mail-date"],
    seeds: dates,
    words: [
      "Mon",
      "Jan",
      "12",
      "2026",
      "10:00:00",
      "+0100",
      "-2359",
      "GMT",
      "EST",
      "Z",
      "@",
      "T",
      "/",
      "-",
      ".",
      "PM",
      "(",
      ")",
      "noon",
      "yesterday",
    ],
    bytesMax: 256,
    read: (bytes) => {
      const text = textOf(bytes);
      const moment = momentOfGitDate(text);
      const seconds = secondsOfMailDate(text);
      holds(seconds === null || Number.isFinite(seconds), "a date is no number");
      return { moment, seconds };
    },
  },
  {
    name: "mail-words",
    reads: "subjects, encoded words, requests to pull, tags in answers, and what servers say of signatures",
    sources: ["src/core/mail/"],
    seeds: [
      "[PATCH v2 3/7] [area] Re: x: y",
      "Re: [RFC PATCH net-next v10 00/12] x",
      "=?utf-8?q?cut=C3?= =?utf-8?b?w6Q=?= =?iso-8859-1?q?=E4?=",
      "The following changes since commit 1111111111111111111111111111111111111111:\n\n  x (2026-01-01 00:00:00 +0000)\n\nare available in the Git repository at:\n\n  https://example.org/x.git tags/y\n\nfor you to fetch changes up to 2222222222222222222222222222222222222222:\n\n  z (2026-01-01 00:00:00 +0000)\n",
      "v=1; a=rsa-sha256; c=relaxed/simple; d=example.org; s=key; h=from:to:subject; bh=YQ==; b=YQ==; l=5",
      "mx.example.org; dkim=pass (2048-bit key) header.d=example.org header.s=key; spf=fail smtp.mailfrom=a@b",
      "> quoted\nAcked-by: Lin <lin@example.org>\nbase-commit: 1111111111111111111111111111111111111111\n",
    ],
    words: [
      ...words,
      "dkim=pass",
      "header.d=",
      "d=",
      "h=",
      "l=",
      "tags/",
      "are available in the Git repository at:\n",
      "base-commit: ",
    ],
    read: (bytes) => {
      const text = textOf(bytes);
      return {
        subject: readSubject(text),
        words: decodeEncodedWords(Buffer.from(bytes).toString("latin1")),
        decoded: decodedText(text),
        pull: readPullRequest(text),
        said: readSaid(text),
        signature: readDkimSignature(text),
        told: toldByTrusted([text], ["mx.example.org"]),
      };
    },
  },
  {
    name: "diffs",
    reads: "diffs in patches, with renames, modes, binary patches and odd names",
    sources: ["src/core/mail/diff-", "src/core/mail/patch-"],
    seeds: [
      diff,
      "diff --git a/a b/b\nsimilarity index 90%\nrename from a\nrename to b\nindex 1..2 100644\n--- a/a\n+++ b/b\n@@ -1 +1,2 @@\n-x\n+y\n+z\n\\ No newline at end of file\n",
      'diff --git "a/\\303\\244 b" "b/\\303\\244 b"\nnew file mode 100755\nindex 0000000..1\n--- /dev/null\n+++ "b/\\303\\244 b"\n@@ -0,0 +1 @@\n+x\n',
      "diff --git a/b.bin b/b.bin\nindex 1..2\nGIT binary patch\nliteral 3\nKcmZ\n\nliteral 0\nHcmV?d00001\n\n",
      "diff --git a/l b/l\nold mode 100644\nnew mode 120000\ndiff --git a/s b/s\nindex 1..2 160000\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n",
      "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n-- \n2.47\n",
    ],
    words: [
      "diff --git ",
      "a/",
      "b/",
      "--- ",
      "+++ ",
      "/dev/null",
      "@@ -1,2 +1,2 @@\n",
      "@@ -0,0 +1 @@",
      "rename from ",
      "rename to ",
      "copy from ",
      "new file mode ",
      "deleted file mode ",
      "old mode ",
      "100755",
      "120000",
      "160000",
      "index 1..2\n",
      "GIT binary patch\n",
      "literal 1\n",
      "Binary files a/x and b/x differ\n",
      "\\ No newline at end of file\n",
      "\\303",
      '"',
      "-- \n",
      "\n-",
      "\n+",
      "\n ",
    ],
    read: (bytes) => changesOfDiff(textOf(bytes)),
  },
];
