import { isFullId, isNoId } from "../commit/object-id.ts";
import { fieldAt } from "../text/foreign-value.ts";

/*
 * Fields of a payload or an environment, which anybody may have filled: each is of the kind that is asked for, or null.
 */

/** A text that is not empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = fieldAt(value, ...path);
  return typeof found === "string" && found !== "" ? found : null;
}

/** The number of a request. */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = fieldAt(value, ...path);
  return typeof found === "number" && Number.isSafeInteger(found) && found > 0 ? found : null;
}

/** A full object id that names something; forges write zeros for what is not there. */
export function commitAt(value: unknown, ...path: readonly string[]): string | null {
  const found = textAt(value, ...path);
  return found !== null && isFullId(found) && !isNoId(found) ? found : null;
}

/**
 * A branch's name that can be asked of a remote: by git's rules for names of references (git-check-ref-format(1)), so nothing in it is
 * a pattern, a second name or an option.
 */
export function branchAt(value: unknown, ...path: readonly string[]): string | null {
  const found = textAt(value, ...path);
  return found !== null && isBranchName(found) ? found : null;
}

const branchLengthMax = 250;

/** Does git take the text for a branch's name, and is it short enough to be asked for? */
export function isBranchName(name: string): boolean {
  if (name.length > branchLengthMax || name === "@") return false;
  // A control character, a space, or what git gives a meaning of its own.
  if (/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$/u.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}

/** `refs/heads/main` → `main`; null for what is no branch, or has no name that can be asked for. */
export function branchOf(reference: string | null): string | null {
  if (reference === null || !reference.startsWith("refs/heads/")) return null;
  const name = reference.slice("refs/heads/".length);
  return isBranchName(name) ? name : null;
}
