import type { Heading, PolicyDocument } from "../document/document.ts";
import { findHeading } from "../document/exceptions.ts";
import { formatOf, readDocument } from "../document/read-document.ts";
import { sentencesOf } from "../document/sentences.ts";
import { positionAt, type Source } from "../text/source.ts";
import { aiHeadingsOf, isAboutAi, type StanceSaid, stanceSaid, statementsIn } from "./stance-said.ts";
import { isReadme } from "./wanted-files.ts";

/** Words at a place of a document, as they stand there. */
export type Quote = { readonly path: string; readonly line: number; readonly words: string };

/** A section about AI content: its heading says so, or a sentence in it. */
export type AiSection = {
  readonly heading: Heading;
  readonly at: Quote;
  readonly said: (Quote & { readonly stance: StanceSaid["stance"] }) | null;
  /** The heading *Exceptions* inside it. */
  readonly exceptions: Heading | null;
};

/** What a document for contributors says, as far as a program can tell. */
export type ContributionDocument = {
  readonly source: Source;
  /** Null: it is neither Markdown nor reStructuredText, so it cannot be the policy's document as it stands. */
  readonly document: PolicyDocument | null;
  /** Where it names the Developer Certificate of Origin. */
  readonly certificate: Quote | null;
  /** The heading of the section that names it and speaks of signing off; null: there is none. */
  readonly signing: Heading | null;
  readonly aiSections: readonly AiSection[];
  /** Where a document that cannot be read by its headings first has a line that could be one about AI. */
  readonly aiLine: Quote | null;
};

const certificateName =
  /developer(?:['’]?s)?\s+certificate\s+of\s+origin|developer['’]?s\s+statement\s+of\s+origin|developercertificate\.org/i;

/** Reads one document. Total, in time proportional to the text. */
export function readContributionDocument(source: Source): ContributionDocument {
  const format = formatOf(source.name);
  const document = format === undefined ? null : readDocument(source, format).document;
  const named = certificateName.exec(source.text);
  const heading = named === null ? null : headingAbove(document, named.index);
  return {
    source,
    document,
    certificate: named === null ? null : quoteAt(source, named.index, named[0].replaceAll(/\s+/g, " ")),
    signing: heading !== null && speaksOfSigning(source, heading) ? heading : null,
    aiSections: document === null || isReadme(source.name) ? [] : aiSectionsOf(document),
    aiLine: document === null ? aiLineOf(source) : null,
  };
}

/** Longer lines are no headings, in any form. */
const headingLengthMax = 120;

function aiLineOf(source: Source): Quote | null {
  let start = 0;
  for (const line of source.text.split("\n")) {
    if (line.length <= headingLengthMax && isAboutAi(line)) return quoteAt(source, start, line.trim());
    start += line.length + 1;
  }
  return null;
}

const headingAbove = (document: PolicyDocument | null, offset: number): Heading | null =>
  document?.headings.filter(({ start }) => start <= offset).at(-1) ?? null;

const speaksOfSigning = ({ text }: Source, { start, sectionEnd }: Heading): boolean =>
  /\bsign(?:ed|s|ing)?[- ]off/i.test(text.slice(start, sectionEnd));

/** Sections about AI that are looked at in one document. */
const sectionsMax = 8;

function aiSectionsOf(document: PolicyDocument): readonly AiSection[] {
  const statements = statementsIn(sentencesOf(document));
  const saying = statements.flatMap(({ sentence }) => sentence.heading ?? []);
  return outermost([...aiHeadingsOf(document), ...saying])
    .slice(0, sectionsMax)
    .map((heading) => {
      const said = stanceSaid(statements, heading);
      return {
        heading,
        at: quoteAt(document.source, heading.at.start, heading.title),
        said: said === null ? null : { stance: said.stance, ...sentenceQuote(said) },
        exceptions: findHeading(document, ["Exceptions"], heading) ?? null,
      };
    });
}

/** Sections inside another one are that one's own. Each once, in the document's order. */
function outermost(headings: readonly Heading[]): readonly Heading[] {
  const kept: Heading[] = [];
  for (const heading of [...headings].sort((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    if (last === undefined || heading.start >= last.sectionEnd) kept.push(heading);
  }
  return kept;
}

const sentenceQuote = ({ sentence: { at, text } }: StanceSaid): Quote => quoteAt(at.source, at.start, text);

const quoteAt = ({ name, text }: Source, offset: number, words: string): Quote => ({
  path: name,
  line: positionAt(text, offset).line,
  words,
});
