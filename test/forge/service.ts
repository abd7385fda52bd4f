import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openServiceDatabase,
  type ServiceDatabase,
} from "../../src/adapters/database/service/open-service-database.ts";
import { sha256 } from "../../src/adapters/files/files.ts";
import { verifyDelivery } from "../../src/adapters/forge/verify-delivery.ts";
import { createMirrors } from "../../src/adapters/git/mirrors.ts";
import { discoverHandler } from "../../src/app/service/discover.ts";
import { followPolicyHandler } from "../../src/app/service/follow-policy.ts";
import type { JobHandlers, JobResult } from "../../src/app/service/job-handler.ts";
import { judgeHandler, type LandingSettings } from "../../src/app/service/judge-contribution.ts";
import { publishHandler } from "../../src/app/service/publish.ts";
import { takeEventHandler } from "../../src/app/service/take-event.ts";
import { jobKinds } from "../../src/core/service/job-kinds.ts";
import type { ForgePort } from "../../src/ports/forge.ts";
import type { TakenJob } from "../../src/ports/job-queue.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { createJudging } from "../../src/service/judging.ts";
import { webhookPath, webhookRoutes } from "../../src/service/webhook-routes.ts";
import { createForge, type TestForge } from "../ci/forge.ts";
import type { ForgeDouble } from "./doubles/doubles.ts";

export const secret = "a secret of the test service";

/** A service with a real database, real git over HTTP, and a double of a forge. Its workers work when a test says so. */
export type TestService = {
  readonly git: TestForge;
  /** What the service asks; a test may put something else in the place of a question. */
  readonly port: { -readonly [Name in keyof ForgePort]: ForgePort[Name] };
  readonly database: ServiceDatabase;
  /** Posts a delivery as the forge does; gives the status and what was answered. */
  deliver(
    name: string,
    payload: unknown,
    more?: { readonly id?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<readonly [number, string]>;
  post(request: RequestInit): Promise<Response>;
  /** Works until nothing is left that can be done now. Gives what jobs came to, other than done. */
  work(): Promise<readonly string[]>;
  /** Works on one job of a kind by hand. */
  handle(job: TakenJob): Promise<JobResult>;
  /** In its place the store does something else, until the test puts it back. */
  readonly store: { current: ServiceStore };
  /** How requests land, by the settings. */
  readonly landing: { current: LandingSettings };
  readonly clock: { now: number };
  close(): Promise<void>;
};

const tries = 6;

/** @param mirrorsAt where copies of repositories are kept, if not with the rest of the data */
export async function startService(double: ForgeDouble, mirrorsAt: string | null = null): Promise<TestService> {
  const git = await createForge();
  await git.onServer("config", "uploadpack.allowFilter", "true");
  await git.onServer("config", "uploadpack.allowAnySHA1InWant", "true");
  const data = realpathSync(mkdtempSync(join(tmpdir(), "proviso-served-")));
  const clock = { now: Date.parse("2026-11-30T12:00:00Z") };
  const now = () => clock.now;
  const database = await openServiceDatabase({ kind: "directory", directory: data }, { now, lease: 30_000 }, () => {});
  const store = { current: database.store };
  const landing: TestService["landing"] = { current: { mergeMethod: "commits", squashBody: null } };
  const judging = createJudging(data, "test", (name) => name);
  const port: { -readonly [Name in keyof ForgePort]: ForgePort[Name] } = {
    ...double.port,
    address: () => git.url,
    credentials: async () => ({ ok: true, value: null }),
  };
  const mirrors = createMirrors({
    directory: mirrorsAt ?? join(data, "mirrors"),
    origins: [git.server.url],
    fetchTimeMax: 20_000,
    mirrorBytesMax: 1 << 30,
  });
  const ports = {
    get store() {
      return store.current;
    },
    forge: (kind: string) => (kind === port.forge ? port : null),
    now,
    enqueue: database.queue.enqueue,
    mirrors,
    judgePorts: judging.portsFor,
    digest: sha256,
    pageOf: () => null,
    landing: () => landing.current,
  };
  const handlers: JobHandlers = {
    "take-event": takeEventHandler(ports),
    judge: judgeHandler(ports),
    publish: publishHandler(ports),
    discover: discoverHandler(ports, 3_600_000),
    "follow-policy": followPolicyHandler(ports),
  };
  const source = { forge: port.forge, host: port.host, secrets: [secret], branches: [] };
  const deliveries = {
    get store() {
      return store.current;
    },
    now,
    verify: verifyDelivery,
    tell: () => {},
  };
  const [route] = webhookRoutes([source], deliveries);
  const address = `http://localhost${webhookPath(source)}`;
  const post = async (request: RequestInit): Promise<Response> => {
    if (route === undefined) throw new Error("there is no route");
    return route.answer(new Request(address, { method: "POST", ...request }));
  };
  const handle = async (job: TakenJob): Promise<JobResult> =>
    (await handlers[job.kind]?.(job, new AbortController().signal)) ?? { kind: "done" };
  return {
    git,
    port,
    database,
    store,
    landing,
    clock,
    post,
    handle,
    async deliver(name, payload, { id = randomUUID(), headers = {}, body = JSON.stringify(payload) } = {}) {
      const response = await post({ headers: { ...headersOf(port.forge, name, id, body), ...headers }, body });
      return [response.status, (await response.text()).trim()];
    },
    async work() {
      const said: string[] = [];
      for (;;) {
        const job = await database.queue.take(jobKinds);
        if (job === null) return said;
        const result = await handle(job).catch((error: unknown): JobResult => ({ kind: "failed", why: String(error) }));
        if (result.kind !== "done") said.push(`${job.kind} ${result.kind}: ${result.why}`);
        if (result.kind === "done") await database.queue.finish(job);
        else if (result.kind === "hopeless" || job.attempt >= tries) await database.queue.bury(job, result.why);
        else await database.queue.retry(job, clock.now);
      }
    },
    async close() {
      await database.store.close();
      await git.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What each forge sends with a delivery. */
function headersOf(
  forge: ForgePort["forge"],
  name: string,
  id: string,
  body: string,
): Readonly<Record<string, string>> {
  const hex = createHmac("sha256", secret).update(body).digest("hex");
  if (forge === "github")
    return { "X-Hub-Signature-256": `sha256=${hex}`, "X-GitHub-Event": name, "X-GitHub-Delivery": id };
  if (forge === "gitlab") return { "X-Gitlab-Token": secret, "X-Gitlab-Event": name, "Idempotency-Key": id };
  return { "X-Forgejo-Signature": hex, "X-Forgejo-Event": name, "X-Forgejo-Delivery": id };
}
