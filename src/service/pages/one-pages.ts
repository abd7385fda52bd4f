import type { Maintains } from "../../app/service/forge-role.ts";
import { auditPage } from "../../dashboard/audits.ts";
import { commitPage } from "../../dashboard/commit.ts";
import { contributionPage } from "../../dashboard/contribution.ts";
import { exceptionPage } from "../../dashboard/exception.ts";
import type { Page } from "../../dashboard/page.ts";
import { repositoryPage } from "../../dashboard/repositories.ts";
import { requestPage } from "../../dashboard/request.ts";
import { permission } from "../../dashboard/routes.ts";
import { answer, type Call, type Handler, notFound, pagingOf, pathPart, personOf, readerOf } from "./call.ts";
import { maintainsHere } from "./guard.ts";
import { rowsPerSection } from "./page-ports.ts";

const few = { most: rowsPerSection, after: null } as const;

export const repository: Handler = async (call) => {
  const { reader } = call.ports;
  const [key, who] = [pathPart(call, "key"), readerOf(call)];
  const row = await reader.repository(key, who);
  if (row === null) return notFound(call);
  const open = { repository: key, state: "open", conclusion: null, isMine: false, words: "" } as const;
  const [contributions, exceptions, requests] = await Promise.all([
    reader.contributions(open, who, few),
    reader.exceptions(key, who, { most: exceptionsMax, after: null }),
    reader.requests(key, who, few),
  ]);
  return answer(call, repositoryPage(row, { contributions, exceptions, requests }));
};

/** Exceptions of one repository that its page lists. */
const exceptionsMax = 100;

export const contribution: Handler = async (call) => {
  const number = pathPart(call, "number");
  if (!/^\d{1,15}$/.test(number)) return notFound(call);
  const view = await call.ports.reader.contribution(pathPart(call, "key"), Number(number), readerOf(call));
  if (view === null) return notFound(call);
  const { maintains, why } = await whetherMaintains(call);
  const who = { person: personOf(call), mayJudgeAgain: maintains, unsaid: why };
  return answer(call, contributionPage(view, who, pagingOf(call).after));
};

/** Does whoever calls maintain the repository, by a role or by its forge's word? */
async function whetherMaintains(call: Call): Promise<Maintains> {
  if (permission("maintain", call.session, call.settings.access) === "yes") return { maintains: true, why: null };
  return (await maintainsHere(call)) ?? { maintains: false, why: null };
}

export const exception: Handler = async (call) => {
  const { reader } = call.ports;
  const [key, id, who] = [pathPart(call, "key"), pathPart(call, "exception"), readerOf(call)];
  const register = await reader.register(key, who);
  if (register === null) return notFound(call);
  const question = { repository: key, rule: null, outcome: null, exception: id, commit: null };
  const [ledger, exposure] = await Promise.all([
    reader.judgements(question, who, pagingOf(call)),
    reader.exposure(key, id, who),
  ]);
  const person = call.ports.overRepository === null ? null : personOf(call);
  const measurer = (await whetherMaintains(call)).maintains ? personOf(call) : null;
  const page = exceptionPage({ register, exception: id, ledger, exposure, person, measurer });
  return page === null ? notFound(call) : answer(call, page);
};

export const request: Handler = async (call) => {
  const view = await call.ports.reader.request(pathPart(call, "key"), pathPart(call, "reference"), readerOf(call));
  if (view === null) return notFound(call);
  return answer(call, requestPage(view, (await whetherMaintains(call)).maintains ? personOf(call) : null));
};

export const commit: Handler = async (call) => {
  const view = await call.ports.reader.commit(pathPart(call, "key"), pathPart(call, "commit"), readerOf(call));
  return view === null ? notFound(call) : answer(call, commitPage(view, pagingOf(call).after));
};

/** Pages of audits that are kept as they were made: drawing their charts takes longer than everything else. */
const auditPagesMax = 64;

/** Makes the handler, with what it remembers. An audit that was made anew has another time, and so is another page. */
export function auditHandler(): Handler {
  const made = new Map<string, Page>();
  return async (call) => {
    const view = await call.ports.reader.audit(pathPart(call, "key"), readerOf(call));
    if (view === null) return notFound(call);
    const name = `${view.repository} ${view.tip} ${view.madeAt} ${view.text.length}`;
    const page = made.get(name) ?? auditPage(view, call.ports.charts.draw);
    made.delete(name);
    made.set(name, page);
    const [oldest] = made.keys();
    if (made.size > auditPagesMax && oldest !== undefined) made.delete(oldest);
    return answer(call, page);
  };
}
