import { expect, test } from "vitest";
import type { ExposureView } from "../../src/core/service/views.ts";
import { exposurePart } from "../../src/dashboard/exposure.ts";
import { exposureText } from "./sample-views.ts";

const of = { repository: "forgejo/forge.example.org/lantern/lamp", exception: "mechanical-changes", measurer: null };
const text = exposureText((words) => words);
const failed = { why: "it took too long", at: 2 };
const measured = {
  revision: { name: "main", id: "c".repeat(40) },
  undetermined: ["a file is binary"],
  total: { added: 120, alive: 80 },
  reverts: { clean: 0, conflict: 1, nothingLeft: 1, merge: 0, notReached: 0, unknown: 0 },
  rows: { directories: 1, files: 3, reverts: 2 },
};

test.each<[string, ExposureView | null, unknown]>([
  ["nobody measured", null, null],
  ["could not be measured", { text: null, madeAt: null, failed }, { madeAt: null, failed, measured: null }],
  ["was measured", { text, madeAt: 1, failed: null }, { madeAt: 1, failed: null, measured }],
  ["was measured before it could not be", { text, madeAt: 1, failed }, { madeAt: 1, failed, measured }],
  ["is no longer understood", { text: "{}", madeAt: 1, failed: null }, { madeAt: 1, failed: null, measured: null }],
])("what of it stands in no table, where it %s", (_name, exposure, facts) =>
  expect(exposurePart(exposure, of).facts).toEqual(facts),
);
