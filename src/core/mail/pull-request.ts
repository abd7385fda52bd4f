import { type Learned, learned, unknown } from "../text/learned.ts";
import { shellWord } from "../text/shell-word.ts";

/** What somebody asks to be pulled, as `git request-pull` writes it. All of it is a stranger's word. */
export type PullRequest = {
  /** Full ids: the commit that it starts from, and the last one to be taken. */
  readonly base: string;
  readonly head: string;
  readonly url: string;
  /** What to fetch: `refs/tags/name`, a branch as it is written, or `HEAD`. */
  readonly reference: string;
  /** The tag's name; null: it is no tag. */
  readonly tag: string | null;
};

/**
 * Reads the text of a mail that asks to pull.
 *
 * @returns null: it does not ask for that in git's words; unknown: it does, and cannot be read in one way
 */
export function readPullRequest(text: string): Learned<PullRequest | null> {
  const starts = text.includes(openingWords) ? [...text.matchAll(opening)] : [];
  const [start] = starts;
  if (start === undefined) return learned(null);
  if (starts.length > 1) return unknown("it asks to pull several times in one mail");
  const [, base = ""] = start;
  const rest = text.slice(start.index, start.index + partCharactersMax);
  const [, url, what] = place.exec(rest) ?? [];
  if (url === undefined)
    return unknown("it asks to pull, and does not say from where in the words of `git request-pull`");
  const head = ending.exec(rest)?.[1];
  if (head === undefined)
    return unknown("it asks to pull, and does not say up to which commit, as `git request-pull` does since git 1.7.10");
  if (!isUrl(url)) return unknown("it asks to pull from what is no address of a repository");
  const reference = what ?? "HEAD";
  if (!isReference(reference)) return unknown("it asks to pull what is no name of a branch or a tag");
  const tag = /^(?:refs\/)?tags\/(.+)$/.exec(reference)?.[1] ?? null;
  return learned({ base, head, url, reference: tag === null ? reference : `refs/tags/${tag}`, tag });
}

/** They are looked for first, since nearly no mail has them. */
const openingWords = "The following changes since commit ";
const opening = /^The following changes since commit ([0-9a-f]{64}|[0-9a-f]{40}):?[ \t\r]*$/gm;
const place = /^are available in the [Gg]it repository at:[ \t\r]*\n[ \t\r]*\n[ \t]+(\S+)(?:[ \t]+(\S+))?[ \t\r]*$/m;
const ending = /^for you to fetch changes up to ([0-9a-f]{64}|[0-9a-f]{40}):?[ \t\r]*$/m;

/** Characters of a mail in which the parts of one request are looked for; two subjects stand between them. */
const partCharactersMax = 20_000;

/** Addresses that git reaches by a protocol that it knows: none that starts a program, and nothing that begins like an option. */
const isUrl = (text: string): boolean =>
  text.length <= 1_000 &&
  (/^(?:https?|git|ssh|git\+ssh|ssh\+git):\/\/[^\s-][^\s]*$/.test(text) ||
    /^(?:[\w.-]+@)?\w[\w.-]*:(?!:)(?!\/\/)[^\s-][^\s]*$/.test(text) ||
    /^\/[^\s]+$/.test(text));

/** As git-check-ref-format(1) has it, as far as it keeps one word from being something else. */
const isReference = (text: string): boolean =>
  text.length <= 250 && /^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/.test(text) && !text.includes("..") && !text.includes("@{");

/** The line that fetches what is asked for, as a person may type it. */
export const fetchLine = ({ url, reference }: PullRequest): string =>
  `git fetch ${shellWord(url)} ${shellWord(reference)}`;
