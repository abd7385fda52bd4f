import { expect, test } from "vitest";
import { changeKinds } from "../../src/core/document/document.ts";
import { createRequest, type RequestedField } from "../../src/core/process/request.ts";
import { byKind } from "../../src/core/process/request-conditions.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";
import { renderDecisions } from "../../src/core/report/render-request.ts";
import { whatChanged } from "../../src/core/rules/ai/condition-change.ts";
import type { Situation } from "../../src/core/rules/situation.ts";
import { wholeRequest } from "./requests.ts";

function readWith(fields: readonly RequestedField[]) {
  const request = createRequest({ ...wholeRequest, fields });
  return readRequest({
    name: "request",
    text: writeRequest(request, { format: "markdown", headed: true, asForm: false }),
  });
}

const decided = (fields: readonly RequestedField[], width: number | null = null): string =>
  renderDecisions(readWith(fields), { colour: false, width });

test("each condition says how it will be decided, as reports name it", () => {
  const fields: readonly RequestedField[] = [
    { name: "Covers", value: "code, comments" },
    { name: "Change", value: "rename, format, identifiers" },
    { name: "Paths", value: "`src/`" },
    { name: "Not paths", value: "pc-bios/" },
    { name: "At most", value: "400 added lines and 3 files; not counting tests" },
    { name: "Tool", value: "Some model" },
    { name: "Who", value: "contributors with 3 earlier commits" },
    { name: "Needs", value: "justification, second opinion" },
    { name: "Judgement", value: "it reads well; there is only one sensible way to write the change" },
    { name: "Until", value: "2027-01-31" },
  ];
  expect(decided(fields)).toBe(`how each condition will be decided:
  Covers: code                              exactly      the classes of the paths
  Covers: comments                          by evidence  the tokens of code are equal without its comments; else people decide
  Change: rename                            exactly      what git says of the files
  Change: format                            by evidence  the tokens before and after are equal; else people decide
  Change: identifiers                       by people    a renaming is shown with its names, and never proved
  Paths: src/                               exactly      the paths
  Not paths: pc-bios/                       exactly      the paths
  At most: 400 added lines, not counting tests
                                            exactly      git's counts
  At most: 3 files, not counting tests      exactly      git's counts
  Who: contributors with 3 earlier commits  exactly      the history before the contribution
  Needs: justification                      exactly      a sentence stands where the exception is cited; whether it convinces is for people
  Needs: second opinion                     exactly      the tag of another maintainer
  Tool: Some model                          by people    no commit proves which tool made it
  Judgement: it reads well                  by people    the document leaves it to people
  Judgement: there is only one sensible way to write the change
                                            by people    the document leaves it to people
  Until: 2027-01-31                         exactly      the day
`);
});

test("an entry that limits the content by no field is left to people", () => {
  for (const fields of [[], [{ name: "Who", value: "maintainers" }]] as const)
    expect(decided(fields)).toContain("by people    the entry states its conditions in prose only\n");
});

test("what decides goes on below itself, or below the condition where a terminal leaves no room for that", () => {
  const goesOn = (width: number): number => {
    const lines = decided([{ name: "Needs", value: "justification" }], width).split("\n");
    return (lines[2] ?? "").search(/\S/);
  };
  expect([goesOn(120), goesOn(80), goesOn(60)]).toEqual([55, 6, 6]);
});

test("a tool is said only where one is named", () => {
  expect(decided([{ name: "Covers", value: "code" }])).not.toContain("Tool:");
});

test("a narrow terminal folds", () => {
  for (const line of decided([{ name: "Change", value: "substitution" }], 60).split("\n"))
    expect(line.length).toBeLessThanOrEqual(60);
});

test.each(changeKinds)("Change: %s is decided as a commit's is", (kind) => {
  const { entry } = readWith([{ name: "Change", value: kind }]);
  const change = { status: "modified", path: "a.c", from: null, added: 1, deleted: 1, modes: ["100644", "100644"] };
  const situation = {
    proofOf: () => ({ kind: "not-proved", why: "it is another thing" }),
    commit: { changes: { known: true, value: [change] } },
  } as unknown as Situation;
  const [condition] = entry === null ? [] : whatChanged(entry, situation);
  // What is decided exactly, and is not so, fails; the rest is left to people when nothing proves it.
  expect(condition?.state).toBe(byKind[kind].how === "exactly" ? "fails" : "judgement");
});
