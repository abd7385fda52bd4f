import { describe, expect, test } from "vitest";
import { createCharts } from "../../src/adapters/charts/plot.ts";
import type { Chart } from "../../src/core/report/chart.ts";
import { allOf, readPage } from "../page.ts";

const { draw } = createCharts();

const titled = { title: "a title", description: "what can be seen" };
const hostile = `</title></svg><script>alert(1)</script>"'&<img src=x>`;

const charts: readonly Chart[] = [
  {
    ...titled,
    kind: "columns",
    id: "chart-a",
    unit: "commits",
    categories: ["2024", "2025"],
    series: [
      { name: "failed", tone: "failed", values: [0, 3] },
      { name: "passed", tone: "passed", values: [1234, 5] },
    ],
  },
  {
    ...titled,
    kind: "rows",
    id: "chart-b",
    unit: "findings",
    categories: ["sign-off-present", hostile],
    series: [{ name: hostile, tone: "warned", values: [2, 1] }],
  },
  {
    ...titled,
    kind: "shares",
    id: "chart-c",
    points: [
      { at: "2025-01", share: 0.1 },
      { at: "2025-02", share: 0.25 },
    ],
    threshold: { share: 0.3, name: hostile },
    whole: false,
  },
  { ...titled, kind: "shares", id: "chart-d", points: [{ at: "2025", share: 0 }], threshold: null, whole: true },
  { ...titled, kind: "spans", id: "chart-e", spans: [{ name: hostile, from: "2025-01-01", to: "2025-01-01" }] },
];

const svgOf = (chart: Chart) => readPage(draw(chart, "wide")).querySelector("svg");

describe.each(charts)("a chart of $kind, $id", (chart) => {
  test.each(["wide", "narrow"] as const)("%s, is named, described and nothing but a picture", (width) => {
    const text = draw(chart, width);
    const page = readPage(text);
    const svg = page.querySelector("svg");
    expect(page.querySelector("body")?.children).toHaveLength(1);
    expect(svg?.getAttribute("role")).toBe("img");
    const ids = svg?.getAttribute("aria-labelledby")?.split(" ") ?? [];
    expect(ids.map((id) => page.querySelector(`#${id}`)?.textContent)).toEqual(["a title", "what can be seen"]);
    expect(allOf(svg, "style, script, img, foreignObject, [onload], [href]")).toEqual([]);
    expect(text).not.toMatch(/<script|<img|NaN|undefined|\d\.\d{3}/);
  });

  test("is the same every time", () => expect(draw(chart, "wide")).toBe(draw(chart, "wide")));
});

test("what is nothing is not drawn, and everything else says its number", () => {
  const svg = svgOf(charts[0] as Chart);
  expect(new Set(allOf(svg, "rect title").map(({ textContent }) => textContent))).toEqual(
    new Set(["2024: 1,234 passed", "2025: 3 failed", "2025: 5 passed"]),
  );
  expect(new Set(allOf(svg, "rect").map((bar) => bar.getAttribute("fill")))).toEqual(
    new Set(["var(--passed)", "var(--failed)", "url(#passed)", "url(#failed)"]),
  );
});

test("a share of half is drawn half-way", () => {
  const points = ["2024", "2025", "2026"].map((at, index) => ({ at, share: index / 2 }));
  const chart: Chart = { ...titled, kind: "shares", id: "chart-f", points, threshold: null, whole: true };
  const [none = 0, half, all = 0] = allOf(svgOf(chart), "circle").map((dot) => Number(dot.getAttribute("cy")));
  expect(none).toBeGreaterThan(all);
  expect(half).toBeCloseTo((none + all) / 2);
});

test("a hundred years are drawn at once, with labels that have room", () => {
  const categories = Array.from({ length: 100 }, (_, index) => String(1950 + index));
  const values = categories.map((_, index) => index + 1);
  const chart: Chart = {
    ...titled,
    kind: "columns",
    id: "chart-g",
    unit: "commits",
    categories,
    series: [{ name: "passed", tone: "passed", values }],
  };
  const labels = allOf(readPage(draw(chart, "narrow")), "text").map(({ textContent }) => textContent);
  expect(labels.filter((text) => /^(?:19|20)\d\d$/.test(text)).length).toBeLessThan(10);
});
