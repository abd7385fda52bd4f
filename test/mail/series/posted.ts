import type { EntireMail, PostedMail } from "../../../src/core/mail/posted-mail.ts";

/** 2026-01-01, midnight, UTC. */
const firstMoment = 1_767_225_600;

/** What a test says of a mail; the rest is usual. */
export type Told = Partial<Omit<PostedMail, "patch">> & {
  readonly from?: string;
  /** Hours since the beginning of 2026. */
  readonly at?: number;
  /** The mail that it answers, without brackets. */
  readonly to?: string;
};

/** A mail by its id, without brackets. */
export const posted = (id: string, subject: string, { from = "ada", at = 0, to, ...more }: Told = {}): PostedMail => ({
  number: 1,
  file: null,
  messageId: `<${id}>`,
  inReplyTo: to === undefined ? [] : [`<${to}>`],
  references: [],
  sender: { name: from, email: `${from}@example.org` },
  sent: { written: null, seconds: firstMoment + at * 3600 },
  subject,
  recipients: [],
  replyTo: [],
  lists: [],
  replacedIds: [],
  automatic: null,
  dkim: null,
  text: "",
  said: null,
  patch: null,
  problems: [],
  ...more,
});

/** As it is read: nothing of it is left out. */
export function entire(mail: PostedMail): EntireMail {
  const { text, patch } = mail;
  if (text === null || patch?.diff === null) throw new Error("a mail of a test is whole");
  return { ...mail, text, patch };
}

export type ToldPatch = Told & {
  /** Who wrote it, where that is somebody else. */
  readonly by?: string;
  /** The commit's message below its first line. */
  readonly body?: string;
  /** The lines that it adds. */
  readonly adds?: string;
  readonly diff?: string;
};

export const diffOf = (adds: string, at = 1): string =>
  `diff --git a/f.c b/f.c\nindex 1111111..2222222 100644\n--- a/f.c\n+++ b/f.c\n@@ -${at} +${at},2 @@ int f(void)\n line\n+${adds}\n`;

/** A mail that carries a patch. */
export function patch(id: string, subject: string, told: ToldPatch = {}): PostedMail {
  const {
    by = told.from ?? "ada",
    body = "Why.\n\nSigned-off-by: ada <ada@example.org>\n",
    adds = "one",
    ...more
  } = told;
  const title = subject.replace(/^(?:\[[^\]]*\]\s*)+/, "");
  const { diff = diffOf(adds), ...rest } = more;
  const mail = posted(id, subject, rest);
  const seconds = mail.sent.seconds ?? 0;
  return {
    ...mail,
    text: `${body}---\n${diff}`,
    patch: {
      author: { name: by, email: `${by}@example.org`, at: { seconds, offsetMinutes: 0 } },
      subject: title,
      message: { name: `mail ${id}`, text: `${title}\n\n${body}` },
      notes: "",
      diff,
      base: null,
      problems: [],
    },
  };
}

/** Numbers mails in the order in which they stand. */
export const numbered = (mails: readonly PostedMail[]): readonly PostedMail[] =>
  mails.map((mail, index) => ({ ...mail, number: index + 1 }));
