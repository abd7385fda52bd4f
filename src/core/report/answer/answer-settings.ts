import type { Identity } from "../../commit/identity.ts";
import type { Digest } from "./answer-id.ts";

/** Who gets an answer, as far as the mail that is answered went to them. */
export const audiences = ["lists-and-sender", "sender", "lists"] as const;

/** One of these. */
export type Audience = (typeof audiences)[number];

/** What whoever runs the program says of its answers; nothing of it comes from a contribution or a policy. */
export type AnswerSettings = {
  readonly from: Identity;
  /** Where delivery failures go; usually the address of `from`. */
  readonly envelopeFrom: string;
  /** Other addresses that are ours, too: mails from them are never answered. */
  readonly ownAddresses: readonly string[];
  /** Addresses of lists beside those that the mails themselves name (List-Id). Only those that the series was sent to get the answer. */
  readonly lists: readonly string[];
  readonly audience: Audience;
  /** Answer a clean series, too. */
  readonly always: boolean;
  /** The moment of the answer, in seconds since 1970 UTC. */
  readonly now: number;
  readonly digest: Digest;
};
