import { shortObjectId } from "../core/commit/object-id.ts";
import { foreign, type Html, html } from "../core/report/html/html.ts";
import { grouped } from "../core/report/layout.ts";
import type {
  ContributionRow,
  ExceptionRow,
  JudgementRow,
  RepositoryKey,
  RepositoryRow,
  ShownConclusion,
  Tally,
} from "../core/service/views.ts";
import { dayOf } from "../core/text/day.ts";
import { commitPath, ofRepository } from "./links.ts";

/** What a mark beside a word looks like; its shape says the same as its colour. */
export type Mark = "good" | "bad" | "open" | "broken" | "quiet";

/** A state in a word, with a mark that is told by shape and by colour, and that nobody has to see. */
export const stateHtml = (mark: Mark, words: string): Html =>
  html`<span class="state ${mark}"><span class="mark" aria-hidden="true">${marks[mark]}</span>${words}</span>`;

const marks: { readonly [Name in Mark]: string } = { good: "✓", bad: "✕", open: "?", broken: "!", quiet: "·" };

/** `not-judged` stands for a contribution that waits for its first judgement. */
export const conclusionHtml = (conclusion: ShownConclusion | null): Html =>
  stateHtml(conclusionMarks[conclusion ?? "not-judged"], conclusionWords[conclusion ?? "not-judged"]);

const conclusionMarks: { readonly [Name in ShownConclusion | "not-judged"]: Mark } = {
  pass: "good",
  fail: "bad",
  undecided: "open",
  "could-not": "broken",
  "not-judged": "quiet",
};

export const conclusionWords: { readonly [Name in ShownConclusion | "not-judged"]: string } = {
  pass: "pass",
  fail: "fail",
  undecided: "undecided",
  "could-not": "could not be judged",
  "not-judged": "not judged yet",
};

export const outcomeHtml = (outcome: JudgementRow["outcome"] | "not-applicable"): Html =>
  stateHtml(
    ({ met: "good", unmet: "bad", undecided: "open", "not-applicable": "quiet" } as const)[outcome],
    outcome === "not-applicable" ? "not applicable" : outcome,
  );

export const exceptionStateHtml = ({ state, isListed }: Pick<ExceptionRow, "state" | "isListed">): Html =>
  isListed
    ? stateHtml(({ listed: "good", expired: "quiet", withdrawn: "quiet", unreadable: "broken" } as const)[state], state)
    : stateHtml("quiet", "taken out");

export const contributionStateWords: { readonly [Name in ContributionRow["state"]]: string } = {
  open: "open",
  merged: "merged",
  closed: "closed",
};

export const repositoryStateHtml = (state: RepositoryRow["state"]): Html =>
  stateHtml(({ active: "good", suspended: "broken", gone: "quiet" } as const)[state], state);

/** A moment in milliseconds since 1970, as a day; the whole stands in its title. */
export function momentHtml(at: number | null): Html {
  if (at === null) return html`<span class="quiet">never</span>`;
  const text = momentText(at);
  return html`<time datetime="${text}" title="${text}">${dayOf(at / 1000)}</time>`;
}

/** ISO 8601, UTC. A moment that no calendar has becomes the nearest day that one has. */
export const momentText = (at: number): string =>
  Math.abs(at) <= 8_640_000_000_000_000 && at >= -62_167_219_200_000 && at < 253_402_300_800_000
    ? new Date(at).toISOString()
    : `${dayOf(at / 1000)}T00:00:00.000Z`;

/** `1,204`, or `10,000+` where nobody counted further. */
export const tallyText = ({ count, atLeast }: Tally): string => `${grouped(count)}${atLeast ? "+" : ""}`;

/** What a link is named by: foreign text, or that there is none, since a link without a name cannot be followed by everybody. */
export const named = (text: string, codePointsMax: number): Html =>
  text.trim() === "" ? html`(no name)` : foreign(text, codePointsMax);

/** The repository's name as people say it, with the way to its page. */
export const repositoryHtml = (key: RepositoryKey): Html =>
  html`<a href="${ofRepository(key)}">${named(shortName(key), 120)}</a>`;

/** `owner/name`, without the forge that all of a service's repositories usually share. */
export const shortName = (key: RepositoryKey): string => {
  const parts = key.split("/");
  return parts.length > 2 ? parts.slice(2).join("/") : key;
};

/** A commit's id as people read it, with the way to its page. */
export const commitHtml = (key: RepositoryKey, commit: string): Html =>
  html`<a href="${commitPath(key, commit)}"><code class="id" title="${commit}">${named(shortObjectId(commit), 12)}</code></a>`;

/** Whoever can decide. */
export const decidersHtml = (deciders: readonly string[]): Html =>
  deciders.length === 0
    ? html`<span class="quiet">nobody that the policy names</span>`
    : html`${deciders.slice(0, decidersMax).map((one, index) => html`${index === 0 ? "" : ", "}${foreign(one, 80)}`)}${
        deciders.length > decidersMax ? ` and ${deciders.length - decidersMax} more` : null
      }`;

const decidersMax = 6;
