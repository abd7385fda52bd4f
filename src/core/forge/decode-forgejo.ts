import { decodeIssueComment, decodePullRequest, decodeReview, noRepository } from "./decode-pull-request.ts";
import { decodePush } from "./entering-push.ts";
import { type Decoded, decoded, ignored, malformed } from "./event.ts";
import { textAt } from "./fields.ts";
import { repositoryIn } from "./named-repository.ts";

/**
 * A delivery of Forgejo or Gitea ("Webhooks" in their documentation). They write payloads of GitHub's form, and split some of its events by
 * what was done: `pull_request_sync`, `pull_request_approved`.
 *
 * @param name what X-Forgejo-Event, X-Gitea-Event or X-GitHub-Event says
 * @param branches globs of branches that people contribute to beside the default branch
 */
export function decodeForgejo(name: string, payload: unknown, branches: readonly string[]): Decoded {
  if (reviewEvents.has(name)) return decodeReview(payload);
  if (/^pull_request(?:_(?:sync|label|assign|milestone|review_request))?$/.test(name))
    return isReview(payload) ? decodeReview(payload) : decodePullRequest(payload, "forgejo");
  if (name === "issue_comment" || name === "pull_request_comment") return decodeComment(payload);
  if (name === "push") return decodePushed(payload, branches);
  if (name === "repository") return decodeRepository(payload);
  return ignored("nothing here is about such an event");
}

const reviewEvents: ReadonlySet<string> = new Set([
  "pull_request_approved",
  "pull_request_rejected",
  "pull_request_review",
  "pull_request_review_approved",
  "pull_request_review_rejected",
  "pull_request_review_comment",
]);

/** Under the name of a pull request's event an action `reviewed` is a review. */
const isReview = (payload: unknown): boolean => textAt(payload, "action") === "reviewed";

/** A comment on a pull request is one on an issue that says so, or has the pull request beside it. */
function decodeComment(payload: unknown): Decoded {
  return textAt(payload, "pull_request", "title") === null ? decodeIssueComment(payload) : decodeReview(payload);
}

function decodePushed(payload: unknown, branches: readonly string[]): Decoded {
  const repository = repositoryIn(payload);
  const ref = textAt(payload, "ref");
  if (repository === null) return noRepository;
  if (ref === null) return malformed("the event does not say which branch or tag was pushed");
  const [before, after] = [textAt(payload, "before"), textAt(payload, "after")];
  return decodePush({ forge: "forgejo", repository, ref, before, after, branches });
}

function decodeRepository(payload: unknown): Decoded {
  if (textAt(payload, "action") !== "deleted") return ignored("nothing that matters here changed in the repository");
  const repository = repositoryIn(payload);
  return repository === null ? noRepository : decoded({ kind: "repository", change: "deleted", repository });
}
