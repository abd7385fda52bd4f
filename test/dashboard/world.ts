import type { Hono } from "hono";
import { createCharts } from "../../src/adapters/charts/plot.ts";
import { failed } from "../../src/app/attempt.ts";
import type { Part } from "../../src/core/service/views.ts";
import type { Access, Role } from "../../src/dashboard/routes.ts";
import type { LogInProvider } from "../../src/ports/log-in.ts";
import type { ServiceReader } from "../../src/ports/service-reader.ts";
import type { ServiceStore, Session } from "../../src/ports/service-store.ts";
import type { PagePorts } from "../../src/service/pages/page-ports.ts";
import { pageRoutes } from "../../src/service/pages/page-routes.ts";
import * as views from "./sample-views.ts";

export const baseUrl = "https://proviso.example.org";
export const now = views.day("2026-11-30");

/** What a test sees of what routes did. */
export type Done = {
  readonly log: Parameters<ServiceStore["appendLog"]>[0][number][];
  readonly judged: string[];
  readonly measured: string[];
  readonly read: string[];
  readonly revived: string[];
  readonly errors: unknown[];
  readonly sessions: Map<string, Session>;
};

export type World = { readonly app: Hono; readonly done: Done; readonly ports: PagePorts };

export type WorldOf = {
  readonly foreign?: views.Foreign;
  readonly access?: Access;
  readonly providers?: readonly LogInProvider[];
  readonly roles?: readonly Role[];
  readonly ports?: Partial<PagePorts>;
  readonly url?: string;
};

const part = <Row>(rows: readonly Row[]): Part<Row> => ({ rows, next: "bmV4dA" });

/** Answers everything with records in which all occurs; knows one repository, `views.key`, and of it one of each. */
export function sampleReader(foreign: views.Foreign): ServiceReader {
  const own = async <T>(key: string, value: T): Promise<T | null> => (key === views.key ? value : null);
  return {
    overview: async () => ({
      repositories: { count: 4, atLeast: false },
      undecided: { count: 3, atLeast: false },
      failing: { count: 1_000, atLeast: true },
      audited: { count: 2, atLeast: false },
    }),
    decides: async () => false,
    repositories: async () => part(views.repositoryRows(foreign)),
    repository: (key) =>
      own(key, { ...(views.repositoryRows(foreign)[0] as ReturnType<typeof views.repositoryRows>[number]), key }),
    renamed: async () => null,
    contributions: async (question) =>
      part(
        views
          .contributionRows(foreign)
          .filter(({ conclusion, isMine }) =>
            question.isMine
              ? isMine
              : question.conclusion === null || question.conclusion === "waiting" || question.conclusion === conclusion,
          ),
      ),
    contribution: (key, number) => (number === 412 ? own(key, views.contributionView(foreign)) : Promise.resolve(null)),
    exceptions: async () => part(views.exceptionRows(foreign)),
    register: (key) => own(key, views.registerView(foreign)),
    exposure: (key) =>
      own(key, {
        text: views.exposureText(foreign),
        madeAt: now,
        failed: { why: foreign("the remote hangs"), at: now },
      }),
    requests: async () => part([views.requestView(foreign)]),
    request: (key) => own(key, views.requestView(foreign)),
    audits: async () => part([views.auditView(foreign)]),
    audit: (key) => own(key, views.auditView(foreign)),
    judgements: async () => part(views.judgementRows(foreign)),
    commit: (key) => own(key, views.commitView(foreign)),
    publications: async () => [{ state: "sent", count: 12 }],
    log: async () => part(views.logRows(foreign)),
  };
}

/** The pages over samples, with sessions in memory. */
export function worldOf(of: WorldOf = {}): World {
  const { foreign = (text) => text, access = "public", providers = [], roles = [], url = baseUrl } = of;
  const done: Done = { log: [], judged: [], measured: [], read: [], revived: [], errors: [], sessions: new Map() };
  const ports: PagePorts = {
    reader: sampleReader(foreign),
    store: {
      saveSession: async (session) => void done.sessions.set(session.idHash, session),
      session: async (hash, at) => {
        const found = done.sessions.get(hash);
        return found === undefined || found.expiresAt <= at ? null : found;
      },
      endSession: async (hash) => void done.sessions.delete(hash),
      appendLog: async (entries) => void done.log.push(...entries),
    },
    queue: {
      dead: async () => [
        {
          id: "7",
          kind: "publish",
          key: foreign("c1"),
          payload: {},
          notBefore: 0,
          attempts: 9,
          why: foreign("the forge answers 404"),
          diedAt: now,
        },
      ],
      revive: async (id) => {
        done.revived.push(id);
        return id === "7";
      },
      counts: async () => {
        const none = { waiting: 0, running: 0, dead: 0, oldestWaits: 0 };
        return {
          publish: { ...none, dead: 1 },
          "take-event": none,
          judge: { ...none, waiting: 3, oldestWaits: 1_500 },
          "follow-policy": none,
          "read-register": none,
          "read-requests": none,
          discover: none,
          audit: none,
          "measure-exposure": none,
          forget: none,
        };
      },
    },
    charts: createCharts(),
    providers,
    rolesOf: async () => roles,
    maintains: async () => ({ maintains: false, why: null }),
    readRequest: async (repository, reference) => void done.read.push(`${repository} ${reference}`),
    measureExposure: async (repository) => void done.measured.push(repository),
    judgeAgain: async (repository, number) => void done.judged.push(`${repository}#${number}`),
    overRepository: async () => failed("work", foreign("the mirror is not there")),
    now: () => now,
    onError: (error) => void done.errors.push(error),
    ...of.ports,
  };
  return { app: pageRoutes(ports, { baseUrl: url, access, secret: "s".repeat(64), version: "0.1.0" }), done, ports };
}

/** Logs somebody in by hand, and gives the cookie and the token of his forms. */
export async function sessionFor(
  { ports }: World,
  roles: readonly Role[],
  person = "lin",
): Promise<{ readonly cookie: string; readonly token: string }> {
  const { createHash } = await import("node:crypto");
  const id = `id-of-${person}-${roles.join("-")}`;
  const token = `token-of-${person}`;
  await ports.store.saveSession({
    idHash: createHash("sha256").update(id).digest("hex"),
    person,
    subject: "52",
    name: "Lin Maintainer",
    forge: "forge",
    roles,
    createdAt: now,
    expiresAt: now + 1_000,
    formToken: token,
  });
  return { cookie: `__Host-proviso-session=${id}`, token };
}

const repository = `/repositories/${views.key}/-/`;

/** Every page that can be read, by what is shown on it. */
export const pagePaths: { readonly [name: string]: string } = {
  start: "/",
  contributions: "/contributions",
  exceptions: "/exceptions",
  requests: "/requests",
  repositories: "/repositories",
  audits: "/audits",
  search: "/search?q=mechanical-changes",
  operation: "/operation",
  log: "/log",
  repository,
  contribution: `${repository}contributions/412`,
  exception: `${repository}exceptions/mechanical-changes`,
  request: `${repository}requests/%3C20260108.4711%40example.org%3E`,
  audit: `${repository}audit`,
  commit: `${repository}commits/${"4".repeat(40)}`,
  policy: `${repository}policy`,
  simulation: `${repository}simulation`,
  "log-in": "/log-in",
};
