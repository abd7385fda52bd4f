import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Files, prove, told } from "./prove.ts";

/**
 * Changes by which reviewers got, or tried to get, a false proof: each means something else, breaks a program, or may do so where something outside of
 * its files reads them. By file: the text before and after, or the one text of a file that stays.
 */
const traps = JSON.parse(readFileSync(new URL("traps-by-review.json", import.meta.url), "utf8")) as Record<
  string,
  Files
>;

test.each(Object.entries(traps))("%s is not proved", async (_title, files) => {
  const said: string[] = [];
  for (const kind of ["format", "comments", "identifiers", "move"] as const) {
    const proof = await prove(kind, files);
    expect(proof.kind, JSON.stringify(proof)).not.toBe("proved");
    said.push(`${kind}: ${told(proof).split("\n", 1)[0]}`);
  }
  expect(said.join("\n")).toMatchSnapshot();
});
