import type { Day } from "../text/day.ts";

/** What a colour stands for. */
export type Tone = "passed" | "exception" | "undecided" | "failed" | "warned" | "plain";

/** One number for each category, in their order. */
export type Series = { readonly name: string; readonly tone: Tone; readonly values: readonly number[] };

type Titled = {
  /** Unique on its page, and ours: letters and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What can be seen in it, for those who cannot see it. */
  readonly description: string;
};

/** Series upon each other, the first at the bottom: a column for each category, as years. */
export type ColumnsChart = Titled & {
  readonly kind: "columns";
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
};

/** Series behind each other: a row for each category, with its name above. */
export type RowsChart = Titled & {
  readonly kind: "rows";
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
};

/** Shares from 0 to 1, by years (`2026`) or months (`2026-01`). */
export type SharesChart = Titled & {
  readonly kind: "shares";
  readonly points: readonly { readonly at: string; readonly share: number }[];
  /** A line that a policy draws. */
  readonly threshold: { readonly share: number; readonly name: string } | null;
  /** Is the whole shown, up to 1? Else as far as the points go. */
  readonly whole: boolean;
};

/** When each was first and last seen. */
export type SpansChart = Titled & {
  readonly kind: "spans";
  readonly spans: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
};

/** What a chart shows, before somebody draws it. Texts are neutralised already. */
export type Chart = ColumnsChart | RowsChart | SharesChart | SpansChart;

/** For a page, or for a telephone. */
export type ChartWidth = "wide" | "narrow";

/** Gives an SVG element as text, fit to stand in a page, with title and description. Colours are the page's: `var(--failed)`, `url(#failed)`. */
export type DrawChart = (chart: Chart, width: ChartWidth) => string;
