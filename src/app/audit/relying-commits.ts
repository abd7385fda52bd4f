import type { AuditReport } from "../../core/audit/audit.ts";
import { wasListed } from "../../core/audit/milestones.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { CheckPorts, PolicyFrom } from "../check.ts";
import { type Audit, audit } from "./audit.ts";

/** The full ids of the commits in the ledger of a revision that rely on an exception, or would have to, oldest first. */
export async function relyingCommits(
  exception: string,
  { revision, policyFrom }: { readonly revision: string; readonly policyFrom: PolicyFrom | null },
  ports: CheckPorts,
): Promise<Attempt<readonly string[]>> {
  const report = await ledgerOf({ revision, policyFrom, memory: null }, ports);
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

/** An audit for its ledger, as of when each commit entered. */
export function ledgerOf(
  { revision, policyFrom, memory }: Pick<Audit, "revision" | "policyFrom" | "memory">,
  ports: CheckPorts,
): Promise<Attempt<AuditReport>> {
  const progress = { listed: () => {}, judged: () => {} };
  // As of entry nothing is asked about today.
  const asked = { asOf: "entry", today: "0000-01-01", details: false, bySubsystem: false } as const;
  return audit({ revision, policyFrom, memory, ...asked, progress }, ports);
}
