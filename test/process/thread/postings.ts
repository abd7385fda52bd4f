import type { Posting } from "../../../src/core/process/thread/posting.ts";

const day = 86_400;

/** 2026-01-01, midnight, UTC. */
export const firstMoment = 1_767_225_600;

/** A mail by its id, on a day of January 2026. */
export const mail = (
  id: string,
  {
    from = "ada",
    on = 1,
    text = "",
    answers = [],
    ...more
  }: {
    readonly from?: string;
    readonly on?: number;
    readonly text?: string;
    readonly answers?: readonly string[];
  } & Partial<Posting> = {},
): Posting => ({
  place: `mail ${id}`,
  id: `<${id}>`,
  channel: "mail",
  answers: answers.map((one) => `<${one}>`),
  author: { identity: { name: from, email: `${from}@example.org` }, login: null },
  date: { written: `day ${on}`, seconds: firstMoment + (on - 1) * day },
  subject: "",
  text,
  partLines: [],
  patches: [],
  ...more,
});

/** A comment by its number, on that day. */
export const comment = (number: number, login: string | null, text: string, more: Partial<Posting> = {}): Posting => ({
  ...mail(String(number), { on: number, text }),
  place: `comment ${number}`,
  id: String(number),
  channel: "issue",
  author: { identity: null, login },
  ...more,
});
