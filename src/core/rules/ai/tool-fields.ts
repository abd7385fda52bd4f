import type { Signal, SignalPlace } from "../../commit/signals.ts";

/** The field of a commit in which somebody is named. */
export type ToolField = "author" | "committer" | "co-author" | "reviewer" | "reporter" | "signer" | "other";

const fieldsByKey: ReadonlyMap<string, ToolField> = new Map([
  ["co-authored-by", "co-author"],
  ["co-developed-by", "co-author"],
  ["reviewed-by", "reviewer"],
  ["acked-by", "reviewer"],
  ["tested-by", "reviewer"],
  ["reported-and-tested-by", "reviewer"],
  ["reported-by", "reporter"],
  ["suggested-by", "reporter"],
  ["signed-off-by", "signer"],
]);

/** The field that a signal stands in. */
export function fieldOf(place: SignalPlace): ToolField {
  if (place.kind === "message") return "other";
  return place.kind === "trailer" ? (fieldsByKey.get(place.key.toLowerCase()) ?? "other") : place.kind;
}

/** Is it an AI tool, and not ordinary automation? */
export const isTool = (signal: Signal): boolean => signal.class !== "bot";
