import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { JobQueue } from "../ports/job-queue.ts";

/** What Prometheus reads. Labels have few values: kinds, outcomes and patterns of routes, never names of people or repositories. */
export type Metrics = {
  readonly contentType: string;
  /** The text of all metrics now. The queue is counted for it. */
  read(): Promise<string>;
  requestEnded(route: string, method: string, status: number, seconds: number): void;
  deliveryEnded(forge: string, outcome: string): void;
  jobEnded(kind: string, outcome: string, seconds: number): void;
};

/** Bounds in seconds. */
const requestBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const jobBounds = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800];

export function createMetrics(queue: JobQueue, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: "proviso_info", help: "The version that runs.", labelNames: ["version"], registers }).set(
    { version },
    1,
  );
  const countJobs = queueGauges(queue, registry);
  const requests = new Histogram({
    name: "proviso_http_request_seconds",
    help: "How long requests took.",
    labelNames: ["route", "method", "status"],
    buckets: requestBounds,
    registers,
  });
  const deliveries = new Counter({
    name: "proviso_deliveries_total",
    help: "Deliveries of forges, by what became of them.",
    labelNames: ["forge", "outcome"],
    registers,
  });
  const jobs = new Histogram({
    name: "proviso_job_seconds",
    help: "How long tries of jobs took, by how they ended.",
    labelNames: ["kind", "outcome"],
    buckets: jobBounds,
    registers,
  });
  return {
    contentType: registry.contentType,
    async read() {
      await countJobs();
      return registry.metrics();
    },
    requestEnded: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    deliveryEnded: (forge, outcome) => deliveries.inc({ forge, outcome }),
    jobEnded: (kind, outcome, seconds) => jobs.observe({ kind, outcome }, seconds),
  };
}

/** The queue is counted when somebody reads; a database that does not answer then shows as `proviso_database_up 0`. */
function queueGauges(queue: JobQueue, registry: Registry): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({ name: "proviso_database_up", help: "1 while the database answers.", registers });
  const oldest = new Gauge({
    name: "proviso_queue_oldest_seconds",
    help: "How long the oldest job that could run has waited.",
    labelNames: ["kind"],
    registers,
  });
  const jobs = new Gauge({
    name: "proviso_queue_jobs",
    help: "Jobs, by what they do now.",
    labelNames: ["kind", "state"],
    registers,
  });
  return async () => {
    const counts = await queue.counts().catch(() => null);
    up.set(counts === null ? 0 : 1);
    for (const [kind, { waiting, running, dead, oldestWaits }] of Object.entries(counts ?? {})) {
      for (const [state, count] of Object.entries({ waiting, running, dead })) jobs.set({ kind, state }, count);
      oldest.set({ kind }, oldestWaits / 1000);
    }
  };
}
