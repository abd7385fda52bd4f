import type { DocumentFormat, Heading, ListedException, PolicyDocument } from "../../document/document.ts";
import { readEntry } from "../../document/exception-entry.ts";
import { readMarkdownFields } from "../../document/fields-markdown.ts";
import { readRstFields } from "../../document/fields-rst.ts";
import { formatOf, readDocument } from "../../document/read-document.ts";
import { type Source, spanOf } from "../../text/source.ts";
import { fencedTexts, ownLines } from "./own-lines.ts";
import { patchedTexts } from "./patch-text.ts";
import type { Posting } from "./posting.ts";

/** An entry as somebody proposes it. */
export type PostedEntry = {
  readonly entry: ListedException;
  /** Has it a heading of its own, so that its title is known? */
  readonly titled: boolean;
  /** What stands below the fields, white space folded, to be compared. */
  readonly prose: string;
};

/** Entries that are looked for in one posting, and UTF-16 units of it in which they are. */
export const entriesMax = 20;
export const proposalLengthMax = 1 << 18;

/**
 * The entries that a posting proposes: field blocks with an id, in its own words, in what its patches add, or in a fence of a comment.
 * They are read as those of the document are. `problems` say what was not looked at, each the rest of a sentence.
 */
export function entriesIn(posting: Posting): {
  readonly entries: readonly PostedEntry[];
  readonly problems: readonly string[];
} {
  const texts = [posting.text, ...posting.patches];
  if (!texts.some((text) => mayPropose.test(text))) return { entries: [], problems: [] };
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > proposalLengthMax)
    return {
      entries: [],
      problems: [`is longer than ${proposalLengthMax} characters, so no proposal was looked for in it`],
    };
  const problems: string[] = [];
  const entries: PostedEntry[] = [];
  let looked = 0;
  for (const piece of [...texts.flatMap(piecesOfPatches), ...piecesOfWords(posting)]) {
    let read = 0;
    for (const place of placesIn(piece)) {
      // A second id in one block is a problem of that entry.
      if (place.at < read) continue;
      // Each place that is looked at reads what stands round it, whether an entry comes of it or not.
      if (looked === entriesMax)
        return { entries: once(entries), problems: [...problems, `proposes more than ${entriesMax} entries`] };
      looked += 1;
      const { found, end } = entryAt(place);
      read = end;
      const unreadable = found?.entry.problems.find(({ code }) => code === "unreadable-id");
      if (found === null) problems.push("has a field `Exception` in a form that the document's reader takes for none");
      else if (unreadable === undefined) entries.push(found);
      else problems.push(`proposes an entry, and ${unreadable.text}`);
    }
  }
  return { entries: once(entries), problems };
}

/** A field `Exception` at the start of a line, of either format, added by a patch or not. */
const mayPropose = /^[+]?(?::exception:|[-+*][ \t]+(?:\*\*|__)exception)/im;

/** A text in which entries may stand. */
type Piece = {
  readonly source: Source;
  /** Null where no file's name tells it: then the field itself does. */
  readonly format: DocumentFormat | null;
  /** The stretches that are proposed, in order; null: the text is somebody's words. */
  readonly added: readonly { readonly start: number; readonly end: number }[] | null;
};

const piecesOfPatches = (text: string): readonly Piece[] =>
  patchedTexts(text).map(({ path, text: patched, added }) => ({
    source: { name: path ?? "the patch", text: patched },
    format: path === null ? null : (formatOf(path) ?? null),
    added,
  }));

/** The author's own lines, each in its place, what is not his left empty; and each fence of a comment by itself. */
function piecesOfWords(posting: Posting): readonly Piece[] {
  const own = posting.text.split("\n").map(() => "");
  for (const { number, text } of ownLines(posting)) own[number - 1] = text;
  const fences = posting.channel === "issue" ? fencedTexts(posting.text) : [];
  return [own.join("\n"), ...fences].map((text) => ({
    source: { name: posting.place, text },
    format: null,
    added: null,
  }));
}

/** Where an entry is proposed: the field's line, and where at the latest the entry ends; null: the words around it tell. */
type Place = { readonly piece: Piece; readonly at: number; readonly end: number | null };

function* placesIn(piece: Piece): Generator<Place> {
  const { text } = piece.source;
  let stretch = 0;
  for (const { index: at } of text.matchAll(fieldLine)) {
    if (piece.added === null) {
      yield { piece, at, end: null };
      continue;
    }
    while ((piece.added[stretch]?.end ?? text.length) <= at && stretch < piece.added.length) stretch += 1;
    const { start, end } = piece.added[stretch] ?? { start: text.length, end: text.length };
    if (start <= at) yield { piece, at, end };
  }
}

const fieldLine = /^(?::exception:|[-+*][ \t]+(?:\*\*|__)exception(?::(?:\*\*|__)|(?:\*\*|__):))[ \t]/gim;

/** Below a text that a mail proposes stand a diffstat, a patch, or the tags of its author. */
function endOfWords(text: string, from: number): number {
  const end = /^(?:---[ \t]*|diff --git .*|[A-Za-z]+(?:-[A-Za-z]+)*-by:.*)$/gm;
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

/** The entry whose field `Exception` stands at a place, null where that field, so written there, is none; and where its fields end. */
function entryAt({ piece: { source, format }, at, end: latest }: Place): { found: PostedEntry | null; end: number } {
  const end = latest ?? endOfWords(source.text, at);
  const written = source.text.startsWith(":", at) ? "restructuredtext" : "markdown";
  const { document } = readDocument(source, format ?? written);
  const above = document.headings.findLast(({ start }) => start < at);
  const titled = above !== undefined && fieldsEnd(document, above, end) > at;
  const heading = titled ? above : headingless(document, at, end);
  const cut = { ...heading, sectionEnd: Math.min(heading.sectionEnd, end) };
  const entry = readEntry(document, cut);
  const isField = entry.fields.some(({ nameAt }) => nameAt.start > at && nameAt.end <= at + longestMarkup);
  const found = isField ? { entry, titled, prose: proseBelow(document, cut) } : null;
  return { found, end: Math.max(at + 1, fieldsEnd(document, cut, cut.sectionEnd)) };
}

/** Characters from the start of the field's line to the end of its name, `- **Exception**` with some blanks among them. */
const longestMarkup = 40;

/** What stands below the fields of an entry, white space folded. */
export function proseBelow(document: PolicyDocument, heading: Heading): string {
  const start = fieldsEnd(document, heading, heading.sectionEnd);
  return document.source.text.slice(start, heading.sectionEnd).replace(/\s+/g, " ").trim();
}

/** Where the field block below a heading ends, or the start of its body where it has none. */
function fieldsEnd({ source, format }: PolicyDocument, heading: Heading, end: number): number {
  const readFields = format === "markdown" ? readMarkdownFields : readRstFields;
  return readFields(source, heading.bodyStart, Math.min(heading.sectionEnd, end)).end;
}

/** A block that stands under no heading begins with the first of the fields right above. */
function headingless(document: PolicyDocument, at: number, end: number): Heading {
  const { source, headings } = document;
  let start = at;
  for (let line = at; line > 0; ) {
    line = line === 1 ? 0 : source.text.lastIndexOf("\n", line - 2) + 1;
    const text = source.text.slice(line, line + lineLookedAt);
    if (fieldStart.test(text)) start = line;
    else if (!fieldGoesOn.test(text)) break;
  }
  const next = headings.find((heading) => heading.start > at)?.start ?? end;
  return { title: "", level: 1, slug: "", at: spanOf(source, start, start), start, bodyStart: start, sectionEnd: next };
}

const fieldStart = /^(?::[^:\n]+:|[-+*][ \t]+(?:\*\*|__))/;
const fieldGoesOn = /^[ \t]+\S/;

/** Characters of a line that tell whether it is a field's. */
const lineLookedAt = 200;

/** A comment that shows its entry twice, in a patch and in words, proposes one. */
function once(entries: readonly PostedEntry[]): readonly PostedEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ entry }) => {
    if (seen.has(entry.id)) return false;
    seen.add(entry.id);
    return true;
  });
}
