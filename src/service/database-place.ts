import { resolve } from "node:path";
import {
  type DatabasePlace,
  openServiceDatabase,
  type ServiceDatabase,
} from "../adapters/database/service/open-service-database.ts";
import { systemClock } from "../adapters/files/clock.ts";
import { makeDirectory } from "../adapters/files/make-directory.ts";

/** How long a job is a worker's before it must say that it is still there, in milliseconds. */
export const lease = 30_000;

/** The database of the service: at an address, or in its directory. */
export const databasePlace = (url: string | null, data: string): DatabasePlace =>
  url === null ? { kind: "directory", directory: resolve(data) } : { kind: "url", url };

/** Opens it; a directory is made if it is not there. Rejects where that cannot be. `onError` hears of what goes wrong later. */
export async function openDatabaseAt(
  place: DatabasePlace,
  onError: (error: Error) => void = () => {},
): Promise<ServiceDatabase> {
  if (place.kind === "directory") makeDirectory(place.directory, 0o700);
  return openServiceDatabase(place, { now: systemClock.now, lease }, onError);
}
