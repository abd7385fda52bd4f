import type { Report } from "../evaluate/verdict.ts";
import type { DisclosureForm } from "../fix/disclosure-forms.ts";
import type { CommitPlan } from "../fix/plan.ts";
import { remediable } from "../fix/remediation.ts";
import type { Left, LeftReason, Repair, RepairKind } from "../fix/repair.ts";
import { identityText } from "../rules/sign-off/signers.ts";
import { append } from "../text/long-lists.ts";
import { counted, fold } from "./layout.ts";
import { type Looks, type Paint, painter } from "./paint.ts";
import { shortId, subjectWords } from "./report-entries.ts";
import { shown, wordsOf } from "./words.ts";

/** What a renderer of repairs must know beside the plans. */
export type FixView = Looks & {
  readonly report: Pick<Report, "quotationFor">;
  /** `proviso fix --apply main..topic`, as it is to be typed: for a commit, or for all of what was asked about. */
  readonly command: (commit: string | null) => string;
  /** The commit that `git commit --amend` would change; null: there is none. */
  readonly head: string | null;
  readonly forms: readonly DisclosureForm[];
};

/** What can be repaired, commit by commit with the command for each, and what only people can. Nothing where there is no finding. */
export function renderPlans(plans: readonly CommitPlan[], view: FixView): string {
  const repairable = plans.filter(({ repairs }) => repairs.length > 0);
  return [...repairableLines(repairable, view), ...leftLines(plans, view, repairable.length > 0)]
    .map((line) => `${line}\n`)
    .join("");
}

function repairableLines(plans: readonly CommitPlan[], view: FixView): readonly string[] {
  if (plans.length === 0) return [];
  const certifies = plans.some(({ repairs }) => repairs.some(({ kind }) => kind === "add-sign-off"));
  const certificate = certifies
    ? ["By a sign-off you certify the Developer Certificate of Origin for the whole commit."]
    : [];
  return [
    `${counted(plans.length, "commit")} of yours can be repaired; \`${shown(view.command(null), commandMax)}\` does it:`,
    ...certificate,
    ...plans.flatMap((plan) => ["", ...planLines(plan, view)]),
  ];
}

/** Code points of a command that are shown. */
const commandMax = 500;

function planLines(plan: CommitPlan, view: FixView): readonly string[] {
  const paint = painter(view.colour, view.hyperlinks);
  const lines = [headline(plan, paint)];
  for (const repair of plan.repairs) {
    append(lines, findingLines(repair, view, paint));
    append(lines, fold("    repair: ", repairWords[repair.kind], " ".repeat(12), view.width));
  }
  return [...lines, `    command: \`${commandFor(plan, view)}\``];
}

/** git's own command where it does the same, else ours for that commit. */
const commandFor = ({ id, repairs }: CommitPlan, { head, command }: FixView): string =>
  id === head && repairs.every(({ kind }) => kind === "add-sign-off")
    ? "git commit --amend --no-edit --signoff"
    : shown(command(shortId(id)), commandMax);

const headline = ({ id, subject }: Pick<CommitPlan, "id" | "subject">, paint: Paint): string =>
  `${paint.tone("strong", shortId(id))} ${subjectWords({ subject })}`;

function findingLines({ judgement, finding }: Repair | Left, view: FixView, paint: Paint): readonly string[] {
  const { what } = wordsOf(judgement, finding, view.report.quotationFor);
  const { id } = judgement.clause.rule;
  const mark = judgement.clause.level === "warn" ? "warning: " : "";
  const [first, ...more] = fold(`  ${mark}${id}: `, what, "    ", view.width);
  const prefix = `  ${mark}`;
  const named = paint.link({ kind: "rule", id }, id);
  return [
    `${prefix}${paint.tone(mark === "" ? "bad" : "warning", named)}${first.slice(prefix.length + id.length)}`,
    ...more,
  ];
}

const repairWords: { readonly [kind in RepairKind]: string } = {
  "add-sign-off": "add your Signed-off-by behind the other tags",
  "move-sign-off": "move your sign-off into the last paragraph, where git reads tags",
  "rewrite-sign-off": "write your sign-off anew, as git writes it",
  "drop-sign-off": "take out the sign-off under your other address",
  "order-sign-offs": "move your sign-off before that of who passed the commit on",
  "take-out-tool": "take the tool's line out",
  "move-disclosure": "move the disclosure to the tags, above your sign-off",
  disclose: "write your disclosure above your sign-off",
};

function leftLines(plans: readonly CommitPlan[], view: FixView, isSecond: boolean): readonly string[] {
  const paint = painter(view.colour, view.hyperlinks);
  const some = plans.filter(({ left }) => left.length > 0);
  if (some.length === 0) return [];
  return [
    ...(isSecond ? [""] : []),
    "No program can repair:",
    ...some.flatMap((plan) => [
      "",
      headline(plan, paint),
      ...plan.left.flatMap((one) => [
        ...findingLines(one, view, paint),
        ...fold("    do: ", whatToDo(one, plan, view), " ".repeat(8), view.width),
      ]),
    ]),
  ];
}

function whatToDo({ judgement, finding, why }: Left, plan: CommitPlan, view: FixView): string {
  const own = wordsOf(judgement, finding, view.report.quotationFor).fix ?? "nobody but people can say";
  return leftWords[why]({
    own,
    author: shown(identityText(plan.author)),
    forms: view.forms,
    rule: judgement.clause.rule.id,
  });
}

type LeftWords = {
  readonly own: string;
  readonly author: string;
  readonly forms: readonly DisclosureForm[];
  readonly rule: string;
};

const leftWords: { readonly [why in LeftReason]: (words: LeftWords) => string } = {
  people: ({ own }) => own,
  "other-author": ({ author }) => `ask \`${author}\`, who wrote it: nobody's commits but your own are changed`,
  published: ({ rule }) =>
    remediable.has(rule)
      ? "a remote's branch has the commit, so it is not rewritten; where the policy allows it, `proviso fix --remediation` signs it off afterwards"
      : "a remote's branch has the commit, so it is not rewritten; if that branch is yours alone, repair it with `git rebase --interactive` and push it by force",
  asks: ({ forms }) =>
    `say with \`--disclosure TEXT\` what is to be disclosed; it is never made up${forms.length === 0 ? "" : `; the policy's form is ${forms.map(formWords).join(" or ")}`}`,
  declaration: ({ own }) =>
    `the message would no longer say that the change has AI-derived content, and no program hides that: if it has some, keep saying so in a disclosure or by citing an exception; ${own}`,
  merge: ({ own }) => `merge commits are kept as they are; ${own}`,
  damaged: () => "the commit cannot be read whole, so nothing in it is changed",
  encoding: ({ own }) => `the commit's encoding cannot write it; ${own}`,
  unrepaired: ({ own }) => own,
  limit: ({ own }) => `more findings than are repaired at once; run it again, or ${own}`,
};

const formWords = ({ key, form }: DisclosureForm): string =>
  `\`${shown(form === "" ? `${key}: …` : `${key}: ${form}`)}\``;

/** Lines of messages that are shown of one commit. */
const changedLinesMax = 40;

/** The lines of each message that go and come. */
export function renderMessageChanges(plans: readonly CommitPlan[], looks: Looks): string {
  const paint = painter(looks.colour, looks.hyperlinks);
  const lines = plans.flatMap((plan) => [
    headline(plan, paint),
    ...plan.changes
      .slice(0, changedLinesMax)
      .map(({ sign, text }) =>
        paint.tone(sign === "-" ? "bad" : "good", `  ${sign}${shown(text.replace(/\r$/, ""), lineMax)}`),
      ),
    ...(plan.changes.length > changedLinesMax
      ? [`  and ${counted(plan.changes.length - changedLinesMax, "line")} more`]
      : []),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}

const lineMax = 500;

/** What `git range-diff` said, line by line, fit to be shown. */
export const renderRangeDiff = (text: string): string =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `  ${shown(line, lineMax)}`.trimEnd())
    .map((line) => `${line}\n`)
    .join("");
