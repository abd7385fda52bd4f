import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { type Files, prove } from "./prove.ts";

type Trap = { readonly kind: ChangeKind; readonly file: Files };

/** Changes by which a reviewer got a false proof of the kind that stands beside each. */
const traps = JSON.parse(readFileSync(new URL("traps-by-fifth-review.json", import.meta.url), "utf8")) as Record<
  string,
  Trap
>;

test.each(Object.entries(traps))("%s is not proved", async (_title, { kind, file }) => {
  for (const one of new Set<ChangeKind>([kind, "format", "comments", "substitution"])) {
    const proof = await prove(one, file);
    expect(proof.kind, JSON.stringify(proof)).not.toBe("proved");
  }
});
