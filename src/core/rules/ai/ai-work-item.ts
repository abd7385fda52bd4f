import { folded } from "../../text/folded.ts";
import { choice, texts } from "../../text/shape.ts";
import { type Finding, met, notApplicable, type Outcome, undecided, unmet } from "../outcome.ts";
import type { WorkItem } from "../request/request-facts.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";

const noLabels = notApplicable("the policy names no label");
const noItem = notApplicable("the pull request is about no issue, which the policy permits");
const fitting = met("the issues that the pull request is about are open to AI-derived content");

/** ESLint takes it for accepted issues only; LLVM, Node.js and Nextcloud keep issues for newcomers free of it. */
export default defineRule({
  id: "ai-work-item",
  topic: "ai",
  plain: true,
  asksForge: ["workItems"],
  summary: "AI-derived content is contributed only to issues that the policy opens to it.",
  options: {
    labels: texts("labels of which one of the issues must have one", []),
    not: texts("labels that none of the issues may have", []),
    link: choice(
      "must there be an issue? Of work that names none, nobody knows which it is about",
      ["required", "optional"],
      "required",
    ),
  },
  tighter: { not: "more", link: ["optional", "required"] },
  messages: {
    none: {
      what: "`{reason}` says that the change has AI-derived content, which the project takes for issues only, and the pull request is about none",
      fix: "name in the pull request the issue that it closes",
    },
    unlabelled: {
      what: "`{reason}` says that the change has AI-derived content, and no issue that the pull request is about ({items}) is labelled {labels}",
      fix: "wait until a maintainer has labelled the issue, or choose another",
    },
    closed: {
      what: "`{reason}` says that the change has AI-derived content, and {item} is labelled `{label}`, which the project keeps free of it",
      fix: "leave the issue to others, or do the work without AI",
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and the issue is not open to AI-derived content",
      fix: "say in the message whether a person or a tool is meant",
    },
    unseen: {
      what: "whether the change is about an issue that is open to AI-derived content is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
  },
  check(situation, { labels, not, link }, finding): Outcome {
    const reasons = reasonsOf(situation);
    if (reasons === null) return nothingSaid;
    if (labels.length + not.length === 0) return noLabels;
    const at = placeOf(reasons);
    const reason = reasonInWords(reasons);
    const refuse = (found: Finding): Outcome =>
      saysContent(reasons) ? unmet(found) : undecided(finding("unclassified", at, { reason }));
    const { request } = situation.contribution;
    const items = request.known ? request.value.workItems : request;
    if (!items.known) return undecided(finding("unseen", at, { why: items.why }));
    if (items.value.length === 0) return link === "optional" ? noItem : refuse(finding("none", at, { reason }));
    const closed = labelledWith(items.value, not);
    if (closed !== null) return refuse(finding("closed", at, { reason, ...closed }));
    if (labels.length > 0 && labelledWith(items.value, labels) !== null && not.length === 0) return fitting;
    for (const item of items.value)
      if (!item.labels.known) return undecided(finding("unseen", at, { why: item.labels.why }));
    if (labels.length === 0 || labelledWith(items.value, labels) !== null) return fitting;
    const named = items.value.slice(0, itemsNamedMax).map(inWords);
    return refuse(
      finding("unlabelled", at, {
        reason,
        items: named.join(", "),
        labels: labels.map((label) => `\`${label}\``).join(" or "),
      }),
    );
  },
});

/** Issues that a finding names. */
const itemsNamedMax = 5;

/** `#12`, or `#12 (closed)`: who chose an issue that is no longer open may have meant another. */
const inWords = ({ name, state }: WorkItem): string =>
  state.known && state.value === "closed" ? `${name} (closed)` : name;

/** The first issue that is known to have one of the labels, in any case. */
function labelledWith(
  items: readonly WorkItem[],
  wanted: readonly string[],
): { readonly item: string; readonly label: string } | null {
  const sought = new Set(wanted.map(folded));
  for (const { name, labels } of items) {
    const label = labels.known ? labels.value.find((one) => sought.has(folded(one))) : undefined;
    if (label !== undefined) return { item: name, label };
  }
  return null;
}
