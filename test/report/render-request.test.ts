import { expect, test } from "vitest";
import { createRequest, type RequestedField } from "../../src/core/process/request.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";
import { renderDecisions } from "../../src/core/report/render-request.ts";
import { wholeRequest } from "../process/requests.ts";

const fields: readonly RequestedField[] = [
  { name: "Covers", value: "docs" },
  { name: "Needs", value: "justification" },
];

const linesAt = (width: number): readonly string[] => {
  const request = createRequest({ ...wholeRequest, fields });
  const text = writeRequest(request, { format: "markdown", headed: true, asForm: false });
  return renderDecisions(readRequest({ name: "request", text }), { colour: false, width }).split("\n");
};

test("what decides a condition goes on below itself where there is room, else below the condition", () => {
  expect(linesAt(80)).toEqual([
    "how each condition will be decided:",
    "  Covers: docs          exactly      the classes of the paths",
    "  Needs: justification  exactly      a sentence stands where the exception is",
    "                                     cited; whether it convinces is for people",
    "",
  ]);
  expect(linesAt(60)).toEqual([
    "how each condition will be decided:",
    "  Covers: docs          exactly      the classes of the",
    "      paths",
    "  Needs: justification  exactly      a sentence stands where",
    "      the exception is cited; whether it convinces is for",
    "      people",
    "",
  ]);
});

test("nothing is decided where no entry is proposed", () =>
  expect(renderDecisions({ entry: null }, { colour: false, width: null })).toBe(""));
