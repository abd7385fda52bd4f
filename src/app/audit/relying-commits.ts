import { wasListed } from "../../core/audit/milestones.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { CheckPorts, PolicyFrom } from "../check.ts";
import { audit } from "./audit.ts";

/** The full ids of the commits in the ledger of a revision that rely on an exception, or would have to, oldest first. */
export async function relyingCommits(
  exception: string,
  { revision, policyFrom }: { readonly revision: string; readonly policyFrom: PolicyFrom | null },
  ports: CheckPorts,
): Promise<Attempt<readonly string[]>> {
  const progress = { listed: () => {}, judged: () => {} };
  // As of entry nothing is asked about today.
  const request = {
    revision,
    policyFrom,
    asOf: "entry",
    today: "0000-01-01",
    details: false,
    bySubsystem: false,
    memory: null,
    progress,
  } as const;
  const report = await audit(request, ports);
  if (!report.ok) return report;
  const { ledger, milestones } = report.value;
  const relying = ledger.filter((entry) => entry.exception === exception).map(({ id }) => id);
  if (relying.length === 0 && !wasListed(exception, milestones))
    return failed(
      "usage",
      `the document never listed an exception \`${exception}\`; \`proviso exception list\` shows those it lists`,
    );
  return done(relying);
}
