import type { Problem } from "../problem/problem.ts";
import { type Source, spanOf } from "../text/source.ts";
import { createAddressFilter } from "./address-filter.ts";
import type { Identity } from "./identity.ts";
import { nextLine, trimmed } from "./lines.ts";

/** Which name and address a project uses for somebody who wrote under several. */
export type Mailmap = {
  /** The identity as `git check-mailmap` gives it; the same object if no entry speaks of it. */
  readonly resolve: (identity: Identity) => Identity;
};

/** The mailmap of a project that has none. */
export const emptyMailmap: Mailmap = { resolve: (identity) => identity };

/**
 * Reads a `.mailmap` (gitmailmap(5)) as git reads one from a commit. The four forms are `Name <address>`,
 * `<address> <old address>`, `Name <address> <old address>` and `Name <address> Old name <old address>`; a later
 * entry replaces what an earlier one said of the same old name and address. A line that is neither an entry, empty
 * nor a comment is a problem, and is left out as git leaves it out.
 */
export function parseMailmap(source: Source): { mailmap: Mailmap; problems: readonly Problem[] } {
  const entries: Entries = new Map();
  const problems: Problem[] = [];
  const nul = source.text.indexOf("\0");
  const end = nul === -1 ? source.text.length : nul;
  for (let line = 0; line < end; ) {
    const next = nextLine(source.text, line, end);
    if (!readLine(entries, source.text, line, next)) problems.push(noEntry(source, line, next));
    line = next;
  }
  if (nul !== -1) problems.push(cutAtNul(source, nul));
  const mayBeKnown = createAddressFilter(entries.keys());
  const resolveKnown = (identity: Identity): Identity =>
    mayBeKnown(identity.email, 0, identity.email.length) ? resolve(entries, identity) : identity;
  return { mailmap: { resolve: resolveKnown }, problems };
}

type Replacement = { name: string | undefined; email: string | undefined };

/** What is said of an address: for anybody who used it, and for the names it was used under. */
type Entry = Replacement & { readonly byName: Map<string, Replacement> };

/** By old address in lower case. */
type Entries = Map<string, Entry>;

/** git compares without regard to case, but in ASCII only. */
const keyOf = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function resolve(entries: Entries, identity: Identity): Identity {
  const entry = entries.get(keyOf(identity.email));
  if (entry === undefined) return identity;
  const { name, email } = entry.byName.get(keyOf(identity.name)) ?? entry;
  if (name === undefined && email === undefined) return identity;
  return { name: name ?? identity.name, email: email ?? identity.email };
}

/** Adds the entry on a line; false if the line should be one and is not. */
function readLine(entries: Entries, text: string, start: number, end: number): boolean {
  if (text.startsWith("#", start)) return true;
  const line = text.slice(start, end);
  const proper = readPerson(line, 0);
  if (proper === undefined || proper.email === "") return trimmed(line, 0, line.length) === "";
  const old = readPerson(line, proper.end);
  const entry = entryFor(entries, old === undefined ? proper.email : old.email);
  const email = old === undefined ? undefined : proper.email;
  if (old?.name !== undefined) entry.byName.set(keyOf(old.name), { name: proper.name, email });
  else {
    entry.name = proper.name ?? entry.name;
    entry.email = email ?? entry.email;
  }
  return true;
}

function entryFor(entries: Entries, email: string): Entry {
  const key = keyOf(email);
  const existing = entries.get(key);
  if (existing !== undefined) return existing;
  const entry: Entry = { name: undefined, email: undefined, byName: new Map() };
  entries.set(key, entry);
  return entry;
}

type Person = { readonly name: string | undefined; readonly email: string; readonly end: number };

/** `Name <address>` from an offset of a line on, the name optional; undefined if there is no address. */
function readPerson(line: string, start: number): Person | undefined {
  const open = line.indexOf("<", start);
  const close = open === -1 ? -1 : line.indexOf(">", open + 1);
  if (close === -1) return undefined;
  const name = trimmed(line, start, open);
  return { name: name === "" ? undefined : name, email: line.slice(open + 1, close), end: close + 1 };
}

const noEntry = (source: Source, start: number, end: number): Problem => ({
  code: "mailmap-line-unreadable",
  text: "no address in angle brackets on this line",
  at: spanOf(source, start, start + source.text.slice(start, end).trimEnd().length),
  severity: "warning",
  hint: "write `Proper Name <proper@example.org> <old@example.org>`, or start a comment with `#` in the first column",
});

const cutAtNul = (source: Source, nul: number): Problem => ({
  code: "mailmap-nul",
  text: "a NUL byte ends the file early, for git too",
  at: spanOf(source, nul, nul + 1),
  severity: "warning",
});
