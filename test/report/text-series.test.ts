import { expect, test } from "vitest";
import { painter } from "../../src/core/report/paint.ts";
import type { AnswerTagValue, SeriesValue } from "../../src/core/report/series-value.ts";
import { labelsIn, seriesLines } from "../../src/core/report/text-series.ts";

const style = { verbose: false, width: null, paint: painter(false, null) };
const lin = { name: "Lin", email: "lin@example.org" };

const patchOf = (position: number, id: string | null = `<${position}@example.org>`) => ({
  position,
  id,
  subject: `part ${position}`,
});
const seriesOf = (more: Partial<SeriesValue> = {}): SeriesValue => ({
  id: "<0@example.org>",
  title: "bulbs",
  version: 2,
  kind: "patches",
  sender: lin,
  total: 3,
  patches: [1, 2].map((position) => patchOf(position)),
  missing: [3],
  missingCount: 1,
  superseded: [],
  patchesInAnswers: [],
  tags: [],
  ...more,
});
const tagOf = (more: Partial<AnswerTagValue> = {}): AnswerTagValue => ({
  form: "Acked-by",
  by: lin,
  mail: "<a@example.org>",
  about: "series",
  patch: null,
  counts: true,
  why: null,
  signatures: null,
  version: 2,
  verified: false,
  ...more,
});

test.each<readonly [series: Partial<SeriesValue>, lines: readonly string[]]>([
  [{}, ["  2 of 3 patches by `Lin <lin@example.org>`, <0@example.org>"]],
  [{ total: 2, sender: { ...lin, name: "" }, id: null }, ["  2 patches by `<lin@example.org>`"]],
  [{ total: null, sender: null, patches: [patchOf(1)] }, ["  one patch by nobody knows whom, <0@example.org>"]],
  [{ kind: "pull-request", patches: [] }, ["  pull request by `Lin <lin@example.org>`, <0@example.org>"]],
  [
    {
      superseded: [
        { id: "<v1@example.org>", version: 1 },
        { id: null, version: 0 },
      ],
      patchesInAnswers: ["<r@example.org>"],
    },
    [
      "  2 of 3 patches by `Lin <lin@example.org>`, <0@example.org>",
      "  not judged: v1 (<v1@example.org>), which this one replaces",
      "  not judged: v0, which this one replaces",
      "  not judged: the patch in an answer (<r@example.org>)",
    ],
  ],
  [
    { patchesInAnswers: ["<1@x>", "<2@x>", null, "<3@x>", "<4@x>"], sender: null },
    [
      "  2 of 3 patches by nobody knows whom, <0@example.org>",
      "  not judged: the patches in 5 answers (<1@x>, <2@x>, <3@x>, 2 more)",
    ],
  ],
  [
    { patchesInAnswers: [null], sender: null },
    ["  2 of 3 patches by nobody knows whom, <0@example.org>", "  not judged: the patch in an answer"],
  ],
  [
    {
      tags: [
        tagOf(),
        tagOf({ about: "patch", patch: 2, signatures: "pass" }),
        tagOf({ about: "patch", mail: null, counts: false, why: "is in another's name" }),
      ],
    },
    [
      "  2 of 3 patches by `Lin <lin@example.org>`, <0@example.org>",
      "  Acked-by of `Lin <lin@example.org>` for the series in <a@example.org> counts",
      "  Acked-by of `Lin <lin@example.org>` for 2/3 in <a@example.org> (DKIM: pass) counts",
      "  Acked-by of `Lin <lin@example.org>` for a patch in an answer does not count: it is in another's name",
    ],
  ],
])("what is said of a series: %j", (series, lines) => expect(seriesLines(seriesOf(series), style)).toEqual(lines));

test("of many tags twenty are shown, and all to whoever asks", () => {
  const series = seriesOf({ tags: Array.from({ length: 22 }, () => tagOf({ about: "patch", patch: 1 })), total: null });
  const some = seriesLines(series, style);
  expect([some.length, some[1], some.at(-1)]).toEqual([
    22,
    "  Acked-by of `Lin <lin@example.org>` for the patch in <a@example.org> counts",
    "  2 more tags in answers; -v shows them",
  ]);
  expect(seriesLines(series, { ...style, verbose: true })).toHaveLength(23);
});

test.each<readonly [why: string, all: readonly SeriesValue[], labels: readonly (string | undefined)[]]>([
  ["no series", [], [undefined, undefined, undefined]],
  ["one series", [seriesOf()], ["1/3", "(no Message-Id)", undefined]],
  ["patches without an id", [seriesOf({ patches: [patchOf(1, null), patchOf(2)] })], [undefined, "1/3", undefined]],
  [
    "two patches of one id",
    [seriesOf({ patches: [patchOf(1), patchOf(2, "<1@example.org>")] })],
    [undefined, "(no Message-Id)", undefined],
  ],
  ["one of an unknown number", [seriesOf({ total: null })], ["1/1", "(no Message-Id)", undefined]],
  ["several series", [seriesOf(), seriesOf()], [undefined, "(no Message-Id)", undefined]],
])("what patches are called: %s", (_why, all, labels) => {
  const label = labelsIn(all);
  const commits = [
    { id: "<1@example.org>", subject: "part 1" },
    { id: null, subject: "part 1" },
    { id: "<other@example.org>", subject: "part 1" },
  ];
  expect(commits.map(label)).toEqual(labels);
});
