import { decodeDelivery } from "../../core/forge/decode.ts";
import type { ForgeEvent, ServedForge } from "../../core/forge/event.ts";
import { clip } from "../../core/text/neutralise.ts";
import type { RawDelivery, VerifyDelivery } from "../../ports/deliveries.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type { ServiceStore } from "../../ports/service-store.ts";
import { repositoryKey } from "./repository-key.ts";

/** A forge that may send deliveries, and how it is known. */
export type DeliverySource = {
  readonly forge: ServedForge;
  readonly host: string;
  /** More than one while it is being changed. */
  readonly secrets: readonly string[];
  /** Globs of branches that people contribute to beside the default branch. */
  readonly branches: readonly string[];
};

export type DeliveryPorts = {
  readonly store: Pick<ServiceStore, "takeDelivery">;
  readonly verify: VerifyDelivery;
  readonly now: () => number;
};

/**
 * What became of a delivery. `taken`: recorded, with the job that it sets off. `seen`: it was recorded before. `ignored`: it says nothing that matters
 * here. `forged`: nobody can tell that the forge sent it. `malformed`: the forge sent it, and it cannot be read.
 */
export type TakenDelivery =
  | { readonly kind: "taken" | "seen" }
  | { readonly kind: "ignored" | "forged" | "malformed"; readonly why: string };

/** What the payload of a `take-event` job holds. */
export type EventPayload = { readonly forge: ServedForge; readonly host: string; readonly event: ForgeEvent };

/** Repositories of an installation in one job; a payload has a limit. */
const repositoriesOfJob = 300;

/**
 * Takes a delivery: verifies its bytes, reads it, and records it with the job that acts on it, as one. Nothing else is done before the forge is answered.
 * Rejects when the store does: then the forge has to send it again.
 */
export async function takeDelivery(
  source: DeliverySource,
  raw: RawDelivery,
  ports: DeliveryPorts,
): Promise<TakenDelivery> {
  const { forge, host, secrets, branches } = source;
  const verified = ports.verify(forge, raw, secrets);
  if (!verified.ok) return { kind: "forged", why: verified.why };
  const { id, event: name } = verified;
  const body = textOf(raw.body);
  if (body === null) return { kind: "malformed", why: "the body is no UTF-8" };
  const decoded = decodeDelivery(forge, { name, body }, branches);
  if (decoded.kind !== "event") return { kind: decoded.kind, why: decoded.because };
  const event = withinLimits(decoded.event);
  const repository = "repository" in event ? repositoryKey(forge, host, event.repository) : null;
  const delivery = { forge, host, id, event: event.kind, repository, receivedAt: ports.now() };
  const recorded = await ports.store.takeDelivery(delivery, jobsOf(source, id, event));
  return { kind: recorded === "taken" ? "taken" : "seen" };
}

/** Code points of a title in a job. It is only shown until the forge is asked for the whole one, and forges have no more than 256. */
const titleCodePointsMax = 1_000;

/** An event that fits into a job: one that did not could never be recorded, however often the forge sends it again. */
function withinLimits(event: ForgeEvent): ForgeEvent {
  if (event.kind !== "contribution") return event;
  const title = clip(event.contribution.title, titleCodePointsMax);
  return { ...event, contribution: { ...event.contribution, title } };
}

function jobsOf({ forge, host }: DeliverySource, id: string, event: ForgeEvent): readonly NewJob[] {
  const job = (part: ForgeEvent, index: number): NewJob => {
    const payload: EventPayload = { forge, host, event: part };
    return {
      kind: "take-event",
      key: `${forge}/${host}/${id}${index === 0 ? "" : `/${index}`}`,
      payload,
      notBefore: 0,
    };
  };
  if (event.kind !== "installation" || event.repositories === null) return [job(event, 0)];
  const { repositories } = event;
  const parts = Math.max(1, Math.ceil(repositories.length / repositoriesOfJob));
  return Array.from({ length: parts }, (_, index) =>
    job(
      { ...event, repositories: repositories.slice(index * repositoriesOfJob, (index + 1) * repositoriesOfJob) },
      index,
    ),
  );
}

function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
