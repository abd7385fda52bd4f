import { fieldAt } from "../text/foreign-value.ts";
import { type Decision, type Forge, nothing, type RequestText, unclear } from "./decision.ts";
import { branchAt, branchOf, commitAt, numberAt, textAt } from "./fields.ts";
import { openerOf } from "./opener.ts";

/**
 * A pull request's own commits, compared with its base branch. With `pull_request_target` the checkout is the base branch, and stays
 * so: the request's commits are read as objects and never checked out, so nothing of them is run.
 */
export function decidePullRequest(payload: unknown, forge: Forge): Decision {
  const request = fieldAt(payload, "pull_request");
  const number = numberAt(request, "number");
  const head = commitAt(request, "head", "sha");
  const base = branchAt(request, "base", "ref");
  if (number === null || head === null || base === null)
    return unclear("the event does not name the pull request's number, head and base branch");
  if (textAt(payload, "action") === "closed") return nothing(`pull request #${number} is closed`);
  const before = commitAt(request, "base", "sha");
  return {
    kind: "contribution",
    forge,
    what: `pull request #${number} into ${base}`,
    tip: { revision: head, references: [`refs/pull/${number}/head`] },
    base: { kind: "branch", name: base, before: before === null ? null : { revision: before, references: [] } },
    request: requestText(request, number, forge),
    isAsked: false,
  };
}

function requestText(request: unknown, number: number, forge: Forge): RequestText {
  const settings = fieldAt(request, "base", "repo");
  const bodyFrom = squashBodies.get(textAt(settings, "squash_merge_commit_message") ?? "");
  const subjectFrom = squashSubjects.get(textAt(settings, "squash_merge_commit_title") ?? "");
  const known = forge === "github";
  return {
    number,
    mark: "#",
    title: textAt(request, "title") ?? "",
    body: textAt(request, "body") ?? "",
    truncated: null,
    labels: namesOfLabels(fieldAt(request, "labels")),
    openedBy: openerOf(fieldAt(request, "user"), forge),
    // Forgejo and Gitea always take the title.
    subjectFrom: known ? (subjectFrom ?? null) : "title",
    bodyFrom: known ? (bodyFrom ?? null) : null,
  };
}

/** Null: there is no list, or one of something else. */
function namesOfLabels(labels: unknown): readonly string[] | null {
  if (!Array.isArray(labels)) return null;
  const names = labels.map((label: unknown) => textAt(label, "name"));
  return names.every((name) => name !== null) ? names : null;
}

/** The repository's settings `squash_merge_commit_message` and `squash_merge_commit_title`, by GitHub's REST documentation. */
const squashBodies: ReadonlyMap<string, NonNullable<RequestText["bodyFrom"]>> = new Map([
  ["PR_BODY", "description"],
  ["COMMIT_MESSAGES", "commits"],
  ["BLANK", "blank"],
]);
const squashSubjects: ReadonlyMap<string, NonNullable<RequestText["subjectFrom"]>> = new Map([
  ["PR_TITLE", "title"],
  ["COMMIT_OR_PR_TITLE", "title-or-commit"],
]);

/** A merge queue's commits, of which all will land as they are: those of the queue itself, too. */
export function decideMergeGroup(payload: unknown, forge: Forge): Decision {
  const group = fieldAt(payload, "merge_group");
  const head = commitAt(group, "head_sha");
  const base = commitAt(group, "base_sha");
  const branch = branchOf(textAt(group, "base_ref"));
  if (head === null || base === null) return unclear("the event does not name the merge group's head and base");
  if (textAt(payload, "action") === "destroyed") return nothing("the merge group was dissolved");
  return {
    kind: "contribution",
    forge,
    what: `merge group${branch === null ? "" : ` for ${branch}`}`,
    tip: { revision: head, references: [] },
    base: {
      kind: "commit",
      commit: { revision: base, references: [] },
      whatItIs: "what the merge group is built on",
    },
    request: null,
    isAsked: false,
  };
}
