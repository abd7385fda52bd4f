import type { ServiceReader } from "../../../ports/service-reader.ts";
import { contributionsFor } from "./reader-contributions.ts";
import { judgementsFor } from "./reader-judgements.ts";
import { registersFor } from "./reader-registers.ts";
import { repositoriesFor } from "./reader-repositories.ts";
import type { Database } from "./schema.ts";

/** What the pages ask, answered from the service's database: the same statements on SQLite and PostgreSQL. */
export const createServiceReader = (database: Database): ServiceReader => ({
  ...repositoriesFor(database),
  ...contributionsFor(database),
  ...registersFor(database),
  ...judgementsFor(database),
});
