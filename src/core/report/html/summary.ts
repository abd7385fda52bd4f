import type { Counts } from "../../evaluate/verdict.ts";
import type { AuditValue } from "../audit-value.ts";
import { counted, grouped } from "../layout.ts";
import { shown } from "../words.ts";
import { commitId, foreign, type Html, html, prose } from "./html.ts";

/** The code points shown of a reason. */
const reasonCodePointsMax = 500;

/** What was judged, by which policy, and what came of it, in plain words. */
export const summaryHtml = (report: AuditValue): Html =>
  html`<p>${judgedWords(report)}</p>
<p>${policyWords(report)}</p>
${conclusionHtml(report)}
${figuresHtml(report)}`;

function judgedWords({ revision, asOf, counts, policy }: AuditValue): Html {
  const how = {
    entry: "Each is judged by the policy that was in force when it entered the project.",
    parent: "Each is judged by the policy that its own first parent had.",
    today: "All are judged by the policy of today, the older ones as well.",
  }[asOf];
  const left = [
    counts.beforePolicy === 0
      ? null
      : html` ${counted(counts.beforePolicy, "commit")} entered before there was a policy and ${counts.beforePolicy === 1 ? "is" : "are"} not judged.`,
    counts.olderThanPolicy === 0
      ? null
      : html` ${counted(counts.olderThanPolicy, "commit")} ${counts.olderThanPolicy === 1 ? "is" : "are"} older than the policy asks to look and not judged.`,
  ];
  return html`This page says how the history of ${foreign(revision.name)} (commit ${commitId(revision.id)}) keeps ${policy?.isOwn === false ? "a" : "the project’s"}
policy on where contributions come from. It looks at ${counted(counts.commits, "commit")}. ${how}${left.flatMap((one) => one ?? [])}`;
}

function policyWords({ policy }: AuditValue): Html {
  if (policy === null) return html`At that commit the project has no policy.`;
  if (!policy.isOwn)
    return html`<strong>At that commit the project has no policy of its own.</strong> Whoever made this page chose another,
${foreign(policy.source)}, and it says what that one would have said; the project never promised to keep it.`;
  return html`The policy is now that of ${foreign(policy.source)} ${digestHtml(policy)}.`;
}

/** What tells a policy apart from any other, short, with the whole of it as a hint. */
export const digestHtml = ({ digest }: { readonly digest: string }): Html =>
  html`<span class="quiet">(SHA-256 of all that it consists of: <code title="${digest}">${digest.slice(0, 12)}</code>)</span>`;

function conclusionHtml({ conclusion, counts, baseline, policy }: AuditValue): Html {
  const { commits } = counts;
  // What is known by a baseline decides nothing.
  const { failed, undecided } = baseline ?? counts;
  const waits = html` ${counted(undecided, "commit")} ${undecided === 1 ? "waits" : "wait"} for a person or for a fact that is missing.`;
  const words = {
    pass: commits === 0 ? html`There was nothing to judge.` : html`Every commit that was judged keeps the policy.`,
    undecided: html`Nothing fails, but not all can be decided.${undecided > 0 ? waits : null}`,
    fail: html`${grouped(failed)} of ${counted(commits, "commit")} ${failed === 1 ? "does" : "do"} not keep the policy that ${failed === 1 ? "it is" : "they are"} judged by${policy?.isOwn === false ? html`, which is not the project’s own` : null}.${undecided > 0 ? waits : null}`,
  }[conclusion];
  const known =
    baseline === null
      ? null
      : html` Only what the baseline does not know counts: ${counted(baseline.known, "commit")} with known findings ${baseline.known === 1 ? "is" : "are"} left out, and ${baseline.stale.length === 1 ? "one entry" : `${grouped(baseline.stale.length)} entries`} of it ${baseline.stale.length === 1 ? "answers" : "answer"} to nothing any more.`;
  const word = conclusionWord[conclusion];
  return html`<div class="conclusion ${conclusion}"><p><span class="word">${word}.</span> ${words}${known}</p></div>`;
}

export const conclusionWord = { pass: "Pass", fail: "Fail", undecided: "Undecided" } as const;

/** How many commits came to what. */
export function figuresHtml({ counts }: { readonly counts: Counts }): Html {
  const figures = [
    ["passed", "passed", counts.passed],
    ["exception", "passed under an exception", counts.passedUnderException],
    ["undecided", "undecided", counts.undecided],
    ["failed", "failed", counts.failed],
    ["plain", "with nothing to judge", counts.notApplicable],
    ["warned", "with a warning, whatever else", counts.warned],
  ] as const;
  const told = figures.filter(([tone, , count]) => count > 0 || tone === "passed" || tone === "failed");
  return html`<dl class="figures">${told.map(
    ([tone, words, count]) => html`<div class="${tone}"><dt>${words}</dt><dd>${grouped(count)}</dd></div>`,
  )}</dl>
`;
}

/** Commits of one reason that the page lists. */
const unjudgedShown = 200;

/** The commits that cannot be judged, by the reason. */
export const unjudgedHtml = ({ unjudged }: Pick<AuditValue, "unjudged">): Html | null =>
  unjudged.length === 0
    ? null
    : html`${unjudged.map(({ why, commits, listed }) => {
        const some = listed.slice(0, unjudgedShown);
        const more = commits - some.length;
        return html`<p>${prose(shown(why, reasonCodePointsMax))}:</p>
<ul>${some.map(({ id, day }) => html`<li>${commitId(id)} ${day}</li>`)}${more > 0 ? html`<li>and ${grouped(more)} more</li>` : null}</ul>
`;
      })}`;

/** Why the whole is undecided, where that belongs to no commit. */
export const reasonsHtml = ({ reasons }: Pick<AuditValue, "reasons">): Html | null =>
  reasons.length === 0
    ? null
    : html`<p>These belong to no single commit:</p>
<ul>${reasons.map((reason) => html`<li>${prose(shown(reason, reasonCodePointsMax))}</li>`)}</ul>
`;
