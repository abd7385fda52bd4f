/** Options that say who may be asked about the signatures of mails. */
export type DkimOptions = { readonly verifyDkim?: boolean; readonly trustMailServer?: string };

/** Whom a check asks who signed a mail: DNS, and the mail servers that somebody trusts. Without the options it asks nobody. */
export const dkimOption = ({ verifyDkim = false, trustMailServer }: DkimOptions) => ({
  asksDns: verifyDkim,
  trusted: trustMailServer?.split(",") ?? [],
});
