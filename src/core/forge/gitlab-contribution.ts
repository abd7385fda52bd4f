import { fieldAt } from "../text/foreign-value.ts";
import type { Contribution } from "./decision.ts";
import { branchAt, commitAt, numberAt, textAt } from "./fields.ts";
import { openerOf } from "./opener.ts";

/**
 * A merge request's own commits, compared with its target branch, from how GitLab's REST interface describes it ("Merge requests API"). Null where it
 * does not name its number, last commit and target branch.
 */
export function mergeRequestContribution(described: unknown): Contribution | null {
  const number = numberAt(described, "iid");
  const head = commitAt(described, "sha");
  const branch = branchAt(described, "target_branch");
  if (number === null || head === null || branch === null) return null;
  return {
    kind: "contribution",
    forge: "gitlab",
    what: `merge request !${number} into ${branch}`,
    tip: { revision: head, references: [`refs/merge-requests/${number}/head`] },
    base: { kind: "branch", name: branch, before: null },
    request: {
      number,
      mark: "!",
      title: textAt(described, "title") ?? "",
      body: textAt(described, "description") ?? "",
      truncated: null,
      labels: null,
      openedBy: openerOf(fieldAt(described, "author"), "gitlab"),
      subjectFrom: "title",
      bodyFrom: null,
    },
    isAsked: false,
  };
}
