import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { routes as pagePaths } from "../dashboard/routes.ts";
import { type Log, withoutSecrets } from "./logging.ts";
import type { Metrics } from "./metrics.ts";
import { metricsRoute, type ProbePorts, probeRoutes } from "./probes.ts";

export type AppParts = ProbePorts & {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Are metrics answered here, too? */
  readonly showsMetrics: boolean;
  /** Where forges send deliveries. */
  readonly webhooks: readonly { readonly path: string; readonly answer: (request: Request) => Promise<Response> }[];
  /** The pages; null: this process shows none. */
  readonly pages: { readonly fetch: (request: Request) => Response | Promise<Response> } | null;
};

/** All that is answered by HTTP, as a function from request to response; listening is elsewhere. */
export function createApp(parts: AppParts): Hono {
  const { log, metrics, pages } = parts;
  const app = new Hono({ strict: true });
  app.use(async (context, next) => {
    const since = performance.now();
    await next();
    const seconds = (performance.now() - since) / 1000;
    const { method } = context.req;
    // The pattern of the route, never the path: a path is a stranger's text, and there are many.
    const route = matchedRoutes(context).findLast(({ path }) => path !== "/*")?.path ?? "none";
    metrics.requestEnded(route, method, context.res.status, seconds);
    log.debug("request", { route, method, status: context.res.status, seconds });
    // Pages say themselves what they may do; whatever says nothing may do nothing.
    const { headers } = context.res;
    if (!headers.has("Content-Security-Policy"))
      headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
  });
  app.onError((error, context) => {
    log.error("a request went wrong", { error: withoutSecrets(String(error.stack ?? error)) });
    return context.text("Something went wrong here that should not. It is in the log.\n", 500);
  });
  app.route("/", probeRoutes(parts));
  if (parts.showsMetrics) app.route("/", metricsRoute(parts));
  for (const { path, answer } of parts.webhooks) app.all(path, (context) => answer(context.req.raw));
  if (pages === null) return app.notFound((context) => context.text("There is no such page.\n", 404));
  for (const { method, path } of pagePaths) app.on(method, path, (context) => pages.fetch(context.req.raw));
  return app.notFound((context) => pages.fetch(context.req.raw));
}
