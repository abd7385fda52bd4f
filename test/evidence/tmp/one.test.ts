import { test } from "vitest";
import { prove } from "../prove.ts";
import { provedCases } from "../proved-cases.ts";

test("x", async () => {
  for (const c of provedCases as any) {
    if (c.kind === "identifiers" || c[1] === "identifiers")
      console.log(JSON.stringify(c.title ?? c[0]), JSON.stringify(await prove("identifiers", c.files ?? c[2])));
  }
});
