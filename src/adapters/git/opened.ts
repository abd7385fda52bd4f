import type { RepositoryDescription } from "../../ports/repository.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { GitPlace } from "./process.ts";

/** What the answers about an open repository are made from. */
export type OpenedRepository = {
  readonly place: GitPlace;
  /** As `place`, with the user's own configuration: who he is, and which character begins a comment. */
  readonly user: GitPlace;
  readonly objects: ObjectReader;
  readonly description: RepositoryDescription;
};
