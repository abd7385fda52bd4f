import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { type Log, withoutSecrets } from "./logging.ts";
import type { Metrics } from "./metrics.ts";
import { metricsRoute, type ProbePorts, probeRoutes } from "./probes.ts";

export type AppParts = ProbePorts & {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Are metrics answered here, too? */
  readonly showsMetrics: boolean;
  /** Routes that others made, each under its own paths. */
  readonly routes: readonly Hono[];
};

/** All that is answered by HTTP, as a function from request to response; listening is elsewhere. */
export function createApp(parts: AppParts): Hono {
  const { log, metrics } = parts;
  const app = new Hono();
  app.use(async (context, next) => {
    const since = performance.now();
    await next();
    const seconds = (performance.now() - since) / 1000;
    const { method } = context.req;
    // The pattern of the route, never the path: a path is a stranger's text, and there are many.
    const route = matchedRoutes(context).findLast(({ path }) => path !== "/*")?.path ?? "none";
    metrics.requestEnded(route, method, context.res.status, seconds);
    log.debug("request", { route, method, status: context.res.status, seconds });
  });
  app.use(
    secureHeaders({
      // Pages say more themselves; what says nothing else may do nothing.
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
      strictTransportSecurity: false,
    }),
  );
  app.onError((error, context) => {
    log.error("a request went wrong", {
      route: context.req.routePath,
      error: withoutSecrets(String(error.stack ?? error)),
    });
    return context.text("Something went wrong here that should not. It is in the log.\n", 500);
  });
  app.notFound((context) => context.text("There is no such page.\n", 404));
  app.route("/", probeRoutes(parts));
  if (parts.showsMetrics) app.route("/", metricsRoute(parts));
  for (const routes of parts.routes) app.route("/", routes);
  return app;
}
