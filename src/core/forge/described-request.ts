import { fieldAt } from "../text/foreign-value.ts";
import type { ForgeContribution } from "./event.ts";
import { branchAt, commitAt, numberAt, textAt } from "./fields.ts";
import { timeAt } from "./named-repository.ts";

/** A pull request as GitHub, Forgejo and Gitea describe it, in events and in their REST interfaces; null where it is not described whole. */
export function pullRequestOf(described: unknown): ForgeContribution | null {
  const number = numberAt(described, "number");
  const head = commitAt(described, "head", "sha");
  const base = branchAt(described, "base", "ref");
  if (number === null || head === null || base === null) return null;
  const merged = fieldAt(described, "merged") === true || textAt(described, "merged_at") !== null;
  return {
    number,
    head,
    base,
    title: textAt(described, "title") ?? "",
    author: textAt(described, "user", "login") ?? "",
    state: merged ? "merged" : fieldAt(described, "state") === "closed" ? "closed" : "open",
    isDraft: fieldAt(described, "draft") === true,
    updatedAt: timeAt(described, "updated_at"),
  };
}

/**
 * A merge request as GitLab's webhooks (`object_attributes`, and `merge_request` of a note) and its REST interface describe it; null where it is not
 * described whole.
 *
 * @param author the login of whoever opened it, where the webhook says so elsewhere
 */
export function mergeRequestOf(described: unknown, author: string | null = null): ForgeContribution | null {
  const number = numberAt(described, "iid");
  const head = commitAt(described, "last_commit", "id") ?? commitAt(described, "sha");
  const base = branchAt(described, "target_branch");
  if (number === null || head === null || base === null) return null;
  const state = fieldAt(described, "state");
  return {
    number,
    head,
    base,
    title: textAt(described, "title") ?? "",
    author: textAt(described, "author", "username") ?? author ?? "",
    state: state === "merged" ? "merged" : state === "closed" ? "closed" : "open",
    isDraft: fieldAt(described, "draft") === true || fieldAt(described, "work_in_progress") === true,
    updatedAt: timeAt(described, "updated_at"),
  };
}
