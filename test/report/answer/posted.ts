import { createHash } from "node:crypto";
import type { Change } from "../../../src/core/commit/facts.ts";
import type { Identity } from "../../../src/core/commit/identity.ts";
import { parseCommit } from "../../../src/core/commit/parse-commit.ts";
import { judge } from "../../../src/core/evaluate/judge.ts";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { policyFromTexts } from "../../../src/core/policy/policy-from-texts.ts";
import type { AnswerSettings } from "../../../src/core/report/answer/answer-settings.ts";
import type { AnsweredSeries, ReportedSeries } from "../../../src/core/report/answer/answered-series.ts";
import { reportValue } from "../../../src/core/report/report-value.ts";
import { catalogue } from "../../../src/core/rules/catalogue.ts";
import { learned } from "../../../src/core/text/learned.ts";
import { posted } from "../../mail/series/posted.ts";

export const ada: Identity = { name: "Ada Author", email: "ada@example.org" };
export const lin: Identity = { name: "Lin Maintainer", email: "lin@example.org" };
export const list: Identity = { name: "", email: "dev@lists.example.org" };

export const settings: AnswerSettings = {
  from: { name: "Policy check", email: "policy-check@example.org" },
  envelopeFrom: "policy-check@example.org",
  ownAddresses: [],
  lists: [],
  audience: "lists-and-sender",
  always: false,
  now: 1_767_225_600,
  digest: (text) => createHash("sha256").update(text).digest("hex"),
};

/** A mail of Ada's to the list; what is not said is ordinary. */
export const mailOf = (more: Partial<PostedMail> = {}): PostedMail => ({
  ...posted("1@example.org", "[PATCH] bulb: change it", {
    sender: ada,
    sent: { written: "Thu, 1 Jan 2026 00:00:00 +0000", seconds: 1_767_225_600 },
    recipients: [list, lin],
    lists: ["dev.lists.example.org"],
  }),
  ...more,
});

/** A patch: its message, and who wrote it if that was not Ada. */
export type Sent = { readonly message: string; readonly author?: Identity; readonly mail?: Partial<PostedMail> };

/** A series of patches by mail, with a cover letter if there are several. */
export function seriesOf(patches: readonly Sent[], more: Partial<AnsweredSeries> = {}): AnsweredSeries {
  const version = more.version ?? 1;
  const total = patches.length;
  const tag = version === 1 ? "PATCH" : `PATCH v${version}`;
  const subjects = patches.map(({ message }) => message.split("\n")[0] ?? "");
  const cover =
    total === 1 ? null : mailOf({ messageId: "<0@example.org>", subject: `[${tag} 0/${total}] bulbs: a cover letter` });
  return {
    key: cover?.messageId ?? "<1@example.org>",
    version,
    total,
    kind: "patches",
    cover,
    after: null,
    patches: patches.map(({ message, author = ada, mail = {} }, index) => ({
      position: index + 1,
      mail: mailOf({
        number: index + 2,
        messageId: `<${index + 1}@example.org>`,
        subject: total === 1 ? `[${tag}] ${subjects[index]}` : `[${tag} ${index + 1}/${total}] ${subjects[index]}`,
        references: cover === null ? [] : ["<0@example.org>"],
        inReplyTo: cover === null ? [] : ["<0@example.org>"],
        ...mail,
      }),
      patch: {
        author: { ...author, at: { seconds: 1_767_225_600, offsetMinutes: 60 } },
        subject: subjects[index] ?? "",
        message: { name: `patch ${index + 1}`, text: message },
        notes: "",
        diff: "",
        base: null,
        problems: [],
      },
    })),
    ...more,
  };
}

const document = `Code provenance
===============

Sign-off
--------

Your patches must include a Signed-off-by line.

Use of AI-generated content
---------------------------

The project declines contributions that are believed to include AI-generated content.

Exceptions
~~~~~~~~~~

Documentation fixes
"""""""""""""""""""

:Exception: documentation-fixes
:Covers: docs
:Judgement: the text says nothing that a maintainer would have to look up
:Needs: second opinion
`;

export const policyText = `proviso: 1
document: docs/provenance.rst
maintainers: MAINTAINERS
ai:
  stance: declined
  section: Use of AI-generated content
  exceptions: Exceptions
rules:
  sign-off-present: { level: require, because: "#sign-off" }
  sign-off-by-author: require
  sign-off-by-submitter: require
  sign-off-order: warn
  ai-content-permitted: { level: require, because: "#use-of-ai-generated-content" }
  ai-second-opinion: require
  no-tool-advertising: { level: require, trailers: [Generated-by] }
`;

const maintainers = `Maintainers
-----------

Documentation
M: Lin Maintainer <lin@example.org>
S: Maintained
F: docs/

The rest
M: Mo Maintainer <mo@example.org>
S: Maintained
F: *
`;

const change: Change = {
  status: "modified",
  path: "docs/bulb.rst",
  from: null,
  added: 1,
  deleted: 1,
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "1".repeat(40),
  newBlob: "2".repeat(40),
};

/** The series as judged by a small policy; each patch changes docs/bulb.rst. */
export function judged(series: AnsweredSeries, policy = policyText): ReportedSeries {
  const texts = {
    policy: { name: "proviso.yaml", text: policy },
    document: { name: "docs/provenance.rst", text: document },
    maintainers: { name: "MAINTAINERS", text: maintainers },
    documentSeenEarlier: true,
  };
  const octets = new TextEncoder();
  const sender = series.cover?.sender ?? series.patches[0]?.mail.sender ?? null;
  const commits = series.patches.toReversed().map(({ mail, patch: { author, message } }) => {
    const by = (kind: string, { name, email }: Identity): string => `${kind} ${name} <${email}> 1767225600 +0100`;
    const head = `tree 0\n${by("author", author)}\n${by("committer", mail.sender ?? author)}\n\n`;
    const changes = learned([change]);
    return { ...parseCommit("a".repeat(40), octets.encode(head + message.text)), id: mail.messageId, changes };
  });
  const facts = { today: "2026-01-01", ...(sender === null ? {} : { sender: learned(sender) }) };
  const report = judge(policyFromTexts(texts, catalogue), { commits, subject: series.key, ...facts });
  return { series, report: reportValue(report) };
}
