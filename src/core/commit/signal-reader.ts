import { dayOf } from "../text/day.ts";
import { compilePattern } from "../text/pattern.ts";
import { remembering } from "../text/remember.ts";
import { createAddressFilter } from "./address-filter.ts";
import { type CommitFacts, messageSpan, type Trailer } from "./facts.ts";
import { addressKey, parseIdentity } from "./identities.ts";
import type { Identity } from "./identity.ts";
import { nextLine, trimmedEnd } from "./lines.ts";
import {
  type FooterEntry,
  type FooterLiteral,
  type IdentityEntry,
  identities,
  type SignalEntry,
  type TrailerEntry,
} from "./signal-entry.ts";
import type { AddedSignal, Signal, SignalAdjustment, SignalClass, SignalPlace } from "./signals.ts";
import { usualKeys } from "./trailer-keys.ts";

export type SignalReader = (facts: CommitFacts, trailers: readonly Trailer[]) => readonly Signal[];

/**
 * Makes the reader of a table's signals. It finds exact identities in headers and trailers, tools' own trailers, and
 * footers that stand alone on an unindented line. Takes a commit and its trailers, those outside git's block too, and
 * gives one shared empty list when there is nothing, which is the usual case and costs well under a microsecond.
 *
 * Who stands in a tag that only reports, tests or reviews has not written the change: an agent there is of class
 * `review-bot`, and one that signs off of class `ai-signoff`. Within an entry's `noEvidence` days the class is `review-bot` too.
 * A pattern of the policy that cannot be compiled finds nothing; reading the policy has made that a problem already.
 */
export function createSignalReader(entries: readonly SignalEntry[], adjustment: SignalAdjustment): SignalReader {
  const table = tableOf(entries, adjustment);
  return (facts, trailers) => {
    let signals: Signal[] | undefined;
    for (const field of headers) {
      for (const entry of table.inHeader(facts[field], field)) {
        const text = `${facts[field].name} <${facts[field].email}>`;
        (signals ??= []).push(signalOf(entry, facts, text, { kind: field }, entry.class));
      }
    }
    for (const trailer of trailers) {
      for (const entry of table.inTrailer(trailer.key, trailer.value)) {
        const place: SignalPlace = { kind: "trailer", key: trailer.key, at: messageSpan(facts, trailer) };
        const of = classInTag(entry, trailer.key.toLowerCase());
        (signals ??= []).push(signalOf(entry, facts, trailer.value, place, of));
      }
    }
    const { text } = facts.message;
    for (const { entry, start, end } of table.inMessage(text)) {
      const at = messageSpan(facts, { start, end });
      (signals ??= []).push(signalOf(entry, facts, text.slice(start, end), { kind: "message", at }, entry.class));
    }
    return signals ?? nothing;
  };
}

function signalOf(entry: Hit, facts: CommitFacts, text: string, place: SignalPlace, of: SignalClass): Signal {
  return { class: weakened(entry, facts) ? "review-bot" : of, tool: entry.tool, text, place };
}

const nothing: readonly Signal[] = Object.freeze([]);
const headers = ["author", "committer"] as const;
type Header = (typeof headers)[number];

/** An entry that was found. */
type Hit = Pick<SignalEntry, "tool" | "class"> & { readonly noEvidence?: IdentityEntry["noEvidence"] };

/** Tags whose person has not written the change. */
const observingTags: ReadonlySet<string> = new Set(
  (
    "acked-by analyzed-by analysed-by bisected-by cc closes debugged-by diagnosed-by fixes " +
    "found-by link message-id noticed-by reported-and-tested-by reported-by requested-by " +
    "reviewed-by spotted-by suggested-by tested-by thanks-to"
  ).split(" "),
);

/** The class of an identity in a tag with this key. Ordinary bots stay what they are. */
function classInTag(entry: Hit, key: string): SignalClass {
  if (entry.class === "bot") return "bot";
  if (key === "signed-off-by") return "ai-signoff";
  return observingTags.has(key) ? "review-bot" : entry.class;
}

/** True in the days in which the entry is known to prove nothing, by when the commit was written or made. */
function weakened({ noEvidence }: Hit, { author, committer }: CommitFacts): boolean {
  if (noEvidence === null || noEvidence === undefined) return false;
  return [author, committer].some(({ at }) => {
    const day = dayOf(at.seconds);
    return noEvidence.since <= day && day <= noEvidence.until;
  });
}

type Table = {
  readonly inHeader: (identity: Identity, field: Header) => readonly Hit[];
  readonly inTrailer: (key: string, value: string) => readonly Hit[];
  readonly inMessage: (message: string) => readonly Footer[];
};

const noHits: readonly Hit[] = Object.freeze([]);

/** Keys whose values have an `@` in them and name nobody who had a part in the change. */
export const keysOfNobody: ReadonlySet<string> = new Set([
  "cc",
  "message-id",
  "link",
  "fixes",
  "closes",
  "buglink",
  "change-id",
]);

/** A trailer's key: lower case, whether its values can name anybody, and the entries about it. */
type KeyReading = { readonly key: string; readonly namesSomebody: boolean; readonly entries: readonly KeyedEntry[] };

function tableOf(builtIn: readonly SignalEntry[], { add, off }: SignalAdjustment): Table {
  const switchedOff = new Set(off.map((tool) => tool.toLowerCase()));
  const entries = builtIn.filter(({ tool }) => !switchedOff.has(tool.toLowerCase()));
  const suffixes = entries.filter((entry) => entry.kind === "name");
  const addresses = byAddress(entries, add);
  const mayBeKnown = createAddressFilter(addresses.keys());
  const byEmail = remembering((email) => identitiesOf(addresses, email));
  const keyed = byKey(entries, add);
  const keyReading = remembering((text): KeyReading => {
    const key = text.toLowerCase();
    return { key, namesSomebody: !keysOfNobody.has(key), entries: keyed(key) };
  }, usualKeys);
  const people = remembering((value): readonly IdentityEntry[] => {
    const person = parseIdentity(value);
    const known = person === undefined ? noIdentities : byEmail(person.email);
    return known.length === 0 ? known : known.filter((entry) => fitsName(entry, person?.name ?? ""));
  });
  return {
    inHeader: ({ name, email }, field) => {
      const known = mayBeKnown(email, 0, email.length) ? byEmail(email) : noIdentities;
      const named = suffixes.filter(({ suffix }) => name.endsWith(suffix));
      if (known.length + named.length === 0) return noHits;
      return [...known.filter((entry) => fitsName(entry, name) && fitsField(entry, field)), ...named];
    },
    inTrailer: (text, value) => {
      const { key, namesSomebody, entries: about } = keyReading(text);
      const named = namesSomebody && mayName(value, mayBeKnown) ? people(value) : noIdentities;
      if (named.length === 0 && about.length === 0) return noHits;
      return [...named.filter((entry) => fitsField(entry, key)), ...about.filter((entry) => entry.fits(value))];
    },
    inMessage: footersOf(entries.filter((entry) => entry.kind === "footer")),
  };
}

/** Is it worth reading who a value names? A quoted name may hold brackets of its own, so that one is read. */
function mayName(value: string, mayBeKnown: ReturnType<typeof createAddressFilter>): boolean {
  const open = value.indexOf("<");
  const close = open === -1 ? -1 : value.indexOf(">", open);
  if (close === -1) return false;
  return (value.startsWith('"') || mayBeKnown(value, open + 1, close)) && value.includes("@");
}

const fitsField = ({ fields }: IdentityEntry, field: string): boolean =>
  fields === null || fields.some((one) => one === field);
const fitsName = (entry: IdentityEntry, name: string): boolean => entry.name === null || entry.name.test(clipped(name));

/** Characters of a name, value or line that a built-in pattern reads; tools write shorter ones. */
const valueLengthMax = 300;

const clipped = (text: string): string => (text.length > valueLengthMax ? text.slice(0, valueLengthMax + 1) : text);

const githubHost = "@users.noreply.github.com";

/** The entries of each address, as `addressKey` gives it. */
function byAddress(
  entries: readonly SignalEntry[],
  add: readonly AddedSignal[],
): ReadonlyMap<string, readonly IdentityEntry[]> {
  const found = new Map<string, IdentityEntry[]>();
  const put = (key: string, entry: IdentityEntry): void => {
    const list = found.get(key);
    if (list === undefined) found.set(key, [entry]);
    else list.push(entry);
  };
  for (const entry of entries) {
    if (entry.kind !== "identity") continue;
    for (const address of entry.addresses) put(address, entry);
    for (const login of entry.logins) put(login + githubHost, entry);
  }
  for (const { tool, class: of, address } of add) {
    if (address !== null) put(addressKey(address), addedIdentity(tool, of, addressKey(address)));
  }
  return found;
}

/** The entries about an address: exact, or a login of an app on GitHub under any account number. */
function identitiesOf(addresses: ReturnType<typeof byAddress>, email: string): readonly IdentityEntry[] {
  const key = addressKey(email);
  return addresses.get(key) ?? addresses.get(withoutAccountNumber(key)) ?? noIdentities;
}

const noIdentities: readonly IdentityEntry[] = Object.freeze([]);

const addedIdentity = (tool: string, of: SignalClass, address: string): IdentityEntry =>
  identities(of).address(tool, "the policy", [address]);

/** `123+app[bot]@users.noreply.github.com` without its number; any other address as it is. */
const withoutAccountNumber = (address: string): string =>
  address.endsWith(`[bot]${githubHost}`) ? address.replace(/^\d{1,20}\+/, "") : address;

/** An entry about a trailer, and whether it fits a value. */
type KeyedEntry = Hit & { readonly fits: (value: string) => boolean };

/** The entries about a trailer's key, with those of the policy. */
function byKey(entries: readonly SignalEntry[], add: readonly AddedSignal[]): (key: string) => readonly KeyedEntry[] {
  const builtIn = entries.filter((entry) => entry.kind === "trailer");
  const added = add.filter(({ address }) => address === null);
  return (key) => [
    ...builtIn.filter(({ keys }) => keys.includes(key)).map((entry) => ({ ...entry, fits: fitsValue(entry) })),
    ...added.filter(({ trailer }) => trailer === null || trailer.toLowerCase() === key).map(addedTrailer),
  ];
}

const fitsValue =
  ({ value: form }: TrailerEntry): ((value: string) => boolean) =>
  (value) =>
    form.test(clipped(value));

/** Neither a key nor a pattern would make every trailer a signal, and a pattern that does not compile must find nothing. */
function addedTrailer({ tool, class: of, trailer, pattern }: AddedSignal): KeyedEntry {
  if (pattern === null) return { tool, class: of, fits: () => trailer !== null };
  const compiled = compilePattern(pattern);
  return { tool, class: of, fits: (value) => compiled.ok && compiled.pattern.matches(value) };
}

type Footer = { readonly entry: FooterEntry; readonly start: number; readonly end: number };

const noFooters: readonly Footer[] = Object.freeze([]);

/** Finds footers: first the literals, which few messages have, then the line around each. Linear in the message. */
function footersOf(entries: readonly FooterEntry[]): (message: string) => readonly Footer[] {
  const byLiteral = new Map<FooterLiteral, FooterEntry[]>();
  for (const entry of entries) byLiteral.set(entry.literal, [...(byLiteral.get(entry.literal) ?? []), entry]);
  const searches = [...byLiteral];
  return (message) => {
    let found: Footer[] | undefined;
    for (const [literal, candidates] of searches) {
      for (let at = message.indexOf(literal); at !== -1; ) {
        const start = lineStart(message, at);
        const next = nextLine(message, at, message.length);
        if (start !== -1) {
          const end = trimmedEnd(message, start, next);
          const line = clipped(message.slice(start, end));
          for (const entry of candidates) if (entry.line.test(line)) (found ??= []).push({ entry, start, end });
        }
        at = message.indexOf(literal, next);
      }
    }
    return found ?? noFooters;
  };
}

/** Characters before a footer's literal on its line: an emoji, a label. */
const footerPrefixMax = 32;

/** Where the line of an offset begins; −1 if that is further back than a footer reaches. */
function lineStart(message: string, at: number): number {
  const from = Math.max(0, at - footerPrefixMax);
  const feed = message.slice(from, at).lastIndexOf("\n");
  if (feed !== -1) return from + feed + 1;
  return from === 0 ? 0 : -1;
}
