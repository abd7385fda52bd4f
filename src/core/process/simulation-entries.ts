import type { ListedException } from "../document/document.ts";
import { readEntry } from "../document/exception-entry.ts";
import { fieldNamed } from "../document/fields.ts";
import { formatOf, readDocument } from "../document/read-document.ts";
import { listedExceptions } from "../policy/listed-exceptions.ts";
import type { Policy, PolicySettings } from "../policy/policy.ts";
import { sectionHeading } from "../policy/stance.ts";
import { errorAt, type Problem } from "../problem/problem.ts";
import type { Source } from "../text/source.ts";

/** What a text is that somebody drafted. */
export type DraftText =
  /** A version of the whole document. */
  | { readonly kind: "document" }
  /** One entry or several, each a heading with fields. `problems` are theirs, and those of the text. */
  | { readonly kind: "entries"; readonly entries: readonly ListedException[]; readonly problems: readonly Problem[] }
  | { readonly kind: "neither"; readonly why: string };

/**
 * Tells a draft of the whole document from entries alone: by the headings that a policy names. Where none of these stands, headings with the
 * field `Exception` are entries, among whatever else is written; else outermost headings that all have fields.
 *
 * @param source its name says the format
 */
export function readDraft(source: Source, settings: PolicySettings): DraftText {
  const { document, problems } = readDocument(source, formatOf(source.name) ?? "markdown");
  const list = listedExceptions(document, settings).heading;
  if (list !== null || sectionHeading(document, settings) !== undefined) return { kind: "document" };
  const named = document.headings.map((heading) => readEntry(document, heading)).filter(hasId);
  const outermost = document.headings.filter(({ level }) => level === 1);
  const entries = named.length > 0 ? named : outermost.map((heading) => readEntry(document, heading));
  const without = entries.find(({ hasFields }) => !hasFields);
  if (without === undefined && entries.length > 0) {
    const repeated = entries.flatMap((entry, index): readonly Problem[] => {
      const isFirst = entries.findIndex(({ id }) => id === entry.id) === index;
      return isFirst ? [] : [errorAt("repeated-id", `the id \`${entry.id}\` is listed more than once`, entry.at)];
    });
    return {
      kind: "entries",
      entries,
      problems: [...problems, ...entries.flatMap((one) => one.problems), ...repeated],
    };
  }
  const heading = `no heading \`${settings.ai.exceptions ?? "Exceptions"}\` as a whole document has`;
  const why =
    without === undefined
      ? `it has ${heading}, and no heading at all`
      : `it has ${heading}, and below \`${without.title}\` stand no fields as an entry has`;
  return { kind: "neither", why };
}

const hasId = ({ fields }: ListedException): boolean => fields.some(({ name }) => fieldNamed(name) === "Exception");

/** A policy that also lists these entries, in the place of any that bear their ids; else as the last of its list. */
export function withEntries(policy: Policy, entries: readonly ListedException[], problems: readonly Problem[]): Policy {
  const drafted = new Map(entries.map((entry) => [entry.id, entry]));
  const kept = policy.exceptions.map((entry) => drafted.get(entry.id) ?? entry);
  const added = entries.filter(({ id }) => policy.exceptions.every((entry) => entry.id !== id));
  return withParts(policy, { exceptions: [...kept, ...added], problems: [...policy.problems, ...problems] });
}

/** A policy with some parts replaced. What of it is worked out only when somebody asks stays so. */
export const withParts = (policy: Policy, parts: Partial<Policy>): Policy =>
  Object.defineProperties({} as Policy, {
    ...Object.getOwnPropertyDescriptors(policy),
    ...Object.getOwnPropertyDescriptors(parts),
  });

/** An entry of the list and what a draft makes of it; null: it is not listed there. */
export type DraftedEntry = {
  readonly id: string;
  readonly title: string;
  readonly what: "new" | "changed" | "removed" | "unchanged";
  readonly before: ListedException | null;
  readonly after: ListedException | null;
};

/** Entries by id, in the order of the draft; behind them those that it takes out. Unchanged ones are among them only where asked for. */
export function draftedEntries(
  before: Policy,
  after: Policy,
  isAskedFor: (id: string) => boolean,
): readonly DraftedEntry[] {
  const earlier = new Map(before.exceptions.map((entry) => [entry.id, entry]));
  const later = new Set(after.exceptions.map(({ id }) => id));
  const decidedAlike = decidersOf(before) === decidersOf(after);
  const kept = after.exceptions.flatMap((entry): readonly DraftedEntry[] => {
    const { id, title } = entry;
    const known = earlier.get(id);
    if (known === undefined) return [{ id, title, what: "new", before: null, after: entry }];
    if (conditionsOf(known) !== conditionsOf(entry))
      return [{ id, title, what: "changed", before: known, after: entry }];
    if (!decidedAlike) return [{ id, title, what: "unchanged", before: known, after: entry }];
    return isAskedFor(id) ? [{ id, title, what: "unchanged", before: null, after: entry }] : [];
  });
  const removed = before.exceptions.flatMap((entry): readonly DraftedEntry[] =>
    later.has(entry.id) ? [] : [{ id: entry.id, title: entry.title, what: "removed", before: entry, after: null }],
  );
  return [...kept, ...removed];
}

/** All of an entry that decides whom it covers; its prose and its agreement do not. */
function conditionsOf(entry: ListedException): string {
  const { hasFields, covers, change, paths, notPaths, atMost, tool, who, needs, judgements, until, withdrawn } = entry;
  const conditions = [covers, change, paths, notPaths, atMost, tool, who, needs, judgements, until, withdrawn];
  const isBroken = entry.problems.some(({ severity }) => severity === "error");
  return JSON.stringify([hasFields, conditions, hasFields ? null : entry.title, isBroken]);
}

/** The settings by which conditions are decided, beside the entry itself. */
const decidersOf = ({ settings: { classes, document, evidence, maintainers, people } }: Policy): string =>
  JSON.stringify([classes, document, evidence, maintainers, [...people]]);
