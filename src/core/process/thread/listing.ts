import type { ListedException, PolicyDocument } from "../../document/document.ts";
import { courseFields, type EntryDifference, entryDifference } from "../entry-differences.ts";
import { proseBelow } from "./proposed-entries.ts";
import type { Version } from "./versions.ts";

/** What the document says of the exception that a thread is about: that, and nothing said in the thread, is the outcome. */
export type Listing = {
  /** Its name; null: the policy has none. */
  readonly document: string | null;
  /** Null: it is not listed. */
  readonly entry: ListedException | null;
  /** From the last version to what is listed; null where one of them is missing. */
  readonly difference: EntryDifference | null;
};

/** The entry of that id, compared with the last version of the proposal. */
export function listingOf(
  exception: string,
  document: PolicyDocument | null,
  exceptions: readonly ListedException[],
  last: Version | undefined,
): Listing {
  const entry = exceptions.find(({ id }) => id === exception) ?? null;
  const heading = document?.headings.find(({ start }) => start === entry?.entry.start);
  const name = document?.source.name ?? null;
  if (entry === null || document === null || heading === undefined || last === undefined)
    return { document: name, entry, difference: null };
  const listed = { fields: entry.fields, title: entry.title, prose: proseBelow(document, heading) };
  return { document: name, entry, difference: entryDifference(last.compared, listed) };
}

/** Does the listed entry allow what was proposed? What says only when it was agreed on or ended does not count. */
export const listsAsProposed = ({ fields }: EntryDifference): boolean =>
  fields.every(({ field }) => courseFields.some((name) => name === field));
