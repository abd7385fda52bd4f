/** Where one goes on, or begins. */
export type SourceStart = {
  /** As an event of this source gave it; null: nothing of the source was ever seen. */
  readonly position: string | null;
  /** How many of the mails that are there already are given when nothing was ever seen: the newest. */
  readonly newest: number;
  /** The places whose events were recorded, but for those that are gone. Asked by a source whose mails have no order to go on in. */
  readonly known: () => Iterable<string>;
};

/**
 * What happens at a source. Whoever records an event together with its position, and later goes on from there, misses none;
 * he may be given again what came behind the position.
 */
export type SourceEvent =
  | (MailPlace & {
      readonly kind: "mail";
      /** As it lies there. Valid until the next event is asked for. */
      readonly bytes: Uint8Array;
      /** It was there before anybody looked, or it may have been given before, so that nobody must take it for news. */
      readonly isOld: boolean;
    })
  /** A mail is there and cannot be read; `why` is the rest of a sentence that begins with the mail. */
  | (MailPlace & { readonly kind: "unreadable"; readonly why: string })
  /** A mail was there before anybody looked, and behind as many newer ones as were wanted. */
  | (MailPlace & { readonly kind: "passed-over" })
  /** Somebody took a mail away. */
  | (MailPlace & { readonly kind: "gone" })
  /** All that is there has been given. What follows arrived later. */
  | { readonly kind: "caught-up"; readonly position: string }
  /** Something that people should know: the source cannot be reached and will be tried again, or its numbers began anew. One sentence. */
  | { readonly kind: "notice"; readonly text: string }
  /** It cannot be followed any longer; no event comes behind it. One sentence, and whose fault it is. */
  | { readonly kind: "failed"; readonly fault: "usage" | "work"; readonly text: string };

type MailPlace = {
  /** Where the mail lies, as `read` takes it: never two mails of a source at one place. */
  readonly place: string;
  /** Whoever goes on from here is not given this mail again. */
  readonly position: string;
};

/** Mails of a list or of somebody, as they arrive. */
export type MailSource = {
  /** For people, such as "the Maildir `/var/mail/list`". What was recorded of a source counts for one of the same name only. */
  readonly name: string;
  /** Does it go on from positions, so that places of mails that were given may be forgotten? */
  readonly hasOrder: boolean;
  /**
   * The mails behind the start in the order in which they came, then "caught-up", then what arrives, until `signal` says stop. Never
   * throws. Whoever wants only what is there stops asking at "caught-up".
   */
  follow(start: SourceStart, signal: AbortSignal): AsyncIterable<SourceEvent>;
  /** A mail that an event told of, by its place. */
  read(place: string): Promise<SourceMail>;
  /** To be called once, when nobody follows any longer. */
  close(): Promise<void>;
};

/** A mail that was asked for again; `why` is the rest of a sentence that begins with the mail. */
export type SourceMail =
  | { readonly kind: "mail"; readonly bytes: Uint8Array }
  /** It is not there, or cannot be read, and that will not change. */
  | { readonly kind: "gone"; readonly why: string }
  /** Nobody knows now: the source cannot be reached. */
  | { readonly kind: "later"; readonly why: string };
