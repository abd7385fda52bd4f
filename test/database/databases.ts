import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import {
  type DatabasePlace,
  openServiceDatabase,
  type ServiceDatabase,
} from "../../src/adapters/database/service/open-service-database.ts";
import { hasPostgresql, startPostgresql, type TestPostgresql } from "./postgresql.ts";

/** Opens databases of one sort for tests. */
export type TestDatabases = {
  readonly name: "SQLite" | "PostgreSQL";
  /** A new, empty one. */
  place(): Promise<DatabasePlace>;
  /** Opens it; what is open is closed at the end. `clock` stands for the time of the service. */
  open(place: DatabasePlace, clock?: { now: number }): Promise<ServiceDatabase>;
};

/** How long a lease is in tests, in milliseconds: the shortest that the engine on PostgreSQL has. */
export const testLease = 10_000;

/** Runs the same tests on both databases. */
export function onBothDatabases(tests: (databases: TestDatabases) => void): void {
  describe("on SQLite", () => {
    const root = mkdtempSync(join(tmpdir(), "proviso-service-"));
    let made = 0;
    const { open, closeAll } = opener();
    afterAll(async () => {
      await closeAll();
      rmSync(root, { recursive: true, force: true });
    });
    tests({
      name: "SQLite",
      open,
      async place() {
        made += 1;
        const directory = join(root, String(made));
        mkdirSync(directory);
        return { kind: "directory", directory };
      },
    });
  });
  describe.skipIf(!hasPostgresql)("on PostgreSQL", () => {
    let server: TestPostgresql | null = null;
    const { open, closeAll } = opener();
    beforeAll(async () => {
      server = await startPostgresql();
    });
    afterAll(async () => {
      await closeAll();
      await server?.remove();
    });
    tests({
      name: "PostgreSQL",
      open,
      async place() {
        if (server === null) throw new Error("PostgreSQL was not started");
        return { kind: "url", url: await server.newDatabase() };
      },
    });
  });
}

function opener(): { readonly open: TestDatabases["open"]; readonly closeAll: () => Promise<void> } {
  const opened: ServiceDatabase[] = [];
  return {
    async open(place, clock) {
      const now = clock === undefined ? Date.now : () => clock.now;
      const one = await openServiceDatabase(place, { now, lease: testLease }, (error) => {
        throw error;
      });
      opened.push(one);
      return one;
    },
    async closeAll() {
      for (const { store } of opened) await store.close();
    },
  };
}
