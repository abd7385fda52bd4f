import { fieldAt } from "../text/foreign-value.ts";
import { type Decision, nothing } from "./decision.ts";
import { pullRequestOf } from "./described-request.ts";
import { type ContributionChange, type Decoded, decoded, ignored, malformed, type ServedForge } from "./event.ts";
import { numberAt, textAt } from "./fields.ts";
import { decidePullRequest } from "./github-contribution.ts";
import { repositoryIn } from "./named-repository.ts";

/** What an action of a pull request means, by GitHub's names and those of Forgejo and Gitea. Any other may change what a rule looks at: a label, an assignee. */
const changes: ReadonlyMap<string, ContributionChange> = new Map([
  ["opened", "opened"],
  ["reopened", "opened"],
  ["synchronize", "changed"],
  ["synchronized", "changed"],
  ["edited", "edited"],
  ["ready_for_review", "ready"],
  ["closed", "closed"],
]);

/** A pull request's event of GitHub, Forgejo or Gitea. That it can be judged at all is decided by the same reader as for a job of CI. */
export function decodePullRequest(payload: unknown, forge: ServedForge): Decoded {
  const repository = repositoryIn(payload);
  if (repository === null) return noRepository;
  const described = fieldAt(payload, "pull_request");
  const contribution = pullRequestOf(described);
  const decision: Decision =
    contribution === null ? nothing("") : decidePullRequest({ pull_request: described }, forge);
  if (contribution === null || decision.kind === "unclear")
    return malformed("the event does not name the pull request's number, head and base branch");
  const change = changeOf(payload);
  if (change === "closed") {
    const state = contribution.state === "merged" ? "merged" : "closed";
    return decoded({ kind: "contribution", change: state, repository, contribution: { ...contribution, state } });
  }
  return decoded({ kind: "contribution", change, repository, contribution });
}

function changeOf(payload: unknown): ContributionChange {
  const change = changes.get(textAt(payload, "action") ?? "") ?? "told";
  // Gitea and Forgejo say `ref` where GitHub says `base`.
  const from = fieldAt(payload, "changes", "base") ?? fieldAt(payload, "changes", "ref");
  return change === "edited" && from !== undefined && from !== null ? "retargeted" : change;
}

/** A review, or a comment on the lines of a pull request. */
export function decodeReview(payload: unknown): Decoded {
  const repository = repositoryIn(payload);
  if (repository === null) return noRepository;
  const number = numberAt(payload, "pull_request", "number");
  if (number === null) return malformed("the event does not name the pull request's number");
  return decoded({ kind: "opinion", repository, number });
}

/** A comment on an issue, which a pull request is, too. */
export function decodeIssueComment(payload: unknown): Decoded {
  const repository = repositoryIn(payload);
  if (repository === null) return noRepository;
  const number = numberAt(payload, "issue", "number");
  if (number === null) return malformed("the event does not name the number of what was commented on");
  const request = fieldAt(payload, "issue", "pull_request");
  const isRequest = (typeof request === "object" && request !== null) || fieldAt(payload, "is_pull") === true;
  return isRequest ? decoded({ kind: "opinion", repository, number }) : ignored("an issue was commented on");
}

/** What is said of a delivery that names no repository. */
export const noRepository = malformed("the event does not name its repository by number, owner and name");
