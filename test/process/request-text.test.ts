import { expect, test } from "vitest";
import { createRequest, proposedEntry } from "../../src/core/process/request.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";

import * as fc from "../random-cases.ts";
import { anyProse, anyRequest } from "./requests.ts";

const options = fc.record({
  format: fc.constantFrom("markdown" as const, "plain" as const),
  headed: fc.boolean(),
  asForm: fc.boolean(),
});

test("what was written is read back, whatever stands in it", () => {
  fc.assert(
    fc.property(anyRequest, options, (request, how) => {
      const text = writeRequest(request, how);
      expect(readRequest({ name: "request", text }).request).toEqual(request);
      expect(readRequest({ name: "request", text: text.replaceAll("\n", "\r\n") }).request).toEqual(request);
    }),
    { numRuns: fc.fuzzCases(600) },
  );
});

test.each([
  ["a heading below a section, as of a whole request", { scenario: "### Exception request: x" }, "markdown" as const],
  [
    "a table that another answer would close",
    { scenario: "=== ===\n=== ===\n#", recognition: "===" },
    "plain" as const,
  ],
])("what was written is read back: %s", (_, answers, format) => {
  const request = createRequest(answers);
  const text = writeRequest(request, { format, headed: false, asForm: false });
  expect(readRequest({ name: "request", text }).request).toEqual(request);
});

test("no text throws, and every place lies inside it", () => {
  const text = fc.oneof(
    anyProse,
    fc.tuple(anyRequest, options, anyProse).map(([request, how, more]) => writeRequest(request, how) + more),
  );
  fc.assert(
    fc.property(text, (source) => {
      const { problems, sections } = readRequest({ name: "request", text: source });
      for (const at of [
        ...problems.map((problem) => problem.at),
        ...[...sections.values()].flatMap((one) => [one.at, one.body]),
      ])
        expect(0 <= at.start && at.start <= at.end && at.end <= source.length).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("what is in its form already stays as it is", () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      expect(createRequest(request)).toEqual(request);
    }),
  );
});

test("the entry that is asked for has the id first, its values as a reader sees them, and what a reader needs", () => {
  const request = createRequest({
    id: "uniform-changes",
    title: "Uniform changes",
    fields: [
      { name: "Covers", value: "code, tests" },
      { name: "Not paths", value: "`*.bin`" },
    ],
    scenario: "The same edit in many places.",
    technique: "A script.",
    recognition: "All hunks are alike.",
  });
  const entry = {
    title: "Uniform changes",
    fields: [
      { name: "Exception", value: "uniform-changes" },
      { name: "Covers", value: "code, tests" },
      { name: "Not paths", value: "*.bin" },
    ],
    prose: "The same edit in many places.\n\nAll hunks are alike.",
  };
  expect(proposedEntry(request)).toEqual(entry);
  expect(proposedEntry({ ...request, scenario: "" })).toEqual({ ...entry, prose: "All hunks are alike." });
});
