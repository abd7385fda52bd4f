import { createPatchwork } from "../adapters/patchwork/patchwork.ts";
import { type MailSettings, usualContext } from "../app/mail/mail-settings.ts";
import type { AnsweredSeries, ReportedSeries } from "../core/report/answer/answered-series.ts";
import { type PatchCheck, patchworkChecks } from "../core/report/answer/patchwork-checks.ts";
import { shown } from "../core/report/words.ts";
import type { Patchwork } from "../ports/patchwork.ts";
import { writeError } from "./failure.ts";
import { patchworkAccessOf } from "./mail-settings-file.ts";
import { writeOut } from "./output.ts";

/**
 * Posts the checks of all patches where a patchwork and a token are there, else writes them as JSON.
 *
 * @returns was everything said that was to be said?
 */
export async function putChecks(
  reported: readonly ReportedSeries[],
  { patchwork }: MailSettings,
  { dryRun = false, output }: { readonly dryRun?: boolean; readonly output?: string },
): Promise<boolean> {
  const labels = { context: patchwork?.context ?? usualContext, targetUrl: patchwork?.page ?? null };
  const checks = reported.flatMap((one) => patchworkChecks(one, labels));
  for (const { series } of reported) sayUnchecked(series);
  const access = patchwork === null || dryRun || output !== undefined ? null : await patchworkAccessOf(patchwork);
  if (access !== null) return postAll(checks, createPatchwork(access));
  const text = `${JSON.stringify(checks, null, 2)}\n`;
  if (output === undefined) await writeOut(text);
  else await (await import("./output-file.ts")).writeFileInParts(output, [text]);
  return true;
}

/** A patchwork finds patches by their Message-Id, and shows checks of nothing else. */
function sayUnchecked({ key, kind, patches }: AnsweredSeries): void {
  const nameless = patches.filter(({ mail }) => mail.messageId === null).length;
  if (nameless > 0)
    writeError(
      `${key}: ${nameless} of its patches ${nameless === 1 ? "has" : "have"} no Message-Id, by which a patchwork finds them`,
    );
  if (kind === "pull-request" && patches.length === 0)
    writeError(`${key}: a patchwork shows checks of patches, and this is a pull request`);
}

async function postAll(checks: readonly PatchCheck[], patchwork: Patchwork): Promise<boolean> {
  let areAllPosted = true;
  for (const one of checks) {
    const posting = await patchwork.post(one);
    if (posting.kind === "posted") await writeOut(`posted ${one.check.state} for <${shown(one.msgid)}>\n`);
    else if (posting.kind !== "known") {
      const why = posting.kind === "absent" ? "the patchwork has no such patch, or not yet" : posting.why;
      writeError(`<${one.msgid}>: ${why}`);
      areAllPosted = false;
    }
  }
  return areAllPosted;
}
