import type { GitCredentials } from "./forge.ts";
import type { HistorySource } from "./history-source.ts";
import type { Answer, Repository } from "./repository.ts";

/** What a mirror is of. */
export type MirroredRepository = {
  /** A name that stays: the forge, its host and its number of the repository. Anything may stand in it; no path is made of it. */
  readonly name: string;
  /** As `ForgePort.address` makes it. Without credentials. */
  readonly address: string;
  /** Null: anybody may fetch. */
  readonly credentials: GitCredentials | null;
};

/** A repository's objects on this machine, as far as somebody needed them. */
export type Mirror = {
  /** Opens it for some work. What a partial mirror lacks comes from the remote when it is read. */
  withRepository<T>(work: (repository: Repository) => Promise<T>): Promise<T>;
  readonly source: HistorySource;
  /**
   * Brings the contents that commits between two (full ids) add and take away, in one request rather than one by one. What cannot be had now is had
   * when it is read, or said to be missing.
   */
  bringContents(base: string, tip: string): Promise<Answer<null>>;
  /**
   * Brings all versions, up to `tip`, of the files that commits wrote to, in one request: what counting their lines and rehearsing their reverts reads.
   * Where there are too many, each comes when it is read.
   */
  bringVersions(commits: readonly string[], tip: string): Promise<Answer<null>>;
};

/** The mirrors that a service keeps, one for each repository. */
export type Mirrors = {
  /** Makes the mirror if there is none. In one process, work on the same mirror waits for the work before it. */
  withMirror<T>(of: MirroredRepository, work: (mirror: Mirror) => Promise<T>): Promise<Answer<T>>;
  /** Forgets it, if it is there. */
  remove(name: string): Promise<void>;
};
