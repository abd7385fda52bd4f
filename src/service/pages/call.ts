import type { Context } from "hono";
import type { Address } from "../../dashboard/links.ts";
import { type Page, type Person, pageCsv, pageHtml, pageJson } from "../../dashboard/page.ts";
import { problemPage } from "../../dashboard/problem-page.ts";
import { seesPrivate } from "../../dashboard/routes.ts";
import type { Paging, Reader } from "../../ports/service-reader.ts";
import type { Session } from "../../ports/service-store.ts";
import { type PagePorts, type PageSettings, rowsPerPage } from "./page-ports.ts";

/** One request, once it is known who calls. */
export type Call = {
  readonly context: Context;
  readonly session: Session | null;
  readonly ports: PagePorts;
  readonly settings: PageSettings;
  /** The fields of the form, of a `POST`. */
  readonly form: { readonly [name: string]: unknown };
};

/** What a route does with a request. */
export type Handler = (call: Call) => Promise<Response>;

/** What of the address a link of the page keeps. */
const keptQuery = (context: Context): Address["query"] => {
  const { format: _format, table: _table, ...query } = context.req.query();
  return query;
};

export const addressOf = ({ context }: Call): Address => ({
  path: new URL(context.req.url).pathname,
  query: keptQuery(context),
});

/** Who reads: by the account at a forge, and by nothing that could be somebody else's. */
export function readerOf({ session, ports }: Call): Reader {
  const host = ports.providers.find(({ id }) => id === session?.forge)?.host ?? null;
  const account = session === null || host === null ? null : { host, login: session.person };
  return { seesPrivate: seesPrivate(session), account };
}

export const personOf = ({ session }: Call): Person | null =>
  session === null ? null : { name: session.name, roles: session.roles, formToken: session.formToken };

/** The part of a list that the address asks for. */
export const pagingOf = ({ context }: Call, most = rowsPerPage): Paging => ({
  most,
  after: context.req.query("after") ?? null,
});

/** A text that the address asks for, without blanks around it; empty where it asks for none. */
export const asked = ({ context }: Call, name: string): string =>
  (context.req.query(name) ?? "").trim().slice(0, askedMax);

/** Characters of one thing that an address asks for. */
const askedMax = 500;

/** A part of the path; empty where the route has none of that name. */
export const pathPart = ({ context }: Call, name: string): string => context.req.param(name) ?? "";

/** The page in the form that the address asks for: HTML, or with `?format=json` or `csv` (and `&table=`) its tables. */
export function answer(call: Call, page: Page, status: 200 | 400 | 401 | 403 | 404 | 413 | 500 = 200): Response {
  const { context, settings, ports } = call;
  const format = context.req.query("format") ?? "html";
  const table = context.req.query("table") ?? null;
  const address = addressOf(call);
  if (format === "json") {
    const text = pageJson(page, address, table);
    if (text !== null) return context.body(text, status, { "Content-Type": "application/json; charset=utf-8" });
  }
  if (format === "csv" && status === 200) {
    const text = pageCsv(page, table);
    if (text !== null)
      return context.body(text, status, {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${page.name}.csv"`,
      });
  }
  if (format !== "html" && status === 200)
    return answer(
      call,
      problemPage(
        "There is no such form",
        `This page has no table of that name, or is not to be had in that format; \`json\` and \`csv\` are.`,
      ),
      404,
    );
  const around = {
    address,
    person: personOf(call),
    hasLogIn: ports.providers.length > 0,
    notice: null,
    version: settings.version,
  };
  return context.body(pageHtml(page, around), status, { "Content-Type": "text/html; charset=utf-8" });
}

/** What is not there, and what the reader may not know to be there, look the same. */
export const notFound = (call: Call): Response =>
  answer(call, problemPage("Not found", "There is no such page, or it is not for everybody: log in to see more."), 404);
