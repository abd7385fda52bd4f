import type { Contribution } from "../../core/forge/decision.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type { Judged, ServedRepository } from "../../ports/service-store.ts";

/** What the payload of a `judge` job holds. The repository is named by what stays when it is renamed. */
export type JudgePayload = {
  readonly forge: string;
  readonly host: string;
  readonly forgeId: string;
  readonly judged: Judged;
  /** What a push or a merge group brings, as the event said; null for a contribution, of which the forge is asked how it stands. */
  readonly brings: Contribution | null;
};

/**
 * The job that judges. A contribution waits once, whatever becomes of it meanwhile; each push is judged by itself, since a second one that took the place of
 * the first would leave the first one's commits unjudged.
 */
export function judgeJobOf(
  { forge, host, forgeId }: ServedRepository,
  judged: Judged,
  brings: Contribution | null = null,
): NewJob {
  const payload: JudgePayload = { forge, host, forgeId: forgeId ?? "", judged, brings };
  return { kind: "judge", key: `${forge}/${host}/${forgeId}/${keyOf(judged, brings)}`, payload, notBefore: 0 };
}

const keyOf = (judged: Judged, brings: Contribution | null): string =>
  judged.kind === "contribution" ? `#${judged.number}` : `${judged.kind} ${judged.ref} ${brings?.tip.revision ?? ""}`;
