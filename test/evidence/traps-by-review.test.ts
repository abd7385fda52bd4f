import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Files, prove } from "./prove.ts";

/**
 * Changes by which reviewers got, or tried to get, a false proof: each means something else, breaks a program, or may do so where something outside of
 * its files reads them. By file: the text before and after, or the one text of a file that stays.
 */
const traps = JSON.parse(readFileSync(new URL("traps-by-review.json", import.meta.url), "utf8")) as Record<
  string,
  Files
>;

describe.each(["format", "comments", "identifiers", "move"] as const)("%s", (kind) => {
  test.each(Object.entries(traps))("%s is not proved", async (_title, files) => {
    const proof = await prove(kind, files);
    expect(proof.kind, JSON.stringify(proof)).not.toBe("proved");
  });
});
