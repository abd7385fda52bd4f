import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { type Files, prove, told } from "./prove.ts";

type Trap = { readonly kind: ChangeKind; readonly file: Files };

/** Changes by which reviewers or a run over real histories got a false proof, or reviewers tried to, of the kind that stands beside each. */
const trapsBy = (finder: string): readonly (readonly [title: string, trap: Trap])[] =>
  Object.entries(
    JSON.parse(readFileSync(new URL(`traps-by-${finder}.json`, import.meta.url), "utf8")) as Record<string, Trap>,
  );

describe.each(["fifth-review", "sixth-review", "field-run"])("the traps by the %s", (finder) => {
  test.each(trapsBy(finder))("%s is not proved", async (_title, { kind, file }) => {
    const said: string[] = [];
    for (const one of new Set<ChangeKind>([kind, "format", "comments", "substitution"])) {
      const proof = await prove(one, file);
      expect(proof.kind, JSON.stringify(proof)).not.toBe("proved");
      said.push(`${one}: ${told(proof).split("\n", 1)[0]}`);
    }
    expect(said.join("\n")).toMatchSnapshot();
  });
});
