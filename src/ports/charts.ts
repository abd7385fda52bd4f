import type { DrawChart } from "../core/report/chart.ts";

/** Draws charts for a page. */
export type Charts = { readonly draw: DrawChart };
