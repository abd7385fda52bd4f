import { type Html, html } from "../core/report/html/html.ts";
import type { ContributionRow, OverviewView, Part, RequestRow, Tally } from "../core/service/views.ts";
import { contributionsTable } from "./contributions.ts";
import { addressText } from "./links.ts";
import type { Page, PageSection } from "./page.ts";
import { requestsTable } from "./requests.ts";
import { tallyText } from "./words.ts";

export type StartParts = {
  readonly overview: OverviewView;
  /** What the reader can decide; null: nobody logged in. */
  readonly mine: Part<ContributionRow> | null;
  readonly waiting: Part<ContributionRow>;
  readonly failing: Part<ContributionRow>;
  readonly requests: Part<RequestRow>;
};

/** What waits, the reader's own first. */
export function startPage({ overview, mine, waiting, failing, requests }: StartParts): Page {
  const list = (
    id: string,
    title: string,
    part: Part<ContributionRow>,
    none: string,
    query: { readonly [name: string]: string },
    without: readonly string[] = [],
  ): PageSection => ({
    id,
    title,
    body: [
      contributionsTable({
        id: `${id}-list`,
        caption: `${title}: open, the latest changed first`,
        part: { ...part, next: null },
        none,
        without: ["state", ...without],
      }),
      ...(part.next === null
        ? []
        : [html`<p><a href="${addressText({ path: "/contributions", query })}">All of them</a></p>\n`]),
    ],
  });
  return {
    name: "start",
    part: "start",
    title: "Start",
    heading: html`What waits`,
    lead: figures(overview),
    sections: [
      ...(mine === null
        ? []
        : [list("mine", "Yours to decide", mine, "Nothing waits for you.", { mine: "yes", conclusion: "undecided" })]),
      list(
        "waiting",
        mine === null ? "For a maintainer to decide" : "For others to decide",
        waiting,
        "Nothing waits for anybody.",
        { conclusion: "waiting" },
      ),
      list("failing", "For their authors to mend", failing, "Nothing fails.", { conclusion: "fail" }, [
        "conclusion",
        "deciders",
      ]),
      { id: "requests", title: "Requests under discussion", body: [requestsTable({ ...requests, next: null })] },
    ],
    facts: overview,
  };
}

function figures({ repositories, undecided, failing, audited }: OverviewView): Html {
  const one = (tone: string, words: string, tally: Tally, to: string): Html =>
    html`<div class="${tone}"><dt>${words}</dt><dd><a href="${to}">${tallyText(tally)}</a></dd></div>`;
  return html`<dl class="figures">${one("undecided", "wait for people or facts", undecided, "/contributions?conclusion=waiting")}${one(
    "failed",
    "fail",
    failing,
    "/contributions?conclusion=fail",
  )}${one("plain", "repositories", repositories, "/repositories")}${one("passed", "with an audit", audited, "/audits")}</dl>
`;
}
