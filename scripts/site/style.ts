import { style as dashboardStyle } from "../../src/dashboard/style.ts";

/** The style sheet of the site: that of the dashboard, from which colours, tables and fields come, and what a page of text needs beside. */
export const siteStyle = `${dashboardStyle}
header.top, .columns { max-width: 84rem; margin: 0 auto; }
header.top { padding-left: 1.25rem; padding-right: 1.25rem; }
header.top form.search { margin-left: auto; } header.top input[type=search] { width: 14rem; }
.to-contents { display: none; }
.columns { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 0 2.5rem; padding: 0 1.25rem; }
.columns main { grid-column: 2; grid-row: 1; max-width: 52rem; padding: 0 0 4rem; margin: 0; }
.columns nav.contents { grid-column: 1; grid-row: 1; padding: 1rem 0 3rem; align-self: start; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; }
nav.contents ul { border: 0; display: block; margin: 0 0 .4rem; padding: 0 0 0 .2rem; font-size: .9rem; }
nav.contents li { margin: 0; } nav.contents a { display: block; padding: .22rem .6rem; border-radius: .35rem; color: var(--ink); text-decoration: none; }
nav.contents a:hover { background: var(--hover); } nav.contents a[aria-current] { background: var(--tint); font-weight: 600; box-shadow: inset 3px 0 0 var(--line-chart); }
nav.contents summary, .on-this-page summary { cursor: pointer; font-weight: 600; font-size: .92rem; padding: .25rem 0; }
.on-this-page { background: var(--tint); border-radius: .5rem; padding: .3rem .9rem; margin: 1.1rem 0 0; font-size: .92rem; }
.on-this-page ul { margin: .2rem 0 .5rem; padding-left: 1.2rem; columns: 2; }
main { line-height: 1.6; } main > p, main > ul, main > ol { max-width: 46rem; }
main h1 { font-size: 1.8rem; margin: 1.2rem 0 .6rem; max-width: none; overflow-wrap: anywhere; } main h2 { font-size: 1.3rem; margin-top: 2.4rem; } main h3 { font-size: 1.08rem; margin-top: 1.8rem; } main h4 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
main :is(h1, h2, h3, h4) { scroll-margin-top: .5rem; } main :is(h1, h2, h3, h4):target { background: var(--tint); }
main :not(pre) > code { background: var(--tint); border-radius: .25rem; padding: .08em .3em; overflow-wrap: anywhere; }
main pre { max-width: none; line-height: 1.45; } main pre b { color: var(--link); }
main table { font-size: .92rem; } main th, main td { padding: .4rem 1rem .4rem 0; } main td:first-child code { white-space: nowrap; }
.wide table { min-width: 34rem; } td { min-width: 6rem; }
blockquote { border-left: .3rem solid var(--line); margin: .9rem 0; padding: .1rem 1rem; color: var(--quiet); }
.example { margin: 1rem 0; } .example figcaption { font-size: .85rem; margin: 0 0 .2rem; overflow-wrap: anywhere; } .example pre { margin-top: 0; }
.neighbours { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; border-top: 1px solid var(--line); margin: 3rem 0 0; padding: 1rem 0; max-width: none; }
.neighbours .before::before { content: "← "; } .neighbours .behind { margin-left: auto; text-align: right; } .neighbours .behind::after { content: " →"; }
.found { list-style: none; padding: 0; } .found li { margin: 1rem 0; } .found p { margin: .1rem 0; font-size: .92rem; } .found .where { color: var(--quiet); font-size: .85rem; }
.found mark { background: none; color: inherit; font-weight: 700; }
@media (max-width: 60rem) {
  .columns { display: block; } .to-contents { display: inline; } header.top form.search { order: 9; flex: 1 1 100%; } header.top { justify-content: space-between; }
  .columns nav.contents { position: static; max-height: none; border-top: 2px solid var(--line); } .on-this-page ul { columns: 1; }
  nav.contents a { padding: .45rem .6rem; } header.top input[type=search] { flex: 1; width: auto; min-width: 0; }
}
@media print { .to-contents, .neighbours, .columns nav.contents, .on-this-page { display: none; } .columns { display: block; } }
`;
