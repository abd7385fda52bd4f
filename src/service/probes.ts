import { Hono } from "hono";
import type { ServiceStore } from "../ports/service-store.ts";
import type { Metrics } from "./metrics.ts";

/** How long the database may take before we say that we are not ready, in milliseconds. */
const readyMilliseconds = 2_000;

export type ProbePorts = {
  readonly store: ServiceStore;
  readonly metrics: Metrics;
  /** Does it stop? Then it is not ready for more, and whoever shares out requests sends them elsewhere. */
  readonly isStopping: () => boolean;
};

/** What watches over the service asks: is the process alive, is it ready, what does it count. Nothing here says more than that to anybody. */
export function probeRoutes({ store, isStopping }: ProbePorts): Hono {
  const routes = new Hono();
  routes.get("/healthz", (context) => context.text("alive\n"));
  routes.get("/readyz", async (context) => {
    if (isStopping()) return context.text("stopping\n", 503);
    return (await answersInTime(store)) ? context.text("ready\n") : context.text("the database does not answer\n", 503);
  });
  return routes;
}

/** What Prometheus reads. */
export function metricsRoute({ metrics }: Pick<ProbePorts, "metrics">): Hono {
  const routes = new Hono();
  routes.get("/metrics", async (context) => {
    context.header("Content-Type", metrics.contentType);
    return context.body(await metrics.read());
  });
  return routes;
}

async function answersInTime(store: ServiceStore): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, readyMilliseconds, false);
  });
  const answered = store.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
