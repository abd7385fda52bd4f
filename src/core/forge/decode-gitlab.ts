import { fieldAt } from "../text/foreign-value.ts";
import { noRepository } from "./decode-pull-request.ts";
import { mergeRequestOf } from "./described-request.ts";
import { decodePush } from "./entering-push.ts";
import {
  type ContributionChange,
  type Decoded,
  decoded,
  type ForgeEvent,
  type ForgeRepository,
  ignored,
  malformed,
} from "./event.ts";
import { numberAt, textAt } from "./fields.ts";
import { projectOf } from "./named-repository.ts";
import { isOwnNote } from "./note-marker.ts";

/**
 * A delivery of GitLab, of a project's, a group's or the system's hooks (GitLab: "Webhook events", "System hooks"). What it is about stands in
 * the payload: `object_kind`, and `event_name` of a system hook.
 *
 * @param branches globs of branches that people contribute to beside the default branch
 */
export function decodeGitlab(payload: unknown, branches: readonly string[]): Decoded {
  const kind = textAt(payload, "object_kind") ?? textAt(payload, "event_name");
  switch (kind) {
    case "merge_request":
      return decodeMergeRequest(payload);
    case "note":
      return decodeNote(payload);
    case "push":
      return decodePushed(payload, branches);
    case "project_rename":
    case "project_transfer":
    case "project_update":
    case "project_destroy":
      return decodeProject(payload, kind);
    case null:
      return malformed("the event does not say what it is about");
    default:
      return ignored("nothing here is about such an event");
  }
}

/** The project that a merge request is for: the payload's own. A hook of a fork tells of requests to other projects, which that fork has no say in. */
function targetOf(payload: unknown, request: unknown): ForgeRepository | null {
  const project = projectOf(fieldAt(payload, "project"));
  const target = numberAt(request, "target_project_id");
  return project === null || (target !== null && String(target) !== project.id) ? null : project;
}

const changes: ReadonlyMap<string, ContributionChange> = new Map([
  ["open", "opened"],
  ["reopen", "opened"],
  ["close", "closed"],
  ["merge", "merged"],
]);

/** What says that a maintainer spoke: approvals, given or taken back. */
const opinions: ReadonlySet<string> = new Set(["approved", "unapproved", "approval", "unapproval"]);

function decodeMergeRequest(payload: unknown): Decoded {
  const request = fieldAt(payload, "object_attributes");
  const repository = targetOf(payload, request);
  if (repository === null) return noRepository;
  const action = textAt(request, "action") ?? "";
  const contribution = mergeRequestOf(request, action === "open" ? textAt(payload, "user", "username") : null);
  if (contribution === null)
    return malformed("the event does not name the merge request's number, last commit and target branch");
  if (opinions.has(action)) return decoded({ kind: "opinion", repository, number: contribution.number });
  const change = changes.get(action) ?? updateOf(payload, request);
  const state = change === "merged" || change === "closed" ? change : contribution.state;
  return decoded({ kind: "contribution", change, repository, contribution: { ...contribution, state } });
}

/** An `update` says what changed: `oldrev` stands there only where commits were pushed. */
function updateOf(payload: unknown, request: unknown): ContributionChange {
  if (textAt(request, "oldrev") !== null) return "changed";
  const changed = (name: string): boolean => fieldAt(payload, "changes", name) !== undefined;
  if (changed("target_branch")) return "retargeted";
  if (changed("draft") && fieldAt(payload, "changes", "draft", "current") === false) return "ready";
  return changed("title") || changed("description") ? "edited" : "told";
}

function decodeNote(payload: unknown): Decoded {
  const request = fieldAt(payload, "merge_request");
  if (request === undefined || request === null)
    return ignored("something other than a merge request was commented on");
  if (isOwnNote(textAt(payload, "object_attributes", "note") ?? "")) return ignored("the note is the service's own");
  const repository = targetOf(payload, request);
  const number = numberAt(request, "iid");
  if (repository === null) return noRepository;
  if (number === null) return malformed("the event does not name the merge request's number");
  return decoded({ kind: "opinion", repository, number });
}

function decodePushed(payload: unknown, branches: readonly string[]): Decoded {
  const repository = projectOf(fieldAt(payload, "project"));
  const ref = textAt(payload, "ref");
  if (repository === null) return noRepository;
  if (ref === null) return malformed("the event does not say which branch was pushed");
  const [before, after] = [textAt(payload, "before"), textAt(payload, "after")];
  return decodePush({ forge: "gitlab", repository, ref, before, after, branches });
}

const projectChanges: { readonly [kind: string]: Extract<ForgeEvent, { kind: "repository" }>["change"] } = {
  project_rename: "renamed",
  project_update: "renamed",
  project_transfer: "transferred",
  project_destroy: "deleted",
};

function decodeProject(payload: unknown, kind: string): Decoded {
  const repository = projectOf(fieldAt(payload, "project")) ?? projectOf(payload);
  const change = projectChanges[kind];
  if (repository === null || change === undefined) return noRepository;
  return decoded({ kind: "repository", change, repository });
}
