import type { SignalClass } from "./signals.ts";

/** Where an identity may stand: a header, or a trailer by its lower-case key. */
type IdentityField = "author" | "committer" | `${string}-by`;

/** A period in which an entry proves nothing, both days included (UTC), and why. */
type NoEvidence = { readonly since: string; readonly until: string; readonly why: string };

/**
 * An exact machine identity: an address that no person has. `*[bot]` of an app on GitHub is written as its login and
 * stands for `<number>+login@users.noreply.github.com` with any account number or none, since the suffix `[bot]`
 * cannot be part of a person's account.
 */
export type IdentityEntry = {
  readonly kind: "identity";
  readonly tool: string;
  readonly class: SignalClass;
  /** Lower case. */
  readonly addresses: readonly string[];
  readonly logins: readonly string[];
  /** What the name must be like besides, where the address is used for other things too. */
  readonly name: RegExp | null;
  /** The only fields in which it counts; null: everywhere. */
  readonly fields: readonly IdentityField[] | null;
  readonly noEvidence: NoEvidence | null;
  readonly source: string;
};

/** What a tool puts behind the name in the author's or committer's header. */
type NameEntry = {
  readonly kind: "name";
  readonly tool: string;
  readonly class: SignalClass;
  readonly suffix: string;
  readonly source: string;
};

/** A trailer that only a tool writes: the key, and what its whole value is like. */
export type TrailerEntry = {
  readonly kind: "trailer";
  readonly tool: string;
  readonly class: SignalClass;
  /** Lower case. */
  readonly keys: readonly string[];
  readonly value: RegExp;
  readonly source: string;
};

/** A line of a message that only a tool writes. The literal is looked for first; then the whole line must be like `line`. */
export type FooterEntry = {
  readonly kind: "footer";
  readonly tool: string;
  readonly class: SignalClass;
  readonly literal: FooterLiteral;
  readonly line: RegExp;
  readonly source: string;
};

/** What every footer contains. There are few, so that an ordinary message costs few searches, and whoever has none of them has no footer. */
export const footerLiterals = ["Generated with ", "://claude.ai/code/session_", "://ampcode.com/threads/"] as const;
export type FooterLiteral = (typeof footerLiterals)[number];

/**
 * What a tool leaves in a commit. Patterns are JavaScript's, ours, without nested repetition, and are only ever applied to one
 * name, one trailer value or one line of bounded length; a policy's own patterns run in a linear-time engine instead.
 */
export type SignalEntry = IdentityEntry | NameEntry | TrailerEntry | FooterEntry;

type Narrowing = Partial<Pick<IdentityEntry, "name" | "fields" | "noEvidence">>;

const wide = { name: null, fields: null, noEvidence: null } as const;

/** Makes entries for the identities of one class. */
export const identities = (of: SignalClass) => ({
  /** Addresses that are the tool's own. */
  address: (tool: string, source: string, addresses: readonly string[], narrowing: Narrowing = {}): IdentityEntry => ({
    kind: "identity",
    tool,
    class: of,
    addresses,
    logins: [],
    ...wide,
    ...narrowing,
    source,
  }),
  /** Apps on GitHub, by login with the suffix `[bot]`. */
  app: (tool: string, source: string, logins: readonly string[], narrowing: Narrowing = {}): IdentityEntry => ({
    kind: "identity",
    tool,
    class: of,
    addresses: [],
    logins,
    ...wide,
    ...narrowing,
    source,
  }),
});

/** An account on GitHub that is no app, by its number and login: only that number is the tool. */
export const account = (number: number, login: string): string =>
  `${number}+${login.toLowerCase()}@users.noreply.github.com`;

/** A trailer of coding agents. */
export const trailerOf = (
  tool: string,
  source: string,
  keys: readonly string[],
  value: RegExp,
  of: SignalClass = "agent",
): TrailerEntry => ({ kind: "trailer", tool, class: of, keys, value, source });

/** A footer of coding agents. */
export const footerOf = (tool: string, source: string, literal: FooterLiteral, line: RegExp): FooterEntry => ({
  kind: "footer",
  tool,
  class: "agent",
  literal,
  line,
  source,
});
