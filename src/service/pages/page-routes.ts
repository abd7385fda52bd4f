import { Hono } from "hono";
import { problemPage } from "../../dashboard/problem-page.ts";
import { type RouteName, routes } from "../../dashboard/routes.ts";
import { icon, script } from "../../dashboard/script.ts";
import { style } from "../../dashboard/style.ts";
import { judgeAgain, measureExposure, readRequest, reviveJob } from "./actions.ts";
import { answer, type Call, type Handler, notFound, pathPart } from "./call.ts";
import { guarded } from "./guard.ts";
import { securityHeaders } from "./headers.ts";
import { changeException, policy, simulateHandler, simulation } from "./history-pages.ts";
import * as lists from "./list-pages.ts";
import { choose, finishLogIn, logOut, startLogIn } from "./log-in.ts";
import { auditHandler, commit, contribution, exception, repository, request } from "./one-pages.ts";
import type { PagePorts, PageSettings } from "./page-ports.ts";
import { sessionOf } from "./sessions.ts";

/** The pages of the service: every route of `src/dashboard/routes.ts`, each behind what it asks of whoever calls. */
export function pageRoutes(ports: PagePorts, settings: PageSettings): Hono {
  const app = new Hono({ strict: true });
  const handlers = handlersOf();
  app.use(securityHeaders(settings));
  for (const route of routes)
    app.on(route.method, route.path, (context) => guarded(context, route, handlers[route.name], { ports, settings }));
  app.notFound(async (context) => {
    const session = await sessionOf(context, ports, settings);
    return notFound({ context, session, ports, settings, form: {} });
  });
  app.onError((error, context) => {
    ports.onError(error);
    const call: Call = { context, session: null, ports, settings, form: {} };
    return answer(
      call,
      problemPage(
        "This did not work",
        "The page could not be made. What went wrong is in the service's own log; try again in a moment.",
      ),
      500,
    );
  });
  return app;
}

const handlersOf = (): { readonly [Name in RouteName]: Handler } => ({
  asset,
  "log-in": choose,
  "log-in-start": startLogIn,
  "log-in-done": finishLogIn,
  "log-out": logOut,
  start: lists.start,
  contributions: lists.contributions,
  exceptions: lists.exceptions,
  requests: lists.requests,
  repositories: lists.repositories,
  audits: lists.audits,
  search: lists.search,
  operation: lists.operation,
  "revive-job": reviveJob,
  log: lists.log,
  repository,
  contribution,
  "judge-again": judgeAgain,
  exception,
  "change-exception": changeException,
  "measure-exposure": measureExposure,
  request,
  "read-request": readRequest,
  audit: auditHandler(),
  commit,
  policy,
  simulation,
  simulate: simulateHandler(),
});

const assets: ReadonlyMap<string, { readonly type: string; readonly text: string }> = new Map([
  ["style.css", { type: "text/css; charset=utf-8", text: style }],
  ["script.js", { type: "text/javascript; charset=utf-8", text: script }],
  ["icon.svg", { type: "image/svg+xml", text: icon }],
]);

/** Seconds that a browser may keep what is the same for everybody. */
const assetSecondsMax = 300;

const asset: Handler = async (call) => {
  const found = assets.get(pathPart(call, "name"));
  if (found === undefined) return notFound(call);
  return call.context.body(found.text, 200, {
    "Content-Type": found.type,
    "Cache-Control": `public, max-age=${assetSecondsMax}`,
  });
};
