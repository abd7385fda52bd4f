import type { FleetRow, FleetSummary } from "../../core/report/fleet.ts";
import type { Attempt } from "../attempt.ts";
import type { FleetEntry } from "./fleet-list.ts";
import type { ServiceSettings } from "./service-settings.ts";

/** Settings with nothing left open: the command line knows this user's usual place, and has read the files with secrets. */
export type CompleteSettings = Omit<ServiceSettings, "data"> & { readonly data: string };

export type ServeRequest = {
  readonly settings: CompleteSettings;
  /** A repository on this machine that is judged and shown, as `proviso serve --demo` does; null: none. */
  readonly demo: string | null;
  readonly version: string;
  /** Tells two programs apart that may judge differently; null where nobody knows. */
  readonly build: string | null;
  /** Where the file of a grammar is, by its name. */
  readonly grammarFile: (name: string) => string;
  /** The secret that a file of the settings holds; they were read before anything started, and a file that is missing was said then. */
  readonly secretIn: (file: string) => string;
  /** Called when it listens, or works, with where. */
  readonly ready: (at: string) => void;
  readonly stop: AbortSignal;
};

/** A list of repositories that are to be audited. */
export type FleetRequest = Pick<ServeRequest, "version" | "build" | "grammarFile" | "stop"> & {
  readonly entries: readonly FleetEntry[];
  /** Where what was found is kept, and how far it came. */
  readonly data: string;
  /** Repositories that are audited at a time. */
  readonly workers: number;
  /** Told of each repository when it is done. */
  readonly tell: (row: FleetRow) => Promise<void>;
};

/** What `proviso serve` loads, by commands. It stands in a file of its own, which needs a newer Node than the command line. */
export type ServiceProgram = {
  /** Serves until `stop`, then ends what is under way. */
  serve(request: ServeRequest): Promise<Attempt<null>>;
  /** Writes all that the embedded database holds to a new file, as of one moment; the service may run meanwhile. */
  backup(settings: CompleteSettings, file: string): Promise<Attempt<null>>;
  /** Puts such a file in the place of the database, which nobody may have open. */
  restore(settings: CompleteSettings, file: string): Promise<Attempt<null>>;
  /** Audits a list of repositories through the service's queue, until all are done or somebody stops it. */
  auditFleet(request: FleetRequest): Promise<Attempt<FleetSummary>>;
  /** Gives the log of the service's own actions, a line for each, those after `after`. */
  exportLog(settings: CompleteSettings, after: number, write: (line: string) => Promise<void>): Promise<Attempt<null>>;
};
