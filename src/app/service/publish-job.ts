import type { NewJob } from "../../ports/job-queue.ts";
import type { ServedRepository, StoredConclusion } from "../../ports/service-store.ts";

/**
 * The job that tells a forge a conclusion. What is told of one contribution is told one after another, since its note is one: two workers would not know
 * whose words came last.
 */
export const publishJob = (
  { forge, host, forgeId }: Pick<ServedRepository, "forge" | "host" | "forgeId">,
  { id, judged, headId }: Pick<StoredConclusion, "id" | "judged" | "headId">,
): NewJob => ({
  kind: "publish",
  key: `${forge}/${host}/${forgeId}/${judged.kind === "contribution" ? `#${judged.number}` : `${judged.kind} ${judged.ref} ${headId}`}`,
  payload: { conclusion: id },
  notBefore: 0,
});
