import { initialPolicy } from "../policy/init.ts";
import { lintPolicy } from "../policy/lint.ts";
import type { Policy } from "../policy/policy.ts";
import { policyFromTexts } from "../policy/policy-from-texts.ts";
import type { Profile } from "../policy/profiles.ts";
import type { Problem } from "../problem/problem.ts";
import { shown } from "../report/words.ts";
import { catalogue } from "../rules/catalogue.ts";
import type { Source } from "../text/source.ts";
import { knownDocument } from "./known-document.ts";
import { proposalText } from "./proposal-text.ts";
import { type Excluded, settingsFor } from "./proposed-settings.ts";
import { type Readings, readTexts } from "./readings.ts";
import type { Seen, SeenTexts } from "./seen.ts";
import type { Setting } from "./setting.ts";

/** A policy that fits what was seen, as a text and ready to judge by. */
export type Proposal = {
  readonly text: string;
  readonly policy: Policy;
  /** What `proviso policy lint` would say of it. No error, unless nothing could be proposed without one. */
  readonly problems: readonly Problem[];
  readonly readings: Readings;
} & (
  | { readonly kind: "settings"; readonly settings: readonly Setting[] }
  | { readonly kind: "profile"; readonly profile: Profile }
);

/**
 * Proposes a policy. Where a document is literally that of a project whose profile is built in, the profile is proposed. Settings that lint
 * would refuse are left open with its words. Total; today is `YYYY-MM-DD`.
 */
export function proposePolicy(seen: Seen, today: string): Proposal {
  const readings = readTexts(seen.texts);
  return byProfile(seen, readings, today) ?? bySettings(seen, readings, today);
}

function byProfile({ texts }: Seen, readings: Readings, today: string): Proposal | null {
  const known = knownDocument(texts.documents);
  if (known === undefined) return null;
  const compiled = compiledPolicy(
    initialPolicy(known.profile, { since: known.profile.date, text: known.profile.text }),
    texts,
    today,
  );
  const isWhole = compiled.problems.every(({ severity, code }) => severity === "warning" && code !== "section-missing");
  return isWhole ? { kind: "profile", profile: known.profile, readings, ...compiled } : null;
}

function bySettings(seen: Seen, readings: Readings, today: string): Proposal {
  let excluded: Excluded = {};
  // Each round leaves out something more, and there are only three things to leave out.
  for (;;) {
    const settings = settingsFor(seen, readings, excluded);
    const compiled = compiledPolicy(proposalText(settings, seen.head), seen.texts, today);
    const error = compiled.problems.find(({ severity }) => severity === "error");
    const next = error === undefined ? null : withoutCause(error, compiled.policy, excluded);
    if (next === null) return { kind: "settings", settings, readings, ...compiled };
    excluded = next;
  }
}

/** Leaves out what the error is about, or what it may be about; null: nothing is left that could be left out. */
function withoutCause({ at, text }: Problem, { settings }: Policy, excluded: Excluded): Excluded | null {
  const why = shown(text);
  const { name } = at.source;
  const isOfMaintainers = settings.maintainers.kind === "file" && name === settings.maintainers.path;
  if (isOfMaintainers && excluded.maintainers === undefined) return { ...excluded, maintainers: why };
  if (settings.ai.exceptions !== null && excluded.exceptions === undefined) return { ...excluded, exceptions: why };
  if (settings.document.length > 0 && excluded.document === undefined) return { ...excluded, document: why };
  return null;
}

/** Compiles the text with the files that it names, and asks lint. */
export function compiledPolicy(
  text: string,
  { documents, maintainers, mailmap }: SeenTexts,
  today: string,
): { readonly text: string; readonly policy: Policy; readonly problems: readonly Problem[] } {
  const named = (paths: readonly string[], sources: readonly Source[]): Source | null =>
    sources.find(({ name }) => paths.includes(name)) ?? null;
  const source = { name: "proviso.yaml", text };
  const bare = policyFromTexts({ policy: source }, catalogue).settings;
  const file = bare.maintainers.kind === "file" ? [bare.maintainers.path] : [];
  const policy = policyFromTexts(
    { policy: source, document: named(bare.document, documents), maintainers: named(file, maintainers), mailmap },
    catalogue,
  );
  return { text, policy, problems: [...policy.problems, ...lintPolicy(policy, today)] };
}
