import { randomBytes } from "node:crypto";
import { createCharts } from "../adapters/charts/plot.ts";
import type { ServiceDatabase } from "../adapters/database/service/open-service-database.ts";
import { createServiceReader } from "../adapters/database/service/service-reader.ts";
import { forgeOauthProvider } from "../adapters/log-in/forge-oauth.ts";
import { openIdProvider } from "../adapters/log-in/open-id.ts";
import { failed } from "../app/attempt.ts";
import { type AccountAtForge, createRoleAsker, type Maintains } from "../app/service/forge-role.ts";
import type { LogInSettings } from "../app/service/forge-settings.ts";
import { exposureJob } from "../app/service/housekeeping.ts";
import { requestsJob } from "../app/service/read-requests.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import type { ForgePort } from "../ports/forge.ts";
import type { KnownPerson, LogInProvider } from "../ports/log-in.ts";
import type { ForgeAccount } from "../ports/service-reader.ts";
import type { Role, ServiceStore, Session } from "../ports/service-store.ts";
import type { WithCopy } from "./handlers.ts";
import { type Log, withoutSecrets } from "./logging.ts";
import type { PagePorts } from "./pages/page-ports.ts";
import { pageRoutes } from "./pages/page-routes.ts";

export type PagesParts = {
  readonly opened: ServiceDatabase;
  readonly settings: CompleteSettings;
  /** Secrets of the ways to log in, by the files that hold them. */
  readonly secretIn: (file: string) => string;
  readonly withCopy: WithCopy;
  readonly judgeAgain: PagePorts["judgeAgain"];
  /** The forge of this kind and host; null: it is not in the settings. */
  readonly forge: (kind: string, host: string) => ForgePort | null;
  readonly version: string;
  /** How browsers reach us. */
  readonly address: string;
  readonly now: () => number;
  readonly log: Log;
};

/** The pages with all that they ask here. */
export async function pagesHere(parts: PagesParts): Promise<ReturnType<typeof pageRoutes>> {
  const { opened, settings, withCopy, log, now } = parts;
  const { store, queue, database } = opened;
  const secret = await store.settingOnce("page-secret", randomBytes(32).toString("base64url"));
  const reader = createServiceReader(database);
  return pageRoutes(
    {
      reader,
      store,
      queue,
      charts: createCharts(),
      providers: settings.logIn.map((one) => providerOf(one, parts.secretIn)),
      maintains: maintainsBy(parts, store),
      rolesOf: (person) => rolesOf(person, settings, (account) => reader.decides(account)),
      judgeAgain: parts.judgeAgain,
      readRequest: (key, reference) => queue.enqueue([requestsJob(key, 0, reference)]),
      measureExposure: (key) => queue.enqueue([exposureJob(key, { kind: "all" })]),
      async overRepository(key, work) {
        const repository = await store.repository(key);
        if (repository === null) return failed("usage", "there is no such repository");
        return withCopy(repository, (ports) => work(ports));
      },
      now,
      onError: (error) =>
        log.error("a page went wrong", {
          error: withoutSecrets(error instanceof Error ? (error.stack ?? "") : String(error)),
        }),
    },
    {
      baseUrl: parts.address,
      access: settings.public ? "public" : "members",
      secret,
      version: parts.version,
    },
  );
}

/** Milliseconds that a page waits for a forge's word. What comes later counts the next time. */
const forgeMilliseconds = 3_000;

/** Asks the forge that a session's account is of. */
function maintainsBy({ settings, forge, now, log }: PagesParts, store: ServiceStore): PagePorts["maintains"] {
  const ask = createRoleAsker({ store, forge, now });
  return async (key, session) => {
    const account = accountOf(session, settings);
    if (account === null) return { maintains: false, why: null };
    const answer = await within(forgeMilliseconds, ask(key, account));
    if (answer.why !== null)
      log.warn("a forge did not say what somebody may do", { repository: key, why: withoutSecrets(answer.why) });
    return answer;
  };
}

/** The account at a forge that whoever has a session logged in with; null: he logged in elsewhere, or nobody knows the account's number. */
export function accountOf(
  { forge: provider, subject, person }: Pick<Session, "forge" | "subject" | "person">,
  { logIn }: Pick<CompleteSettings, "logIn">,
): AccountAtForge | null {
  const way = logIn.find(({ url }) => idOf(url) === provider);
  if (way === undefined || way.kind === "openid" || subject === "") return null;
  return { forge: way.kind, host: new URL(way.url).host, id: subject, login: person };
}

async function within(milliseconds: number, answer: Promise<Maintains>): Promise<Maintains> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Maintains>((resolve) => {
    timer = setTimeout(resolve, milliseconds, { maintains: false, why: "it did not answer in time" });
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for it any more.
    answer.catch(() => {});
  }
}

function providerOf(settings: LogInSettings, secretIn: PagesParts["secretIn"]): LogInProvider {
  const { kind, url, name, clientId, clientSecretFile } = settings;
  const id = idOf(url);
  const common = { id, words: name, clientId, clientSecret: secretIn(clientSecretFile) };
  const allowsPlainHttp = url.startsWith("http://");
  return kind === "openid"
    ? openIdProvider({ ...common, issuer: url, allowsPlainHttp })
    : forgeOauthProvider({ ...common, forge: kind, origin: url, allowsPlainHttp });
}

/**
 * An address as a word of a path, and no other address as the same one: `https://git.example.org` is `git-example-org`. What is no small letter, digit or
 * dot becomes its bytes in hex, `_2d` for a hyphen; `http` is told apart by `__`.
 */
export const idOf = (url: string): string => {
  const [, scheme = "", rest = url] = /^(https?):\/\/(.*)$/s.exec(url) ?? [];
  const hex = (character: string): string =>
    character === "."
      ? "-"
      : [...Buffer.from(character)].map((byte) => `_${byte.toString(16).padStart(2, "0")}`).join("");
  return `${scheme === "https" ? "" : "__"}${rest.replaceAll(/[^a-z0-9]/gu, hex)}`;
};

/**
 * What a person may do here. Operators, stewards and readers are named in the settings. Whoever a project's own maintainers file made somebody who can decide, by an account of that
 * forge, is a maintainer; nothing here makes anybody one. Everybody else who logged in may ask for changes, which the forge then lets through or not.
 */
export async function rolesOf(
  { provider, login, emails }: KnownPerson,
  { operators, stewards, readers, logIn }: Pick<CompleteSettings, "operators" | "stewards" | "readers" | "logIn">,
  decides: (account: ForgeAccount) => Promise<boolean>,
): Promise<readonly Role[]> {
  const way = logIn.find(({ url }) => idOf(url) === provider);
  const host = way === undefined ? null : new URL(way.url).host;
  const names = [...emails, ...(login === null || host === null ? [] : [`${login}@${host}`])].map((one) =>
    one.toLowerCase(),
  );
  const isAmong = (people: readonly string[]): boolean => people.some((one) => names.includes(one.toLowerCase()));
  if (isAmong(operators)) return ["operator", "contributor"];
  const named: readonly Role[] = [
    ...(isAmong(stewards) ? (["steward"] as const) : []),
    ...(isAmong(readers) ? (["reader"] as const) : []),
  ];
  const isOfForge = way !== undefined && way.kind !== "openid";
  const isMaintainer = isOfForge && login !== null && host !== null && (await decides({ host, login }));
  return [...named, ...(isMaintainer ? (["maintainer"] as const) : []), "contributor"];
}
