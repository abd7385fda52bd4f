import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { folded } from "../text/folded.ts";
import { spanOf } from "../text/source.ts";
import type { ExceptionList, Heading, ListedException, PolicyDocument } from "./document.ts";
import { readEntry } from "./exception-entry.ts";
import { quoted } from "./fields.ts";

/**
 * The first heading with one of the titles, compared as `folded` gives them and without inline markup; undefined when
 * there is none. `within` looks in one section only.
 */
export function findHeading(
  document: PolicyDocument,
  titles: readonly string[],
  within?: Heading,
): Heading | undefined {
  return headingsWith(document, titles).find((heading) => within === undefined || isInside(heading, within));
}

function headingsWith({ headings }: PolicyDocument, titles: readonly string[]): readonly Heading[] {
  const wanted = new Set(titles.map(folded));
  return headings.filter(({ title }) => wanted.has(folded(title)));
}

const isInside = ({ start }: Heading, section: Heading): boolean => start > section.start && start < section.sectionEnd;

/**
 * The exceptions that a document lists: one for each heading directly under the heading named (docs/exceptions.md).
 * Problems never stop the reading. `within` prefers a heading of that section, such as the one that states the
 * position on AI content, over one beside it; what stands in a section of its own subject lists exceptions of that subject.
 */
export function readExceptions(document: PolicyDocument, title: string, within?: Heading): ExceptionList {
  const [heading, other] = listHeadings(document, title, within);
  if (heading === undefined) {
    const at = spanOf(document.source, 0, 0);
    const text = `no heading ${quoted(title)} under which exceptions would be listed`;
    return { heading: null, exceptions: [], problems: [warningAt("no-exceptions-heading", text, at)] };
  }
  const exceptions = markRepeated(headingsUnder(document, heading).map((entry) => readEntry(document, entry)));
  const problems = exceptions.flatMap((exception) => exception.problems);
  if (other !== undefined) {
    const text = `the heading ${quoted(title)} stands more than once, so nobody can tell which one lists the exceptions`;
    problems.unshift(errorAt("ambiguous-exceptions-heading", text, other.at));
  }
  return { heading, exceptions, problems };
}

/** The headings that may be the list's: those inside the section, else those that stand in no section but what the section stands in too. */
function listHeadings(document: PolicyDocument, title: string, within: Heading | undefined): readonly Heading[] {
  const candidates = headingsWith(document, [title]);
  if (within === undefined) return candidates;
  const inside = candidates.filter((heading) => isInside(heading, within));
  if (inside.length > 0) return inside;
  const elsewhere = document.headings.filter((section) => section !== within && !isInside(within, section));
  return candidates.filter((heading) => !elsewhere.some((section) => isInside(heading, section)));
}

/** The headings whose nearest heading further out is the one given. */
function headingsUnder(document: PolicyDocument, parent: Heading): readonly Heading[] {
  const under: Heading[] = [];
  let end = parent.bodyStart;
  for (const heading of document.headings) {
    if (heading.start < end || heading.start >= parent.sectionEnd) continue;
    under.push(heading);
    end = heading.sectionEnd;
  }
  return under;
}

/** Puts a problem on every entry whose id another one has: nobody could tell which of them is cited. */
function markRepeated(exceptions: readonly ListedException[]): readonly ListedException[] {
  const byId = new Map<string, number>();
  for (const { id } of exceptions) byId.set(id, (byId.get(id) ?? 0) + 1);
  return exceptions.map((exception) => {
    if ((byId.get(exception.id) ?? 0) < 2) return exception;
    const at = exception.fields.find(({ value }) => value === exception.id)?.valueAt ?? exception.at;
    const repeated: Problem = errorAt("repeated-id", `the id ${quoted(exception.id)} is listed more than once`, at);
    return { ...exception, problems: [...exception.problems, repeated] };
  });
}
