import { localMailbox } from "../../adapters/mail/mailbox.ts";
import type { CheckPorts } from "../../app/check.ts";
import { exceptionStatus } from "../../app/exception-status.ts";
import type { ListedException } from "../../core/document/document.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { agreementFound } from "../../core/process/agreement-found.ts";
import { valueOf } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";

/** Where a discussion agreed on an exception, and what whoever records that should know. `entry` is what is to be listed, if it is not yet. */
export async function agreedIn(
  {
    id,
    threads,
    entry,
  }: { readonly id: string; readonly threads: readonly string[]; readonly entry: ListedException | null },
  policy: Policy,
  ports: CheckPorts,
): Promise<{ readonly link: string; readonly warnings: readonly string[] }> {
  const status = valueOf(
    await exceptionStatus({ exception: id, threads, revision: "HEAD" }, policy, { ...ports, mailbox: localMailbox }),
  );
  const found = agreementFound(status.discussion, status.listing, entry);
  if (found.link === null)
    throw new CommandFailure(
      `the thread does not say where it can be found: ${found.why}; say it with --link`,
      "usage",
    );
  return { link: found.link, warnings: [...status.problems, ...found.warnings] };
}
