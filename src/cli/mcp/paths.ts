import { z } from "zod";

/** Paths that one question may name. */
const pathsMax = 10_000;
/** Code points of a path. */
const pathCodePointsMax = 4_096;

/** What every question about a planned change takes. */
export const plannedPaths = z
  .array(z.string().min(1).max(pathCodePointsMax))
  .max(pathsMax)
  .optional()
  .describe(
    "paths that the change will touch, from the repository's root, with `/`; without them, what is staged (`git add`) is looked at",
  );
