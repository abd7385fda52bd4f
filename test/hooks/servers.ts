import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { dirname } from "node:path";
import type { Run } from "../cli/proviso.ts";
import type { TestRepository } from "../git/repository.ts";

/** A way to reach a bare repository, until it is closed. */
export type Transport = { readonly url: string; close(): void };

type Environment = TestRepository["environment"];

/** Runs git without blocking, so that a server in this process can answer it. */
export async function gitBeside(
  repository: Pick<TestRepository, "path" | "environment">,
  commandArguments: readonly string[],
): Promise<Run> {
  const child = spawn("git", commandArguments, { cwd: repository.path, env: repository.environment });
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout: await stdout, stderr: await stderr };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** `git daemon` with `receive-pack`, on a free port of this machine. */
export async function daemon(path: string, environment: Environment): Promise<Transport> {
  const port = await freePort();
  const options = ["--export-all", "--enable=receive-pack", "--reuseaddr", "--listen=127.0.0.1", `--port=${port}`];
  const child: ChildProcess = spawn("git", ["daemon", ...options, `--base-path=${dirname(path)}`], {
    env: environment,
    stdio: "ignore",
    detached: true,
  });
  await untilOpen(port);
  // git runs the daemon as a program of its own: both are in one group.
  const close = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid);
  };
  return { url: `git://127.0.0.1:${port}/${path.slice(dirname(path).length + 1)}`, close };
}

async function freePort(): Promise<number> {
  const server = createSocket().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilOpen(port: number): Promise<void> {
  const { connect } = await import("node:net");
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Smart HTTP: `git http-backend` (git-http-backend(1)) behind a small server. Everybody may push. */
export async function http(path: string, environment: Environment): Promise<Transport> {
  const server = createServer((request, response) => answerBy(dirname(path), environment, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/${path.slice(dirname(path).length + 1)}`, close: () => server.close() };
}

function answerBy(root: string, environment: Environment, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...environment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: "somebody",
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: request.headers["content-length"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  backend.on("close", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    for (const line of output.toString("latin1", 0, end).split("\r\n")) {
      const colon = line.indexOf(":");
      const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
}
