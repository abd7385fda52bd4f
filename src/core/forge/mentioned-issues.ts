/** Issues that a text may mean. */
export type MentionedIssues = {
  /** Of the repository itself, each once. */
  readonly own: readonly number[];
  /** Is one of another repository named? */
  readonly hasForeign: boolean;
};

/** Characters before a `#12` or an `/issues/12` that are looked at; what stands there may name a repository. */
const lookBehind = 300;

/**
 * All numbers in a text that Forgejo or Gitea could take for a reference to an issue (`#12`, `!12`, `owner/name#12`, an address that ends in `/issues/12`),
 * and some that they would not: which of them it took for one, and what for, is theirs to say.
 *
 * @param repository `owner/name`; names there differ in more than the case of letters
 * @param host of the forge's pages; an address of another host is no reference. Null: nobody knows
 */
export function mentionedIssues(text: string, repository: string, host: string | null): MentionedIssues {
  const own = new Set<number>();
  let hasForeign = false;
  const nameBefore = namesIn(text);
  for (const { 0: whole, 1: digits = "", index } of text.matchAll(/(?:[#!]|\/(?:issues|pulls)\/)(\d{1,15})/g)) {
    // No issue has it: a colour, perhaps.
    if (Number(digits) === 0) continue;
    const named = nameBefore(index).toLowerCase();
    const isPath = whole.startsWith("/");
    if ((!isPath && !named.includes("/")) || endsIn(named, repository.toLowerCase())) own.add(Number(digits));
    else if (!isElsewhere(named, host)) hasForeign = true;
  }
  return { own: [...own], hasForeign };
}

/** Gives the letters, digits and signs of a path that stand right before a place. Places are asked for in their order, so that none is looked at twice. */
function namesIn(text: string): (end: number) => string {
  let known = { start: 0, end: 0 };
  return (end) => {
    let start = end;
    while (start > known.end && /[\p{L}\p{N}_.:/-]/u.test(text[start - 1] ?? "")) start -= 1;
    known = { start: start === known.end ? known.start : start, end };
    return text.slice(Math.max(known.start, end - lookBehind), end);
  };
}

/** Is it an address of another host? */
function isElsewhere(named: string, host: string | null): boolean {
  const [, own = ""] = /^https?:\/\/([^/]*)\//.exec(named) ?? [];
  return host !== null && own !== "" && own !== host.toLowerCase();
}

const endsIn = (named: string, repository: string): boolean => named === repository || named.endsWith(`/${repository}`);
