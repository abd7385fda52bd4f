import type { Setting } from "../settings.ts";
import type { Witness } from "./witnesses.ts";

/**
 * What a hook learnt from git the last time, and still holds while its witnesses stand as they stood: who commits, how messages are cleaned, which
 * branch the work is meant for, and what was read of that branch's policy. Plain data, so that it can be kept as JSON.
 */
export type Memory = {
  readonly witnesses: readonly Witness[];
  readonly gitDirectory: string;
  readonly commonDirectory: string;
  readonly objectFormat: "sha1" | "sha256";
  /** `Name <address>`. */
  readonly committer: string;
  /** Those that say how messages are cleaned and encoded. */
  readonly settings: readonly Setting[];
  readonly target: { readonly name: string; readonly id: string };
  /** What was asked of the repository, with the answers as `written` gives them. */
  readonly answers: readonly (readonly [question: string, answer: unknown])[];
};

/** Questions whose answers depend on ids and references alone. */
export const rememberedQuestions = ["resolve", "readFile", "isAncestor", "history", "fileVersions"] as const;

/** A question as a text, the same for the same question. */
export const questionText = (name: string, given: readonly unknown[]): string => JSON.stringify([name, ...given]);

/** An answer as JSON can hold it: bytes become text, one character a byte. */
export function written(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("latin1") };
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(one)]));
}

/** The answer that was `written`. */
export function readBack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readBack);
  if (typeof value !== "object" || value === null) return value;
  const { bytes, ...more } = value as { bytes?: unknown };
  if (typeof bytes === "string" && Object.keys(more).length === 0) return Buffer.from(bytes, "latin1");
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readBack(one)]));
}
