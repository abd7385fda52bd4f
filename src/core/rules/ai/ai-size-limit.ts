import type { Change } from "../../commit/facts.ts";
import type { PathClass } from "../../evidence/proof.ts";
import { count, flag } from "../../text/shape.ts";
import { type Finding, met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonInWords, saysContent } from "./reasons.ts";
import { asksChanges, isSubmodule, touchedBy } from "./touched.ts";

const noLimit = notApplicable("the policy sets no limit");
const within = met("the change is within the policy's limits for AI-derived content");

/**
 * QEMU's drafts, OpenSSL, FreeBSD and others take small AI-derived changes only. Splitting a change does not make it
 * smaller: that is for people.
 */
export default defineRule({
  id: "ai-size-limit",
  topic: "ai",
  plain: true,
  summary: "A commit with AI-derived content is no larger than the policy permits.",
  options: {
    lines: count("lines added at most, as `git diff --numstat` counts them", null),
    files: count("files touched at most", null),
    notCountingTests: flag("files of the class `tests` do not count", false),
  },
  tighter: { lines: "lower", files: "lower", notCountingTests: [true, false] },
  messages: {
    lines: {
      what: "`{reason}` says that the change has AI-derived content, of which the project takes {most} added lines at most; the commit adds {found}",
      fix: "make the change smaller",
    },
    files: {
      what: "`{reason}` says that the change has AI-derived content, which may touch {most} files at most; the commit touches {found}",
      fix: "make the change smaller",
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and the commit is larger than the project permits for AI-derived content",
      fix: "say in the message whether a person or a tool is meant",
    },
    changesUnknown: {
      what: "whether the AI-derived content is within the policy's limits is not known: {why}",
      fix: whenKnown,
    },
    binary: {
      what: "whether the AI-derived content is within the policy's limits is not known: `{path}` has no lines to count: it is binary, or a submodule",
      fix: "put that path into a commit of its own, or have a maintainer decide",
    },
  },
  asks: asksChanges,
  check(situation, { lines, files, notCountingTests }, finding): Outcome {
    if (lines === null && files === null) return noLimit;
    const touched = touchedBy(situation);
    if (touched === null) return nothingSaid;
    const { reasons, changes } = touched;
    const at = placeOf(reasons);
    if (!changes.known) return { kind: "undecided", findings: [finding("changesUnknown", at, { why: changes.why })] };
    const size = sizeOf(changes.value, notCountingTests ? situation.policy.classOf : null);
    const reason = reasonInWords(reasons);
    const findings: Finding[] = [];
    if (lines !== null && size.added > lines)
      findings.push(finding("lines", at, { reason, most: lines, found: size.added }));
    if (files !== null && size.files > files)
      findings.push(finding("files", at, { reason, most: files, found: size.files }));
    if (findings.length > 0 && !saysContent(reasons)) {
      return { kind: "undecided", findings: [finding("unclassified", at, { reason })] };
    }
    if (findings.length === 0 && lines !== null && size.binary !== null) {
      return {
        kind: "undecided",
        findings: [finding("binary", { kind: "path", path: size.binary }, { path: size.binary })],
      };
    }
    // Within the limits it does not matter who is meant.
    return unmetIfAny(findings, saysContent(reasons) ? within : nothingSaid);
  },
});

type Size = { readonly added: number; readonly files: number; readonly binary: string | null };

/** A file that is renamed as it is adds nothing, binary or not. */
function sizeOf(changes: readonly Change[], classOf: ((path: string) => PathClass) | null): Size {
  const isTest = ({ path, from }: Change): boolean =>
    classOf?.(path) === "tests" && (from === null || classOf(from) === "tests");
  const counted = changes.filter((change) => !isTest(change));
  const binary = counted.find(
    (change) =>
      (change.added === null || isSubmodule(change)) &&
      change.status !== "deleted" &&
      change.oldBlob !== change.newBlob,
  );
  return {
    added: counted.reduce((sum, { added }) => sum + (added ?? 0), 0),
    files: counted.length,
    binary: binary?.path ?? null,
  };
}
