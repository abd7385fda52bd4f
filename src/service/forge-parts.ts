import { join } from "node:path";
import { sha256 } from "../adapters/files/files.ts";
import { createForgejo } from "../adapters/forge/forgejo.ts";
import { createGithub } from "../adapters/forge/github.ts";
import { createGitlab } from "../adapters/forge/gitlab.ts";
import { verifyDelivery } from "../adapters/forge/verify-delivery.ts";
import { createMirrors } from "../adapters/git/mirrors.ts";
import { failed } from "../app/attempt.ts";
import { discoverHandler, discoverJob } from "../app/service/discover.ts";
import { followPolicyHandler } from "../app/service/follow-policy.ts";
import type { ForgeSettings } from "../app/service/forge-settings.ts";
import type { JobHandlers } from "../app/service/job-handler.ts";
import { judgeHandler, type LandingSettings } from "../app/service/judge-contribution.ts";
import { judgeJobOf } from "../app/service/judge-jobs.ts";
import { unlessHere } from "../app/service/moved-repository.ts";
import { publishHandler } from "../app/service/publish.ts";
import { requestsHandler } from "../app/service/read-requests.ts";
import { askedOf } from "../app/service/repository-key.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import { takeEventHandler } from "../app/service/take-event.ts";
import { contributionPath } from "../dashboard/links.ts";
import type { ForgePort } from "../ports/forge.ts";
import type { JobQueue, NewJob } from "../ports/job-queue.ts";
import type { Mirrors } from "../ports/mirrors.ts";
import type { Judged, RepositoryKey, ServedRepository, ServiceStore } from "../ports/service-store.ts";
import type { WithCopy } from "./handlers.ts";
import type { Judging } from "./judging.ts";
import type { Log } from "./logging.ts";
import type { Metrics } from "./metrics.ts";
import { type WebhookRoute, webhookRoutes } from "./webhook-routes.ts";

export type ForgePartsOf = {
  readonly settings: CompleteSettings;
  readonly store: ServiceStore;
  readonly queue: JobQueue;
  readonly judging: Judging;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => number;
  /** See `ServeRequest`. */
  readonly secretIn: (file: string) => string;
};

/** All of the service that speaks with forges. */
export type ForgeParts = {
  readonly webhooks: readonly WebhookRoute[];
  readonly handlers: JobHandlers;
  /** Opens the mirror of a repository, with what is new on its default branch. */
  readonly withCopy: WithCopy;
  /** Jobs that are due when the service starts. */
  readonly firstJobs: readonly NewJob[];
  judgeAgain(repository: RepositoryKey, number: number): Promise<void>;
  /** The forge of this kind and host; null: it is not in the settings. */
  readonly forge: (kind: string, host: string) => ForgePort | null;
};

/** Milliseconds for one fetch. The first one of a very large repository takes some minutes. */
const fetchTimeMax = 15 * 60_000;

/** Bytes of one mirror. All commits and trees of Linux have some four thousand million. */
const mirrorBytesMax = 20 * 2 ** 30;

/** Puts together what speaks with the forges of the settings. */
export function createForgeParts(of: ForgePartsOf): ForgeParts {
  const { settings, store, queue, judging, now } = of;
  const forges = new Map(settings.forges.map((one) => [keyOf(one.kind, hostOf(one.url)), openForge(one, of)]));
  const forge = (kind: string, host: string): ForgePort | null => forges.get(keyOf(kind, host)) ?? null;
  const mirrors = createMirrors({
    directory: join(settings.data, "mirrors"),
    origins: settings.forges.map(({ url }) => new URL(url).origin),
    fetchTimeMax,
    mirrorBytesMax,
  });
  const enqueue = (jobs: readonly NewJob[]): Promise<void> => queue.enqueue(jobs);
  const ports = {
    store,
    forge,
    now,
    enqueue,
    mirrors,
    judgePorts: judging.portsFor,
    digest: sha256,
    pageOf: pagesAt(settings.address),
    landing: landings(settings),
  };
  const withCopy = copies({ mirrors, forge, judging, store });
  const every = settings.discoverEveryHours * 3_600_000;
  return {
    webhooks: webhooksOf(of),
    handlers: {
      "take-event": takeEventHandler(ports),
      judge: judgeHandler(ports),
      publish: publishHandler(ports),
      "follow-policy": followPolicyHandler(ports),
      discover: discoverHandler(ports, every),
      "read-requests": requestsHandler({ ...ports, withCopy }),
    },
    forge,
    withCopy,
    firstJobs: settings.forges.flatMap(({ kind, url, accounts }) =>
      accounts.map((account) => discoverJob({ forge: kind, host: hostOf(url), account }, 0)),
    ),
    async judgeAgain(key, number) {
      const repository = await store.repository(key);
      if (repository !== null) await enqueue([judgeJobOf(repository, { kind: "contribution", number })]);
    },
  };
}

const keyOf = (kind: string, host: string): string => `${kind}/${host}`;

const hostOf = (url: string): string => new URL(url).host;

function openForge({ kind, url: address, tokenFile, app }: ForgeSettings, { secretIn, now }: ForgePartsOf): ForgePort {
  if (kind === "github") {
    const apiAddress = new URL(address).host === "github.com" ? "https://api.github.com" : `${address}/api/v3`;
    const privateKey = app === null ? "" : secretIn(app.keyFile);
    return createGithub({ address, apiAddress, appId: Number(app?.id ?? 0), privateKey, now });
  }
  const access = { address, token: tokenFile === null ? "" : secretIn(tokenFile).trim(), now };
  return kind === "gitlab" ? createGitlab(access) : createForgejo(access);
}

const webhooksOf = ({ settings, store, secretIn, log, metrics, now }: ForgePartsOf): readonly WebhookRoute[] =>
  webhookRoutes(
    settings.forges.map(({ kind, url, webhookSecretFiles, branches }) => ({
      forge: kind,
      host: hostOf(url),
      secrets: webhookSecretFiles.map((file) => secretIn(file).trim()),
      branches,
    })),
    {
      store,
      verify: verifyDelivery,
      now,
      tell({ status, ...event }) {
        metrics.deliveryEnded(event.path.split("/")[2] ?? "", event.kind);
        if (status >= 400) log.warn("delivery", { status, ...event });
        else log.debug("delivery", { status, ...event });
      },
    },
  );

/** By the settings; of a forge that stands there no more nothing is judged. */
function landings({ forges }: CompleteSettings): (kind: string, host: string) => LandingSettings {
  const byForge = new Map(
    forges.map(({ kind, url, mergeMethod, squashBody }) => [keyOf(kind, hostOf(url)), { mergeMethod, squashBody }]),
  );
  return (kind, host) => byForge.get(keyOf(kind, host)) ?? { mergeMethod: "commits", squashBody: null };
}

/** Pages have addresses that others can follow only where somebody said what ours is. */
const pagesAt =
  (address: string | null) =>
  ({ key }: ServedRepository, judged: Judged): string | null =>
    address === null || judged.kind !== "contribution" ? null : `${address}${contributionPath(key, judged.number)}`;

type Copying = Pick<ForgeParts, "forge"> & Pick<ForgePartsOf, "judging" | "store"> & { readonly mirrors: Mirrors };

/** Opens mirrors. How a repository is called is asked first, by its number: git fetches by name, and the name may be another's by now. */
const copies =
  ({ mirrors, forge, judging, store }: Copying): WithCopy =>
  async (repository, work) => {
    const port = forge(repository.forge, repository.host);
    if (port === null)
      return failed("work", `nothing is served of ${repository.host} any more: its forge is not in the settings`);
    const elsewhere = await unlessHere(repository, port, { store });
    if (elsewhere !== null) return failed("work", elsewhere.why);
    const credentials = await port.credentials(askedOf(repository));
    if (!credentials.ok) return failed("work", credentials.error.text);
    const name = `${repository.forge}/${repository.host}/${repository.forgeId}`;
    const of = { name, address: port.address(repository), credentials: credentials.value };
    const done = await mirrors.withMirror(of, async (mirror) => {
      const fetched = await mirror.source.fetch([`refs/heads/${repository.defaultBranch}`], { kind: "new" });
      if (!fetched.ok) return failed("work", fetched.error.text);
      return mirror.withRepository((opened) =>
        work(judging.portsFor(opened), `refs/remotes/origin/${repository.defaultBranch}`, mirror.bringVersions),
      );
    });
    return done.ok ? done.value : failed("work", done.error.text);
  };
