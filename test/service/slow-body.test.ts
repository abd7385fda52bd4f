import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { createApp } from "../../src/service/app.ts";
import { type Listening, listen } from "../../src/service/listen.ts";
import { createLog } from "../../src/service/logging.ts";
import { createMetrics } from "../../src/service/metrics.ts";
import { webhookPath, webhookRoutes } from "../../src/service/webhook-routes.ts";

const source = { forge: "forgejo", host: "forge.example.org", secrets: ["s"], branches: [] } as const;
const path = webhookPath(source);

/** Milliseconds that a body may take here, where it does not come. */
const timeMax = 1_000;

type Told = { readonly status: number; readonly kind: string; readonly why: string | null };

let listening: Listening | undefined;
let port = 0;
const told: Told[] = [];
const verified: number[] = [];

beforeEach(() => {
  told.length = 0;
  verified.length = 0;
});
afterEach(() => listening?.stop(0));

/** Takes bodies that come whole within the time, in milliseconds. Gives where. */
async function serve(bodyTimeMax: number): Promise<string> {
  const webhooks = webhookRoutes([source], {
    store: { takeDelivery: async () => "taken" },
    // Nobody here has the secret; what counts is whether anybody looked at the body.
    verify: (_forge, { body }) => {
      verified.push(body.length);
      return { ok: false, why: "nobody signed it" };
    },
    now: () => 0,
    bodyTimeMax,
    tell: ({ status, kind, why }) => void told.push({ status, kind, why }),
  });
  const store = { ping: async () => {} } as unknown as ServiceStore;
  const queue = { counts: async () => ({}) } as unknown as JobQueue;
  const log = createLog("error");
  const app = createApp({
    store,
    metrics: createMetrics(queue, "0"),
    isStopping: () => false,
    log,
    showsMetrics: false,
    webhooks,
    pages: null,
  });
  listening = await listen(app.fetch, { kind: "port", host: "127.0.0.1", port: 0 });
  port = Number(new URL(listening.at).port);
  return listening.at;
}

/** Somebody who sends a byte now and then, for as long as he can. Gives what he was answered, when, and when his connection ended. */
function dribble(head: string, piece: string, every: number) {
  const since = performance.now();
  return new Promise<{ readonly answer: string; readonly answeredAt: number; readonly endedAt: number }>((resolve) => {
    let [answer, answeredAt] = ["", 0];
    let timer: NodeJS.Timeout | undefined;
    const socket: Socket = connect(port, "127.0.0.1", () => {
      socket.write(head);
      timer = setInterval(() => socket.write(piece), every);
    });
    socket.setEncoding("utf8").on("data", (text: string) => {
      if (answer === "") answeredAt = performance.now() - since;
      answer += text;
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      resolve({ answer, answeredAt, endedAt: performance.now() - since });
    });
  });
}

const head = (more: string): string => `POST ${path} HTTP/1.1\r\nHost: proviso.example.org\r\n${more}\r\n`;

describe("a body that comes a byte at a time", () => {
  test.each([
    ["of a length that was said", head("Content-Length: 100000\r\n"), "x"],
    ["in chunks, without an end", head("Transfer-Encoding: chunked\r\n"), "1\r\nx\r\n"],
    ["that stops altogether", head("Content-Length: 100000\r\n"), ""],
  ])("%s is given up after the time, and its sender is told and let go", async (_name, begin, piece) => {
    await serve(timeMax);
    const { answer, answeredAt, endedAt } = await dribble(begin, piece, 20);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("not-taken: its body did not come whole within 1 s");
    expect(told).toEqual([{ status: 408, kind: "not-taken", why: "its body did not come whole within 1 s" }]);
    expect(answeredAt).toBeGreaterThan(timeMax - 50);
    // However long the machine takes, not as long as the server's own limit for a request.
    expect(endedAt).toBeLessThan(20_000);
    // Half a body is nothing that could be verified.
    expect(verified).toEqual([]);
  });

  test("keeps nobody else waiting", async () => {
    const at = await serve(timeMax);
    const slow = Array.from({ length: 50 }, () => dribble(head("Content-Length: 100000\r\n"), "x", 20));
    const answer = await fetch(`${at}${path}`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(401);
    // Before any of the others was given up, if the machine is not very slow; and each of them is, and let go.
    expect(told).toContainEqual({ status: 401, kind: "forged", why: "nobody signed it" });
    for (const { endedAt } of await Promise.all(slow)) expect(endedAt).toBeLessThan(20_000);
    expect(told.filter(({ status }) => status === 408)).toHaveLength(50);
    expect(verified).toEqual([2]);
  });

  test("and comes whole within the time is looked at", async () => {
    await serve(60_000);
    const { answer } = await dribble(`${head("Content-Length: 3\r\nConnection: close\r\n")}{`, "}", 20);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(verified).toEqual([3]);
  });
});

test("a sender who goes away in the middle is said to have", async () => {
  await serve(60_000);
  const socket = connect(port, "127.0.0.1", () => socket.write(`${head("Content-Length: 100\r\n")}x`));
  setTimeout(() => socket.destroy(), 100);
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told).toMatchObject([{ status: 408, kind: "not-taken" }]);
  expect(verified).toEqual([]);
});
