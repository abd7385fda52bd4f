import type { ServedForge } from "../core/forge/event.ts";

/** A delivery as it came over the wire. Names of headers are in lower case. */
export type RawDelivery = {
  readonly headers: { readonly [name: string]: string | undefined };
  /** As it came: signatures are over these bytes. */
  readonly body: Uint8Array;
};

/** Whether the forge sent it, and what it calls it. */
export type VerifiedDelivery =
  /** `id`: what the forge calls the delivery, the same when it is sent again; `event`: what its header says it is about. */
  { readonly ok: true; readonly id: string; readonly event: string } | { readonly ok: false; readonly why: string };

/** Says whether somebody who knows one of the secrets sent a delivery. More than one is known while a secret is being changed. */
export type VerifyDelivery = (
  forge: ServedForge,
  delivery: RawDelivery,
  secrets: readonly string[],
) => VerifiedDelivery;
