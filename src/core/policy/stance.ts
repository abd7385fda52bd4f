import type { Heading, PolicyDocument } from "../document/document.ts";
import { findHeading } from "../document/exceptions.ts";
import type { InForce, Stance } from "../rules/situation.ts";
import type { Learned } from "../text/learned.ts";
import type { DocumentMaterial, PolicySettings } from "./policy.ts";

/** What decides whether a stance is in force at a revision. */
export type StanceMaterials = {
  readonly settings: PolicySettings;
  readonly material: DocumentMaterial;
  readonly document: PolicyDocument | null;
  readonly seenEarlier: Learned<boolean>;
};

/** A policy that says nothing of AI content neither declines it nor is in force on it. */
const none: Stance = {
  position: "permitted",
  inForce: { kind: "not-yet", why: "the policy says nothing of AI-derived content" },
};

/** The stance, and whether it is in force: by one of its headings, or by the file where none is named. */
export function stanceOf(materials: StanceMaterials): Stance {
  const { stance, stanceAt } = materials.settings.ai;
  if (stance === null) return none;
  const { section } = materials.settings.ai;
  // A profile, or a policy without a document, speaks for itself.
  if (materials.material === null || section.length === 0)
    return { position: stance, inForce: { kind: "in-force", at: stanceAt } };
  return { position: stance, inForce: inForceBySection(materials) };
}

/** The heading that puts the stance in force, when the document has it. */
export const sectionHeading = (document: PolicyDocument | null, { ai }: PolicySettings): Heading | undefined =>
  document === null || ai.section.length === 0 ? undefined : findHeading(document, ai.section);

function inForceBySection({ settings, document, material, seenEarlier }: StanceMaterials): InForce {
  const heading = sectionHeading(document, settings);
  if (heading !== undefined) return { kind: "in-force", at: heading.at };
  const titles = settings.ai.section.map((title) => `\`${title}\``).join(" or ");
  const missing = material !== null && "missing" in material;
  const absent = missing ? material.missing : `the document has no heading ${titles}`;
  if (!seenEarlier.known) {
    return { kind: "vanished", why: `${absent}, and whether it stood there earlier is unknown: ${seenEarlier.why}` };
  }
  if (!seenEarlier.value) return { kind: "not-yet", why: `${absent}, nor did any earlier revision of it` };
  return { kind: "vanished", why: missing ? `the document vanished: ${absent}` : `the heading vanished: ${absent}` };
}
