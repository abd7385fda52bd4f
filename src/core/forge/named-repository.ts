import { fieldAt } from "../text/foreign-value.ts";
import type { ForgeRepository } from "./event.ts";
import { branchAt, numberAt, textAt } from "./fields.ts";

/** Characters of an owner with all its groups, and of a name. GitLab takes 255 for each part, and twenty groups. */
const pathLengthMax = 2_000;

/**
 * The parts of `owner/name`, or null for what cannot be asked for: each part begins with a letter, a digit or `_`, and holds these, `.` and `-` besides. So no
 * part is `..`, an option, or ends an address (GitHub, GitLab and Forgejo: their rules for names of users, groups and repositories; a leading dot is
 * taken, since GitHub's `.github` has one).
 */
export function namedRepository(path: string | null): { readonly owner: string; readonly name: string } | null {
  if (path === null || path.length > pathLengthMax) return null;
  const parts = path.split("/");
  const name = parts.pop();
  const isPlain = (part: string): boolean => /^\.?[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(part) && !part.includes("..");
  if (name === undefined || parts.length === 0 || ![...parts, name].every(isPlain)) return null;
  return { owner: parts.join("/"), name };
}

/** A number of the forge's, in digits. */
export function identifierAt(value: unknown, ...path: readonly string[]): string | null {
  const found = numberAt(value, ...path);
  return found === null ? null : String(found);
}

/** The repository of a payload of GitHub, Forgejo or Gitea; null where it is not named whole. */
export function repositoryIn(payload: unknown): ForgeRepository | null {
  return repositoryOf(fieldAt(payload, "repository"), identifierAt(payload, "installation", "id"));
}

/** A repository as GitHub, Forgejo and Gitea describe it. */
export function repositoryOf(described: unknown, installation: string | null): ForgeRepository | null {
  const id = identifierAt(described, "id");
  const named = namedRepository(textAt(described, "full_name"));
  if (id === null || named === null) return null;
  const hidden = fieldAt(described, "private");
  const isPrivate = typeof hidden === "boolean" ? hidden || fieldAt(described, "internal") === true : null;
  return { id, ...named, defaultBranch: branchAt(described, "default_branch"), isPrivate, installation };
}

/** A project as GitLab's webhooks and its REST interface describe it. */
export function projectOf(described: unknown): ForgeRepository | null {
  const id = identifierAt(described, "id") ?? identifierAt(described, "project_id");
  const named = namedRepository(textAt(described, "path_with_namespace"));
  if (id === null || named === null) return null;
  const defaultBranch = branchAt(described, "default_branch");
  return { id, ...named, defaultBranch, isPrivate: isHidden(described), installation: null };
}

/** Webhooks of GitLab write 20 for `public`, system hooks and the REST interface the word; `internal` is for whoever has an account. */
function isHidden(described: unknown): boolean | null {
  const visibility =
    fieldAt(described, "visibility_level") ??
    fieldAt(described, "visibility") ??
    fieldAt(described, "project_visibility");
  if (typeof visibility !== "number" && typeof visibility !== "string") return null;
  return visibility !== 20 && visibility !== "public";
}

/** A time as forges write it; 0 where it is none. */
export function timeAt(value: unknown, ...path: readonly string[]): number {
  const text = textAt(value, ...path);
  if (text === null || text.length > 40) return 0;
  // GitLab's webhooks once wrote `2013-12-03 17:23:34 UTC`.
  const parsed = Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/, "$1T$2Z"));
  return Number.isFinite(parsed) && parsed > 0 ? parsed : 0;
}
