/**
 * The page's style. Text keeps 4.5 to 1 and what is drawn 3 to 1 against its ground; colours differ in lightness as well, and patterns tell
 * them apart in grey.
 */
export const auditStyle = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --tint: #f4f6f8; --line: #ccd3da; --ink: #1d2530; --quiet: #515c69; --link: #0b5b87;
  --passed: #5b9d8f; --exception: #2f6f9c; --undecided: #b57f0e; --failed: #8f2a12; --warned: #7d6a9c; --plain: #8b949e;
  --line-chart: #17648f; --mark: #1d2530; --edge: #1d253066;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #13181e; --tint: #1c232b; --line: #3a444f; --ink: #e4e9ee; --quiet: #a5b0bc; --link: #86c5ee;
    --passed: #3f7f72; --exception: #5fa8d3; --undecided: #e2b04a; --failed: #f0805f; --warned: #a995c9; --plain: #66727f;
    --line-chart: #7cc0ea; --mark: #10151a; --edge: #e4e9ee66;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
header, nav, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; font-weight: 650; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .6rem; padding-top: .9rem; border-top: 1px solid var(--line); font-weight: 650; }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; font-weight: 650; } h3 code { font-size: 1em; }
p, ul, ol, dl, figure { margin: .7rem 0; }
p, main > section > ul { max-width: 46rem; } h1 { max-width: 50rem; }
a { color: var(--link); }
code { font: .88em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.quiet, figcaption, caption { color: var(--quiet); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .7rem 0; margin: 1.2rem 0 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.conclusion { border-left: .4rem solid var(--plain); background: var(--tint); padding: .8rem 1.1rem; margin: 1.2rem 0; }
.conclusion p { margin: 0; }
.conclusion .word { font-weight: 650; font-size: 1.15rem; }
.conclusion.pass { border-color: var(--passed); } .conclusion.fail { border-color: var(--failed); } .conclusion.undecided { border-color: var(--undecided); }
dl.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 1rem 1.2rem; margin: 1.2rem 0; }
dl.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: .25rem solid var(--plain); padding-top: .35rem; }
dl.figures dt { color: var(--quiet); font-size: .9rem; line-height: 1.3; } dl.figures dd { margin: 0; font-size: 1.45rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
dl.figures .passed { border-color: var(--passed); } dl.figures .exception { border-color: var(--exception); }
dl.figures .undecided { border-color: var(--undecided); } dl.figures .failed { border-color: var(--failed); } dl.figures .warned { border-color: var(--warned); }
ol.timeline { list-style: none; padding: 0; margin-left: .4rem; border-left: 2px solid var(--line); }
ol.timeline > li { position: relative; padding: 0 0 .9rem 1.3rem; }
ol.timeline > li::before { content: ""; position: absolute; left: -.46rem; top: .45rem; width: .8rem; height: .8rem; border-radius: 50%; background: var(--paper); border: 2px solid var(--line-chart); }
ol.timeline ul { margin: .1rem 0; padding-left: 1.1rem; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.wide { overflow-x: auto; margin: .9rem 0; }
.wide:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid var(--line-chart); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; line-height: 1.4; }
caption { text-align: left; padding: 0 0 .4rem; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .32rem .8rem .32rem 0; border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; vertical-align: bottom; } tbody th { font-weight: 500; max-width: 24rem; overflow-wrap: break-word; }
/* What a row is about stays in sight while its numbers are scrolled past. */
tbody th { position: sticky; left: 0; background: var(--paper); }
.about { display: block; min-width: 9rem; white-space: normal; font-weight: 400; color: var(--quiet); }
.n { text-align: right; font-variant-numeric: tabular-nums; } td.n { white-space: nowrap; }
td ul { margin: 0; padding-left: 1rem; }
td bdi { overflow-wrap: anywhere; }
figure { margin: 1.3rem 0; } figcaption { font-size: .95rem; margin-bottom: .3rem; }
.chart svg { display: block; width: 100%; height: auto; font: 12px system-ui, "DejaVu Sans", sans-serif; color: var(--ink); }
.chart.small { display: none; }
.chart rect[fill^="var(--"] { stroke: var(--edge); stroke-width: .5px; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .3rem 0; font-size: .9rem; }
.swatch { width: 1em; height: 1em; vertical-align: -.12em; margin-right: .45em; border: 1px solid var(--edge); }
.patterns { position: absolute; } .mark { stroke: var(--mark); stroke-width: 1.4; opacity: .75; } .mark-dot { fill: var(--mark); opacity: .75; }
rect.passed { fill: var(--passed); } rect.exception { fill: var(--exception); } rect.undecided { fill: var(--undecided); }
rect.failed { fill: var(--failed); } rect.warned { fill: var(--warned); } rect.plain { fill: var(--plain); }
details { margin: .7rem 0; } summary { cursor: pointer; color: var(--link); width: fit-content; }
ol.commits { list-style: none; padding: 0; }
ol.commits > li { padding: .55rem 0; border-bottom: 1px solid var(--line); }
ol.commits ul, ol.timeline ul { list-style: disc; }
ol.commits ul { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .93rem; }
.subject { font-weight: 500; } .state { font-weight: 600; white-space: nowrap; }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 2.5rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--quiet); }
@media (max-width: 34rem) {
  header { padding-top: 1.4rem; } h1 { font-size: 1.5rem; }
  header, nav, main, footer { padding-left: 1rem; padding-right: 1rem; }
  dl.figures { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
  .chart.large { display: none; } .chart.small { display: block; }
  table { font-size: .84rem; } th, td { padding-right: .6rem; }
  tbody th { max-width: 9rem; }
  .about { min-width: 8rem; }
}
@page { margin: 15mm; }
@media print {
  html { font-size: 10pt; }
  :root { color-scheme: light; --paper: #fff; --tint: #f4f6f8; --line: #bbb; --ink: #000; --quiet: #444; --link: #000;
    --passed: #5b9d8f; --exception: #2f6f9c; --undecided: #b57f0e; --failed: #8f2a12; --warned: #7d6a9c; --plain: #8b949e; --line-chart: #17648f; --mark: #000; --edge: #0006; }
  header, nav, main, footer { max-width: none; padding: 0; } nav { display: none; }
  .chart.small { display: none; } .chart.large { display: block; }
  figure, tr, ol.commits > li, ol.timeline > li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  details.numbers::details-content { display: block; content-visibility: visible; } details.numbers > summary { display: none; }
  .wide { overflow: visible; } * { print-color-adjust: exact; }
}
`;
