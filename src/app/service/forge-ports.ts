import type { ForgeError, ForgePort } from "../../ports/forge.ts";
import type { ServiceStore } from "../../ports/service-store.ts";
import type { JobResult } from "./job-handler.ts";

/** What acting on what forges say takes. */
export type ForgePorts = {
  readonly store: ServiceStore;
  /** The forge of this kind and host; null: it is configured no more. */
  readonly forge: (kind: string, host: string) => ForgePort | null;
  readonly now: () => number;
};

/** What a job comes to when a forge did not do what it was asked. */
export function forgeSaidNo(error: ForgeError): Exclude<JobResult, { readonly kind: "done" }> {
  if (error.code === "later")
    return error.retryAt === null
      ? { kind: "failed", why: error.text }
      : { kind: "put-off", until: error.retryAt, why: error.text };
  return { kind: "hopeless", why: error.text };
}
