import type { ListedException } from "../document/document.ts";
import { type FieldName, quoted } from "../document/fields.ts";
import { isOnOrBefore } from "../text/day.ts";
import { unshowableIn } from "../text/neutralise.ts";
import { type EditedDocument, type EditGround, entryOf, fieldOf, makeEdit, refused } from "./document-edit.ts";
import { fieldStyle } from "./entry-style.ts";

/** Days are `YYYY-MM-DD`, UTC. */
export type Withdrawal = {
  readonly day: string;
  readonly reason: string;
  /** Until when what was posted before may still land; null: nothing may. */
  readonly landsUntil: string | null;
};

/** Marks an entry as withdrawn. It stays listed, since commits rely on it and its id is never used again. */
export function withdrawEntry(ground: EditGround, id: string, { day, reason, landsUntil }: Withdrawal): EditedDocument {
  const found = entryOf(ground, id);
  if (!found.ok) return found;
  const { entry } = found;
  const words = reason.trim().replace(/\s+/g, " ");
  if (words === "") return refused("no-reason", `say why ${quoted(id)} is withdrawn`, entry.at);
  if (unshowableIn(words) !== undefined)
    return refused("character-not-shown", "the reason has a character that nobody sees", entry.at, "take it out");
  if (entry.withdrawn !== null)
    return refused("entry-withdrawn", `${quoted(id)} was withdrawn already, on ${entry.withdrawn.day}`, entry.at);
  if (landsUntil !== null && !isOnOrBefore(day, landsUntil))
    return refused("days-in-disorder", `what was posted before ${day} cannot land until ${landsUntil}`, entry.at);
  const value = `${day} ${words}${grace(landsUntil)}`;
  return setFields(ground, entry, [...idIfNone(entry), { name: "Withdrawn", value }]);
}

/** A later last day. It is for what is still in force or has ended; what was withdrawn never comes back. */
export function renewEntry(
  ground: EditGround,
  id: string,
  { until, landsUntil, today }: { readonly until: string; readonly landsUntil: string | null; readonly today: string },
): EditedDocument {
  const found = entryOf(ground, id);
  if (!found.ok) return found;
  const { entry } = found;
  if (entry.withdrawn !== null) {
    const hint = "what is wanted again is asked for again, under another id";
    return refused("entry-withdrawn", `${quoted(id)} was withdrawn on ${entry.withdrawn.day}`, entry.at, hint);
  }
  if (entry.until === null)
    return refused("no-end", `${quoted(id)} has no last day, so there is nothing to renew`, entry.at);
  if (isOnOrBefore(until, entry.until.day))
    return refused("not-later", `${quoted(id)} stands until ${entry.until.day} already`, entry.at);
  if (isOnOrBefore(until, today) && until !== today)
    return refused("not-later", `${until} is over, so ${quoted(id)} would have ended all the same`, entry.at);
  if (landsUntil !== null && !isOnOrBefore(until, landsUntil))
    return refused("days-in-disorder", `what was posted before ${until} cannot land until ${landsUntil}`, entry.at);
  return setFields(ground, entry, [{ name: "Until", value: `${until}${grace(landsUntil)}` }]);
}

export type Agreement = {
  readonly day: string;
  /** Addresses of pages, or Message-Ids in angle brackets, of the discussion; at least one. */
  readonly links: readonly string[];
  /** May it take the place of one that is recorded? */
  readonly replace: boolean;
};

/** Says when and where an entry was agreed. That grants nothing: the document does, once it has the entry. */
export function recordAgreement(ground: EditGround, id: string, agreement: Agreement): EditedDocument {
  const found = entryOf(ground, id);
  if (!found.ok) return found;
  const { entry } = found;
  if (entry.withdrawn !== null)
    return refused("entry-withdrawn", `${quoted(id)} was withdrawn on ${entry.withdrawn.day}`, entry.at);
  const value = agreedValue(agreement);
  if (value === null)
    return refused("no-link", "an agreement names its discussion: an address of a page, or a Message-Id", entry.at);
  if (entry.agreed !== null && !agreement.replace) {
    const hint = "say that it is to be replaced, if it is another agreement";
    return refused(
      "agreed-already",
      `${quoted(id)} was agreed on ${entry.agreed.day}, as it says itself`,
      entry.at,
      hint,
    );
  }
  return setFields(ground, entry, [...idIfNone(entry), { name: "Agreed", value }]);
}

/** The value of *Agreed*; null where a link is none. */
export function agreedValue({ day, links }: Pick<Agreement, "day" | "links">): string | null {
  const isLink = (link: string): boolean =>
    /^<[^<>\s@]+@[^<>\s@]+>$/.test(link) || /^https?:\/\/[^\s<>`,;()[\]]+$/.test(link);
  return links.length > 0 && links.every(isLink) ? `${day} ${links.join(" ")}` : null;
}

type NewField = { readonly name: FieldName; readonly value: string };

const grace = (landsUntil: string | null): string =>
  landsUntil === null ? "" : `; posted before may land until ${landsUntil}`;

/** Where there are fields there is an id among them. What people judge by the entry's text stays with them: no field of these limits the content. */
const idIfNone = ({ hasFields, id }: ListedException): NewField[] =>
  hasFields ? [] : [{ name: "Exception", value: id }];

/** Puts each value in the place of the field's, or behind the entry's last field; an entry without fields gets them below its heading. */
function setFields(
  ground: EditGround,
  entry: ListedException,
  values: readonly [...NewField[], NewField],
): EditedDocument {
  const { document } = ground;
  const { text } = document.source;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const style = fieldStyle(document.format, entry.fields);
  const lines = values.flatMap(({ name, value }) => style(name, value));
  const [first] = values;
  const old = fieldOf(entry, first.name);
  const expected = { id: entry.id, title: entry.title, values };
  if (old !== undefined) {
    const { start } = lineOf(text, old.nameAt.start);
    const end = Math.max(old.valueAt.end, old.nameAt.end);
    return makeEdit(ground, { start, end, text: lines.join(lineEnd) }, expected);
  }
  const last = entry.fields.at(-1);
  if (last === undefined) {
    const heading = document.headings.find(({ at }) => at.start === entry.at.start);
    const at = heading?.bodyStart ?? entry.entry.end;
    const joined = `${at > 0 && text[at - 1] !== "\n" ? lineEnd : ""}${lineEnd}${lines.join(lineEnd)}${lineEnd}`;
    return makeEdit(ground, { start: at, end: at, text: joined }, expected);
  }
  const from = Math.max(last.valueAt.end, last.nameAt.end);
  const end = lineEndAt(text, from);
  const { indent } = lineOf(text, last.nameAt.start);
  return makeEdit(
    ground,
    { start: end, end, text: lines.map((line) => `${lineEnd}${indent}${line}`).join("") },
    expected,
  );
}

/** Where the line that an offset stands on has its first character that is no blank, and the blanks before it. */
function lineOf(text: string, offset: number): { readonly start: number; readonly indent: string } {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart, offset))?.[0] ?? "";
  return { start: lineStart + indent.length, indent };
}

/** Where the line that an offset stands on ends, before its line end. */
const lineEndAt = (text: string, from: number): number => from + text.slice(from).search(/\r?\n|$/);
