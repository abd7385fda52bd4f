import type { Contribution } from "./decision.ts";
import { branchAt, commitAt, numberAt, textAt } from "./fields.ts";

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
      subjectFrom: "title",
      bodyFrom: null,
    },
    isAsked: false,
  };
}
