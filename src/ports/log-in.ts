/** Who somebody is, as a provider says. Nothing else of what it knows is kept. */
export type KnownPerson = {
  /** The `id` of the provider. */
  readonly provider: string;
  /** The provider's own name for the person, which stays. */
  readonly subject: string;
  /** The account's name at a forge; null where there is none. */
  readonly login: string | null;
  /** To be shown. */
  readonly name: string;
  /** Addresses that the provider has verified. */
  readonly emails: readonly string[];
};

/** A way to log in: OpenID Connect, or the OAuth of a forge. */
export type LogInProvider = {
  /** Ours: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** For people: `github.com`. */
  readonly words: string;
  /** The forge whose accounts it knows, as repositories name it; null: the accounts are of no forge. */
  readonly host: string | null;
  /**
   * Begins a log-in. The browser goes to `address`; `kept` is secret, and is handed to `finish` in the same browser only.
   *
   * @param back the address of this service that the provider sends the browser back to
   */
  begin(
    back: string,
  ): Promise<
    | { readonly ok: true; readonly address: string; readonly kept: string }
    | { readonly ok: false; readonly why: string }
  >;
  /**
   * Ends it: asks the provider who came back.
   *
   * @param came the whole address that the browser came back to
   */
  finish(
    came: string,
    kept: string,
  ): Promise<{ readonly ok: true; readonly person: KnownPerson } | { readonly ok: false; readonly why: string }>;
};
