import type { Context } from "hono";
import type { Maintains } from "../../app/service/forge-role.ts";
import { addressText, ofRepository } from "../../dashboard/links.ts";
import { tokenName } from "../../dashboard/page.ts";
import { problemPage } from "../../dashboard/problem-page.ts";
import { permission, type Route } from "../../dashboard/routes.ts";
import { addressOf, answer, type Call, type Handler, pathPart, readerOf } from "./call.ts";
import { formBytesMax, type PagePorts, type PageSettings } from "./page-ports.ts";
import { isFormOf, sessionOf } from "./sessions.ts";

/**
 * Lets a request through to its handler, if whoever calls may do what the route does, and if a form comes from our own pages. The only way to a handler.
 */
export async function guarded(
  context: Context,
  route: Route,
  handler: Handler,
  of: { readonly ports: PagePorts; readonly settings: PageSettings },
): Promise<Response> {
  const { ports, settings } = of;
  const session =
    route.needs === "nothing" && route.name === "asset" ? null : await sessionOf(context, ports, settings);
  const call: Call = { context, session, ports, settings, form: {} };
  if (route.method === "POST" && !isFromHere(context, settings))
    return answer(call, problemPage("Not from here", "The form was sent by another site, so nothing was done."), 403);
  const may = permission(route.needs, session, settings.access);
  if (may === "log-in") return toLogIn(call, route);
  const byForge = may === "no" && route.needs === "maintain" ? await maintainsHere(call) : null;
  if (may === "no" && byForge?.maintains !== true)
    return answer(call, problemPage("Not for you", `${notForYou}${saidNot(byForge)}`), 403);
  if (route.method === "GET") return orWhereItIsNow(call, route, await handler(call));
  const form = await formOf(context);
  if (form === null) return answer(call, problemPage("Too large", `A form may have ${formBytesMax / 1024} KiB.`), 413);
  if (session !== null && route.needs !== "nothing" && !isFormOf(session, form[tokenName]))
    return answer(
      call,
      problemPage("Out of date", "The page with the form is from another session, so nothing was done. Load it again."),
      403,
    );
  return handler({ ...call, form });
}

/**
 * Does the repository's forge say that whoever calls maintains it? He is asked about only where the service lets him in at all, and is a maintainer of this
 * repository alone.
 */
export async function maintainsHere(call: Call): Promise<Maintains | null> {
  const { session, settings, ports } = call;
  if (session === null || permission("log-in", session, settings.access) !== "yes") return null;
  return ports.maintains(pathPart(call, "key"), session);
}

/** A page of a repository that is called otherwise by now is where that one is, for whoever may see it. */
async function orWhereItIsNow(call: Call, route: Route, found: Response): Promise<Response> {
  if (found.status !== 404 || !route.path.startsWith("/repositories/:key")) return found;
  const { context, ports } = call;
  const now = await ports.reader.renamed(pathPart(call, "key"), readerOf(call));
  const { pathname, search } = new URL(context.req.url);
  const [, rest = ""] = /^\/repositories\/.+\/-\/(.*)$/.exec(pathname) ?? [];
  if (now === null) return found;
  // Another repository may have the name tomorrow, so that no browser may keep this (`headers.ts` says so).
  return context.redirect(`${ofRepository(now)}${rest}${search}`, 308);
}

const saidNot = (byForge: Maintains | null): string =>
  byForge === null || byForge.why === null ? "" : ` The forge did not say what you may do there: ${byForge.why}.`;

const notForYou =
  "Your roles do not allow it. What the forge lets you do counts within minutes; log out and in again after a maintainers file or the settings changed.";

/** Browsers say where a form comes from; without a word of it nothing is done. */
function isFromHere(context: Context, { baseUrl }: PageSettings): boolean {
  const site = context.req.header("Sec-Fetch-Site");
  if (site !== undefined && site !== "same-origin") return false;
  return context.req.header("Origin") === new URL(baseUrl).origin;
}

/** Only a page can be gone on to after logging in. */
function toLogIn(call: Call, route: Route): Response {
  const to = route.method === "GET" ? addressText(addressOf(call)) : "/";
  const format = call.context.req.query("format") ?? "html";
  if (route.method === "POST" || format !== "html")
    return answer(call, problemPage("Log in first", "This needs to know who asks."), 401);
  return call.context.redirect(addressText({ path: "/log-in", query: { to } }), 303);
}

/** The fields of a form of ours; null: it is too large. */
async function formOf(context: Context): Promise<Call["form"] | null> {
  const type = context.req.header("Content-Type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return {};
  const body = await bodyOf(context);
  return body === null ? null : Object.fromEntries(new URLSearchParams(body));
}

/** Reads no more than a form may have, whatever its sender says of its length. */
async function bodyOf(context: Context): Promise<string | null> {
  const stream = context.req.raw.body;
  if (stream === null) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > formBytesMax) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
