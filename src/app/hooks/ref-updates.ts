import { isFullId, isNoId } from "../../core/commit/object-id.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** A ref that a push changes: full name, and full ids; null where it is not there. */
export type RefUpdate = { readonly name: string; readonly from: string | null; readonly to: string | null };

/** A ref that somebody is about to push: `name`, `from` are the other side's. */
export type RefPush = RefUpdate & { readonly localName: string };

/** Refs of one push that are looked at. git itself pushes a mirror of more; then it is to be pushed in parts. */
const refsMax = 10_000;

/** Standard input of `pre-receive`: `<old> <new> <ref>` lines (githooks(5)). */
export function readReceived(input: string): Attempt<readonly RefUpdate[]> {
  return linesAs(input, 3, ([from = "", to = "", name = ""]) => ({ name, from: idIn(from), to: idIn(to) }));
}

/** Standard input of `pre-push`: `<local ref> <local id> <remote ref> <remote id>` lines (githooks(5)). */
export function readPushed(input: string): Attempt<readonly RefPush[]> {
  return linesAs(input, 4, ([localName = "", to = "", name = "", from = ""]) => ({
    localName,
    name,
    from: idIn(from),
    to: idIn(to),
  }));
}

/** The arguments of `update`: `<ref> <old> <new>`. */
export function readUpdate([name = "", from = "", to = ""]: readonly string[]): Attempt<readonly RefUpdate[]> {
  return readReceived(`${from} ${to} ${name}\n`);
}

function linesAs<T extends RefUpdate>(
  input: string,
  words: number,
  made: (words: readonly string[]) => T,
): Attempt<readonly T[]> {
  const lines = input.split(/\r?\n/).filter((line) => line !== "");
  if (lines.length > refsMax) return failed("usage", `the push changes ${lines.length} refs, more than ${refsMax}`);
  const read: T[] = [];
  for (const line of lines) {
    const parts = line.split(" ");
    const ids = parts.filter(isFullId).length;
    if (parts.length !== words || ids < 2) return failed("usage", `git describes no ref like this: \`${line}\``);
    read.push(made(parts));
  }
  return done(read);
}

/** git writes zeros for a ref that is not there. */
const idIn = (text: string): string | null => (isNoId(text) ? null : text);
