import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type {
  Chart,
  ChartWidth,
  ColumnsChart,
  RowsChart,
  Series,
  SharesChart,
  SpansChart,
} from "../../core/report/chart.ts";
import { largest } from "../../core/text/long-lists.ts";
import type { Charts } from "../../ports/charts.ts";
import { svgText } from "./svg.ts";

/** Pixels at the size of the page; the page scales them. */
const widths: { readonly [Width in ChartWidth]: number } = { wide: 760, narrow: 360 };
const columnsHeight = 280;
const sharesHeight = 220;
/** A row has its name above its bar. */
const rowHeight = 36;
const axisHeight = 36;

/** Pixels that the label of a year needs. */
const labelWidth = 42;

/** A document to draw in. Nothing of it is shown; the charts are taken out as text. */
const { document } = parseHTML("<!doctype html><title>charts</title>");

/** Charts by Observable Plot, drawn without a browser. */
export const createCharts = (): Charts => ({
  draw(chart, size) {
    const width = widths[size];
    const svg = Plot.plot({ ...optionsOf(chart, width), document, width, marginTop: 24 });
    return svgText(svg, chart, size);
  },
});

function optionsOf(chart: Chart, width: number): Plot.PlotOptions {
  if (chart.kind === "columns") return columns(chart, width);
  if (chart.kind === "rows") return rows(chart);
  return chart.kind === "shares" ? shares(chart, width) : spans(chart);
}

type Datum = { readonly category: string; readonly series: string; readonly value: number; readonly title: string };

function columns(chart: ColumnsChart, width: number): Plot.PlotOptions {
  const { categories, series, unit } = chart;
  const sums = categories.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  // The axis may end above the highest column, with one digit more.
  const highest = 2 * largest(sums);
  const stack = {
    x: "category",
    y: "value",
    order: series.map(({ name }) => name),
    z: "series",
    title: "title",
    insetLeft: 0.5,
    insetRight: 0.5,
  };
  return {
    height: columnsHeight,
    marginLeft: 16 + 7 * grouped(highest).length,
    x: {
      type: "band",
      domain: categories,
      label: null,
      ticks: someOf(categories, width),
      tickSize: 0,
      padding: 0.15,
    },
    y: { grid: true, nice: true, label: unit, labelArrow: false, tickFormat: grouped, ticks: 5, tickSize: 0 },
    marks: [
      Plot.barY(dataOf(chart), { ...stack, fill: fillOf(series) }),
      Plot.barY(dataOf(chart), { ...stack, fill: patternOf(series) }),
      Plot.ruleY([0]),
    ],
  };
}

function rows(chart: RowsChart): Plot.PlotOptions {
  const { categories, series } = chart;
  const stack = {
    y: "category",
    x: "value",
    order: series.map(({ name }) => name),
    z: "series",
    title: "title",
    insetTop: 16,
    insetBottom: 3,
  };
  const totals = categories.map((category, index) => ({
    category,
    text: `${category}: ${series
      .map(({ name, values }) => `${grouped(values[index] ?? 0)} ${name}`)
      .filter((words) => !words.startsWith("0 "))
      .join(", ")}`,
  }));
  return {
    height: categories.length * rowHeight + 24 + axisHeight,
    marginLeft: 4,
    marginRight: 12,
    x: { grid: true, label: null, tickFormat: grouped, ticks: 4, tickSize: 0 },
    y: { type: "band", domain: categories, axis: null, padding: 0 },
    marks: [
      Plot.barX(dataOf(chart), { ...stack, fill: fillOf(series) }),
      Plot.barX(dataOf(chart), { ...stack, fill: patternOf(series) }),
      Plot.text(totals, { y: "category", text: "text", frameAnchor: "left", textAnchor: "start", dy: -11 }),
    ],
  };
}

function shares({ points, threshold, whole }: SharesChart, width: number): Plot.PlotOptions {
  const byYear = points.every(({ at }) => /^\d{4}$/.test(at));
  const data = points.map(({ at, share }) => ({
    at: byYear ? at : momentOf(at),
    share,
    title: `${at}: ${(share * 100).toFixed(1)} %`,
  }));
  const most = largest([...points.map(({ share }) => share), threshold?.share ?? 0]);
  const line = { x: "at", y: "share" };
  const colour = "var(--line-chart)";
  return {
    height: sharesHeight,
    marginLeft: 48,
    marginRight: 16,
    x: byYear
      ? {
          type: "point",
          label: null,
          ticks: someOf(
            points.map(({ at }) => at),
            width,
          ),
          tickSize: 0,
        }
      : { type: "utc", label: null, ticks: Math.max(2, Math.floor(width / 90)), tickSize: 0 },
    y: {
      grid: true,
      domain: [0, whole ? 1 : Math.min(1, most * 1.15)],
      label: null,
      tickFormat: (share: number) => `${Number((share * 100).toFixed(1))} %`,
      ticks: 5,
      tickSize: 0,
    },
    marks: [
      Plot.areaY(data, { ...line, fill: colour, fillOpacity: 0.12 }),
      Plot.lineY(data, { ...line, stroke: colour, strokeWidth: 2 }),
      Plot.dot(data, { ...line, fill: colour, r: points.length > 60 ? 1.5 : 3, title: "title" }),
      ...limitMarks(threshold),
      Plot.ruleY([0]),
    ],
  };
}

const limitMarks = (threshold: SharesChart["threshold"]): readonly Plot.Markish[] =>
  threshold === null
    ? []
    : [
        Plot.ruleY([threshold.share], { strokeDasharray: "5 4", strokeWidth: 1.5 }),
        Plot.text([threshold], { y: "share", text: "name", frameAnchor: "right", textAnchor: "end", dy: -8 }),
      ];

/** As many of the years as have room for their labels. */
function someOf(years: readonly string[], width: number): readonly string[] {
  const every = Math.ceil((years.length * labelWidth) / width);
  return years.filter((_, index) => index % every === 0);
}

function spans({ spans: all }: SpansChart): Plot.PlotOptions {
  const data = all.map(({ name, from, to }) => ({
    name,
    from: momentOf(from),
    to: momentOf(to),
    title: `${name}, ${from} to ${to}`,
  }));
  const ends = data.flatMap(({ name, from, to }) => [from, to].map((at) => ({ name, at })));
  return {
    height: all.length * rowHeight + 24 + axisHeight,
    marginLeft: 20,
    marginRight: 20,
    x: { type: "utc", label: null, grid: true, ticks: 4, tickSize: 0 },
    y: { type: "band", domain: all.map(({ name }) => name), axis: null, padding: 0 },
    marks: [
      Plot.ruleY(data, {
        y: "name",
        x1: "from",
        x2: "to",
        stroke: "var(--line-chart)",
        strokeWidth: 3,
        title: "title",
      }),
      Plot.dot(ends, { y: "name", x: "at", fill: "var(--line-chart)", r: 4 }),
      Plot.text(data, { y: "name", text: "name", frameAnchor: "left", textAnchor: "start", dy: -13 }),
    ],
  };
}

/** What is nothing is not drawn. */
const dataOf = ({ categories, series }: ColumnsChart | RowsChart): readonly Datum[] =>
  series.flatMap(({ name, values }) =>
    values.flatMap((value, index) => {
      const category = categories[index] ?? "";
      return value === 0 ? [] : [{ category, series: name, value, title: `${category}: ${grouped(value)} ${name}` }];
    }),
  );

const toneOf = (series: readonly Series[]): ReadonlyMap<string, string> =>
  new Map(series.map(({ name, tone }) => [name, tone]));

/** Literal colours, so that no scale is made of them. */
function fillOf(series: readonly Series[]) {
  const tones = toneOf(series);
  return ({ series: name }: Datum): string => `var(--${tones.get(name)})`;
}

function patternOf(series: readonly Series[]) {
  const tones = toneOf(series);
  return ({ series: name }: Datum): string => `url(#${tones.get(name)})`;
}

const momentOf = (at: string): Date => new Date(at);

/** Digits in threes. Half a commit, which an axis of few would count, has no label. */
const grouped = (count: number): string =>
  Number.isInteger(count) ? String(count).replace(/\B(?=(?:\d{3})+$)/g, ",") : "";
