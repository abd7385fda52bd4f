import { CommandFailure } from "./exit-status.ts";

/** Options that say who may be asked about the signatures of mails. */
export type DkimOptions = { readonly verifyDkim?: boolean; readonly trustMailServer?: string };

/** Whom a check asks who signed a mail: DNS, and the mail servers that somebody trusts. Without the options it asks nobody. */
export function dkimOption({ verifyDkim = false, trustMailServer }: DkimOptions) {
  const trusted = trustMailServer?.split(",").map((name) => name.trim()) ?? [];
  if (trusted.includes(""))
    throw new CommandFailure(
      "--trust-mail-server takes names of mail servers with commas between, and one is empty",
      "usage",
    );
  return { asksDns: verifyDkim, trusted };
}
