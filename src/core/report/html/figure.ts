import type { Chart, DrawChart, Series, Tone } from "../chart.ts";
import { type Html, html, trusted } from "./html.ts";

/** A chart in both widths, of which the page shows one, with a legend in words. */
export function figureHtml(chart: Chart, draw: DrawChart): Html {
  const series = "series" in chart ? chart.series : [];
  return html`<figure>
<figcaption>${chart.title}</figcaption>
${series.length > 1 ? legend(series) : null}<div class="chart large">${trusted(draw(chart, "wide"))}</div>
<div class="chart small">${trusted(draw(chart, "narrow"))}</div>
</figure>
`;
}

const legend = (series: readonly Series[]): Html =>
  html`<ul class="legend">${series.map(({ name, tone }) => html`<li>${swatch(tone)}${name}</li>`)}</ul>
`;

export const swatch = (tone: Tone): Html =>
  html`<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect class="${tone}" width="16" height="16"/><rect width="16" height="16" fill="url(#${tone})"/></svg>`;

/** Patterns over the colours, so that what is told by colour is told without it as well. */
export const patterns: Html = trusted(`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="undecided" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" class="mark"/></pattern>
<pattern id="exception" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2.5" cy="2.5" r="1" class="mark-dot"/></pattern>
<pattern id="warned" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 2.5H5" class="mark"/></pattern>
</defs></svg>
`);
