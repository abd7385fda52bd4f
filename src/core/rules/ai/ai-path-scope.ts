import type { Change } from "../../commit/facts.ts";
import { compileGlob } from "../../text/glob.ts";
import { globs } from "../../text/shape.ts";
import { type Finding, met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonInWords, saysContent } from "./reasons.ts";
import { asksChanges, touchedBy, touchesInside } from "./touched.ts";

const within = met("every path the commit touches is open to AI-derived content");

/** Paths named one by one; of the rest only the number is told. */
const pathsNamedMax = 20;

/** GCC, Rust, Homebrew and others open some paths to AI-derived content and close others. */
export default defineRule({
  id: "ai-path-scope",
  topic: "ai",
  plain: true,
  summary: "AI-derived content touches only paths that the policy opens to it.",
  options: {
    allow: globs("the only paths that it may touch; none named: all", []),
    deny: globs("paths that it may not touch, whatever `allow` says", []),
  },
  tighter: { deny: "more" },
  messages: {
    outside: {
      what: "`{reason}` says that the change has AI-derived content, and `{path}` is not open to it",
      fix: "move the change of that path into a commit of its own, without AI-derived content",
    },
    more: { what: "{count} more paths that are not open to AI-derived content" },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and `{path}` is not open to AI-derived content",
      fix: "say in the message whether a person or a tool is meant",
    },
    changesUnknown: {
      what: "whether AI-derived content touches only paths that are open to it is not known: {why}",
      fix: whenKnown,
    },
    globUnreadable: {
      what: "whether AI-derived content touches only paths that are open to it is not known: the glob `{glob}` cannot be read",
      fix: "have the glob corrected in the policy",
    },
  },
  asks: asksChanges,
  check(situation, { allow, deny }, finding): Outcome {
    const touched = touchedBy(situation);
    if (touched === null) return nothingSaid;
    const { reasons, changes } = touched;
    if (!changes.known) {
      return { kind: "undecided", findings: [finding("changesUnknown", placeOf(reasons), { why: changes.why })] };
    }
    const unreadable = [...allow, ...deny].find((glob) => !compileGlob(glob).ok);
    if (unreadable !== undefined) {
      return { kind: "undecided", findings: [finding("globUnreadable", placeOf(reasons), { glob: unreadable })] };
    }
    const closed = closedPaths(changes.value, allow, deny);
    const reason = reasonInWords(reasons);
    const [first] = closed;
    if (!saysContent(reasons)) {
      // Where all paths are open, it does not matter who is meant.
      if (first === undefined) return nothingSaid;
      return { kind: "undecided", findings: [finding("unclassified", placeOf(reasons), { reason, path: first })] };
    }
    const findings: Finding[] = closed
      .slice(0, pathsNamedMax)
      .map((path) => finding("outside", { kind: "path", path }, { reason, path }));
    if (closed.length > pathsNamedMax)
      findings.push(finding("more", { kind: "commit" }, { count: closed.length - pathsNamedMax }));
    return unmetIfAny(findings, within);
  },
});

/** The paths, old ones of renamed files among them, that are not open to AI-derived content, each once. */
function closedPaths(changes: readonly Change[], allow: readonly string[], deny: readonly string[]): readonly string[] {
  const allowed = matcher(allow);
  const denied = matcher(deny);
  const closed = changes.flatMap((change) => {
    const { path, from } = change;
    const touched = from === null ? [path] : [from, path];
    const found = touched.filter((one) => (allow.length > 0 && !allowed(one)) || denied(one));
    return found.length === 0 && touchesInside(change, denied) ? [path] : found;
  });
  return [...new Set(closed)];
}

function matcher(list: readonly string[]): (path: string) => boolean {
  const compiled = list.map((glob) => compileGlob(glob));
  return (path) => compiled.some((glob) => glob.ok && glob.matches(path));
}
