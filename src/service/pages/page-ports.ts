import type { Attempt } from "../../app/attempt.ts";
import type { CheckPorts } from "../../app/check.ts";
import type { Maintains } from "../../app/service/forge-role.ts";
import type { RepositoryKey } from "../../core/service/views.ts";
import type { Access, Role } from "../../dashboard/routes.ts";
import type { Charts } from "../../ports/charts.ts";
import type { JobQueue } from "../../ports/job-queue.ts";
import type { KnownPerson, LogInProvider } from "../../ports/log-in.ts";
import type { ServiceReader } from "../../ports/service-reader.ts";
import type { ServiceStore, Session } from "../../ports/service-store.ts";

/** What the pages ask and use. */
export type PagePorts = {
  readonly reader: ServiceReader;
  readonly store: Pick<ServiceStore, "saveSession" | "session" | "endSession" | "appendLog">;
  readonly queue: Pick<JobQueue, "dead" | "revive" | "counts">;
  readonly charts: Charts;
  readonly providers: readonly LogInProvider[];
  /** What a person may do here, by the forge and the maintainers files. Nobody who is not known to them has a role. */
  readonly rolesOf: (person: KnownPerson) => Promise<readonly Role[]>;
  /** Does the forge of a repository say that whoever has the session maintains it? Only an account of that forge can. */
  readonly maintains: (repository: RepositoryKey, session: Session) => Promise<Maintains>;
  /** Has a contribution judged again, soon. */
  readonly judgeAgain: (repository: RepositoryKey, number: number) => Promise<void>;
  /** Has measured soon what of a repository's exceptions is alive. */
  readonly measureExposure: (repository: RepositoryKey) => Promise<void>;
  /** Has the discussion of a request read again soon, by its reference. */
  readonly readRequest: (repository: RepositoryKey, reference: string) => Promise<void>;
  /** Works on a repository's own history, here; null: this process keeps no mirrors, so that what needs one is said to be had elsewhere. */
  readonly overRepository:
    | (<T>(repository: RepositoryKey, work: (ports: CheckPorts) => Promise<Attempt<T>>) => Promise<Attempt<T>>)
    | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Hears of what went wrong while a page was made; the page says only that it did. */
  readonly onError: (error: unknown) => void;
};

export type PageSettings = {
  /** Of this service, as browsers see it: `https://proviso.example.org`. No path. */
  readonly baseUrl: string;
  readonly access: Access;
  /** Signs the cookie of a log-in that is under way; at least 32 random bytes, the same in every process. */
  readonly secret: string;
  /** Proviso's own. */
  readonly version: string;
};

/** How long a session lasts, in milliseconds: a working day. */
export const sessionMillisecondsMax = 12 * 60 * 60 * 1000;

/** Rows of a list on its own page, and of one among others. */
export const rowsPerPage = 50;
export const rowsPerSection = 15;

/** The largest body of a form, in bytes. A draft of a document is the largest. */
export const formBytesMax = 512 * 1024;
