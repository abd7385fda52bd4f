import { parsedJson } from "../text/foreign-value.ts";
import { contradictionInAudit } from "./audit-contradictions.ts";
import { auditVersion } from "./audit-json.ts";
import type { AuditedCommitValue, AuditValue } from "./audit-value.ts";
import { nonconformity } from "./conformance.ts";
import { noJson, type Saved, whyOtherVersion } from "./read-saved.ts";
import { auditSchema } from "./schemas/audit-schema.ts";

/** An audit that was saved: all its commits are there. */
export type SavedAudit = AuditValue & {
  readonly commits: readonly AuditedCommitValue[];
  readonly knownCommits: readonly AuditedCommitValue[];
};

/**
 * Reads what `proviso audit --format json` wrote. The file may be anybody's, so it is checked by the published schema, and for
 * contradictions: what was cut short or changed by hand would else be rendered as a pass.
 */
export const readAudit = (text: string): Saved<SavedAudit> => auditIn(parsedJson(text));

/** The audit in a value that JSON held; undefined: it was none. */
export function auditIn(value: unknown): Saved<SavedAudit> {
  if (value === undefined) return failed(noJson);
  const other = whyOtherVersion(value, "audit", auditVersion);
  if (other !== null) return failed(other);
  const whole = withKnownCommits(value);
  const wrong = nonconformity(whole, auditSchema);
  if (wrong !== null) return failed(`is no audit as \`proviso audit --format json\` writes it: ${wrong}`);
  const audit = whole as SavedAudit;
  const contradiction = contradictionInAudit(audit);
  return contradiction === null ? { ok: true, value: audit } : failed(`contradicts itself: ${contradiction}`);
}

/** Audits without a baseline were saved without them once. */
const withKnownCommits = (value: unknown): unknown =>
  typeof value === "object" &&
  value !== null &&
  !("knownCommits" in value) &&
  "baseline" in value &&
  value.baseline === null
    ? { ...value, knownCommits: [] }
    : value;

const failed = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });
