import { chmodSync, rmSync, statSync } from "node:fs";
import type { Server } from "node:http";
import { connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Listen } from "../app/service/service-settings.ts";

/** How long a client may take for the headers of a request, and for all of it, in milliseconds: whoever sends slowly holds no connection for ever. */
const headersMilliseconds = 15_000;
const requestMilliseconds = 60_000;

export type Listening = {
  /** Where it listens, in words: `http://127.0.0.1:8420`, or the path of a socket. */
  readonly at: string;
  /** Takes no more requests, and is over when those that were taken are answered, or after so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
};

/** Listens, and hands each request to the function. Rejects where it cannot. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  where: Listen,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.headersTimeout = headersMilliseconds;
  server.requestTimeout = requestMilliseconds;
  if (where.kind === "socket") await removeDeadSocket(where.path);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const listening = (): void => {
      server.off("error", reject);
      resolve();
    };
    if (where.kind === "socket") server.listen(where.path, listening);
    else server.listen(where.port, where.host, listening);
  });
  // The reverse proxy runs as another user.
  if (where.kind === "socket") chmodSync(where.path, 0o666);
  return { at: addressOf(server, where), stop: (milliseconds) => stop(server, milliseconds) };
}

function addressOf(server: Server, where: Listen): string {
  if (where.kind === "socket") return where.path;
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : where.port;
  return `http://${where.host.includes(":") ? `[${where.host}]` : where.host}:${port}`;
}

/** A process that was killed leaves its socket behind, and nobody could listen there any more. One that somebody answers is left alone. */
async function removeDeadSocket(path: string): Promise<void> {
  const isSocket = statSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
  if (!isSocket) return;
  const answers = await new Promise<boolean>((resolve) => {
    const client = connect(path, () => {
      client.destroy();
      resolve(true);
    });
    client.once("error", () => resolve(false));
  });
  if (!answers) rmSync(path, { force: true });
}

async function stop(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearTimeout(timer);
}
