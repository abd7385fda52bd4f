import { append } from "../text/long-lists.ts";

/** What the subject of a mail says of its place in a series: `[PATCH RFC v2 3/7] net: fix a leak`. */
export type ReadSubject = {
  /** `Re:` and the like: it answers, or passes on, another mail. */
  readonly isAnswer: boolean;
  /** Does a word in brackets say that it is a patch: `PATCH`, `RFC`, `PULL`, or `3/7`? */
  readonly isPosting: boolean;
  readonly isPull: boolean;
  readonly isResend: boolean;
  /** `v2`; null where none is written. `v2.1` is a version 2 with a prefix of its own. */
  readonly version: number | null;
  /** `3/7`; null where none is written. The position is 0 for a cover letter, and at most the total. */
  readonly part: { readonly position: number; readonly total: number } | null;
  /** Words in brackets that say none of this, in lower case and in order: `for-9.1`, `rfc`, `libvirt`. */
  readonly prefix: string;
  /** Without brackets and without `Re:`, blanks folded. */
  readonly title: string;
  /** What of the brackets cannot be: `says it is part 8 of 7`. The rest of a sentence that begins with the mail; else null. */
  readonly problem: string | null;
};

/** UTF-16 units of a subject that are read. */
const subjectMax = 2000;

/** Groups of brackets before a title that are read. */
const groupsMax = 8;

/** Reads a subject. Linear; every text gives an answer. */
export function readSubject(subject: string): ReadSubject {
  let rest = withSingleBlanks(subject.slice(0, subjectMax)).trim();
  let isAnswer = false;
  let groups = 0;
  const words: string[] = [];
  for (;;) {
    // Behind `[PATCH]` it is the title: commits begin with `wg:`, `sv:` and `tr:`, too.
    const answer = words.length > 0 ? null : answering.exec(rest);
    const group = answer === null && rest.startsWith("[") ? inBrackets.exec(rest) : null;
    if (answer === null && (group === null || groups === groupsMax)) break;
    if (answer !== null) isAnswer = true;
    if (group !== null) {
      groups += 1;
      // Lists put their own name in brackets in front: only what says something of a patch belongs to the series.
      const inside = wordsOf(group[1] ?? "");
      if (inside.some(saysPosting)) append(words, inside);
    }
    rest = rest.slice((answer ?? group)?.[0].length).trimStart();
  }
  return { isAnswer, title: rest, ...readWords(words) };
}

/** Most texts have no others. */
const withSingleBlanks = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ") : text);

const inBrackets = /^\[([^[\]]*(?:\[[^[\]]*\][^[\]]*)*)\]/;

/** As mail programs of several languages begin an answer, or a mail that they pass on. */
const answering = /^(?:re|aw|sv|vs|antw|fwd?|tr|wg|rv|odp|ynt|回复|答复)(?:\[\d{1,3}\])? ?[:：]/i;

const wordsOf = (group: string): readonly string[] =>
  group
    .replace(/\b(patch|rfc|pull)(v\d)/gi, "$1 $2")
    .split(/[\s,;[\]]+/)
    .filter((word) => word !== "");

const posting = /^(?:git)?(?:patch|rfc|pull)(?:$|[^\p{L}\p{N}])/iu;
const counter = /^(\d{1,6})\/(\d{1,6})$/;
const versioned = /^v(\d{1,4})(\.\d{1,4})?$/i;

const saysPosting = (word: string): boolean => posting.test(word) || counter.test(word);

function readWords(words: readonly string[]): Omit<ReadSubject, "isAnswer" | "title"> {
  const prefix: string[] = [];
  let version: number | null = null;
  let part: ReadSubject["part"] = null;
  let problem: string | null = null;
  for (const word of words) {
    const lower = word.toLowerCase();
    const [, position, total] = counter.exec(word) ?? [];
    const [, number, minor] = versioned.exec(word) ?? [];
    if (position !== undefined && total !== undefined) {
      if (Number(position) <= Number(total) && Number(total) > 0)
        part ??= { position: Number(position), total: Number(total) };
      else problem ??= `says that it is part ${position} of ${total}`;
    } else if (number !== undefined) {
      version ??= Number(number);
      if (minor !== undefined) prefix.push(lower);
    } else if (lower !== "patch" && lower !== "resend") prefix.push(lower);
  }
  return {
    isPosting: words.length > 0,
    isPull: words.some((word) => /^(?:git)?pull(?:$|[^\p{L}\p{N}])/iu.test(word)),
    isResend: words.some((word) => /^resend/i.test(word)),
    version: version === 0 ? null : version,
    part,
    prefix: prefix.sort().join(" "),
    problem,
  };
}
