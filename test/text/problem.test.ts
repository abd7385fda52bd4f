import { expect, test } from "vitest";
import { errorAt, warningAt } from "../../src/core/problem/problem.ts";
import type { Span } from "../../src/core/text/source.ts";

const at: Span = { source: { name: "proviso.yaml", text: "rules:\n" }, start: 0, end: 5 };

test("a problem is a value, and has a hint only where there is one", () => {
  expect(errorAt("no-rules", "no rule is switched on", at)).toStrictEqual({
    code: "no-rules",
    text: "no rule is switched on",
    at,
    severity: "error",
  });
  expect(warningAt("no-rules", "no rule is switched on", at, "name one")).toStrictEqual({
    code: "no-rules",
    text: "no rule is switched on",
    at,
    severity: "warning",
    hint: "name one",
  });
});
