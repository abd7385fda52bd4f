import type { MilestoneValue } from "../audit-value.ts";
import { shown } from "../words.ts";
import { commitId, type Html, html, prose } from "./html.ts";

/** How the policy came about: a list of moments, each with all that it changed. */
export function milestonesHtml(milestones: readonly MilestoneValue[]): Html | null {
  if (milestones.length === 0) return null;
  const moments = new Map<string | null, MilestoneValue[]>();
  for (const milestone of milestones) {
    const known = moments.get(milestone.commit);
    if (known === undefined) moments.set(milestone.commit, [milestone]);
    else known.push(milestone);
  }
  return html`<ol class="timeline">${[...moments.values()].map(momentHtml)}</ol>
`;
}

function momentHtml(changes: readonly MilestoneValue[]): Html {
  const [first] = changes;
  const when =
    first === undefined || first.commit === null
      ? html`From the start`
      : html`<time datetime="${first.day ?? ""}">${first.day ?? ""}</time> <span class="quiet">${commitId(first.commit)}</span>`;
  return html`<li>${when}<ul>${changes.map(({ text }) => html`<li>${prose(shown(text, 500))}</li>`)}</ul></li>
`;
}
