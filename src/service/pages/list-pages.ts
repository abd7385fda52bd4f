import type { ContributionRow, JudgementQuestion, ShownConclusion } from "../../core/service/views.ts";
import { commitDigitsMin, shownConclusions } from "../../core/service/views.ts";
import { auditsPage } from "../../dashboard/audits.ts";
import { contributionsPage } from "../../dashboard/contributions.ts";
import { exceptionsPage } from "../../dashboard/exceptions.ts";
import { contributionPath } from "../../dashboard/links.ts";
import { logPage, operationPage } from "../../dashboard/operation.ts";
import { repositoriesPage } from "../../dashboard/repositories.ts";
import { requestsPage } from "../../dashboard/requests.ts";
import { type Found, type SearchAsked, searchPage } from "../../dashboard/search.ts";
import { startPage } from "../../dashboard/start.ts";
import type { ContributionQuestion } from "../../ports/service-reader.ts";
import { answer, asked, type Call, type Handler, pagingOf, personOf, readerOf } from "./call.ts";
import { rowsPerSection } from "./page-ports.ts";

const few = { most: rowsPerSection, after: null } as const;

const anything: ContributionQuestion = { repository: null, state: "open", conclusion: null, isMine: false, words: "" };

export const start: Handler = async (call) => {
  const { reader } = call.ports;
  const who = readerOf(call);
  const [overview, mine, waiting, failing, requests] = await Promise.all([
    reader.overview(who),
    call.session === null
      ? null
      : reader.contributions({ ...anything, conclusion: "undecided", isMine: true }, who, few),
    reader.contributions({ ...anything, conclusion: "waiting" }, who, few),
    reader.contributions({ ...anything, conclusion: "fail" }, who, few),
    reader.requests(null, who, few),
  ]);
  return answer(call, startPage({ overview, mine, waiting, failing, requests }));
};

export const contributions: Handler = async (call) => {
  const [conclusion, state, words, repository] = ["conclusion", "state", "words", "repository"].map((name) =>
    asked(call, name),
  ) as [string, string, string, string];
  const isMine = asked(call, "mine") === "yes" && call.session !== null;
  const question: ContributionQuestion = {
    repository: repository === "" ? null : repository,
    state: stateOf(state),
    conclusion: conclusionOf(conclusion),
    isMine,
    words,
  };
  const part = await call.ports.reader.contributions(question, readerOf(call), pagingOf(call));
  const chosen = { conclusion: question.conclusion ?? "", state: question.state ?? "any", isMine, words, repository };
  return answer(call, contributionsPage(part, chosen, call.session !== null));
};

/** Open ones where nobody says otherwise. */
function stateOf(text: string): ContributionRow["state"] | null {
  if (text === "any") return null;
  return text === "merged" || text === "closed" ? text : "open";
}

const conclusionOf = (text: string): ShownConclusion | "waiting" | null =>
  text === "waiting" ? text : (shownConclusions.find((one) => one === text) ?? null);

export const exceptions: Handler = async (call) =>
  answer(call, exceptionsPage(await call.ports.reader.exceptions(null, readerOf(call), pagingOf(call))));

export const requests: Handler = async (call) =>
  answer(call, requestsPage(await call.ports.reader.requests(null, readerOf(call), pagingOf(call))));

export const repositories: Handler = async (call) => {
  const words = asked(call, "words");
  return answer(
    call,
    repositoriesPage(await call.ports.reader.repositories(words, readerOf(call), pagingOf(call)), words),
  );
};

export const audits: Handler = async (call) =>
  answer(call, auditsPage(await call.ports.reader.audits(readerOf(call), pagingOf(call))));

/** Jobs that were given up and are listed. */
const deadMax = 100;

export const operation: Handler = async (call) => {
  const person = personOf(call);
  const { queue, reader } = call.ports;
  const [counts, dead, publications] = await Promise.all([queue.counts(), queue.dead(deadMax), reader.publications()]);
  const jobs = Object.entries(counts).map(([kind, of]) => ({ kind, ...of }));
  // Only operators get here, and they logged in.
  return answer(call, operationPage({ jobs, dead, publications }, person ?? { name: "", roles: [], formToken: "" }));
};

export const log: Handler = async (call) => answer(call, logPage(await call.ports.reader.log(pagingOf(call))));

export const search: Handler = async (call) => {
  const q = asked(call, "q");
  const number = /^#(\d{1,9})$/.exec(q)?.[1];
  const repository = asked(call, "repository");
  if (number !== undefined && repository !== "")
    return call.context.redirect(contributionPath(repository, Number(number)), 303);
  const question = questionOf(call, q);
  const wanted: SearchAsked = {
    q,
    repository,
    rule: question.rule ?? "",
    outcome: question.outcome ?? "",
    exception: question.exception ?? "",
    commit: question.commit ?? "",
    why: whyNot(question, q),
  };
  return answer(call, searchPage(wanted, await found(call, question, q)));
};

async function found(call: Call, question: JudgementQuestion, q: string): Promise<Found> {
  const { reader } = call.ports;
  const who = readerOf(call);
  const isAsked = Object.values(question).some((value) => value !== null) && whyNot(question, "") === null;
  const [judgements, named, repositoriesFound] = await Promise.all([
    isAsked ? reader.judgements(question, who, pagingOf(call)) : null,
    q === "" ? null : reader.contributions({ ...anything, state: null, words: q }, who, few),
    q === "" ? null : reader.repositories(q, who, few),
  ]);
  return { judgements, contributions: named, repositories: repositoriesFound };
}

/** What is known to be a commit, a rule or an exception in words that somebody typed, and what the other fields ask for. */
function questionOf(call: Call, q: string): JudgementQuestion {
  const text = (name: string): string | null => (asked(call, name) === "" ? null : asked(call, name));
  const outcome = asked(call, "outcome");
  const isCommit = new RegExp(`^[0-9a-f]{${commitDigitsMin},64}$`, "i").test(q);
  const isName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(q);
  const isRule = isName && /^(?:sign-off|ai|no|edit|generated|automation|policy)-/.test(q);
  return {
    repository: text("repository"),
    rule: text("rule") ?? (isRule ? q : null),
    outcome: outcome === "met" || outcome === "unmet" || outcome === "undecided" ? outcome : null,
    exception: text("exception") ?? (isName && !isRule ? q : null),
    commit: (text("commit") ?? (isCommit ? q : null))?.toLowerCase() ?? null,
  };
}

/** Why a question is none that can be answered, in a sentence. */
function whyNot({ commit }: JudgementQuestion, q: string): string | null {
  if (commit !== null && !new RegExp(`^[0-9a-f]{${commitDigitsMin},64}$`).test(commit))
    return `A commit id is asked for by its first ${commitDigitsMin} hex digits or more.`;
  return q.startsWith("#") ? "The number of a contribution is one of a repository: name that as well." : null;
}
