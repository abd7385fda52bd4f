import { describe, expect, test } from "vitest";
import { createClaimReader } from "../../src/core/commit/claim-reader.ts";
import { createObserver } from "../../src/core/commit/observe.ts";
import { createSignalReader } from "../../src/core/commit/signal-reader.ts";
import { builtInSignals } from "../../src/core/commit/signal-table.ts";
import { commitOf } from "./facts.ts";

const observe = createObserver({
  signals: createSignalReader(builtInSignals, { add: [], off: [] }),
  claims: createClaimReader({ disclosures: [], citations: [], exceptions: [] }),
});

describe("what rules read in a commit", () => {
  const observed = observe(
    commitOf(
      "topic\n\nReviewed-by: Lin <lin@example.org>\n\nWords.\n\nAssisted-by: LLM\nCo-developed-by: Lin <lin@example.org>\n" +
        "Signed-off-by: nobody\n[ada: changed]\nSigned-off-by: Ada Lovely <ada@example.org>\nS\u0456gned-off-by: Ada <ada@example.org>\n",
    ),
  );
  test("tags of people, with what can be read of them", () => {
    expect(observed.signOffs.map(({ identity }) => identity?.email)).toEqual([undefined, "ada@example.org"]);
    expect(observed.coAuthors.map(({ identity }) => identity?.email)).toEqual(["lin@example.org"]);
  });
  test("loose tags, look-alikes, notes, claims and signals", () => {
    expect(observed.looseTags.map(({ key }) => key)).toEqual(["Reviewed-by"]);
    expect(observed.lookalikes.map(({ imitates }) => imitates)).toEqual(["signed-off-by"]);
    expect(observed.notes.map(({ text }) => text)).toEqual(["ada: changed"]);
    expect(observed.claims.map(({ kind }) => kind)).toEqual(["content"]);
    expect(observed.signals).toEqual([]);
  });
  test("each part is worked out once", () => {
    for (const part of ["signOffs", "coAuthors", "looseTags", "lookalikes", "notes", "claims", "signals"] as const) {
      expect(observed[part]).toBe(observed[part]);
    }
  });
});

test("readers are called only when a rule looks", () => {
  let calls = 0;
  const counting = createObserver({
    signals: () => {
      calls += 1;
      return [];
    },
    claims: () => {
      calls += 1;
      return [];
    },
  });
  const observed = counting(commitOf("topic\n"));
  expect([observed.trailers.length, observed.signOffs.length, calls]).toEqual([0, 0, 0]);
  expect([observed.claims.length, observed.claims.length, calls]).toEqual([0, 0, 1]);
});
