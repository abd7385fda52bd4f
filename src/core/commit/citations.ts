import { folded } from "../text/folded.ts";
import type { Claim } from "./claims.ts";
import { type CommitFacts, messageSpan, type Trailer } from "./facts.ts";
import { type LineState, quotedLine } from "./quoted-lines.ts";
import type { Stretch } from "./trailers.ts";

/** What can be cited: an entry of the policy document, whatever has become of it. */
export type CitableException = { readonly id: string; readonly title: string };

export type CitationReader = {
  /** Does a trailer with this key, in lower case, cite? */
  readonly isCitationKey: (lowerKey: string) => boolean;
  readonly inTrailer: (facts: CommitFacts, trailer: Trailer) => readonly Claim[];
  readonly inMessage: (facts: CommitFacts, trailers: readonly Trailer[]) => readonly Claim[];
};

/**
 * Makes the reader of citations (docs/decisions/0003): `exception <id>`, `<id> exception`, `exception "<title>"`, and the policy's own
 * trailers. What is not listed counts only in forms that mean nothing else, since "exception" is a common word of programs.
 * Quoted lines (indented by four, after `>`, fenced) and words in back-ticks are not read. Linear in the message.
 */
export function createCitationReader(exceptions: readonly CitableException[], keys: readonly string[]): CitationReader {
  const ids = new Set(exceptions.map(({ id }) => id));
  const titles = new Map(exceptions.map(({ title }) => [folded(title), title]));
  const citationKeys = new Set(keys.map((key) => key.toLowerCase()));
  const nameOf = (text: string, bare: boolean): Cited | null => {
    if (ids.has(text)) return { cited: text, as: "id" };
    const title = bare ? undefined : titles.get(folded(text));
    return title === undefined ? null : { cited: title, as: "title" };
  };
  const inTrailer = (facts: CommitFacts, { value, start, end }: Trailer): readonly Claim[] => {
    const whole = nameOf(unquoted(value), false);
    if (whole !== null) return [claim(facts, whole, start, end)];
    const found: Claim[] = [];
    for (const piece of value.split(",")) {
      const name = unquoted(piece.trim());
      const [first = ""] = /^[a-z0-9-]+(?=$|[.:;)]?\s)/.exec(name) ?? [];
      const listed = nameOf(name, false) ?? nameOf(first, true);
      // A sentence may follow the id, so that the citation itself ends with the id.
      const idAt = listed?.as === "id" ? facts.message.text.indexOf(first, start) : -1;
      if (listed !== null)
        found.push(claim(facts, listed, start, idAt === -1 || idAt > end ? end : idAt + first.length));
      else if (found.length === 0 && name !== "") found.push(claim(facts, unlisted(name), start, end));
    }
    return found;
  };
  const citedAt = (text: string, hit: Stretch): Found | null => {
    const named = withQualifier(text, hit);
    if (text[named.start - 1] === "-") return null;
    for (const candidate of [after(text, named.end), before(text, named.start)]) {
      if (candidate === null) continue;
      const { name, bare, marked } = candidate;
      const listed = nameOf(name, bare);
      if (listed !== null && (!bare || named.qualified || name.includes("-"))) return joined(listed, named, candidate);
      if (listed === null && named.qualified && !marked && mayBeUnlisted(candidate, named))
        return joined(unlisted(name), named, candidate);
    }
    return null;
  };
  return {
    isCitationKey: (lowerKey) => citationKeys.has(lowerKey),
    inTrailer,
    inMessage: (facts, trailers) => {
      const text = facts.message.text;
      if (!text.includes(stem)) return noClaims;
      const claims: Claim[] = [];
      const unread = (key: string): boolean => namesOthers.test(key) || citationKeys.has(key.toLowerCase());
      for (const hit of mentions(text, trailers, unread)) {
        const found = citedAt(text, hit);
        if (found !== null) claims.push(claim(facts, found.source, found.start, found.end));
      }
      return claims;
    },
  };
}

const noClaims: readonly Claim[] = Object.freeze([]);

type Cited = { readonly cited: string; readonly as: "id" | "title" };
type Found = Stretch & { readonly source: Cited };

const claim = (facts: CommitFacts, source: Cited, start: number, end: number): Claim => ({
  kind: "content",
  source: { by: "citation", ...source },
  at: messageSpan(facts, { start, end }),
});

const joined = (source: Cited, named: Stretch, candidate: Stretch): Found => ({
  source,
  start: Math.min(named.start, candidate.start),
  end: Math.max(named.end, candidate.end),
});

/** What no entry is called, on one line. */
const unlisted = (text: string): Cited => ({
  cited: text.trim().replace(/\s+/g, " "),
  as: kebab.test(text) ? "id" : "title",
});

/** An id of more than one word, as exceptions have them. */
const compound = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
const kebab = /^[a-z0-9-]+$/;

/** Trailers that name a person, a link or another commit, whose words are not the writer's. */
const namesOthers =
  /-(?:by|id|on)$|^(?:fixes|closes|resolves|reverts|link|links|cc|bug|buglink|related-to|obsoletes|subject|from|to|see-also)$/i;

/** The word in the singular; its first letter may be a capital. Each occurrence, outside quotations and trailers that are not read. */
function* mentions(text: string, trailers: readonly Trailer[], isUnread: (key: string) => boolean): Generator<Stretch> {
  const first = text.indexOf(stem);
  if (first === -1) return;
  let state: LineState = { fenced: false };
  let trailer = 0;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed;
    state = quotedLine(text, start, end, state);
    while ((trailers[trailer]?.end ?? text.length) < start) trailer += 1;
    const around = trailers[trailer];
    // git reads a trailer in any last line of the form `Note: words`, and people write sentences there.
    const unread = around !== undefined && around.start <= start && isUnread(around.key);
    if (end > first && !state.quoted && !unread) yield* mentionsInLine(text, start, end);
    start = end + 1;
  }
}

const stem = "xception";

function* mentionsInLine(text: string, lineStart: number, lineEnd: number): Generator<Stretch> {
  const line = text.slice(lineStart, lineEnd);
  let backTicks = 0;
  let counted = 0;
  for (let at = line.indexOf(stem); at !== -1; at = line.indexOf(stem, at + stem.length)) {
    for (; counted < at; counted += 1) if (line[counted] === "`") backTicks += 1;
    const start = lineStart + at - 1;
    const end = lineStart + at + stem.length;
    const isWord = /[eE]/.test(text[start] ?? "") && !isJoinedBefore(text[start - 1]) && !isJoinedAfter(text[end]);
    if (isWord && backTicks % 2 === 0) yield { start, end };
  }
}

/** Does a character make the word part of another one, of a path or of a name in a program? */
const isJoinedBefore = (character = " "): boolean => /[\w./$@\\]/.test(character);
const isJoinedAfter = (character = " "): boolean => /[\w\-/$@\\]/.test(character);

/** Words before "exception" that leave no doubt which kind is meant. */
const qualifier = /(?:^|[^\w-])((?:code-)?provenance|ai|ai[ -](?:content|policy)|policy)(\r?\n|[\s-])$/i;
const qualifierLengthMax = 24;

type Named = Stretch & { readonly qualified: boolean; readonly isPolicy: boolean };

/** The word together with the qualifier before it. */
function withQualifier(text: string, { start, end }: Stretch): Named {
  const found = qualifier.exec(text.slice(Math.max(0, start - qualifierLengthMax), start));
  const [, word, gap = ""] = found ?? [];
  if (word === undefined) return { start, end, qualified: false, isPolicy: false };
  return { start: start - word.length - gap.length, end, qualified: true, isPolicy: word.toLowerCase() === "policy" };
}

/** A name beside the word: bare, or in quotes or back-ticks. `marked`: bare, in brackets or emphasis. */
type Candidate = Stretch & {
  readonly name: string;
  readonly bare: boolean;
  readonly marked: boolean;
  readonly side: "after" | "before";
};

/** Characters of the longest quoted title, and of the longest id. */
const titleLengthMax = 200;
const idLengthMax = 100;

const quotes: ReadonlyMap<string, string> = new Map([
  ["`", "`"],
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
  ["‘", "’"],
]);
const openingOf: ReadonlyMap<string, string> = new Map([...quotes].map(([opening, closing]) => [closing, opening]));

/** Brackets and emphasis around a name: `the exception (doc-fixes)`, `exception **doc-fixes**`. */
const openingMark = /^(?:\*{1,2}|_{1,2}|[([<])/;
const closingMark = /(?:\*{1,2}|_{1,2}|[)\]>])$/;

/** The name behind the word, after a blank or one line end; a colon may stand between. */
function after(text: string, wordEnd: number): Candidate | null {
  const gap = /^:?[ \t\u00a0]*(?:\r?\n[ \t]*)?/.exec(text.slice(wordEnd, wordEnd + gapLengthMax))?.[0] ?? "";
  const start = wordEnd + gap.length;
  if (gap === "" || gap === ":") return null;
  const closing = quotes.get(text[start] ?? "");
  if (closing !== undefined) {
    // reStructuredText doubles its back-ticks.
    const from = text.startsWith("``", start) ? start + 2 : start + 1;
    const end = text.slice(from, from + titleLengthMax).indexOf(closing);
    if (end < 1) return null;
    const name = text.slice(from, from + end);
    return { name, bare: false, marked: false, side: "after", start, end: from + end + (from - start) };
  }
  const mark = openingMark.exec(text.slice(start, start + 2))?.[0] ?? "";
  const from = start + mark.length;
  const name = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/.exec(text.slice(from, from + idLengthMax))?.[0] ?? "";
  const end = from + name.length;
  if (name === "" || goesOn(text.slice(end, end + 2), mark)) return null;
  return { name, bare: true, marked: mark !== "", side: "after", start: from, end };
}

/** Is what stood before only the beginning of a longer name: of a path, a file, a word of a program? */
const goesOn = (rest: string, mark: string): boolean =>
  mark.startsWith("_") ? !rest.startsWith("_") : /^(?:[\w/@\\$=(-]|\.\w)/.test(rest);

const gapLengthMax = 40;

/** The name before the word. */
function before(text: string, wordStart: number): Candidate | null {
  const window = text.slice(Math.max(0, wordStart - gapLengthMax), wordStart);
  const gap = /(?<![ \t\u00a0\r])[ \t\u00a0]*(?:\r?\n[ \t]*)?$/.exec(window)?.[0] ?? "";
  const end = wordStart - gap.length;
  if (gap === "") return null;
  const opening = openingOf.get(text[end - 1] ?? "");
  if (opening !== undefined) {
    const last = text.endsWith("``", end) || text.slice(end - 2, end) === "``" ? end - 2 : end - 1;
    const from = Math.max(0, last - titleLengthMax);
    const at = text.slice(from, last).lastIndexOf(opening);
    if (at === -1 || from + at + 1 === last) return null;
    const nameStart = from + at + 1;
    const name = text.slice(nameStart, last);
    return { name, bare: false, marked: false, side: "before", start: nameStart - (end - last), end };
  }
  const mark = closingMark.exec(text.slice(Math.max(0, end - 2), end))?.[0] ?? "";
  const nameEnd = end - mark.length;
  const head = text.slice(Math.max(0, nameEnd - idLengthMax), nameEnd);
  const name = /(?:^|[^\w./@\\$-]|(?<!\w)_{1,2})([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)$/.exec(head)?.[1] ?? "";
  if (name === "") return null;
  return { name, bare: true, marked: mark !== "", side: "before", start: nameEnd - name.length, end: nameEnd };
}

/**
 * May a name that is not listed be cited? In quotes or back-ticks, yes. Bare, only a compound id: `policy exception hand-off` is hardly
 * anything else, but `long-standing policy exception` is English, so before that qualifier it must be quoted.
 */
function mayBeUnlisted({ name, bare, side }: Candidate, { isPolicy }: Named): boolean {
  if (!bare) return name.trim() !== "" && !name.includes("\n\n");
  return compound.test(name) && !(side === "before" && isPolicy);
}

/** A value without the quotes around it. */
function unquoted(value: string): string {
  const closing = quotes.get(value[0] ?? "");
  return closing !== undefined && value.length > 2 && value.endsWith(closing) ? value.slice(1, -1) : value;
}
