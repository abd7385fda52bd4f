import type { Identity } from "../../commit/identity.ts";

/** A mail that is written and not yet sent: the same bytes go to a file and to a server. */
export type OutgoingMail = {
  /** `<…>`. The same answer to the same series has the same. */
  readonly messageId: string;
  readonly from: Identity;
  readonly to: readonly Identity[];
  readonly cc: readonly Identity[];
  readonly envelope: {
    /** Where a server sends word that it could not deliver the mail. */
    readonly from: string;
    readonly to: readonly string[];
  };
  /** All of it, header and body (RFC 5322), lines ended by line feeds and none longer than mail allows. */
  readonly text: string;
};
