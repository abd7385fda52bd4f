import { type Problem, warningAt } from "../problem/problem.ts";
import { clip } from "../text/neutralise.ts";
import { type Source, spanOf } from "../text/source.ts";
import { shownMax } from "./people.ts";

/** One `F: value` of a section. The value is trimmed; `start` is its offset. */
export type Entry = { readonly letter: string; readonly value: string; readonly line: number; readonly start: number };

/** A title and the letters under it. The line is the title's, or the first letter's where there is no title. */
export type Section = { readonly title: string; readonly line: number; readonly entries: readonly Entry[] };

/**
 * Reads the sections of a MAINTAINERS file as `scripts/get_maintainer.pl` of Linux, U-Boot and QEMU does: a section is a
 * run of letters, blank lines do not end it, and whatever text stands before it is its title. Beyond that script, a title
 * may have several lines, an underlined heading names only letters that stand directly under it, and the block that
 * describes the letters is no section.
 */
export function readSections(source: Source): { sections: readonly Section[]; problems: readonly Problem[] } {
  const reading: Reading = { source, sections: [], problems: [], open: null, title: null, heading: null, line: 0 };
  let start = 0;
  for (const text of source.text.split("\n")) {
    reading.line += 1;
    takeLine(reading, text, start);
    start += text.length + 1;
  }
  return { sections: reading.sections.filter(({ title }) => !isDescription(title)), problems: reading.problems };
}

/** Where reading stands: the section that takes letters, the text that may turn out to be a title, the last underlined heading. */
type Reading = {
  readonly source: Source;
  readonly sections: Section[];
  readonly problems: Problem[];
  open: { readonly title: string; readonly entries: Entry[] } | null;
  title: Title | null;
  heading: Title | null;
  line: number;
};
type Title = { readonly lines: string[]; readonly line: number; ended: boolean };

const isDescription = (title: string): boolean => title.toLowerCase().startsWith("descriptions of section entries");

function takeLine(reading: Reading, text: string, start: number): void {
  const content = text.trim();
  if (content === "") {
    if (reading.title) reading.title.ended = true;
  } else if (isUnderline(content)) {
    reading.heading = reading.title;
    reading.title = null;
    reading.open = null;
  } else if (/^[A-Z]:/.test(text)) {
    takeEntry(reading, text, start);
  } else if (text.startsWith("#")) {
    // A comment: it neither ends a section nor names one.
  } else if (/^\s/.test(text) || (/^[a-z]:/.test(text) && reading.open)) {
    takeStrayLine(reading, text, start);
  } else {
    takeTitleLine(reading, content);
  }
}

/** Three or more of `-` or `=`, perhaps indented: U-Boot indents the rule under its list's heading. */
function isUnderline(content: string): boolean {
  const first = content[0];
  return content.length >= 3 && (first === "-" || first === "=") && content === first.repeat(content.length);
}

function takeTitleLine(reading: Reading, content: string): void {
  reading.open = null;
  if (reading.title && !reading.title.ended) reading.title.lines.push(content);
  else reading.title = { lines: [content], line: reading.line, ended: false };
}

function takeEntry(reading: Reading, text: string, start: number): void {
  const value = text.slice(2).trim();
  const entry = { letter: text.slice(0, 1), value, line: reading.line, start: start + text.indexOf(value, 2) };
  reading.open ??= openSection(reading, start);
  reading.open.entries.push(entry);
}

function openSection(reading: Reading, start: number): { title: string; entries: Entry[] } {
  const named = reading.title ?? reading.heading;
  if (!named) {
    const at = spanOf(reading.source, start, start + 2);
    reading.problems.push(warningAt("entry-without-title", "a letter stands before any section title", at));
  }
  const section = { title: named?.lines.join(" ") ?? "(no title)", line: named?.line ?? reading.line, entries: [] };
  reading.sections.push(section);
  reading.title = null;
  reading.heading = null;
  return section;
}

/** An indented or lower-case letter inside a section is an entry that nobody reads; elsewhere it is prose. */
function takeStrayLine(reading: Reading, text: string, start: number): void {
  if (!reading.open || isDescription(reading.open.title)) return;
  const why = `\`${clip(text.trim(), shownMax)}\` is not read: a letter is upper case and begins its line`;
  reading.problems.push(warningAt("line-not-read", why, spanOf(reading.source, start, start + text.length)));
}
