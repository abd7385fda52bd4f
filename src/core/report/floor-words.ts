import type { FloorStanding } from "../policy/floor.ts";
import { spanWords } from "./basis.ts";
import { shown } from "./words.ts";

/** What the floor has to do with a clause, in words; null: there is none. */
export function floorWords(standing: FloorStanding | null): string | null {
  if (standing === null) return null;
  if (standing.kind === "beyond") return `beyond the floor ${shown(standing.name)}`;
  return `${standing.kind === "same" ? "as the floor asks" : "stricter than the floor"}: ${spanWords(standing.at)}`;
}
