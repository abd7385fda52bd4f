import { fieldAt } from "../text/foreign-value.ts";
import { decodeIssueComment, decodePullRequest, decodeReview, noRepository } from "./decode-pull-request.ts";
import { decodePush } from "./entering-push.ts";
import { type Decoded, decoded, type ForgeEvent, ignored, malformed } from "./event.ts";
import { commitAt, textAt } from "./fields.ts";
import { decideMergeGroup } from "./github-contribution.ts";
import { identifierAt, repositoryIn, repositoryOf } from "./named-repository.ts";

/**
 * A delivery of a GitHub App (GitHub: "Webhook events and payloads").
 *
 * @param name what X-GitHub-Event says
 * @param branches globs of branches that people contribute to beside the default branch
 */
export function decodeGithub(name: string, payload: unknown, branches: readonly string[]): Decoded {
  switch (name) {
    case "pull_request":
      return decodePullRequest(payload, "github");
    case "pull_request_review":
    case "pull_request_review_comment":
      return decodeReview(payload);
    case "issue_comment":
      return decodeIssueComment(payload);
    case "push":
      return decodePushed(payload, branches);
    case "merge_group":
      return decodeMergeGroup(payload);
    case "check_run":
    case "check_suite":
      return decodeCheck(payload, name);
    case "repository":
      return decodeRepository(payload);
    case "installation":
    case "installation_repositories":
      return decodeInstallation(payload, name);
    case "ping":
      return ignored("the forge only asks whether anybody is there");
    default:
      return ignored("nothing here is about such an event");
  }
}

function decodePushed(payload: unknown, branches: readonly string[]): Decoded {
  const repository = repositoryIn(payload);
  const ref = textAt(payload, "ref");
  if (repository === null) return noRepository;
  if (ref === null) return malformed("the event does not say which branch or tag was pushed");
  const [before, after] = [textAt(payload, "before"), textAt(payload, "after")];
  return decodePush({ forge: "github", repository, ref, before, after, branches });
}

function decodeMergeGroup(payload: unknown): Decoded {
  const repository = repositoryIn(payload);
  if (repository === null) return noRepository;
  const brings = decideMergeGroup(payload, "github");
  if (brings.kind === "nothing") return ignored(brings.why);
  if (brings.kind === "unclear") return malformed(brings.why);
  const ref = textAt(payload, "merge_group", "head_ref") ?? brings.tip.revision;
  return decoded({ kind: "merge-group", repository, ref, brings });
}

/** Also tells of everything that checks of any App do; only the wish to run ours again is one to us. */
function decodeCheck(payload: unknown, name: "check_run" | "check_suite"): Decoded {
  const action = textAt(payload, "action");
  if (action !== "rerequested" && action !== "requested_action")
    return ignored("nobody asked for a check to be run again");
  const repository = repositoryIn(payload);
  const head = commitAt(payload, name, "head_sha");
  if (repository === null) return noRepository;
  if (head === null) return malformed("the event does not name the commit whose checks are to be run again");
  return decoded({ kind: "re-run", repository, head });
}

const repositoryChanges: ReadonlyMap<string, Extract<ForgeEvent, { kind: "repository" }>["change"]> = new Map([
  ["renamed", "renamed"],
  ["transferred", "transferred"],
  ["deleted", "deleted"],
  ["archived", "archived"],
  ["unarchived", "restored"],
  // The name of the default branch may be what was edited.
  ["edited", "renamed"],
]);

function decodeRepository(payload: unknown): Decoded {
  const change = repositoryChanges.get(textAt(payload, "action") ?? "");
  if (change === undefined) return ignored("nothing that matters here changed in the repository");
  const repository = repositoryIn(payload);
  return repository === null ? noRepository : decoded({ kind: "repository", change, repository });
}

const installationChanges: ReadonlyMap<string, Extract<ForgeEvent, { kind: "installation" }>["change"]> = new Map([
  ["installation created", "added"],
  ["installation deleted", "removed"],
  ["installation suspend", "suspended"],
  ["installation unsuspend", "resumed"],
  ["installation_repositories added", "added"],
  ["installation_repositories removed", "removed"],
]);

/** `repositories` of an installation lists all; of `installation_repositories` there are those that were added and removed. */
function decodeInstallation(payload: unknown, name: string): Decoded {
  const change = installationChanges.get(`${name} ${textAt(payload, "action")}`);
  if (change === undefined) return ignored("nothing that matters here changed in the installation");
  const installation = identifierAt(payload, "installation", "id");
  if (installation === null) return malformed("the event does not name the installation's number");
  if (name === "installation" && change !== "added")
    return decoded({ kind: "installation", change, installation, repositories: null });
  const field =
    name === "installation" ? "repositories" : change === "added" ? "repositories_added" : "repositories_removed";
  const listed = fieldAt(payload, field);
  // For very many GitHub leaves the list out; then they are asked for.
  if (listed === undefined || listed === null)
    return decoded({ kind: "installation", change, installation, repositories: null });
  if (!Array.isArray(listed)) return malformed("the repositories of the installation are no list");
  const repositories = listed.flatMap((one) => repositoryOf(one, installation) ?? []);
  if (repositories.length !== listed.length)
    return malformed("a repository of the installation is not named by number, owner and name");
  return decoded({ kind: "installation", change, installation, repositories });
}
