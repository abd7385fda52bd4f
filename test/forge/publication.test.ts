import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { limited, utf8Length } from "../../src/core/forge/limited-text.ts";
import { noteMarker } from "../../src/core/forge/note-marker.ts";
import {
  annotationsMax,
  checkName,
  checkTextBytesMax,
  type JudgedPart,
  publicationOf,
} from "../../src/core/forge/publication.ts";
import { nothingJudged } from "../../src/core/report/nothing-judged.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import * as fc from "../random-cases.ts";
import { reportOf } from "../report/sample.ts";
import { damaged, excepted, failing, forPeople, quiet, unknown, warned } from "../report/situations.ts";

const head = "a".repeat(40);
const about = { head, number: 7, page: "https://proviso.example.org/contributions/7" };

const part = (verdicts: Parameters<typeof reportOf>[0], more: Partial<JudgedPart> = {}): JudgedPart => {
  const report = reportValue(reportOf(verdicts));
  return { conclusion: report.conclusion, why: "", report, deciders: [], ...more };
};

const deciders = Array.from({ length: 12 }, (_, index) => `@person-${index}`);
const published: { readonly [name: string]: readonly JudgedPart[] } = {
  clean: [part([quiet()])],
  failing: [part([failing(), damaged(), warned(), excepted()])],
  undecided: [part([forPeople(), unknown()], { deciders })],
  "undecided without anybody to ask": [part([forPeople()])],
  "for one person": [part([forPeople()], { deciders: ["@grace"] })],
  "two branches": [part([quiet()]), part([failing()])],
  "not judged": [{ conclusion: "could-not", why: "git did not answer", report: null, deciders: [] }],
};

test.each(Object.entries(published))("all that is published: %s", async (name, parts) => {
  const { title, summary, details, annotations, note, resolved, ...rest } = publicationOf(about, parts);
  const sections = { title, summary, details, annotations: JSON.stringify(annotations, null, 2), note, resolved };
  const text = Object.entries(sections).map(([section, words]) => `==== ${section}\n${words ?? "(none)"}\n`);
  await expect(`${JSON.stringify(rest)}\n${text.join("")}`).toMatchFileSnapshot(
    fileURLToPath(new URL(`published/${name.replaceAll(" ", "-")}.txt`, import.meta.url)),
  );
});

test("whoever makes it a condition of merging names it proviso", () => expect(checkName).toBe("proviso"));

test("a page may be missing, and what does not fit is said", () => {
  const many = Array.from({ length: 2 }, () => part(Array.from({ length: 300 }, forPeople)));
  for (const [page, where] of [
    [about.page, "the page of this contribution has all of it"],
    [null, "`proviso check` says all of it"],
  ] as const) {
    const { summary, note } = publicationOf({ ...about, page }, many);
    for (const text of [summary, note]) {
      expect(text).toMatch(/\n\d+ more parts would not fit \(65535 bytes at most\); /);
      expect(text).toContain(`most); ${where}.\n\n100 more places in files are not marked (500 at most); ${where}.\n`);
    }
    expect(note?.includes("[All that was judged]")).toBe(page !== null);
  }
});

test("bytes are counted as UTF-8 has them", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
  ));

describe("what is told of a head", () => {
  test("a clean contribution is a green check that explains itself, and no note", () => {
    const told = publicationOf(about, [part([quiet()])]);
    expect(told).toMatchObject({ conclusion: "pass", title: "pass: 1 commit: 1 passed", note: null, annotations: [] });
    expect(told.summary).toContain("1 commit: 1 passed, judged by");
    expect(told.details).toContain("| `sign-off-present` | require |");
    expect(told.details).toContain("- met `sign-off-present`");
  });

  test("a failure says what, why and what to do, in a note that the service will find again", () => {
    const told = publicationOf(about, [part([failing()])]);
    expect(told.conclusion).toBe("fail");
    expect(told.note?.startsWith(noteMarker)).toBe(true);
    expect(told.note).toContain("**fail**: 1 commit: 1 failed");
    expect(told.note).toContain("](https://proviso.example.org/contributions/7)");
    expect(told.resolved.startsWith(noteMarker)).toBe(true);
  });

  test("what is undecided names who can decide", () => {
    const deciders = ["Lin Example <lin@example.org>", "@grace"];
    const told = publicationOf(about, [part([forPeople()], { deciders })]);
    expect(told.conclusion).toBe("undecided");
    expect(told.title).toContain("waits for Lin Example <lin@example.org> or 1 other");
    expect(told.note).toContain("Who can decide: `Lin Example <lin@example.org>`, `@grace`.");
    expect(told.annotations).toMatchObject([{ path: "hw/a b.c", level: "warning" }]);
  });

  test("the worst of what a head belongs to counts", () => {
    const [pass, fail, open] = [part([quiet()]), part([failing()]), part([unknown()])];
    const couldNot: JudgedPart = { conclusion: "could-not", why: "git did not answer", report: null, deciders: [] };
    const worst = (...parts: JudgedPart[]): string => publicationOf(about, parts).conclusion;
    expect(worst(pass, fail)).toBe("fail");
    expect(worst(pass, open)).toBe("undecided");
    expect(worst(open, couldNot, pass)).toBe("could-not");
    expect(worst(couldNot, fail)).toBe("fail");
    expect(worst()).toBe("could-not");
  });

  test("what could not be judged is no pass, and says why", () => {
    const told = publicationOf(about, [
      { conclusion: "could-not", why: "the remote <b>hangs</b>", report: null, deciders: [] },
    ]);
    expect(told.title).toBe("nothing was judged: the remote <b>hangs</b>");
    expect(told.summary).toContain("**undecided**: nothing was judged: the remote `<b>hangs</b>`");
    expect(told.note).not.toBeNull();
  });

  test("nothing to judge is a pass that says so", () => {
    const report = nothingJudged("pull request #7 into main", null);
    const told = publicationOf(about, [{ conclusion: "pass", why: "", report, deciders: [] }]);
    expect(told.title).toBe("pass: nothing to judge");
  });

  test("the limits of a check run are kept, and said", () => {
    const many = Array.from({ length: 900 }, () => ({ ...forPeople() }));
    const told = publicationOf(about, [part(many)]);
    expect(utf8Length(told.summary)).toBeLessThan(checkTextBytesMax);
    expect(utf8Length(told.details)).toBeLessThan(checkTextBytesMax);
    expect(told.annotations).toHaveLength(annotationsMax);
    expect(told.summary).toContain("400 more places in files are not marked (500 at most)");
    expect(told.details).toContain("There is more than a check may hold (65535 bytes)");
  });

  test("the same verdict is the same text", () => {
    expect(publicationOf(about, [part([failing()])])).toEqual(publicationOf(about, [part([failing()])]));
  });
});

test.each([
  [["ab", "cd", "e"], 4, "abcd", 1],
  [["abcde", "f"], 4, "", 2],
  [["é", "é"], 3, "é", 1],
  [["😀"], 3, "", 1],
  [[], 3, "", 0],
])("of %j at most %s bytes are %j", (pieces, max, text, leftOut) => {
  expect(limited(pieces, max)).toEqual({ text, leftOut });
});
