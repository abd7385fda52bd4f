import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request to a double of a forge. */
export type Asked = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
};

export type Answered = {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What goes wrong with the next requests whose method and path fit. */
export type Fault = {
  readonly when: (asked: Asked) => boolean;
  /** How often. */
  times: number;
  /** `lost`: what was asked is done, and the answer does not arrive. */
  readonly what:
    | "lost"
    | "cut"
    | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
};

export type DoubleServer = {
  readonly url: string;
  readonly asked: Asked[];
  readonly faults: Fault[];
  close(): Promise<void>;
};

/** Answers JSON, and fails as it is told. Nothing of the network is pretended: requests come over a socket. */
export async function serveDouble(answer: (asked: Asked) => Answered): Promise<DoubleServer> {
  const asked: Asked[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const text = Buffer.concat(chunks).toString("utf8");
    const one: Asked = {
      method: request.method ?? "",
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: text === "" ? {} : (JSON.parse(text) as Asked["body"]),
    };
    asked.push(one);
    const fault = faults.find(({ when, times }) => times > 0 && when(one));
    if (fault !== undefined) fault.times -= 1;
    if (typeof fault?.what === "object") {
      const { status, headers = {}, body = "<html>out of order</html>" } = fault.what;
      response.writeHead(status, { "Content-Type": "text/html", ...headers }).end(body);
      return;
    }
    const { status, json, headers = {} } = answer(one);
    if (fault?.what === "lost") return void request.socket.destroy();
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    const whole = json === undefined ? "" : JSON.stringify(json);
    response.end(fault?.what === "cut" ? whole.slice(0, whole.length / 2) : whole);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A page of a list, as GitLab and Forgejo cut it. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, most = 100): readonly T[] {
  const length = Math.min(Number(query.get("per_page") ?? query.get("limit") ?? 20), most);
  const page = Number(query.get("page") ?? 1);
  return items.slice((page - 1) * length, page * length);
}
