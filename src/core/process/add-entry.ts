import { fieldNamed, quoted } from "../document/fields.ts";
import { listedExceptions } from "../policy/listed-exceptions.ts";
import type { Problem } from "../problem/problem.ts";
import { folded } from "../text/folded.ts";
import { neutralise, unshowableIn } from "../text/neutralise.ts";
import { spanOf } from "../text/source.ts";
import { type EditedDocument, type EditGround, makeEdit, refused } from "./document-edit.ts";
import { endOfSection } from "./end-of-section.ts";
import { columnsMax, type EntryStyle, entryStyle } from "./entry-style.ts";
import type { ProposedEntry } from "./proposed-entry.ts";
import { beginsWithLetter, wrapped } from "./wrapped.ts";

/**
 * Lists an entry: behind the others, in the document's own style of headings and fields. Nothing else of the document changes.
 *
 * @returns the edited document; or why the entry cannot be listed: its id or title is taken, no list is there, or it would be read otherwise
 */
export function addEntry(ground: EditGround, entry: ProposedEntry): EditedDocument {
  const { document, settings } = ground;
  const fields = entry.fields.map(({ name, value }) => ({ name, value: value.trim().replace(/\s+/g, " ") }));
  const prose = entry.prose.replace(/\r\n?/g, "\n").replace(/\t/g, "    ");
  const start = spanOf(document.source, 0, 0);
  const id = fields.find(({ name }) => name === "Exception")?.value ?? "";
  if (id === "") return refused("no-id", "an entry needs the field `Exception`, its id", start);
  const title = entry.title.trim().replace(/\s+/g, " ");
  if (fields.length > fieldsMax)
    return refused("too-many-fields", `the entry has more than ${fieldsMax} fields, which is the limit`, start);
  if (title === "") return refused("no-title", `the entry ${quoted(id)} has no title`, start);
  const odd = unshowableIn([title, ...fields.map(({ value }) => value), prose].join("\n"));
  if (odd !== undefined) {
    const text = `the entry has a character that nobody sees, ${neutralise(odd)}, and could be read otherwise than it looks`;
    return refused("character-not-shown", text, start, "take it out");
  }
  if (settings.ai.exceptions === null) {
    const hint = "name one in proviso.yaml, as `ai.exceptions`";
    return refused(
      "no-exceptions-heading",
      "the policy names no heading under which exceptions are listed",
      start,
      hint,
    );
  }
  const list = listedExceptions(document, settings);
  if (list.heading === null) {
    const text = `the document has no heading ${quoted(settings.ai.exceptions)} under which the entry could stand`;
    return refused(
      "no-exceptions-heading",
      text,
      start,
      "the project must first agree on one, with a sentence on what it means",
    );
  }
  const [broken] = list.problems.filter(({ code }) => code === "ambiguous-exceptions-heading");
  if (broken !== undefined) return { ok: false, problems: [broken] };
  const taken = takenBy(id, title, list.exceptions);
  if (taken !== null) return { ok: false, problems: [taken] };
  const styled = entryStyle(document, list.heading, list.exceptions);
  if (!styled.ok) return refused("no-deeper-heading", styled.why, list.heading.at);
  const at = endOfSection(document, list.heading);
  const edit = { start: at, end: at, text: placed(document.source.text, at, { title, fields, prose }, styled.style) };
  return makeEdit(ground, edit, { id, title, values: fields });
}

/** Fields of an entry; the widest that anybody proposed had a dozen. */
const fieldsMax = 100;

/** An id that was given away is never used again, whatever became of it. */
function takenBy(
  id: string,
  title: string,
  exceptions: ReturnType<typeof listedExceptions>["exceptions"],
): Problem | null {
  const same = exceptions.find((one) => one.id === id) ?? exceptions.find((one) => folded(one.title) === folded(title));
  if (same === undefined) return null;
  const what = same.id === id ? `the id ${quoted(id)}` : `the title ${quoted(title)}`;
  const refusal =
    same.withdrawn === null
      ? { text: `${what} is listed already`, hint: "change that entry, or choose another" }
      : {
          text: `${what} was withdrawn on ${same.withdrawn.day}, and an id is never used again`,
          hint: "choose another",
        };
  return { code: "entry-listed", severity: "error", at: same.at, ...refusal };
}

/** The entry's lines with what keeps them apart from those above and below. */
function placed(text: string, at: number, { title, fields, prose }: ProposedEntry, style: EntryStyle): string {
  const { lineEnd, above, below } = style;
  const known = fields.filter(({ name }) => fieldNamed(name) !== undefined);
  const paragraphs = proseLines(prose);
  const lines = [
    ...style.heading(title),
    ...Array<string>(below).fill(""),
    ...known.flatMap(({ name, value }) => style.field(name, value)),
    ...(paragraphs.length === 0 ? [] : ["", ...paragraphs]),
  ];
  const endsLine = at === 0 || text[at - 1] === "\n" || text[at - 1] === "\r";
  const next = text.slice(at, at + 2);
  const apart = next === "" || /^[\r\n]/.test(next) ? "" : lineEnd.repeat(above);
  return `${endsLine ? "" : lineEnd}${lineEnd.repeat(above)}${lines.map((line) => `${line}${lineEnd}`).join("")}${apart}`;
}

/** Prose as it was written, but for paragraphs in one long line, which are wrapped. */
const proseLines = (prose: string): readonly string[] => {
  const text = prose.replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  if (text === "") return [];
  return text
    .split("\n")
    .flatMap((line) =>
      /^[ \t]/.test(line)
        ? [line.trimEnd()]
        : wrapped(line.trimEnd(), { columns: columnsMax, indent: "", mayBegin: beginsWithLetter }),
    );
};
