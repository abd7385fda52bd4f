import type { NotStated, RemediationPlan } from "../fix/remediation.ts";
import { identityText } from "../rules/sign-off/signers.ts";
import { counted } from "./layout.ts";
import { shortId, subjectWords } from "./report-entries.ts";
import { shown } from "./words.ts";

/** Code points of a line of the message that are shown. */
const lineMax = 1000;

/** The remediation commit that was made, or would be, and what got no statement, with the reason. Nothing where nothing lacks a sign-off. */
export function renderRemediation(
  { statements, left }: RemediationPlan,
  message: string | null,
  isDryRun: boolean,
): string {
  const lines: string[] = [];
  if (message !== null) {
    const did = isDryRun ? "would add" : "added";
    lines.push(`${did} a commit that changes no file and signs off ${counted(statements.length, "earlier commit")}:`);
    for (const line of message.replace(/\n$/, "").split("\n"))
      lines.push(line === "" ? "" : `  ${shown(line, lineMax)}`);
  }
  for (const { verdict, left: findings } of left) {
    const { id, subject, author } = verdict.commit;
    const reason = reasons[findings[0].why].replace("{author}", () => shown(identityText(author)));
    lines.push(`${shortId(id)} ${subjectWords({ subject })}: no statement: ${reason}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

const reasons: { readonly [Why in NotStated["why"]]: string } = {
  asks: "`{author}` wrote it; the policy lets a third party state it, if you say so with --on-behalf",
  people: "the policy lets no later commit sign it off (`remediation` of its rules)",
  "other-author": "`{author}` wrote it, and nobody signs for somebody else by this policy",
};
