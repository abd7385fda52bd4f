import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { devNull } from "node:os";

/** A git server on localhost, with all repositories below a directory. */
export type GitServer = {
  readonly url: string;
  /** From now on only who sends this header is answered; null: everybody. */
  demand(authorization: string | null): void;
  /** Requests so far, so that a test can see that nobody asked. */
  requests(): number;
  close(): Promise<void>;
};

/** Serves repositories over smart HTTP by git's own `http-backend`, as forges do. */
export async function serveGit(directory: string): Promise<GitServer> {
  let requests = 0;
  let demanded: string | null = null;
  const server = createServer((request, response) => {
    requests += 1;
    if (demanded !== null && request.headers.authorization !== demanded) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="lamps"' }).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const backend = spawn("git", ["http-backend"], {
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: devNull,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "safe.directory",
        GIT_CONFIG_VALUE_0: "*",
        GIT_PROJECT_ROOT: directory,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: decodeURIComponent(pathname),
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method ?? "GET",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
        REMOTE_USER: "test",
      },
      stdio: ["pipe", "pipe", "ignore"],
    });
    request.pipe(backend.stdin);
    backend.stdin.on("error", () => {});
    const chunks: Buffer[] = [];
    backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    backend.on("close", () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf("\r\n\r\n");
      const fields = answer.toString("latin1", 0, end).split("\r\n");
      const headers = fields.map((field) => field.split(": ")).filter(([name]) => name !== "Status");
      const status = fields.find((field) => field.startsWith("Status: "))?.slice("Status: ".length, 11) ?? "200";
      response.writeHead(Number(status), Object.fromEntries(headers));
      response.end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    demand(authorization) {
      demanded = authorization;
    },
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
