import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRequest, proposedEntry } from "../../src/core/process/request.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";
import { fuzzCases } from "../commit/git.ts";
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
    { numRuns: fuzzCases(600) },
  );
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
