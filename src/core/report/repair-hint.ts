import { isOpen, type ReportValue } from "./report-value.ts";

/**
 * What `proviso fix` would do about a report, as half a sentence for people who were just refused; null: it could repair nothing of it in anybody's
 * commits. Whose they are is not known here, and is said by the command.
 */
export function repairHint({ commits }: Pick<ReportValue, "commits">): string | null {
  for (const { judgements } of commits)
    for (const judgement of judgements)
      if (isOpen(judgement) && judgement.findings.some(({ fix }) => isOurs(fix))) return hint;
  return null;
}

const isOurs = (fix: { readonly kind: string; readonly command?: string } | null): boolean =>
  fix?.command?.startsWith("proviso fix ") === true;

const hint = "`proviso fix` says what of this it repairs in commits of yours, and whom to ask about others";
