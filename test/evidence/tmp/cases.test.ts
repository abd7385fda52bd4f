import { readFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { prove } from "../prove.ts";

test("cases", async () => {
  const cases = JSON.parse(readFileSync("/tmp/cases.json", "utf8"));
  const out: string[] = [];
  for (const [name, before, after] of cases) {
    if (JSON.stringify(before).length > 20000) continue;
    const files: any = {};
    let skip = false;
    for (const p of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[p] === undefined || after[p] === undefined) skip = true;
      files[p] = before[p] === after[p] ? before[p] : [before[p], after[p]];
    }
    if (skip) {
      out.push(`${name}: skipped`);
      continue;
    }
    const proved = [];
    for (const kind of ["format", "comments", "identifiers", "move", "substitution"] as const) {
      const p = await prove(kind, files);
      if (p.kind === "proved") proved.push(kind + (kind === "identifiers" ? `(${p.how})` : ""));
    }
    out.push(`${name}: ${proved.join(",")}`);
  }
  writeFileSync("/tmp/cases.out", out.join("\n") + "\n");
}, 600000);
