import { z } from "zod";
import { check } from "../../app/check.ts";
import { checkPending } from "../../app/check-pending.ts";
import { renderJsonParts } from "../../core/report/json.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { renderTextParts } from "../../core/report/text.ts";
import { dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { tool } from "./tool.ts";

/** Code units of a message that one question may bring. A commit's message that is longer is not judged anyway. */
const messageMax = 1 << 20;
/** Code points of a text report; the data have all of it. */
const textMax = 20_000;

/** What `proviso check` says. */
export const checkTool = tool({
  name: "check",
  title: "Judge commits, or the commit about to be made",
  description:
    "Judges by the policy. With `message`: the commit that `git commit` would make now of what is staged, with that message. With `range` (`A..B`, one commit): those " +
    "commits. With neither: the commits that HEAD has and its target has not. A pass here is what `proviso check` says; people still review.",
  input: {
    range: z.string().min(1).max(1_000).optional().describe("a range of commits as git writes it, or one commit"),
    message: z.string().max(messageMax).optional().describe("the whole message of the commit about to be made"),
  },
  answer: async ({ range, message }, options) => {
    if (range !== undefined && message !== undefined)
      throw new CommandFailure("a message belongs to the commit about to be made, so it goes with no range", "usage");
    const asked = { policyFrom: policyFromOption(options.policyFrom), today: dayOption(options.day) };
    const report = await withRepository(async (ports): Promise<ReportValue> => {
      if (message !== undefined) {
        const question = { message: new TextEncoder().encode(message), indexFile: null, committing: null };
        return reportValue(valueOf(await checkPending({ ...question, ...asked }, ports)).report);
      }
      const argument = { text: range ?? null, root: false };
      const request = { ...asked, range: argument, replay: false, listing: "auto" as const, progress: () => {} };
      return reportValue(valueOf(await check(request, ports)).report);
    });
    return { text: textOf(report), data: JSON.parse([...renderJsonParts(report)].join("")) as ReportData };
  },
});

type ReportData = { readonly [name: string]: unknown };

function textOf(report: ReportValue): string {
  const looks = { verbose: false, colour: false, hyperlinks: null, width: null };
  let text = "";
  for (const part of renderTextParts(report, looks)) {
    text += part;
    if (text.length > textMax) return `${text.slice(0, textMax)}…\n(cut; the data have the whole)\n`;
  }
  return text === "" ? `${report.conclusion}: there is nothing to say\n` : text;
}
